//! Red, amber and green at a glance; a module that does not answer is part of the answer.
use serde_json::json;
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
