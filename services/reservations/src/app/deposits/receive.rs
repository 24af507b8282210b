//! A proof came: what it is for is locked while the shop looks at it (FR44).
use chrono::TimeDelta;
use serde_json::Value;
use souk_events::{DepositId, MessageId};
use souk_kit::{Conn, Problem};
use souk_outbox::timers;

use super::{News, change, held, refund, targets::Target};
use crate::{
    app::{
        hold::{self, Given, Wish},
        work::Work,
    },
    domain::{
        deposit::{Move, State},
        reservation::Lock,
    },
    jobs,
    store::{
        customers::Customer,
        deposits::{self, Deposit},
        items,
        proofs::{self, Proof},
        reservations::{self, Reservation},
    },
};

/// From so many refused proofs of a customer in a live, a new one locks nothing before it is accepted.
const BOGUS: i64 = 3;
/// When the shop is reminded first.
pub const FIRST_NUDGE: TimeDelta = TimeDelta::minutes(5);
/// When it is for the last time.
pub const LAST_NUDGE: TimeDelta = TimeDelta::minutes(15);

/// What came.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The message with it.
    pub message: MessageId,
    /// Its place in the order of arrival.
    pub seq: i64,
    /// What it says when it is no picture, sealed.
    pub words: Option<Vec<u8>>,
}

/// Takes a proof for what it was sent for.
///
/// # Errors
/// 409 when somebody else changed it meanwhile, or the database.
pub async fn take(
    conn: &mut Conn,
    work: &mut Work,
    customer: &Customer,
    target: &Target,
    sent: Sent,
) -> Result<Deposit, Problem> {
    let (rows, group) = match target {
        Target::Holds(rows) => (rows.clone(), None),
        Target::Order(group) => (reservations::of_group(conn, group.id).await?, Some(group.id)),
        Target::Late(row) => (again(conn, work, customer, row, sent.seq).await?, None),
    };
    let over = if let (Target::Late(row), true) = (target, rows.is_empty()) { Some(row) } else { None };
    let late = if let Target::Late(row) = target { Some(row.as_ref()) } else { None };
    let known: Vec<DepositId> = rows.iter().chain(late).filter_map(|row| row.deposit_id).collect();
    let known = if known.is_empty() { Vec::new() } else { deposits::some(conn, &known).await? };
    if let (Some(_), Some(owed)) = (over, known.iter().find(|deposit| deposit.owed())) {
        // One more picture of what is to be given back: kept, and told nobody again.
        proofs::insert(conn, &proof(work, owed.id, sent)).await?;
        return Ok(owed.clone());
    }
    let open = |row: &&Deposit| row.state() != State::Approved && row.refunded_at.is_none();
    let before = known.iter().find(open).cloned();
    // What another deposit stands for is no part of this one.
    let other = |id: DepositId| {
        known.iter().any(|d| d.id == id && d.state().covers()) && Some(id) != before.as_ref().map(|d| d.id)
    };
    let rows: Vec<Reservation> = rows.into_iter().filter(|row| !row.deposit_id.is_some_and(other)).collect();
    let session = rows.iter().chain(over.map(AsRef::as_ref)).find_map(|row| row.session_id);
    let whose = (work.tenant, customer.contact_id);
    let locks = deposits::refused_by(conn, whose, session).await? < BOGUS;
    let priced: Vec<&Reservation> = rows.iter().chain(over.map(AsRef::as_ref)).collect();
    let total = match target {
        Target::Order(group) => group.total,
        _ => work.total(priced),
    };
    let after = match &before {
        Some(row) => Deposit {
            // One more picture for a deposit that waits changes no state.
            state: row.state().after(Move::Receive).unwrap_or(State::Pending).as_str().into(),
            amount: work.deposit.part_of(total),
            locks,
            refund_due: false,
            refund_due_at: None,
            reason: String::new(),
            // One more page waits since the first one came.
            submitted_at: if row.state() == State::Pending && !row.refund_due {
                row.submitted_at
            } else {
                work.now
            },
            decided_by: String::new(),
            decided_at: None,
            ..row.clone()
        },
        None => {
            work.desk.last_proof += 1;
            Deposit {
                tenant_id: work.tenant,
                id: DepositId::new(),
                store_id: work.store.store_id,
                session_id: session,
                contact_id: customer.contact_id,
                group_id: group,
                number: work.desk.last_proof,
                state: State::Pending.as_str().into(),
                amount: work.deposit.part_of(total),
                currency: work.store.currency.clone(),
                locks,
                refund_due: false,
                reason: String::new(),
                refusals: 0,
                submitted_at: work.now,
                decided_by: String::new(),
                decided_at: None,
                version: 1,
                refund_due_at: None,
                refunded_at: None,
                refunded_by: String::new(),
                refund_note: String::new(),
            }
        }
    };
    let news = News { message: Some(sent.message), cancels: false };
    let saved = change(conn, work, "deposit.received", before.as_ref(), after, news).await?;
    proofs::insert(conn, &proof(work, saved.id, sent)).await?;
    for row in rows.iter().chain(over.map(AsRef::as_ref)) {
        if row.deposit_id != Some(saved.id) {
            let after = Reservation { deposit_id: Some(saved.id), ..row.clone() };
            reservations::save(conn, &after).await?;
        }
    }
    lock(conn, work, &saved).await?;
    watch(conn, work, &saved).await?;
    if over.is_some() {
        return Ok(refund::left(conn, work, saved.id).await?.unwrap_or(saved));
    }
    Ok(saved)
}

