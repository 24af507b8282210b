//! Products that are sold at some times only: at lunch, between two dates.
use reqwest::Method;
use serde_json::{Value, json};
use souk_kit::Clock;
use souk_testkit::TestApp;

use crate::world::{World, quote, variant};

/// Monday, ten in the morning in Paris.
const MORNING: &str = "2026-11-23T09:00:00Z";

fn lunch() -> Value {
    let days: Vec<_> = (1..=5).map(|day| json!({ "weekday": day, "from": "12:00", "to": "14:00" })).collect();
    json!({ "weekly": days })
}

async fn world() -> (World, Clock) {
    let clock = Clock::fixed(MORNING.parse().unwrap());
    (World::with(TestApp::builder().clock(clock.clone())).await, clock)
}

async fn dish(world: &World, availability: &Value) -> Value {
    let new = json!({
        "store_id": world.store, "title": "Plat du jour", "published": true, "availability": availability,
        "variants": [{ "price": 1200, "stock": 5 }],
    });
    world.owner().post("/v1/catalog/products", new).await.expect(201).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dish_is_had_at_lunch_only_and_ordered_for_it_before() {
    let (world, clock) = world().await;
    let dish = dish(&world, &lunch()).await;
    let anyone = world.app.anyone().reading("en");
    let shown = anyone.get("/v1/products/plat-du-jour").await.json();
    assert_eq!((&shown["sold_now"], &shown["sold_from"]), (&json!(false), &json!("2026-11-23T11:00:00Z")));
    assert_eq!(shown["availability"]["weekly"].as_array().unwrap().len(), 5);
    for path in ["/p/plat-du-jour", "/m/amina"] {
        let page = anyone.get(path).await.expect(200).text();
        assert!(page.contains("Available at 12:00"), "{path}: {page}");
    }
    let page = anyone.get("/p/plat-du-jour").await.text();
    assert_eq!(page.matches("Available at 12:00").count(), 1, "said once: {page}");
    assert!(page.contains("monday, tuesday") || page.contains("12:00–14:00"), "{page}");

    let line = quote(&world, variant(&dish), None).await;
    assert_eq!((&line["sellable"], &line["unsellable"]), (&json!(false), &json!("not_now")));
    assert_eq!(quote(&world, variant(&dish), Some("2026-11-23T11:30:00Z")).await["sellable"], true);
    let wish = world.wish(&[(variant(&dish), 1)]);
    let refused = world.hold(&wish).await.problem(409, "not_available_now").json();
    assert_eq!(
        (&refused["errors"][0]["pointer"], &refused["current_state"]),
        (&json!("/lines/0"), &json!("2026-11-23T11:00:00Z"))
    );
    let mut later = world.wish(&[(variant(&dish), 1)]);
    later["at"] = json!("2026-11-23T12:30:00+01:00");
    later["ttl_seconds"] = json!(36_000);
    let _ = world.hold(&later).await.expect(200);

    clock.advance(chrono::TimeDelta::hours(2));
    let _ = world.hold(&wish).await.expect(200);
    assert_eq!(world.books(variant(&dish)).await, (5, 0, 2));
    assert!(!anyone.get("/p/plat-du-jour").await.expect(200).text().contains("Available"));
    clock.advance(chrono::TimeDelta::hours(2));
    assert_eq!(quote(&world, variant(&dish), None).await["unsellable"], "not_now", "two o'clock is over");
}

#[tokio::test(flavor = "multi_thread")]
async fn windows_are_set_kept_and_emptied() {
    let (world, _) = world().await;
    let owner = world.owner();
    let wrong = json!({ "store_id": world.store, "title": "X", "variants": [{ "price": 1 }],
        "availability": { "weekly": [{ "weekday": 9, "from": "9", "to": "10:00" }], "from": "2026-12-24", "until": "2026-12-01" } });
    let wrong = owner.post("/v1/catalog/products", wrong).await.problem(422, "fields_wrong").json();
    let pointers: Vec<_> =
        wrong["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
    assert_eq!(
        pointers,
        ["/availability/weekly/0/weekday", "/availability/weekly/0/from", "/availability/until"]
    );

    let season = json!({ "from": "2026-12-01", "until": "2026-12-24" });
    let dish = dish(&world, &season).await;
    let path = format!("/v1/catalog/products/{}", dish["id"].as_str().unwrap());
    let save = async |version: i64, product: Value| {
        let request = owner.request(Method::PUT, &path).header("if-match", format!("\"{version}\""));
        owner.send(request.json(&product)).await.expect(200).json()
    };
    let plain =
        json!({ "title": "Plat du jour", "variants": [{ "id": dish["variants"][0]["id"], "price": 1300 }] });
    let kept = save(1, plain.clone()).await;
    assert_eq!(kept["availability"], json!({ "weekly": [], "from": "2026-12-01", "until": "2026-12-24" }));
    let anyone = world.app.anyone().reading("en");
    assert_eq!(anyone.get("/v1/products/plat-du-jour").await.json()["sold_from"], "2026-11-30T23:00:00Z");
    let mut always = plain;
    always["availability"] = json!({});
    let _ = save(2, always).await;
    assert_eq!(quote(&world, variant(&dish), None).await["sellable"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn windows_are_set_by_form_and_survive_a_file() {
    let (world, _) = world().await;
    let owner = world.owner().reading("en");
    let form = [
        ("title", "Menu"),
        ("rows", "1"),
        ("v0.price", "12"),
        ("v0.stock", "3"),
        ("kind", "goods"),
        ("w0.d1", "1"),
        ("w0.d7", "1"),
        ("w0.from", "12:00"),
        ("w0.to", "14:00"),
        ("available_until", "2026-12-24"),
        ("do", "publish"),
    ];
    let mut wrong = form;
    wrong[7] = ("w0.from", "noon");
    let again = owner.form("/dashboard/products/new", &wrong).await.expect(422).text();
    assert!(again.contains("value=\"noon\"") && again.contains("value=\"2026-12-24\""), "{again}");
    let made = owner.form("/dashboard/products/new", &form).await.expect(303);
    let page = owner.get(made.header("location")).await.expect(200).text();
    assert!(page.contains("value=\"12:00\"") && page.contains("value=\"2026-12-24\""), "{page}");
    let shown = world.app.anyone().get("/v1/products/menu").await.json();
    let row = |day| json!({ "weekday": day, "from": "12:00", "to": "14:00" });
    assert_eq!(
        shown["availability"],
        json!({ "weekly": [row(1), row(7)], "from": null, "until": "2026-12-24" })
    );
    let file = owner.get(&format!("/v1/catalog/export?store={}", world.store)).await.expect(200).text();
    assert!(file.contains(",mon sun 12:00-14:00,,'2026-12-24"), "{file}");
    let edited = file.replace("mon sun 12:00-14:00", "sun").replace("'2026-12-24", "");
    let started = crate::world::send(
        &owner,
        &format!("/v1/imports?store={}", world.store),
        "text/csv",
        edited.into_bytes(),
    )
    .await
    .expect(202)
    .json();
    souk_testkit::eventually("the import is done", || async {
        let now = owner.get(&format!("/v1/imports/{}", started["id"].as_str().unwrap())).await.json();
        (now["status"] == "done").then_some(())
    })
    .await;
    let sunday =
        json!({ "weekly": [{ "weekday": 7, "from": "00:00", "to": "00:00" }], "from": null, "until": null });
    souk_testkit::eventually("customers see it", || async {
        let shown = world.app.anyone().get("/v1/products/menu").await.json();
        (shown["availability"] == sunday).then_some(())
    })
    .await;
}
