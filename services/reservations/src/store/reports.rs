//! How lives went, counted by the database: per week, or for one session.
use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Date, Double, Nullable, Text, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use souk_events::{LiveSessionId, TenantId};
use souk_kit::Conn;

use super::items::Item;
use crate::schema::live_item::dsl;

/// What was counted. Amounts are minor units of the store's currency.
#[derive(Clone, Debug, PartialEq, QueryableByName)]
pub struct Count {
    /// The Monday of the week, as the store counts days; of a session any day.
    #[diesel(sql_type = Date)]
    pub week: NaiveDate,
    /// Reservations that were held.
    #[diesel(sql_type = BigInt)]
    pub holds: i64,
    /// Of them, those that became part of an order.
    #[diesel(sql_type = BigInt)]
    pub confirmed: i64,
    /// Of them, those whose customer said nothing any more.
    #[diesel(sql_type = BigInt)]
    pub expired: i64,
    /// Orders.
    #[diesel(sql_type = BigInt)]
    pub orders: i64,
    /// Of them, those that their customer has.
    #[diesel(sql_type = BigInt)]
    pub delivered: i64,
    /// Of them, those that were called off.
    #[diesel(sql_type = BigInt)]
    pub cancelled: i64,
    /// Of them, those that were called off because nobody was there.
    #[diesel(sql_type = BigInt)]
    pub no_show: i64,
    /// Of them, those with a deposit.
    #[diesel(sql_type = BigInt)]
    pub deposits: i64,
    /// What they come to, without those called off.
    #[diesel(sql_type = BigInt)]
    pub sold: i64,
    /// Seconds between a customer's first code and her yes, of the middle order.
    #[diesel(sql_type = Nullable<Double>)]
    pub median: Option<f64>,
}

const COUNT: &str = "
    WITH h AS (
        SELECT CASE WHEN $4::uuid IS NULL THEN date_trunc('week', held_at AT TIME ZONE $2)::date
                ELSE date '1970-01-05' END AS week,
            count(*) AS holds, count(*) FILTER (WHERE group_id IS NOT NULL) AS confirmed,
            count(*) FILTER (WHERE state = 'expired') AS expired
        FROM reservation
        WHERE tenant_id = $1 AND held_at >= $3 AND ($4::uuid IS NULL OR session_id = $4) GROUP BY 1
    ), o AS (
        SELECT CASE WHEN $4::uuid IS NULL THEN date_trunc('week', g.confirmed_at AT TIME ZONE $2)::date
                ELSE date '1970-01-05' END AS week,
            count(*) AS orders, count(*) FILTER (WHERE g.news = 'completed') AS delivered,
            count(*) FILTER (WHERE g.state = 'cancelled') AS cancelled,
            count(*) FILTER (WHERE g.news LIKE 'cancelled:no_show%') AS no_show,
            count(*) FILTER (WHERE g.deposit IN ('deposit_pending', 'deposit_approved')) AS deposits,
            coalesce(sum(g.total) FILTER (WHERE g.state = 'confirmed'), 0)::bigint AS sold,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM g.confirmed_at - f.first)) AS median
        FROM reservation_group g
            JOIN LATERAL (SELECT min(r.created_at) AS first FROM reservation r WHERE r.group_id = g.id) f ON true
        WHERE g.tenant_id = $1 AND g.confirmed_at >= $3 AND ($4::uuid IS NULL OR g.session_id = $4) GROUP BY 1
    )
    SELECT week, coalesce(holds, 0) AS holds, coalesce(confirmed, 0) AS confirmed, coalesce(expired, 0) AS expired,
        coalesce(orders, 0) AS orders, coalesce(delivered, 0) AS delivered, coalesce(cancelled, 0) AS cancelled,
        coalesce(no_show, 0) AS no_show, coalesce(deposits, 0) AS deposits, coalesce(sold, 0) AS sold, median
    FROM h FULL JOIN o USING (week) ORDER BY week DESC";

/// Counts since a moment, by the weeks of a zone, newest first; of one session, one row or none.
///
/// # Errors
/// The database.
pub async fn count(
    conn: &mut Conn,
    tenant: TenantId,
    zone: &str,
    since: DateTime<Utc>,
    session: Option<LiveSessionId>,
) -> QueryResult<Vec<Count>> {
    diesel::sql_query(COUNT)
        .bind::<Uuid, _>(tenant.0)
        .bind::<Text, _>(zone)
        .bind::<Timestamptz, _>(since)
        .bind::<Nullable<Uuid>, _>(session.map(|id| id.0))
        .load(conn)
        .await
}

/// What a session showed and did not sell.
///
/// # Errors
/// The database.
pub async fn unsold(conn: &mut Conn, session: LiveSessionId, limit: i64) -> QueryResult<Vec<Item>> {
    dsl::live_item
        .filter(dsl::session_id.eq(session))
        .filter(dsl::state.ne("removed"))
        .filter(dsl::on_hand.gt(0))
        .order((dsl::created_at, dsl::id))
        .limit(limit)
        .select(Item::as_select())
        .load(conn)
        .await
}
