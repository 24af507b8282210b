//! When a deposit is asked for: beside a hold that is shown, and before a yes that needs one (FR23, FR44).
use souk_events::ContactId;
use souk_kit::{Conn, Problem};

use crate::{
    app::{
        customer::Reply,
        hold,
        work::{Work, minutes},
    },
    domain::{
        deposit::{Asked, State},
        reservation::State as Standing,
    },
    store::{
        deposits,
        reservations::{self, Reservation},
    },
};

async fn asked(
    conn: &mut Conn,
    work: &Work,
    contact: ContactId,
    rows: &[&Reservation],
) -> Result<(Asked, i64), Problem> {
    let total = work.total(rows.iter().copied());
    let session = rows.iter().find_map(|row| row.session_id);
    let expired = match session {
        Some(_) if work.deposit.after_expired > 0 => {
            reservations::count_by(conn, (work.tenant, contact), session, Standing::Expired).await?
        }
        _ => 0,
    };
    Ok((work.deposit.asked(total, expired), total))
}

fn said(work: &Work, key: &'static str, rows: &[&Reservation], total: i64, time: String) -> Reply {
    let codes = rows.iter().map(|row| row.code.clone()).collect::<Vec<_>>().join(", ");
    let deposit = work.money(work.deposit.part_of(total));
    let params = vec![("codes", codes), ("deposit", deposit), ("minutes", time)];
    Reply { instructions: Some(work.deposit.instructions.clone()), ..Reply::part(key, params) }
}

/// Those of some rows for which nothing was paid yet.
async fn open<'a>(conn: &mut Conn, rows: &[&'a Reservation]) -> Result<Vec<&'a Reservation>, Problem> {
    let ids: Vec<_> = rows.iter().filter_map(|row| row.deposit_id).collect();
    let known = if ids.is_empty() { Vec::new() } else { deposits::some(conn, &ids).await? };
    let covered = |row: &&&Reservation| {
        let its = known.iter().find(|deposit| Some(deposit.id) == row.deposit_id);
        its.map_or(State::None, deposits::Deposit::state).covers()
    };
    Ok(rows.iter().filter(|row| !covered(row)).copied().collect())
}

/// What is said of a deposit beside some holds; nothing when none is asked for.
///
/// # Errors
/// The database.
pub async fn beside(
    conn: &mut Conn,
    work: &Work,
    contact: ContactId,
    rows: &[&Reservation],
) -> Result<Reply, Problem> {
    if work.deposit.instructions.is_empty() || rows.is_empty() {
        return Ok(Reply::default());
    }
    let rows = open(conn, rows).await?;
    if rows.is_empty() {
        return Ok(Reply::default());
    }
    let (asked, total) = asked(conn, work, contact, &rows).await?;
    let until = rows.iter().filter_map(|row| row.expires_at).min().unwrap_or(work.now);
    Ok(match asked {
        Asked::Nothing => Reply::default(),
        Asked::Invited => {
            said(work, "dep.invite", &rows, total, minutes(work.now, work.now + work.rules.locked))
        }
        Asked::Required => said(work, "dep.required", &rows, total, minutes(work.now, until)),
    })
}

/// The refusal of a yes to holds that need a deposit first; her yes is remembered. None: there may be an order.
///
/// # Errors
/// The database.
pub async fn refused(
    conn: &mut Conn,
    work: &mut Work,
    contact: ContactId,
    rows: &[Reservation],
) -> Result<Option<Reply>, Problem> {
    if work.deposit.instructions.is_empty() || rows.is_empty() {
        return Ok(None);
    }
    let all: Vec<&Reservation> = rows.iter().collect();
    let (asked, total) = asked(conn, work, contact, &all).await?;
    if asked != Asked::Required {
        return Ok(None);
    }
    let missing = open(conn, &all).await?;
    if missing.is_empty() {
        return Ok(None);
    }
    let until = missing.iter().filter_map(|row| row.expires_at).min().unwrap_or(work.now);
    // What is asked for is what will be on record for these.
    let owed = work.total(missing.iter().copied());
    let reply = said(work, "dep.required", &missing, owed.min(total), minutes(work.now, until));
    for row in rows.iter().filter(|row| row.yes_at.is_none()) {
        let after = Reservation { yes_at: Some(work.now), ..row.clone() };
        hold::change(conn, work, row, "deposit.required", after).await?;
    }
    Ok(Some(reply))
}
