//! What other modules tell about customers and orders: nobody wants messages, one person, not delivered, called off.
use souk_events::{ContactId, MessageRequestId, Meta, ReservationGroupId, TenantId};
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
        customers, deposits, groups, items,
        reservations::{self, Reservation},
    },
};

/// A customer wants no messages: her places in queues are gone, her holds run on. Or she wants them again. Of two such
/// messages the later one counts, whichever is told first.
///
/// # Errors
/// The database.
pub async fn opted(
    conn: &mut Conn,
    state: &State,
    meta: &Meta,
    contact: ContactId,
    (out, seq): (bool, i64),
) -> Result<(), Problem> {
    let Some(tenant) = meta.tenant else { return Ok(()) };
    db::enter(conn, Scope::Tenant(tenant)).await?;
    // Who never wrote anything but the word has no row, and nothing to lose.
    let Some(customer) = customers::find(conn, tenant, contact).await? else { return Ok(()) };
    let who = (contact.to_string(), Cause::Message);
    let mut work = Work::begin(conn, &state.clock, (tenant, customer.store_id), who, meta.clone()).await?;
    let Some(mut customer) = customers::find(conn, tenant, contact).await? else { return Ok(()) };
    if seq <= customer.opted_seq {
        return Ok(());
    }
    let before = std::mem::replace(&mut customer.opted_out, out);
    customer.opted_seq = seq;
    customers::save(conn, &customer).await?;
    if before == out {
        return Ok(());
    }
    let action = if out { "opted_out" } else { "opted_in" };
    work.note(action, contact.to_string(), None, serde_json::Value::Null, serde_json::Value::Null);
    if out {
        leave_queues(conn, &mut work, contact).await?;
    }
    work.finish(conn).await
}

/// A freed piece was offered, and the message did not arrive: the next one is asked at once.
///
/// # Errors
/// The database.
pub async fn undelivered(
    conn: &mut Conn,
    state: &State,
    meta: &Meta,
    request: MessageRequestId,
) -> Result<(), Problem> {
    let Some(tenant) = meta.tenant else { return Ok(()) };
    db::enter(conn, Scope::Tenant(tenant)).await?;
    let Some(offered) = reservations::offered_by(conn, request).await? else { return Ok(()) };
    let who = ("timer".to_owned(), Cause::DeliveryFailure);
    let mut work = Work::begin(conn, &state.clock, (tenant, offered.store_id), who, meta.clone()).await?;
    let Some(row) = reservations::offered_by(conn, request).await? else { return Ok(()) };
    // Who wrote since then is there: her hold runs on.
    let customer = customers::find(conn, tenant, row.contact_id).await?;
    if customer.is_some_and(|customer| row.held_at.is_some_and(|at| customer.last_message_at > at)) {
        return Ok(());
    }
    let ending = Ending::new(Standing::Unreachable, "unreachable");
    if let Some(ended) = end::end(conn, &mut work, &row, ending).await? {
        promote::next(conn, &mut work, &[ended.item_id]).await?;
    }
    work.finish(conn).await
}

