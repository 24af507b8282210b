//! Paying online: nobody but the customer sees an order before its money is there; what is not paid is given back.
use actix_web::{App, HttpResponse, HttpServer, web};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use serde_json::{Value, json};
use souk_events::{
    common::v1::Money,
    orders::v1::{OrderCancelled, OrderPlaced},
    payments::v1::{PaymentCaptured, PaymentExpired, RefundChanged},
};
use souk_kit::Clock;
use souk_testkit::{Actor, Answer};

use crate::shop::{World, wish};

async fn open(body: web::Json<Value>) -> HttpResponse {
    let id = body["payment_id"].as_str().unwrap_or_default().to_owned();
    let parts = body["parts"].as_array().into_iter().flatten();
    let sum: i64 = parts.filter_map(|part| part["amount"].as_i64()).sum();
    assert!(sum > 0, "{body}");
    let url = format!("/pay/{id}");
    HttpResponse::Ok().json(json!({"payment_id": id, "url": url, "pay_by": "2099-01-01T00:00:00Z"}))
}

async fn methods() -> HttpResponse {
    HttpResponse::Ok().json(json!({"online": "test", "pay_minutes": 20}))
}

/// A module of payments that opens whatever is asked for.
async fn payments() -> String {
    let server = HttpServer::new(|| {
        App::new()
            .route("/internal/intents", web::post().to(open))
            .route("/internal/methods", web::get().to(methods))
    })
    .workers(1)
    .disable_signals()
    .bind(("127.0.0.1", 0))
    .expect("a port");
    let url = format!("http://{}", server.addrs()[0]);
    tokio::spawn(server.run());
    url
}

async fn world() -> World {
    let url = payments().await;
    World::with(
        Clock::system(),
        "20",
        &[
            ("peers.payments", url.as_str()),
            ("orders.payment_methods_ms", "20000"),
            ("orders.payments_ms", "20000"),
        ],
    )
    .await
}

async fn pay_online(who: &Actor, key: &str) -> Answer {
    let mut body = wish();
    body["payment"] = json!("online");
    who.post_once("/v1/checkouts", key, body).await
}

async fn captured(w: &World, id: &str) {
    let fact = PaymentCaptured {
        order_id: id.to_owned(),
        method: "test".into(),
        amount: Some(Money { amount: 1250, currency: "EUR".into() }),
        ..PaymentCaptured::default()
    };
    let heard = w.app.hear(Some(w.tenant), &fact).await;
    w.app.handled(heard).await;
}

