//! What fails is tried again, given up, listed and replayed, and holds back nothing but its key.
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};

use souk_outbox::{Consumers, admin};
use tokio::sync::Semaphore;

use crate::{
    actors::{Act, diligent, ledger},
    world::{Running, World, eventually, fact, quick},
};

crate::on_both!(
    a_failure_is_retried_until_it_works,
    a_failing_consumer_blocks_nobody_else,
    a_failure_holds_back_its_key_alone,
    what_is_given_up_holds_back_nobody_where_that_is_said,
    dead_letters_are_replayed_to_their_consumer_alone,
    archiving_lets_the_key_go_on,
    panics_and_endless_handlers_are_failures,
);

async fn a_failure_is_retried_until_it_works(w: &World) {
    let tries = Arc::new(AtomicUsize::new(0));
    let seen = tries.clone();
    let first = ledger::<0>(move |_| if seen.fetch_add(1, SeqCst) < 3 { Act::Fail } else { Act::Succeed });
    let listener = w.listener(Consumers::new().add(first)).await;
    let teller = w.teller();
    w.tell(&[fact("a", 1)]).await;
    eventually("it works at last", async || listener.read().handled == 1).await;
    assert_eq!(tries.load(SeqCst), 4);
    assert_eq!(listener.read().failed, 3);
    assert_eq!(w.versions("catalog.first", "a").await, [1], "failed attempts leave nothing");
    teller.stop().await;
    listener.stop().await;
}

async fn a_failing_consumer_blocks_nobody_else(w: &World) {
    let mut runner = w.runner(
        "catalog",
        Consumers::new()
            .add(ledger::<0>(|f| if f.version % 2 == 0 { Act::Fail } else { Act::Succeed }))
            .add(diligent::<1>()),
    );
    runner.settings.max_attempts = 1_000;
    let listener = Running::start(runner).connected().await;
    let teller = w.teller();
    let facts: Vec<_> = (1..=40).map(|n| fact("a", n)).collect();
    w.tell(&facts).await;
    eventually("the others are through", async || listener.read().handled == 60).await;
    assert_eq!(w.versions("catalog.second", "a").await.len(), 40);
    let odd = w.versions("catalog.first", "a").await;
    assert_eq!(odd.len(), 20);
    assert!(odd.iter().all(|n| n % 2 == 1));
    assert_eq!(w.counts().await.inbox_pending, 20);
    teller.stop().await;
    listener.stop().await;
}

async fn a_failure_holds_back_its_key_alone(w: &World) {
    let mended = Arc::new(AtomicBool::new(false));
    let fine = mended.clone();
    let first = ledger::<0>(move |f| match (f.order_id.as_str(), f.version) {
        ("a", 2) if !fine.load(SeqCst) => Act::Fail,
        _ => Act::Succeed,
    });
    let mut runner = w.runner("catalog", Consumers::new().add(first.ordered()).add(diligent::<1>()));
    runner.settings.max_attempts = 3;
    let listener = Running::start(runner).connected().await;
    let teller = w.teller();
    let facts: Vec<_> = (1..=4).flat_map(|n| [fact("a", n), fact("b", n)]).collect();
    w.tell(&facts).await;
    eventually("it is given up", async || w.counts().await.dead == 1).await;
    eventually("everything else is through", async || listener.read().handled == 1 + 4 + 8).await;
    assert_eq!(w.versions("catalog.first", "a").await, [1]);
    assert_eq!(w.versions("catalog.first", "b").await, [1, 2, 3, 4]);
    assert_eq!(w.counts().await.inbox_pending, 2, "a3 and a4 wait behind the dead a2");

    mended.store(true, SeqCst);
    let dead = w.dead().await;
    assert_eq!(dead.first().unwrap().ordering_key.as_deref(), Some("a"));
    let mut conn = w.conn().await;
    let seqs: Vec<_> = dead.iter().map(|d| d.seq).collect();
    assert_eq!(admin::replay(&mut conn, &seqs, w.clock.now()).await.unwrap(), 1);
    eventually("the key goes on", async || w.versions("catalog.first", "a").await == [1, 2, 3, 4]).await;
    teller.stop().await;
    listener.stop().await;
}

