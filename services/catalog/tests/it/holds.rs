//! Units set aside: all lines or none, never one twice, free again in time.
use std::{collections::HashMap, time::Instant};

use chrono::TimeDelta;
use serde_json::json;
use souk_events::{
    GuestId, HoldId, StoreId, VariantId,
    catalog::v1::{HoldExpired, StockChanged},
};
use souk_kit::Clock;
use souk_testkit::{TestApp, eventually};

use crate::world::{World, variant};

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_customers_ten_pieces() {
    two_hundred_customers(10).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pitfall_02_a_quantity_is_never_spread_over_two_places() {
    // A merchant of two stores has three in each: five in one order are nowhere to be had, though there are six.
    let world = World::start().await;
    let here = world.product("Miel", 500, 3).await;
    let store = StoreId::new();
    world.open(world.tenant, store, "amina-deux").await;
    let new = json!({"store_id": store, "title": "Miel", "published": true,
        "variants": [{"price": 500, "stock": 3}]});
    let there = world.owner().post("/v1/catalog/products", new).await.expect(201).json();
    let five = world.hold(&world.wish(&[(variant(&here), 5)])).await.problem(409, "sold_out").json();
    assert_eq!(five["errors"][0]["detail"], "3 left", "of this place");
    let both = world.hold(&world.wish(&[(variant(&here), 3), (variant(&there), 2)])).await;
    assert!((400..500).contains(&both.status.as_u16()), "a hold is of one place: {}", both.status);
    for product in [&here, &there] {
        assert_eq!(world.books(variant(product)).await, (3, 0, 0), "nothing was set aside");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pitfall_03_many_buyers_one_unit() {
    two_hundred_customers(1).await;
}

async fn two_hundred_customers(pieces: i64) {
    // How long it takes is for the benchmark to say: a busy machine must not shed load here.
    let world = World::with(TestApp::builder().setting("database.acquire_seconds", "30")).await;
    let taken = usize::try_from(pieces).unwrap();
    let product = world.product("Dernières pièces", 1000, pieces).await;
    let orders = world.orders();
    let started = Instant::now();
    let tries = (0..200).map(|_| {
        let (orders, wish) = (orders.clone(), world.wish(&[(variant(&product), 1)]));
        tokio::spawn(async move { orders.post("/internal/holds", wish).await })
    });
    let mut seen: HashMap<u16, usize> = HashMap::new();
    for answer in tries.collect::<Vec<_>>() {
        let answer = answer.await.unwrap();
        *seen.entry(answer.status.as_u16()).or_default() += 1;
        if answer.status != 200 {
            let problem = answer.problem(409, "sold_out").json();
            assert_eq!(problem["errors"][0]["pointer"], "/lines/0");
            assert_eq!(problem["errors"][0]["detail"], "0 left");
        }
    }
    assert_eq!(seen, HashMap::from([(200, taken), (409, 200 - taken)]), "in {:?}", started.elapsed());
    assert_eq!(world.books(variant(&product)).await, (pieces, 0, pieces));
    let shown =
        world.app.anyone().get(&format!("/v1/products/{}", product["id"].as_str().unwrap())).await.json();
    assert_eq!(shown["available"], 0);
    assert_eq!(world.app.told::<StockChanged>().await.iter().filter(|e| e.available < pieces).count(), taken);
}

#[tokio::test(flavor = "multi_thread")]
async fn pitfall_01_two_lines_on_one_stock_row_are_one_wish() {
    let world = World::start().await;
    let (a, b) = (world.product("A", 100, 5).await, world.product("B", 200, 5).await);
    let refused = world
        .hold(&world.wish(&[(variant(&a), 3), (variant(&b), 1), (variant(&a), 3)]))
        .await
        .problem(409, "sold_out")
        .json();
    let pointers: Vec<_> = refused["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| (e["pointer"].clone(), e["detail"].clone()))
        .collect();
    assert_eq!(pointers, [(json!("/lines/0"), json!("5 left")), (json!("/lines/2"), json!("5 left"))]);
    assert_eq!(world.books(variant(&b)).await, (5, 0, 0), "all or nothing");
    let held = world
        .hold(&world.wish(&[(variant(&a), 3), (variant(&b), 1), (variant(&a), 2)]))
        .await
        .expect(200)
        .json();
    assert_eq!(held["lines"].as_array().unwrap().len(), 3);
    assert_eq!(held["lines"][1]["unit_price"], json!({ "amount": 200, "currency": "EUR" }));
    assert_eq!(held["lines"][0]["tax_rate_bp"], 2000);
    assert_eq!(held["store"]["currency"], "EUR");
    assert_eq!(world.books(variant(&a)).await, (5, 0, 5));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_wish_gets_the_same_answer_even_at_once() {
    let world = World::start().await;
    let product = world.product("Tapis", 9000, 1).await;
    let wish = world.wish(&[(variant(&product), 1)]);
    let tries = (0..20).map(|_| {
        let (orders, wish) = (world.orders(), wish.clone());
        tokio::spawn(async move { orders.post("/internal/holds", wish).await })
    });
    let mut answers = Vec::new();
    for answer in tries.collect::<Vec<_>>() {
        answers.push(answer.await.unwrap().expect(200).json());
    }
    assert!(answers.windows(2).all(|w| w[0] == w[1]));
    assert_eq!(world.books(variant(&product)).await, (1, 0, 1));
    let mut other = wish.clone();
    other["lines"][0]["quantity"] = json!(2);
    let _ = world.hold(&other).await.problem(409, "hold_differs");
    let id = wish["hold_id"].as_str().unwrap();
    for _ in 0..2 {
        let _ = world.release(id).await.expect(204);
    }
    assert_eq!(world.books(variant(&product)).await, (1, 0, 0));
    let _ = world.hold(&wish).await.problem(409, "hold_ended");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_that_overtakes_its_hold_forbids_it() {
    let world = World::start().await;
    let product = world.product("Théière", 3500, 4).await;
    let late = world.wish(&[(variant(&product), 2)]);
    let _ = world.release(late["hold_id"].as_str().unwrap()).await.expect(204);
    let _ = world.hold(&late).await.problem(409, "hold_ended");
    assert_eq!(world.books(variant(&product)).await, (4, 0, 0));
    for _ in 0..20 {
        let wish = world.wish(&[(variant(&product), 1)]);
        let id = wish["hold_id"].as_str().unwrap().to_owned();
        let (held, released) = tokio::join!(world.hold(&wish), world.release(&id));
        let _ = released.expect(204);
        assert!(matches!(held.status.as_u16(), 200 | 409), "{}", held.status);
    }
    assert_eq!(world.books(variant(&product)).await, (4, 0, 0), "whoever came first");
    let _ = world
        .orders()
        .post(
            &format!("/internal/holds/{}/release", HoldId::new()),
            json!({ "store_id": StoreId::new(), "subject": GuestId::new() }),
        )
        .await
        .problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_wishes_are_named() {
    let world = World::start().await;
    let product = world.product("Tapis", 9000, 1).await;
    let unknown = world.wish(&[(variant(&product), 1), (&json!(VariantId::new()), 1)]);
    let problem = world.hold(&unknown).await.problem(404, "not_found").json();
    assert_eq!(problem["errors"][0]["pointer"], "/lines/1/variant_id");
    let _ = world.hold(&world.wish(&[])).await.problem(422, "fields_wrong");
    let _ = world.hold(&world.wish(&[(variant(&product), 0)])).await.problem(422, "fields_wrong");
    let owner = world.owner();
    let pause = json!({ "paused": true });
    let path = format!("/v1/catalog/stores/{}", world.store);
    let _ = owner
        .send(owner.request(reqwest::Method::PUT, &path).header("if-match", "\"1\"").json(&pause))
        .await
        .expect(200);
    let _ = world.hold(&world.wish(&[(variant(&product), 1)])).await.problem(409, "store_closed");
    let quote = json!({ "lines": [{ "line_id": souk_events::LineId::new(), "variant_id": variant(&product), "quantity": 1 }] });
    let quotes = world.orders().post("/internal/quotes", quote).await.expect(200).json();
    assert_eq!(quotes["lines"][0]["sellable"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_ends_in_time() {
    let clock = Clock::fixed("2026-11-21T12:00:00Z".parse().unwrap());
    let world = World::with(TestApp::builder().clock(clock.clone())).await;
    let product = world.product("Lampe", 4000, 2).await;
    let _ = world.hold(&world.wish(&[(variant(&product), 2)])).await.expect(200);
    let _ = world.hold(&world.wish(&[(variant(&product), 1)])).await.problem(409, "sold_out");
    clock.advance(TimeDelta::seconds(901));
    eventually("the hold ends", || async {
        (world.books(variant(&product)).await == (2, 0, 0)).then_some(())
    })
    .await;
    assert_eq!(world.app.told::<HoldExpired>().await.len(), 1);
    let shown = world.app.anyone();
    eventually("the shelf knows", || async {
        (shown.get("/v1/products/lampe").await.json()["available"] == 2).then_some(())
    })
    .await;
}

/// An integer in the wrong unit would end it at once, or in ten days.
#[tokio::test(flavor = "multi_thread")]
async fn pitfall_21_a_hold_lasts_its_fifteen_minutes_to_the_second() {
    let clock = Clock::fixed("2026-11-21T12:00:00Z".parse().unwrap());
    let builder = TestApp::builder().clock(clock.clone()).setting("events.timer_poll_ms", "3600000");
    let world = World::with(builder).await;
    let product = world.product("Lampe", 4000, 1).await;
    let wish = || world.wish(&[(variant(&product), 1)]);
    let held = world.hold(&wish()).await.expect(200).json();
    assert_eq!(held["expires_at"], "2026-11-21T12:15:00Z");
    clock.advance(TimeDelta::seconds(899));
    let _ = world.hold(&wish()).await.problem(409, "sold_out");
    clock.advance(TimeDelta::seconds(1));
    let _ = world.hold(&wish()).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn units_of_a_hold_that_ran_out_are_free_before_the_sweeper_comes() {
    let clock = Clock::fixed("2026-11-21T12:00:00Z".parse().unwrap());
    let builder = TestApp::builder().clock(clock.clone()).setting("events.timer_poll_ms", "3600000");
    let world = World::with(builder).await;
    let product = world.product("Lampe", 4000, 2).await;
    let _ = world.hold(&world.wish(&[(variant(&product), 2)])).await.expect(200);
    clock.advance(TimeDelta::seconds(901));
    let line = json!({ "lines": [{ "line_id": souk_events::LineId::new(), "variant_id": variant(&product), "quantity": 1 }] });
    let quotes = world.orders().post("/internal/quotes", line).await.expect(200).json();
    assert_eq!(quotes["lines"][0]["available"], 2);
    let _ = world.hold(&world.wish(&[(variant(&product), 1)])).await.expect(200);
    assert_eq!(world.books(variant(&product)).await, (2, 0, 1));
}
