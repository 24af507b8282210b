//! Due work with the provider: taken with a lease, done outside of any transaction, again later when it is away.
use chrono::TimeDelta;
use souk_events::{AttemptId, PaymentId, RefundId};
use souk_kit::{Kind, Problem, Scope};
use uuid::Uuid;

use super::{close, fulfil, heard, refund, stray, sweep};
use crate::{
    state::State,
    store::tasks::{self, Task},
};

/// The time to pay is over.
pub const CLOSE: &str = "close";
/// Money is to go back.
pub const REFUND: &str = "refund";
/// Something was told.
pub const HOOK: &str = "hook";
/// All is to be compared.
pub const SWEEP: &str = "sweep";

/// A page is to be compared.
pub const LOOK: &str = "look";
/// Money that fits nothing is to go back.
pub const STRAY: &str = "stray";

const QUEUE: Scope = Scope::Platform("due work with the provider");
/// The longest pause between two tries.
const LONGEST: TimeDelta = TimeDelta::minutes(10);
/// Tries after which an event is left to operators.
const TRIES: i32 = 30;

/// Takes what is due, at most so much; each piece has its own lease, from now on.
///
/// # Errors
/// The database.
pub async fn take(state: &State, at_most: usize) -> Result<Vec<Task>, Problem> {
    let now = state.clock.now();
    let lease = now + state.settings.lease();
    let limit = i64::try_from(at_most).unwrap_or(i64::MAX);
    state.db.read(QUEUE, async |conn| Ok(tasks::claim(conn, limit, lease, now).await?)).await
}

/// Does what was taken, and notes what follows.
///
/// # Errors
/// The database.
pub async fn act(state: &State, task: &Task) -> Result<(), Problem> {
    let again = task.tries > 1;
    let unless_done = |done: bool| (!done).then(|| state.settings.sweep());
    let done = match task.kind.as_str() {
        CLOSE => close::close(state, PaymentId(task.target)).await.map(|()| None),
        REFUND => refund::work_on(state, RefundId(task.target), again).await.map(unless_done),
        STRAY => stray::work_on(state, task.target, again).await.map(unless_done),
        HOOK => heard::act(state, task.target).await.map(|()| None),
        LOOK => fulfil::look(state, AttemptId(task.target)).await.map(|_| None),
        SWEEP => sweep::sweep(state).await.map(|()| Some(state.settings.sweep())),
        other => Err(Problem::internal(format!("nobody knows the work {other}"))),
    };
    let now = state.clock.now();
    let next = match done {
        Ok(next) => next.map(|pause| (now + pause, String::new())),
        Err(problem) => {
            let lasting = problem.kind == Kind::Conflict || task.tries >= TRIES;
            tracing::warn!(kind = %task.kind, target = %task.target, ?problem, "due work waits");
            match task.kind.as_str() {
                HOOK if lasting => {
                    heard::give_up(state, task.target, &problem.code).await?;
                    None
                }
                // The next comparison looks again.
                LOOK => None,
                _ => Some((now + pause(task.tries), problem.code.to_string())),
            }
        }
    };
    state
        .db
        .read(QUEUE, async |conn| {
            match next {
                None => tasks::done(conn, task).await?,
                Some((at, error)) => tasks::again(conn, task, at, &error).await?,
            }
            Ok(())
        })
        .await
}

/// One second, two, four, up to the longest.
fn pause(tries: i32) -> TimeDelta {
    let doublings = u32::try_from(tries.clamp(1, 12) - 1).unwrap_or_default();
    TimeDelta::seconds(1_i64 << doublings).min(LONGEST)
}

/// The comparison is due from the start.
///
/// # Errors
/// The database.
pub async fn first(state: &State) -> Result<(), Problem> {
    let now = state.clock.now();
    state.db.read(QUEUE, async |conn| Ok(tasks::schedule(conn, SWEEP, Uuid::nil(), now).await?)).await
}
