//! The shop accepts or refuses a proof, once (FR26); a manager may take it back.
use serde_json::json;
use souk_events::ReservationGroupId;
use souk_kit::{Conn, Problem, seal::Sealer};

use super::{News, change, held, orders_of, receive, refund, target, tell_customer};
use crate::{
    app::{
        confirm, hold,
        say::Part,
        work::{Work, minutes},
    },
    domain::{
        deposit::{Move, Reason, State},
        reservation::{Lock, Step},
    },
    state::State as Module,
    store::{
        customers,
        deposits::{self, Deposit},
        groups,
        reservations::{self, Reservation},
    },
};

/// What the shop says to a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It was paid.
    Approve,
    /// It was not.
    Reject(Reason),
    /// Somebody looks again.
    Reopen,
}

impl Decision {
    fn step(self) -> (Move, &'static str) {
        match self {
            Self::Approve => (Move::Approve, "deposit.approved"),
            Self::Reject(_) => (Move::Reject, "deposit.rejected"),
            Self::Reopen => (Move::Reopen, "deposit.reopened"),
        }
    }
}

/// Decides. The customer is told with one message; who comes second gets the state as it is.
///
/// # Errors
/// 409 `deposit_decided` for a move that is not allowed, a value that cannot be opened, or the database.
pub async fn decide(
    conn: &mut Conn,
    work: &mut Work,
    state: &Module,
    row: &Deposit,
    decision: Decision,
) -> Result<Deposit, Problem> {
    let (step, action) = decision.step();
    // What was given back is not decided about any more.
    let gone = row.refunded_at.is_some();
    let Some(to) = row.state().after(step).filter(|_| !gone) else {
        return Err(Problem::conflict("deposit_decided").state(row.state.clone()));
    };
    let reason = if let Decision::Reject(reason) = decision { reason.as_str() } else { "" };
    let decided = to != State::Pending;
    let orders = orders_of(conn, row).await?;
    let orders = groups::some(conn, &orders).await?;
    let order = orders.into_iter().find(|group| group.state == "confirmed" && group.news != "completed");
    let mut cancels = to == State::Rejected && work.deposit.cancels;
    cancels = match &order {
        // Another deposit of it stands: the order stays.
        Some(group) if cancels => {
            let others = deposits::of_group(conn, group.id).await?;
            !others.iter().any(|other| other.id != row.id && other.state().covers())
        }
        _ => false,
    };
    let after = Deposit {
        state: to.as_str().into(),
        reason: reason.into(),
        refusals: row.refusals + i64::from(to == State::Rejected),
        refund_due: row.refund_due && to != State::Rejected,
        refund_due_at: row.refund_due_at.filter(|_| to != State::Rejected),
        decided_by: if decided { work.actor.clone() } else { String::new() },
        decided_at: decided.then_some(work.now),
        submitted_at: if decided { row.submitted_at } else { work.now },
        ..row.clone()
    };
    let news = News { message: None, cancels };
    let saved = change(conn, work, action, Some(row), after, news).await?;
    match decision {
        Decision::Approve => approved(conn, work, &state.sealer, &saved).await?,
        Decision::Reject(reason) => {
            rejected(conn, work, state, &saved, reason, (order.is_some(), cancels)).await?
        }
        Decision::Reopen => {
            receive::lock(conn, work, &saved).await?;
            receive::watch(conn, work, &saved).await?;
        }
    }
    Ok(saved)
}

/// What the accepted deposits of an order come to, minor units, save what goes back.
///
/// # Errors
/// The database.
pub async fn paid_for(conn: &mut Conn, group: ReservationGroupId) -> Result<i64, Problem> {
    let all = deposits::of_group(conn, group).await?;
    // A deposit for two orders is taken off the first one.
    let counts = all
        .iter()
        .filter(|one| one.group_id == Some(group) && one.state() == State::Approved && !one.refund_due);
    Ok(counts.map(|one| one.amount).sum())
}

