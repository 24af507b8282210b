//! Pieces were taken off an order: they are in the shop again, and who waits is next.
use souk_events::{Meta, ReservationGroupId, ReservationId, TenantId};
use souk_kit::{Conn, Problem, Scope, db};

use super::{
    confirm,
    end::{self, Ending},
    promote,
    work::{Cause, Work},
};
use crate::{
    domain::reservation::State as Standing,
    state::State,
    store::{
        groups, items,
        reservations::{self, Reservation},
    },
};

/// Takes back what an order has less of. `left` is how many of each line it has now: told twice or late, nothing
/// changes, as quantities only ever fall. What the order comes to then is `total`, minor units.
///
/// # Errors
/// The database.
pub async fn order_reduced(
    conn: &mut Conn,
    state: &State,
    meta: &Meta,
    (tenant, id): (TenantId, ReservationGroupId),
    left: &[(&str, i32)],
    total: Option<i64>,
) -> Result<(), Problem> {
    db::enter(conn, Scope::Tenant(tenant)).await?;
    let Some(group) = groups::find(conn, id).await? else { return Ok(()) };
    let who = ("orders".to_owned(), Cause::Order);
    let mut work = Work::begin(conn, &state.clock, (tenant, group.store_id), who, meta.clone()).await?;
    let rows = reservations::of_group(conn, id).await?;
    let mut ids: Vec<_> = rows.iter().map(|row| row.item_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut stock = items::lock(conn, &ids).await?;
    for row in rows.iter().filter(|row| row.state() == Standing::Confirmed) {
        // The line of an order of a live has the id of its reservation, under its own prefix.
        let mine =
            |line: &str| line.parse().is_ok_and(|id: souk_events::LineId| ReservationId(id.0) == row.id);
        let Some(now) = left.iter().find(|(line, _)| mine(line)).map(|(_, quantity)| (*quantity).max(0))
        else {
            continue;
        };
        let back = row.quantity - now;
        if back <= 0 {
            continue;
        }
        if now == 0 {
            let ending = Ending::new(Standing::Cancelled, "order_reduced");
            if end::end(conn, &mut work, row, ending).await?.is_none() {
                continue;
            }
        } else {
            let after = Reservation { quantity: now, ..row.clone() };
            let Some(saved) = reservations::save(conn, &after).await? else { continue };
            work.step(conn, "order_reduced", Some(row), &saved).await?;
        }
        if let Some(item) = stock.iter_mut().find(|item| item.id == row.item_id) {
            *item = confirm::moved(conn, &mut work, item, row, back, "order_cancelled").await?;
        }
    }
    if let Some(total) = total {
        groups::reduce(conn, id, total).await?;
    }
    promote::next(conn, &mut work, &ids).await?;
    work.finish(conn).await
}
