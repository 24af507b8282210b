//! The codes a person entered for the cart.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::Subject;
use souk_kit::Conn;

use crate::schema::cart_code;

/// The codes, oldest first.
///
/// # Errors
/// The database.
pub async fn list(conn: &mut Conn, whose: Subject) -> QueryResult<Vec<String>> {
    cart_code::table
        .filter(cart_code::customer.eq(whose.to_string()))
        .order((cart_code::added_at, cart_code::code))
        .select(cart_code::code)
        .load(conn)
        .await
}

/// Adds a code; a second time changes nothing.
///
/// # Errors
/// The database.
pub async fn add(conn: &mut Conn, whose: Subject, code: &str, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::insert_into(cart_code::table)
        .values((
            cart_code::customer.eq(whose.to_string()),
            cart_code::code.eq(code),
            cart_code::added_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await
        .map(drop)
}

/// Takes codes out. How many were there.
///
/// # Errors
/// The database.
pub async fn remove(mut conn: &Conn, whose: Subject, codes: &[String]) -> QueryResult<usize> {
    let mine = cart_code::table.filter(cart_code::customer.eq(whose.to_string()));
    diesel::delete(mine.filter(cart_code::code.eq_any(codes))).execute(&mut conn).await
}

/// Moves one person's codes to another.
///
/// # Errors
/// The database.
pub async fn hand_over(conn: &mut Conn, from: Subject, to: Subject) -> QueryResult<()> {
    let gone: Vec<(String, DateTime<Utc>)> =
        diesel::delete(cart_code::table.filter(cart_code::customer.eq(from.to_string())))
            .returning((cart_code::code, cart_code::added_at))
            .get_results(conn)
            .await?;
    for (code, at) in gone {
        add(conn, to, &code, at).await?;
    }
    Ok(())
}
