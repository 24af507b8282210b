//! Hearing: what a module declares about the facts it reacts to.
use std::{
    any::Any,
    collections::BTreeSet,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Duration,
};

use futures_util::future::BoxFuture;
use souk_events::{Envelope, Event, RawEvent};

use crate::{
    Conn, HandlerError, OutboxError,
    timers::{Fire, TimerHandler, Typed as TypedTimer},
    topic,
};

/// How long a fact that fails is tried, and what becomes of those with its key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Retries {
    /// As the settings say. A dead letter holds back its key until somebody has dealt with it.
    #[default]
    InOrder,
    /// After these waits; then it is a dead letter, and those behind it go on without it. Replayed, it comes late.
    ThenGoOn(&'static [Duration]),
}

/// Reacts to one kind of fact, once in effect.
pub trait Consumer: Send + Sync + 'static {
    /// The fact.
    type Event: Event;
    /// The inbox key, `catalog.on_order_placed`: stable for ever, unique in the module.
    const NAME: &'static str;

    /// Facts with the same key are handled one after the other, and a failing one holds back its key only.
    fn ordered_by(&self, _event: &Envelope<Self::Event>) -> Option<String> {
        None
    }

    /// How long it tries.
    fn retries(&self) -> Retries {
        Retries::InOrder
    }

    /// Acts, on this connection alone: it is inside a transaction that may run again. The tenant of the
    /// event (or the platform, when it has none) is set as the data scope.
    fn handle(
        &self,
        conn: &mut Conn,
        event: Envelope<Self::Event>,
    ) -> impl Future<Output = Result<(), HandlerError>> + Send;
}

/// Reacts to one kind of fact with something that another module knows: the text behind a ref.
///
/// It is asked for outside of any transaction; when there is no answer, the fact is tried again in its order.
pub trait Asker: Send + Sync + 'static {
    /// The fact.
    type Event: Event;
    /// What is asked for.
    type Answer: Send + Sync + 'static;
    /// See [`Consumer::NAME`].
    const NAME: &'static str;

    /// See [`Consumer::ordered_by`].
    fn ordered_by(&self, _event: &Envelope<Self::Event>) -> Option<String> {
        None
    }

    /// See [`Consumer::retries`].
    fn retries(&self) -> Retries {
        Retries::InOrder
    }

    /// Asks. It may be asked more than once for one fact.
    fn ask(
        &self,
        event: &Envelope<Self::Event>,
    ) -> impl Future<Output = Result<Self::Answer, HandlerError>> + Send;

    /// See [`Consumer::handle`].
    fn handle(
        &self,
        conn: &mut Conn,
        event: Envelope<Self::Event>,
        answer: &Self::Answer,
    ) -> impl Future<Output = Result<(), HandlerError>> + Send;
}

/// Hears facts without reading them: logs, timelines, bridges.
pub trait RawConsumer: Send + Sync + 'static {
    /// See [`Consumer::NAME`].
    const NAME: &'static str;
    /// A topic pattern: `#` for everything, `orders.*.v1` for one module's facts.
    const BINDING: &'static str;

    /// See [`Consumer::handle`].
    fn handle(
        &self,
        conn: &mut Conn,
        event: RawEvent,
    ) -> impl Future<Output = Result<(), HandlerError>> + Send;
}

/// What happens, when a module is switched on again, to the facts that waited for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnResume {
    /// They are handled in order; later arrivals queue behind.
    #[default]
    Replay,
    /// They are dropped.
    Drop,
    /// The older ones are dropped, the others handled.
    MaxAge(Duration),
}

/// Whether timers fire while their module is off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimersWhenOff {
    /// They fire.
    Run,
    /// They wait until it is on again.
    #[default]
    Pause,
}

/// Everything a module hears and everything it is reminded of.
#[derive(Clone, Default)]
pub struct Consumers {
    pub(crate) handlers: Vec<Arc<dyn Handle>>,
    pub(crate) timers: Vec<Arc<dyn Fire>>,
    pub(crate) resume: OnResume,
    pub(crate) when_off: TimersWhenOff,
}

impl Consumers {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a consumer of one fact.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "adds to a list, no sum")]
    pub fn add<C: Consumer>(mut self, consumer: C) -> Self {
        self.handlers.push(Arc::new(Typed(consumer)));
        self
    }

    /// Adds a consumer of one fact that asks another module first.
    #[must_use]
    pub fn add_asker<A: Asker>(mut self, asker: A) -> Self {
        self.handlers.push(Arc::new(Asking(asker)));
        self
    }

    /// Adds a consumer of unread facts.
    #[must_use]
    pub fn add_raw<C: RawConsumer>(mut self, consumer: C) -> Self {
        self.handlers.push(Arc::new(Unread(consumer)));
        self
    }

    /// Adds what happens when timers of one kind are due.
    #[must_use]
    pub fn timer<T: TimerHandler>(mut self, timer: T) -> Self {
        self.timers.push(Arc::new(TypedTimer(timer)));
        self
    }

    /// Says what happens to waiting facts when the module is on again; replayed unless said otherwise.
    #[must_use]
    pub fn on_resume(mut self, what: OnResume) -> Self {
        self.resume = what;
        self
    }

    /// Says whether timers fire while the module is off; they wait unless said otherwise.
    #[must_use]
    pub fn timers_when_off(mut self, what: TimersWhenOff) -> Self {
        self.when_off = what;
        self
    }

    /// The topic patterns heard, sorted, each once.
    #[must_use]
    pub fn bindings(&self) -> Vec<String> {
        let all: BTreeSet<_> = self.handlers.iter().map(|h| h.binding().to_owned()).collect();
        all.into_iter().collect()
    }

    /// The names of the consumers, as added.
    #[must_use]
    pub fn names(&self) -> Vec<&'static str> {
        self.handlers.iter().map(|h| h.name()).collect()
    }

    /// Refuses two consumers of one name and two handlers of one kind of timer.
    pub(crate) fn check(&self) -> Result<(), OutboxError> {
        let mut seen = BTreeSet::new();
        let names = self.handlers.iter().map(|h| h.name()).chain(self.timers.iter().map(|t| t.kind()));
        for name in names {
            if !seen.insert(name) {
                return Err(OutboxError::Setup(format!("two consumers or timers are called {name}")));
            }
        }
        Ok(())
    }

    /// Those whose dead letters hold back nobody.
    pub(crate) fn going_on(&self) -> Vec<&'static str> {
        let goes_on = |h: &&Arc<dyn Handle>| matches!(h.retries(), Retries::ThenGoOn(_));
        self.handlers.iter().filter(goes_on).map(|h| h.name()).collect()
    }

    pub(crate) fn named(&self, name: &str) -> Option<&Arc<dyn Handle>> {
        self.handlers.iter().find(|h| h.name() == name)
    }

    pub(crate) fn hearing<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Arc<dyn Handle>> {
        self.handlers.iter().filter(move |h| topic::matches(h.binding(), kind))
    }
}

