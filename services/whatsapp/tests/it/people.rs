//! Who writes: one person under two names, the merchant's own people, somebody who writes too much.
use chrono::TimeDelta;
use serde_json::json;
use souk_events::whatsapp::v1::{ContactMerged, ContactOptedOut, MessageReceived, Role};
use souk_testkit::twilio;

use crate::shop::{AWA, NUMBER, Shop, notice};

const HIDDEN: &str = "whatsapp:FR.123abc";

#[tokio::test(flavor = "multi_thread")]
async fn two_contacts_that_turn_out_to_be_one_are_merged_into_the_older() {
    let shop = Shop::open().await;
    let by_phone = shop.write(AWA, "A1").await;
    let hidden = shop.write(HIDDEN, "A2").await;
    assert_ne!(by_phone.contact_id, hidden.contact_id);
    let sid = shop.sid();
    let mut both = twilio::written(&sid, AWA, NUMBER, "A3");
    both.push(("ExternalUserId", "FR.123abc"));
    assert_eq!(shop.twilio.post(&shop.inbound_url(), &both).await.as_u16(), 200);
    let merged = shop.app.told::<ContactMerged>().await;
    assert_eq!(merged.len(), 1);
    assert_eq!(merged[0].contact_id, by_phone.contact_id);
    assert_eq!(merged[0].merged_contact_id, hidden.contact_id);
    assert_eq!(shop.write(HIDDEN, "A4").await.contact_id, by_phone.contact_id);
    let read = shop.read(&hidden.message_id).await;
    assert_eq!(
        (read["text"].as_str(), read["contact_id"].as_str()),
        (Some("A2"), Some(by_phone.contact_id.as_str()))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn fr6_a_stop_of_one_who_turns_out_to_be_another_counts_for_both() {
    let shop = Shop::open().await;
    let by_phone = shop.write(AWA, "A1").await;
    shop.write(HIDDEN, "STOP").await;
    let sid = shop.sid();
    let mut both = twilio::written(&sid, AWA, NUMBER, "A3");
    both.push(("ExternalUserId", "FR.123abc"));
    assert_eq!(shop.twilio.post(&shop.inbound_url(), &both).await.as_u16(), 200);
    let told = shop.app.told::<ContactOptedOut>().await;
    assert_eq!(told.len(), 2);
    assert_eq!((told[1].contact_id.as_str(), told[1].seq), (by_phone.contact_id.as_str(), 2));
    let reminder =
        notice(&by_phone, "hold", "rsv.reminder", &[("codes", "A1"), ("minutes", "2"), ("todo", "")]);
    shop.want(reminder.clone()).await;
    assert_eq!(shop.stands(&reminder.request_id, "suppressed").await.2, "opted_out");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_that_came_after_the_stop_of_another_who_is_the_same_counts() {
    let shop = Shop::open().await;
    let by_phone = shop.write(AWA, "A1").await;
    shop.write(HIDDEN, "STOP").await;
    shop.advance(TimeDelta::minutes(1));
    shop.write(AWA, "START").await;
    let sid = shop.sid();
    let mut both = twilio::written(&sid, AWA, NUMBER, "A3");
    both.push(("ExternalUserId", "FR.123abc"));
    assert_eq!(shop.twilio.post(&shop.inbound_url(), &both).await.as_u16(), 200);
    assert_eq!(shop.app.told::<ContactOptedOut>().await.len(), 1, "the hidden one's own");
    let reminder =
        notice(&by_phone, "hold", "rsv.reminder", &[("codes", "A1"), ("minutes", "2"), ("todo", "")]);
    shop.want(reminder.clone()).await;
    shop.stands(&reminder.request_id, "accepted").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_sellers_nor_messages_that_come_twice_count_as_too_much() {
    let shop = Shop::open().await;
    shop.owner()
        .post("/v1/whatsapp/sellers", json!({ "label": "Awa", "phone": "+33600000017" }))
        .await
        .expect(201);
    for n in 0..25 {
        shop.write(AWA, &format!("A{n} 10")).await;
    }
    let fatou = "whatsapp:+33600000018";
    let sid = shop.sid();
    for _ in 0..25 {
        let again = twilio::written(&sid, fatou, NUMBER, "A1");
        assert_eq!(shop.twilio.post(&shop.inbound_url(), &again).await.as_u16(), 200);
    }
    assert_eq!(shop.write(fatou, "A2").await.seq, 27, "she wrote two messages");
    assert_eq!((shop.twilio.tried(AWA), shop.twilio.tried(fatou)), (0, 0), "nobody is told to wait");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seller_is_known_from_the_next_message_on_and_no_more_when_taken_away() {
    let shop = Shop::open().await;
    assert_eq!(shop.write(AWA, "A12 25").await.role(), Role::Customer);
    let sellers = "/v1/whatsapp/sellers";
    let added = shop.owner().post(sellers, json!({ "label": "Awa", "phone": "0033 6 00 00 00 17" })).await;
    let id = added.expect(201).json()["id"].as_str().unwrap().to_owned();
    shop.owner()
        .post(sellers, json!({ "label": "Encore", "phone": "+33600000017" }))
        .await
        .problem(409, "seller_known");
    assert_eq!(shop.write(AWA, "A12 25").await.role(), Role::Seller);
    let list = shop.owner().get(sellers).await.expect(200).json();
    assert_eq!(
        (list["items"][0]["phone_ending"].as_str(), list["items"][0]["linked"].as_bool()),
        (Some("17"), Some(true))
    );
    shop.owner().delete(&format!("{sellers}/{id}")).await.expect(204);
    shop.owner().delete(&format!("{sellers}/{id}")).await.expect(404);
    assert_eq!(shop.write(AWA, "A12 25").await.role(), Role::Customer);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_number_is_linked_by_its_code_once_and_in_time() {
    let shop = Shop::open().await;
    let add = async || {
        let added = shop.owner().post("/v1/whatsapp/sellers", json!({ "label": "Fatou" })).await.expect(201);
        added.json()["code"].as_str().unwrap().to_owned()
    };
    let late = add().await;
    shop.advance(TimeDelta::minutes(11));
    assert_eq!(shop.write(HIDDEN, &format!("LIER {late}")).await.role(), Role::Customer);
    let code = add().await;
    assert_eq!(shop.write(HIDDEN, &format!("lier {code}")).await.role(), Role::Seller);
    assert_eq!(shop.write(HIDDEN, "A12 25").await.role(), Role::Seller);
    assert_eq!(shop.write(AWA, &format!("LIER {code}")).await.role(), Role::Customer);
    // Whoever guesses makes the open codes void.
    let open = add().await;
    for _ in 0..5 {
        let guess = if open == "000000" { "LIER 000001" } else { "LIER 000000" };
        shop.write(AWA, guess).await;
    }
    assert_eq!(shop.write(AWA, &format!("LIER {open}")).await.role(), Role::Customer);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_writes_too_much_gets_one_notice_and_is_not_read_for_two_minutes() {
    let shop = Shop::open().await;
    for n in 0..20 {
        shop.write(AWA, &format!("A{n}")).await;
    }
    let flood = async |text: &str| {
        let sid = shop.sid();
        shop.twilio.post(&shop.inbound_url(), &twilio::written(&sid, AWA, NUMBER, text)).await.as_u16()
    };
    for _ in 0..3 {
        assert_eq!(flood("A99").await, 200);
    }
    assert_eq!(shop.app.told::<MessageReceived>().await.len(), 20);
    let texts = shop.texts(AWA, 1).await;
    assert!(texts.len() == 1 && texts[0].contains("deux minutes"), "{texts:?}");
    shop.write("whatsapp:+33600000018", "A1").await;
    assert_eq!(flood("STOP").await, 200);
    assert_eq!(shop.app.told::<MessageReceived>().await.len(), 22, "STOP is always heard");
    shop.advance(TimeDelta::minutes(3));
    assert_eq!(shop.write(AWA, "A1").await.seq, 26, "those that were not read have their place");
}
