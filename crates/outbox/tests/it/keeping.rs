//! What is kept, for how long, told again, and who may touch it.
use chrono::TimeDelta;
use diesel_async::SimpleAsyncConnection as _;
use souk_outbox::{BUS_MIGRATIONS, COMMON_MIGRATIONS, Clock, Consumers, EventSettings, OutboxError, admin};

use crate::{
    actors::{Log, diligent},
    database::{Way, count, migrate},
    world::{Kind, Running, World, eventually, fact, in_world, quick},
};

crate::on_both!(history_is_told_again, old_rows_go);

async fn history_is_told_again(w: &World) {
    let listener = w.listener(Consumers::new().add(diligent::<0>())).await;
    let teller = w.teller();
    w.tell(&[fact("a", 1), fact("a", 2)]).await;
    eventually("both are handled", async || listener.read().handled == 2).await;
    listener.stop().await;

    // A consumer that is new wants the history; the old one must not act again.
    let listener = w.listener(Consumers::new().add(diligent::<0>()).add(diligent::<1>())).await;
    let mut conn = w.db.conn("orders").await;
    let since = w.clock.now() - TimeDelta::hours(1);
    assert_eq!(admin::republish_since(&mut conn, "orders", w.clock.now()).await.unwrap(), 0);
    assert_eq!(admin::republish_since(&mut conn, "orders", since).await.unwrap(), 2);
    w.wake.ring();
    eventually("the new one has caught up", async || w.versions("catalog.second", "a").await == [1, 2]).await;
    assert_eq!(w.versions("catalog.first", "a").await, [1, 2]);
    teller.stop().await;
    listener.stop().await;
}

async fn old_rows_go(w: &World) {
    let clock = Clock::fixed(w.clock.now());
    let settings = EventSettings { purge_every_ms: 20, retention_days: 2, ..quick() };
    let start = |module, consumers| {
        let mut runner = w.runner(module, consumers);
        (runner.clock, runner.settings) = (clock.clone(), settings.clone());
        Running::start(runner)
    };
    let listener = start("catalog", Consumers::new().add(diligent::<0>()).add_raw(Log)).connected().await;
    let teller = start("orders", Consumers::new());
    clock.advance(TimeDelta::minutes(1));
    w.tell(&(1..=700).map(|n| fact("a", n)).collect::<Vec<_>>()).await;
    eventually("all is handled", async || listener.read().handled == 1_400).await;
    eventually("all is marked", async || teller.read().published == 700).await;
    clock.advance(TimeDelta::hours(47));
    w.tell(&[fact("a", 701)]).await;
    eventually("the late one is handled", async || listener.read().handled == 1_402).await;
    clock.advance(TimeDelta::hours(2));
    eventually("old facts are gone", async || count(&w.db, "orders", "outbox").await == 1).await;
    assert_eq!(count(&w.db, "catalog", "inbox").await, 1_402, "the inbox remembers longer");
    clock.advance(TimeDelta::hours(48));
    eventually("finished rows are gone", async || count(&w.db, "catalog", "inbox").await == 2).await;
    teller.stop().await;
    listener.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn migrations_go_down_and_up_again() {
    in_world(Kind::Embedded, |w| {
        Box::pin(async move {
            let name = &w.db.name;
            for (schema, owner) in
                [("catalog", "outbox_test_catalog_owner"), ("orders", "outbox_test_orders_owner")]
            {
                migrate(name, schema, owner, COMMON_MIGRATIONS, Way::Down).await;
                migrate(name, schema, owner, COMMON_MIGRATIONS, Way::Up).await;
            }
            migrate(name, "bus", "souk_bus_owner", BUS_MIGRATIONS, Way::Down).await;
            migrate(name, "bus", "souk_bus_owner", BUS_MIGRATIONS, Way::Up).await;
            let listener = w.listener(Consumers::new().add(diligent::<0>())).await;
            let teller = w.teller();
            w.tell(&[fact("a", 1)]).await;
            eventually("all works", async || listener.read().handled == 1).await;
            teller.stop().await;
            listener.stop().await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn modules_reach_the_bus_through_its_functions_alone() {
    in_world(Kind::Embedded, |w| {
        Box::pin(async move {
            for sql in [
                "SELECT * FROM bus.message",
                "DELETE FROM bus.queue",
                "SELECT bus.topic_regex('a')",
                "SELECT * FROM orders.outbox",
                "CREATE TABLE bus.mine ()",
            ] {
                let refused = w.conn().await.batch_execute(sql).await.unwrap_err().to_string();
                assert!(refused.contains("permission denied"), "{sql}: {refused}");
            }
            w.conn().await.batch_execute("SELECT bus.deliver('[]')").await.unwrap();
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_bus_reads_topics_like_the_broker() {
    in_world(Kind::Embedded, |w| {
        Box::pin(async move {
            for (pattern, kind, fit) in [
                ("#", "orders.order_placed.v1", true),
                ("orders.#", "orders", true),
                ("orders.#", "orders.order_placed.v1", true),
                ("#.v1", "orders.order_placed.v1", true),
                ("orders.*.v1", "orders.order_placed.v1", true),
                ("orders.*", "orders.order_placed.v1", false),
                ("orders.order_placed.v1", "orders-order_placed.v1", false),
            ] {
                let check = format!(
                    "DO $$ BEGIN ASSERT ('{kind}' ~ bus.topic_regex('{pattern}')) = {fit}, '{pattern} {kind}'; END $$"
                );
                w.db.superuser(&check).await;
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_consumers_of_one_name_are_refused() {
    in_world(Kind::Embedded, |w| {
        Box::pin(async move {
            let twice = Consumers::new().add(diligent::<0>()).add(diligent::<0>());
            let refused = w.runner("catalog", twice).run(tokio_util::sync::CancellationToken::new()).await;
            assert!(matches!(refused, Err(OutboxError::Setup(_))), "{refused:?}");
        })
    })
    .await;
}

#[test]
fn settings_are_read_by_name_and_misspelt_ones_refused() {
    let read = |text: &str| serde_json::from_str::<EventSettings>(text);
    assert_eq!(read("{}").unwrap(), EventSettings::default());
    assert_eq!(read(r#"{"max_attempts": 3}"#).unwrap().max_attempts, 3);
    assert!(read(r#"{"max_attemps": 3}"#).is_err());
}
