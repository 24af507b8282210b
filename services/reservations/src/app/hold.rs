//! A customer wants a code: it is held, or she waits, and the same wish twice is one.
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use souk_events::{ContactId, LiveSessionId, ReservationId};
use souk_kit::{Conn, Problem};
use souk_outbox::timers;

use super::work::Work;
use crate::{
    domain::reservation::{Grant, Lock, State, Step, Supply, grant},
    jobs,
    store::{
        items::Item,
        reservations::{self, Reservation},
    },
};

/// A wish for a locked item.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Who.
    pub contact: ContactId,
    /// How many, at least one.
    pub quantity: i32,
    /// Which size; empty: not said, or there are none.
    pub size: String,
    /// Place in the merchant's order of arrival.
    pub seq: i64,
    /// In which session.
    pub session: Option<LiveSessionId>,
    /// Whether it is known where to bring it.
    pub address_known: bool,
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum Given {
    /// Held; the rest waits at this place.
    Held(Reservation, Option<(i32, i64)>),
    /// Waits at this place; nothing is left in the shop when true.
    Waiting(Reservation, i64, bool),
    /// She has it already.
    AlreadyHeld(Reservation),
    /// She waits already, at this place.
    AlreadyWaiting(Reservation, i64),
    /// The queue is full.
    Full,
    /// There is none, and no queue.
    SoldOut,
    /// She holds as many as she may.
    TooMany,
    /// Which size? Nothing can be held before.
    NeedSize,
}

/// Whether two wishes for an item draw on the same stock.
fn same_stock(item: &Item, size: &str, other: &Reservation) -> bool {
    !item.counts_sizes() || other.size == size
}

/// What there is of an item, or of one size of it.
#[must_use]
pub fn supply(item: &Item, size: &str, live: &[Reservation]) -> Supply {
    let mine = live.iter().filter(|row| same_stock(item, size, row));
    let (mut held, mut queue) = (0, 0);
    for row in mine {
        match row.state() {
            State::Held => held += i64::from(row.quantity),
            _ => queue += 1,
        }
    }
    Supply { on_hand: item.stock(size), held, queue, unique: item.is_unique }
}

/// The place that a waiting customer is told. Who has a piece is the first; of stock only the queue counts.
#[must_use]
pub fn rank(item: &Item, live: &[Reservation], id: ReservationId) -> i64 {
    let Some(own) = live.iter().find(|row| row.id == id) else { return 0 };
    let mut ahead = 0;
    for row in live.iter().filter(|row| same_stock(item, &own.size, row) && row.id != id) {
        match row.state() {
            State::Held if item.is_unique => ahead += 1,
            State::Waiting if (row.place, row.id) < (own.place, own.id) => ahead += 1,
            _ => {}
        }
    }
    let sold = item.is_unique && item.on_hand == 0;
    ahead + 1 + i64::from(sold)
}

/// Makes a row held from now on.
pub(super) fn start(row: &mut Reservation, work: &Work, item: &Item, address_known: bool) {
    let ttl = work.rules.soft;
    row.state = State::Held.as_str().into();
    row.lock = Some(Lock::Soft.as_str().into());
    row.step = Step::first(!item.sizes.is_empty() && row.size.is_empty(), address_known).as_str().into();
    row.held_at = Some(work.now);
    row.ttl_seconds = i32::try_from(ttl.num_seconds()).unwrap_or(i32::MAX);
    row.expires_at = Some(work.now + ttl);
    row.ended_at = None;
    row.yes_at = None;
}

/// Sets the timers of a hold: its end with the grace, and the reminder. Each has a key of its own version and is never
/// taken back: one that fires waits for the desk, and whoever has the desk must not wait for it. It looks again.
///
/// # Errors
/// The database.
pub(super) async fn set_timers(conn: &Conn, work: &Work, row: &Reservation) -> Result<(), Problem> {
    let Some(expires_at) = row.expires_at else { return Ok(()) };
    let (key, tenant) = (format!("{}:{}", row.id, row.version), Some(work.tenant));
    let payload = json!({ "expires_at": expires_at });
    timers::schedule(conn, jobs::EXPIRE, &key, tenant, expires_at + work.rules.grace, &payload).await?;
    let from = row.held_at.unwrap_or(work.now);
    if let Some(at) = work.rules.reminder(from, expires_at) {
        timers::schedule(conn, jobs::REMIND, &key, tenant, at, &payload).await?;
    }
    Ok(())
}

