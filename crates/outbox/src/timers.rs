//! Promises in time: rows that fire once in effect, whatever dies in between.
use std::future::Future;

use chrono::{DateTime, Utc};
use diesel::{
    delete,
    dsl::{exists, min, not},
    insert_into,
    prelude::*,
    sql_types::Bool,
    update,
    upsert::excluded,
};
use diesel_async::RunQueryDsl;
use futures_util::future::BoxFuture;
use serde_json::Value;
use souk_events::TenantId;

use crate::{
    Conn, HandlerError, OutboxError, Prepared,
    schema::{module_switch, timer},
};

/// What happens when timers of one kind are due.
pub trait TimerHandler: Send + Sync + 'static {
    /// The kind, `orders.accept_deadline`.
    const KIND: &'static str;

    /// Acts, on this connection alone, inside the transaction that removes the timer. Look again whether
    /// there is still something to do; scheduling the same key anew is allowed.
    fn fire(&self, conn: &mut Conn, timer: Timer) -> impl Future<Output = Result<(), HandlerError>> + Send;
}

/// A timer that is due.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = timer)]
pub struct Timer {
    /// What it is about, unique in its kind.
    pub key: String,
    /// The merchant it concerns.
    pub tenant: Option<TenantId>,
    /// When it was due.
    pub due_at: DateTime<Utc>,
    /// What was noted when it was scheduled.
    pub payload: Value,
}

/// Sets a timer, or sets it anew: the last word counts, past failures are forgotten.
///
/// # Errors
/// When the row cannot be written.
pub async fn schedule(
    mut conn: &Conn,
    kind: &str,
    key: &str,
    tenant: Option<TenantId>,
    due_at: DateTime<Utc>,
    payload: &Value,
) -> Result<(), OutboxError> {
    let set = insert_into(timer::table)
        .values((
            timer::kind.eq(kind),
            timer::key.eq(key),
            timer::tenant.eq(tenant),
            timer::due_at.eq(due_at),
            timer::next_at.eq(due_at),
            timer::payload.eq(payload),
        ))
        .on_conflict((timer::kind, timer::key))
        .do_update()
        .set((
            timer::tenant.eq(excluded(timer::tenant)),
            timer::due_at.eq(excluded(timer::due_at)),
            timer::next_at.eq(excluded(timer::next_at)),
            timer::payload.eq(excluded(timer::payload)),
            timer::attempt.eq(0),
            timer::last_error.eq(None::<String>),
            timer::dead_at.eq(None::<DateTime<Utc>>),
        ));
    Prepared(set).execute(&mut conn).await?;
    Ok(())
}

/// Takes a timer back. False: there was none, or it has fired.
///
/// # Errors
/// When the row cannot be removed.
pub async fn cancel(mut conn: &Conn, kind: &str, key: &str) -> Result<bool, OutboxError> {
    let gone = delete(timer::table.find((kind, key))).execute(&mut conn).await?;
    Ok(gone > 0)
}

/// A timer handler without its type.
pub(crate) trait Fire: Send + Sync {
    fn kind(&self) -> &'static str;
    fn fire<'a>(&'a self, conn: &'a mut Conn, timer: Timer) -> BoxFuture<'a, Result<(), HandlerError>>;
}

pub(crate) struct Typed<T>(pub(crate) T);

impl<T: TimerHandler> Fire for Typed<T> {
    fn kind(&self) -> &'static str {
        T::KIND
    }
    fn fire<'a>(&'a self, conn: &'a mut Conn, timer: Timer) -> BoxFuture<'a, Result<(), HandlerError>> {
        Box::pin(self.0.fire(conn, timer))
    }
}

/// A timer as it stands in the table.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = timer)]
pub(crate) struct Row {
    pub(crate) kind: String,
    pub(crate) attempt: i32,
    pub(crate) next_at: DateTime<Utc>,
    #[diesel(embed)]
    pub(crate) timer: Timer,
}

/// Which timers may fire now.
pub(crate) struct Due<'a> {
    pub(crate) module: &'a str,
    pub(crate) kinds: &'a [&'static str],
    pub(crate) now: DateTime<Utc>,
    pub(crate) run_when_off: bool,
}

/// Takes the timer that is due longest out of the table; the transaction decides whether that holds.
pub(crate) async fn take(conn: &mut Conn, due: &Due<'_>) -> QueryResult<Option<Row>> {
    let off = module_switch::table.filter(
        module_switch::module
            .eq(due.module)
            .and(not(module_switch::on))
            .and(module_switch::tenant.is_null().or(module_switch::tenant.eq(timer::tenant))),
    );
    let row = timer::table
        .filter(timer::dead_at.is_null().and(timer::next_at.le(due.now)))
        .filter(timer::kind.eq_any(due.kinds))
        .filter(due.run_when_off.into_sql::<Bool>().or(not(exists(off))))
        .order(timer::next_at)
        .limit(1)
        .for_update()
        .skip_locked()
        .select(Row::as_select())
        .first(conn)
        .await
        .optional()?;
    if let Some(row) = &row {
        delete(timer::table.find((&row.kind, &row.timer.key))).execute(conn).await?;
    }
    Ok(row)
}

/// When the next timer is to be looked at.
pub(crate) async fn next_due(conn: &mut Conn, kinds: &[&'static str]) -> QueryResult<Option<DateTime<Utc>>> {
    timer::table
        .filter(timer::dead_at.is_null().and(timer::kind.eq_any(kinds)))
        .select(min(timer::next_at))
        .first(conn)
        .await
}

/// Counts a failed attempt, unless the timer was set anew meanwhile.
pub(crate) async fn fail(
    conn: &mut Conn,
    row: &Row,
    error: &str,
    again_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let same = timer::table.find((&row.kind, &row.timer.key)).filter(
        timer::attempt.eq(row.attempt).and(timer::next_at.eq(row.next_at)).and(timer::dead_at.is_null()),
    );
    update(same)
        .set((
            timer::attempt.eq(row.attempt + 1),
            timer::next_at.eq(again_at.unwrap_or(now)),
            timer::last_error.eq(error.replace('\0', "")),
            timer::dead_at.eq(again_at.is_none().then_some(now)),
        ))
        .execute(conn)
        .await?;
    Ok(())
}
