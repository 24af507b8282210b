//! Somebody of the shop steps in: releases, extends, moves to the head. Always on record, with who and why.
use chrono::TimeDelta;
use serde_json::{Value, json};
use souk_events::ContactId;
use souk_kit::{Conn, Problem};

use super::{
    end::{self, Ending},
    hold, promote,
    say::{self, Part, Saying},
    work::Work,
};
use crate::{
    domain::reservation::State,
    store::{
        customers::{self, Customer},
        reservations::{self, Reservation},
    },
};

/// How a customer is shown to the shop: the last two digits of her number.
#[must_use]
pub fn masked(people: &[Customer], contact: ContactId) -> String {
    let ending = people.iter().find(|p| p.contact_id == contact).map(|p| p.phone_ending.as_str());
    format!("··{}", ending.unwrap_or_default())
}

/// Takes a hold back and tells its customer; what it held goes to the next one when it is to. None: it was over.
///
/// # Errors
/// The database.
pub async fn release(
    conn: &mut Conn,
    work: &mut Work,
    row: &Reservation,
    action: &'static str,
    to_next: bool,
) -> Result<Option<Vec<Reservation>>, Problem> {
    let Some(ended) = end::end(conn, work, row, Ending::new(State::Released, action)).await? else {
        return Ok(None);
    };
    let customer = customers::find(conn, work.tenant, ended.contact_id).await?;
    if !customer.is_some_and(|customer| customer.opted_out) {
        let saying = Saying {
            class: "hold",
            dedupe: format!("released:{}:{}", ended.id, ended.version),
            parts: vec![Part::new("rsv.released", vec![("code", ended.code.clone())])],
            named: vec![ended.id],
            until: Some(work.now + TimeDelta::hours(1)),
            ..Saying::default()
        };
        say::ask(conn, work, ended.contact_id, saying).await?;
    }
    if !to_next {
        return Ok(Some(Vec::new()));
    }
    promote::next(conn, work, &[ended.item_id]).await.map(Some)
}

/// Gives a hold more time, within twice the firm hold.
///
/// # Errors
/// 409 when it is not held, or has all the time it may have.
pub async fn extend(
    conn: &mut Conn,
    work: &mut Work,
    row: &Reservation,
    by: TimeDelta,
    reason: &str,
) -> Result<Reservation, Problem> {
    let Some(until) = hold::extended(work, row, by) else {
        return Err(Problem::conflict("hold_not_extended").state(row.state.clone()));
    };
    let after = Reservation { expires_at: Some(until), ..row.clone() };
    let saved = hold::change(conn, work, row, "override.extended", after).await?;
    why(work, &saved, reason);
    Ok(saved)
}

/// Puts somebody who waits at the head of the queue.
///
/// # Errors
/// 409 when it does not wait any more.
pub async fn to_head(
    conn: &mut Conn,
    work: &mut Work,
    row: &Reservation,
    reason: &str,
) -> Result<Reservation, Problem> {
    if row.state() != State::Waiting {
        return Err(Problem::conflict("reservation_moved_on").state(row.state.clone()));
    }
    let live = reservations::live_of(conn, &[row.item_id]).await?;
    let waiting = live.iter().filter(|other| other.state() == State::Waiting);
    let first = waiting.map(|other| other.place).min().unwrap_or(row.place);
    let after = Reservation { place: first.saturating_sub(1), ..row.clone() };
    let saved = hold::change(conn, work, row, "override.to_head", after).await?;
    why(work, &saved, reason);
    Ok(saved)
}

/// Puts on record why somebody stepped in.
pub fn why(work: &mut Work, row: &Reservation, reason: &str) {
    work.note(
        "override.reason",
        row.id.to_string(),
        Some(row.item_id),
        Value::Null,
        json!({ "why": reason }),
    );
}
