//! Opening hours: set, shown, and kept when it comes to selling.
use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use souk_events::{LineId, TenantId};
use souk_kit::Clock;
use souk_testkit::{Actor, Answer, TestApp};

use crate::world::{World, variant};

/// Monday, half past six in the evening in Paris.
const EVENING: &str = "2026-11-23T17:30:00Z";

async fn world() -> (World, Clock) {
    let clock = Clock::fixed(EVENING.parse().unwrap());
    (World::with(TestApp::builder().clock(clock.clone())).await, clock)
}

async fn put(world: &World, by: &Actor, version: i64, hours: &Value) -> Answer {
    let path = format!("/v1/catalog/stores/{}/hours", world.store);
    by.send(by.request(Method::PUT, &path).header("if-match", format!("\"{version}\"")).json(hours)).await
}

fn monday_till_seven() -> Value {
    json!({
        "weekly": [{ "weekday": 1, "from": "09:00", "to": "12:30" }, { "weekday": 1, "from": "14:00", "to": "19:00" },
            { "weekday": 2, "from": "09:00", "to": "19:00" }],
        "exceptions": [{ "date": "2026-12-25", "closed": true, "note": "Noël" }],
    })
}

async fn quote(world: &World, variant: &Value, at: Option<&str>) -> Value {
    let mut wish = json!({ "lines": [{ "line_id": LineId::new(), "variant_id": variant, "quantity": 1 }] });
    if let Some(at) = at {
        wish["at"] = at.into();
    }
    let answer = world.orders().post("/internal/quotes", wish).await.expect(200).json();
    answer["lines"][0].clone()
}

/// Pitfall 16.
#[tokio::test(flavor = "multi_thread")]
async fn pitfall_16_a_store_that_closes_between_cart_and_pay_sells_nothing() {
    let (world, clock) = world().await;
    let product = world.product("Croissant", 150, 5).await;
    let _ = put(&world, &world.owner(), 1, &monday_till_seven()).await.expect(200);
    let line = quote(&world, variant(&product), None).await;
    assert_eq!((&line["sellable"], &line["unsellable"]), (&json!(true), &Value::Null));
    let mut early = world.wish(&[(variant(&product), 1)]);
    early["ttl_seconds"] = json!(7_200);
    let held = world.hold(&early).await.expect(200).json();

    clock.advance(TimeDelta::minutes(30));
    let line = quote(&world, variant(&product), None).await;
    assert_eq!((&line["sellable"], &line["unsellable"]), (&json!(false), &json!("store_closed")));
    let late = world.wish(&[(variant(&product), 1)]);
    let refused = world.hold(&late).await.problem(409, "store_closed").json();
    assert_eq!(refused["current_state"], "2026-11-24T08:00:00Z", "when it opens");
    assert_eq!(world.books(variant(&product)).await.2, 1, "nothing is set aside for the late one");
    assert_eq!(world.hold(&early).await.expect(200).json(), held, "what was had in time stays");

    // For tomorrow it sells, on Christmas it does not.
    let mut wish = late.clone();
    wish["at"] = json!("2026-11-24T10:00:00+01:00");
    let _ = world.hold(&wish).await.expect(200);
    let line = quote(&world, variant(&product), Some("2026-12-25T10:00:00+01:00")).await;
    assert_eq!(line["unsellable"], "store_closed");

    // Staff close it by hand in between: the same refusal.
    let pause = json!({ "paused": true });
    let owner = world.owner();
    let path = format!("/v1/catalog/stores/{}", world.store);
    let request = owner.request(Method::PUT, &path).header("if-match", "\"2\"").json(&pause);
    let _ = owner.send(request).await.expect(200);
    let mut wish = world.wish(&[(variant(&product), 1)]);
    wish["at"] = json!("2026-11-24T10:00:00+01:00");
    let _ = world.hold(&wish).await.problem(409, "store_closed");
    assert_eq!(quote(&world, variant(&product), None).await["unsellable"], "store_paused");
}

