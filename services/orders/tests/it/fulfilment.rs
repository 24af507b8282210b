//! Deliveries and slots from end to end: settings, areas, fees, places counted exactly, and given back.
use chrono::{TimeDelta, TimeZone, Utc};
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use souk_events::{
    identity::v1::StoreSaved,
    orders::v1::{Fulfilment, OrderPlaced},
};
use souk_kit::{Clock, token::Role};
use souk_testkit::{Actor, Answer};

use crate::{
    promotions::promotion,
    shop::{World, place, wish},
};

/// Orders hears of this world's store.
pub async fn known(w: &World) {
    let saved = StoreSaved {
        store_id: w.store.to_string(),
        tenant_id: w.tenant.to_string(),
        slug: "chez-nour".into(),
        name: "Chez Nour".into(),
        currency: "EUR".into(),
        country: "FR".into(),
        timezone: "Europe/Paris".into(),
        language: "fr".into(),
        version: 1,
        active: true,
    };
    let heard = w.app.hear(Some(w.tenant), &saved).await;
    w.app.handled(heard).await;
}

pub async fn put(w: &World, who: &Actor, version: i64, rule: &Value) -> Answer {
    let path = format!("/v1/fulfilments/{}", w.store);
    let request = who.request(Method::PUT, &path).header("if-match", format!("\"{version}\"")).json(rule);
    who.send(request).await
}

/// The first rule of this world's store: delivery in 13001 and 13002 for 3.90, with changes.
pub async fn delivers(w: &World, change: Value) {
    known(w).await;
    let mut rule = json!({"delivery": true, "postal_codes": ["13001", "13002"], "fee": 390});
    for (key, value) in change.as_object().unwrap() {
        rule[key] = value.clone();
    }
    let _ = put(w, &w.app.as_owner(w.tenant), 0, &rule).await.expect(200);
}

/// The body of a checkout that is delivered.
pub fn delivery(w: &World, postcode: &str) -> Value {
    let mut body = wish();
    body["fulfilment"] = json!([{"store_id": w.store, "mode": "delivery"}]);
    body["address"] = json!({"street": "12 rue de la Loge", "postcode": postcode, "city": "Marseille"});
    body
}

async fn filled(w: &World, pieces: i32) -> Actor {
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells_at(w.tenant, w.store, 1250, "EUR", 1000), pieces).await;
    guest
}

