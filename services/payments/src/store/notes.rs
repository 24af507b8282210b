//! Rows of `note`: what orders told of an order.
use chrono::{DateTime, Utc};
use diesel::{
    dsl::sql,
    prelude::*,
    sql_types::{BigInt, Nullable},
    upsert::excluded,
};
use diesel_async::RunQueryDsl;
use souk_events::OrderId;
use souk_kit::Conn;

use crate::schema::note;

/// What is known of an order.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = note)]
pub struct Note {
    /// The order.
    pub order_id: OrderId,
    /// It ended early.
    pub called_off: bool,
    /// It was handed over.
    pub completed: bool,
    /// What it still costs, when pieces were taken off.
    pub stays: Option<i64>,
    /// Since which of its versions.
    pub version: i64,
    /// When the last word came.
    pub heard_at: DateTime<Utc>,
}

impl Note {
    /// One that says nothing yet.
    #[must_use]
    pub fn new(order_id: OrderId, now: DateTime<Utc>) -> Self {
        Self { order_id, called_off: false, completed: false, stays: None, version: 0, heard_at: now }
    }
}

/// Adds a word to what is known, and answers all of it. Nobody else adds until the transaction ends.
///
/// # Errors
/// The database.
pub async fn keep(conn: &mut Conn, word: &Note) -> QueryResult<Note> {
    diesel::insert_into(note::table)
        .values(word)
        .on_conflict(note::order_id)
        .do_update()
        .set((
            note::called_off.eq(note::called_off.or(excluded(note::called_off))),
            note::completed.eq(note::completed.or(excluded(note::completed))),
            // An order only ever shrinks: the least is the newest.
            note::stays.eq(sql::<Nullable<BigInt>>("LEAST(note.stays, excluded.stays)")),
            note::version.eq(sql::<BigInt>("GREATEST(note.version, excluded.version)")),
            note::heard_at.eq(excluded(note::heard_at)),
        ))
        .returning(Note::as_returning())
        .get_result(conn)
        .await
}

/// What is known of an order.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, order: OrderId) -> QueryResult<Option<Note>> {
    note::table.find(order).select(Note::as_select()).first(conn).await.optional()
}
