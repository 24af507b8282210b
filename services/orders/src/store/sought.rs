//! Rows of `order_sought`: what staff look for an order of a live by.
use diesel::{prelude::*, sql_types::Text};
use diesel_async::RunQueryDsl;
use souk_events::{LiveSessionId, OrderId, TenantId};
use souk_kit::Conn;

use crate::schema::{order_sought, orders};

/// What an order is found by.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = order_sought, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/orders")]
pub struct Sought {
    pub tenant_id: TenantId,
    pub order_id: OrderId,
    pub session_id: Option<LiveSessionId>,
    pub deposit: String,
    pub phone_hash: Option<Vec<u8>>,
    pub city_hash: Option<Vec<u8>>,
}

/// Adds a row.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, row: &Sought) -> QueryResult<()> {
    diesel::insert_into(order_sought::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(conn)
        .await
        .map(drop)
}

/// How the deposit of an order stands now. False: there is no such order yet.
///
/// # Errors
/// The database.
pub async fn set_deposit(conn: &mut Conn, id: OrderId, deposit: &str) -> QueryResult<bool> {
    let of = orders::table.find(id).select((orders::tenant_id, orders::id, deposit.into_sql::<Text>()));
    of.insert_into(order_sought::table)
        .into_columns((order_sought::tenant_id, order_sought::order_id, order_sought::deposit))
        .on_conflict(order_sought::order_id)
        .do_update()
        .set(order_sought::deposit.eq(deposit))
        .execute(conn)
        .await
        .map(|rows| rows > 0)
}

/// Those of some orders that came from a live.
///
/// # Errors
/// The database.
pub async fn some(conn: &mut Conn, ids: &[OrderId]) -> QueryResult<Vec<Sought>> {
    order_sought::table
        .filter(order_sought::order_id.eq_any(ids))
        .select(Sought::as_select())
        .load(conn)
        .await
}

/// Nobody finds the orders of a person by number or town any more.
///
/// # Errors
/// The database.
pub async fn forget(conn: &mut Conn, tenant: TenantId, customer: &str) -> QueryResult<usize> {
    let whose = orders::tenant_id.eq(tenant).and(orders::customer.eq(customer));
    let ids: Vec<OrderId> = orders::table.filter(whose).select(orders::id).load(conn).await?;
    let nothing = None::<Vec<u8>>;
    diesel::update(order_sought::table.filter(order_sought::order_id.eq_any(ids)))
        .set((order_sought::phone_hash.eq(nothing.as_ref()), order_sought::city_hash.eq(nothing.as_ref())))
        .execute(conn)
        .await
}