/// Two contacts are one person: what the second had is the first one's, with her address where the first has none; a
/// STOP of either counts for both (FR6). Sealed values stay readable by both keys; what
/// both hold of one thing stays as it is with the first.
///
/// # Errors
/// The database.
pub async fn merged(
    conn: &mut Conn,
    state: &State,
    meta: &Meta,
    (stays, goes): (ContactId, ContactId),
) -> Result<(), Problem> {
    let Some(tenant) = meta.tenant else { return Ok(()) };
    db::enter(conn, Scope::Tenant(tenant)).await?;
    let Some(gone) = customers::find(conn, tenant, goes).await? else { return Ok(()) };
    let who = (stays.to_string(), Cause::Message);
    let mut work = Work::begin(conn, &state.clock, (tenant, gone.store_id), who, meta.clone()).await?;
    // As it is now that nobody else changes it.
    let Some(gone) = customers::find(conn, tenant, goes).await? else { return Ok(()) };
    let gone_row = gone.clone();
    let kept = customers::find(conn, tenant, stays).await?;
    // A STOP of both is old: what they asked for since then stays.
    let stopped_before = gone.opted_out && kept.as_ref().is_none_or(|kept| kept.opted_out);
    let row = match kept {
        None => customers::Customer { contact_id: stays, merged_into: None, ..gone },
        Some(kept) => customers::Customer {
            personal: kept.personal.or(gone.personal),
            address: kept.address.or(gone.address),
            phone_ending: if kept.phone_ending.is_empty() { gone.phone_ending } else { kept.phone_ending },
            // Of a STOP and a START the later one counts, whichever of the two said it.
            opted_out: if gone.opted_seq > kept.opted_seq { gone.opted_out } else { kept.opted_out },
            opted_seq: kept.opted_seq.max(gone.opted_seq),
            erase_wanted_at: kept.erase_wanted_at.or(gone.erase_wanted_at),
            ..kept
        },
    };
    customers::save(conn, &row).await?;
    // Her own row stays: it says under which key some of her values are sealed.
    customers::save(
        conn,
        &customers::Customer { merged_into: Some(stays), erase_wanted_at: None, ..gone_row },
    )
    .await?;
    customers::follow(conn, (tenant, goes), stays).await?;
    deposits::hand_over(conn, (tenant, goes), stays).await?;
    let own = reservations::live_by(conn, tenant, stays).await?;
    for row in reservations::live_by(conn, tenant, goes).await? {
        let twice = |other: &Reservation| {
            other.item_id == row.item_id && other.size == row.size && other.state == row.state
        };
        if own.iter().any(twice) {
            continue;
        }
        let after = Reservation { contact_id: stays, ..row.clone() };
        if let Some(saved) = reservations::save(conn, &after).await? {
            work.step(conn, "contact_merged", Some(&row), &saved).await?;
        }
    }
    if row.opted_out && !stopped_before {
        leave_queues(conn, &mut work, stays).await?;
    }
    work.finish(conn).await
}

/// Somebody who wants no messages waits for nothing: the next ones move up.
async fn leave_queues(conn: &mut Conn, work: &mut Work, contact: ContactId) -> Result<(), Problem> {
    let mine = reservations::live_by(conn, work.tenant, contact).await?;
    let mut left = Vec::new();
    for row in mine.iter().filter(|row| row.state() == Standing::Waiting) {
        let ending = Ending::new(Standing::Cancelled, "opted_out");
        left.extend(end::end(conn, work, row, ending).await?.map(|row| row.item_id));
    }
    left.sort_unstable();
    left.dedup();
    promote::next(conn, work, &left).await?;
    Ok(())
}

/// An order was called off: its stock is back, and who waits is next.
///
/// # Errors
/// The database.
pub async fn order_cancelled(
    conn: &mut Conn,
    state: &State,
    meta: &Meta,
    tenant: TenantId,
    id: ReservationGroupId,
) -> Result<(), Problem> {
    db::enter(conn, Scope::Tenant(tenant)).await?;
    let Some(group) = groups::find(conn, id).await? else { return Ok(()) };
    let who = ("orders".to_owned(), Cause::Order);
    let mut work = Work::begin(conn, &state.clock, (tenant, group.store_id), who, meta.clone()).await?;
    if groups::cancel(conn, id).await?.is_none() {
        return Ok(());
    }
    let rows = reservations::of_group(conn, id).await?;
    let mut ids: Vec<_> = rows.iter().map(|row| row.item_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut stock = items::lock(conn, &ids).await?;
    for row in rows.iter().filter(|row| row.state() == Standing::Confirmed) {
        let ending = Ending::new(Standing::Cancelled, "order_cancelled");
        if end::end(conn, &mut work, row, ending).await?.is_none() {
            continue;
        }
        if let Some(item) = stock.iter_mut().find(|item| item.id == row.item_id) {
            *item = confirm::moved(conn, &mut work, item, row, row.quantity, "order_cancelled").await?;
        }
    }
    promote::next(conn, &mut work, &ids).await?;
    work.finish(conn).await
}
