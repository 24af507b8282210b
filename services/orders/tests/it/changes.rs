//! An order that takes longer, goes out for delivery, or loses pieces: told once, paid rightly, one winner.
use std::sync::Arc;

use chrono::{Duration, TimeZone, Utc};
use serde_json::{Value, json};
use souk_events::orders::v1::{OrderDelayed, OrderDeparted, OrderReduced};
use souk_kit::{Clock, token::Role};
use souk_testkit::{Actor, Answer};

use crate::{
    fulfilment::{delivers, delivery},
    shop::World,
};

async fn reduce(who: &Actor, order: &str, version: i64, lines: Value) -> Answer {
    let path = format!("/v1/store-orders/{order}/reduce");
    let body = json!({"lines": lines, "reason": "sold_out"});
    let request = who.request("POST".parse().unwrap(), &path).json(&body);
    who.send(request.header("if-match", format!("\"{version}\""))).await
}

/// Three of one ware and one of another.
async fn placed(w: &World, who: &Actor) -> Value {
    w.fill(who, w.catalog.sells(w.tenant, w.store), 3).await;
    w.fill(who, w.catalog.sells_at(w.tenant, w.store, 300, "EUR", 9), 1).await;
    let placed = crate::shop::place(who, &souk_events::LineId::new().to_string()).await.expect(201).json();
    let id = placed["orders"][0]["id"].as_str().unwrap();
    who.get(&format!("/v1/orders/{id}")).await.expect(200).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn pieces_taken_off_are_neither_owed_nor_kept() {
    let w = World::start().await;
    let guest = w.guest();
    let order = placed(&w, &guest).await;
    let id = order["id"].as_str().unwrap();
    let line = order["lines"][0]["id"].as_str().unwrap();
    let (agent, seller) = (w.app.as_staff(w.tenant, Role::Agent), w.app.as_staff(w.tenant, Role::Seller));
    let two = json!([{"line_id": line, "quantity": 2}]);
    let _ = reduce(&agent, id, 1, two.clone()).await.problem(403, "forbidden");
    let path = format!("/v1/store-orders/{id}/reduce");
    let body = json!({"lines": two, "reason": "sold_out"});
    let _ = seller.post(&path, &body).await.problem(400, "if_match_needed");
    let _ =
        reduce(&seller, id, 1, json!([{"line_id": line, "quantity": 4}])).await.problem(422, "fields_wrong");
    let _ = reduce(&seller, id, 1, json!([])).await.problem(422, "fields_wrong");
    let other = order["lines"][1]["id"].as_str().unwrap();
    let many = json!([{"line_id": other, "quantity": 2}, {"line_id": line, "quantity": 1}]);
    let wrong = reduce(&seller, id, 1, many).await.problem(422, "fields_wrong").json();
    assert_eq!(wrong["errors"][0]["pointer"], "/lines/0");
    let twice = json!([{"line_id": line, "quantity": 1}, {"line_id": line, "quantity": 1}]);
    let _ = reduce(&seller, id, 1, twice).await.problem(422, "fields_wrong");
    let all = json!([{"line_id": line, "quantity": 3}, {"line_id": other, "quantity": 1}]);
    let _ = reduce(&seller, id, 1, all).await.problem(409, "nothing_left");
    let elsewhere = w.app.as_staff(souk_events::TenantId::new(), Role::Owner);
    let _ = reduce(&elsewhere, id, 1, two.clone()).await.problem(404, "not_found");

    let left = reduce(&seller, id, 1, two).await.expect(200).json();
    assert_eq!((left["total"]["amount"].as_i64(), left["tax"]["amount"].as_i64()), (Some(1550), Some(141)));
    assert_eq!(
        (left["lines"][0]["quantity"].as_i64(), left["lines"][0]["taken_off"].as_i64()),
        (Some(1), Some(2))
    );
    let seen = guest.get(&format!("/orders/{id}")).await.expect(200).text();
    assert!(seen.contains("Taken off: 2 × Tajine 1250") && seen.contains("An item is sold out"), "{seen}");
    assert!(seen.contains("€15.50"));
    let told = w.app.told::<OrderReduced>().await;
    assert_eq!((told.len(), told[0].version, told[0].reason.as_str()), (1, 2, "sold_out"));
    assert_eq!((told[0].lines[0].quantity, told[0].total.as_ref().unwrap().amount), (1, 1550));
    assert!(!told[0].hold_id.is_empty());
    let _ = seller.post(&format!("/v1/store-orders/{id}/accept"), ()).await.expect(200);
    for step in ["start", "ready", "complete"] {
        let _ = seller.post(&format!("/v1/store-orders/{id}/{step}"), ()).await.expect(200);
    }
    let late = json!([{"line_id": line, "quantity": 1}]);
    let _ = reduce(&seller, id, 6, late).await.problem(409, "order_moved_on");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_take_off_at_once_take_off_once() {
    let w = World::patient().await;
    let guest = w.guest();
    let order = placed(&w, &guest).await;
    let id = order["id"].as_str().unwrap().to_owned();
    let line = order["lines"][0]["id"].as_str().unwrap().to_owned();
    let seller = Arc::new(w.app.as_staff(w.tenant, Role::Seller));
    let crowd = (0..6).map(|_| {
        let (seller, id, line) = (Arc::clone(&seller), id.clone(), line.clone());
        tokio::spawn(async move {
            reduce(&seller, &id, 1, json!([{"line_id": line, "quantity": 1}])).await.status.as_u16()
        })
    });
    let mut all = Vec::new();
    for one in crowd.collect::<Vec<_>>() {
        all.push(one.await.unwrap());
    }
    all.sort_unstable();
    assert_eq!(all, [200, 412, 412, 412, 412, 412]);
    let order = guest.get(&format!("/v1/orders/{id}")).await.json();
    assert_eq!((order["lines"][0]["quantity"].as_i64(), order["version"].as_i64()), (Some(2), Some(2)));
    assert_eq!(w.app.told::<OrderReduced>().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promotion_gives_its_part_of_what_is_left() {
    let w = World::start().await;
    let promotion = json!({"title": "Trois", "codes": [], "currency": "EUR",
        "effect": {"kind": "percent", "percent_bp": 1000}});
    let _ = w.app.as_owner(w.tenant).post("/v1/promotions", promotion).await.expect(201);
    let guest = w.guest();
    let order = placed(&w, &guest).await;
    let id = order["id"].as_str().unwrap();
    assert_eq!(order["total"]["amount"], 3645);
    let line = order["lines"][0]["id"].as_str().unwrap();
    let seller = w.app.as_staff(w.tenant, Role::Seller);
    let left = reduce(&seller, id, 1, json!([{"line_id": line, "quantity": 2}])).await.expect(200).json();
    assert_eq!(
        (left["total"]["amount"].as_i64(), left["discount"]["amount"].as_i64()),
        (Some(1395), Some(155))
    );
    assert_eq!(left["discounts"][0]["amount"]["amount"], 155);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delay_is_told_and_seen() {
    let clock = Clock::fixed(Utc.with_ymd_and_hms(2026, 11, 21, 12, 0, 0).unwrap());
    let w = World::at(clock.clone()).await;
    let guest = w.guest().reading("fr");
    let order = w.order(&guest).await;
    let id = order["id"].as_str().unwrap();
    let agent = w.app.as_staff(w.tenant, Role::Agent);
    let path = format!("/v1/store-orders/{id}/delay");
    let late = json!({"ready_at": "2026-11-21T13:30:00Z", "reason": "too_busy"});
    let _ = agent.post(&path, &late).await.problem(409, "order_moved_on");
    let _ = agent.post(&format!("/v1/store-orders/{id}/accept"), ()).await.expect(200);
    for (at, reason) in [
        ("2026-11-21T11:00:00Z", "too_busy"),
        ("2026-11-23T12:00:00Z", "too_busy"),
        ("2026-11-21T13:00:00Z", "timeout"),
    ] {
        let _ =
            agent.post(&path, json!({"ready_at": at, "reason": reason})).await.problem(422, "fields_wrong");
    }
    let said = agent.post(&path, &late).await.expect(200).json();
    assert_eq!(
        (said["ready_at"].as_str(), said["version"].as_i64()),
        (Some("2026-11-21T13:30:00Z"), Some(3))
    );
    let told = w.app.told::<OrderDelayed>().await;
    assert_eq!((told.len(), told[0].ready_at.as_str()), (1, "2026-11-21T13:30:00Z"));
    let page = guest.get(&format!("/orders/{id}")).await.expect(200).text();
    assert!(page.contains("Plus tard que prévu") && page.contains("14:30"), "{page}");
    assert!(agent.get("/dashboard/orders").await.expect(200).text().contains("Later than planned"));

    // The form of the page, twice: the second click is for an order that changed.
    clock.advance(Duration::minutes(1));
    let form = [("later", "20"), ("reason", "other"), ("version", "3")];
    let page = format!("/dashboard/orders/{id}/delay");
    assert_eq!(
        agent.form(&page, &form).await.expect(303).header("location"),
        format!("/dashboard/orders/{id}")
    );
    let again = agent.form(&page, &form).await.expect(303);
    assert_eq!(again.header("location"), format!("/dashboard/orders/{id}?late=1"));
    let now = guest.get(&format!("/v1/orders/{id}")).await.json();
    assert_eq!(now["ready_at"], "2026-11-21T13:50:00Z");
    let wrong = agent.form(&page, &[("later", "7"), ("reason", "other"), ("version", "4")]).await.expect(422);
    assert!(wrong.text().contains("role=\"alert\""));
    let _ = agent.post(&format!("/v1/store-orders/{id}/ready"), ()).await.expect(200);
    assert!(!guest.get(&format!("/orders/{id}")).await.text().contains("Plus tard que prévu"));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_brought_goes_out_for_delivery() {
    let w = World::start().await;
    delivers(&w, json!({})).await;
    let guest = w.guest();
    let agent = w.app.as_staff(w.tenant, Role::Agent);
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 2).await;
    let brought = guest.post_once("/v1/checkouts", "b", delivery(&w, "13001")).await.expect(201).json();
    let fetched = w.order(&guest).await;
    for (id, fine) in [(&brought["orders"][0]["id"], true), (&fetched["id"], false)] {
        let id = id.as_str().unwrap();
        for step in ["accept", "ready"] {
            let _ = agent.post(&format!("/v1/store-orders/{id}/{step}"), ()).await.expect(200);
        }
        let departed = agent.post(&format!("/v1/store-orders/{id}/depart"), ()).await;
        if fine {
            assert_eq!(departed.expect(200).json()["status"], "out_for_delivery");
            let page = guest.get(&format!("/orders/{id}")).await.expect(200).text();
            assert!(page.contains("is on its way to you"), "{page}");
            let list = agent.get("/v1/store-orders?status=out_for_delivery").await.expect(200).json();
            assert_eq!(list["items"].as_array().unwrap().len(), 1);
        } else {
            let _ = departed.problem(409, "order_moved_on");
        }
        let done = agent.post(&format!("/v1/store-orders/{id}/complete"), ()).await.expect(200).json();
        assert_eq!(done["payment"], "paid");
    }
    assert_eq!(w.app.told::<OrderDeparted>().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_takes_off_without_scripts_and_keeps_what_was_typed() {
    let w = World::start().await;
    let order = placed(&w, &w.guest()).await;
    let id = order["id"].as_str().unwrap();
    let take = format!("take.{}", order["lines"][0]["id"].as_str().unwrap());
    let seller = w.app.as_staff(w.tenant, Role::Seller);
    let page = seller.get(&format!("/dashboard/orders/{id}")).await.expect(200).text();
    assert!(page.contains(&take) && page.contains("Take items off"));
    let path = format!("/dashboard/orders/{id}/reduce");
    let many = [(take.as_str(), "4"), ("reason", "sold_out"), ("version", "1")];
    let wrong = seller.form(&path, &many).await.expect(422).text();
    assert!(wrong.contains("There are not that many") && wrong.contains("value=\"4\""), "{wrong}");
    let one = [(take.as_str(), "1"), ("reason", "sold_out"), ("version", "1")];
    let done = seller.form(&path, &one).await.expect(303);
    assert_eq!(done.header("location"), format!("/dashboard/orders/{id}"));
    assert!(seller.form(&path, &one).await.expect(303).header("location").ends_with("?late=1"));
    let agent = w.app.as_staff(w.tenant, Role::Agent);
    assert!(
        !agent.get(&format!("/dashboard/orders/{id}")).await.expect(200).text().contains("Take items off")
    );
    let _ = agent.form(&path, &one).await.problem(403, "forbidden");
}
