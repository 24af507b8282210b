//! A replay: frozen when it begins, tried on a few, at its rate, stopped at a word, and not lost by a restart.
use chrono::{DateTime, TimeDelta};
use serde_json::{Value, json};
use souk_kit::Clock;
use souk_ops::Ops;
use souk_testkit::{Actor, TestApp, eventually};

use crate::stub::{Running, SILENT, Stub, letter};

const URL: &str = "/v1/ops/replays";

async fn start(dead: i64) -> (TestApp<Ops>, Running, Clock) {
    let dead = (1..=dead).map(|n| letter(n, &format!("no variant {n}"))).collect();
    let orders = Stub { counts: Some(json!({})), dead, ..Stub::new("orders") }.start();
    let clock = Clock::fixed(DateTime::from_timestamp(1_790_000_000, 0).unwrap());
    let modules = format!("{},{SILENT}", orders.entry);
    let app = TestApp::<Ops>::builder().setting("ops.modules", modules).clock(clock.clone()).start().await;
    (app, orders, clock)
}

fn wish(per_minute: i32, canary: i32) -> Value {
    json!({ "module": "orders", "consumer": "orders.on_stock", "kind": "catalog.stock_changed.v1",
        "cause": "no variant …", "per_minute": per_minute, "canary": canary, "reason": "variants are back" })
}

