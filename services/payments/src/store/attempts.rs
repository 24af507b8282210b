//! Rows of `attempt`.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{AttemptId, PaymentId};
use souk_kit::Conn;

use crate::schema::attempt;

/// One try to pay.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = attempt)]
pub struct Attempt {
    /// Its id.
    pub id: AttemptId,
    /// What it pays for.
    pub intent_id: PaymentId,
    /// See [`crate::domain::words::Method`].
    pub method: String,
    /// Where it stands.
    pub state: String,
    /// The provider's id of the page.
    pub reference: Option<String>,
    /// The provider's id of the money.
    pub payment_ref: Option<String>,
    /// Where to pay.
    pub url: Option<String>,
    /// Why it was refused last.
    pub refusal: String,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

impl Attempt {
    /// A new one.
    #[must_use]
    pub fn new(intent_id: PaymentId, method: &str, state: &str, now: DateTime<Utc>) -> Self {
        Self {
            id: AttemptId::new(),
            intent_id,
            method: method.to_owned(),
            state: state.to_owned(),
            reference: None,
            payment_ref: None,
            url: None,
            refusal: String::new(),
            created_at: now,
            ended_at: None,
        }
    }
}

/// Begins one, unless one is under way: then that one.
///
/// # Errors
/// The database.
pub async fn begin(conn: &mut Conn, new: &Attempt) -> QueryResult<Attempt> {
    diesel::insert_into(attempt::table).values(new).on_conflict_do_nothing().execute(conn).await?;
    let open = attempt::table.filter(attempt::intent_id.eq(new.intent_id));
    let open = open.filter(attempt::state.eq_any(["created", "open", "due"]));
    open.select(Attempt::as_select()).first(conn).await
}

/// One of them.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, id: AttemptId) -> QueryResult<Option<Attempt>> {
    attempt::table.find(id).select(Attempt::as_select()).first(conn).await.optional()
}

/// The one behind a page of the provider.
///
/// # Errors
/// The database.
pub async fn by_reference(conn: &mut Conn, reference: &str) -> QueryResult<Option<Attempt>> {
    attempt::table
        .filter(attempt::reference.eq(reference))
        .select(Attempt::as_select())
        .first(conn)
        .await
        .optional()
}

/// All of an intent, newest first.
///
/// # Errors
/// The database.
pub async fn of_intent(conn: &mut Conn, id: PaymentId) -> QueryResult<Vec<Attempt>> {
    attempt::table
        .filter(attempt::intent_id.eq(id))
        .order(attempt::created_at.desc())
        .select(Attempt::as_select())
        .load(conn)
        .await
}

/// The page is open.
///
/// # Errors
/// The database.
pub async fn opened(conn: &mut Conn, id: AttemptId, reference: &str, url: &str) -> QueryResult<()> {
    diesel::update(attempt::table.find(id).filter(attempt::state.eq("created")))
        .set((attempt::state.eq("open"), attempt::reference.eq(reference), attempt::url.eq(url)))
        .execute(conn)
        .await
        .map(drop)
}

/// Moves one on from one of these states. False: it does not stand there.
///
/// # Errors
/// The database.
pub async fn end(
    conn: &mut Conn,
    id: AttemptId,
    from: &[&str],
    to: &str,
    payment_ref: Option<&str>,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let rows = attempt::table.find(id).filter(attempt::state.eq_any(from.to_vec()));
    let n = diesel::update(rows)
        .set((
            attempt::state.eq(to),
            attempt::ended_at.eq(now),
            payment_ref.map(|reference| attempt::payment_ref.eq(reference)),
        ))
        .execute(conn)
        .await?;
    Ok(n == 1)
}

/// On the test page: somebody pays. False: it is open no more.
///
/// # Errors
/// The database.
pub async fn test_pays(conn: &mut Conn, id: AttemptId) -> QueryResult<bool> {
    let open = attempt::table.find(id).filter(attempt::method.eq("test").and(attempt::state.eq("open")));
    let n = diesel::update(open.filter(attempt::payment_ref.is_null()))
        .set(attempt::payment_ref.eq(format!("test_{id}")))
        .execute(conn)
        .await?;
    Ok(n == 1)
}

/// On the test page: it closes, unless somebody paid. False: somebody did, or it was closed before.
///
/// # Errors
/// The database.
pub async fn close_unpaid(conn: &mut Conn, id: AttemptId, now: DateTime<Utc>) -> QueryResult<bool> {
    let open = attempt::table.find(id).filter(attempt::state.eq_any(["created", "open"]));
    let n = diesel::update(open.filter(attempt::payment_ref.is_null()))
        .set((attempt::state.eq("closed"), attempt::ended_at.eq(now)))
        .execute(conn)
        .await?;
    Ok(n == 1)
}

/// On the test page: the card is refused.
///
/// # Errors
/// The database.
pub async fn refused(conn: &mut Conn, id: AttemptId, why: &str) -> QueryResult<()> {
    diesel::update(attempt::table.find(id).filter(attempt::state.eq("open")))
        .set(attempt::refusal.eq(why))
        .execute(conn)
        .await
        .map(drop)
}

/// Pages that are open, oldest first.
///
/// # Errors
/// The database.
pub async fn open(conn: &mut Conn, limit: i64) -> QueryResult<Vec<Attempt>> {
    attempt::table
        .filter(attempt::state.eq_any(["created", "open"]))
        .order(attempt::created_at)
        .limit(limit)
        .select(Attempt::as_select())
        .load(conn)
        .await
}
