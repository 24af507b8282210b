//! Dead letters of all modules on one page, grouped by cause, given back or put aside.
use serde_json::json;
use souk_ops::Ops;
use souk_testkit::TestApp;

use crate::stub::{Running, SILENT, Stub, letter};

async fn start(dead: Vec<serde_json::Value>) -> (TestApp<Ops>, Running) {
    let orders = Stub { counts: Some(json!({})), dead, ..Stub::new("orders") }.start();
    let tableless = Stub::new("storefront").start();
    let modules = format!("{},{},{SILENT}", orders.entry, tableless.entry);
    (TestApp::<Ops>::builder().setting("ops.modules", modules).start().await, orders)
}

#[tokio::test(flavor = "multi_thread")]
async fn equal_causes_are_one_group_and_silence_is_said() {
    let dead = vec![letter(1, "no variant 17"), letter(2, "sold out"), letter(5, "no variant 23")];
    let (app, _orders) = start(dead).await;
    let seen = app.as_admin().get("/v1/ops/dead-letters").await.expect(200).json();
    assert_eq!(seen["silent"], json!(["silent"]));
    let groups: Vec<_> = seen["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|g| (g["cause"].as_str().unwrap().to_owned(), g["letters"].as_array().unwrap().len()))
        .collect();
    assert_eq!(groups, [("no variant …".to_owned(), 2), ("sold out".to_owned(), 1)]);
    let page = app.as_admin().get("/ops/dead-letters").await.expect(200).text();
    assert!(page.contains("no variant …") && page.contains("sold out") && page.contains("silent"));
    assert!(!page.contains("no variant 17"), "single letters stand on the page of their group");
    let group = page.split('"').find(|part| part.starts_with("/ops/dead-letters/group?")).unwrap();
    let group = app.as_admin().get(&group.replace("&amp;", "&")).await.expect(200).text();
    assert!(
        group.contains("no variant 17") && group.contains("no variant 23") && group.contains("Replay all 2")
    );
    assert!(!group.contains("sold out"));
}

#[tokio::test(flavor = "multi_thread")]
async fn long_lists_come_in_pages() {
    let (app, _orders) = start((1..=230).map(|n| letter(n, "same")).collect()).await;
    let seen = app.as_admin().get("/v1/ops/dead-letters").await.expect(200).json();
    assert_eq!(seen["groups"][0]["letters"].as_array().unwrap().len(), 230);
    assert_eq!(seen["cut"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replay_reaches_the_module_and_is_on_record() {
    let (app, orders) = start(vec![letter(4, "x"), letter(9, "y")]).await;
    let admin = app.as_admin();
    let wish = json!({ "module": "orders", "ids": [4, 9], "reason": "fixed in 1.2.4" });
    let done = admin.post("/v1/ops/dead-letters/replay", wish).await.expect(200).json();
    assert_eq!(done["count"], 2);
    let done =
        admin.form("/ops/dead-letters", &[("module", "orders"), ("do", "archive"), ("ids", "4")]).await;
    assert_eq!(done.expect(303).header("location"), "/ops/dead-letters?done=archive&count=1");
    let asked = orders.asked();
    assert_eq!(asked[0], ("replay".to_owned(), json!({ "ids": [4, 9] })));
    assert_eq!(asked[1], ("archive".to_owned(), json!({ "ids": [4] })));
    let audit = admin.get("/v1/ops/audit").await.json();
    assert_eq!(audit["items"][1]["target"], "orders 4…9 (2)");
    assert_eq!(audit["items"][1]["outcome"], "2 of 2");
    assert_eq!(audit["items"][1]["reason"], "fixed in 1.2.4");
    assert_eq!(audit["items"][0]["action"], "archive");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_module_is_said_and_recorded() {
    let (app, _orders) = start(vec![]).await;
    let admin = app.as_admin();
    let wish = |module: &str, ids: Vec<i64>| json!({ "module": module, "ids": ids });
    let url = "/v1/ops/dead-letters/replay";
    admin.post(url, wish("silent", vec![1])).await.problem(503, "module_silent");
    let audit = admin.get("/v1/ops/audit").await.json();
    assert_eq!(audit["items"][0]["outcome"], "failed: no connection");
    admin.post(url, wish("nobody", vec![1])).await.problem(404, "module_unknown");
    admin.post(url, wish("orders", vec![])).await.problem(422, "fields_wrong");
    admin.post(url, wish("orders", (0..501).collect())).await.problem(422, "fields_wrong");
    let back = admin.form("/ops/dead-letters", &[("module", "silent"), ("do", "replay"), ("ids", "1")]).await;
    assert_eq!(back.expect(303).header("location"), "/ops/dead-letters?failed=silent");
}
