//! A signed webhook becomes one message in its place; everything else becomes nothing.
use souk_events::{
    TenantId,
    whatsapp::v1::{Kind, MessageReceived, Role},
};
use souk_testkit::twilio::{self, ACCOUNT};
use tokio::task::JoinSet;

use crate::shop::{AWA, NUMBER, PUBLIC, Shop, connection, hook_of, ids, module, store};

#[tokio::test(flavor = "multi_thread")]
async fn a_message_gets_its_place_and_says_what_it_says_to_modules_only() {
    let shop = Shop::open().await;
    let first = shop.write(AWA, " A12 ").await;
    let second = shop.write("whatsapp:+33600000018", "B7").await;
    assert_eq!((first.seq, second.seq), (1, 2));
    assert_eq!((first.role(), first.kind()), (Role::Customer, Kind::Text));
    assert_eq!(first.store_id, shop.store.to_string());
    assert_ne!(first.contact_id, second.contact_id);
    let (message, contact) = ids(&first);

    let read = shop.read(&first.message_id).await;
    assert_eq!(read["text"], " A12 ");
    assert_eq!(read["phone"], "+33600000017");
    assert_eq!(read["phone_ending"], "17");
    assert_eq!(read["profile_name"], "Awa");
    assert_eq!(
        (read["seq"].as_i64(), read["contact_id"].as_str()),
        (Some(1), Some(contact.to_string().as_str()))
    );
    let path = format!("/internal/messages/{message}");
    shop.owner().get(&path).await.expect(403);
    shop.app.as_module("stranger").get("/internal/messages/msg_00000000000000000000000000").await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_deliveries_of_one_message_have_one_effect() {
    let shop = Shop::open().await;
    let sid = shop.sid();
    let fields = twilio::written(&sid, AWA, NUMBER, "A12");
    let mut all = JoinSet::new();
    for _ in 0..50 {
        let (twilio, url) = (shop.twilio.clone(), shop.inbound_url());
        let fields: Vec<_> = fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        all.spawn(async move {
            let fields: Vec<_> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
            twilio.post(&url, &fields).await.as_u16()
        });
    }
    assert!(all.join_all().await.iter().all(|status| *status == 200));
    assert_eq!(shop.app.told::<MessageReceived>().await.len(), 1);
    // Another message under the same id is kept aside and has no effect.
    let other = twilio::written(&sid, AWA, NUMBER, "B7");
    assert_eq!(shop.twilio.post(&shop.inbound_url(), &other).await.as_u16(), 200);
    assert_eq!(shop.app.told::<MessageReceived>().await.len(), 1);
    assert_eq!(shop.write(AWA, "C3").await.seq, 2, "the order has no gaps");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_get_one_place_each() {
    let shop = Shop::open().await;
    let mut all = JoinSet::new();
    for n in 0..40 {
        let (twilio, url, sid) = (shop.twilio.clone(), shop.inbound_url(), shop.sid());
        all.spawn(async move {
            let from = format!("whatsapp:+336000001{n:02}");
            twilio.post(&url, &twilio::written(&sid, &from, NUMBER, "A12")).await.as_u16()
        });
    }
    assert!(all.join_all().await.iter().all(|status| *status == 200));
    let mut places: Vec<_> = shop.app.told::<MessageReceived>().await.iter().map(|m| m.seq).collect();
    places.sort_unstable();
    assert_eq!(places, (1..=40).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_signed_or_not_meant_for_the_number_has_no_effect() {
    let shop = Shop::open().await;
    let url = shop.inbound_url();
    let sid = shop.sid();
    let fields = twilio::written(&sid, AWA, NUMBER, "A12");
    assert_eq!(shop.twilio.post_signed_by("forged", &url, &fields).await.as_u16(), 403);
    let nobody = format!("{PUBLIC}/hooks/whatsapp/00000000000000000000000000/inbound");
    assert_eq!(shop.twilio.post(&nobody, &fields).await.as_u16(), 404);
    // Signed, but for a number of nobody, or of another account: taken, kept aside, not acted on.
    let foreign = twilio::written(&sid, AWA, "whatsapp:+33799999999", "A12");
    assert_eq!(shop.twilio.post(&url, &foreign).await.as_u16(), 200);
    let mut account = fields.clone();
    account.retain(|(name, _)| *name != "AccountSid");
    account.push(("AccountSid", "AC00000000000000000000000000000009"));
    assert_eq!(shop.twilio.post(&url, &account).await.as_u16(), 200);
    let mut nameless = fields.clone();
    nameless.retain(|(name, _)| *name != "MessageSid");
    assert_eq!(shop.twilio.post(&url, &nameless).await.as_u16(), 400);
    let huge = "x".repeat(70_000);
    let large = twilio::written(&sid, AWA, NUMBER, &huge);
    assert_eq!(shop.twilio.post(&url, &large).await.as_u16(), 413);
    let json = shop.app.anyone().post(&format!("/hooks/whatsapp/{}/inbound", shop.hook), ACCOUNT).await;
    assert_eq!(json.status.as_u16(), 415);
    assert!(shop.app.told::<MessageReceived>().await.is_empty());
    let mut conn = shop.app.admin().await;
    let strays: i64 = diesel_async::RunQueryDsl::get_result(
        diesel::dsl::sql::<diesel::sql_types::BigInt>("SELECT count(*) FROM stray"),
        &mut conn,
    )
    .await
    .unwrap();
    assert_eq!(strays, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replaced_token_counts_for_a_quarter_of_an_hour_more() {
    let shop = Shop::open().await;
    let path = format!("/v1/whatsapp/senders/{}/token", shop.sender);
    let new = serde_json::json!({ "auth_token": "another" });
    let wrong = shop.owner().put(&path, &new).await.expect(422).json();
    assert_eq!(wrong["errors"][0]["code"], "token_wrong", "Twilio does not know it yet");
    shop.twilio.change_token("another");
    shop.owner().put(&path, &new).await.expect(200);
    let url = shop.inbound_url();
    let send = async |secret: &str| {
        let sid = shop.sid();
        shop.twilio.post_signed_by(secret, &url, &twilio::written(&sid, AWA, NUMBER, "A12")).await.as_u16()
    };
    assert_eq!((send(twilio::TOKEN).await, send("another").await), (200, 200));
    shop.advance(chrono::TimeDelta::minutes(16));
    assert_eq!((send(twilio::TOKEN).await, send("another").await), (403, 200));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_belongs_to_one_merchant_and_a_store_has_one() {
    let (app, _twilio) = module().await;
    let (ours, theirs) = (TenantId::new(), TenantId::new());
    let (our_store, their_store) = (store(&app, ours, "Nous").await, store(&app, theirs, "Eux").await);
    let senders = "/v1/whatsapp/senders";
    app.as_owner(ours).post(senders, connection(our_store, "+33700000001")).await.expect(201);
    let taken = app.as_owner(theirs).post(senders, connection(their_store, "+33700000001")).await;
    taken.problem(409, "number_taken");
    app.as_owner(ours)
        .post(senders, connection(our_store, "+33700000002"))
        .await
        .problem(409, "store_has_number");
    let foreign = app.as_owner(theirs).post(senders, connection(our_store, "+33700000003")).await.expect(422);
    assert_eq!(foreign.json()["errors"][0]["pointer"], "/store_id");
    let wrong =
        serde_json::json!({ "store_id": their_store, "phone": "06", "account_sid": "x", "auth_token": " " });
    let wrong = app.as_owner(theirs).post(senders, wrong).await.expect(422).json();
    let pointers: Vec<_> =
        wrong["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/phone", "/account_sid", "/auth_token"]);
    assert_eq!(app.as_owner(theirs).get(senders).await.expect(200).json()["items"], serde_json::json!([]));
    app.as_staff(ours, souk_kit::token::Role::Agent)
        .post(senders, connection(our_store, "+33700000004"))
        .await
        .expect(403);
    assert_eq!(hook_of(&app, ours).await.len(), 26);
}
