//! Whatever dies in between: nothing is lost, nothing happens twice.
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering::SeqCst},
};

use souk_outbox::{Consumers, EventSettings, rabbitmq};
use tokio::sync::Semaphore;

use crate::{
    actors::{Act, diligent, ledger},
    broker::OwnBroker,
    database::count,
    faulty::Absorbing,
    world::{Kind, Running, World, eventually, fact, in_world, quick},
};

crate::on_both!(
    a_relay_killed_between_publish_and_mark,
    a_worker_killed_mid_effect,
    cut_database_connections,
    an_inbox_that_cannot_be_written,
    two_relays_and_one_active,
    two_listeners_keep_the_order,
    a_clean_stop_finishes_what_is_in_flight,
    what_does_not_finish_is_given_back,
);

async fn a_relay_killed_between_publish_and_mark(w: &World) {
    let listener = w.listener(Consumers::new().add(diligent::<0>())).await;
    let sent = Arc::new(Semaphore::new(0));
    let mut runner = w.runner("orders", Consumers::new());
    runner.transport = Arc::new(Absorbing { inner: w.transport.clone(), sent: sent.clone() });
    let doomed = Running::start(runner);
    w.tell(&(1..=10).map(|n| fact("a", n)).collect::<Vec<_>>()).await;
    sent.acquire().await.unwrap().forget();
    doomed.kill().await;
    assert_eq!(count(&w.db, "orders", "outbox WHERE published_at IS NOT NULL").await, 0);

    let heir = w.teller();
    eventually("the heir sends them again", async || heir.read().published == 10).await;
    eventually("both copies have come", async || listener.read().received == 20).await;
    eventually("all is handled", async || w.counts().await.inbox_pending == 0).await;
    assert_eq!(w.versions("catalog.first", "a").await, (1..=10).collect::<Vec<_>>());
    heir.stop().await;
    listener.stop().await;
}

async fn a_worker_killed_mid_effect(w: &World) {
    let there = Arc::new(Semaphore::new(0));
    let hang = there.clone();
    let decide = move |f: &souk_events::orders::v1::OrderAccepted| {
        if f.version == 3 { Act::Hang(hang.clone()) } else { Act::Succeed }
    };
    let doomed = w.listener(Consumers::new().add(ledger::<0>(decide))).await;
    let teller = w.teller();
    w.tell(&[fact("a", 1), fact("a", 2), fact("a", 3), fact("a", 4)]).await;
    there.acquire().await.unwrap().forget();
    doomed.kill().await;

    let heir = w.listener(Consumers::new().add(diligent::<0>())).await;
    eventually("all is handled", async || w.effects().await.len() >= 4).await;
    eventually("nothing is left", async || w.counts().await.inbox_pending == 0).await;
    assert_eq!(w.versions("catalog.first", "a").await, [1, 2, 3, 4]);
    teller.stop().await;
    heir.stop().await;
}

async fn cut_database_connections(w: &World) {
    let listener = w.listener(Consumers::new().add(diligent::<0>().ordered()).add(diligent::<1>())).await;
    let teller = w.teller();
    for round in 0..5 {
        let facts: Vec<_> = (1..=50).map(|n| fact(&format!("k{}", n % 7), round * 50 + n)).collect();
        w.tell(&facts).await;
        let so_far = u64::try_from(round * 100).unwrap();
        eventually("work is going on", async || listener.read().handled > so_far).await;
        w.db.terminate_all().await;
    }
    eventually("all is handled", async || w.effects().await.len() >= 500).await;
    eventually("nothing is left", async || w.counts().await.inbox_pending == 0).await;
    let effects = w.effects().await;
    assert_eq!(effects.len(), 500);
    for key in 0..7 {
        let versions = w.versions("catalog.first", &format!("k{key}")).await;
        assert!(versions.is_sorted(), "k{key}: {versions:?}");
    }
    assert_eq!(w.counts().await.dead, 0);
    eventually("the loops are well", async || {
        listener.pulse.checks(w.clock.now()).iter().all(|(_, ok, _)| *ok)
    })
    .await;
    teller.stop().await;
    listener.stop().await;
}

async fn an_inbox_that_cannot_be_written(w: &World) {
    let listener = w.listener(Consumers::new().add(diligent::<0>())).await;
    let teller = w.teller();
    w.db.superuser("REVOKE INSERT ON catalog.inbox FROM outbox_test_catalog").await;
    w.tell(&[fact("a", 1), fact("a", 2)]).await;
    eventually("the receiver says so", async || listener.read().troubles.contains_key("receiver")).await;
    assert_eq!(listener.read().received, 0, "not acknowledged");
    w.db.superuser("GRANT INSERT ON catalog.inbox TO outbox_test_catalog").await;
    eventually("the batch it held goes in", async || w.versions("catalog.first", "a").await == [1, 2]).await;
    assert!(!listener.read().troubles.contains_key("receiver"));

    // Stopped while it holds a batch: the batch goes back and the next receiver gets it.
    w.db.superuser("REVOKE INSERT ON catalog.inbox FROM outbox_test_catalog").await;
    w.tell(&[fact("a", 3)]).await;
    eventually("the receiver says so", async || listener.read().troubles.contains_key("receiver")).await;
    listener.stop().await;
    w.db.superuser("GRANT INSERT ON catalog.inbox TO outbox_test_catalog").await;
    let next = w.listener(Consumers::new().add(diligent::<0>())).await;
    eventually("it was not lost", async || w.versions("catalog.first", "a").await == [1, 2, 3]).await;
    teller.stop().await;
    next.stop().await;
}

