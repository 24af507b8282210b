//! What catalog does: one file per use case; the only place that opens transactions.
pub mod bundles;
pub mod categories;
pub mod end_hold;
pub mod export;
pub mod grid;
mod hold_price;
mod hold_takes;
pub mod hours;
pub mod import;
mod import_stock;
pub mod low_stock;
pub mod modifiers;
pub mod place_hold;
pub mod prices;
mod product_rows;
pub mod products;
pub mod quote;
pub mod reduce_hold;
mod said;
pub mod save_product;
pub mod stock;
pub mod stores;
pub mod synonyms;

use futures_util::future::try_join_all;
use souk_events::{Meta, catalog::v1 as told};
use souk_kit::{Clock, Conn};
use souk_outbox::{OutboxError, publish};

use crate::{
    domain::stock::{Counters, Reason},
    store::{products::titles, stock::StockRow},
};

fn told_reason(reason: Reason) -> told::StockReason {
    match reason {
        Reason::Received => told::StockReason::Received,
        Reason::Adjusted => told::StockReason::Adjusted,
        Reason::Held => told::StockReason::Held,
        Reason::Allocated => told::StockReason::Allocated,
        Reason::Consumed => told::StockReason::Consumed,
        Reason::Released => told::StockReason::Released,
        Reason::Expired => told::StockReason::Expired,
    }
}

/// Tells what is left of variants. An allocation is silent: what can be sold stays the same.
async fn tell_stock(
    conn: &Conn,
    meta: &Meta,
    clock: &Clock,
    rows: &[StockRow],
    reason: Reason,
) -> Result<(), OutboxError> {
    if reason == Reason::Allocated {
        return Ok(());
    }
    let each = rows.iter().map(async |row| {
        let event = told::StockChanged {
            variant_id: row.variant_id.to_string(),
            product_id: row.product_id.to_string(),
            store_id: row.store_id.to_string(),
            available: row.counters().available(),
            on_hand: row.on_hand,
            version: row.version,
            reason: told_reason(reason).into(),
        };
        publish(conn, meta, clock.now(), &event).await
    });
    try_join_all(each).await.map(drop)
}

/// Tells of variants that ran low by some moves: those that were not low before.
async fn tell_low(
    conn: &Conn,
    meta: &Meta,
    clock: &Clock,
    moves: &[(StockRow, Counters)],
    rows: &[StockRow],
) -> Result<(), OutboxError> {
    let was = |row: &&StockRow| moves.iter().any(|(old, _)| old.variant_id == row.variant_id && !old.low);
    let low: Vec<&StockRow> = rows.iter().filter(|row| row.low).filter(was).collect();
    if low.is_empty() {
        return Ok(());
    }
    let products: Vec<_> = low.iter().map(|row| row.product_id).collect();
    let titles = titles(conn, &products).await?;
    for row in low {
        let event = told::StockRanLow {
            variant_id: row.variant_id.to_string(),
            product_id: row.product_id.to_string(),
            store_id: row.store_id.to_string(),
            left: row.counters().unsold(),
            threshold: row.low_at,
            version: row.version,
            title: titles.get(&row.product_id).cloned().unwrap_or_default(),
        };
        publish(conn, meta, clock.now(), &event).await?;
    }
    Ok(())
}

/// Counters as the shelf takes them.
fn news(rows: &[StockRow]) -> Vec<(souk_events::VariantId, i64, i64)> {
    rows.iter().map(|r| (r.variant_id, r.counters().available(), r.version)).collect()
}
