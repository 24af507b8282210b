//! An order's way: who may move it, who wins a race, and what happens when nobody answers.
use chrono::{Duration, TimeZone, Utc};
use serde_json::json;
use souk_events::orders::v1::{Actor, OrderAccepted, OrderCancelled, OrderCompleted, OrderRejected};
use souk_kit::{Clock, token::Role};
use souk_testkit::eventually;

use crate::shop::World;

#[tokio::test(flavor = "multi_thread")]
async fn from_placed_to_handed_over() {
    let w = World::start().await;
    let guest = w.guest();
    let order = w.order(&guest).await;
    let id = order["id"].as_str().unwrap();
    let agent = w.app.as_staff(w.tenant, Role::Agent);
    let list = agent.get("/v1/store-orders?status=placed").await.expect(200).json();
    assert_eq!(list["items"][0]["number"], "A-1001");
    for (step, status) in
        [("accept", "accepted"), ("start", "preparing"), ("ready", "ready"), ("complete", "completed")]
    {
        let moved = agent.post(&format!("/v1/store-orders/{id}/{step}"), ()).await.expect(200).json();
        assert_eq!(moved["status"], status);
        assert_eq!(guest.get(&format!("/v1/orders/{id}")).await.json()["status"], status);
    }
    let done = agent.get(&format!("/v1/store-orders/{id}")).await.json();
    assert_eq!((done["payment"].as_str(), done["version"].as_i64()), (Some("paid"), Some(5)));
    assert_eq!(done["history"].as_array().unwrap().len(), 5);
    assert!(done["history"][1]["person"].as_str().unwrap().starts_with("usr_"));
    assert!(guest.get(&format!("/v1/orders/{id}")).await.json()["history"][1]["person"].is_null());
    let told = w.app.told::<OrderCompleted>().await;
    assert_eq!((told[0].order_id.as_str(), told[0].version), (id, 5));

    let late =
        agent.post(&format!("/v1/store-orders/{id}/start"), ()).await.problem(409, "order_moved_on").json();
    assert_eq!(late["current_state"], "completed");
}

#[tokio::test(flavor = "multi_thread")]
async fn accept_and_cancel_at_once_have_one_winner() {
    let w = World::start().await;
    for _ in 0..10 {
        let guest = w.guest();
        let order = w.order(&guest).await;
        let id = order["id"].as_str().unwrap();
        let agent = w.app.as_staff(w.tenant, Role::Agent);
        let (accept, cancel) = (format!("/v1/store-orders/{id}/accept"), format!("/v1/orders/{id}/cancel"));
        let (accepted, cancelled) = tokio::join!(agent.post(&accept, ()), guest.post(&cancel, ()));
        let mut all = [accepted.status.as_u16(), cancelled.status.as_u16()];
        all.sort_unstable();
        assert_eq!(all, [200, 409]);
        let order = guest.get(&format!("/v1/orders/{id}")).await.json();
        assert_eq!(order["status"], if accepted.status == 200 { "accepted" } else { "cancelled" });
        assert_eq!(order["history"].as_array().unwrap().len(), 2);
    }
    let (accepts, cancels) =
        (w.app.told::<OrderAccepted>().await.len(), w.app.told::<OrderCancelled>().await.len());
    assert_eq!(accepts + cancels, 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn ending_an_order_needs_a_seller_and_a_reason() {
    let w = World::start().await;
    let order = w.order(&w.guest()).await;
    let path = |what: &str| format!("/v1/store-orders/{}/{what}", order["id"].as_str().unwrap());
    let (agent, seller) = (w.app.as_staff(w.tenant, Role::Agent), w.app.as_staff(w.tenant, Role::Seller));
    let why = json!({"reason": "too_busy"});
    let _ = agent.post(&path("reject"), &why).await.problem(403, "forbidden");
    let _ = agent.post(&path("cancel"), &why).await.problem(403, "forbidden");
    let page = format!("/dashboard/orders/{}/reject", order["id"].as_str().unwrap());
    let _ = agent.form(&page, &[("reason", "too_busy")]).await.problem(403, "forbidden");
    let _ = seller.post(&path("reject"), json!({})).await.problem(422, "fields_wrong");
    let _ = seller.post(&path("reject"), json!({"reason": "timeout"})).await.problem(422, "fields_wrong");
    assert_eq!(seller.post(&path("reject"), &why).await.expect(200).json()["status"], "rejected");
    let told = w.app.told::<OrderRejected>().await;
    assert_eq!((told[0].reason.as_str(), told[0].actor), ("too_busy", Actor::Merchant.into()));
    let _ =
        w.app.as_user(souk_events::UserId::new()).post(&path("accept"), ()).await.problem(403, "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn if_match_refuses_another_version() {
    let w = World::start().await;
    let order = w.order(&w.guest()).await;
    let agent = w.app.as_staff(w.tenant, Role::Agent);
    let accept = |version: &'static str| {
        let path = format!("/v1/store-orders/{}/accept", order["id"].as_str().unwrap());
        agent.send(agent.request("POST".parse().unwrap(), &path).header("if-match", version))
    };
    let _ = accept("\"7\"").await.problem(412, "stale");
    let _ = accept("x").await.problem(400, "if_match_unreadable");
    assert_eq!(accept("\"1\"").await.expect(200).header("etag"), "\"2\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_answers_in_time() {
    let clock = Clock::fixed(Utc.with_ymd_and_hms(2026, 11, 21, 12, 0, 0).unwrap());
    let w = World::at(clock.clone()).await;
    let guest = w.guest();
    let (late, taken) = (w.order(&guest).await, w.order(&guest).await);
    let agent = w.app.as_staff(w.tenant, Role::Agent);
    let path = format!("/v1/store-orders/{}/accept", taken["id"].as_str().unwrap());
    let _ = agent.post(&path, ()).await.expect(200);
    assert_eq!(late["accept_by"], "2026-11-21T12:10:00Z");

    clock.advance(Duration::minutes(9));
    let page = format!("/v1/orders/{}", late["id"].as_str().unwrap());
    assert_eq!(guest.get(&page).await.json()["status"], "placed");
    clock.advance(Duration::minutes(1));
    let expired = eventually("the order is turned down", || async {
        let order = w
            .app
            .as_owner(w.tenant)
            .get(&format!("/v1/store-orders/{}", late["id"].as_str().unwrap()))
            .await
            .json();
        (order["status"] == "expired").then_some(order)
    })
    .await;
    assert_eq!(
        (expired["lifecycle"].as_str(), expired["reason"].as_str()),
        (Some("rejected"), Some("timeout"))
    );
    assert_eq!(expired["history"][1]["by"], "system");
    let told = w.app.told::<OrderRejected>().await;
    assert_eq!(told.len(), 1, "the accepted order is left alone");
    assert_eq!((told[0].reason.as_str(), told[0].actor), ("timeout", Actor::System.into()));
}
