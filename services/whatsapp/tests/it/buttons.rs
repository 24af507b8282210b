//! Within a day of somebody's message what can be pressed is pressed; where that is not taken, the words say the same.
use serde_json::Value;
use souk_events::reservations::v1::MessageRequested;
use souk_events::whatsapp::v1::{Kind, MessageReceived};
use souk_testkit::{eventually, twilio};

use crate::shop::{AWA, NUMBER, Shop, reply};

async fn recap(shop: &Shop) -> MessageRequested {
    let asked = shop.write(AWA, "A12").await;
    let params: &[(&str, &str)] = &[("code", "A12"), ("minutes", "5"), ("total", "25 €")];
    let wish = reply(&asked, "rsv.held", params);
    MessageRequested { button_payloads: vec!["ok:1".to_owned(), "no:1".to_owned()], ..wish }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_yes_and_a_no_are_buttons_whose_content_is_made_once() {
    let shop = Shop::open().await;
    shop.twilio.make_contents();
    for _ in 0..2 {
        let wish = recap(&shop).await;
        shop.want(wish.clone()).await;
        shop.stands(&wish.request_id, "accepted").await;
    }
    let contents = shop.twilio.contents();
    assert_eq!(contents.len(), 1);
    let actions = &contents[0]["types"]["twilio/quick-reply"]["actions"];
    assert_eq!((actions[0]["title"].as_str(), actions[0]["id"].as_str()), (Some("{{2}}"), Some("{{3}}")));
    let sent = shop.twilio.sent().pop().unwrap();
    let variables: Value = serde_json::from_str(sent.field("ContentVariables")).unwrap();
    assert!(variables["1"].as_str().unwrap().contains("A12"));
    assert_eq!((variables["2"].as_str(), variables["3"].as_str()), (Some("Confirmer"), Some("ok:1")));
    assert_eq!(variables["5"].as_str(), Some("no:1"));
    assert!(sent.field("Body").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_that_are_not_taken_are_left_out() {
    let shop = Shop::open().await;
    let plain = recap(&shop).await;
    shop.want(plain.clone()).await;
    shop.stands(&plain.request_id, "accepted").await;
    assert!(shop.twilio.sent().pop().unwrap().field("Body").contains("A12"), "no content, but words");

    shop.twilio.make_contents();
    let soon = recap(&shop).await;
    shop.want(soon.clone()).await;
    shop.stands(&soon.request_id, "accepted").await;
    assert!(shop.twilio.contents().is_empty(), "Twilio is not asked again for an hour");
    shop.advance(chrono::TimeDelta::minutes(61));
    let wish = recap(&shop).await;
    shop.want(wish.clone()).await;
    shop.stands(&wish.request_id, "accepted").await;
    let sent = shop.twilio.sent().pop().unwrap();
    assert!(!sent.field("ContentSid").is_empty());
    assert_eq!(shop.twilio.tell(&sent, "failed", "63013").await.as_u16(), 204);
    let body = shop.texts(AWA, 4).await.pop().unwrap();
    assert!(body.contains("A12"), "it goes again as text");
    shop.stands(&wish.request_id, "accepted").await;
    let sent = shop.twilio.sent().pop().unwrap();
    assert_eq!(shop.twilio.tell(&sent, "failed", "63013").await.as_u16(), 204);
    assert_eq!(shop.standing(&wish.request_id).await.0, "failed", "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn that_it_went_with_buttons_is_known_though_the_answer_was_lost() {
    let shop = Shop::open().await;
    shop.twilio.make_contents();
    shop.twilio.lose_answers(1);
    let wish = recap(&shop).await;
    shop.want(wish.clone()).await;
    let sent = eventually("Twilio has it", || async { shop.twilio.sent().pop() }).await;
    assert!(!sent.field("ContentSid").is_empty());
    // Nobody but the row knows how it went.
    assert_eq!(shop.count("SELECT count(*) FROM outgoing WHERE with_buttons").await, 1);
    assert_eq!(shop.twilio.tell(&sent, "failed", "63013").await.as_u16(), 204);
    assert!(shop.texts(AWA, 2).await[1].contains("A12"), "it goes again as text");
}

#[tokio::test(flavor = "multi_thread")]
async fn sizes_are_a_list_and_what_is_picked_comes_back_as_a_button_does() {
    let shop = Shop::open().await;
    shop.twilio.make_contents();
    let asked = shop.write(AWA, "A12").await;
    let wish = reply(&asked, "rsv.need_size", &[("code", "A12"), ("sizes", "S, M, L")]);
    shop.want(wish.clone()).await;
    shop.stands(&wish.request_id, "accepted").await;
    let items = shop.twilio.contents()[0]["types"]["twilio/list-picker"]["items"].clone();
    assert_eq!(items.as_array().unwrap().len(), 3);
    let sent = shop.twilio.sent().pop().unwrap();
    let variables: Value = serde_json::from_str(sent.field("ContentVariables")).unwrap();
    assert_eq!((variables["2"].as_str(), variables["5"].as_str()), (Some("Choisir"), Some("M")));
    let sid = shop.sid();
    let mut picked = twilio::written(&sid, AWA, NUMBER, "M");
    picked.extend([("ListId", "M"), ("ListTitle", "M")]);
    assert_eq!(shop.twilio.post(&shop.inbound_url(), &picked).await.as_u16(), 200);
    let told = shop.app.told::<MessageReceived>().await.pop().unwrap();
    assert_eq!(told.kind(), Kind::Button);
    let read = shop.read(&told.message_id).await;
    assert_eq!((read["text"].as_str(), read["button_payload"].as_str()), (Some("M"), Some("M")));
}
