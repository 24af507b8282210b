//! A message that is asked for goes out once, whatever Twilio answers, or its end is told.
use actix_web::{App, HttpServer, web};
use chrono::TimeDelta;
use serde_json::json;
use souk_events::{
    MessageRequestId,
    whatsapp::v1::{MessageAccepted, MessageUndelivered, SenderChanged},
};
use souk_kit::Clock;
use souk_testkit::{TestApp, eventually, twilio::Twilio};
use souk_whatsapp::Whatsapp;

use crate::shop::{AWA, NUMBER, Shop, notice, reply};

const JOINED: &[(&str, &str)] = &[("code", "A12"), ("rank", "2")];

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_goes_out_once_with_the_first_words_about_privacy() {
    let shop = Shop::open().await;
    let asked = shop.write(AWA, "A12").await;
    let answer = reply(&asked, "wl.joined", JOINED);
    shop.want(answer.clone()).await;
    // Asked for again by the same fact, or as another answer to the same message: nothing more goes out.
    shop.want(answer.clone()).await;
    let mut second = reply(&asked, "fallback", &[("example", "A1")]);
    second.dedupe_key = "another".to_owned();
    shop.want(second).await;
    shop.stands(&answer.request_id, "accepted").await;
    let next = reply(&shop.write(AWA, "A13").await, "wl.joined", JOINED);
    shop.want(next).await;
    let texts = shop.texts(AWA, 2).await;
    assert_eq!(texts.len(), 2, "{texts:?}");
    assert!(
        texts[0].contains("A12") && texts[0].contains("STOP") && texts[0].contains("Chez Awa"),
        "{}",
        texts[0]
    );
    assert!(!texts[1].contains("STOP"), "once only: {}", texts[1]);
    let sent = shop.twilio.sent();
    assert_eq!((sent[0].field("From"), sent[0].field("To")), (NUMBER, AWA));
    assert!(sent[0].field("StatusCallback").contains(&answer.request_id));
    let accepted = shop.app.told::<MessageAccepted>().await;
    assert_eq!(
        (accepted[0].request_id.as_str(), accepted[0].message_sid.as_str()),
        (answer.request_id.as_str(), sent[0].sid.as_str())
    );

    // The customer quotes it: the module that asked for it learns which one that is.
    let sid = shop.sid();
    let mut quote = souk_testkit::twilio::written(&sid, AWA, NUMBER, "OUI");
    quote.push(("OriginalRepliedMessageSid", sent[0].sid.as_str()));
    shop.twilio.post(&shop.inbound_url(), &quote).await;
    let told = shop.app.told::<souk_events::whatsapp::v1::MessageReceived>().await;
    assert_eq!(shop.read(&told.last().unwrap().message_id).await["quoted_request"], answer.request_id);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_twilio_cannot_take_now_is_tried_again_until_it_is_given_up() {
    let shop = Shop::open().await;
    let flaky = "whatsapp:+33600000777";
    let asked = shop.write(flaky, "A12").await;
    let answer = reply(&asked, "wl.joined", JOINED);
    shop.want(answer.clone()).await;
    eventually("three attempts", || async {
        shop.advance(TimeDelta::seconds(1));
        (shop.standing(&answer.request_id).await.0 == "accepted").then_some(())
    })
    .await;
    assert_eq!(shop.standing(&answer.request_id).await.1, 3);
    assert_eq!(shop.texts(flaky, 1).await.len(), 1);

    let broken = "whatsapp:+33600010500";
    let asked = shop.write(broken, "A12").await;
    let answer = reply(&asked, "wl.joined", JOINED);
    shop.want(answer.clone()).await;
    eventually("it is given up", || async {
        shop.advance(TimeDelta::minutes(1));
        (shop.standing(&answer.request_id).await.0 == "dead").then_some(())
    })
    .await;
    let (_, attempts, code) = shop.standing(&answer.request_id).await;
    assert_eq!((attempts, code.as_str()), (7, "20500"));
    let told = shop.app.told::<MessageUndelivered>().await;
    assert_eq!((told.len(), told[0].state.as_str(), told[0].error_code.as_str()), (1, "dead", "20500"));
    let retry = format!("/v1/whatsapp/messages/{}/retry", answer.request_id);
    shop.app.as_owner(souk_events::TenantId::new()).post(&retry, json!({})).await.expect(404);
    shop.owner().post(&retry, json!({})).await.expect(204);
    let accepted = shop.app.told::<MessageAccepted>().await;
    let retry = format!("/v1/whatsapp/messages/{}/retry", accepted[0].request_id);
    shop.owner().post(&retry, json!({})).await.problem(409, "not_given_up");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_was_lost_is_looked_for_before_it_is_sent_again() {
    let shop = Shop::open().await;
    let asked = shop.write(AWA, "A12").await;
    shop.twilio.lose_answers(1);
    let answer = reply(&asked, "wl.joined", JOINED);
    shop.want(answer.clone()).await;
    eventually("it is found", || async {
        shop.advance(TimeDelta::seconds(1));
        (shop.standing(&answer.request_id).await.0 == "accepted").then_some(())
    })
    .await;
    assert_eq!(shop.twilio.tried(AWA), 1, "it was not sent twice");
    assert_eq!(shop.app.told::<MessageAccepted>().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_blocks_the_number_gets_nothing_unasked_for() {
    let shop = Shop::open().await;
    let gone = "whatsapp:+33600001610";
    let asked = shop.write(gone, "A12").await;
    let answer = reply(&asked, "wl.joined", JOINED);
    shop.want(answer.clone()).await;
    let (_, attempts, code) = shop.stands(&answer.request_id, "dead").await;
    assert_eq!((attempts, code.as_str()), (1, "21610"));
    let promoted =
        notice(&asked, "hold", "wl.promoted", &[("code", "A12"), ("minutes", "5"), ("total", "15 €")]);
    shop.want(promoted.clone()).await;
    shop.stands(&promoted.request_id, "suppressed").await;
    assert_eq!(shop.twilio.tried(gone), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_day_only_an_approved_template_goes_out() {
    let shop = Shop::open().await;
    let asked = shop.write(AWA, "A12").await;
    shop.advance(TimeDelta::hours(24));
    let params = &[("code", "A12"), ("minutes", "5"), ("total", "15 €")];
    let promoted = notice(&asked, "hold", "wl.promoted", params);
    shop.want(promoted.clone()).await;
    assert_eq!(shop.stands(&promoted.request_id, "dead").await.2, "no_template");
    assert_eq!(shop.twilio.tried(AWA), 0, "Twilio was not asked");

    let content = "HX00000000000000000000000000000001";
    let path =
        |key: &str, locale: &str| format!("/v1/whatsapp/senders/{}/templates/{key}/{locale}", shop.sender);
    shop.owner().put(&path("wl.promoted", "fr"), json!({ "content_sid": content })).await.expect(204);
    shop.owner().put(&path("wl.nothing", "fr"), json!({ "content_sid": content })).await.expect(404);
    shop.owner().put(&path("wl.promoted", "fr"), json!({ "content_sid": "HX1" })).await.expect(422);
    let mut again = notice(&asked, "hold", "wl.promoted", params);
    again.button_payloads = vec!["ok:1".to_owned(), "no:1".to_owned()];
    again.valid_until = (shop.app.clock().now() + TimeDelta::minutes(5)).to_rfc3339();
    shop.want(again.clone()).await;
    shop.stands(&again.request_id, "accepted").await;
    let sent = shop.twilio.sent();
    assert_eq!(sent[0].field("ContentSid"), content);
    assert_eq!(sent[0].field("ContentVariables"), r#"{"1":"A12","2":"5","3":"15 €","4":"ok:1","5":"no:1"}"#);
    assert_eq!((sent[0].field("Body"), sent[0].field("ValidityPeriod")), ("", "300"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_late_is_never_sent() {
    let shop = Shop::open().await;
    let asked = shop.write(AWA, "A12").await;
    let mut reminder =
        notice(&asked, "hold", "rsv.reminder", &[("codes", "A12"), ("minutes", "2"), ("todo", "")]);
    reminder.not_before = (shop.start + TimeDelta::minutes(3)).to_rfc3339();
    reminder.valid_until = (shop.start + TimeDelta::minutes(5)).to_rfc3339();
    shop.want(reminder.clone()).await;
    assert_eq!(shop.standing(&reminder.request_id).await.0, "pending");
    shop.advance(TimeDelta::minutes(6));
    assert_eq!(shop.stands(&reminder.request_id, "stale").await.2, "too_late");
    assert_eq!(shop.twilio.tried(AWA), 0);
    assert_eq!(shop.app.told::<MessageUndelivered>().await[0].error_code, "too_late");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_whose_token_is_refused_waits_and_goes_on_with_the_new_one() {
    let shop = Shop::open().await;
    let asked = shop.write(AWA, "A12").await;
    shop.twilio.change_token("another");
    let answer = reply(&asked, "wl.joined", JOINED);
    shop.want(answer.clone()).await;
    eventually("the number is offline", || async {
        let list = shop.owner().get("/v1/whatsapp/senders").await.expect(200).json();
        (list["items"][0]["state"] == "offline" && list["items"][0]["reason"] == "20003").then_some(())
    })
    .await;
    assert!(shop.owner().get("/dashboard/whatsapp").await.expect(200).text().contains("20003"));
    assert_eq!(shop.standing(&answer.request_id).await.0, "pending", "nothing is given up");
    let path = format!("/v1/whatsapp/senders/{}/token", shop.sender);
    shop.owner().put(&path, json!({ "auth_token": "another" })).await.expect(200);
    shop.stands(&answer.request_id, "accepted").await;
    let states: Vec<_> =
        shop.app.told::<SenderChanged>().await.into_iter().map(|s| (s.state, s.revision)).collect();
    let expected = [("online", 1), ("offline", 2), ("online", 3)].map(|(state, n)| (state.to_owned(), n));
    assert_eq!(states, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_message_says_of_a_person_is_asked_for_and_stands_in_no_fact() {
    let server = HttpServer::new(|| {
        let answer = || async { web::Json(json!({ "params": { "address": "12 rue des Lilas" } })) };
        App::new().route("/internal/requests/{id}/personal", web::get().to(answer))
    })
    .workers(1)
    .disable_signals()
    .bind(("127.0.0.1", 0))
    .unwrap();
    let peer = format!("http://{}", server.addrs()[0]);
    tokio::spawn(server.run());
    let twilio = Twilio::start().await;
    let app = TestApp::<Whatsapp>::builder()
        .setting("twilio.api_base", twilio.url())
        .setting("sending.look_ms", "20")
        .peer("reservations", peer)
        .clock(Clock::fixed(crate::shop::noon()))
        .start()
        .await;
    twilio.module_at(crate::shop::PUBLIC, app.url());
    let shop = Shop::on(app, twilio).await;
    let asked = shop.write(AWA, "A12").await;
    let mut answer =
        reply(&asked, "rsv.held_known_address", &[("code", "A12"), ("minutes", "5"), ("total", "15 €")]);
    answer.personal = true;
    shop.want(answer).await;
    assert!(shop.texts(AWA, 1).await[0].contains("12 rue des Lilas"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_does_not_exist_is_a_dead_letter_and_own_words_are_used() {
    let shop = Shop::open().await;
    let asked = shop.write(AWA, "A12").await;
    let own = async |key: &str, locale: &str, text: Option<&str>| {
        let wish = json!({ "key": key, "locale": locale, "text": text });
        let answer = shop.owner().put("/v1/whatsapp/texts", wish).await;
        if answer.status == 422 {
            answer.json()["errors"][0]["pointer"].as_str().unwrap().to_owned()
        } else {
            String::new()
        }
    };
    assert_eq!(own("wl.joined", "fr", Some("Patience {who}")).await, "/text");
    assert_eq!(own("wl.joined", "de", Some("Geduld")).await, "/locale");
    assert_eq!(own("wl.nothing", "fr", Some("Patience")).await, "/key");
    assert_eq!(own("free", "fr", Some("Patience")).await, "/key", "a person's own words");
    assert_eq!(own("wl.joined", "fr", Some("Patience, {code} : {rank}")).await, "");
    let list = shop.owner().get("/v1/whatsapp/texts?locale=fr").await.expect(200).json();
    let ours = list["items"].as_array().unwrap().iter().find(|t| t["key"] == "wl.joined").unwrap().clone();
    assert_eq!(ours["own"], "Patience, {code} : {rank}");
    assert!(ours["original"].as_str().unwrap().contains("{rank}"));
    shop.owner().get("/v1/whatsapp/texts?locale=de").await.expect(400);
    shop.want(notice(&asked, "hold", "wl.joined", JOINED)).await;
    assert_eq!(shop.texts(AWA, 1).await[0], "Patience, A12 : 2");
    assert_eq!(own("wl.joined", "fr", None).await, "");
    shop.want(notice(&asked, "hold", "wl.joined", JOINED)).await;
    assert!(!shop.texts(AWA, 2).await[1].starts_with("Patience"));

    let mut unknown = notice(&asked, "hold", "wl.nothing", &[]);
    unknown.request_id = MessageRequestId::new().to_string();
    shop.app.hear(Some(shop.tenant), &unknown).await;
    eventually("a dead letter", || async {
        let dead = shop.app.as_module("ops").get("/internal/events/dead").await.expect(200).text();
        dead.contains("whatsapp.on_message_requested").then_some(())
    })
    .await;
}
