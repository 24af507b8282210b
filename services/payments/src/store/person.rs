//! Everything kept of one customer.
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::Subject;
use souk_kit::Conn;

use super::{
    intents::{Intent, Share},
    refunds::Refund,
};
use crate::schema::{intent, refund, share};

/// A customer's parts of payments with the payment each belongs to, newest first.
///
/// # Errors
/// The database.
pub async fn paid(conn: &mut Conn, whose: Subject) -> QueryResult<Vec<(Share, Intent)>> {
    let mine = share::table.inner_join(intent::table.on(intent::id.eq(share::intent_id)));
    mine.filter(share::customer.eq(whose.to_string()))
        .order(share::order_id.desc())
        .select((Share::as_select(), Intent::as_select()))
        .load(conn)
        .await
}

/// What went back to a customer, newest first.
///
/// # Errors
/// The database.
pub async fn given_back(conn: &mut Conn, whose: Subject) -> QueryResult<Vec<Refund>> {
    let theirs = refund::table.inner_join(intent::table.on(intent::id.eq(refund::intent_id)));
    theirs
        .filter(intent::customer.eq(whose.to_string()))
        .order(refund::id.desc())
        .select(Refund::as_select())
        .load(conn)
        .await
}
