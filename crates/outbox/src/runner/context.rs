//! What the loops of one runner share.
use std::{any::Any, future::Future, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use diesel::select;
use diesel_async::RunQueryDsl;
use futures_util::FutureExt as _;
use souk_events::TenantId;
use tokio::time::timeout;
use uuid::Uuid;

use super::SpanMaker;
use crate::{
    Clock, Conn, Consumers, DbSettings, EventSettings, HandlerError, Pool, Pulse, Retries, Transport, Wake,
    inbox::Row, set_config,
};

/// The shortest and the longest wait for somebody who is asked and not there.
const ABSENT_FIRST: TimeDelta = TimeDelta::milliseconds(500);
const ABSENT_LONGEST: TimeDelta = TimeDelta::seconds(10);

pub(super) struct Context {
    pub(super) module: &'static str,
    pub(super) db: DbSettings,
    pub(super) pool: Pool,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) consumers: Consumers,
    /// Rung after a commit that may have told facts.
    pub(super) told: Wake,
    /// Rung after a commit that received facts.
    pub(super) heard: Wake,
    pub(super) clock: Clock,
    pub(super) settings: EventSettings,
    pub(super) pulse: Pulse,
    pub(super) span: SpanMaker,
}

impl Context {
    /// When to try a row again that failed. None: never.
    pub(super) fn again_at(&self, row: &Row, error: &HandlerError) -> Option<DateTime<Utc>> {
        let now = self.clock.now();
        let retries = self.consumers.named(&row.consumer).map_or(Retries::InOrder, |h| h.retries());
        match (error, retries) {
            (HandlerError::Refused(_), _) => None,
            // As long as it has waited already: a short absence costs little, a long one few questions.
            (HandlerError::Absent(_), _) => {
                Some(now + (now - row.received_at).clamp(ABSENT_FIRST, ABSENT_LONGEST))
            }
            (HandlerError::Retry(_), Retries::ThenGoOn(waits)) => {
                let wait = waits.get(usize::try_from(row.attempt).ok()?)?;
                Some(now + TimeDelta::from_std(*wait).ok()?)
            }
            (HandlerError::Retry(_), Retries::InOrder) => self.backoff(row.attempt + 1, error),
        }
    }

    /// Doubling, capped, and spread by up to a quarter so that what failed together does not come back together.
    /// None: the given number of failed attempts was the last.
    pub(super) fn backoff(&self, failed: i32, error: &HandlerError) -> Option<DateTime<Utc>> {
        let last = i32::from(self.settings.max_attempts);
        if failed >= last || matches!(error, HandlerError::Refused(_)) {
            return None;
        }
        let doublings = u32::try_from(failed - 1).unwrap_or_default().min(32);
        let wait =
            self.settings.retry_first_ms.saturating_mul(1_u64 << doublings).min(self.settings.retry_cap_ms);
        let spread = Uuid::new_v4().as_u64_pair().1 % (wait / 4 + 1);
        let millis = i64::try_from(wait.saturating_add(spread)).unwrap_or(i64::MAX / 2);
        Some(self.clock.now() + TimeDelta::try_milliseconds(millis)?)
    }

    pub(super) fn batch(&self) -> u16 {
        self.settings.batch.clamp(1, 500)
    }

    /// Runs a handler so that neither a panic nor endless waiting takes the loop down.
    pub(super) async fn guarded<F, T>(&self, work: F) -> Result<T, HandlerError>
    where
        F: Future<Output = Result<T, HandlerError>> + Send,
    {
        let limit = self.settings.handler_timeout();
        match timeout(limit, AssertUnwindSafe(work).catch_unwind()).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(panic)) => Err(HandlerError::retry(format!("panicked: {}", words(panic.as_ref())))),
            Err(_) => Err(HandlerError::retry(format!("took longer than {} ms", limit.as_millis()))),
        }
    }
}

/// What a panic said.
pub(super) fn words(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no words")
}

/// Sets the data scope of the transaction: the event's tenant, or the platform.
pub(super) async fn set_scope(conn: &mut Conn, tenant: Option<TenantId>) -> diesel::QueryResult<()> {
    let (scope, id) = tenant.map_or(("platform", String::new()), |t| ("tenant", t.0.to_string()));
    let settings = (
        set_config("souk.scope", scope, true),
        set_config("souk.tenant", id, true),
        set_config("souk.subject", "", true),
    );
    select(settings).get_result::<(String, String, String)>(conn).await?;
    Ok(())
}

/// A wait that doubles with every use.
pub(super) struct Patience {
    next: Duration,
}

impl Patience {
    const FIRST: Duration = Duration::from_millis(100);
    const LONGEST: Duration = Duration::from_secs(2);

    pub(super) fn new() -> Self {
        Self { next: Self::FIRST }
    }

    pub(super) fn wait(&mut self) -> Duration {
        let now = self.next;
        self.next = (now * 2).min(Self::LONGEST);
        now
    }
}