/// What was said yes to before becomes the order; the rest is held anew for as long as locked holds are.
async fn approved(conn: &mut Conn, work: &mut Work, sealer: &Sealer, row: &Deposit) -> Result<(), Problem> {
    let mut ready = Vec::new();
    for one in held(conn, row.id).await? {
        if one.yes_at.is_some() && one.step() == Step::NeedConfirm {
            ready.push(one);
            continue;
        }
        let after = Reservation {
            lock: Some(Lock::Locked.as_str().into()),
            expires_at: one.expires_at.max(Some(work.now + work.rules.locked)),
            ..one.clone()
        };
        hold::change(conn, work, &one, "deposit.locked", after).await?;
    }
    let said = target(conn, row).await?;
    let before = reservations::of_deposits(conn, &[row.id]).await?;
    let mut total = match row.group_id {
        Some(id) => groups::find(conn, id).await?.map_or(0, |group| group.total),
        None => work.total(&before),
    };
    let mut more = Vec::new();
    if !ready.is_empty()
        && let Some(customer) = customers::find(conn, work.tenant, row.contact_id).await?
    {
        let done = confirm::confirm(conn, work, sealer, &customer, &ready).await?;
        if let Some(group) = &done.group {
            total = group.total;
            let params = vec![("order", group.number.clone()), ("total", work.money(group.total))];
            more.push(Part::new("order.confirmed", params));
        }
        more.extend(
            done.gone.iter().map(|(row, _)| Part::new("cfm.soldout_nowl", vec![("code", row.code.clone())])),
        );
    }
    let covered = reservations::of_deposits(conn, &[row.id]).await?;
    if row.refund_due || (!covered.is_empty() && covered.iter().all(|one| one.ended_at.is_some())) {
        // It was accepted for something that is over: the money goes back, which she was told, or is told now.
        refund::left(conn, work, row.id).await?;
        return Ok(());
    }
    let paid = match covered.iter().find_map(|one| one.group_id) {
        Some(group) => paid_for(conn, group).await?,
        None => row.amount,
    };
    let balance = work.money(total.saturating_sub(paid).max(0));
    let mut parts = vec![Part::new("dep.approved", vec![("target", said), ("balance", balance)])];
    parts.append(&mut more);
    tell_customer(conn, work, row, format!("deposit:{}:{}", row.id, row.version), parts).await
}

/// Holds are soft again, for as long as soft ones are; an order stays, or is called off.
async fn rejected(
    conn: &mut Conn,
    work: &mut Work,
    state: &Module,
    row: &Deposit,
    reason: Reason,
    (order, cancels): (bool, bool),
) -> Result<(), Problem> {
    let until = work.now + work.rules.soft;
    let rows = held(conn, row.id).await?;
    for one in &rows {
        let after = Reservation {
            lock: Some(Lock::Soft.as_str().into()),
            expires_at: Some(until),
            yes_at: None,
            ..one.clone()
        };
        hold::change(conn, work, one, "deposit.unlocked", after).await?;
    }
    let lang = work.store.lang();
    let next = match (rows.is_empty(), order, cancels) {
        (false, ..) => {
            let time = minutes(work.now, until);
            state.texts.with(lang, "proof-next-hold", &[("minutes", &time)])
        }
        (true, true, true) => state.texts.get(lang, "proof-next-cancelled"),
        (true, true, false) => state.texts.get(lang, "proof-next-order"),
        (true, false, _) => String::new(),
    };
    let why = state.texts.get(lang, &format!("proof-reason-{}", reason.as_str()));
    let said = target(conn, row).await?;
    work.note("deposit.reason", row.id.to_string(), None, json!(null), json!({ "why": reason.as_str() }));
    let part = Part::new("dep.rejected", vec![("target", said), ("reason", why), ("next", next)]);
    tell_customer(conn, work, row, format!("deposit:{}:{}", row.id, row.version), vec![part]).await
}
