//! temporary
use serde_json::json;
use souk_ops::Ops;
use souk_events::{EventId, Meta, OrderId, RawEvent, TenantId, orders::v1::*};
use souk_testkit::{TestApp, eventually};
use souk_ui::{Area, Locale, sample_navigation, nav_placeholder};
use chrono::{DateTime, TimeDelta};
use crate::stub::{SILENT, Stub, letter};
#[tokio::test(flavor = "multi_thread")]
async fn show() {
    let dir = std::path::Path::new("/tmp/souk/sf/site");
    let well = Stub::new("storefront").start();
    let id = Stub { required: true, counts: Some(json!({})), ..Stub::new("identity") }.start();
    let waits = Stub { counts: Some(json!({ "dead": 3, "inbox_pending": 2, "outbox_waiting": 4, "outbox_oldest_s": 3 })), dead: vec![letter(1, "no variant 17"), letter(2, "sold out"), letter(5, "no variant 23")], ..Stub::new("orders") }.start();
    let broken = Stub { ready: false, counts: Some(json!({})), ..Stub::new("catalog") }.start();
    let modules = format!("{},{},{},{},{SILENT}", well.entry, id.entry, waits.entry, broken.entry);
    let app = TestApp::<Ops>::builder().setting("ops.modules", modules).start().await;
    let pulse = app.running.as_ref().unwrap().pulse.clone().unwrap();
    eventually("hears", || std::future::ready(pulse.read().receiver_connected.then_some(()))).await;
    let (tenant, order) = (TenantId::new(), OrderId::new());
    let t0 = DateTime::from_timestamp(1_795_300_000, 0).unwrap();
    let meta = |c: &str| Meta { tenant: Some(tenant), correlation: c.into(), traceparent: None };
    let o = order.to_string();
    app.transport.publish(&[
        RawEvent::wrap(EventId::new(), "orders", t0, &meta("0190b2aa77c17d2c"), &OrderPlaced { order_id: o.clone(), number: "LILA-1042".into(), ..Default::default() }).unwrap(),
        RawEvent::wrap(EventId::new(), "orders", t0 + TimeDelta::milliseconds(41_200), &meta("0190b2aa77c17d2d"), &OrderAccepted { order_id: o.clone(), ..Default::default() }).unwrap(),
        RawEvent::wrap(EventId::new(), "orders", t0 + TimeDelta::seconds(300), &meta("0190b2aa77c17d2e"), &OrderPreparing { order_id: o.clone(), ..Default::default() }).unwrap(),
        RawEvent::wrap(EventId::new(), "orders", t0 + TimeDelta::seconds(900), &meta("0190b2aa77c17d2f"), &OrderReady { order_id: o.clone(), ..Default::default() }).unwrap(),
    ]).await.unwrap();
    let admin = app.as_admin();
    let _ = admin.put("/v1/ops/switches/orders", json!({ "on": false, "tenant_id": tenant, "reason": "impayé depuis deux mois" })).await.expect(200);
    let _ = admin.put("/v1/ops/switches/orders", json!({ "on": false, "reason": "maintenance du stock" })).await.expect(200);
    let _ = admin.post("/v1/ops/dead-letters/replay", json!({ "module": "orders", "ids": [1] })).await.expect(200);
    eventually("kept", || async { (admin.get("/v1/ops/events?source=orders").await.json()["items"].as_array().unwrap().len() == 4).then_some(()) }).await;
    for lang in ["fr", "ar"] {
        let a = app.as_admin().reading(lang);
        let home = a.get("/slots/ops.home").await.text();
        for (name, path) in [("health", "/ops/health"), ("dead", "/ops/dead-letters?done=replay&count=3"), ("modules", "/ops/modules"), ("module", "/ops/modules/orders"), ("events", "/ops/events"), ("timeline", "/ops/timeline?q=LILA-1042"), ("audit", "/ops/audit")] {
            let html = a.get(path).await.expect(200).text().replace(&nav_placeholder(Area::Ops).into_string(), &sample_navigation(Locale::new(lang), Area::Ops).into_string());
            if name == "audit" { let (x, rest) = html.split_once("tabindex=\"-1\">").unwrap(); let (_, y) = rest.split_once("</main>").unwrap(); std::fs::write(dir.join(format!("ops-home-{lang}.html")), format!("{x}tabindex=\"-1\"><h1>Plateforme</h1>{home}</main>{y}")).unwrap(); }
            std::fs::write(dir.join(format!("ops-{name}-{lang}.html")), html).unwrap();
        }
    }
}
