//! Runs one module's events: relay, receiver, worker, timers and clean-up, each watched and restarted.
mod context;
mod purge;
mod receiver;
mod relay;
mod supervise;
mod timers;
mod worker;

use std::{future::Future, sync::Arc};

use souk_events::RawEvent;
use tokio::{task::JoinSet, time::timeout};
use tokio_util::sync::CancellationToken;

use self::{context::Context, supervise::supervise};
use crate::{
    Clock, Consumers, DbSettings, EventSettings, OutboxError, Pulse, Wake, db::pool,
    switches::FollowSwitches, transport::Transport,
};

/// Connections of receiver, worker, timers and clean-up together; the relay has one of its own.
const CONNECTIONS: usize = 3;

/// Makes the span a consumer's handler runs in; the place to attach the event's trace context.
pub type SpanMaker = fn(consumer: &'static str, event: &RawEvent) -> tracing::Span;

/// Everything one module needs to tell and to hear.
pub struct Runner {
    /// The module's name: also the prefix of its queue and the name its switches go by.
    pub module: &'static str,
    /// The module's schema, as its login role.
    pub db: DbSettings,
    /// How facts travel.
    pub transport: Arc<dyn Transport>,
    /// What it hears and what it is reminded of.
    pub consumers: Consumers,
    /// Rung by whoever committed facts.
    pub wake: Wake,
    /// The time.
    pub clock: Clock,
    /// The knobs.
    pub settings: EventSettings,
    /// Where to look how it is going.
    pub pulse: Pulse,
    /// The span around each handler.
    pub span: SpanMaker,
}

impl Runner {
    /// A runner with the usual settings.
    #[must_use]
    pub fn new(
        module: &'static str,
        db: DbSettings,
        transport: Arc<dyn Transport>,
        consumers: Consumers,
        wake: Wake,
        clock: Clock,
    ) -> Self {
        let (settings, pulse) = (EventSettings::default(), Pulse::new());
        Self { module, db, transport, consumers, wake, clock, settings, pulse, span: plain_span }
    }

    /// Where to look how it is going.
    #[must_use]
    pub fn pulse(&self) -> Pulse {
        self.pulse.clone()
    }

    /// Runs until told to stop, then finishes or gives back what is in flight and returns.
    ///
    /// # Errors
    /// When the consumers contradict each other. Everything that goes wrong later is tried again.
    pub async fn run(self, stop: CancellationToken) -> Result<(), OutboxError> {
        let shutdown = self.settings.shutdown();
        let module = self.module;
        let ctx = Arc::new(self.context()?);
        let mut loops = JoinSet::new();
        start(&mut loops, "relay", &ctx, &stop, relay::run);
        start(&mut loops, "receiver", &ctx, &stop, receiver::run);
        start(&mut loops, "worker", &ctx, &stop, worker::run);
        start(&mut loops, "timers", &ctx, &stop, timers::run);
        start(&mut loops, "purge", &ctx, &stop, purge::run);
        stop.cancelled().await;
        let finished = timeout(shutdown, async { while loops.join_next().await.is_some() {} }).await;
        if finished.is_err() {
            tracing::warn!(module, "work in flight did not finish in time and is given back");
            loops.shutdown().await;
        }
        Ok(())
    }

    fn context(self) -> Result<Context, OutboxError> {
        let Self { module, db, transport, consumers, wake, clock, settings, pulse, span } = self;
        let follow = FollowSwitches { module, resume: consumers.resume, clock: clock.clone() };
        let consumers = consumers.add(follow);
        consumers.check()?;
        let pool = pool(&DbSettings { max: CONNECTIONS, ..db.clone() });
        let heard = Wake::new();
        Ok(Context {
            module,
            db,
            pool,
            transport,
            consumers,
            told: wake,
            heard,
            clock,
            settings,
            pulse,
            span,
        })
    }
}

fn start<F, Fut>(
    loops: &mut JoinSet<()>,
    part: &'static str,
    ctx: &Arc<Context>,
    stop: &CancellationToken,
    work: F,
) where
    F: Fn(Arc<Context>, CancellationToken) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<(), OutboxError>> + Send + 'static,
{
    loops.spawn(supervise(part, ctx.clone(), stop.clone(), work));
}

/// A span that names the event and carries its correlation and trace context as fields.
#[must_use]
pub fn plain_span(consumer: &'static str, event: &RawEvent) -> tracing::Span {
    tracing::info_span!(
        "consume",
        consumer,
        event = event.kind,
        event_id = %event.id,
        correlation = event.correlation,
        traceparent = event.traceparent,
    )
}
