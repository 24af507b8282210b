//! Red, amber and green at a glance; a module that does not answer is part of the answer.
use chrono::{DateTime, TimeDelta};
use diesel_async::RunQueryDsl as _;
use serde_json::json;
use souk_kit::Clock;
use souk_ops::Ops;
use souk_testkit::{TestApp, eventually};

use crate::stub::{SILENT, Stub};

#[tokio::test(flavor = "multi_thread")]
async fn every_state_is_shown_and_the_worst_counts() {
    let well = Stub::new("storefront").start();
    let waits =
        Stub { counts: Some(json!({ "dead": 3, "inbox_pending": 2 })), ..Stub::new("orders") }.start();
    let broken = Stub { ready: false, ..Stub::new("catalog") }.start();
    let modules = format!("{},{},{},{SILENT}", well.entry, waits.entry, broken.entry);
    let app = TestApp::<Ops>::builder().setting("ops.modules", modules).start().await;

    let board = app.as_admin().get("/v1/ops/health").await.expect(200).json();
    assert_eq!((&board["light"], &board["dead"]), (&json!("red"), &json!(3)));
    let lights: Vec<_> =
        board["modules"].as_array().unwrap().iter().map(|m| m["light"].as_str().unwrap()).collect();
    assert_eq!(lights, ["green", "amber", "red", "red"]);
    assert_eq!(board["modules"][3]["silence"], "no connection");
    assert_eq!(board["modules"][2]["checks"][0]["detail"], "connection refused");

    let page = app.as_admin().get("/ops/health").await.expect(200).text();
    assert!(page.contains("2 modules are broken") && page.contains("Does not answer"));
    let part = app.as_admin().get("/ops/health/board").await.expect(200);
    assert_eq!(part.header("x-souk-compose"), "");
    assert!(part.text().starts_with("<div id=\"health\""));

    let home = eventually("the home page's part has looked", || async {
        let home = app.as_admin().get("/slots/ops.home").await.expect(200).text();
        home.contains("2 modules are broken").then_some(home)
    })
    .await;
    assert!(home.contains("2/4"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_to_look_at_is_well() {
    let app = TestApp::<Ops>::builder().setting("ops.modules", "").start().await;
    let board = app.as_admin().get("/v1/ops/health").await.expect(200).json();
    assert_eq!(board["light"], "green");
}

#[tokio::test(flavor = "multi_thread")]
async fn how_much_of_the_time_a_module_was_there_is_counted() {
    let well = Stub::new("storefront").start();
    let broken = Stub { ready: false, ..Stub::new("catalog") }.start();
    let clock = Clock::fixed(DateTime::from_timestamp(1_790_000_000, 0).unwrap());
    let app = TestApp::<Ops>::builder()
        .setting("ops.modules", format!("{},{},{SILENT}", well.entry, broken.entry))
        .clock(clock.clone())
        .start()
        .await;
    let admin = app.as_admin();
    let seen = eventually("it is summed up", || async {
        let seen = admin.get("/v1/ops/availability").await.expect(200).json();
        seen["items"][0]["hour"].is_i64().then_some(seen)
    })
    .await;
    let shares: Vec<_> = seen["items"].as_array().unwrap().iter().map(|m| m["month"].as_i64()).collect();
    assert_eq!(shares, [Some(10_000), Some(0), Some(0)]);
    let hours = seen["items"][0]["hours"].as_array().unwrap();
    assert_eq!((hours.len(), &hours[0]["share"], &hours[23]["share"]), (24, &json!(null), &json!(10_000)));
    let page = admin.get("/ops/health").await.expect(200).text();
    assert!(page.contains("100%") && page.contains("0.00%") && page.contains("class=\"tone-danger\""));

    clock.advance(TimeDelta::days(31));
    let before = clock.now() - TimeDelta::days(30);
    eventually("what is older than a month is gone", || async {
        let mut conn = app.admin().await;
        let old = diesel::sql_query("SELECT count(*) AS n FROM ops.availability WHERE slot < $1")
            .bind::<diesel::sql_types::Timestamptz, _>(before)
            .get_result::<Count>(&mut conn)
            .await
            .unwrap();
        (old.n == 0).then_some(())
    })
    .await;
}

#[derive(diesel::QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}
