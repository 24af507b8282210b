//! A customer says yes: stock, number, order, record and facts in one transaction.
use serde::{Deserialize, Serialize};
use serde_json::json;
use souk_events::{DepositId, LiveItemId, Money, ReservationGroupId, reservations::v1 as told};
use souk_kit::{Conn, Problem, seal::Sealer};

use super::{
    deposits::refund,
    hold, promote,
    work::{Work, said_at},
};
use crate::{
    domain::{deposit::State as Paid, reservation::State},
    store::{
        customers::{self, Customer},
        deposits,
        groups::{self, Group},
        items::{self, Item, Movement},
        reservations::{self, Reservation},
    },
};

/// What an order needs of its customer. Sealed wherever it is kept.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Personal {
    /// As she calls herself.
    pub name: Option<String>,
    /// Unless it is hidden.
    pub phone: Option<String>,
    /// Where to bring it, as she wrote it.
    pub address: Option<String>,
}

/// What came of a yes.
#[derive(Clone, Debug, Default)]
pub struct Confirmed {
    /// The order, when anything was left.
    pub group: Option<Group>,
    /// Its lines.
    pub ok: Vec<Reservation>,
    /// What was gone, with the place in the queue when there is one.
    pub gone: Vec<(Reservation, Option<i64>)>,
}

