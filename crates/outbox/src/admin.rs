//! What operators see and do: counts, dead letters, replay.
use chrono::{DateTime, Utc};
use diesel::{
    dsl::{count_star, exists, min, not},
    prelude::*,
    update,
};
use diesel_async::RunQueryDsl;
use serde::Serialize;
use serde_json::Value;
use souk_events::{EventId, TenantId};

use crate::{
    Conn, OutboxError,
    inbox::{SWITCH_CONSUMER, UNREADABLE},
    schema::{inbox, module_switch, outbox, timer},
};

/// A row that will not be handled again by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Queryable, Selectable)]
#[diesel(table_name = inbox)]
pub struct DeadLetter {
    /// Its place in the inbox: what replay and archive want.
    pub seq: i64,
    /// Who could not handle it; `unreadable` for messages that are no facts.
    pub consumer: String,
    /// The event.
    pub event_id: EventId,
    /// The wire name of the fact.
    pub kind: String,
    /// Who told it.
    pub source: String,
    /// When it was told.
    pub time: DateTime<Utc>,
    /// The merchant it concerns.
    pub tenant: Option<TenantId>,
    /// The id of the thing it is about.
    pub subject: String,
    /// Correlation id.
    pub correlation: String,
    /// The body; `{"base64": …}` for messages that are no facts.
    pub data: Value,
    /// The key it holds back.
    pub ordering_key: Option<String>,
    /// How often it was tried.
    pub attempt: i32,
    /// Why it failed last.
    pub last_error: Option<String>,
    /// When it arrived.
    pub received_at: DateTime<Utc>,
    /// When it was given up.
    pub dead_at: Option<DateTime<Utc>>,
}

/// How much waits, and for what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Facts not sent yet.
    pub outbox_waiting: i64,
    /// Age of the oldest of them in seconds.
    pub outbox_oldest_s: i64,
    /// Inbox rows to be handled, parked ones not counted.
    pub inbox_pending: i64,
    /// Inbox rows that wait until the module is on again.
    pub parked: i64,
    /// Dead letters.
    pub dead: i64,
    /// Timers that are due.
    pub timers_due: i64,
    /// Timers that were given up.
    pub timers_dead: i64,
}

