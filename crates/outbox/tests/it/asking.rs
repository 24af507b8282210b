//! What a consumer needs from elsewhere is asked for before its transaction, once per fact that works out.
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
};

use souk_events::{Envelope, orders::v1::OrderAccepted};
use souk_outbox::{Asker, Conn, Consumers, HandlerError};

use crate::{
    actors::{diligent, leave_trace},
    world::{Running, World, eventually, fact},
};

crate::on_both!(
    a_batch_is_asked_for_and_handled_in_order,
    no_answer_holds_back_its_key_alone,
    who_is_asked_and_not_there_is_asked_until_they_are,
    an_answer_that_does_not_come_is_a_failure,
);

/// Whether the other side answers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    Answers,
    Refuses,
    IsAway,
    IsSilent,
}

/// Asks how much a version is worth: ten times its number.
struct Curious {
    asked: Arc<AtomicUsize>,
    mood: Arc<dyn Fn(&OrderAccepted) -> Mood + Send + Sync>,
}

fn curious(mood: impl Fn(&OrderAccepted) -> Mood + Send + Sync + 'static) -> Curious {
    Curious { asked: Arc::default(), mood: Arc::new(mood) }
}

impl Asker for Curious {
    type Event = OrderAccepted;
    type Answer = i64;
    const NAME: &'static str = "catalog.first";

    fn ordered_by(&self, event: &Envelope<OrderAccepted>) -> Option<String> {
        Some(event.data.order_id.clone())
    }

    async fn ask(&self, event: &Envelope<OrderAccepted>) -> Result<i64, HandlerError> {
        self.asked.fetch_add(1, SeqCst);
        match (self.mood)(&event.data) {
            Mood::Answers => Ok(event.data.version * 10),
            Mood::Refuses => Err(HandlerError::retry("nobody home")),
            Mood::IsAway => Err(HandlerError::absent("away")),
            Mood::IsSilent => std::future::pending().await,
        }
    }

    async fn handle(
        &self,
        conn: &mut Conn,
        event: Envelope<OrderAccepted>,
        worth: &i64,
    ) -> Result<(), HandlerError> {
        leave_trace(conn, Self::NAME, &event.data.order_id, *worth).await
    }
}

async fn a_batch_is_asked_for_and_handled_in_order(w: &World) {
    let asker = curious(|_| Mood::Answers);
    let asked = asker.asked.clone();
    let listener = w.listener(Consumers::new().add_asker(asker).add(diligent::<1>())).await;
    let teller = w.teller();
    let facts: Vec<_> = (1..=5).map(|n| fact("a", n)).collect();
    w.tell(&facts).await;
    eventually("all are handled", async || listener.read().handled == 10).await;
    assert_eq!(w.versions("catalog.first", "a").await, [10, 20, 30, 40, 50]);
    assert_eq!(w.versions("catalog.second", "a").await, [1, 2, 3, 4, 5], "who asks nobody is not asked");
    assert_eq!(listener.read().failed, 0);
    assert_eq!(asked.load(SeqCst), 5, "once per fact");
    teller.stop().await;
    listener.stop().await;
}

async fn no_answer_holds_back_its_key_alone(w: &World) {
    let home = Arc::new(AtomicBool::new(false));
    let there = home.clone();
    let asker = curious(move |f| match (f.order_id.as_str(), f.version) {
        ("a", 2) if !there.load(SeqCst) => Mood::Refuses,
        _ => Mood::Answers,
    });
    let listener = w.listener(Consumers::new().add_asker(asker)).await;
    let teller = w.teller();
    let facts: Vec<_> = (1..=3).flat_map(|n| [fact("a", n), fact("b", n)]).collect();
    w.tell(&facts).await;
    eventually("the other key is through", async || {
        listener.read().failed > 0 && w.versions("catalog.first", "b").await == [10, 20, 30]
    })
    .await;
    assert_eq!(w.versions("catalog.first", "a").await, [10], "what comes later waits");
    home.store(true, SeqCst);
    eventually("it is asked again", async || w.versions("catalog.first", "a").await == [10, 20, 30]).await;
    teller.stop().await;
    listener.stop().await;
}

async fn who_is_asked_and_not_there_is_asked_until_they_are(w: &World) {
    let away = Arc::new(AtomicUsize::new(0));
    let count = away.clone();
    let asker = curious(move |f| match f.version {
        1 if count.fetch_add(1, SeqCst) < 3 => Mood::IsAway,
        _ => Mood::Answers,
    });
    let mut runner = w.runner("catalog", Consumers::new().add_asker(asker));
    runner.settings.max_attempts = 2;
    let listener = Running::start(runner).connected().await;
    let teller = w.teller();
    w.tell(&[fact("a", 1), fact("a", 2)]).await;
    eventually("all are handled, in order", async || w.versions("catalog.first", "a").await == [10, 20])
        .await;
    assert_eq!(w.counts().await.dead, 0, "an absence is no attempt");
    teller.stop().await;
    listener.stop().await;
}

async fn an_answer_that_does_not_come_is_a_failure(w: &World) {
    let asker = curious(|f| if f.version == 1 { Mood::IsSilent } else { Mood::Answers });
    let mut runner = w.runner("catalog", Consumers::new().add_asker(asker));
    runner.settings.handler_timeout_ms = 100;
    let listener = Running::start(runner).connected().await;
    let teller = w.teller();
    w.tell(&[fact("a", 1), fact("b", 2)]).await;
    eventually("it failed", async || listener.read().failed >= 1).await;
    eventually("the other one is handled", async || w.versions("catalog.first", "b").await == [20]).await;
    assert_eq!(w.versions("catalog.first", "a").await, [0_i64; 0]);
    teller.stop().await;
    listener.stop().await;
}
