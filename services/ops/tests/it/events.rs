//! Facts are kept once, told in order, found by number, and removed when they are old.
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use souk_events::{
    EventId, Meta, OrderId, RawEvent, TenantId,
    identity::v1::TenantSaved,
    orders::v1::{OrderAccepted, OrderCancelled, OrderPlaced, OrderReady, OrderReduced},
    payments::v1::RefundChanged,
};
use souk_kit::Clock;
use souk_ops::Ops;
use souk_testkit::{TestApp, eventually};

fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap()
}

struct Story {
    tenant: TenantId,
    order: OrderId,
    number: &'static str,
}

impl Story {
    fn placed(&self) -> OrderPlaced {
        OrderPlaced { order_id: self.order.to_string(), number: self.number.into(), ..OrderPlaced::default() }
    }
    fn meta(&self, correlation: &str) -> Meta {
        Meta { tenant: Some(self.tenant), correlation: correlation.into(), traceparent: None }
    }
    /// Placed, accepted three seconds later, ready ten minutes later by somebody else's click.
    fn facts(&self) -> Vec<RawEvent> {
        let id = self.order.to_string();
        let accepted = OrderAccepted { order_id: id.clone(), ..OrderAccepted::default() };
        let ready = OrderReady { order_id: id, ..OrderReady::default() };
        let at = |seconds| start() + TimeDelta::seconds(seconds);
        vec![
            RawEvent::wrap(EventId::new(), "orders", at(600), &self.meta("click-3"), &ready).unwrap(),
            RawEvent::wrap(EventId::new(), "orders", at(0), &self.meta("click-1"), &self.placed()).unwrap(),
            RawEvent::wrap(EventId::new(), "orders", at(3), &self.meta("click-2"), &accepted).unwrap(),
        ]
    }
}

/// Facts told before the module has its queue are not for it.
async fn listening(app: &TestApp<Ops>) {
    let pulse = app.running.as_ref().unwrap().pulse.clone().unwrap();
    eventually("the module hears", || std::future::ready(pulse.read().receiver_connected.then_some(())))
        .await;
}

async fn kept(app: &TestApp<Ops>, count: usize) {
    let admin = app.as_admin();
    eventually("the facts are on record", || async {
        let page = admin.get("/v1/ops/events?limit=100").await.expect(200).json();
        (page["items"].as_array().unwrap().len() >= count).then_some(())
    })
    .await;
}

