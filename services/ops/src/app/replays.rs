//! Replays: a set of dead letters, frozen when the button is pressed, given back little by little.
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use souk_events::UserId;
use souk_kit::Problem;

use super::{
    dead_letters::{Key, places},
    record::{self, OPERATOR},
};
use crate::{
    State,
    domain::replay::{Pace, State as Stand, TOO_MANY_FAILED},
    error::Refusal,
    store::{
        audit,
        replays::{self, Replay, Step},
    },
};

/// How long a step may take before somebody else may take it.
const LEASE: TimeDelta = TimeDelta::seconds(30);
/// How long a module that does not answer is left alone.
const SILENCE: TimeDelta = TimeDelta::seconds(5);
/// Due steps are looked for once a second: being so late does not put off the steps after it.
const LATE: TimeDelta = TimeDelta::seconds(1);

/// What an operator wants replayed, and how.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Which letters.
    pub key: Key,
    /// How fast.
    pub pace: Pace,
    /// Why.
    pub reason: String,
}

/// Freezes the set and begins, on record in the same transaction.
///
/// # Errors
/// An unknown or silent module, nothing of that cause left, one of the same cause under way, or the database.
pub async fn begin(state: &State, actor: UserId, wish: &Wish) -> Result<Replay, Problem> {
    let letters = places(state, &wish.key).await?;
    if letters.is_empty() {
        return Err(Refusal::NothingToReplay.into());
    }
    let now = state.clock.now();
    let Key { module, consumer, kind, cause } = &wish.key;
    let target = format!("{module} {consumer} ({})", letters.len());
    let new = replays::New {
        module,
        consumer,
        kind,
        cause,
        letters: &letters,
        per_minute: wish.pace.per_minute,
        canary: wish.pace.canary,
        stop_percent: wish.pace.stop_percent,
        reason: &wish.reason,
        started_at: now,
        started_by: actor.to_string(),
        changed_at: now,
        next_at: now,
    };
    let note = record::entry(state, actor, "replay_begin", target, wish.reason.clone());
    let begun = state
        .db
        .write(OPERATOR, async |conn| {
            let Some(begun) = replays::begin(conn, &new).await? else {
                let open = replays::open(conn, module, consumer, kind, cause).await?;
                return Err(Problem::from(Refusal::ReplayOpen(open.map_or(0, |r| r.id))));
            };
            audit::write(conn, &audit::New { outcome: format!("replay {}", begun.id), ..note }).await?;
            Ok(begun)
        })
        .await?;
    state.replays.notify_one();
    Ok(begun)
}

/// What an operator says to a replay that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// The first ones went well: the others, too.
    GoOn,
    /// No more.
    Stop,
}

/// Does it, on record in the same transaction.
///
/// # Errors
/// No such replay, one that is in no state for it, or the database.
pub async fn tell(state: &State, actor: UserId, id: i64, word: Word) -> Result<Replay, Problem> {
    let now = state.clock.now();
    let (from, to, action): (&[Stand], _, _) = match word {
        Word::GoOn => (&[Stand::Waiting], Stand::Running, "replay_go_on"),
        Word::Stop => (&[Stand::Running, Stand::Waiting], Stand::Stopped, "replay_stop"),
    };
    let told = state
        .db
        .write(OPERATOR, async |conn| {
            let Some(turned) = replays::turn(conn, id, from, to, now).await? else {
                let is = replays::find(conn, id).await?.ok_or_else(Problem::not_found)?;
                return Err(Problem::from(Refusal::ReplayState(is.state)));
            };
            let target = format!("{} {}", turned.module, turned.consumer);
            let note = record::entry(state, actor, action, target, String::new());
            let outcome = format!("replay {id}: {} of {}", turned.sent, turned.total);
            audit::write(conn, &audit::New { outcome, ..note }).await?;
            Ok(turned)
        })
        .await?;
    state.replays.notify_one();
    Ok(told)
}

/// What became of the letters that were given back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Outcome {
    /// Handled, or put aside by somebody.
    pub handled: usize,
    /// Not tried yet.
    pub waiting: usize,
    /// Failed again, and will be tried again.
    pub failing: usize,
    /// Given up again.
    pub dead: usize,
}

#[derive(Deserialize)]
struct Standing {
    attempt: i32,
    dead: bool,
    finished: bool,
}

/// A replay with what became of its letters, as far as its module answers.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Seen {
    /// The replay.
    #[serde(flatten)]
    pub replay: Replay,
    /// What became of those given back; none when the module does not answer.
    pub outcome: Option<Outcome>,
}

