//! How often each module was looked at and found well.
use chrono::{DateTime, Utc};
use diesel::{delete, dsl::sum, insert_into, prelude::*, upsert::excluded};
use diesel_async::RunQueryDsl;
use souk_kit::Conn;

use crate::{domain::availability::Looks, schema::availability};

/// Adds one look at each module to a slot.
///
/// # Errors
/// The database.
pub async fn add(conn: &mut Conn, slot: DateTime<Utc>, seen: &[(String, bool)]) -> QueryResult<()> {
    let rows: Vec<_> = seen
        .iter()
        .map(|(module, well)| {
            (
                availability::module.eq(module),
                availability::slot.eq(slot),
                availability::looks.eq(1),
                availability::well.eq(i32::from(*well)),
            )
        })
        .collect();
    insert_into(availability::table)
        .values(rows)
        .on_conflict((availability::slot, availability::module))
        .do_update()
        .set((
            availability::looks.eq(availability::looks + excluded(availability::looks)),
            availability::well.eq(availability::well + excluded(availability::well)),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// Slots since a moment: module, slot, looks.
///
/// # Errors
/// The database.
pub async fn slots(
    conn: &mut Conn,
    since: DateTime<Utc>,
) -> QueryResult<Vec<(String, (DateTime<Utc>, Looks))>> {
    let rows: Vec<(String, DateTime<Utc>, i32, i32)> = availability::table
        .filter(availability::slot.ge(since))
        .select((availability::module, availability::slot, availability::looks, availability::well))
        .load(conn)
        .await?;
    let looks = |all, well| Looks { all: i64::from(all), well: i64::from(well) };
    Ok(rows.into_iter().map(|(module, slot, all, well)| (module, (slot, looks(all, well)))).collect())
}

/// All looks since a moment, by module.
///
/// # Errors
/// The database.
pub async fn sums(conn: &mut Conn, since: DateTime<Utc>) -> QueryResult<Vec<(String, Looks)>> {
    let rows: Vec<(String, Option<i64>, Option<i64>)> = availability::table
        .filter(availability::slot.ge(since))
        .group_by(availability::module)
        .select((availability::module, sum(availability::looks), sum(availability::well)))
        .load(conn)
        .await?;
    let looks = |all: Option<i64>, well: Option<i64>| Looks {
        all: all.unwrap_or_default(),
        well: well.unwrap_or_default(),
    };
    Ok(rows.into_iter().map(|(module, all, well)| (module, looks(all, well))).collect())
}

/// Removes slots before a moment; returns how many.
///
/// # Errors
/// The database.
pub async fn purge(conn: &mut Conn, before: DateTime<Utc>) -> QueryResult<usize> {
    delete(availability::table.filter(availability::slot.lt(before))).execute(conn).await
}
