//! FILE, STOCK, COMMANDES: how things stand, at most twenty lines.
use souk_kit::{Conn, Problem};

use super::{Reply, Seller};
use crate::{
    app::{
        override_hold::masked,
        work::{Work, minutes},
    },
    domain::{code::Code, reservation::State},
    store::{
        customers, groups,
        items::{self, Item},
        reservations::{self, Reservation},
        sessions,
    },
};

const LINES: usize = 20;

pub(super) fn report(key: &'static str, lines: &[String]) -> Reply {
    let shown: Vec<&str> = lines.iter().take(LINES).map(String::as_str).collect();
    let text = if shown.is_empty() { "—".to_owned() } else { shown.join("\n") };
    Reply::part(key, vec![("lines", text)])
}

/// Who holds a code and who waits for it.
pub(super) async fn queue(
    conn: &mut Conn,
    work: &Work,
    desk: &Seller<'_>,
    code: &Code,
) -> Result<Reply, Problem> {
    let Some(item) = items::by_code(conn, work.tenant, &code.to_string()).await? else {
        return Ok(desk.blocked(work, "blocked-unknown", &[("code", &code.to_string())]));
    };
    let live = reservations::live_of(conn, &[item.id]).await?;
    let contacts: Vec<_> = live.iter().map(|row| row.contact_id).collect();
    let people = customers::some(conn, &contacts).await?;
    let line = |row: &Reservation| {
        let who = masked(&people, row.contact_id);
        match row.expires_at {
            Some(until) => format!("✅ {who} × {} ({} min)", row.quantity, minutes(work.now, until)),
            None => format!("⏳ {who} × {}", row.quantity),
        }
    };
    let (held, waiting): (Vec<_>, Vec<_>) = live.iter().partition(|row| row.state() == State::Held);
    let lines: Vec<String> = held.into_iter().chain(waiting).map(line).collect();
    Ok(report("sel.stock_report", &lines))
}

/// What is left, of everything or of one code.
pub(super) async fn stock(
    conn: &mut Conn,
    work: &Work,
    items: &[Item],
    code: Option<&Code>,
) -> Result<Reply, Problem> {
    let code = code.map(Code::to_string);
    let shown: Vec<&Item> =
        items.iter().filter(|item| code.as_ref().is_none_or(|code| *code == item.code)).take(LINES).collect();
    let ids: Vec<_> = shown.iter().map(|item| item.id).collect();
    let live = reservations::live_of(conn, &ids).await?;
    let line = |item: &&Item| {
        let of = |state: State| live.iter().filter(move |r| r.item_id == item.id && r.state() == state);
        let held: i32 = of(State::Held).map(|row| row.quantity).sum();
        let waiting = of(State::Waiting).count();
        let (code, price) = (&item.shown_code, work.money(item.price));
        format!("{code} {price} : {} · ✅ {held} · ⏳ {waiting}", item.on_hand)
    };
    Ok(report("sel.stock_report", &shown.iter().map(line).collect::<Vec<_>>()))
}

/// The orders of the live.
pub(super) async fn orders(conn: &mut Conn, work: &Work) -> Result<Reply, Problem> {
    let session = match sessions::active(conn, work.tenant).await? {
        Some(session) => Some(session),
        None => sessions::list(conn, 1).await?.pop(),
    };
    let groups = match session {
        Some(session) => groups::of_session(conn, session.id).await?,
        None => Vec::new(),
    };
    let line = |group: &groups::Group| {
        let mark = if group.state == "confirmed" { "✅" } else { "❌" };
        format!("{} {mark} {}", group.number, work.money(group.total))
    };
    Ok(report("order.list", &groups.iter().rev().map(line).collect::<Vec<_>>()))
}