async fn two_relays_and_one_active(w: &World) {
    let listener = w.listener(Consumers::new().add(diligent::<0>())).await;
    let one = w.teller();
    eventually("the first is active", async || one.read().relay_active).await;
    let two = w.teller().connected().await;
    w.tell(&[fact("a", 1), fact("a", 2)]).await;
    eventually("the first sends", async || one.read().published == 2).await;
    assert!(!two.read().relay_active);
    assert_eq!(two.read().published, 0);
    one.kill().await;
    eventually("the second takes over", async || two.read().relay_active).await;
    w.tell(&[fact("a", 3)]).await;
    eventually("the second sends", async || two.read().published == 1).await;
    eventually("all is handled", async || w.versions("catalog.first", "a").await == [1, 2, 3]).await;
    two.stop().await;
    listener.stop().await;
}

async fn two_listeners_keep_the_order(w: &World) {
    let one = w.listener(Consumers::new().add(diligent::<0>().ordered())).await;
    let two = w.listener(Consumers::new().add(diligent::<0>().ordered())).await;
    let teller = w.teller();
    for round in 0..4 {
        w.tell(&(1..=30).map(|n| fact(&format!("k{}", n % 3), round * 30 + n)).collect::<Vec<_>>()).await;
    }
    eventually("all is handled", async || one.read().handled + two.read().handled == 120).await;
    // The one that receives dies; the other goes on.
    one.kill().await;
    w.tell(&(121..=150).map(|n| fact(&format!("k{}", n % 3), n)).collect::<Vec<_>>()).await;
    eventually("the other goes on", async || w.effects().await.len() >= 150).await;
    assert_eq!(w.effects().await.len(), 150);
    for key in ["k0", "k1", "k2"] {
        let versions = w.versions("catalog.first", key).await;
        assert!(versions.is_sorted(), "{key}: {versions:?}");
    }
    teller.stop().await;
    two.stop().await;
}

async fn a_clean_stop_finishes_what_is_in_flight(w: &World) {
    let (there, leave) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
    let (at, go) = (there.clone(), leave.clone());
    let first = ledger::<0>(move |_| Act::Wait(at.clone(), go.clone()));
    let listener = w.listener(Consumers::new().add(first)).await;
    let teller = w.teller();
    w.tell(&[fact("a", 1)]).await;
    there.acquire().await.unwrap().forget();
    let stopping = tokio::spawn(listener.stop());
    w.tell(&[fact("a", 2)]).await;
    eventually("the second is sent", async || teller.read().published == 2).await;
    leave.add_permits(1);
    stopping.await.unwrap();
    assert_eq!(w.versions("catalog.first", "a").await, [1], "what was in flight is finished, nothing begun");
    assert_eq!(count(&w.db, "catalog", "inbox WHERE finished_at IS NOT NULL").await, 1);

    let next = w.listener(Consumers::new().add(diligent::<0>())).await;
    eventually("the second follows", async || w.versions("catalog.first", "a").await == [1, 2]).await;
    teller.stop().await;
    next.stop().await;
}

async fn what_does_not_finish_is_given_back(w: &World) {
    let there = Arc::new(Semaphore::new(0));
    let hang = there.clone();
    let stuck = Arc::new(AtomicBool::new(true));
    let is_stuck = stuck.clone();
    let consumers = move || {
        let (hang, is_stuck) = (hang.clone(), is_stuck.clone());
        let decide = move |_: &_| if is_stuck.load(SeqCst) { Act::Hang(hang.clone()) } else { Act::Succeed };
        Consumers::new().add(ledger::<0>(decide))
    };
    let mut runner = w.runner("catalog", consumers());
    runner.settings = EventSettings { shutdown_ms: 100, ..quick() };
    let listener = Running::start(runner).connected().await;
    let teller = w.teller();
    w.tell(&[fact("a", 1)]).await;
    there.acquire().await.unwrap().forget();
    listener.stop().await;
    assert!(w.effects().await.is_empty(), "rolled back");
    stuck.store(false, SeqCst);
    let next = w.listener(consumers()).await;
    eventually("the next one does it", async || w.versions("catalog.first", "a").await == [1]).await;
    teller.stop().await;
    next.stop().await;
}

/// The broker dies with `kill -9` and comes back, twice, while 500 facts are told.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_broker_killed_while_facts_are_told() {
    in_world(Kind::Embedded, |w| {
        Box::pin(async move {
            let broker = OwnBroker::new();
            let url = broker.ctl("start").await;
            let mut hearing = w.runner("catalog", Consumers::new().add(diligent::<0>().ordered()));
            hearing.transport = rabbitmq(&url);
            let listener = Running::start(hearing).connected().await;
            let mut telling = w.runner("orders", Consumers::new());
            telling.transport = rabbitmq(&url);
            let teller = Running::start(telling);

            for hundred in 0..5 {
                for n in 1..=100 {
                    w.tell(&[fact(&format!("k{}", n % 5), hundred * 100 + n)]).await;
                    if n == 50 && hundred % 2 == 1 {
                        broker.ctl("kill").await;
                    }
                }
                if hundred % 2 == 1 {
                    eventually("the relay notices", async || teller.read().troubles.contains_key("relay"))
                        .await;
                    broker.ctl("start").await;
                }
            }
            eventually("every fact is sent", async || {
                count(&w.db, "orders", "outbox WHERE published_at IS NULL").await == 0
            })
            .await;
            eventually("every effect is there", async || w.effects().await.len() >= 500).await;
            eventually("nothing is left", async || w.counts().await.inbox_pending == 0).await;
            assert_eq!(w.effects().await.len(), 500);
            for key in 0..5 {
                let versions = w.versions("catalog.first", &format!("k{key}")).await;
                assert!(versions.len() == 100 && versions.is_sorted(), "k{key}: {versions:?}");
            }
            teller.stop().await;
            listener.stop().await;
        })
    })
    .await;
}
