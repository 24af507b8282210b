//! MODIF and SUPPR: what is for sale says something else, or is gone.
use souk_kit::{Conn, Problem};

use super::{Reply, Seller, shown};
use crate::{
    app::{
        end::{self, Ending},
        promote,
        work::Work,
    },
    domain::{code::Code, grammar::intent::Change, reservation::State},
    store::{
        items::{self, Item, Movement},
        reservations,
    },
};

/// Changes an item. Holds keep the price they were shown; stock below what is held needs force.
pub(super) async fn modify(
    conn: &mut Conn,
    work: &mut Work,
    desk: &Seller<'_>,
    code: &Code,
    change: Change,
    force: bool,
) -> Result<Reply, Problem> {
    let Some(item) = items::by_code(conn, work.tenant, &code.to_string()).await? else {
        return Ok(desk.blocked(work, "blocked-unknown", &[("code", &code.to_string())]));
    };
    if item.state == "sold" {
        return Ok(desk.blocked(work, "blocked-sold", &[]));
    }
    let live = reservations::live_of(conn, &[item.id]).await?;
    let held: i32 = live.iter().filter(|row| row.state() == State::Held).map(|row| row.quantity).sum();
    let mut after = Item { touched_at: work.now, made_by: Some(desk.message.contact_id), ..item.clone() };
    let count = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    let changes = match change {
        Change::Price(price) if price > 0 => {
            after.price = price;
            work.money(price)
        }
        Change::Price(_) => return Ok(desk.blocked(work, "blocked-price", &[])),
        Change::Label(label) => {
            after.label.clone_from(&label);
            label
        }
        Change::Quantity(_) | Change::Delta(_) if item.counts_sizes() => {
            return Ok(desk.blocked(work, "blocked-sizes", &[]));
        }
        Change::Quantity(n) => {
            after.on_hand = count(n);
            format!("× {n}")
        }
        Change::Delta(n) => {
            after.on_hand = item.on_hand.saturating_add(n).max(0);
            format!("× {}", after.on_hand)
        }
        Change::Sizes(_) if item.counts_sizes() || item.is_unique => {
            return Ok(desk.blocked(work, "blocked-sizes", &[]));
        }
        Change::Sizes(sizes) => {
            after.sizes.clone_from(&sizes);
            sizes.join(", ")
        }
        Change::PerSize(_) if !item.counts_sizes() => return Ok(desk.blocked(work, "blocked-sizes", &[])),
        Change::PerSize(each) => {
            let held_of = |size: &str| -> i32 {
                let of = live.iter().filter(|row| row.state() == State::Held && row.size == size);
                of.map(|row| row.quantity).sum()
            };
            let left = |size: &str| each.iter().find(|(name, _)| name == size).map_or(0, |(_, n)| count(*n));
            let short = live.iter().any(|row| left(&row.size) < held_of(&row.size));
            if short && !force {
                return Ok(desk.blocked(work, "blocked-held", &[("held", &held.to_string())]));
            }
            after.sizes = each.iter().map(|(size, _)| size.clone()).collect();
            after.size_on_hand = each.iter().map(|(_, n)| count(*n)).collect();
            after.on_hand = after.size_on_hand.iter().fold(0i32, |sum, n| sum.saturating_add(*n));
            each.iter().map(|(size, n)| format!("{size}:{n}")).collect::<Vec<_>>().join(" ")
        }
    };
    if after.on_hand < held && !force {
        return Ok(desk.blocked(work, "blocked-held", &[("held", &held.to_string())]));
    }
    if item.is_unique && after.on_hand > 1 {
        after.is_unique = false;
        reservations::not_unique(conn, item.id).await?;
    }
    if after.on_hand == 0 && item.is_unique {
        return Ok(desk.blocked(work, "blocked-piece", &[]));
    }
    let saved = items::save(conn, &after).await?;
    book(conn, work, &item, &saved).await?;
    work.item_changed(conn, "item_modified", Some(&item), &saved).await?;
    promote::next(conn, work, &[item.id]).await?;
    Ok(Reply::part("sel.modified", vec![shown(code), ("changes", changes)]))
}

/// The ledger of a change by hand, size by size where sizes are counted.
async fn book(conn: &mut Conn, work: &Work, before: &Item, after: &Item) -> Result<(), Problem> {
    let sizes: Vec<String> = if after.counts_sizes() {
        let gone = before.sizes.iter().filter(|size| !after.sizes.contains(size));
        after.sizes.iter().chain(gone).cloned().collect()
    } else {
        vec![String::new()]
    };
    for size in &sizes {
        let delta = i32::try_from(after.stock(size) - before.stock(size)).unwrap_or(0);
        if delta == 0 {
            continue;
        }
        let movement = Movement {
            tenant_id: work.tenant,
            item_id: after.id,
            size,
            delta,
            reason: "adjusted",
            reservation_id: None,
            at: work.now,
        };
        items::book(conn, &movement).await?;
    }
    Ok(())
}

/// Takes an item off sale when nobody holds or bought it; who waits is told nothing and waits no more.
pub(super) async fn remove(
    conn: &mut Conn,
    work: &mut Work,
    desk: &Seller<'_>,
    code: &Code,
) -> Result<Reply, Problem> {
    let Some(item) = items::by_code(conn, work.tenant, &code.to_string()).await? else {
        return Ok(desk.blocked(work, "blocked-unknown", &[("code", &code.to_string())]));
    };
    let all = reservations::of_item(conn, item.id, i64::MAX).await?;
    let held: i32 = all.iter().filter(|row| row.state() == State::Held).map(|row| row.quantity).sum();
    if held > 0 {
        return Ok(desk.blocked(work, "blocked-held", &[("held", &held.to_string())]));
    }
    if all.iter().any(|row| row.state() == State::Confirmed) {
        return Ok(desk.blocked(work, "blocked-sold", &[]));
    }
    for row in all.iter().filter(|row| row.state() == State::Waiting) {
        end::end(conn, work, row, Ending::new(State::Closed, "item_removed")).await?;
    }
    let after = Item { state: "removed".into(), touched_at: work.now, ..item.clone() };
    let saved = items::save(conn, &after).await?;
    work.item_changed(conn, "item_removed", Some(&item), &saved).await?;
    let changes = desk.text(work, "said-removed", &[]);
    Ok(Reply::part("sel.modified", vec![shown(code), ("changes", changes)]))
}
