//! Pieces were taken off an order: its hold keeps what is left. Told twice or late, quantities only ever fall.
use souk_events::{HoldId, LineId, Meta};
use souk_kit::{Clock, Conn};
use souk_outbox::OutboxError;

use super::end_hold::Heard;
use crate::{
    domain::{
        hold::Status,
        stock::{Reason, summed},
    },
    store::{
        holds::{self, HoldLineRow},
        stock::{self, Why},
    },
};

/// Takes into account what is left of an order's lines.
///
/// # Errors
/// The database.
pub async fn hear(
    conn: &mut Conn,
    clock: &Clock,
    meta: &Meta,
    id: HoldId,
    left: &[(LineId, i64)],
) -> Result<Heard, OutboxError> {
    let Some(hold) = holds::lock(conn, id).await? else { return Ok(Heard::NoHold) };
    let mut gone = Vec::new();
    for line in holds::lines(conn, &[id]).await? {
        let (asked, pieces) = line.asked();
        let left = left.iter().find(|(known, _)| *known == asked).map_or(pieces, |(_, n)| *n);
        if left < pieces {
            let quantity = left.max(0).saturating_mul(line.per_unit.unwrap_or(1));
            let kept = HoldLineRow { quantity, ..line };
            holds::set_quantity(conn, &kept).await?;
            gone.push((line.variant_id, line.quantity - kept.quantity));
        }
    }
    let Some(unit) = Status::read(&hold.status).and_then(Status::gives_back).filter(|_| !gone.is_empty())
    else {
        return Ok(Heard::Done(Vec::new()));
    };
    let sums = summed(gone);
    let variants: Vec<_> = sums.iter().map(|(variant, _)| *variant).collect();
    let of = |variant| sums.iter().find(|(known, _)| *known == variant).map_or(0, |(_, n)| *n);
    let moves: Vec<_> = stock::lock(conn, &variants)
        .await?
        .into_iter()
        .map(|row| (row, unit.times(of(row.variant_id))))
        .filter(|(row, change)| row.counters().moved(*change).is_some())
        .collect();
    let rows = stock::apply(conn, &moves, Why::hold(Reason::Released, id), clock.now()).await?;
    super::tell_stock(conn, meta, clock, &rows, Reason::Released).await?;
    Ok(Heard::Done(rows))
}
