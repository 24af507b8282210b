//! The seller's page of a live: it follows by itself, staff step in by role and reason, lives begin and end by button.
use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use souk_events::{ContactId, TenantId};
use souk_kit::token::Role;
use souk_testkit::Actor;

use crate::world::World;

const LIMIT: Duration = Duration::from_secs(10);

async fn board(world: &World) -> Value {
    world.app.as_staff(world.tenant, Role::Agent).get("/v1/live/board").await.expect(200).json()
}

/// The reservation of an item in a list of it.
async fn wish(world: &World, code: &str, list: &str) -> String {
    let board = board(world).await;
    let items = board["items"].as_array().unwrap();
    let item = items.iter().find(|item| item["code"] == code).unwrap();
    item[list][0]["reservation_id"]
        .as_str()
        .unwrap_or_else(|| panic!("nobody in {list} of {item}"))
        .to_owned()
}

fn step(id: &str, step: &str) -> String {
    format!("/v1/live/reservations/{id}/{step}")
}

fn why() -> Value {
    json!({ "reason": "she is on the phone" })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_a_hold_as_soon_as_it_is_there_and_asks_again_where_no_stream_comes_through() {
    let world = World::start().await;
    let agent = world.app.as_staff(world.tenant, Role::Agent).reading("en");
    let page = agent.get("/dashboard/live").await.expect(200).text();
    assert!(page.contains("No live now") || page.contains("live-ops"), "{page}");
    assert!(
        page.contains("every 30s") && page.contains("/live/reservations/board"),
        "both ways stand in the page"
    );
    let mut stream = agent.request(Method::GET, "/live/reservations/board").send().await.unwrap();
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    let _ = world.seller("S01 x2 20 Robe").await.is("sel.stock");
    let _ = world.write(ContactId::new(), "S01").await.is("rsv.held");
    let mut seen = String::new();
    let reading = async {
        while !(seen.contains("S01 · Robe") && seen.contains("countdown")) {
            seen.push_str(&String::from_utf8_lossy(&stream.chunk().await.unwrap().unwrap()));
        }
    };
    tokio::time::timeout(LIMIT, reading).await.unwrap();
    let fragment = agent.get("/dashboard/live/board").await.expect(200).text();
    assert!(fragment.contains("S01 · Robe") && fragment.contains("2 in stock, 1 free"), "{fragment}");
    let foreign = world.app.as_owner(TenantId::new()).get("/dashboard/live/board").await.expect(200).text();
    assert!(!foreign.contains("S01"), "another merchant sees nothing of it");
}

#[tokio::test(flavor = "multi_thread")]
async fn agents_release_and_extend_and_sellers_decide_for_customers() {
    let world = World::start().await;
    let (camille, theo) = (ContactId::new(), ContactId::new());
    let _ = world.seller("A1 10").await;
    let _ = world.write(camille, "A1").await;
    let _ = world.write(theo, "A1").await;
    let agent = world.app.as_staff(world.tenant, Role::Agent);
    let (held, waits) = (wish(&world, "A1", "holders").await, wish(&world, "A1", "waiting").await);
    let _ = agent.post(&step(&held, "extend"), why()).await.expect(200);
    for (id, deed) in [(&held, "confirm"), (&held, "cancel"), (&waits, "to_head"), (&held, "reopen")] {
        let _ = agent.post(&step(id, deed), why()).await.problem(403, "forbidden");
    }
    let _ = agent.form(&format!("/dashboard/live/reservations/{held}/confirm"), &[]).await.expect(403);
    let _ = agent.post("/v1/live/sessions", json!({})).await.problem(403, "forbidden");
    let _ = agent.get("/v1/live/record").await.problem(403, "forbidden");
    let _ = agent.get("/v1/reports/live-weeks").await.problem(403, "forbidden");
    let seller = world.app.as_staff(world.tenant, Role::Seller);
    let _ = seller.get("/v1/live/record").await.problem(403, "forbidden");
    let _ = seller.post(&step(&held, "confirm"), why()).await.problem(409, "hold_incomplete");
    let _ = agent.post(&step(&held, "release"), why()).await.expect(200);
    assert_eq!(world.told(theo).await[0].keys(), ["wl.promoted"]);
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_yes_for_a_customer_is_an_order_and_what_ran_out_begins_anew_while_nobody_waits() {
    let world = World::start().await;
    let seller = world.app.as_staff(world.tenant, Role::Seller);
    let (camille, theo) = (ContactId::new(), ContactId::new());
    let _ = world.seller("S01 x1 20").await;
    let _ = world.write(camille, "S01").await.is("rsv.held");
    let _ = world.write(camille, "1 rue des Lilas, 93100 Montreuil").await.is("rsv.recap");
    let held = wish(&world, "S01", "holders").await;
    world.later(303);
    let gone = "FROM reservation WHERE state = 'expired'";
    souk_testkit::eventually("it runs out", || async { (world.count(gone).await == 1).then_some(()) }).await;
    let _ = seller.post(&step(&held, "confirm"), why()).await.problem(409, "reservation_moved_on");
    let anew = seller.post(&step(&held, "reopen"), why()).await.expect(200).json();
    assert_eq!((&anew["state"], anew["id"] == held), (&json!("held"), false), "a hold of its own");
    let _ = seller.post(&step(&held, "reopen"), why()).await.problem(409, "nothing_free");
    let id = anew["id"].as_str().unwrap();
    let done = seller.post(&step(id, "confirm"), why()).await.expect(200).json();
    assert_eq!(done["state"], "confirmed");
    let said = world.told(camille).await;
    assert!(said.iter().any(|said| said.keys() == ["order.confirmed"] && said.param("order") == "VF-0001"));
    assert_eq!(world.on_hand("S1").await, 0);
    let _ = world.write(theo, "S01").await.is("cfm.soldout");
    let waits = wish(&world, "S01", "waiting").await;
    let _ = seller.post(&step(&waits, "cancel"), why()).await.expect(200);
    let _ = seller.post(&step(&waits, "cancel"), why()).await.problem(409, "reservation_moved_on");
    for action in ["override.reopened", "override.confirmed", "override.cancelled"] {
        let by = format!("FROM audit WHERE action = '{action}' AND actor LIKE 'usr_%'");
        assert_eq!(world.count(&by).await, 1, "{action}");
    }
    world.sound().await;
}

async fn press(who: &Actor, fields: &[(&str, &str)]) -> String {
    who.form("/dashboard/live", fields).await.expect(303).header("location").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_live_begins_pauses_and_ends_by_button() {
    let world = World::start().await;
    let seller = world.app.as_staff(world.tenant, Role::Seller).reading("en");
    let empty = seller.get("/dashboard/live").await.expect(200).text();
    assert!(empty.contains("No live now") && empty.contains("Print your labels"), "the empty page teaches");
    assert!(press(&seller, &[("do", "begin"), ("name", "Dimanche")]).await.ends_with("done=begun"));
    let _ = press(&seller, &[("do", "begin")]).await;
    assert_eq!(world.count("FROM live_session").await, 1);
    let id = board(&world).await["session"]["id"].as_str().unwrap().to_owned();
    let _ = world.seller("A1 10").await;
    let _ = press(&seller, &[("do", "pause"), ("id", &id)]).await;
    let _ = world.write(ContactId::new(), "A1").await.is("live.paused");
    let _ = press(&seller, &[("do", "resume"), ("id", &id)]).await;
    let _ = world.write(ContactId::new(), "A1").await.is("rsv.held");
    assert!(press(&seller, &[("do", "close"), ("id", &id)]).await.ends_with(&id), "it leads to how it went");
    assert_eq!(press(&seller, &[("do", "close"), ("id", &id)]).await, "/dashboard/live", "over is over");
    let _ = seller.post(&format!("/v1/live/sessions/{id}/pause"), ()).await.problem(409, "session_over");
    let foreign = world.app.as_owner(TenantId::new());
    let _ = foreign.post(&format!("/v1/live/sessions/{id}/close"), ()).await.problem(404, "not_found");
    let page = seller.get(&format!("/dashboard/live/sessions/{id}")).await.expect(200).text();
    assert!(page.contains("Dimanche") && page.contains("Unsold"), "{page}");
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_wish_has_a_page_with_what_can_be_done_and_wants_a_reason() {
    let world = World::start().await;
    let seller = world.app.as_staff(world.tenant, Role::Seller).reading("en");
    let _ = world.seller("A1 10").await;
    let _ = world.write(ContactId::new(), "A1").await;
    let held = wish(&world, "A1", "holders").await;
    let path = format!("/dashboard/live/reservations/{held}");
    let page = seller.get(&path).await.expect(200).text();
    assert!(
        page.contains("Confirm for the customer") && page.contains("Nov 2026, 21:0"),
        "times of the store: {page}"
    );
    let wrong = seller.form(&path, &[("do", "extend"), ("reason", "")]).await.expect(422).text();
    assert!(wrong.contains("aria-invalid"), "{wrong}");
    let _ = seller.form(&path, &[("do", "extend"), ("reason", "she asked")]).await.expect(303);
    let refused = seller.form(&path, &[("do", "confirm"), ("reason", "she asked")]).await.expect(409).text();
    assert!(refused.contains("only the customer can give it"), "{refused}");
    let once = seller.form(&format!("{path}/release"), &[]).await.expect(303);
    assert!(once.header("location").ends_with("done=released"));
    let late = seller.form(&format!("{path}/release"), &[]).await.expect(303);
    assert!(late.header("location").ends_with("late=1"), "the loser sees it");
}
