//! Rows of the ledger: only added to.
use chrono::{DateTime, Utc};
use diesel::{dsl::sql, prelude::*, sql_types::BigInt};
use diesel_async::RunQueryDsl;
use souk_events::{OrderId, TenantId};
use souk_kit::Conn;
use uuid::Uuid;

use super::intents::Share;
use crate::{
    domain::ledger::Kind,
    schema::{journal_entry, journal_line},
};

/// An entry with its amount, as it is listed.
#[derive(Clone, Debug, Queryable)]
pub struct Booked {
    /// What was booked.
    pub kind: String,
    /// About which order.
    pub order_id: OrderId,
    /// Of the amount.
    pub currency: String,
    /// The debit, minor units.
    pub amount: i64,
    /// When.
    pub at: DateTime<Utc>,
}

/// Books an amount once per cause; nothing of an amount of zero.
///
/// # Errors
/// The database.
pub async fn book(
    conn: &mut Conn,
    of: &Share,
    (kind, amount): (Kind, i64),
    cause: &str,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    if amount == 0 {
        return Ok(());
    }
    let id = Uuid::now_v7();
    let new = diesel::insert_into(journal_entry::table)
        .values((
            journal_entry::tenant_id.eq(of.tenant_id),
            journal_entry::id.eq(id),
            journal_entry::kind.eq(kind.as_str()),
            journal_entry::order_id.eq(of.order_id),
            journal_entry::currency.eq(&of.currency),
            journal_entry::cause.eq(format!("{}:{cause}", kind.as_str())),
            journal_entry::at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    if new == 0 {
        return Ok(());
    }
    let lines: Vec<_> = (1_i32..)
        .zip(kind.lines(amount))
        .map(|(position, (account, amount))| {
            (
                journal_line::tenant_id.eq(of.tenant_id),
                journal_line::entry_id.eq(id),
                journal_line::position.eq(position),
                journal_line::account.eq(account.as_str()),
                journal_line::amount.eq(amount),
            )
        })
        .collect();
    diesel::insert_into(journal_line::table).values(lines).execute(conn).await.map(drop)
}

/// The newest entries, of one merchant or of all that the scope shows.
///
/// # Errors
/// The database.
pub async fn newest(conn: &mut Conn, tenant: Option<TenantId>, limit: i64) -> QueryResult<Vec<Booked>> {
    let mut rows = journal_entry::table
        .inner_join(
            journal_line::table.on(journal_line::tenant_id
                .eq(journal_entry::tenant_id)
                .and(journal_line::entry_id.eq(journal_entry::id))),
        )
        .filter(journal_line::amount.gt(0))
        .into_boxed();
    if let Some(tenant) = tenant {
        rows = rows.filter(journal_entry::tenant_id.eq(tenant));
    }
    rows.order((journal_entry::at.desc(), journal_entry::id.desc()))
        .limit(limit)
        .select((
            journal_entry::kind,
            journal_entry::order_id,
            journal_entry::currency,
            journal_line::amount,
            journal_entry::at,
        ))
        .load(conn)
        .await
}

/// What stands on each account, by currency: their sum is zero.
///
/// # Errors
/// The database.
pub async fn balances(conn: &mut Conn) -> QueryResult<Vec<(String, String, i64)>> {
    let all: Vec<(String, String, i64)> = journal_line::table
        .inner_join(
            journal_entry::table.on(journal_line::tenant_id
                .eq(journal_entry::tenant_id)
                .and(journal_line::entry_id.eq(journal_entry::id))),
        )
        .group_by((journal_line::account, journal_entry::currency))
        .select((journal_line::account, journal_entry::currency, sql::<BigInt>("sum(amount)::bigint")))
        .load(conn)
        .await?;
    Ok(all)
}