fn first(placed: &Value) -> String {
    placed["orders"][0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_costs_its_fee_and_tip_and_says_where_to_for_a_purpose_only() {
    let w = World::start().await;
    delivers(&w, json!({})).await;
    let guest = filled(&w, 2).await;
    let mut body = delivery(&w, "13 002");
    body["fulfilment"][0]["tip"] = json!(200);
    body["expected_total"] = json!({"amount": 2500 + 390 + 200, "currency": "EUR"});
    let placed = guest.post_once("/v1/checkouts", "k", &body).await.expect(201).json();
    let id = first(&placed);
    let order = guest.get(&format!("/v1/orders/{id}")).await.expect(200).json();
    assert_eq!((&order["fulfilment"], &order["total"]["amount"]), (&json!("delivery"), &json!(3090)));
    assert_eq!((&order["subtotal"]["amount"], &order["tip"]["amount"]), (&json!(2500), &json!(200)));
    // 25.00 and 3.90 at ten per cent hold 2.27 and 0.35; the tip holds nothing.
    assert_eq!(order["tax"]["amount"], 227 + 35);

    let told = w.app.told::<OrderPlaced>().await;
    let fact = serde_json::to_string(&told[0]).unwrap();
    assert!(!fact.contains("Loge") && !fact.contains("13002"), "no address in facts: {fact}");
    assert_eq!(told[0].fulfilment(), Fulfilment::Delivery);
    assert_eq!(told[0].delivery_fee.as_ref().unwrap().amount, 390);

    let mut conn = w.app.admin().await;
    let rows: Vec<String> = diesel_async::RunQueryDsl::load(
        diesel::dsl::sql::<diesel::sql_types::Text>("SELECT o::text FROM orders.orders o"),
        &mut conn,
    )
    .await
    .unwrap();
    assert!(!rows.concat().contains("Loge"));
    let ops = w.app.as_module("ops");
    let seen = ops.get(&format!("/internal/orders/{id}/personal?purpose=delivery")).await.expect(200).json();
    assert_eq!(seen["address"]["street"], "12 rue de la Loge");

    let agent = w.app.as_staff(w.tenant, Role::Agent).reading("fr");
    let board = agent.get("/dashboard/orders").await.expect(200).text();
    assert!(board.contains("Livraison") && !board.contains("Loge"), "{board}");
    let path = format!("/dashboard/orders/{id}");
    assert!(!agent.get(&path).await.expect(200).text().contains("Loge"));
    let shown = agent.form(&format!("{path}/contact"), &[("purpose", "handover")]).await.expect(200).text();
    assert!(shown.contains("12 rue de la Loge") && shown.contains("13 002 Marseille"), "{shown}");
    let page = guest.reading("fr").get(&format!("/orders/{id}")).await.expect(200).text();
    assert!(page.contains("3,90\u{a0}€") && page.contains("Pourboire") && page.contains("30,90\u{a0}€"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_fetches_an_order_tells_no_address() {
    let w = World::start().await;
    delivers(&w, json!({})).await;
    let guest = filled(&w, 1).await;
    let mut body = delivery(&w, "13001");
    body["fulfilment"][0]["mode"] = json!("pickup");
    let placed = guest.post_once("/v1/checkouts", "k", &body).await.expect(201).json();
    let path = format!("/internal/orders/{}/personal?purpose=delivery", first(&placed));
    let seen = w.app.as_module("ops").get(&path).await.expect(200).json();
    assert_eq!((&seen["address"], &placed["total"]["amount"]), (&Value::Null, &json!(1250)));
}

#[tokio::test(flavor = "multi_thread")]
async fn pitfall_18_an_address_outside_the_area_is_refused_at_placement() {
    let w = World::start().await;
    delivers(&w, json!({"latitude": 43.2965, "longitude": 5.3698, "radius_m": 3000})).await;
    let guest = filled(&w, 2).await;
    let outside = guest.post_once("/v1/checkouts", "a", delivery(&w, "75001")).await;
    let problem = outside.problem(409, "position_needed").json();
    assert_eq!(problem["errors"][0]["pointer"], "/address/point");
    let mut far = delivery(&w, "13001");
    far["address"]["point"] = json!({"lat": 43.5, "lon": 5.4});
    let problem = guest.post_once("/v1/checkouts", "b", &far).await.problem(409, "outside_area").json();
    assert!(problem["detail"].as_str().unwrap().contains("collect"), "{problem}");
    assert!(w.catalog.shop().held.is_empty(), "nothing stays held");
    assert_eq!(guest.get("/v1/cart").await.json()["count"], 2, "the cart is kept");
    let mut no_address = delivery(&w, "13001");
    no_address["address"] = Value::Null;
    let _ = guest.post_once("/v1/checkouts", "c", &no_address).await.problem(409, "address_needed");

    // Another process changes the area after this one learned it: what holds at placement counts.
    let mut conn = w.app.admin().await;
    diesel_async::SimpleAsyncConnection::batch_execute(
        &mut conn,
        "UPDATE orders.fulfilment SET version = version + 1, rule = rule || '{\"postal_codes\": [\"13008\"], \"radius_m\": 0}'",
    )
    .await
    .unwrap();
    let _ = guest.post_once("/v1/checkouts", "d", delivery(&w, "13001")).await.problem(409, "outside_area");
    let _ = guest.post_once("/v1/checkouts", "e", delivery(&w, "13008")).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_says_how_it_hands_over() {
    let w = World::start().await;
    let owner = w.app.as_owner(w.tenant);
    known(&w).await;
    let path = format!("/v1/fulfilments/{}", w.store);
    let usual = owner.get(&path).await.expect(200);
    assert_eq!(usual.header("etag"), "\"0\"");
    assert_eq!((&usual.json()["pickup"], &usual.json()["delivery"]), (&json!(true), &json!(false)));
    let _ = w.app.as_staff(w.tenant, Role::Seller).get(&path).await.problem(403, "forbidden");
    let _ = w.app.as_owner(souk_events::TenantId::new()).get(&path).await.problem(404, "not_found");
    let wrong = put(&w, &owner, 0, &json!({"pickup": false, "fee": -1})).await.problem(422, "fields_wrong");
    assert_eq!(wrong.json()["errors"].as_array().unwrap().len(), 2);
    let guest = filled(&w, 1).await;
    let _ =
        guest.post_once("/v1/checkouts", "a", delivery(&w, "13001")).await.problem(409, "way_not_offered");

    let only = json!({"pickup": false, "delivery": true, "postal_codes": ["13001"], "fee": 500,
        "free_from": 3000, "min_order": 2000});
    let _ = put(&w, &owner, 0, &only).await.expect(200);
    let _ = put(&w, &owner, 0, &only).await.problem(412, "stale");
    let _ = place(&guest, "b").await.problem(409, "way_not_offered");
    let few = guest.post_once("/v1/checkouts", "c", delivery(&w, "13001")).await;
    assert!(few.problem(409, "delivery_minimum").json()["detail"].as_str().unwrap().contains("€7.50"));
    let options = guest.get("/v1/checkouts/options").await.expect(200).json();
    let way = &options["stores"][0]["ways"][0];
    assert_eq!((&way["mode"], &way["fee"]["amount"]), (&json!("delivery"), &json!(500)), "{options}");
    w.fill(&guest, w.catalog.sells_at(w.tenant, w.store, 1750, "EUR", 9), 1).await;
    let placed = guest.post_once("/v1/checkouts", "d", delivery(&w, "13001")).await.expect(201).json();
    assert_eq!(placed["total"]["amount"], 3000, "free from 30.00 on");
}

#[tokio::test(flavor = "multi_thread")]
async fn free_delivery_takes_the_fee_off_and_nothing_else() {
    let w = World::start().await;
    delivers(&w, json!({})).await;
    promotion(&w, json!({"codes": ["PORT"], "effect": {"kind": "free_delivery"}, "stack_group": "port"}))
        .await;
    promotion(&w, json!({"codes": [], "effect": {"kind": "percent", "percent_bp": 1000}})).await;
    let guest = filled(&w, 2).await;
    let cart = guest.post("/v1/cart/codes", json!({"code": "PORT"})).await.expect(200).json();
    assert_eq!(cart["refused"][0]["verdict"], "promo_no_delivery", "nothing to waive in a cart");
    let mut body = delivery(&w, "13001");
    body["fulfilment"][0]["tip"] = json!(100);
    let placed = guest.post_once("/v1/checkouts", "k", &body).await.expect(201).json();
    assert_eq!(placed["total"]["amount"], 2250 + 100, "ten per cent off the lines, no fee, the whole tip");
    let id = first(&placed);
    let order = guest.get(&format!("/v1/orders/{id}")).await.expect(200).json();
    assert_eq!((&order["discount"]["amount"], &order["delivery_fee"]["amount"]), (&json!(640), &json!(390)));
    assert_eq!(order["tax"]["amount"], 205, "no tax of a fee that nobody pays");
    let mut other = delivery(&w, "13001");
    other["fulfilment"][0]["mode"] = json!("pickup");
    let guest = filled(&w, 2).await;
    let _ = guest.post("/v1/cart/codes", json!({"code": "PORT"})).await.expect(200);
    let _ = guest.post_once("/v1/checkouts", "k", &other).await.problem(409, "code_not_applied");
}

/// A world at nine in the morning whose store offers an hour from ten to twelve, of so many places.
async fn with_slots(capacity: i32) -> (World, Value) {
    let nine = Utc.with_ymd_and_hms(2026, 11, 23, 8, 0, 0).unwrap();
    let w = World::patient_at(Clock::fixed(nine)).await;
    let slots = json!({"minutes": 60, "capacity": capacity});
    delivers(&w, json!({"pickup_slots": slots})).await;
    w.catalog.shop().hours = Some(json!({"timezone": "Europe/Paris",
        "weekly": [{"weekday": 1, "from": "10:00", "to": "12:00"}], "exceptions": []}));
    let mut body = wish();
    body["fulfilment"] = json!([{"store_id": w.store, "mode": "pickup", "slot": "2026-11-23T09:00:00Z"}]);
    (w, body)
}

async fn free_slots(guest: &Actor) -> Vec<String> {
    let options = guest.get("/v1/checkouts/options").await.expect(200).json();
    let slots = options["stores"][0]["ways"][0]["slots"].as_array().unwrap();
    slots.iter().map(|s| s["start"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn pitfall_17_a_slot_that_filled_meanwhile_is_refused() {
    let (w, body) = with_slots(1).await;
    let (early, late) = (filled(&w, 1).await, filled(&w, 1).await);
    assert_eq!(free_slots(&late).await, ["2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z"]);
    let placed = early.post_once("/v1/checkouts", "k", &body).await.expect(201).json();
    let refused = late.post_once("/v1/checkouts", "k", &body).await.problem(409, "slot_full").json();
    assert!(refused["detail"].as_str().unwrap().contains("another time"), "{refused}");
    assert_eq!(w.catalog.shop().held.len(), 1, "the loser holds nothing");
    assert_eq!(free_slots(&late).await, ["2026-11-23T10:00:00Z"], "a full slot is not shown");
    assert_eq!(w.catalog.shop().moments[0], "2026-11-23T09:00:00Z", "the catalogue is asked for that moment");
    let told = w.app.told::<OrderPlaced>().await;
    assert_eq!(
        (told[0].slot_start.as_str(), told[0].slot_end.as_str()),
        ("2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z")
    );

    // An order that ends early gives its place back.
    let _ = early.post(&format!("/v1/orders/{}/cancel", first(&placed)), ()).await.expect(200);
    let _ = late.post_once("/v1/checkouts", "again", &body).await.expect(201);

    let mut other = body.clone();
    other["fulfilment"][0]["slot"] = json!("2026-11-23T09:30:00Z");
    let guest = filled(&w, 1).await;
    let _ = guest.post_once("/v1/checkouts", "k", &other).await.problem(409, "slot_gone");
    w.app.clock().advance(TimeDelta::minutes(61));
    let _ = guest.post_once("/v1/checkouts", "k2", &body).await.problem(409, "slot_gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_at_once_share_ten_places() {
    let (w, body) = with_slots(10).await;
    let tajine = w.catalog.sells_at(w.tenant, w.store, 100, "EUR", 1000);
    let answers = join_all((0..100).map(|_| async {
        let guest = w.guest();
        w.fill(&guest, tajine, 1).await;
        guest.post_once("/v1/checkouts", "k", &body).await
    }))
    .await;
    let placed = answers.iter().filter(|a| a.status == 201).count();
    let full = answers.iter().filter(|a| a.status == 409 && a.json()["code"] == "slot_full").count();
    assert_eq!((placed, full), (10, 90));
    assert_eq!(w.catalog.shop().held.len(), 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slot_that_the_rules_end_between_offer_and_order_is_refused() {
    let (w, body) = with_slots(5).await;
    let (owner, guest) = (w.app.as_owner(w.tenant), filled(&w, 1).await);
    let nine = "2026-11-23T09:00:00Z".to_owned();
    for (version, key, value) in [
        (1_i64, "closed", json!(["2026-11-23"])),
        (2, "lead_minutes", json!(61)),
        (3, "cutoff", json!("09:00")),
    ] {
        assert!(free_slots(&guest).await.contains(&nine), "offered before {key}");
        let rule = |slots: Value| json!({"delivery": false, "pickup_slots": slots});
        let mut slots = json!({"minutes": 60, "capacity": 5});
        slots[key] = value;
        let _ = put(&w, &owner, 2 * version - 1, &rule(slots)).await.expect(200);
        let _ = guest.post_once("/v1/checkouts", key, &body).await.problem(409, "slot_gone");
        assert!(!free_slots(&guest).await.contains(&nine), "not offered after {key}");
        let open = json!({"minutes": 60, "capacity": 5});
        let _ = put(&w, &owner, 2 * version, &rule(open)).await.expect(200);
    }
    let _ = guest.post_once("/v1/checkouts", "at last", &body).await.expect(201);
}
