//! A merchant's orders as staff look for them: one filter for the list, its totals and the table to take along.
use chrono::{DateTime, Utc};
use diesel::{
    dsl::{count_star, sql},
    pg::Pg,
    prelude::*,
    sql_types::BigInt,
};
use diesel_async::RunQueryDsl;
use souk_events::{LiveSessionId, OrderId, StoreId, TenantId};
use souk_kit::Conn;

use super::rows::Order;
use crate::{
    domain::order::{Label, Lifecycle, Preparation, Reason},
    schema::{order_line, order_sought, orders},
};

/// Which orders of a merchant to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// With this word.
    pub label: Option<Label>,
    /// Of this store.
    pub store: Option<StoreId>,
    /// Placed from this moment on.
    pub since: Option<DateTime<Utc>>,
    /// Placed before this moment.
    pub until: Option<DateTime<Utc>>,
    /// Through this door: `web` or `live`.
    pub channel: Option<String>,
    /// With an article of a live under this code.
    pub code: Option<String>,
    /// What only orders of a live are found by.
    pub live: Live,
    /// Oldest first.
    pub oldest_first: bool,
}

/// What orders of a live are found by.
#[derive(Clone, Debug, Default)]
pub struct Live {
    /// Of this live.
    pub session: Option<LiveSessionId>,
    /// Whose deposit stands so.
    pub deposit: Option<String>,
    /// Whose customer has one of these numbers, as keyed hashes.
    pub phones: Option<Vec<Vec<u8>>>,
    /// That go to a town, as keyed hashes.
    pub towns: Option<Vec<Vec<u8>>>,
}

impl Live {
    /// Nothing of it is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.session.is_none() && self.deposit.is_none() && self.phones.is_none() && self.towns.is_none()
    }
}

/// A merchant's orders, newest first unless it is asked otherwise.
///
/// # Errors
/// The database.
pub async fn of_tenant(
    conn: &mut Conn,
    tenant: TenantId,
    filter: &Filter,
    after: Option<OrderId>,
    limit: i64,
) -> QueryResult<Vec<Order>> {
    let mut rows = found(tenant, filter);
    if let Some(after) = after {
        rows = if filter.oldest_first {
            rows.filter(orders::id.gt(after))
        } else {
            rows.filter(orders::id.lt(after))
        };
    }
    rows = if filter.oldest_first { rows.order(orders::id.asc()) } else { rows.order(orders::id.desc()) };
    rows.limit(limit).select(Order::as_select()).load(conn).await
}

/// How many orders there are, and what they come to, by currency.
///
/// # Errors
/// The database.
pub async fn totals(
    conn: &mut Conn,
    tenant: TenantId,
    filter: &Filter,
) -> QueryResult<Vec<(String, i64, i64)>> {
    let mut currencies: Vec<String> =
        found(tenant, filter).select(orders::currency).distinct().load(conn).await?;
    currencies.sort_unstable();
    let mut sums = Vec::new();
    for currency in currencies {
        let sum = sql::<BigInt>("coalesce(sum(total), 0)::bigint");
        let (count, total): (i64, i64) = found(tenant, filter)
            .filter(orders::currency.eq(currency.clone()))
            .select((count_star(), sum))
            .first(conn)
            .await?;
        sums.push((currency, count, total));
    }
    Ok(sums)
}

/// The orders that a filter lets through, as a statement.
pub fn found(tenant: TenantId, filter: &Filter) -> orders::BoxedQuery<'static, Pg> {
    let mut rows = orders::table.filter(orders::tenant_id.eq(tenant)).into_boxed();
    if let Some(store) = filter.store {
        rows = rows.filter(orders::store_id.eq(store));
    }
    if let Some(since) = filter.since {
        rows = rows.filter(orders::placed_at.ge(since));
    }
    if let Some(until) = filter.until {
        rows = rows.filter(orders::placed_at.lt(until));
    }
    if let Some(channel) = filter.channel.clone() {
        rows = rows.filter(orders::channel.eq(channel));
    }
    if let Some(code) = filter.code.clone() {
        let with =
            order_line::table.filter(order_line::tenant_id.eq(tenant)).filter(order_line::code.eq(code));
        rows = rows.filter(orders::id.eq_any(with.select(order_line::order_id)));
    }
    if !filter.live.is_empty() {
        let live = filter.live.clone();
        let mut ids = order_sought::table
            .filter(order_sought::tenant_id.eq(tenant))
            .select(order_sought::order_id)
            .into_boxed();
        if let Some(session) = live.session {
            ids = ids.filter(order_sought::session_id.eq(session));
        }
        if let Some(deposit) = live.deposit {
            ids = ids.filter(order_sought::deposit.eq(deposit));
        }
        if let Some(phones) = live.phones {
            ids = ids.filter(order_sought::phone_hash.eq_any(phones).assume_not_null());
        }
        if let Some(towns) = live.towns {
            ids = ids.filter(order_sought::city_hash.eq_any(towns).assume_not_null());
        }
        rows = rows.filter(orders::id.eq_any(ids));
    }
    let Some(label) = filter.label else { return rows };
    let (lifecycle, preparation) = stands_at(label);
    rows = rows.filter(orders::lifecycle.eq(lifecycle.as_str()));
    if let Some(preparation) = preparation {
        rows = rows.filter(orders::preparation.eq(preparation.as_str()));
    }
    match label {
        Label::Expired => rows.filter(orders::reason.eq(Reason::Timeout.as_str())),
        Label::Rejected => rows.filter(orders::reason.is_distinct_from(Reason::Timeout.as_str())),
        _ => rows,
    }
}

fn stands_at(label: Label) -> (Lifecycle, Option<Preparation>) {
    match label {
        Label::Unpaid => (Lifecycle::Unpaid, None),
        Label::Placed => (Lifecycle::Placed, None),
        Label::Accepted => (Lifecycle::Accepted, Some(Preparation::Queued)),
        Label::Preparing => (Lifecycle::Accepted, Some(Preparation::Preparing)),
        Label::Ready => (Lifecycle::Accepted, Some(Preparation::Ready)),
        Label::OutForDelivery => (Lifecycle::Accepted, Some(Preparation::EnRoute)),
        Label::Completed => (Lifecycle::Completed, None),
        Label::Rejected | Label::Expired => (Lifecycle::Rejected, None),
        Label::Cancelled => (Lifecycle::Cancelled, None),
    }
}