/// Looks at one replay.
///
/// # Errors
/// No such replay, or the database.
pub async fn look(state: &State, id: i64) -> Result<Seen, Problem> {
    let (replay, letters) = state
        .db
        .read(OPERATOR, async |conn| {
            let replay = replays::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            let letters = replays::letters(conn, id).await?;
            Ok::<_, Problem>((replay, letters))
        })
        .await?;
    let outcome = became(state, &replay, &letters).await;
    Ok(Seen { replay, outcome })
}

/// What became of the letters that are back; none when the module does not answer.
async fn became(state: &State, replay: &Replay, letters: &[i64]) -> Option<Outcome> {
    let sent = letters.get(..usize::try_from(replay.sent).unwrap_or_default()).unwrap_or_default();
    if sent.is_empty() {
        return Some(Outcome::default());
    }
    let asked = json!({ "ids": sent });
    let answer = state.modules.post::<Vec<Standing>>(&replay.module, "/internal/events/standing", &asked);
    answer.await.ok().flatten().map(|rows| outcome(&rows, sent.len()))
}

impl Outcome {
    /// How many were tried, and how many of them failed again.
    fn tried(self) -> (usize, usize) {
        let failed = self.failing + self.dead;
        (self.handled + failed, failed)
    }
}

/// Rows that are gone were handled: nothing else removes one.
fn outcome(rows: &[Standing], sent: usize) -> Outcome {
    let of = |what: fn(&&Standing) -> bool| rows.iter().filter(what).count();
    Outcome {
        handled: of(|r| r.finished) + sent.saturating_sub(rows.len()),
        waiting: of(|r| !r.finished && !r.dead && r.attempt == 0),
        failing: of(|r| !r.finished && !r.dead && r.attempt > 0),
        dead: of(|r| r.dead),
    }
}

/// Takes every step that is due. Returns whether a replay runs.
///
/// # Errors
/// The database; what a module says is kept with its replay.
pub async fn work(state: &State) -> Result<bool, Problem> {
    let now = state.clock.now();
    let running =
        state.db.read(OPERATOR, async |conn| Ok::<_, Problem>(replays::running(conn).await?)).await?;
    for (id, due) in &running {
        if *due <= now {
            step(state, *id, *due, now).await?;
        }
    }
    Ok(!running.is_empty())
}

async fn step(state: &State, id: i64, due: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Problem> {
    let claimed = state
        .db
        .write(OPERATOR, async |conn| {
            let Some(replay) = replays::claim(conn, id, now, LEASE).await? else { return Ok(None) };
            let letters = replays::letters(conn, id).await?;
            Ok::<_, Problem>(Some((replay, letters)))
        })
        .await?;
    let Some((replay, letters)) = claimed else { return Ok(()) };
    let pace = replay.pace();
    let (tried, failed) = became(state, &replay, &letters).await.unwrap_or_default().tried();
    if pace.gives_up(tried, failed) {
        let (from, failure) = (replay.sent, TOO_MANY_FAILED.to_owned());
        let ended = Step { from, to: from, given: 0, state: Stand::Stopped, next_at: now, failure };
        return keep(state, id, &ended).await;
    }
    let (take, pause) = pace.step(replay.total, replay.sent);
    let to = replay.sent.saturating_add(take);
    let range = usize::try_from(replay.sent).unwrap_or_default()..usize::try_from(to).unwrap_or_default();
    let batch = letters.get(range).unwrap_or_default();
    let asked = json!({ "ids": batch });
    let done = state.modules.post::<Value>(&replay.module, "/internal/events/dead/replay", &asked).await;
    let step = match done {
        Ok(answer) => {
            let given = answer.as_ref().and_then(|a| a.get("replayed")).and_then(Value::as_i64);
            let given = given.and_then(|n| i32::try_from(n).ok()).unwrap_or_default().clamp(0, take);
            let state = pace.after(replay.total, to);
            let next_at = due.max(now - LATE) + pause;
            Step { from: replay.sent, to, given, state, next_at, failure: String::new() }
        }
        Err(silent) => Step {
            from: replay.sent,
            to: replay.sent,
            given: 0,
            state: Stand::Running,
            next_at: now + SILENCE,
            failure: silent.to_string(),
        },
    };
    keep(state, id, &step).await
}

async fn keep(state: &State, id: i64, step: &Step) -> Result<(), Problem> {
    let end = state.clock.now();
    let work = async |conn: &mut souk_kit::Conn| Ok::<_, Problem>(replays::went(conn, id, step, end).await?);
    state.db.write(OPERATOR, work).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_became_of_letters_is_counted_and_gone_ones_were_handled() {
        let row = |attempt, dead, finished| Standing { attempt, dead, finished };
        let rows = [row(1, false, true), row(0, false, false), row(3, false, false), row(8, true, false)];
        let seen = outcome(&rows, 5);
        assert_eq!(seen, Outcome { handled: 2, waiting: 1, failing: 1, dead: 1 });
    }
}
