//! What operators find a message by, and what waits for them (FR37, FR38).
use serde_json::{Value, json};
use souk_testkit::twilio;

use crate::shop::{AWA, NUMBER, Shop, reply};

const TRACE: &str = "/internal/trace?purpose=support";
const PROBLEMS: &str = "/internal/problems?purpose=support";

#[tokio::test(flavor = "multi_thread")]
async fn fr37_a_sid_and_a_phone_lead_to_the_messages_and_what_became_of_them() {
    let shop = Shop::open().await;
    let asked = shop.write(AWA, "A12").await;
    let answer = reply(&asked, "wl.joined", &[("code", "A12"), ("rank", "2")]);
    shop.want(answer.clone()).await;
    shop.stands(&answer.request_id, "accepted").await;
    let sent = shop.twilio.sent().pop().unwrap();
    assert_eq!(shop.twilio.tell(&sent, "delivered", "").await.as_u16(), 204);
    let ops = shop.app.as_module("ops");
    let find = async |key: &str| {
        let found = ops.post(TRACE, json!({ "key": key })).await.expect(200).json();
        let ids = found["subjects"].as_array().unwrap().iter();
        ids.map(|id| id.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(find(&asked.message_sid).await, [asked.message_id.as_str()]);
    assert_eq!(find(&sent.sid).await, [answer.request_id.as_str()]);
    let both = find("+33 6 00 00 00 17").await;
    assert!(both.contains(&asked.message_id) && both.contains(&answer.request_id));
    assert!(find("+33 6 99 99 99 99").await.is_empty());
    let steps = ops.post(TRACE, json!({ "subjects": both })).await.expect(200).json();
    let kinds: Vec<_> =
        steps["steps"].as_array().unwrap().iter().map(|s| s["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["received", "asked", "attempt", "status"]);
    assert_eq!(steps["steps"][3]["detail"]["state"], "delivered");
    assert!(!steps.to_string().contains("33600000017"), "nothing of a person");
    shop.owner().post(TRACE, json!({ "key": "63016" })).await.problem(403, "forbidden");
    ops.post("/internal/trace", json!({ "key": "63016" })).await.expect(400);
}

#[tokio::test(flavor = "multi_thread")]
async fn fr38_a_file_that_is_not_there_and_a_message_not_sent_both_wait_for_somebody() {
    let shop = Shop::open().await;
    let wrong = "whatsapp:+33600001211";
    let asked = shop.write(wrong, "A12").await;
    let answer = reply(&asked, "wl.joined", &[("code", "A12"), ("rank", "2")]);
    shop.want(answer.clone()).await;
    shop.stands(&answer.request_id, "dead").await;
    let gone =
        format!("{}/2010-04-01/Accounts/{}/Messages/MM1/Media/gone", shop.twilio.url(), twilio::ACCOUNT);
    let sid = shop.sid();
    let mut fields = twilio::written(&sid, AWA, NUMBER, "");
    fields.retain(|(name, _)| *name != "NumMedia");
    fields.extend([("NumMedia", "1"), ("MediaUrl0", gone.as_str()), ("MediaContentType0", "image/jpeg")]);
    assert_eq!(shop.twilio.post(&shop.inbound_url(), &fields).await.as_u16(), 200);
    let told = shop.app.told::<souk_events::whatsapp::v1::MessageReceived>().await.pop().unwrap();
    let reservations = shop.app.as_module("reservations");
    reservations.get(&format!("/internal/messages/{}/media/0", told.message_id)).await;
    let ops = shop.app.as_module("ops");
    let waiting = async || ops.get(PROBLEMS).await.expect(200).json()["items"].clone();
    let kinds = |items: &Value| {
        let items = items.as_array().unwrap().iter();
        let mut kinds: Vec<_> = items.map(|one| one["kind"].as_str().unwrap().to_owned()).collect();
        kinds.sort();
        kinds
    };
    assert_eq!(kinds(&waiting().await), ["media_not_attached", "send_failed"]);

    let file = format!("{}/0", told.message_id);
    let aside = json!({ "ids": [file], "discard": "She sent it again" });
    assert_eq!(ops.post(PROBLEMS, aside.clone()).await.expect(200).json()["count"], 1);
    assert_eq!(ops.post(PROBLEMS, aside).await.expect(200).json()["count"], 0, "it is done already");
    let again = json!({ "ids": [answer.request_id] });
    assert_eq!(ops.post(PROBLEMS, again).await.expect(200).json()["count"], 1);
    shop.stands(&answer.request_id, "dead").await;
    assert_eq!(kinds(&waiting().await), ["send_failed"]);
}
