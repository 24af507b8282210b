//! Questions: what a code costs, what is mine.
use souk_kit::{Conn, Problem};

use super::{Reply, Scene, yes};
use crate::{
    app::{hold, work::Work},
    domain::{code::Code, reservation::State as Standing},
    store::{groups, items, reservations},
};

/// How many orders a list has.
const ORDERS: i64 = 5;

/// What a code costs and whether it is free.
///
/// # Errors
/// The database.
pub async fn price(conn: &mut Conn, work: &Work, scene: &Scene<'_>, code: &Code) -> Result<Reply, Problem> {
    let Some(item) = items::by_code(conn, work.tenant, &code.to_string()).await? else {
        let params = vec![("code", code.to_string()), ("example", scene.example.clone())];
        return Ok(Reply::part("code.unknown", params));
    };
    let live = reservations::live_of(conn, &[item.id]).await?;
    let held: i64 =
        live.iter().filter(|row| row.state() == Standing::Held).map(|row| i64::from(row.quantity)).sum();
    let queue = live.iter().any(|row| row.state() == Standing::Waiting);
    let supply = hold::supply(&item, "", &live);
    let free = match (queue, item.counts_sizes()) {
        (true, _) => 0,
        (false, true) => (i64::from(item.on_hand) - held).max(0),
        (false, false) => supply.free(&work.rules),
    };
    let lang = work.store.lang();
    let availability = if free > 0 {
        scene.state.texts.with(lang, "said-available", &[("count", &free.to_string())])
    } else {
        scene.state.texts.get(lang, "said-taken")
    };
    let params = vec![
        ("code", item.shown_code.clone()),
        ("price", work.money(item.price)),
        ("availability", availability),
    ];
    Ok(Reply::part("code.ask", params))
}

/// What she holds, waits for and ordered.
///
/// # Errors
/// The database.
pub async fn mine(
    conn: &mut Conn,
    work: &Work,
    scene: &Scene<'_>,
    number: Option<u32>,
) -> Result<Reply, Problem> {
    let mut lines: Vec<String> = Vec::new();
    for group in groups::by(conn, work.tenant, scene.customer.contact_id, ORDERS).await? {
        let is = |n: u32| group.number.rsplit('-').next().and_then(|own| own.parse().ok()) == Some(n);
        if number.is_none_or(is) {
            let mark = if group.state == "confirmed" { "✅" } else { "❌" };
            lines.push(format!("{} {mark} {}", group.number, work.money(group.total)));
        }
    }
    if number.is_none() {
        let holds: Vec<_> = scene.holds().cloned().collect();
        if !holds.is_empty() {
            lines.push(yes::lines(work, &holds));
        }
        lines.extend(scene.waits().map(|row| format!("{} ⏳", row.code)));
    }
    if lines.is_empty() {
        return Ok(Reply::part("order.none", vec![("example", scene.example.clone())]));
    }
    Ok(Reply::part("order.list", vec![("lines", lines.join("\n"))]))
}
