//! Removing what a person left behind.
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::Subject;
use souk_kit::Conn;

use crate::schema::{cart_code, cart_line};

/// Removes a person's cart and codes. Returns how many rows.
///
/// # Errors
/// The database.
pub async fn forget(conn: &mut Conn, whose: Subject) -> QueryResult<usize> {
    let whose = whose.to_string();
    let lines = diesel::delete(cart_line::table.filter(cart_line::customer.eq(&whose))).execute(conn).await?;
    let codes = diesel::delete(cart_code::table.filter(cart_code::customer.eq(&whose))).execute(conn).await?;
    Ok(lines + codes)
}