/// One more picture of a proof that came: a further page, which changes no state.
///
/// # Errors
/// 409 when somebody else changed it meanwhile, or the database.
pub async fn page(conn: &mut Conn, work: &mut Work, row: &Deposit, sent: Sent) -> Result<Deposit, Problem> {
    let news = News { message: Some(sent.message), cancels: false };
    let saved = change(conn, work, "deposit.received", Some(row), row.clone(), news).await?;
    proofs::insert(conn, &proof(work, saved.id, sent)).await?;
    watch(conn, work, &saved).await?;
    Ok(saved)
}

/// Sets the next reminder of a deposit that waits; after the last one there is none.
///
/// # Errors
/// The database.
pub(super) async fn watch(conn: &mut Conn, work: &Work, row: &Deposit) -> Result<(), Problem> {
    let next = [FIRST_NUDGE, LAST_NUDGE].into_iter().map(|after| row.submitted_at + after);
    if let Some(at) = next.into_iter().find(|at| *at > work.now && row.state() == State::Pending) {
        let key = format!("{}:{}", row.id, row.version);
        timers::schedule(conn, jobs::NUDGE, &key, Some(work.tenant), at, &Value::Null).await?;
    }
    Ok(())
}

fn proof(work: &Work, deposit: DepositId, sent: Sent) -> Proof {
    Proof {
        tenant_id: work.tenant,
        message_id: sent.message,
        deposit_id: deposit,
        words: sent.words,
        content_type: String::new(),
        seen_in: None,
        received_at: work.now,
        kept_from: work.now,
    }
}

/// Makes the holds of a deposit firm: they last at least as long as locked ones do from now on.
///
/// # Errors
/// The database.
pub(super) async fn lock(conn: &mut Conn, work: &mut Work, deposit: &Deposit) -> Result<(), Problem> {
    if !deposit.locks {
        return Ok(());
    }
    let least = work.now + work.rules.locked;
    for row in held(conn, deposit.id).await? {
        let after = Reservation {
            lock: Some(Lock::Locked.as_str().into()),
            expires_at: row.expires_at.map(|at| at.max(least)),
            ..row.clone()
        };
        hold::change(conn, work, &row, "deposit.locked", after).await?;
    }
    Ok(())
}

/// Holds again what ran out, while it is free and nobody waits for it.
async fn again(
    conn: &mut Conn,
    work: &mut Work,
    customer: &Customer,
    row: &Reservation,
    seq: i64,
) -> Result<Vec<Reservation>, Problem> {
    let Some(item) = items::lock(conn, &[row.item_id]).await?.pop() else { return Ok(Vec::new()) };
    let live = reservations::live_of(conn, &[item.id]).await?;
    let supply = hold::supply(&item, &row.size, &live);
    let free =
        item.state == "on_sale" && supply.queue == 0 && supply.free(&work.rules) >= i64::from(row.quantity);
    if !free {
        return Ok(Vec::new());
    }
    let wish = Wish {
        contact: customer.contact_id,
        quantity: row.quantity,
        size: row.size.clone(),
        seq,
        session: row.session_id,
        address_known: customer.address.is_some(),
    };
    Ok(match hold::reserve(conn, work, &item, &wish).await? {
        Given::Held(row, _) | Given::AlreadyHeld(row) => vec![row],
        _ => Vec::new(),
    })
}
