//! Timers fire once in effect, at their last set time, and survive what dies around them.
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::SeqCst},
};

use chrono::TimeDelta;
use diesel_async::AsyncConnection as _;
use serde_json::json;
use souk_events::{Meta, ops::v1::ModuleSwitched};
use souk_outbox::{Clock, Consumers, OutboxError, Timer, TimersWhenOff, admin, timers};
use tokio::sync::Semaphore;

use crate::{
    actors::{Act, Alarm},
    world::{Kind, Running, World, eventually, in_world},
};

const KIND: &str = "catalog.alarm";

fn alarm(decide: impl Fn(&Timer) -> Act + Send + Sync + 'static) -> Consumers {
    Consumers::new().timer(Alarm(Arc::new(decide)))
}

impl World {
    async fn set(&self, key: &str, in_ms: i64, n: i64) {
        let due = self.clock.now() + TimeDelta::milliseconds(in_ms);
        let payload = json!({ "n": n });
        timers::schedule(&self.conn().await, KIND, key, Some(self.tenant), due, &payload).await.unwrap();
    }

    async fn fired(&self, key: &str) -> Vec<i64> {
        self.versions(KIND, key).await
    }
}

macro_rules! with_world {
    ($($test:ident),+ $(,)?) => { mod run {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $test() {
            super::in_world(super::Kind::Embedded, |w| Box::pin(super::$test(w))).await;
        }
    )+}};
}
with_world!(
    each_fires_once_with_two_workers,
    the_last_word_counts,
    failures_are_retried_and_given_up,
    a_worker_killed_while_firing_changes_nothing,
    off_means_pause_or_run,
);

async fn each_fires_once_with_two_workers(w: &World) {
    let one = Running::start(w.runner("catalog", alarm(|_| Act::Succeed)));
    let two = Running::start(w.runner("catalog", alarm(|_| Act::Succeed)));
    let due = w.clock.now();
    let mut conn = w.conn().await;
    conn.transaction::<_, OutboxError, _>(async |c| {
        for n in 0..200 {
            timers::schedule(c, KIND, &n.to_string(), Some(w.tenant), due, &json!({ "n": n })).await?;
        }
        Ok(())
    })
    .await
    .unwrap();
    eventually("all have fired", async || one.read().fired + two.read().fired == 200).await;
    let effects = w.effects().await;
    assert_eq!(effects.len(), 200);
    let mut versions: Vec<_> = effects.iter().map(|e| e.version).collect();
    versions.sort_unstable();
    versions.dedup();
    assert_eq!(versions.len(), 200, "each once");
    assert_eq!(effects.first().unwrap().scope, format!("tenant {}", w.tenant.0));
    one.stop().await;
    two.stop().await;
}

async fn the_last_word_counts(w: &World) {
    let clock = Clock::fixed(w.clock.now());
    let mut runner = w.runner("catalog", alarm(|_| Act::Succeed));
    runner.clock = clock.clone();
    let module = Running::start(runner);
    w.set("moved", 60_000, 1).await;
    w.set("moved", 120_000, 2).await;
    w.set("taken back", 60_000, 1).await;
    w.set("kept", 60_000, 1).await;
    assert!(timers::cancel(&w.conn().await, KIND, "taken back").await.unwrap());
    assert!(!timers::cancel(&w.conn().await, KIND, "taken back").await.unwrap());
    clock.advance(TimeDelta::seconds(90));
    eventually("what is due has fired", async || w.fired("kept").await == [1]).await;
    assert!(w.fired("moved").await.is_empty());
    clock.advance(TimeDelta::seconds(60));
    eventually("then the moved one", async || w.fired("moved").await == [2]).await;
    assert!(w.fired("taken back").await.is_empty());
    assert_eq!(module.read().fired, 2);
    module.stop().await;
}

async fn failures_are_retried_and_given_up(w: &World) {
    let tries = Arc::new(AtomicUsize::new(0));
    let seen = tries.clone();
    let module = Running::start(w.runner(
        "catalog",
        alarm(move |t| match t.key.as_str() {
            "late" if seen.fetch_add(1, SeqCst) < 2 => Act::Fail,
            "late" => Act::Succeed,
            "panics" => Act::Panic,
            _ => Act::Refuse,
        }),
    ));
    for key in ["late", "panics", "refused"] {
        w.set(key, 0, 1).await;
    }
    eventually("two are given up", async || w.counts().await.timers_dead == 2).await;
    eventually("one works at last", async || w.fired("late").await == [1]).await;
    assert_eq!(w.effects().await.len(), 1);
    let again = admin::retry_timers(&mut w.conn().await, KIND, w.clock.now()).await.unwrap();
    assert_eq!(again, 2);
    eventually("they fail again", async || w.counts().await.timers_dead == 2).await;
    w.set("refused", 3_600_000, 1).await;
    assert_eq!(w.counts().await.timers_dead, 1, "setting it anew forgets the failure");
    module.stop().await;
}

async fn a_worker_killed_while_firing_changes_nothing(w: &World) {
    let there = Arc::new(Semaphore::new(0));
    let hang = there.clone();
    let doomed = Running::start(w.runner("catalog", alarm(move |_| Act::Hang(hang.clone()))));
    w.set("a", 0, 1).await;
    there.acquire().await.unwrap().forget();
    doomed.kill().await;
    assert!(w.effects().await.is_empty());
    let heir = Running::start(w.runner("catalog", alarm(|_| Act::Succeed)));
    eventually("the heir fires it", async || w.fired("a").await == [1]).await;
    heir.stop().await;
}

async fn off_means_pause_or_run(w: &World) {
    let listener = w.listener(alarm(|_| Act::Succeed)).await;
    let teller = w.teller();
    let switch =
        |on, revision| ModuleSwitched { module: "catalog".into(), tenant_id: String::new(), on, revision };
    let platform = Meta { tenant: None, ..w.meta() };
    w.tell_as(&platform, &[switch(false, 1)]).await;
    eventually("it is off", async || listener.read().handled == 1).await;
    w.set("paused", 0, 1).await;
    listener.stop().await;
    assert!(w.fired("paused").await.is_empty());
    let runs = w.listener(alarm(|_| Act::Succeed).timers_when_off(TimersWhenOff::Run)).await;
    eventually("timers run all the same", async || w.fired("paused").await == [1]).await;
    runs.stop().await;

    let pauses = w.listener(alarm(|_| Act::Succeed)).await;
    w.set("paused again", 0, 2).await;
    w.tell_as(&platform, &[switch(true, 2)]).await;
    eventually("on again, it fires", async || w.fired("paused again").await == [2]).await;
    assert_eq!(pauses.read().fired, 1);
    pauses.stop().await;
    teller.stop().await;
}