fn row(work: &Work, item: &Item, wish: &Wish, quantity: i32) -> Reservation {
    Reservation {
        tenant_id: work.tenant,
        id: ReservationId::new(),
        store_id: item.store_id,
        session_id: wish.session,
        item_id: item.id,
        contact_id: wish.contact,
        code: item.code.clone(),
        size: wish.size.clone(),
        quantity,
        unit_price: item.price,
        is_unique: item.is_unique,
        state: State::Waiting.as_str().into(),
        lock: None,
        step: Step::first(!item.sizes.is_empty() && wish.size.is_empty(), wish.address_known).as_str().into(),
        seq: wish.seq,
        place: wish.seq,
        held_at: None,
        ttl_seconds: i32::try_from(work.rules.soft.num_seconds()).unwrap_or(i32::MAX).max(1),
        expires_at: None,
        offer_id: None,
        group_id: None,
        deposit_id: None,
        yes_at: None,
        created_at: work.now,
        ended_at: None,
        version: 1,
    }
}

/// Decides a wish for an item that this transaction has locked.
///
/// # Errors
/// The database.
pub async fn reserve(conn: &mut Conn, work: &mut Work, item: &Item, wish: &Wish) -> Result<Given, Problem> {
    let live = reservations::live_of(conn, &[item.id]).await?;
    let mine = |state: State| {
        live.iter().find(|row| {
            row.contact_id == wish.contact
                && row.state() == state
                && (wish.size.is_empty() || row.size.is_empty() || row.size == wish.size)
        })
    };
    if let Some(held) = mine(State::Held) {
        return Ok(Given::AlreadyHeld(held.clone()));
    }
    if let Some(waiting) = mine(State::Waiting) {
        return Ok(Given::AlreadyWaiting(waiting.clone(), rank(item, &live, waiting.id)));
    }
    if item.counts_sizes() && wish.size.is_empty() {
        return Ok(Given::NeedSize);
    }
    let hers = reservations::live_by(conn, work.tenant, wish.contact).await?;
    let held = hers.iter().filter(|row| row.state() == State::Held).count();
    if i64::try_from(held).is_ok_and(|held| held >= work.rules.max_holds) {
        return Ok(Given::TooMany);
    }
    let supply = supply(item, &wish.size, &live);
    let (now, waiting) = match grant(wish.quantity.into(), &supply, &work.rules) {
        Grant::Held { now, waiting } => (now, waiting),
        Grant::Waiting => (0, if item.is_unique { 1 } else { wish.quantity.into() }),
        Grant::Full => return Ok(Given::Full),
        Grant::SoldOut => return Ok(Given::SoldOut),
    };
    let count = |n: i64| i32::try_from(n).unwrap_or(i32::MAX);
    let mut queued = None;
    if waiting > 0 {
        let behind = row(work, item, wish, count(waiting));
        reservations::insert(conn, &behind).await?;
        work.step(conn, "waiting", None, &behind).await?;
        queued = Some(behind);
    }
    if now == 0 {
        let Some(behind) = queued else { return Ok(Given::SoldOut) };
        let live = reservations::live_of(conn, &[item.id]).await?;
        let rank = rank(item, &live, behind.id);
        return Ok(Given::Waiting(behind, rank, supply.on_hand == 0));
    }
    let mut held = row(work, item, wish, count(now));
    start(&mut held, work, item, wish.address_known);
    reservations::insert(conn, &held).await?;
    set_timers(conn, work, &held).await?;
    work.step(conn, "held", None, &held).await?;
    let behind = match queued {
        Some(behind) => {
            let live = reservations::live_of(conn, &[item.id]).await?;
            Some((behind.quantity, rank(item, &live, behind.id)))
        }
        None => None,
    };
    Ok(Given::Held(held, behind))
}

/// Writes another step, lock or end of a hold; its timers follow its end.
///
/// # Errors
/// 409 when it is not held any more, or the database.
pub async fn change(
    conn: &mut Conn,
    work: &mut Work,
    before: &Reservation,
    action: &str,
    after: Reservation,
) -> Result<Reservation, Problem> {
    let Some(saved) = reservations::save(conn, &after).await? else {
        return Err(Problem::conflict("reservation_moved_on").state(before.state.clone()));
    };
    if saved.expires_at != before.expires_at {
        set_timers(conn, work, &saved).await?;
    }
    work.step(conn, action, Some(before), &saved).await?;
    Ok(saved)
}

/// The end of a hold, made later, but no later than twice the firm hold after its beginning.
#[must_use]
pub fn extended(work: &Work, row: &Reservation, by: TimeDelta) -> Option<DateTime<Utc>> {
    let (from, ends) = (row.held_at?, row.expires_at?);
    Some((ends + by).min(from + work.rules.locked * 2)).filter(|at| *at > ends)
}
