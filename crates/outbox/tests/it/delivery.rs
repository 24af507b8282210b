//! Facts arrive, once in effect, whatever the way they came.
use std::sync::Arc;

use serde_json::json;
use souk_events::{
    Event as _, EventId, Meta, RawEvent,
    orders::v1::{OrderAccepted, OrderReady},
};
use souk_outbox::{Consumers, admin};

use crate::{
    actors::{Log, diligent},
    broker,
    faulty::Stammering,
    world::{Kind, Running, World, eventually, fact},
};

crate::on_both!(
    every_consumer_acts_once_in_order,
    duplicates_and_reordering_change_nothing,
    unknown_kinds_are_ignored,
    malformed_messages_become_dead_letters,
    platform_facts_have_platform_scope,
);

async fn every_consumer_acts_once_in_order(w: &World) {
    let listener = w.listener(Consumers::new().add(diligent::<0>()).add(diligent::<1>()).add_raw(Log)).await;
    let teller = w.teller();
    let facts: Vec<_> = (1..=250).map(|n| fact("a", n)).collect();
    w.tell(&facts).await;
    eventually("750 effects", async || listener.read().handled == 750).await;

    let expected: Vec<i64> = (1..=250).collect();
    assert_eq!(w.versions("catalog.first", "a").await, expected);
    assert_eq!(w.versions("catalog.second", "a").await, expected);
    let effects = w.effects().await;
    assert_eq!(effects.len(), 750);
    let scope = format!("tenant {}", w.tenant.0);
    assert!(effects.iter().all(|e| e.scope == scope), "{:?}", effects.first());
    let trace = w.meta().traceparent.unwrap();
    let heard = format!("{} cor-1 {trace}", OrderAccepted::TYPE);
    assert_eq!(w.versions("catalog.log", &heard).await.len(), 250);
    eventually("all marked as sent", async || teller.read().published == 250).await;
    assert_eq!(teller.read().oldest_waiting.is_some(), teller.read().published < 250);
    teller.stop().await;
    listener.stop().await;
}

async fn duplicates_and_reordering_change_nothing(w: &World) {
    let listener = w.listener(Consumers::new().add(diligent::<0>()).add(diligent::<1>())).await;
    let mut runner = w.runner("orders", Consumers::new());
    runner.transport = Arc::new(Stammering(w.transport.clone()));
    let teller = Running::start(runner);
    let facts: Vec<_> = (1..=150).map(|n| fact("a", n)).collect();
    w.tell(&facts).await;
    eventually("every copy has come", async || listener.read().received == 300).await;
    eventually("all is handled", async || w.counts().await.inbox_pending == 0).await;
    for consumer in ["catalog.first", "catalog.second"] {
        let mut versions = w.versions(consumer, "a").await;
        versions.sort_unstable();
        assert_eq!(versions, (1..=150).collect::<Vec<_>>());
    }
    teller.stop().await;
    listener.stop().await;
}

async fn unknown_kinds_are_ignored(w: &World) {
    let listener = w.listener(Consumers::new().add(diligent::<0>())).await;
    // A binding of an older release, say.
    w.transport.declare("catalog.v1", &["#".to_owned()]).await.unwrap();
    let teller = w.teller();
    w.tell(&[OrderReady { order_id: "a".into(), store_id: "s".into(), version: 1 }]).await;
    w.tell(&[fact("a", 2)]).await;
    eventually("the known one is handled", async || listener.read().handled == 1).await;
    assert_eq!(listener.read().received, 2);
    assert_eq!(w.versions("catalog.first", "a").await, [2]);
    assert_eq!(w.counts().await, admin::Counts::default());
    teller.stop().await;
    listener.stop().await;
}

async fn malformed_messages_become_dead_letters(w: &World) {
    let listener = w.listener(Consumers::new().add(diligent::<0>()).add(diligent::<1>()).add_raw(Log)).await;
    let teller = w.teller();
    w.tell(&[fact("a", 1)]).await;
    eventually("the first is handled", async || listener.read().handled == 3).await;

    // No event at all; an event whose body is not the contract's; a body no database takes.
    match w.kind {
        Kind::Embedded => {
            let junk = format!(r#"[{{"type": "{}", "junk": 1}}]"#, OrderAccepted::TYPE);
            w.db.superuser(&format!("SELECT bus.deliver('{junk}')")).await;
        }
        Kind::Rabbit => {
            let url = crate::env("SOUK_TEST_AMQP_URL");
            broker::publish_bytes(&url, &w.db.name, OrderAccepted::TYPE, b"\x00\xffjunk").await;
        }
    }
    let strange = |data| RawEvent {
        id: EventId::new(),
        kind: OrderAccepted::TYPE.into(),
        source: "orders".into(),
        time: w.clock.now(),
        tenant: None,
        subject: "a".into(),
        correlation: "c".into(),
        traceparent: None,
        data,
    };
    let misfit = strange(json!({ "version": { "not": "a number" } }));
    w.transport.publish(std::slice::from_ref(&misfit)).await.unwrap();
    if w.kind == Kind::Rabbit {
        w.transport.publish(&[strange(json!({ "orderId": "nul \u{0} inside" }))]).await.unwrap();
    }
    w.tell(&[fact("a", 2)]).await;
    eventually("the one behind them is handled", async || w.versions("catalog.first", "a").await == [1, 2])
        .await;

    let dead = w.dead().await;
    let unreadable: Vec<_> = dead.iter().filter(|d| d.consumer == "unreadable").collect();
    assert_eq!(unreadable.len(), if w.kind == Kind::Rabbit { 2 } else { 1 }, "{dead:#?}");
    assert!(unreadable.iter().all(|d| d.data.get("base64").is_some() && d.last_error.is_some()));
    let misfits: Vec<_> = dead.iter().filter(|d| d.event_id == misfit.id).collect();
    assert_eq!(misfits.len(), 2, "both typed consumers: {dead:#?}");
    assert!(misfits.iter().all(|d| d.last_error.as_deref().unwrap().contains("does not fit its contract")));

    // Bytes cannot be given to a consumer; archiving puts everything aside.
    let mut conn = w.conn().await;
    let seqs: Vec<_> = unreadable.iter().map(|d| d.seq).collect();
    assert_eq!(admin::replay(&mut conn, &seqs, w.clock.now()).await.unwrap(), 0);
    let all: Vec<_> = dead.iter().map(|d| d.seq).collect();
    assert_eq!(admin::archive(&mut conn, &all, w.clock.now()).await.unwrap(), all.len());
    assert!(w.dead().await.is_empty());
    teller.stop().await;
    listener.stop().await;
}

async fn platform_facts_have_platform_scope(w: &World) {
    let listener = w.listener(Consumers::new().add(diligent::<0>())).await;
    let teller = w.teller();
    w.tell_as(&Meta { tenant: None, ..w.meta() }, &[fact("a", 1)]).await;
    eventually("it is handled", async || listener.read().handled == 1).await;
    assert_eq!(w.effects().await.first().unwrap().scope, "platform ");
    teller.stop().await;
    listener.stop().await;
}