/// Dead letters after a place in the inbox, oldest first.
///
/// # Errors
/// When the inbox cannot be read.
pub async fn dead_letters(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<DeadLetter>, OutboxError> {
    Ok(inbox::table
        .filter(inbox::dead_at.is_not_null().and(inbox::finished_at.is_null()).and(inbox::seq.gt(after)))
        .order(inbox::seq)
        .limit(limit)
        .select(DeadLetter::as_select())
        .load(conn)
        .await?)
}

/// Gives dead letters back to the consumer that failed, under the same event id. Returns how many.
/// Messages that are no facts stay where they are. The worker finds the rows at its next look.
///
/// # Errors
/// When the inbox cannot be written.
pub async fn replay(conn: &mut Conn, seqs: &[i64], now: DateTime<Utc>) -> Result<usize, OutboxError> {
    let dead = inbox::table.filter(
        inbox::seq
            .eq_any(seqs)
            .and(inbox::dead_at.is_not_null())
            .and(inbox::finished_at.is_null())
            .and(inbox::consumer.ne(UNREADABLE)),
    );
    Ok(update(dead)
        .set((inbox::dead_at.eq(None::<DateTime<Utc>>), inbox::attempt.eq(0), inbox::next_at.eq(now)))
        .execute(conn)
        .await?)
}

/// How a row of the inbox stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Queryable)]
pub struct Standing {
    /// Its place in the inbox.
    pub seq: i64,
    /// How often it was tried since it was given back.
    pub attempt: i32,
    /// Given up.
    pub dead: bool,
    /// Handled or put aside.
    pub finished: bool,
}

/// How these rows stand, in their order. Rows that were handled long ago are gone and left out.
///
/// # Errors
/// When the inbox cannot be read.
pub async fn standing(conn: &mut Conn, seqs: &[i64]) -> Result<Vec<Standing>, OutboxError> {
    let dead = inbox::dead_at.is_not_null().and(inbox::finished_at.is_null());
    Ok(inbox::table
        .filter(inbox::seq.eq_any(seqs))
        .order(inbox::seq)
        .select((inbox::seq, inbox::attempt, dead, inbox::finished_at.is_not_null()))
        .load(conn)
        .await?)
}

/// Puts dead letters aside for good; what they held back goes on. Returns how many.
///
/// # Errors
/// When the inbox cannot be written.
pub async fn archive(conn: &mut Conn, seqs: &[i64], now: DateTime<Utc>) -> Result<usize, OutboxError> {
    let dead = inbox::table
        .filter(inbox::seq.eq_any(seqs).and(inbox::dead_at.is_not_null()).and(inbox::finished_at.is_null()));
    Ok(update(dead).set((inbox::finished_at.eq(now), inbox::outcome.eq("archived"))).execute(conn).await?)
}

/// Lets timers that were given up try again. Returns how many.
///
/// # Errors
/// When the timers cannot be written.
pub async fn retry_timers(conn: &mut Conn, kind: &str, now: DateTime<Utc>) -> Result<usize, OutboxError> {
    Ok(update(timer::table.filter(timer::kind.eq(kind).and(timer::dead_at.is_not_null())))
        .set((timer::dead_at.eq(None::<DateTime<Utc>>), timer::attempt.eq(0), timer::next_at.eq(now)))
        .execute(conn)
        .await?)
}

/// Tells the module's facts since a moment once more, as far as they are kept. Everybody who knows them
/// ignores them; a module that is new gets its history. Returns how many.
///
/// # Errors
/// When the outbox cannot be written.
pub async fn republish_since(
    conn: &mut Conn,
    module: &str,
    since: DateTime<Utc>,
) -> Result<usize, OutboxError> {
    let sent = outbox::table.filter(
        outbox::source.eq(module).and(outbox::time.ge(since)).and(outbox::published_at.is_not_null()),
    );
    Ok(update(sent).set(outbox::published_at.eq(None::<DateTime<Utc>>)).execute(conn).await?)
}

/// Counts what waits in the module's schema.
///
/// # Errors
/// When the tables cannot be read.
pub async fn counts(conn: &mut Conn, module: &str, now: DateTime<Utc>) -> Result<Counts, OutboxError> {
    let (outbox_waiting, oldest): (i64, Option<DateTime<Utc>>) = outbox::table
        .filter(outbox::published_at.is_null())
        .select((count_star(), min(outbox::time)))
        .first(conn)
        .await?;
    let waiting = || inbox::table.filter(inbox::finished_at.is_null().and(inbox::dead_at.is_null()));
    let all: i64 = waiting().count().get_result(conn).await?;
    let off = module_switch::table.filter(
        module_switch::module
            .eq(module)
            .and(not(module_switch::on))
            .and(module_switch::tenant.is_null().or(module_switch::tenant.eq(inbox::tenant))),
    );
    let parked: i64 = waiting()
        .filter(inbox::consumer.ne(SWITCH_CONSUMER).and(exists(off)))
        .count()
        .get_result(conn)
        .await?;
    let dead: i64 = inbox::table
        .filter(inbox::finished_at.is_null().and(inbox::dead_at.is_not_null()))
        .count()
        .get_result(conn)
        .await?;
    let timers_due: i64 = timer::table
        .filter(timer::dead_at.is_null().and(timer::next_at.le(now)))
        .count()
        .get_result(conn)
        .await?;
    let timers_dead: i64 = timer::table.filter(timer::dead_at.is_not_null()).count().get_result(conn).await?;
    Ok(Counts {
        outbox_waiting,
        outbox_oldest_s: oldest.map_or(0, |told| (now - told).num_seconds().max(0)),
        inbox_pending: all - parked,
        parked,
        dead,
        timers_due,
        timers_dead,
    })
}
