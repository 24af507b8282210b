//! Twilio tells statuses in any order, more than once, and what failed is told once.
use chrono::TimeDelta;
use serde_json::json;
use souk_events::whatsapp::v1::{MessageUndelivered, SenderChanged};
use souk_testkit::eventually;

use crate::shop::{AWA, Shop, notice, reply};

#[tokio::test(flavor = "multi_thread")]
async fn a_late_status_takes_nothing_back() {
    let shop = Shop::open().await;
    let asked = shop.write(AWA, "A12").await;
    let answer = reply(&asked, "wl.joined", &[("code", "A12"), ("rank", "2")]);
    shop.want(answer.clone()).await;
    shop.stands(&answer.request_id, "accepted").await;
    let sent = shop.twilio.sent().remove(0);
    for (status, stands) in [
        ("delivered", "delivered"),
        ("sent", "delivered"),
        ("undelivered", "delivered"),
        ("read", "read"),
        ("read", "read"),
    ] {
        assert_eq!(shop.twilio.tell(&sent, status, "").await.as_u16(), 204);
        assert_eq!(shop.standing(&answer.request_id).await.0, stands, "after {status}");
    }
    assert!(shop.app.told::<MessageUndelivered>().await.is_empty());
    let fields = [("MessageSid", sent.sid.as_str()), ("MessageStatus", "failed")];
    let forged = shop.twilio.post_signed_by("forged", sent.field("StatusCallback"), &fields).await;
    assert_eq!(forged.as_u16(), 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_did_not_arrive_is_told_once() {
    let shop = Shop::open().await;
    shop.twilio.tell_statuses();
    let gone = "whatsapp:+33600003003";
    let asked = shop.write(gone, "A12").await;
    let promoted =
        notice(&asked, "hold", "wl.promoted", &[("code", "A12"), ("minutes", "5"), ("total", "15 €")]);
    shop.want(promoted.clone()).await;
    assert_eq!(shop.stands(&promoted.request_id, "failed").await.2, "63003");
    let sent = shop.twilio.sent().remove(0);
    assert_eq!(shop.twilio.tell(&sent, "failed", "63003").await.as_u16(), 204);
    let told = shop.app.told::<MessageUndelivered>().await;
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].state.as_str(), told[0].request_id.as_str()),
        ("failed", promoted.request_id.as_str())
    );
    let fine = reply(&shop.write(AWA, "A12").await, "wl.joined", &[("code", "A12"), ("rank", "2")]);
    shop.want(fine.clone()).await;
    eventually("it is delivered", || async {
        (shop.standing(&fine.request_id).await.0 == "delivered").then_some(())
    })
    .await;
}

const PROMOTED: &[(&str, &str)] = &[("code", "A12"), ("minutes", "5"), ("total", "15 €")];

/// A notice that Twilio took, and what it said of it then.
async fn came_back(shop: &Shop, code: &str) -> String {
    let asked = shop.write(AWA, "A12").await;
    let promoted = notice(&asked, "hold", "wl.promoted", PROMOTED);
    shop.want(promoted.clone()).await;
    shop.stands(&promoted.request_id, "accepted").await;
    let sent = shop.twilio.sent().pop().unwrap();
    for _ in 0..2 {
        assert_eq!(shop.twilio.tell(&sent, "undelivered", code).await.as_u16(), 204);
    }
    promoted.request_id
}

async fn approve(shop: &Shop) {
    let path = format!("/v1/whatsapp/senders/{}/templates/wl.promoted/fr", shop.sender);
    let sid = json!({ "content_sid": "HX00000000000000000000000000000001" });
    shop.owner().put(&path, sid).await.expect(204);
}

