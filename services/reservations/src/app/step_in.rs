//! Staff step in on a reservation: take it back, prolong it, move it, confirm it or call it off, begin it anew (FR33).
use chrono::TimeDelta;
use serde_json::{Value, json};
use souk_events::{ReservationId, TenantId};
use souk_kit::{Conn, Problem, Scope, token::Role};

use super::{
    confirm,
    end::{self, Ending},
    hold::{self, Given},
    override_hold, promote,
    say::{self, Part, Saying},
    work::{Cause, Work},
};
use crate::{
    domain::reservation::{State as Standing, Step},
    state::State,
    store::{
        customers::{self, Customer},
        items,
        reservations::{self, Reservation},
    },
};

/// How much longer a hold is made at once.
const LONGER: TimeDelta = TimeDelta::minutes(5);
/// How long what staff did may be told.
const USEFUL: TimeDelta = TimeDelta::hours(1);

/// What staff can do to a reservation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Take it back; the next one has it, or nobody.
    Release {
        /// Whether the next one has it.
        to_next: bool,
    },
    /// Five minutes more.
    Extend,
    /// Before everybody else who waits.
    ToHead,
    /// Say yes for a customer who said it elsewhere.
    Confirm,
    /// End a hold or a place in the queue; what was held goes to the next one.
    Cancel,
    /// Begin anew what ran out, when it is free and nobody waits.
    Reopen,
}

impl Deed {
    /// Who may do it at least: agents free and prolong, sellers decide for customers.
    #[must_use]
    pub fn role(self) -> Role {
        match self {
            Self::Release { .. } | Self::Extend => Role::Agent,
            Self::ToHead | Self::Confirm | Self::Cancel | Self::Reopen => Role::Seller,
        }
    }
}

fn moved_on(row: &Reservation) -> Problem {
    Problem::conflict("reservation_moved_on").state(row.state.clone())
}

/// Does it, and puts on record who and why. Returns the reservation as it stands; of one that began anew, the new one.
///
/// # Errors
/// 404, 409 when the reservation moved on or cannot be treated so, or the database.
pub async fn step_in(
    state: &State,
    tenant: TenantId,
    person: String,
    id: ReservationId,
    deed: Deed,
    why: &str,
) -> Result<Reservation, Problem> {
    state
        .db
        .write(Scope::Tenant(tenant), async |conn: &mut Conn| {
            let row = reservations::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            let meta = souk_kit::meta(Some(tenant));
            let who = (person, Cause::Seller);
            let mut work = Work::begin(conn, &state.clock, (tenant, row.store_id), who, meta).await?;
            // Looked at again with the desk in hand: a yes may have been first.
            let row = reservations::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            let stands = apply(conn, &mut work, state, &row, deed, why).await?;
            work.finish(conn).await?;
            reservations::find(conn, stands).await?.ok_or_else(Problem::not_found)
        })
        .await
}

/// Does it at a desk that is taken. Returns the reservation that it is about from now on.
///
/// # Errors
/// 409 when the reservation moved on or cannot be treated so, or the database.
pub async fn apply(
    conn: &mut Conn,
    work: &mut Work,
    state: &State,
    row: &Reservation,
    deed: Deed,
    why: &str,
) -> Result<ReservationId, Problem> {
    match deed {
        Deed::Release { to_next } => {
            let done = override_hold::release(conn, work, row, "override.released", to_next).await?;
            done.ok_or_else(|| moved_on(row))?;
            override_hold::why(work, row, why);
        }
        Deed::Extend => {
            override_hold::extend(conn, work, row, LONGER, why).await?;
        }
        Deed::ToHead => {
            override_hold::to_head(conn, work, row, why).await?;
        }
        Deed::Confirm => confirmed(conn, work, state, row, why).await?,
        Deed::Cancel => cancelled(conn, work, row, why).await?,
        Deed::Reopen => return reopened(conn, work, row, why).await,
    }
    Ok(row.id)
}

fn noted(work: &mut Work, row: &Reservation, action: &str, why: &str) {
    work.note(action, row.id.to_string(), Some(row.item_id), Value::Null, json!({ "why": why }));
}

