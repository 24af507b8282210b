//! What operators did is found again: by who, what, whom it concerned, when, and by a word.
use chrono::{DateTime, TimeDelta};
use serde_json::json;
use souk_events::{
    OrderId, TenantId, UserId,
    identity::v1::{ImpersonationEnded, ImpersonationStarted},
    orders::v1::OrderIntervened,
};
use souk_kit::Clock;
use souk_ops::Ops;
use souk_testkit::{Actor, TestApp};

use crate::stub::Stub;

async fn reasons(admin: &Actor, query: &str) -> Vec<String> {
    let page = admin.get(&format!("/v1/ops/audit?{query}")).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|e| e["reason"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn actions_are_searched_by_who_what_whom_when_and_words_and_paged() {
    let orders = Stub::new("orders").start();
    let clock = Clock::fixed(DateTime::from_timestamp(1_790_000_000, 0).unwrap());
    let app = TestApp::<Ops>::builder()
        .setting("ops.modules", orders.entry.clone())
        .clock(clock.clone())
        .start()
        .await;
    let tenant = TenantId::new();
    let off = |reason: &str| json!({ "on": false, "reason": reason });
    app.as_admin().put("/v1/ops/switches/orders", off("first 100% sure")).await.expect(200);
    clock.advance(TimeDelta::days(1));
    let wish = json!({ "on": false, "tenant_id": tenant, "reason": "Unpaid_plan" });
    app.as_admin().put("/v1/ops/switches/orders", wish).await.expect(200);
    clock.advance(TimeDelta::days(1));
    let admin = app.as_admin();
    admin.put("/v1/ops/switches/orders", json!({ "on": true, "reason": "back again" })).await.expect(200);

    assert_eq!(reasons(&admin, "").await, ["back again", "Unpaid_plan", "first 100% sure"]);
    assert_eq!(reasons(&admin, "action=switch_off").await.len(), 2);
    assert_eq!(reasons(&admin, &format!("tenant={tenant}")).await, ["Unpaid_plan"]);
    assert_eq!(reasons(&admin, "q=unPAID").await, ["Unpaid_plan"]);
    assert_eq!(reasons(&admin, "q=100%25").await, ["first 100% sure"], "a percent sign is itself");
    assert!(reasons(&admin, "q=d%25p").await.is_empty() && reasons(&admin, "q=100_").await.is_empty());
    let day = |days: i64| (clock.now() - TimeDelta::days(days)).format("%Y-%m-%d").to_string();
    let one_day = format!("since={}&until={}", day(1), day(1));
    assert_eq!(reasons(&admin, &one_day).await, ["Unpaid_plan"]);
    let all = admin.get("/v1/ops/audit").await.json();
    let actor = all["items"][1]["actor"].as_str().unwrap().to_owned();
    assert_eq!(reasons(&admin, &format!("actor={actor}")).await, ["Unpaid_plan"]);

    let first = admin.get("/ops/audit?action=switch_off&limit=1").await.expect(200).text();
    assert!(first.contains("Unpaid_plan") && !first.contains("100% sure"));
    let next = first.split('"').find(|part| part.contains("&amp;after=")).unwrap().replace("&amp;", "&");
    assert!(next.contains("action=switch_off"), "the next page keeps the filter: {next}");
    let next = admin.get(&next).await.expect(200).text();
    assert!(next.contains("100% sure") && !next.contains("back again"));
    let none = admin.get("/ops/audit?q=nothing").await.expect(200).text();
    assert!(none.contains("value=\"nothing\""), "what was typed stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_operators_did_elsewhere_is_on_record_too() {
    let app = TestApp::<Ops>::builder().setting("ops.modules", "").start().await;
    let (tenant, operator) = (TenantId::new().to_string(), UserId::new().to_string());
    let id = "019d2f10-7c00-7000-8000-00000000000e".to_owned();
    let began = ImpersonationStarted {
        impersonation_id: id.clone(),
        operator_id: operator.clone(),
        tenant_id: tenant.clone(),
        subject_id: String::new(),
        ends_at: "2026-11-22T12:15:00Z".into(),
    };
    let ended = ImpersonationEnded {
        impersonation_id: id,
        operator_id: operator.clone(),
        tenant_id: tenant.clone(),
        subject_id: String::new(),
        by: "time".into(),
    };
    let stepped = OrderIntervened {
        order_id: OrderId::new().to_string(),
        tenant_id: tenant.clone(),
        store_id: String::new(),
        version: 2,
        number: "A-1".into(),
        action: "cancel".into(),
        operator_id: operator.clone(),
    };
    let heard = app.hear(None, &began).await;
    app.handled(heard).await;
    let heard = app.hear(None, &ended).await;
    app.handled(heard).await;
    let heard = app.hear(None, &stepped).await;
    app.handled(heard).await;
    let page = app
        .as_admin()
        .get(&format!("/v1/ops/audit?tenant={tenant}&actor={operator}"))
        .await
        .expect(200)
        .json();
    let did: Vec<_> =
        page["items"].as_array().unwrap().iter().map(|e| e["action"].as_str().unwrap()).collect();
    assert_eq!(did, ["intervene", "look_end", "look_begin"]);
    let shown = app.as_admin().get("/ops/audit?action=intervene").await.expect(200).text();
    assert!(shown.contains("Stepped in on an order"), "{shown}");
}