/// A poison message in the middle (`live-commerce.md` §3.2): three more tries, then those behind it go on.
async fn what_is_given_up_holds_back_nobody_where_that_is_said(w: &World) {
    const WAITS: &[Duration] =
        &[Duration::from_millis(1), Duration::from_millis(2), Duration::from_millis(3)];
    let mended = Arc::new(AtomicBool::new(false));
    let fine = mended.clone();
    let first = ledger::<0>(move |f| {
        if f.version != 2 || fine.load(SeqCst) {
            return Act::Succeed;
        }
        Act::Panic
    });
    let listener = w.listener(Consumers::new().add(first.going_on(WAITS))).await;
    let teller = w.teller();
    let facts: Vec<_> = (1..=4).map(|n| fact("a", n)).collect();
    w.tell(&facts).await;
    eventually("those behind it go on", async || w.versions("catalog.first", "a").await == [1, 3, 4]).await;
    let dead = w.dead().await;
    assert_eq!(dead.len(), 1);
    assert_eq!(dead[0].attempt, 4, "once, and after each wait");
    assert_eq!(dead[0].last_error.as_deref(), Some("panicked: planned"));

    mended.store(true, SeqCst);
    let mut conn = w.conn().await;
    assert_eq!(admin::replay(&mut conn, &[dead[0].seq], w.clock.now()).await.unwrap(), 1);
    eventually("it comes late", async || w.versions("catalog.first", "a").await == [1, 3, 4, 2]).await;
    teller.stop().await;
    listener.stop().await;
}

async fn dead_letters_are_replayed_to_their_consumer_alone(w: &World) {
    let mended = Arc::new(AtomicBool::new(false));
    let fine = mended.clone();
    let first = ledger::<0>(move |_| if fine.load(SeqCst) { Act::Succeed } else { Act::Refuse });
    let listener = w.listener(Consumers::new().add(first).add(diligent::<1>())).await;
    let teller = w.teller();
    w.tell(&[fact("a", 1), fact("a", 2)]).await;
    eventually("both are refused at once", async || listener.read().dead == 2).await;
    assert_eq!(listener.read().failed, 2);
    let dead = w.dead().await;
    assert!(dead.iter().all(|d| d.consumer == "catalog.first" && d.attempt == 1 && d.correlation == "cor-1"));
    assert!(
        dead.iter().all(|d| d.last_error.as_deref() == Some("refused: never") && d.tenant == Some(w.tenant))
    );

    mended.store(true, SeqCst);
    let mut conn = w.conn().await;
    let (one, two) = (dead.first().unwrap(), dead.last().unwrap());
    assert_eq!(admin::replay(&mut conn, &[one.seq], w.clock.now()).await.unwrap(), 1);
    eventually("the one is handled", async || w.versions("catalog.first", "a").await == [1]).await;
    let left = w.dead().await;
    assert_eq!(left.first().map(|d| d.event_id), Some(two.event_id), "same row, same event id");
    let stand = admin::standing(&mut conn, &[one.seq, two.seq, i64::MAX]).await.unwrap();
    let stand: Vec<_> = stand.iter().map(|s| (s.seq, s.finished, s.dead)).collect();
    assert_eq!(stand, [(one.seq, true, false), (two.seq, false, true)]);
    assert_eq!(admin::replay(&mut conn, &[one.seq], w.clock.now()).await.unwrap(), 0, "only dead rows");
    assert_eq!(w.versions("catalog.second", "a").await, [1, 2], "the other consumer heard nothing again");
    teller.stop().await;
    listener.stop().await;
}

async fn archiving_lets_the_key_go_on(w: &World) {
    let first = ledger::<0>(|f| if f.version == 1 { Act::Refuse } else { Act::Succeed }).ordered();
    let listener = w.listener(Consumers::new().add(first)).await;
    let teller = w.teller();
    w.tell(&[fact("a", 1), fact("a", 2)]).await;
    eventually("the first is refused", async || listener.read().dead == 1).await;
    let seqs: Vec<_> = w.dead().await.iter().map(|d| d.seq).collect();
    assert_eq!(admin::archive(&mut w.conn().await, &seqs, w.clock.now()).await.unwrap(), 1);
    eventually("the second goes on", async || w.versions("catalog.first", "a").await == [2]).await;
    teller.stop().await;
    listener.stop().await;
}

async fn panics_and_endless_handlers_are_failures(w: &World) {
    let there = Arc::new(Semaphore::new(0));
    let hang = there.clone();
    let first = ledger::<0>(move |f| match f.version {
        1 => Act::Panic,
        2 => Act::Hang(hang.clone()),
        _ => Act::Succeed,
    });
    let mut runner = w.runner("catalog", Consumers::new().add(first).add(diligent::<1>()));
    runner.settings = souk_outbox::EventSettings { max_attempts: 2, handler_timeout_ms: 100, ..quick() };
    let listener = Running::start(runner).connected().await;
    let teller = w.teller();
    w.tell(&[fact("a", 1), fact("a", 2), fact("a", 3)]).await;
    eventually("both are given up", async || w.counts().await.dead == 2).await;
    eventually("the rest is through", async || listener.read().handled == 4).await;
    let errors: Vec<_> = w.dead().await.into_iter().filter_map(|d| d.last_error).collect();
    assert_eq!(errors, ["panicked: planned", "took longer than 100 ms"]);
    assert_eq!(w.versions("catalog.first", "a").await, [3]);
    assert!(there.available_permits() >= 2);
    assert!(listener.pulse.checks(w.clock.now()).iter().all(|(_, ok, _)| *ok), "the loops are well");
    teller.stop().await;
    listener.stop().await;
}