async fn customer(conn: &mut Conn, work: &Work, row: &Reservation) -> Result<Customer, Problem> {
    let known = customers::find(conn, work.tenant, row.contact_id).await?;
    Ok(known.unwrap_or_else(|| Customer::new(work.tenant, row.contact_id, row.store_id, work.now)))
}

/// Only what is complete: a size and an address are asked of the customer herself.
async fn confirmed(
    conn: &mut Conn,
    work: &mut Work,
    state: &State,
    row: &Reservation,
    why: &str,
) -> Result<(), Problem> {
    if row.state() != Standing::Held {
        return Err(moved_on(row));
    }
    if row.step() != Step::NeedConfirm {
        return Err(Problem::conflict("hold_incomplete").state(row.step.clone()));
    }
    let customer = customer(conn, work, row).await?;
    let done = confirm::confirm(conn, work, &state.sealer, &customer, std::slice::from_ref(row)).await?;
    if done.group.is_none() && done.gone.is_empty() {
        return Err(moved_on(row));
    }
    noted(work, row, "override.confirmed", why);
    let Some(group) = done.group else { return Ok(()) };
    let params = vec![("order", group.number.clone()), ("total", work.money(group.total))];
    let saying = Saying {
        class: "order",
        dedupe: format!("confirmed_for:{}", group.id),
        parts: vec![Part::new("order.confirmed", params)],
        named: vec![row.id],
        until: Some(work.now + USEFUL),
        ..Saying::default()
    };
    say::ask(conn, work, row.contact_id, saying).await?;
    Ok(())
}

async fn cancelled(conn: &mut Conn, work: &mut Work, row: &Reservation, why: &str) -> Result<(), Problem> {
    if !row.state().is_live() {
        return Err(moved_on(row));
    }
    let ending = Ending::new(Standing::Cancelled, "override.cancelled");
    let ended = end::end(conn, work, row, ending).await?.ok_or_else(|| moved_on(row))?;
    override_hold::why(work, row, why);
    // Who only waited had nothing: she is told no more than when a live ends.
    if row.state() == Standing::Held && !customer(conn, work, row).await?.opted_out {
        let saying = Saying {
            class: "hold",
            dedupe: format!("cancelled:{}:{}", ended.id, ended.version),
            parts: vec![Part::new("rsv.released", vec![("code", ended.code.clone())])],
            named: vec![ended.id],
            until: Some(work.now + USEFUL),
            ..Saying::default()
        };
        say::ask(conn, work, ended.contact_id, saying).await?;
    }
    promote::next(conn, work, &[ended.item_id]).await?;
    Ok(())
}

/// Nobody is passed: with somebody in the queue, or too little left, it stays over.
async fn reopened(
    conn: &mut Conn,
    work: &mut Work,
    row: &Reservation,
    why: &str,
) -> Result<ReservationId, Problem> {
    if row.state() != Standing::Expired {
        return Err(moved_on(row));
    }
    let taken = || Problem::conflict("nothing_free").state(row.state.clone());
    let item = items::lock(conn, &[row.item_id]).await?.pop().ok_or_else(Problem::not_found)?;
    if !matches!(item.state.as_str(), "on_sale" | "sold") {
        return Err(taken());
    }
    let live = reservations::live_of(conn, &[item.id]).await?;
    let supply = hold::supply(&item, &row.size, &live);
    if supply.queue > 0 || supply.free(&work.rules) < i64::from(row.quantity) {
        return Err(taken());
    }
    let customer = customer(conn, work, row).await?;
    let wish = hold::Wish {
        contact: row.contact_id,
        quantity: row.quantity,
        size: row.size.clone(),
        seq: row.seq,
        session: row.session_id,
        address_known: customer.address.is_some(),
    };
    let Given::Held(held, _) = hold::reserve(conn, work, &item, &wish).await? else { return Err(taken()) };
    noted(work, &held, "override.reopened", why);
    if !customer.opted_out {
        promote::tell(conn, work, &held).await?;
    }
    Ok(held.id)
}
