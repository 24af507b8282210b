//! Messages of customers: followed by whatever names them, and dealt with when they did not arrive (FR37, FR38).
use serde_json::{Value, json};
use souk_events::{EventId, MessageId, Meta, RawEvent, TenantId, whatsapp::v1::MessageReceived};
use souk_ops::Ops;
use souk_testkit::{TestApp, eventually};

use crate::stub::{SILENT, Stub};

fn sid() -> String {
    format!("SM{:032x}", 0xA0)
}

#[tokio::test(flavor = "multi_thread")]
async fn fr37_whatever_names_a_message_leads_to_the_same_story() {
    let message = MessageId::new();
    let at = "2026-11-22T12:00:00Z";
    let step =
        json!({ "at": at, "kind": "received", "subject": message, "detail": { "message_sid": sid() } });
    let whatsapp = Stub {
        known: json!({ "subjects": [message], "correlations": ["evening"], "steps": [step] }),
        ..Stub::new("whatsapp")
    };
    let whatsapp = whatsapp.start();
    let app = TestApp::<Ops>::builder().setting("ops.modules", &whatsapp.entry).start().await;
    let pulse = app.running.as_ref().unwrap().pulse.clone().unwrap();
    eventually("the module hears", || std::future::ready(pulse.read().receiver_connected.then_some(())))
        .await;
    let told = MessageReceived { message_id: message.to_string(), ..MessageReceived::default() };
    let meta = Meta { tenant: Some(TenantId::new()), correlation: "evening".into(), traceparent: None };
    let fact = RawEvent::wrap(EventId::new(), "whatsapp", at.parse().unwrap(), &meta, &told).unwrap();
    app.transport.publish(&[fact]).await.unwrap();
    let admin = app.as_admin();
    eventually("the fact is on record", || async {
        let page = admin.get("/v1/ops/events?source=whatsapp").await.json();
        (page["items"].as_array().unwrap().len() == 1).then_some(())
    })
    .await;
    let ids = |found: &Value| {
        let entries = found["entries"].as_array().unwrap().iter();
        entries.map(|entry| entry["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let by_correlation = admin.get("/v1/ops/timeline?q=evening").await.expect(200).json();
    assert_eq!(ids(&by_correlation).len(), 1);
    for q in [sid().as_str(), "%2B33600000017", "A12%40lse_1", "63016"] {
        let found = admin.get(&format!("/v1/ops/timeline?q={q}")).await.expect(200).json();
        assert_eq!(ids(&found), ids(&by_correlation), "{q}");
        assert_eq!(found["steps"][0]["kind"], "received");
        assert!(!found.to_string().contains("33600000017"), "a phone is not shown again");
    }
    let page = admin.get("/ops/timeline?q=%2B33600000017").await.expect(200).text();
    assert!(page.contains("A message came in") && !page.contains("33600000017"));
    let audit = admin.get("/v1/ops/audit?action=trace").await.expect(200).json();
    assert_eq!(audit["items"].as_array().unwrap().len(), 2);
    assert_eq!(audit["items"][0]["target"], "phone ··17");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_module_that_does_not_say_what_it_knows_is_named() {
    let silent = SILENT.replace("silent", "whatsapp");
    let app = TestApp::<Ops>::builder().setting("ops.modules", &silent).start().await;
    let found = app.as_admin().get("/v1/ops/timeline?q=63016").await.expect(200).json();
    assert_eq!(found["silent"], json!(["whatsapp"]));
    let page = app.as_admin().get("/ops/problems").await.expect(200).text();
    assert!(page.contains("does not answer"));
}

#[tokio::test(flavor = "multi_thread")]
async fn fr38_what_did_not_arrive_is_tried_again_or_put_aside_and_that_is_on_record() {
    let row = |id: &str, kind: &str, again: bool| {
        json!({ "id": id, "tenant_id": TenantId::new(), "kind": kind, "cause": "63003", "key": "wl.promoted",
            "attempts": 1, "since": "2026-11-22T12:00:00Z", "again": again })
    };
    let waiting = json!([row("msg_1/0", "media_not_attached", true), row("mrq_1", "send_failed", true)]);
    let whatsapp = Stub { waiting, ..Stub::new("whatsapp") }.start();
    let app = TestApp::<Ops>::builder().setting("ops.modules", &whatsapp.entry).start().await;
    let admin = app.as_admin();
    let page = admin.get("/ops/problems").await.expect(200).text();
    assert!(page.contains("A file was not fetched") && page.contains("Not sent") && page.contains("63003"));
    let all = [("do", "retry"), ("ids", "msg_1/0,mrq_1"), ("per_minute", "30")];
    let done = admin.form("/ops/problems", &all).await.expect(303);
    assert_eq!(done.header("location"), "/ops/problems?done=retry&count=2");
    let no_reason = [("do", "discard"), ("ids", "mrq_1"), ("discard", "")];
    admin.form("/ops/problems", &no_reason).await.expect(422);
    let at = async |wish: serde_json::Value| {
        let said = admin.post("/v1/ops/problems", wish).await.problem(422, "fields_wrong").json();
        said["errors"][0]["pointer"].clone()
    };
    assert_eq!(at(json!({ "ids": ["mrq_1"], "discard": "x".repeat(201) })).await, "/discard");
    assert_eq!(at(json!({ "ids": ["mrq_1"], "per_minute": 601 })).await, "/per_minute");
    let aside = json!({ "ids": ["mrq_1"], "discard": "She called" });
    admin.post("/v1/ops/problems", aside).await.expect(200);
    let dealt: Vec<_> = whatsapp.asked().into_iter().filter(|(deed, _)| deed == "deal").collect();
    assert_eq!(dealt.len(), 2);
    assert_eq!(
        (dealt[0].1["per_minute"].as_u64(), dealt[1].1["discard"].as_str()),
        (Some(30), Some("She called"))
    );
    let audit = admin.get("/v1/ops/audit").await.expect(200).json();
    let did: Vec<_> =
        audit["items"].as_array().unwrap().iter().map(|row| row["action"].as_str().unwrap()).collect();
    assert_eq!(did, ["discard_messages", "retry_messages"]);
}
