//! OUI: everything that is complete becomes one order; what is late, or gone, is said.
use chrono::TimeDelta;
use souk_events::ReservationId;
use souk_kit::{Conn, Problem};

use super::{Reply, Scene};
use crate::{
    app::{
        confirm::{self, Confirmed},
        deposits::asked,
        hold::{self, Given},
        say::Part,
        work::Work,
    },
    domain::deposit::State as Deposit,
    store::{
        items,
        reservations::{self, Reservation},
    },
};

/// How long a yes before the address counts.
const WANTS: TimeDelta = TimeDelta::minutes(10);

/// A yes came before the address: it counts for a while, as long as the total stays the same.
pub fn remember(work: &Work, scene: &mut Scene<'_>) {
    scene.customer.wants_until = Some(work.now + WANTS);
    scene.customer.wants_total = Some(scene.total(work));
}

/// Confirms complete holds and says what came of it; what is not complete is named.
///
/// # Errors
/// A value that cannot be opened, or the database.
pub async fn confirm(
    conn: &mut Conn,
    work: &mut Work,
    scene: &mut Scene<'_>,
    ids: &[ReservationId],
    incomplete: &[ReservationId],
) -> Result<Reply, Problem> {
    let some = |ids: &[ReservationId]| -> Vec<Reservation> {
        scene.holds().filter(|row| ids.contains(&row.id)).cloned().collect()
    };
    let (complete, open) = (some(ids), some(incomplete));
    if let Some(reply) = asked::refused(conn, work, scene.customer.contact_id, &complete).await? {
        scene.look(conn, work).await?;
        return Ok(reply);
    }
    let sealer = scene.state.sealer.clone();
    let confirmed = confirm::confirm(conn, work, &sealer, &scene.customer, &complete).await?;
    scene.customer.wants_until = None;
    scene.customer.wants_total = None;
    scene.look(conn, work).await?;
    Ok(said(work, &confirmed, &open))
}

fn said(work: &Work, confirmed: &Confirmed, open: &[Reservation]) -> Reply {
    let Some(group) = &confirmed.group else {
        let part = |(row, rank): &(Reservation, Option<i64>)| match rank {
            Some(rank) => {
                Part::new("cfm.soldout", vec![("code", row.code.clone()), ("rank", rank.to_string())])
            }
            None => Part::new("cfm.soldout_nowl", vec![("code", row.code.clone())]),
        };
        return Reply { parts: confirmed.gone.iter().map(part).collect(), ..Reply::default() };
    };
    let (order, total) = (("order", group.number.clone()), ("total", work.money(group.total)));
    if confirmed.gone.is_empty() && open.is_empty() {
        let waits = group.deposit == Deposit::Pending.as_str();
        let key = if waits { "cfm.done_deposit" } else { "cfm.done" };
        return Reply::part(key, vec![order, ("lines", lines(work, &confirmed.ok)), total]);
    }
    let gone = confirmed.gone.iter().map(|(row, rank)| match rank {
        Some(rank) => format!("{} ⏳ #{rank}", row.code),
        None => row.code.clone(),
    });
    let failed: Vec<String> = gone.chain(open.iter().map(|row| format!("{} ❓", row.code))).collect();
    let params = vec![order, ("ok", codes(&confirmed.ok)), ("failed", failed.join(", ")), total];
    Reply::part("cfm.partial", params)
}

/// The hold had run out: it is confirmed when the piece is still free, else she waits.
///
/// # Errors
/// A value that cannot be opened, or the database.
pub async fn late(
    conn: &mut Conn,
    work: &mut Work,
    scene: &mut Scene<'_>,
    ids: &[ReservationId],
) -> Result<Reply, Problem> {
    let contact = scene.customer.contact_id;
    let mut held = Vec::new();
    let mut reply = Reply::default();
    for id in ids {
        let Some(row) = reservations::find(conn, *id).await? else { continue };
        let Some(item) = items::lock(conn, &[row.item_id]).await?.pop() else { continue };
        if !matches!(item.state.as_str(), "on_sale" | "sold") {
            continue;
        }
        let wish = hold::Wish {
            contact,
            quantity: row.quantity,
            size: row.size.clone(),
            seq: scene.message.seq,
            session: row.session_id,
            address_known: scene.address_known(),
        };
        let code = ("code", item.shown_code.clone());
        match hold::reserve(conn, work, &item, &wish).await? {
            Given::Held(row, _) => held.push(row),
            Given::Waiting(_, rank, _) | Given::AlreadyWaiting(_, rank) => {
                reply = reply.and(Reply::part("cfm.soldout", vec![code, ("rank", rank.to_string())]));
            }
            Given::Full | Given::SoldOut => reply = reply.and(Reply::part("cfm.soldout_nowl", vec![code])),
            Given::AlreadyHeld(_) | Given::TooMany | Given::NeedSize => {}
        }
    }
    if let Some(needed) = asked::refused(conn, work, contact, &held).await? {
        scene.look(conn, work).await?;
        return Ok(needed.and(reply));
    }
    let sealer = scene.state.sealer.clone();
    let confirmed = confirm::confirm(conn, work, &sealer, &scene.customer, &held).await?;
    scene.look(conn, work).await?;
    let done = match (&confirmed.group, confirmed.ok.as_slice()) {
        (Some(group), [row]) => {
            let params = vec![
                ("code", row.code.clone()),
                ("order", group.number.clone()),
                ("total", work.money(group.total)),
            ];
            Reply::part("cfm.late_ok", params)
        }
        _ => said(work, &confirmed, &[]),
    };
    let reply = done.and(reply);
    if reply.parts.is_empty() {
        return Ok(Reply::part("cfm.nothing", vec![("example", scene.example.clone())]));
    }
    Ok(reply)
}

/// `A12, B7`
pub(super) fn codes(rows: &[Reservation]) -> String {
    rows.iter().map(|row| row.code.clone()).collect::<Vec<_>>().join(", ")
}

/// One line each: code, size, quantity, price.
pub(super) fn lines(work: &Work, rows: &[Reservation]) -> String {
    let line = |row: &Reservation| {
        let size = if row.size.is_empty() { String::new() } else { format!(" {}", row.size) };
        let times = if row.quantity > 1 { format!(" × {}", row.quantity) } else { String::new() };
        format!("{}{size}{times} : {}", row.code, work.money(row.amount()))
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}
