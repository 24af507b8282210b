//! What must always be true of holds, stock and orders, asked of the rows themselves.
use diesel::{
    prelude::*,
    sql_types::{Text, Uuid},
};
use diesel_async::RunQueryDsl;
use serde::Serialize;
use souk_events::TenantId;
use souk_kit::Conn;

/// Something that must not be.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName, Serialize, utoipa::ToSchema)]
pub struct Violation {
    /// `double_attribution`, `stock_and_ledger`, `sold_without_order`, `order_without_lines`, `queue_beside_stock`,
    /// `held_beyond_stock`, `queue_jumped`.
    #[diesel(sql_type = Text)]
    pub rule: String,
    /// The code, or the number of the order.
    #[diesel(sql_type = Text)]
    pub about: String,
}

const ALL: &str = "
    SELECT 'double_attribution' AS rule, max(code) AS about FROM reservation
        WHERE tenant_id = $1 AND is_unique AND state IN ('held', 'confirmed') GROUP BY item_id HAVING count(*) > 1
    UNION ALL
    SELECT 'stock_and_ledger', i.code FROM live_item i
        LEFT JOIN (SELECT item_id, sum(delta) AS moved FROM stock_ledger WHERE tenant_id = $1 GROUP BY item_id) l
            ON l.item_id = i.id
        WHERE i.tenant_id = $1 AND i.on_hand <> i.initial + coalesce(l.moved, 0)
    UNION ALL
    SELECT 'sold_without_order', r.code FROM reservation r LEFT JOIN reservation_group g ON g.id = r.group_id
        WHERE r.tenant_id = $1 AND r.state = 'confirmed' AND g.state IS DISTINCT FROM 'confirmed'
    UNION ALL
    SELECT 'order_without_lines', g.number FROM reservation_group g
        WHERE g.tenant_id = $1 AND g.state = 'confirmed'
            AND NOT EXISTS (SELECT FROM reservation r WHERE r.group_id = g.id AND r.state = 'confirmed')
    UNION ALL
    SELECT 'queue_beside_stock', i.code FROM live_item i
        WHERE i.tenant_id = $1 AND i.state IN ('on_sale', 'sold') AND cardinality(i.size_on_hand) = 0
            AND EXISTS (SELECT FROM reservation w WHERE w.item_id = i.id AND w.state = 'waiting')
            AND i.on_hand > (SELECT coalesce(sum(h.quantity), 0) FROM reservation h
                WHERE h.item_id = i.id AND h.state = 'held')
    UNION ALL
    SELECT 'held_beyond_stock', i.code FROM live_item i
        JOIN (SELECT item_id, sum(quantity) AS held, min(held_at) AS since FROM reservation
            WHERE tenant_id = $1 AND state = 'held' GROUP BY item_id) h ON h.item_id = i.id
        LEFT JOIN setting s ON s.tenant_id = $1 AND s.name = 'rules'
        WHERE i.tenant_id = $1 AND h.held > i.on_hand
            AND coalesce(s.body ->> 'hold_policy', 'blocking') = 'blocking'
            AND (s.changed_at IS NULL OR s.changed_at < h.since)
            AND NOT EXISTS (SELECT FROM stock_ledger m WHERE m.item_id = i.id AND m.reason = 'adjusted'
                AND m.delta < 0 AND m.at >= h.since)
    UNION ALL
    SELECT 'queue_jumped', r.code FROM reservation r
        WHERE r.tenant_id = $1 AND r.place < r.seq AND NOT EXISTS (SELECT FROM audit a
            WHERE a.tenant_id = $1 AND a.item_id = r.item_id AND a.action = 'override.to_head')
    ORDER BY 1, 2 LIMIT 1000";

/// Everything that is wrong with a tenant's rows; nothing, when all is well.
///
/// # Errors
/// The database.
pub async fn violations(conn: &mut Conn, tenant: TenantId) -> QueryResult<Vec<Violation>> {
    diesel::sql_query(ALL).bind::<Uuid, _>(tenant.0).load(conn).await
}

/// The place of the first row of a tenant's record that does not follow from the one before it.
///
/// # Errors
/// The database.
pub async fn broken_chain(conn: &mut Conn) -> QueryResult<Option<i64>> {
    let (mut seq, mut hash) = (0, Vec::new());
    loop {
        let rows = super::audit::after(conn, seq, 500).await?;
        let Some(last) = rows.last().map(|row| row.seq) else { return Ok(None) };
        for row in &rows {
            if row.seq != seq + 1 || row.hash_after(&hash) != row.hash {
                return Ok(Some(seq + 1));
            }
            seq = row.seq;
            hash.clone_from(&row.hash);
        }
        seq = last;
    }
}
