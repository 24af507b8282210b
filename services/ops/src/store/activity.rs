//! What happens on the platform, counted from the event log: numbers alone, of no person.
use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Array, BigInt, Bool, Date, Text, Timestamptz},
};
use diesel_async::RunQueryDsl;
use souk_kit::Conn;

const PLACED: &str = "orders.order_placed.v1";
const ENDED: [&str; 2] = ["orders.order_cancelled.v1", "orders.order_rejected.v1"];

/// Orders of one day in one currency.
#[derive(Clone, Debug, QueryableByName)]
pub struct Orders {
    /// The day they were placed on, in UTC.
    #[diesel(sql_type = Date)]
    pub day: NaiveDate,
    /// Their currency.
    #[diesel(sql_type = Text)]
    pub currency: String,
    /// Whether they were cancelled or refused since.
    #[diesel(sql_type = Bool)]
    pub ended: bool,
    /// How many.
    #[diesel(sql_type = BigInt)]
    pub orders: i64,
    /// Their totals, minor units.
    #[diesel(sql_type = BigInt)]
    pub amount: i64,
}

/// Orders placed since a moment, by day, currency and whether they ended.
///
/// # Errors
/// The database.
pub async fn orders(conn: &mut Conn, since: DateTime<Utc>) -> QueryResult<Vec<Orders>> {
    sql_query(
        "SELECT day, currency, ended, count(*) AS orders, sum(amount)::bigint AS amount FROM (
             SELECT (placed.time AT TIME ZONE 'UTC')::date AS day,
                    coalesce(placed.data -> 'total' ->> 'currency', '') AS currency,
                    coalesce((placed.data -> 'total' ->> 'amount')::bigint, 0) AS amount,
                    EXISTS (SELECT FROM event_log later
                            WHERE later.subject = placed.subject AND later.kind = ANY ($3)) AS ended
             FROM event_log placed WHERE placed.kind = $1 AND placed.received_at >= $2 AND placed.time >= $2
         ) AS each GROUP BY day, currency, ended ORDER BY day",
    )
    .bind::<Text, _>(PLACED)
    .bind::<Timestamptz, _>(since)
    .bind::<Array<Text>, _>(&ENDED[..])
    .load(conn)
    .await
}

/// Who took part.
#[derive(Clone, Copy, Debug, QueryableByName)]
pub struct Sellers {
    /// Merchants who were told an order.
    #[diesel(sql_type = BigInt)]
    pub merchants: i64,
    /// Stores, likewise.
    #[diesel(sql_type = BigInt)]
    pub stores: i64,
}

/// Merchants and stores with orders since a moment.
///
/// # Errors
/// The database.
pub async fn sellers(conn: &mut Conn, since: DateTime<Utc>) -> QueryResult<Sellers> {
    sql_query(
        "SELECT count(DISTINCT tenant_id) AS merchants, count(DISTINCT data ->> 'storeId') AS stores
         FROM event_log WHERE kind = $1 AND received_at >= $2 AND time >= $2",
    )
    .bind::<Text, _>(PLACED)
    .bind::<Timestamptz, _>(since)
    .get_result(conn)
    .await
}