async fn unpaid(w: &World, who: &Actor) -> String {
    w.fill(who, w.catalog.sells(w.tenant, w.store), 1).await;
    let placed = pay_online(who, "k").await.expect(201).json();
    assert_eq!(placed["orders"][0]["status"], "unpaid");
    assert!(placed["payment"]["url"].as_str().unwrap().starts_with("/pay/pay_"), "{placed}");
    placed["orders"][0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_placed_when_its_money_is_there_and_not_before() {
    let w = world().await;
    let guest = w.guest();
    let id = unpaid(&w, &guest).await;
    let owner = w.app.as_owner(w.tenant);
    let _ = owner.get(&format!("/v1/store-orders/{id}")).await.problem(404, "not_found");
    let _ = owner.post(&format!("/v1/store-orders/{id}/accept"), ()).await.problem(404, "not_found");
    assert!(w.app.told::<OrderPlaced>().await.is_empty());
    assert_eq!(guest.get("/v1/cart").await.json()["count"], 1, "the cart is kept");
    let text = guest.get(&format!("/orders/{id}")).await.expect(200).text();
    assert!(text.contains(&format!("/pay/order/{id}")) && text.contains("Waiting for payment"));

    for _ in 0..2 {
        captured(&w, &id).await;
    }
    let facts = w.app.told::<OrderPlaced>().await;
    assert_eq!(facts.len(), 1);
    assert_eq!((facts[0].lines.len(), facts[0].total.as_ref().unwrap().amount), (1, 1250));
    assert!(w.catalog.shop().held.contains_key(&facts[0].hold_id));
    assert_eq!(guest.get("/v1/cart").await.json()["count"], 0);
    let order = owner.get(&format!("/v1/store-orders/{id}")).await.expect(200).json();
    assert_eq!((order["status"].as_str(), order["payment"].as_str()), (Some("placed"), Some("paid")));
    let _ = owner.post(&format!("/v1/store-orders/{id}/accept"), ()).await.expect(200);
    // What is paid is handed over; what is not, is paid then.
    let _ = owner.post(&format!("/v1/store-orders/{id}/ready"), ()).await.expect(200);
    let page = owner.get(&format!("/dashboard/orders/{id}")).await.expect(200).text();
    assert!(page.contains("Hand over") && !page.contains("take payment"), "{page}");
    let cash = w.order(&w.guest()).await["id"].as_str().unwrap().to_owned();
    for step in ["accept", "ready"] {
        let _ = owner.post(&format!("/v1/store-orders/{cash}/{step}"), ()).await.expect(200);
    }
    let page = owner.get(&format!("/dashboard/orders/{cash}")).await.expect(200).text();
    assert!(page.contains("Hand over and take payment"), "{page}");
}

/// Pitfall 8 of commerce: the money is for what was ordered, and what the other tab added is still to be bought.
#[tokio::test(flavor = "multi_thread")]
async fn pitfall_08_the_cart_changes_in_another_tab_while_the_page_to_pay_is_open() {
    let w = world().await;
    let guest = w.guest();
    let id = unpaid(&w, &guest).await;
    let variant = w.catalog.sells(w.tenant, w.store);
    w.fill(&guest, variant, 2).await;
    let cart = guest.get("/v1/cart").await.json();
    let first = format!("/v1/cart/lines/{}", cart["lines"][0]["id"].as_str().unwrap());
    guest.put(&first, json!({"quantity": 3})).await.expect(200);
    captured(&w, &id).await;
    let facts = w.app.told::<OrderPlaced>().await;
    assert_eq!((facts[0].lines[0].quantity, facts[0].total.as_ref().unwrap().amount), (1, 1250));
    let lines = guest.get("/v1/cart").await.json()["lines"].clone();
    let mut left: Vec<_> = lines.as_array().unwrap().iter().map(|l| l["quantity"].as_i64()).collect();
    left.sort_unstable();
    assert_eq!(left, [Some(2), Some(2)], "two of three stay, and what came after");
    captured(&w, &id).await;
    assert_eq!(guest.get("/v1/cart").await.json()["count"], 4, "told twice, taken once");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_nobody_pays_ends_without_a_word_to_its_shop() {
    let w = world().await;
    let guest = w.guest();
    let id = unpaid(&w, &guest).await;
    let fact = PaymentExpired { order_id: id.clone(), ..PaymentExpired::default() };
    let heard = w.app.hear(Some(w.tenant), &fact).await;
    w.app.handled(heard).await;
    let order = guest.get(&format!("/v1/orders/{id}")).await.expect(200).json();
    assert_eq!((order["status"].as_str(), order["reason"].as_str()), (Some("cancelled"), Some("unpaid")));
    assert_eq!(w.app.told::<OrderCancelled>().await.len(), 1, "the goods are free");
    assert_eq!(guest.get("/v1/cart").await.json()["count"], 1, "the cart is kept");
    let _ = w.app.as_owner(w.tenant).get(&format!("/v1/store-orders/{id}")).await.problem(404, "not_found");
    // Money that lands now places nothing: payments gives it back.
    captured(&w, &id).await;
    assert!(w.app.told::<OrderPlaced>().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn pitfall_20_without_payments_the_cart_is_kept_and_the_counter_still_sells() {
    let w = World::start().await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 1).await;
    let page = guest.get("/checkout").await.expect(200).text();
    assert!(!page.contains("value=\"online\""));
    let _ = pay_online(&guest, "k").await.problem(503, "payments_unavailable");
    assert_eq!(w.catalog.shop().wares[0].left, 10, "the hold was given back");
    let _ = crate::shop::place(&guest, "cash").await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_costs_nothing_is_placed_without_a_payment() {
    let w = world().await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells_at(w.tenant, w.store, 0, "EUR", 5), 1).await;
    let placed = pay_online(&guest, "k").await.expect(201).json();
    assert_eq!(placed["orders"][0]["status"], "placed");
    assert!(placed.get("payment").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_checkout_page_offers_both_ways_and_leads_to_the_page_to_pay_on() {
    let w = world().await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 1).await;
    let page = guest.get("/checkout").await.expect(200).text();
    assert!(page.contains("value=\"online\"") && page.contains("nothing real is paid"));
    let key = page.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let form = [
        ("name", "Nour"),
        ("phone", "0612345678"),
        ("key", key),
        ("amount", "1250"),
        ("currency", "EUR"),
        ("payment", "online"),
    ];
    let first = guest.form("/checkout", &form).await.expect(303);
    assert!(first.header("location").starts_with("/pay/pay_"));
    let again = guest.form("/checkout", &form).await.expect(303);
    assert_eq!(first.header("location"), again.header("location"), "a second press is the same checkout");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_went_back_is_said_of_the_order() {
    let w = world().await;
    let guest = w.guest();
    let id = unpaid(&w, &guest).await;
    captured(&w, &id).await;
    for (status, said) in
        [("partly_refunded", "partly_refunded"), ("refunded", "refunded"), ("captured", "paid")]
    {
        let fact = RefundChanged { order_id: id.clone(), status: status.into(), ..RefundChanged::default() };
        let heard = w.app.hear(Some(w.tenant), &fact).await;
        w.app.handled(heard).await;
        assert_eq!(guest.get(&format!("/v1/orders/{id}")).await.json()["payment"], said);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn row_level_security_hides_what_is_not_paid_from_the_shop() {
    let w = world().await;
    let guest = w.guest();
    let id = unpaid(&w, &guest).await;
    assert_eq!(seen(&w).await, 0);
    captured(&w, &id).await;
    assert_eq!(seen(&w).await, 1);
}

/// Orders that the shop's own scope shows.
async fn seen(w: &World) -> i64 {
    let mut conn = w.app.login().await;
    let set = format!("SET souk.scope = 'tenant'; SET souk.tenant = '{}'", w.tenant.0);
    conn.batch_execute(&set).await.expect("set the scope");
    diesel::select(diesel::dsl::sql::<diesel::sql_types::BigInt>("(SELECT count(*) FROM orders)"))
        .get_result(&mut conn)
        .await
        .expect("count")
}
