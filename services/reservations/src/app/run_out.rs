//! A hold's time: the reminder before its end, and its end.
use chrono::{DateTime, TimeDelta, Utc};
use souk_events::{ReservationId, TenantId};
use souk_kit::{Clock, Conn, Problem, Scope, db};

use super::{
    deposits,
    end::{self, Ending},
    promote,
    say::{self, Part, Saying},
    work::{Cause, Work, minutes},
};
use crate::{
    domain::reservation::{State as Standing, Step},
    state::State,
    store::{
        self, customers, requests,
        reservations::{self, Reservation},
    },
};

/// Reminders of one customer that are due within this time are one message.
const TOGETHER: TimeDelta = TimeDelta::seconds(30);
/// A reminder that comes later than so long before the end is left out.
const USEFUL: TimeDelta = TimeDelta::seconds(30);

async fn begin(
    conn: &mut Conn,
    clock: &Clock,
    tenant: TenantId,
    id: ReservationId,
) -> Result<Option<(Work, Reservation)>, Problem> {
    db::enter(conn, Scope::Tenant(tenant)).await?;
    let Some(row) = reservations::find(conn, id).await? else { return Ok(None) };
    let who = ("timer".to_owned(), Cause::Timer);
    let meta = souk_kit::meta(Some(tenant));
    let work = Work::begin(conn, clock, (tenant, row.store_id), who, meta).await?;
    // Looked at again with the desk in hand: a yes may have been first.
    let held = reservations::find(conn, id).await?.filter(|row| row.state() == Standing::Held);
    Ok(held.map(|row| (work, row)))
}

/// Ends a hold whose time, and grace, are over; what it held goes on. Some: it is too early, as the hold or the grace
/// was made longer; look again then.
///
/// # Errors
/// The database.
pub async fn expire(
    conn: &mut Conn,
    clock: &Clock,
    tenant: TenantId,
    id: ReservationId,
) -> Result<Option<DateTime<Utc>>, Problem> {
    let Some((mut work, row)) = begin(conn, clock, tenant, id).await? else { return Ok(None) };
    if let Some(over) = row.expires_at.map(|at| at + work.rules.grace).filter(|over| *over > work.now) {
        return Ok(Some(over));
    }
    // A proof that waits for a decision keeps the hold (I10), up to a bound.
    if let Some(until) = deposits::kept_until(conn, &work, &row).await?.filter(|until| *until > work.now) {
        return Ok(Some(until));
    }
    let Some(ended) = end::end(conn, &mut work, &row, Ending::new(Standing::Expired, "expired")).await?
    else {
        return Ok(None);
    };
    if !opted_out(conn, &work, &ended).await? && !refunded(conn, &ended).await? {
        let saying = Saying {
            class: "hold",
            dedupe: format!("expired:{}:{}", ended.id, ended.version),
            parts: vec![Part::new("rsv.expired", vec![("code", ended.code.clone())])],
            named: vec![ended.id],
            until: Some(work.now + TimeDelta::hours(1)),
            ..Saying::default()
        };
        say::ask(conn, &work, ended.contact_id, saying).await?;
    }
    promote::next(conn, &mut work, &[ended.item_id]).await?;
    work.finish(conn).await?;
    Ok(None)
}

/// Whether she was told of her money instead.
async fn refunded(conn: &mut Conn, row: &Reservation) -> Result<bool, Problem> {
    let Some(id) = row.deposit_id else { return Ok(false) };
    Ok(store::deposits::find(conn, id).await?.is_some_and(|deposit| deposit.refund_due))
}

async fn opted_out(conn: &mut Conn, work: &Work, row: &Reservation) -> Result<bool, Problem> {
    let customer = customers::find(conn, work.tenant, row.contact_id).await?;
    Ok(customer.is_some_and(|customer| customer.opted_out))
}

/// Reminds a customer of what is missing, of all her holds that end soon in one message.
///
/// # Errors
/// The database.
pub async fn remind(
    conn: &mut Conn,
    state: &State,
    tenant: TenantId,
    id: ReservationId,
) -> Result<(), Problem> {
    let Some((work, row)) = begin(conn, &state.clock, tenant, id).await? else { return Ok(()) };
    let due = |row: &Reservation| {
        row.expires_at.filter(|at| *at - work.rules.reminder_before <= work.now + TOGETHER)
    };
    let Some(until) = due(&row).filter(|at| *at - work.now >= USEFUL) else { return Ok(()) };
    if deposits::kept_until(conn, &work, &row).await?.is_some() {
        return Ok(());
    }
    let from = row.held_at.unwrap_or(row.created_at);
    if opted_out(conn, &work, &row).await? || requests::reminded(conn, row.contact_id, row.id, from).await? {
        return Ok(());
    }
    let hers = reservations::live_by(conn, tenant, row.contact_id).await?;
    let soon: Vec<&Reservation> =
        hers.iter().filter(|other| other.state() == Standing::Held && due(other).is_some()).collect();
    let first = soon.iter().map(|row| row.step()).min_by_key(|step| match step {
        Step::NeedSize => 0,
        Step::NeedAddress => 1,
        Step::NeedConfirm => 2,
    });
    let todo = match first {
        Some(Step::NeedSize) => "todo-size",
        Some(Step::NeedAddress) => "todo-address",
        Some(Step::NeedConfirm) | None => "todo-confirm",
    };
    let codes: Vec<String> = soon.iter().map(|row| row.code.clone()).collect();
    let params = vec![
        ("minutes", minutes(work.now, until)),
        ("codes", codes.join(", ")),
        ("todo", state.texts.get(work.store.lang(), todo)),
    ];
    let saying = Saying {
        class: "hold",
        dedupe: format!("reminder:{}:{}", row.id, row.version),
        parts: vec![Part::new("rsv.reminder", params)],
        named: soon.iter().map(|row| row.id).collect(),
        buttons: vec![format!("ok:{}", row.id), format!("no:{}", row.id)],
        until: Some(until),
        ..Saying::default()
    };
    say::ask(conn, &work, row.contact_id, saying).await?;
    work.finish(conn).await
}
