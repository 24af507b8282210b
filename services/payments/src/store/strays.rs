//! Rows of `stray`: money that fits nothing.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::PaymentId;
use souk_kit::Conn;
use uuid::Uuid;

use crate::schema::stray;

/// Money that arrived and pays for nothing.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = stray)]
pub struct Stray {
    /// Its id.
    pub id: Uuid,
    /// What it was meant for.
    pub intent_id: PaymentId,
    /// The provider's id of the money.
    pub payment_ref: String,
    /// Of the amount, as the provider has it.
    pub currency: String,
    /// Minor units.
    pub amount: i64,
    /// See [`crate::domain::words::StrayWhy`].
    pub why: String,
    /// `waiting` for a person, `pending` at the provider, `succeeded`.
    pub state: String,
    /// How often somebody gave it back: each is another refund at the provider.
    pub given: i32,
    /// Who did last.
    pub person: Option<String>,
    /// The provider's id of the refund.
    pub reference: Option<String>,
    /// Why it came back last.
    pub failure: String,
    /// When it was found.
    pub created_at: DateTime<Utc>,
    /// When it was given back.
    pub ended_at: Option<DateTime<Utc>>,
}

/// A new one; the same money is kept once.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, row: &Stray) -> QueryResult<()> {
    diesel::insert_into(stray::table).values(row).on_conflict_do_nothing().execute(conn).await.map(drop)
}

/// One of them.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, id: Uuid) -> QueryResult<Option<Stray>> {
    stray::table.find(id).select(Stray::as_select()).first(conn).await.optional()
}

/// The one that goes back under an id of the provider.
///
/// # Errors
/// The database.
pub async fn by_reference(conn: &mut Conn, reference: &str) -> QueryResult<Option<Stray>> {
    let rows = stray::table.filter(stray::reference.eq(reference));
    rows.select(Stray::as_select()).first(conn).await.optional()
}

/// Whether money for something else is here and not given back yet.
///
/// # Errors
/// The database.
pub async fn is_here(conn: &mut Conn, intent: PaymentId) -> QueryResult<bool> {
    let rows = stray::table.filter(stray::intent_id.eq(intent)).filter(stray::state.ne("succeeded"));
    diesel::select(diesel::dsl::exists(rows)).get_result(conn).await
}

/// What a person is to look at first, then the newest.
///
/// # Errors
/// The database.
pub async fn newest(conn: &mut Conn, limit: i64) -> QueryResult<Vec<Stray>> {
    stray::table
        .order((stray::state.eq("waiting").desc(), stray::created_at.desc()))
        .limit(limit)
        .select(Stray::as_select())
        .load(conn)
        .await
}

/// A person gives it back. False: somebody did already.
///
/// # Errors
/// The database.
pub async fn give(conn: &mut Conn, id: Uuid, person: &str) -> QueryResult<bool> {
    let n = diesel::update(stray::table.find(id).filter(stray::state.eq("waiting")))
        .set((
            stray::state.eq("pending"),
            stray::given.eq(stray::given + 1),
            stray::person.eq(person),
            stray::reference.eq(None::<String>),
        ))
        .execute(conn)
        .await?;
    Ok(n == 1)
}

/// What the provider said of the refund that it was told of last.
///
/// # Errors
/// The database.
pub async fn settle(
    conn: &mut Conn,
    of: &Stray,
    (to, reference): (&str, Option<&str>),
    failure: &str,
    ended_at: Option<DateTime<Utc>>,
) -> QueryResult<()> {
    let mine = stray::table.find(of.id).filter(stray::given.eq(of.given).and(stray::state.ne("waiting")));
    diesel::update(mine)
        .set((
            stray::state.eq(to),
            reference.map(|reference| stray::reference.eq(reference)),
            stray::failure.eq(failure),
            stray::ended_at.eq(ended_at),
        ))
        .execute(conn)
        .await
        .map(drop)
}
