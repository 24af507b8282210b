//! Replays: what is given back, how far it is.
use chrono::{DateTime, TimeDelta, Utc};
use diesel::{insert_into, prelude::*, update};
use diesel_async::RunQueryDsl;
use serde::Serialize;
use souk_kit::Conn;

use crate::{
    domain::replay::{Pace, State},
    schema::replay,
};

/// A replay without the list of its letters.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, utoipa::ToSchema)]
#[diesel(table_name = replay, check_for_backend(diesel::pg::Pg))]
pub struct Replay {
    /// Its number.
    pub id: i64,
    /// The module that failed.
    pub module: String,
    /// Its consumer.
    pub consumer: String,
    /// The wire name of the facts.
    pub kind: String,
    /// The error without what differs from case to case.
    pub cause: String,
    /// How many letters were dead when it began; later ones are not among them.
    pub total: i32,
    /// How many of them were given back so far.
    pub sent: i32,
    /// How many of those were still dead then.
    pub given: i32,
    /// Letters a minute.
    pub per_minute: i32,
    /// After so many it waits for the operator; 0: it does not.
    pub canary: i32,
    /// Of a hundred that were tried again, so many that failed end it.
    pub stop_percent: i32,
    /// `running`, `waiting`, `stopped` or `done`.
    pub state: String,
    /// Why, in the operator's words.
    pub reason: String,
    /// Since when.
    pub started_at: DateTime<Utc>,
    /// By whom: `usr_…`.
    pub started_by: String,
    /// When it last went on.
    pub changed_at: DateTime<Utc>,
    /// Why the module could not be reached last; `too_many_failed` when that ended it; else empty.
    pub failure: String,
}

impl Replay {
    /// What it is doing.
    #[must_use]
    pub fn state(&self) -> State {
        State::parse(&self.state)
    }

    /// How fast it goes.
    #[must_use]
    pub fn pace(&self) -> Pace {
        Pace { per_minute: self.per_minute, canary: self.canary, stop_percent: self.stop_percent }
    }
}

/// A replay to begin.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = replay)]
pub struct New<'a> {
    /// The module that failed.
    pub module: &'a str,
    /// Its consumer.
    pub consumer: &'a str,
    /// The wire name of the facts.
    pub kind: &'a str,
    /// Their common cause.
    pub cause: &'a str,
    /// The letters, oldest first.
    pub letters: &'a [i64],
    /// Letters a minute.
    pub per_minute: i32,
    /// After so many it waits.
    pub canary: i32,
    /// So many of a hundred that fail end it.
    pub stop_percent: i32,
    /// Why.
    pub reason: &'a str,
    /// Now.
    pub started_at: DateTime<Utc>,
    /// By whom.
    pub started_by: String,
    /// Now.
    pub changed_at: DateTime<Utc>,
    /// Now.
    pub next_at: DateTime<Utc>,
}

/// Begins one; nothing when one of the same cause is under way.
///
/// # Errors
/// The database.
pub async fn begin(conn: &mut Conn, new: &New<'_>) -> QueryResult<Option<Replay>> {
    insert_into(replay::table)
        .values(new)
        .on_conflict_do_nothing()
        .returning(Replay::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// One replay.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, id: i64) -> QueryResult<Option<Replay>> {
    replay::table.find(id).select(Replay::as_select()).first(conn).await.optional()
}

/// The letters of one replay, oldest first.
///
/// # Errors
/// The database.
pub async fn letters(conn: &mut Conn, id: i64) -> QueryResult<Vec<i64>> {
    replay::table.find(id).select(replay::letters).first(conn).await
}

/// The newest replays before one.
///
/// # Errors
/// The database.
pub async fn list(conn: &mut Conn, before: Option<i64>, limit: i64) -> QueryResult<Vec<Replay>> {
    replay::table
        .filter(replay::id.lt(before.unwrap_or(i64::MAX)))
        .order(replay::id.desc())
        .limit(limit)
        .select(Replay::as_select())
        .load(conn)
        .await
}

/// The replay of a cause that is under way.
///
/// # Errors
/// The database.
pub async fn open(
    conn: &mut Conn,
    module: &str,
    consumer: &str,
    kind: &str,
    cause: &str,
) -> QueryResult<Option<Replay>> {
    replay::table
        .filter(replay::module.eq(module).and(replay::consumer.eq(consumer)))
        .filter(replay::kind.eq(kind).and(replay::cause.eq(cause)))
        .filter(replay::state.eq_any([State::Running.as_str(), State::Waiting.as_str()]))
        .select(Replay::as_select())
        .first(conn)
        .await
        .optional()
}

/// Those that run, the one that is due first in front, with when it is.
///
/// # Errors
/// The database.
pub async fn running(conn: &mut Conn) -> QueryResult<Vec<(i64, DateTime<Utc>)>> {
    replay::table
        .filter(replay::state.eq(State::Running.as_str()))
        .order(replay::next_at)
        .select((replay::id, replay::next_at))
        .load(conn)
        .await
}

/// Takes the next step of a replay for as long as `lease`; nothing when it is not due, or somebody else has it.
///
/// # Errors
/// The database.
pub async fn claim(
    conn: &mut Conn,
    id: i64,
    now: DateTime<Utc>,
    lease: TimeDelta,
) -> QueryResult<Option<Replay>> {
    let due = replay::state.eq(State::Running.as_str()).and(replay::next_at.le(now));
    update(replay::table.find(id).filter(due))
        .set(replay::next_at.eq(now + lease))
        .returning(Replay::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// How a step went.
#[derive(Clone, Debug)]
pub struct Step {
    /// Place in the list before it.
    pub from: i32,
    /// Place after it.
    pub to: i32,
    /// How many of them were dead until then.
    pub given: i32,
    /// What it does from now on.
    pub state: State,
    /// When the next one is due.
    pub next_at: DateTime<Utc>,
    /// Why the module was not reached, or why it ended; else empty.
    pub failure: String,
}

/// Keeps how a step went, unless the replay moved on or ended meanwhile: then only how many were given back.
///
/// # Errors
/// The database.
pub async fn went(conn: &mut Conn, id: i64, step: &Step, now: DateTime<Utc>) -> QueryResult<bool> {
    let place = replay::table.find(id).filter(replay::sent.eq(step.from));
    let progress = (
        replay::sent.eq(step.to),
        replay::given.eq(replay::given + step.given),
        replay::failure.eq(&step.failure),
        replay::changed_at.eq(now),
        replay::next_at.eq(step.next_at),
    );
    let running = place.filter(replay::state.eq(State::Running.as_str()));
    let went = update(running).set((progress, replay::state.eq(step.state.as_str())));
    if went.execute(conn).await? > 0 {
        return Ok(true);
    }
    // Stopped while the module was asked: what was given back is given back.
    let stopped = place.filter(replay::state.eq(State::Stopped.as_str()));
    update(stopped).set(progress).execute(conn).await.map(|n| n > 0)
}

/// The operator's word: from one of these states to another. Nothing when it is in none of them.
///
/// # Errors
/// The database.
pub async fn turn(
    conn: &mut Conn,
    id: i64,
    from: &[State],
    to: State,
    now: DateTime<Utc>,
) -> QueryResult<Option<Replay>> {
    let from: Vec<_> = from.iter().map(|state| state.as_str()).collect();
    let here = replay::table.find(id).filter(replay::state.eq_any(from));
    let turned = (replay::state.eq(to.as_str()), replay::changed_at.eq(now), replay::next_at.eq(now));
    let turned = update(here).set(turned).returning(Replay::as_returning());
    turned.get_result(conn).await.optional()
}