async fn until(admin: &Actor, id: &Value, state: &str, sent: i64) -> Value {
    eventually(&format!("replay {id} is {state} at {sent}"), || async {
        let seen = admin.get(&format!("{URL}/{id}")).await.expect(200).json();
        (seen["state"] == state && seen["sent"] == sent).then_some(seen)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frozen_set_is_tried_on_a_few_and_goes_on_at_a_word() {
    let (app, orders, clock) = start(5).await;
    let admin = app.as_admin();
    let begun = admin.post(URL, wish(6000, 2)).await.expect(201).json();
    let id = &begun["id"];
    assert_eq!((&begun["total"], &begun["state"]), (&json!(5), &json!("running")));
    let waits = until(&admin, id, "waiting", 2).await;
    assert_eq!(waits["outcome"], json!({ "handled": 2, "waiting": 0, "failing": 0, "dead": 0 }));
    assert_eq!(orders.replayed(), [json!([1, 2])]);
    admin.post(URL, wish(6000, 0)).await.problem(409, "replay_open");

    orders.now.lock().unwrap().push(letter(9, "no variant 9"));
    let page = admin.get(&format!("/ops/dead-letters/replays/{id}")).await.expect(200).text();
    assert!(page.contains("The first 2 are given back") && page.contains("2 of 5 given back"));
    let go = [("do", "go_on")];
    let told = admin.form(&format!("/ops/dead-letters/replays/{id}"), &go).await.expect(303);
    assert_eq!(told.header("location"), format!("/ops/dead-letters/replays/{id}"));
    clock.advance(TimeDelta::seconds(1));
    let done = until(&admin, id, "done", 5).await;
    assert_eq!((&done["given"], &done["outcome"]["handled"]), (&json!(5), &json!(5)));
    assert_eq!(orders.replayed(), [json!([1, 2]), json!([3, 4, 5])], "what died later is not taken along");

    let over =
        admin.post(&format!("{URL}/{id}/continue"), json!({})).await.problem(409, "replay_state").json();
    assert_eq!(over["current_state"], "done");
    let audit = admin.get("/v1/ops/audit").await.json();
    let did: Vec<_> =
        audit["items"].as_array().unwrap().iter().map(|e| e["action"].as_str().unwrap()).collect();
    assert_eq!(did, ["replay_go_on", "replay_begin"]);
    assert_eq!(audit["items"][1]["reason"], "variants are back");
    assert_eq!(audit["items"][1]["target"], "orders orders.on_stock (5)");
    let list = admin.get("/ops/dead-letters").await.expect(200).text();
    assert!(list.contains("Done") && list.contains("5/5"), "replays stand below the groups");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_goes_on_where_it_was_at_the_wished_rate() {
    let (mut app, orders, clock) = start(3).await;
    let id = app.as_admin().post(URL, wish(60, 0)).await.expect(201).json()["id"].clone();
    until(&app.as_admin(), &id, "running", 1).await;
    app.restart().await;
    until(&app.as_admin(), &id, "running", 1).await;
    clock.advance(TimeDelta::milliseconds(1_500));
    until(&app.as_admin(), &id, "running", 2).await;
    // Half a second late does not put off the next one.
    clock.advance(TimeDelta::milliseconds(500));
    until(&app.as_admin(), &id, "done", 3).await;
    assert_eq!(orders.replayed(), [json!([1]), json!([2]), json!([3])]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_replay_gives_nothing_more_back_and_another_may_begin() {
    let (app, orders, clock) = start(4).await;
    let admin = app.as_admin();
    let id = admin.post(URL, wish(60, 0)).await.expect(201).json()["id"].clone();
    until(&admin, &id, "running", 1).await;
    let stopped = admin.post(&format!("{URL}/{id}/stop"), json!({})).await.expect(200).json();
    assert_eq!(stopped["state"], "stopped");
    clock.advance(TimeDelta::seconds(60));
    admin.post(&format!("{URL}/{id}/stop"), json!({})).await.problem(409, "replay_state");
    let second = admin.post(URL, wish(6000, 0)).await.expect(201).json();
    assert_eq!(second["total"], 3);
    until(&admin, &second["id"], "done", 3).await;
    assert_eq!(orders.replayed(), [json!([1]), json!([2, 3, 4])]);
    until(&admin, &id, "stopped", 1).await;
    admin.post(URL, wish(60, 0)).await.problem(409, "replay_empty");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replay_ends_by_itself_when_too_many_fail_again() {
    let (app, orders, clock) = start(18).await;
    let admin = app.as_admin();
    let mut wish = wish(360, 0);
    wish["stop_percent"] = json!(50);
    let id = admin.post(URL, wish).await.expect(201).json()["id"].clone();
    until(&admin, &id, "running", 6).await;
    let fail = |n: i64| orders.now.lock().unwrap().push(letter(n, "no variant again"));
    fail(1);
    fail(2);
    clock.advance(TimeDelta::seconds(1));
    until(&admin, &id, "running", 12).await;
    (3..7).for_each(fail);
    clock.advance(TimeDelta::seconds(1));
    let ended = until(&admin, &id, "stopped", 12).await;
    assert_eq!((&ended["failure"], &ended["outcome"]["dead"]), (&json!("too_many_failed"), &json!(6)));
    assert_eq!(orders.replayed().len(), 2, "the others stay where they are");
    let page = admin.get(&format!("/ops/dead-letters/replays/{id}")).await.expect(200).text();
    assert!(page.contains("Too many failed again"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_keeps_what_was_typed_and_leads_to_the_replay() {
    let (app, _orders, _clock) = start(2).await;
    let admin = app.as_admin();
    let typed = |rate: &'static str, reason: &'static str| {
        [
            ("module", "orders"),
            ("consumer", "orders.on_stock"),
            ("kind", "catalog.stock_changed.v1"),
            ("cause", "no variant …"),
            ("per_minute", rate),
            ("canary", "1"),
            ("stop_percent", "50"),
            ("reason", reason),
        ]
    };
    let url = "/ops/dead-letters/group";
    let wrong = admin.form(url, &typed("fast", "ab")).await.expect(422).text();
    assert!(wrong.contains("Between 1 and 6000") && wrong.contains("value=\"fast\""));
    assert!(wrong.contains("value=\"ab\"") && wrong.contains("no variant 2"));
    let begun = admin.form(url, &typed("600", "all good")).await.expect(303);
    let page = begun.header("location").to_owned();
    admin.get(&page).await.expect(200);
    let again = admin.form(url, &typed("600", "all good")).await.expect(409).text();
    assert!(again.contains(&page), "it leads to the one under way");
    let part = admin.get(&format!("{page}/progress")).await.expect(200).text();
    assert!(part.starts_with("<div id=\"replay\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_replayed_is_said() {
    let (app, _orders, _clock) = start(1).await;
    let admin = app.as_admin();
    let of = |module: &str| json!({ "module": module, "consumer": "x", "kind": "y", "cause": "z", "reason": "why" });
    admin.post(URL, of("nobody")).await.problem(404, "module_unknown");
    admin.post(URL, of("silent")).await.problem(503, "module_silent");
    admin.post(URL, of("orders")).await.problem(409, "replay_empty");
    let wrong = admin.post(URL, wish(0, -1)).await.problem(422, "fields_wrong").json();
    let pointers: Vec<_> =
        wrong["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/per_minute", "/canary"]);
    admin.get(&format!("{URL}/77")).await.problem(404, "not_found");
    admin.post(&format!("{URL}/77/stop"), json!({})).await.problem(404, "not_found");
    admin.form("/ops/dead-letters/replays/77", &[("do", "what")]).await.expect(422);
}