fn kinds(entries: &serde_json::Value) -> Vec<String> {
    entries.as_array().unwrap().iter().map(|e| e["type"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fact_that_comes_twice_is_kept_once() {
    let app = TestApp::<Ops>::builder().setting("ops.modules", "").start().await;
    listening(&app).await;
    let story = Story { tenant: TenantId::new(), order: OrderId::new(), number: "A-1" };
    let facts = story.facts();
    app.transport.publish(&facts).await.unwrap();
    app.transport.publish(&facts).await.unwrap();
    kept(&app, 3).await;
    let again =
        RawEvent::wrap(EventId::new(), "orders", start(), &story.meta("later"), &story.placed()).unwrap();
    app.transport.publish(&[again]).await.unwrap();
    kept(&app, 4).await;
    let page = app.as_admin().get("/v1/ops/events?source=orders").await.json();
    assert_eq!(page["items"].as_array().unwrap().len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_is_found_by_number_id_and_correlation_and_told_in_order() {
    let app = TestApp::<Ops>::builder().setting("ops.modules", "").start().await;
    listening(&app).await;
    let story = Story { tenant: TenantId::new(), order: OrderId::new(), number: "A-1042" };
    app.transport.publish(&story.facts()).await.unwrap();
    kept(&app, 3).await;
    let admin = app.as_admin();
    for q in ["A-1042".to_owned(), story.order.to_string()] {
        let found = admin.get(&format!("/v1/ops/timeline?q={q}")).await.expect(200).json();
        let expected = ["orders.order_placed.v1", "orders.order_accepted.v1", "orders.order_ready.v1"];
        assert_eq!(kinds(&found["entries"]), expected, "{q}");
    }
    let one = admin.get("/v1/ops/timeline?q=click-2").await.expect(200).json();
    assert_eq!(kinds(&one["entries"]), ["orders.order_accepted.v1"]);
    let none = admin.get("/v1/ops/timeline?q=nothing").await.expect(200).json();
    assert_eq!(none["entries"].as_array().unwrap().len(), 0);

    let page = admin.get("/ops/timeline?q=A-1042").await.expect(200).text();
    let place = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} is not on the page"));
    assert!(place("Order placed") < place("Order accepted") && place("Order accepted") < place("Ready"));
    assert!(page.contains("+3.0 s") && page.contains("+10 min"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_several_orders_carry_lets_one_choose() {
    let app = TestApp::<Ops>::builder().setting("ops.modules", "").start().await;
    listening(&app).await;
    let stories = [
        Story { tenant: TenantId::new(), order: OrderId::new(), number: "VF-0001" },
        Story { tenant: TenantId::new(), order: OrderId::new(), number: "VF-0001" },
    ];
    for story in &stories {
        app.transport.publish(&story.facts()).await.unwrap();
    }
    kept(&app, 6).await;
    let found = app.as_admin().get("/v1/ops/timeline?q=VF-0001").await.json();
    assert_eq!(found["choices"].as_array().unwrap().len(), 2);
    assert_eq!(found["entries"].as_array().unwrap().len(), 0);
    let page = app.as_admin().get("/ops/timeline?q=VF-0001").await.text();
    assert!(stories.iter().all(|s| page.contains(&s.order.to_string())));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_filtered_and_paged_without_gap_or_repeat() {
    let app = TestApp::<Ops>::builder().setting("ops.modules", "").start().await;
    listening(&app).await;
    let tenant = TenantId::new();
    let stories: Vec<_> = (0..5).map(|_| Story { tenant, order: OrderId::new(), number: "N" }).collect();
    for story in &stories {
        app.transport.publish(&story.facts()).await.unwrap();
    }
    kept(&app, 15).await;
    let admin = app.as_admin();
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let path = format!("/v1/ops/events?tenant={tenant}&type=orders.order_ready.v1&limit=2&after={after}");
        let page = admin.get(&path).await.expect(200).json();
        seen.extend(page["items"].as_array().unwrap().iter().map(|e| e["seq"].as_i64().unwrap()));
        match page["next_cursor"].as_str() {
            Some(cursor) => after = cursor.to_owned(),
            None => break,
        }
    }
    assert_eq!(seen.len(), 5);
    assert!(seen.is_sorted_by(|a, b| a > b));
    let other = admin.get(&format!("/v1/ops/events?tenant={}", TenantId::new())).await.json();
    assert_eq!(other["items"].as_array().unwrap().len(), 0);
    let page = admin.get("/ops/events?type=orders.order_ready.v1&limit=2").await.expect(200).text();
    assert!(page.contains("rel=\"next\""), "the page leads on");
}

#[tokio::test(flavor = "multi_thread")]
async fn old_facts_are_removed_and_young_ones_stay() {
    let clock = Clock::fixed(start());
    let app = TestApp::<Ops>::builder()
        .setting("ops.modules", "")
        .setting("ops.retention_days", "30")
        .clock(clock.clone())
        .start()
        .await;
    listening(&app).await;
    let old = Story { tenant: TenantId::new(), order: OrderId::new(), number: "OLD" };
    app.transport.publish(&old.facts()).await.unwrap();
    kept(&app, 3).await;
    clock.advance(TimeDelta::days(29));
    let young = Story { tenant: TenantId::new(), order: OrderId::new(), number: "YOUNG" };
    app.transport.publish(&young.facts()).await.unwrap();
    kept(&app, 6).await;
    clock.advance(TimeDelta::days(2));
    let admin = app.as_admin();
    eventually("the old facts are gone", || async {
        let page = admin.get("/v1/ops/events?source=orders&limit=100").await.json();
        let items = page["items"].as_array().unwrap().clone();
        (items.len() == 3 && items.iter().any(|e| e["number"] == "YOUNG")).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_activity_counts_orders_and_sums_by_day_and_currency_and_names_nobody() {
    let clock = Clock::fixed(start() + TimeDelta::days(3));
    let app = TestApp::<Ops>::builder().setting("ops.modules", "").clock(clock).start().await;
    listening(&app).await;
    let told = |tenant, currency: &str, amount, day: i64, ended: bool| {
        let id = OrderId::new().to_string();
        let total = Some(souk_events::common::v1::Money { amount, currency: currency.into() });
        let meta = Meta { tenant: Some(tenant), correlation: "c".into(), traceparent: None };
        let at = start() + TimeDelta::days(day);
        let placed =
            OrderPlaced { order_id: id.clone(), store_id: "sto_1".into(), total, ..OrderPlaced::default() };
        let mut all = vec![RawEvent::wrap(EventId::new(), "orders", at, &meta, &placed).unwrap()];
        if ended {
            let cancelled = OrderCancelled { order_id: id, ..OrderCancelled::default() };
            all.push(RawEvent::wrap(EventId::new(), "orders", at, &meta, &cancelled).unwrap());
        }
        all
    };
    let (one, other) = (TenantId::new(), TenantId::new());
    let reduced = |order_id: String, version, amount| {
        let total = Some(souk_events::common::v1::Money { amount, currency: "EUR".into() });
        let meta = Meta { tenant: Some(one), correlation: "c".into(), traceparent: None };
        let less = OrderReduced { order_id, version, total, ..OrderReduced::default() };
        RawEvent::wrap(EventId::new(), "orders", start(), &meta, &less).unwrap()
    };
    let refund = |refund_id: &str, state: &str, version, amount| {
        let money = Some(souk_events::common::v1::Money { amount, currency: "EUR".into() });
        let meta = Meta { tenant: Some(one), correlation: "c".into(), traceparent: None };
        let (order_id, refund_id, state) = (OrderId::new().to_string(), refund_id.into(), state.into());
        let back =
            RefundChanged { order_id, refund_id, state, amount: money, version, ..RefundChanged::default() };
        RawEvent::wrap(EventId::new(), "payments", start(), &meta, &back).unwrap()
    };
    let merchant = |version| {
        let saved = TenantSaved { tenant_id: TenantId::new().to_string(), version, ..TenantSaved::default() };
        let meta = Meta { tenant: None, correlation: "c".into(), traceparent: None };
        vec![RawEvent::wrap(EventId::new(), "identity", start(), &meta, &saved).unwrap()]
    };
    let big = told(one, "EUR", 1_250, 0, false);
    let id = big[0].subject.clone();
    let facts = [
        // The last word counts, and only of money that did not come back to us.
        vec![reduced(id.clone(), 4, 900), reduced(id, 3, 1_000)],
        vec![
            refund("rfd_1", "pending", 1, 350),
            refund("rfd_2", "pending", 2, 80),
            refund("rfd_2", "failed", 3, 80),
        ],
        merchant(1),
        merchant(7),
        big,
        told(one, "EUR", 750, 0, true),
        told(other, "EUR", 300, 2, false),
        told(other, "MAD", 4_000, 3, false),
        told(one, "EUR", 9_999, -40, false),
    ]
    .concat();
    app.transport.publish(&facts).await.unwrap();
    kept(&app, facts.len()).await;
    let admin = app.as_admin();
    let seen = admin.get("/v1/ops/activity").await.expect(200).json();
    assert_eq!((&seen["merchants"], &seen["stores"], &seen["opened"]), (&json!(2), &json!(1), &json!(1)));
    let days: Vec<_> = seen["days"].as_array().unwrap().iter().rev().take(4).collect();
    let counts: Vec<_> = days.iter().map(|d| (d["placed"].as_i64(), d["ended"].as_i64())).collect();
    assert_eq!(
        counts,
        [(Some(1), Some(0)), (Some(1), Some(0)), (Some(0), Some(0)), (Some(2), Some(1))],
        "today first"
    );
    let eur = json!({ "placed": { "amount": 2_300, "currency": "EUR" },
        "ended": { "amount": 750, "currency": "EUR" }, "orders": 3,
        "reduced": { "amount": 350, "currency": "EUR" }, "refunded": { "amount": 350, "currency": "EUR" } });
    assert_eq!(seen["sums"][0], eur);
    assert_eq!(seen["sums"][1]["placed"], json!({ "amount": 4_000, "currency": "MAD" }));
    let page = admin.get("/ops/activity").await.expect(200).text();
    assert!(page.contains("€23.00") && page.contains("1 cancelled or refused since"));
    assert!(!page.contains("ord_") && !page.contains("usr_"));
}
