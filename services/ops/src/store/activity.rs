//! What happens on the platform, counted from the event log: numbers alone, of no person.
use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Array, BigInt, Bool, Date, Text, Timestamptz},
};
use diesel_async::RunQueryDsl;
use souk_kit::Conn;

const REDUCED: &str = "orders.order_reduced.v1";
const REFUND: &str = "payments.refund_changed.v1";
const MERCHANT: &str = "identity.tenant_saved.v1";
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
    /// What of that was taken off by the shops since.
    #[diesel(sql_type = BigInt)]
    pub reduced: i64,
}

/// Orders placed since a moment, by day, currency and whether they ended.
///
/// # Errors
/// The database.
pub async fn orders(conn: &mut Conn, since: DateTime<Utc>) -> QueryResult<Vec<Orders>> {
    sql_query(
        "SELECT day, currency, ended, count(*) AS orders, sum(amount)::bigint AS amount,
                sum(greatest(amount - owed, 0))::bigint AS reduced FROM (
             SELECT (placed.time AT TIME ZONE 'UTC')::date AS day,
                    coalesce(placed.data -> 'total' ->> 'currency', '') AS currency,
                    coalesce((placed.data -> 'total' ->> 'amount')::bigint, 0) AS amount,
                    EXISTS (SELECT FROM event_log later
                            WHERE later.subject = placed.subject AND later.kind = ANY ($3)) AS ended,
                    (SELECT (less.data -> 'total' ->> 'amount')::bigint FROM event_log less
                     WHERE less.subject = placed.subject AND less.kind = $4
                     ORDER BY (less.data ->> 'version')::bigint DESC LIMIT 1) AS owed
             FROM event_log placed WHERE placed.kind = $1 AND placed.received_at >= $2 AND placed.time >= $2
         ) AS each GROUP BY day, currency, ended ORDER BY day",
    )
    .bind::<Text, _>(PLACED)
    .bind::<Timestamptz, _>(since)
    .bind::<Array<Text>, _>(&ENDED[..])
    .bind::<Text, _>(REDUCED)
    .load(conn)
    .await
}

/// Money that went back, in one currency.
#[derive(Clone, Debug, QueryableByName)]
pub struct Refunded {
    /// Its currency.
    #[diesel(sql_type = Text)]
    pub currency: String,
    /// How much, minor units.
    #[diesel(sql_type = BigInt)]
    pub amount: i64,
}

/// What was given back since a moment; what failed on its way is not.
///
/// # Errors
/// The database.
pub async fn refunded(conn: &mut Conn, since: DateTime<Utc>) -> QueryResult<Vec<Refunded>> {
    sql_query(
        "SELECT currency, sum(amount)::bigint AS amount FROM (
             SELECT DISTINCT ON (data ->> 'refundId') data ->> 'state' AS state,
                    coalesce(data -> 'amount' ->> 'currency', '') AS currency,
                    coalesce((data -> 'amount' ->> 'amount')::bigint, 0) AS amount
             FROM event_log WHERE kind = $1 AND received_at >= $2 AND time >= $2
             ORDER BY data ->> 'refundId', (data ->> 'version')::bigint DESC
         ) AS each WHERE state <> 'failed' GROUP BY currency",
    )
    .bind::<Text, _>(REFUND)
    .bind::<Timestamptz, _>(since)
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
    /// Merchants who opened a shop, with or without orders.
    #[diesel(sql_type = BigInt)]
    pub opened: i64,
}

/// Merchants and stores with orders since a moment, and merchants that are new.
///
/// # Errors
/// The database.
pub async fn sellers(conn: &mut Conn, since: DateTime<Utc>) -> QueryResult<Sellers> {
    sql_query(
        "SELECT count(DISTINCT tenant_id) FILTER (WHERE kind = $1) AS merchants,
                count(DISTINCT data ->> 'storeId') FILTER (WHERE kind = $1) AS stores,
                count(DISTINCT subject) FILTER (WHERE kind = $3 AND data ->> 'version' = '1') AS opened
         FROM event_log WHERE kind IN ($1, $3) AND received_at >= $2 AND time >= $2",
    )
    .bind::<Text, _>(PLACED)
    .bind::<Timestamptz, _>(since)
    .bind::<Text, _>(MERCHANT)
    .get_result(conn)
    .await
}