/// Confirms holds of one customer. Those that somebody else ended meanwhile are left out.
///
/// # Errors
/// A value that cannot be opened, or the database.
pub async fn confirm(
    conn: &mut Conn,
    work: &mut Work,
    sealer: &Sealer,
    customer: &Customer,
    rows: &[Reservation],
) -> Result<Confirmed, Problem> {
    let mut ids: Vec<LiveItemId> = rows.iter().map(|row| row.item_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut stock = items::lock(conn, &ids).await?;
    let group = ReservationGroupId::new();
    let mut done = Confirmed::default();
    let mut lines = Vec::new();
    for row in rows.iter().filter(|row| row.state() == State::Held) {
        let Some(item) = stock.iter_mut().find(|item| item.id == row.item_id) else { continue };
        if item.stock(&row.size) < i64::from(row.quantity) {
            done.gone.push(sold_out(conn, work, item, row).await?);
            continue;
        }
        let after = Reservation {
            state: State::Confirmed.as_str().into(),
            lock: None,
            expires_at: None,
            group_id: Some(group),
            ..row.clone()
        };
        let Some(saved) = reservations::save(conn, &after).await? else { continue };
        *item = moved(conn, work, item, row, -row.quantity, "confirmed").await?;
        work.step(conn, "confirmed", Some(row), &saved).await?;
        lines.push(told::ConfirmedLine {
            reservation_id: saved.id.to_string(),
            item_id: saved.item_id.to_string(),
            code: item.shown_code.clone(),
            label: item.label.clone(),
            size: saved.size.clone(),
            quantity: saved.quantity,
            unit_price: Some(Money::new(saved.unit_price, work.store.currency()).into()),
        });
        done.ok.push(saved);
    }
    if !done.ok.is_empty() {
        done.group = Some(ordered(conn, work, sealer, customer, group, &done.ok, lines).await?);
    }
    // What is left of it, less than she wanted, goes to the head of the queue.
    if !done.gone.is_empty() {
        let short: Vec<LiveItemId> = done.gone.iter().map(|(row, _)| row.item_id).collect();
        Box::pin(promote::next(conn, work, &short)).await?;
    }
    Ok(done)
}

/// Writes the order and tells of it.
async fn ordered(
    conn: &mut Conn,
    work: &mut Work,
    sealer: &Sealer,
    customer: &Customer,
    id: ReservationGroupId,
    rows: &[Reservation],
    lines: Vec<told::ConfirmedLine>,
) -> Result<Group, Problem> {
    work.desk.last_number += 1;
    // The total that she was shown last is the one she said yes to (FR3).
    let shown = customers::shown_fee(conn, work.tenant, customer.contact_id).await?;
    customers::show_fee(conn, work.tenant, customer.contact_id, None).await?;
    let fee = shown.unwrap_or(work.rules.delivery_fee);
    let paid: Vec<DepositId> = rows.iter().filter_map(|row| row.deposit_id).collect();
    let states: Vec<Paid> = deposits::some(conn, &paid).await?.iter().map(deposits::Deposit::state).collect();
    let total = rows.iter().fold(fee, |sum, row| sum.saturating_add(row.amount()));
    let personal = personal(conn, sealer, customer).await?;
    let plain = serde_json::to_vec(&personal).map_err(Problem::internal)?;
    let whose = customer.contact_id.to_string();
    let row = Group {
        tenant_id: work.tenant,
        id,
        store_id: work.store.store_id,
        session_id: rows.iter().find_map(|row| row.session_id),
        contact_id: customer.contact_id,
        number: format!("VF-{:04}", work.desk.last_number),
        currency: work.store.currency.clone(),
        delivery_fee: fee,
        total,
        deposit: Paid::together(&states).as_str().into(),
        personal: sealer.seal(conn, work.tenant, &whose, work.now, &plain).await?,
        state: "confirmed".into(),
        news: String::new(),
        news_version: 0,
        confirmed_at: work.now,
    };
    groups::insert(conn, &row).await?;
    deposits::join(conn, &paid, row.id).await?;
    let said = json!({ "number": row.number, "total": row.total, "lines": rows.len() });
    work.note("ordered", row.id.to_string(), None, json!(null), said);
    let fact = told::ReservationConfirmed {
        group_id: row.id.to_string(),
        store_id: row.store_id.to_string(),
        session_id: row.session_id.map(|id| id.to_string()).unwrap_or_default(),
        contact_id: row.contact_id.to_string(),
        number: row.number.clone(),
        lines,
        delivery_fee: Some(row.money(fee).into()),
        total: Some(row.money(total).into()),
        deposit: row.deposit.clone(),
        confirmed_at: said_at(row.confirmed_at),
    };
    work.tell(conn, &fact).await?;
    Ok(row)
}

/// What is known of a customer, opened.
///
/// # Errors
/// A value that cannot be opened, or the database.
pub async fn personal(conn: &mut Conn, sealer: &Sealer, customer: &Customer) -> Result<Personal, Problem> {
    let mut known = match &customer.personal {
        Some(sealed) => {
            let plain = sealer.open(conn, sealed).await?;
            serde_json::from_slice(&plain).map_err(Problem::internal)?
        }
        None => Personal::default(),
    };
    if let Some(sealed) = &customer.address {
        let plain = sealer.open(conn, sealed).await?;
        known.address = Some(String::from_utf8(plain).map_err(Problem::internal)?);
    }
    Ok(known)
}

/// Moves the stock of a locked item, with its ledger. A single piece that is gone is sold.
///
/// # Errors
/// The database.
pub(super) async fn moved(
    conn: &mut Conn,
    work: &mut Work,
    item: &Item,
    row: &Reservation,
    delta: i32,
    reason: &str,
) -> Result<Item, Problem> {
    let mut after = item.clone();
    after.on_hand = after.on_hand.saturating_add(delta);
    if item.counts_sizes()
        && let Some(place) = item.sizes.iter().position(|size| *size == row.size)
        && let Some(of_size) = after.size_on_hand.get_mut(place)
    {
        *of_size = of_size.saturating_add(delta);
    }
    if item.is_unique && matches!(item.state.as_str(), "on_sale" | "sold") {
        after.state = if after.on_hand > 0 { "on_sale" } else { "sold" }.into();
    }
    let saved = items::save(conn, &after).await?;
    let movement = Movement {
        tenant_id: work.tenant,
        item_id: item.id,
        size: &row.size,
        delta,
        reason,
        reservation_id: Some(row.id),
        at: work.now,
    };
    items::book(conn, &movement).await?;
    work.item_changed(conn, reason, Some(item), &saved).await?;
    Ok(saved)
}

/// The last one went to somebody else: the hold becomes a place in the queue, where there is one.
async fn sold_out(
    conn: &mut Conn,
    work: &mut Work,
    item: &Item,
    row: &Reservation,
) -> Result<(Reservation, Option<i64>), Problem> {
    let live = reservations::live_of(conn, &[item.id]).await?;
    let queue = live.iter().filter(|other| other.state() == State::Waiting).count();
    let room = work.rules.queue_max.is_some_and(|max| i64::try_from(queue).is_ok_and(|n| n < max));
    let waits = |other: &&Reservation| {
        other.state() == State::Waiting && other.contact_id == row.contact_id && other.size == row.size
    };
    let other = live.iter().find(waits);
    let to = if room && other.is_none() { State::Waiting } else { State::SoldOut };
    let after = Reservation {
        state: to.as_str().into(),
        lock: None,
        expires_at: None,
        ended_at: (to == State::SoldOut).then_some(work.now),
        ..row.clone()
    };
    let saved =
        reservations::save(conn, &after).await?.ok_or_else(|| Problem::conflict("reservation_moved_on"))?;
    work.step(conn, "sold_out", Some(row), &saved).await?;
    if let Some(deposit) = saved.deposit_id {
        refund::left(conn, work, deposit).await?;
    }
    let queued = match to {
        State::Waiting => Some(saved.id),
        _ => other.map(|other| other.id),
    };
    let live = reservations::live_of(conn, &[item.id]).await?;
    Ok((saved, queued.map(|id| hold::rank(item, &live, id))))
}