#[tokio::test(flavor = "multi_thread")]
async fn hours_are_set_and_told_to_everybody() {
    let (world, clock) = world().await;
    let path = format!("/v1/catalog/stores/{}/hours", world.store);
    let before = world.agent().get(&path).await.expect(200);
    assert_eq!((before.header("etag"), &before.json()["weekly"]), ("\"1\"", &json!([])));
    let public = format!("/v1/stores/{}", world.store);
    assert_eq!(world.app.anyone().get(&public).await.json()["open"], true, "without hours it is always open");

    let owner = world.owner();
    let _ = put(&world, &world.agent(), 1, &monday_till_seven()).await.problem(403, "forbidden");
    let stranger = world.app.as_owner(TenantId::new());
    let _ = put(&world, &stranger, 1, &monday_till_seven()).await.problem(404, "not_found");
    let wrong = json!({ "weekly": [{ "weekday": 1, "from": "9 h", "to": "12:30" }] });
    let wrong = put(&world, &owner, 1, &wrong).await.problem(422, "fields_wrong").json();
    assert_eq!(
        (&wrong["errors"][0]["pointer"], &wrong["errors"][0]["code"]),
        (&json!("/weekly/0/from"), &json!("time_wrong"))
    );
    let saved = put(&world, &owner, 1, &monday_till_seven()).await.expect(200);
    assert_eq!(saved.header("etag"), "\"2\"");
    let _ = put(&world, &owner, 1, &monday_till_seven()).await.problem(412, "stale");

    let asked =
        world.orders().get(&format!("/internal/stores/{}/hours", world.store)).await.expect(200).json();
    assert_eq!(asked, saved.json());
    assert_eq!(asked["timezone"], "Europe/Paris");
    assert_eq!(
        asked["exceptions"],
        json!([{ "date": "2026-12-25", "closed": true, "intervals": [], "note": "Noël" }])
    );
    let _ = owner.get(&format!("/internal/stores/{}/hours", world.store)).await.problem(403, "forbidden");

    let shown = world.app.anyone().get(&public).await.json();
    assert_eq!((&shown["open"], &shown["closes_at"]), (&json!(true), &json!("2026-11-23T18:00:00Z")));
    let english = world.app.anyone().reading("en");
    let page = english.get("/m/amina").await.expect(200).text();
    for part in
        ["Open until 19:00", "Opening hours", "09:00–12:30, 14:00–19:00", "openingHoursSpecification", "Noël"]
    {
        assert!(page.contains(part), "{part} in {page}");
    }
    clock.advance(TimeDelta::hours(1));
    let shown = world.app.anyone().get(&public).await.json();
    assert_eq!((&shown["open"], &shown["opens_at"]), (&json!(false), &json!("2026-11-24T08:00:00Z")));
    let _ = world.product("Croissant", 150, 5).await;
    for path in ["/slots/home.main", "/m/amina", "/p/croissant"] {
        let html = english.get(path).await.expect(200).text();
        assert!(html.contains("Opens tomorrow at 09:00"), "{path}: {html}");
    }
    // Round the clock but for one day: to search engines midnight to midnight is closed.
    let round = json!({ "weekly": [{ "weekday": 1, "from": "00:00", "to": "00:00" }],
        "exceptions": [{ "date": "2026-12-25", "closed": true }] });
    let _ = put(&world, &owner, 2, &round).await.expect(200);
    let page = english.get("/m/amina").await.expect(200).text();
    let told = |closes: &str| page.contains(&format!("\"closes\":\"{closes}\""));
    assert!(told("23:59") && told("00:00"), "{page}");
    // Nothing set: always open again.
    let _ = put(&world, &owner, 3, &json!({})).await.expect(200);
    assert_eq!(world.app.anyone().get(&public).await.json()["open"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn hours_are_set_by_form() {
    let (world, _) = world().await;
    let owner = world.owner().reading("en");
    let path = format!("/dashboard/store/hours/{}", world.store);
    let monday = [("version", "1"), ("dates", "0"), ("d1.0.from", "09:00"), ("d1.0.to", "12:30")];
    let with = |more: &[(&'static str, &'static str)]| [&monday[..], more].concat();
    let copied = owner.form(&path, &with(&[("do", "copy")])).await.expect(200).text();
    assert_eq!(copied.matches("value=\"12:30\"").count(), 7, "not saved yet, shown on every day");
    let more = owner.form(&path, &with(&[("do", "add")])).await.expect(200).text();
    assert!(more.contains("name=\"e0.date\"") && more.contains("value=\"12:30\""));
    let wrong = [("do", "save"), ("dates", "1"), ("e0.date", "2026-12-25"), ("d2.0.from", "08:00")];
    let wrong = owner.form(&path, &with(&wrong)).await.expect(422).text();
    assert!(
        wrong.contains("error-summary")
            && wrong.contains("value=\"08:00\"")
            && wrong.contains("value=\"2026-12-25\"")
    );
    let right =
        [("do", "save"), ("dates", "1"), ("e0.date", "2026-12-25"), ("e0.closed", "1"), ("e0.note", "Noël")];
    let done = owner.form(&path, &with(&right)).await.expect(303);
    let page = owner.get(done.header("location")).await.expect(200).text();
    assert!(page.contains("Noël") && page.contains("Saved"));
    let hours = world.agent().get(&format!("/v1/catalog/stores/{}/hours", world.store)).await.json();
    assert_eq!(hours["weekly"], json!([{ "weekday": 1, "from": "09:00", "to": "12:30" }]));
    assert_eq!(hours["exceptions"][0]["closed"], true);
    let stale = owner.form(&path, &with(&[("do", "save")])).await.expect(422).text();
    assert!(stale.contains("error-summary"), "somebody saved a newer version");
    let _ = world.agent().get("/dashboard/store/hours").await.problem(403, "forbidden");
}
