//! What became free goes to the head of the queue, who is told at once.
use souk_events::{LiveItemId, ReservationId};
use souk_kit::{Conn, Problem};

use super::{
    hold::{self, supply},
    say::{self, Part, Saying},
    work::{Cause, Work, minutes},
};
use crate::{
    domain::reservation::{Lock, State},
    store::{
        customers,
        items::{self, Item},
        reservations::{self, Reservation},
    },
};

/// Gives what is free of some items to who waits for it. Returns the new holds.
///
/// # Errors
/// The database.
pub async fn next(conn: &mut Conn, work: &mut Work, ids: &[LiveItemId]) -> Result<Vec<Reservation>, Problem> {
    let cause = std::mem::replace(&mut work.cause, Cause::Promotion);
    let mut promoted = Vec::new();
    for item in items::lock(conn, ids).await? {
        if matches!(item.state.as_str(), "on_sale" | "sold") {
            promoted.extend(item_free(conn, work, &item).await?);
        }
    }
    work.cause = cause;
    Ok(promoted)
}

async fn item_free(conn: &mut Conn, work: &mut Work, item: &Item) -> Result<Vec<Reservation>, Problem> {
    let mut promoted = Vec::new();
    // Whoever could not have all she wants stays the head: nobody behind her, of the same stock, is served.
    let mut blocked: Vec<String> = Vec::new();
    let waiting: Vec<Reservation> = reservations::live_of(conn, &[item.id])
        .await?
        .into_iter()
        .filter(|row| row.state() == State::Waiting)
        .collect();
    for head in waiting {
        let stock = if item.counts_sizes() { head.size.clone() } else { String::new() };
        if blocked.contains(&stock) {
            continue;
        }
        let live = reservations::live_of(conn, &[item.id]).await?;
        let free = supply(item, &head.size, &live).free(&work.rules);
        let given = i32::try_from(free).unwrap_or(i32::MAX).min(head.quantity);
        if given < head.quantity {
            blocked.push(stock);
        }
        if given > 0 {
            let same = |row: &&Reservation| {
                row.state() == State::Held && row.contact_id == head.contact_id && row.size == head.size
            };
            let held = live.iter().find(same);
            promoted.push(offer(conn, work, item, &head, held, given).await?);
        }
    }
    Ok(promoted)
}

/// Holds a free piece for the head of the queue, beside what she holds of it already.
async fn offer(
    conn: &mut Conn,
    work: &mut Work,
    item: &Item,
    head: &Reservation,
    held: Option<&Reservation>,
    given: i32,
) -> Result<Reservation, Problem> {
    let customer = customers::find(conn, work.tenant, head.contact_id).await?;
    let address_known = customer.is_some_and(|customer| customer.address.is_some());
    let moved_on = || Problem::conflict("reservation_moved_on");
    let mut after = match held {
        Some(held) => Reservation { quantity: held.quantity + given, ..held.clone() },
        None if given == head.quantity => head.clone(),
        None => Reservation { id: ReservationId::new(), quantity: given, version: 1, ..head.clone() },
    };
    hold::start(&mut after, work, item, address_known);
    if let Some(held) = held.filter(|held| held.lock.as_deref() == Some(Lock::Locked.as_str())) {
        // What a deposit made firm stays so.
        after.lock.clone_from(&held.lock);
        after.expires_at = after.expires_at.max(held.expires_at);
        after.yes_at = held.yes_at;
    }
    after.offer_id = tell(conn, work, &after).await?;
    let rest = head.quantity - given;
    if rest > 0 {
        let behind = Reservation { quantity: rest, ..head.clone() };
        let behind = reservations::save(conn, &behind).await?.ok_or_else(moved_on)?;
        work.step(conn, "waiting_less", Some(head), &behind).await?;
    } else if held.is_some() {
        let gone =
            Reservation { state: State::Cancelled.as_str().into(), ended_at: Some(work.now), ..head.clone() };
        let gone = reservations::save(conn, &gone).await?.ok_or_else(moved_on)?;
        work.step(conn, "waiting_joined_hold", Some(head), &gone).await?;
    }
    let saved = if after.id == head.id || held.is_some() {
        reservations::save(conn, &after).await?.ok_or_else(moved_on)?
    } else {
        reservations::insert(conn, &after).await?;
        after
    };
    hold::set_timers(conn, work, &saved).await?;
    work.step(conn, "promoted", Some(held.unwrap_or(head)), &saved).await?;
    Ok(saved)
}

/// Tells somebody that it is hers for a while. Returns the message.
///
/// # Errors
/// The database.
pub(super) async fn tell(
    conn: &mut Conn,
    work: &Work,
    row: &Reservation,
) -> Result<Option<souk_events::MessageRequestId>, Problem> {
    let Some(until) = row.expires_at else { return Ok(None) };
    let params = vec![
        ("code", row.code.clone()),
        ("minutes", minutes(work.now, until)),
        ("total", work.money(row.amount().saturating_add(work.rules.delivery_fee))),
    ];
    let saying = Saying {
        class: "hold",
        dedupe: format!("promoted:{}:{}", row.id, row.version),
        parts: vec![Part::new("wl.promoted", params)],
        named: vec![row.id],
        buttons: vec![format!("ok:{}", row.id), format!("no:{}", row.id)],
        until: Some(until),
        ..Saying::default()
    };
    say::ask(conn, work, row.contact_id, saying).await
}