/// A consumer without its types.
pub(crate) trait Handle: Send + Sync {
    fn name(&self) -> &'static str;
    fn binding(&self) -> &'static str;
    /// The ordering key, or why the event cannot be read.
    fn key(&self, event: &RawEvent) -> Result<Option<String>, String>;
    /// How long it tries.
    fn retries(&self) -> Retries {
        Retries::InOrder
    }
    /// Whether it asks others before a transaction begins.
    fn asks(&self) -> bool {
        false
    }
    fn ask(&self, _event: RawEvent) -> BoxFuture<'_, Result<Answer, HandlerError>> {
        Box::pin(std::future::ready(Err(HandlerError::refused("it asks nobody"))))
    }
    fn handle<'a>(
        &'a self,
        conn: &'a mut Conn,
        event: RawEvent,
        answer: Option<Answer>,
    ) -> BoxFuture<'a, Result<(), HandlerError>>;
}

/// An answer without its type; several attempts share it.
pub(crate) type Answer = Arc<dyn Any + Send + Sync>;

struct Typed<C>(C);
struct Asking<A>(A);
struct Unread<C>(C);

/// The ordering key of a fact, or why there is none.
fn key<E: Event>(
    event: &RawEvent,
    ordered_by: impl FnOnce(&Envelope<E>) -> Option<String>,
) -> Result<Option<String>, String> {
    let envelope = event.read::<E>().map_err(|e| crate::error::chain(&e))?;
    catch_unwind(AssertUnwindSafe(|| ordered_by(&envelope))).map_err(|_| "ordered_by panicked".to_owned())
}

fn read<E: Event>(event: &RawEvent) -> Result<Envelope<E>, HandlerError> {
    event.read::<E>().map_err(|e| HandlerError::Refused(crate::error::chain(&e)))
}

impl<C: Consumer> Handle for Typed<C> {
    fn name(&self) -> &'static str {
        C::NAME
    }
    fn binding(&self) -> &'static str {
        C::Event::TYPE
    }
    fn key(&self, event: &RawEvent) -> Result<Option<String>, String> {
        key(event, |envelope| self.0.ordered_by(envelope))
    }
    fn retries(&self) -> Retries {
        self.0.retries()
    }
    fn handle<'a>(
        &'a self,
        conn: &'a mut Conn,
        event: RawEvent,
        _answer: Option<Answer>,
    ) -> BoxFuture<'a, Result<(), HandlerError>> {
        match read(&event) {
            Ok(envelope) => Box::pin(self.0.handle(conn, envelope)),
            Err(e) => Box::pin(std::future::ready(Err(e))),
        }
    }
}

impl<A: Asker> Handle for Asking<A> {
    fn name(&self) -> &'static str {
        A::NAME
    }
    fn binding(&self) -> &'static str {
        A::Event::TYPE
    }
    fn key(&self, event: &RawEvent) -> Result<Option<String>, String> {
        key(event, |envelope| self.0.ordered_by(envelope))
    }
    fn retries(&self) -> Retries {
        self.0.retries()
    }
    fn asks(&self) -> bool {
        true
    }
    fn ask(&self, event: RawEvent) -> BoxFuture<'_, Result<Answer, HandlerError>> {
        Box::pin(async move {
            let answer: Answer = Arc::new(self.0.ask(&read(&event)?).await?);
            Ok(answer)
        })
    }
    fn handle<'a>(
        &'a self,
        conn: &'a mut Conn,
        event: RawEvent,
        answer: Option<Answer>,
    ) -> BoxFuture<'a, Result<(), HandlerError>> {
        Box::pin(async move {
            let answer = answer.and_then(|answer| answer.downcast::<A::Answer>().ok());
            let answer = answer.ok_or_else(|| HandlerError::retry("nobody was asked"))?;
            self.0.handle(conn, read(&event)?, &answer).await
        })
    }
}

impl<C: RawConsumer> Handle for Unread<C> {
    fn name(&self) -> &'static str {
        C::NAME
    }
    fn binding(&self) -> &'static str {
        C::BINDING
    }
    fn key(&self, _event: &RawEvent) -> Result<Option<String>, String> {
        Ok(None)
    }
    fn handle<'a>(
        &'a self,
        conn: &'a mut Conn,
        event: RawEvent,
        _answer: Option<Answer>,
    ) -> BoxFuture<'a, Result<(), HandlerError>> {
        Box::pin(self.0.handle(conn, event))
    }
}