#[tokio::test(flavor = "multi_thread")]
async fn code_63016_goes_once_more_as_a_template_else_there_is_none() {
    let shop = Shop::open().await;
    let none = came_back(&shop, "63016").await;
    assert_eq!(shop.stands(&none, "dead").await.2, "no_template");
    approve(&shop).await;
    // Tried again it is sent: what came back of it is listed at Twilio with the same words, and stands for nothing.
    shop.owner().post(&format!("/v1/whatsapp/messages/{none}/retry"), json!({})).await.expect(204);
    shop.stands(&none, "accepted").await;
    assert_eq!(shop.twilio.sent().pop().unwrap().field("ContentSid"), "HX00000000000000000000000000000001");
    let request = came_back(&shop, "63016").await;
    shop.stands(&request, "accepted").await;
    let sent = shop.twilio.sent().pop().unwrap();
    assert_eq!(sent.field("ContentSid"), "HX00000000000000000000000000000001");
    assert_eq!(shop.twilio.tell(&sent, "undelivered", "63016").await.as_u16(), 204);
    assert_eq!(shop.stands(&request, "failed").await.2, "63016", "not for ever");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_passes_by_itself_goes_again_and_the_late_status_says_nothing() {
    let shop = Shop::open().await;
    let request = came_back(&shop, "63017").await;
    shop.advance(TimeDelta::seconds(5));
    shop.stands(&request, "accepted").await;
    let sent = shop.twilio.sent();
    let (first, second) = (&sent[sent.len() - 2], &sent[sent.len() - 1]);
    assert_eq!(shop.twilio.tell(first, "failed", "63003").await.as_u16(), 204);
    assert_eq!(shop.standing(&request).await.0, "accepted", "that was the one that came back");
    assert_eq!(shop.twilio.tell(second, "delivered", "").await.as_u16(), 204);
    assert_eq!(shop.standing(&request).await.0, "delivered");
    assert!(shop.app.told::<MessageUndelivered>().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn fr4_a_number_that_is_not_found_goes_offline_and_its_messages_wait() {
    let shop = Shop::open().await;
    let request = came_back(&shop, "63007").await;
    assert_eq!(shop.standing(&request).await.0, "pending");
    let told = shop.app.told::<SenderChanged>().await;
    assert_eq!(told.iter().filter(|told| told.state == "offline").count(), 1);
    let page = shop.owner().get("/dashboard/whatsapp").await.expect(200).text();
    assert!(page.contains("63007"));
    shop.advance(TimeDelta::minutes(5));
    eventually("it was looked at", || async {
        (shop.standing(&request).await.2 == "sender_offline").then_some(())
    })
    .await;
    let path = format!("/v1/whatsapp/senders/{}/token", shop.sender);
    shop.owner().put(&path, json!({ "auth_token": souk_testkit::twilio::TOKEN })).await.expect(200);
    shop.stands(&request, "accepted").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_limit_of_the_day_holds_back_what_nobody_asked_for_and_no_answers() {
    let shop = Shop::open().await;
    approve(&shop).await;
    let asked = shop.write(AWA, "A12").await;
    shop.advance(TimeDelta::hours(25));
    let promoted = notice(&asked, "hold", "wl.promoted", PROMOTED);
    shop.want(promoted.clone()).await;
    shop.stands(&promoted.request_id, "accepted").await;
    let sent = shop.twilio.sent().pop().unwrap();
    assert_eq!(shop.twilio.tell(&sent, "failed", "63018").await.as_u16(), 204);
    shop.advance(TimeDelta::minutes(1));
    eventually("it waits", || async {
        (shop.standing(&promoted.request_id).await.2 == "limit_of_the_day").then_some(())
    })
    .await;
    let fatou = shop.write("whatsapp:+33600000018", "A13").await;
    let answer = reply(&fatou, "wl.joined", &[("code", "A13"), ("rank", "2")]);
    shop.want(answer.clone()).await;
    shop.stands(&answer.request_id, "accepted").await;
    shop.advance(TimeDelta::hours(24));
    shop.stands(&promoted.request_id, "accepted").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_that_meta_takes_no_more_is_sent_no_more_until_another_is_entered() {
    let shop = Shop::open().await;
    approve(&shop).await;
    let asked = shop.write(AWA, "A12").await;
    shop.advance(TimeDelta::hours(25));
    let want = async || {
        let promoted = notice(&asked, "hold", "wl.promoted", PROMOTED);
        shop.want(promoted.clone()).await;
        promoted.request_id
    };
    let first = want().await;
    shop.stands(&first, "accepted").await;
    let sent = shop.twilio.sent().pop().unwrap();
    assert_eq!(shop.twilio.tell(&sent, "failed", "63041").await.as_u16(), 204);
    assert_eq!(shop.standing(&first).await.0, "failed");
    assert_eq!(shop.stands(&want().await, "dead").await.2, "no_template");
    let page = shop.owner().get("/dashboard/whatsapp").await.expect(200).text();
    assert!(page.contains("wl.promoted") && page.contains("63041"));
    approve(&shop).await;
    shop.stands(&want().await, "accepted").await;
}
