//! LIBERE: a hold is taken back, and the next one has it.
use souk_kit::{Conn, Problem};

use super::{Reply, Seller, shown};
use crate::{
    app::{
        override_hold::{self, masked},
        work::{Work, minutes},
    },
    domain::{code::Code, reservation::State},
    store::{
        customers, items,
        reservations::{self, Reservation},
    },
};

/// Releases the only hold of a code, or the n-th.
pub(super) async fn release(
    conn: &mut Conn,
    work: &mut Work,
    desk: &Seller<'_>,
    code: &Code,
    nth: Option<u16>,
) -> Result<Reply, Problem> {
    let Some(item) = items::by_code(conn, work.tenant, &code.to_string()).await? else {
        return Ok(desk.blocked(work, "blocked-unknown", &[("code", &code.to_string())]));
    };
    let live = reservations::live_of(conn, &[item.id]).await?;
    let held: Vec<Reservation> = live.into_iter().filter(|row| row.state() == State::Held).collect();
    let chosen = match (nth, held.as_slice()) {
        (None, [only]) => Some(only),
        (Some(n), all) => usize::from(n).checked_sub(1).and_then(|at| all.get(at)),
        (None, _) => None,
    };
    let Some(row) = chosen else {
        if held.is_empty() {
            return Ok(desk.blocked(work, "blocked-nobody", &[]));
        }
        let contacts: Vec<_> = held.iter().map(|row| row.contact_id).collect();
        let people = customers::some(conn, &contacts).await?;
        let line = |(at, row): (usize, &Reservation)| {
            let left = row.expires_at.map(|until| minutes(work.now, until)).unwrap_or_default();
            format!("{}. {} × {} ({left} min)", at + 1, masked(&people, row.contact_id), row.quantity)
        };
        let lines: Vec<String> = held.iter().enumerate().map(line).collect();
        return Ok(Reply::part("sel.release_which", vec![shown(code), ("lines", lines.join("\n"))]));
    };
    let people = customers::some(conn, &[row.contact_id]).await?;
    let who = masked(&people, row.contact_id);
    let Some(promoted) = override_hold::release(conn, work, row, "released", true).await? else {
        return Ok(desk.blocked(work, "blocked-nobody", &[]));
    };
    let next = match promoted.first() {
        Some(next) => {
            let people = customers::some(conn, &[next.contact_id]).await?;
            desk.text(work, "said-next", &[("who", &masked(&people, next.contact_id))])
        }
        None => desk.text(work, "said-free", &[]),
    };
    Ok(Reply::part("sel.released", vec![shown(code), ("who", who), ("next", next)]))
}
