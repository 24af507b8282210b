//! Facts of others: a visitor signs in, a hold runs out, a store is renamed. Duplicates change nothing.
use diesel_async::SimpleAsyncConnection;
use souk_events::{
    CheckoutId, EventId, GuestId, HoldId, UserId,
    catalog::v1::HoldExpired,
    identity::v1::{GuestMerged, StoreSaved},
};

use crate::shop::{World, place};

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_who_signs_in_keeps_cart_and_orders() {
    let w = World::start().await;
    let (guest_id, user_id) = (GuestId::new(), UserId::new());
    let (guest, user) = (w.app.as_guest(guest_id), w.app.as_user(user_id));
    let order = w.order(&guest).await;
    let path = format!("/v1/orders/{}", order["id"].as_str().unwrap());
    let (tajine, tea) =
        (w.catalog.sells(w.tenant, w.store), w.catalog.sells_at(w.tenant, w.store, 300, "EUR", 9));
    w.fill(&guest, tajine, 2).await;
    w.fill(&guest, tea, 1).await;
    w.fill(&user, tajine, 3).await;

    let fact = GuestMerged { guest_id: guest_id.to_string(), user_id: user_id.to_string() };
    let first = w.app.hear(None, &fact).await;
    w.app.handled(first).await;
    for again in [first, EventId::new()] {
        w.app.hear_as(again, w.app.clock().now(), None, &fact).await;
        w.app.handled(again).await;
    }

    assert_eq!(user.get("/v1/cart").await.json()["count"], 6);
    assert_eq!(guest.get("/v1/cart").await.json()["count"], 0);
    assert_eq!(user.get(&path).await.expect(200).json()["number"], order["number"]);
    let _ = guest.get(&path).await.problem(404, "not_found");
    let contact = w
        .app
        .as_module("ops")
        .get(&format!("/internal{}/personal?purpose=test", &path[3..]))
        .await
        .expect(200)
        .json();
    assert_eq!(
        (contact["name"].as_str(), contact["customer"].as_str()),
        (Some("Nour"), Some(user_id.to_string().as_str()))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_lost_its_contact_goes_along() {
    let w = World::start().await;
    let (guest_id, user_id) = (GuestId::new(), UserId::new());
    let (guest, user) = (w.app.as_guest(guest_id), w.app.as_user(user_id));
    let order = w.order(&guest).await;
    let emptied = "UPDATE orders.orders SET contact = '', note = NULL";
    w.app.admin().await.batch_execute(emptied).await.unwrap();
    let fact = GuestMerged { guest_id: guest_id.to_string(), user_id: user_id.to_string() };
    let heard = w.app.hear(None, &fact).await;
    w.app.handled(heard).await;
    let path = format!("/v1/orders/{}", order["id"].as_str().unwrap());
    assert_eq!(user.get(&path).await.expect(200).json()["number"], order["number"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_that_ran_out_ends_only_open_checkouts() {
    let w = World::start().await;
    let guest = w.guest();
    let order = w.order(&guest).await;
    let hold_id = w.catalog.shop().held.keys().next().unwrap().clone();
    let fact = HoldExpired { hold_id, store_id: w.store.to_string() };
    let heard = w.app.hear(Some(w.tenant), &fact).await;
    w.app.handled(heard).await;
    let unknown = HoldExpired { hold_id: HoldId::new().to_string(), store_id: w.store.to_string() };
    let heard = w.app.hear(Some(w.tenant), &unknown).await;
    w.app.handled(heard).await;
    let page = guest.get(&format!("/v1/orders/{}", order["id"].as_str().unwrap())).await.json();
    assert_eq!(page["status"], "placed");
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 1).await;
    let _ = place(&guest, "next").await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_word_about_a_store_counts() {
    let w = World::start().await;
    let store = |version: i64, currency: &str| StoreSaved {
        store_id: w.store.to_string(),
        tenant_id: w.tenant.to_string(),
        slug: "chez-nour".into(),
        name: "Chez Nour".into(),
        currency: currency.into(),
        country: "MA".into(),
        timezone: "Africa/Casablanca".into(),
        language: "fr".into(),
        version,
        active: true,
    };
    for fact in [store(2, "MAD"), store(1, "EUR")] {
        let id = w.app.hear(Some(w.tenant), &fact).await;
        w.app.handled(id).await;
    }
    let home = w.app.as_owner(w.tenant).reading("fr").get("/slots/dashboard.home").await.expect(200).text();
    assert!(home.contains("0,00\u{a0}DH"), "{home}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retry_after_a_crash_goes_on_with_the_same_checkout_unless_its_holds_ran_out() {
    let w = World::start().await;
    let mut checkouts = Vec::new();
    for runs_out in [false, true] {
        let guest_id = GuestId::new();
        let guest = w.app.as_guest(guest_id);
        w.fill(&guest, w.catalog.sells(w.tenant, w.store), 1).await;
        // What a process leaves behind that died after it asked for its hold.
        let (id, hold) = (CheckoutId::new(), HoldId::new());
        let sql = format!(
            "INSERT INTO orders.checkout VALUES ('{}', '{guest_id}', 'key', 'open', now());
             INSERT INTO orders.checkout_hold VALUES ('{}', '{}', '{}', '{}', '{guest_id}')",
            id.0, w.tenant.0, hold.0, id.0, w.store.0
        );
        w.app.admin().await.batch_execute(&sql).await.unwrap();
        if runs_out {
            let fact = HoldExpired { hold_id: hold.to_string(), store_id: w.store.to_string() };
            let heard = w.app.hear(Some(w.tenant), &fact).await;
            w.app.handled(heard).await;
        }
        let placed = place(&guest, "key").await.expect(201).json();
        checkouts.push(placed["id"] == id.to_string());
    }
    assert_eq!(checkouts, [true, false]);
}
