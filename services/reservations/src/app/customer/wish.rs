//! Codes: one answer for one code, lines for several; sizes that were asked for.
use souk_events::ReservationId;
use souk_kit::{Conn, Problem};

use super::{Reply, Scene};
use crate::{
    app::{
        born,
        deposits::asked,
        hold::{self, Given},
        sessions,
        work::{Work, minutes},
    },
    domain::{code::Code, grammar::intent::Wish, reservation::Step},
    store::{
        self,
        items::{self, Item},
        reservations::{self, Reservation},
    },
};

/// Does wishes for codes.
///
/// # Errors
/// The database.
pub async fn reserve(
    conn: &mut Conn,
    work: &mut Work,
    scene: &mut Scene<'_>,
    wishes: &[Wish],
) -> Result<Reply, Problem> {
    if store::sessions::active(conn, work.tenant).await?.is_some_and(|session| session.paused) {
        return Ok(Reply::part("live.paused", Vec::new()));
    }
    scene.forget_wish();
    let mut done = Vec::new();
    for wish in wishes {
        let code = wish.code.to_string();
        let there = items::by_code(conn, work.tenant, &code).await?;
        let found = match there {
            Some(item) => Some(item),
            None => born::of_label(conn, work, &wish.code).await?,
        };
        let Some(item) = found else {
            done.push((code, None));
            continue;
        };
        let quantity = i32::from(wish.quantity).max(1);
        // A size that the item does not have is asked for.
        let fits = |size: &String| item.sizes.is_empty() || item.sizes.contains(size);
        let size = wish.size.clone().filter(fits).unwrap_or_default();
        let given = one(conn, work, scene, &item, quantity, size).await?;
        done.push((item.shown_code.clone(), Some((item, given))));
    }
    scene.look(conn, work).await?;
    match <[_; 1]>::try_from(done) {
        Ok([(code, None)]) => {
            Ok(Reply::part("code.unknown", vec![("code", code), ("example", scene.example.clone())]))
        }
        Ok([(_, Some((item, given)))]) => said(conn, work, scene, &item, given).await,
        Err(all) => {
            let lines: Vec<String> =
                all.iter().map(|(code, given)| line(work, code, given.as_ref().map(|(_, g)| g))).collect();
            let total = work.money(scene.total(work));
            let mut reply = Reply::part("rsv.multi", vec![("lines", lines.join("\n")), ("total", total)]);
            reply.named = scene.holds().map(|row| row.id).collect();
            let held: Vec<&Reservation> = scene.holds().collect();
            Ok(reply.and(asked::beside(conn, work, scene.customer.contact_id, &held).await?))
        }
    }
}

async fn one(
    conn: &mut Conn,
    work: &mut Work,
    scene: &mut Scene<'_>,
    item: &Item,
    quantity: i32,
    size: String,
) -> Result<Given, Problem> {
    let session = sessions::ensure(conn, work, "").await?;
    let wish = hold::Wish {
        contact: scene.customer.contact_id,
        quantity,
        size,
        seq: scene.message.seq,
        session: Some(session.id),
        address_known: scene.address_known(),
    };
    let given = hold::reserve(conn, work, item, &wish).await?;
    if let Given::AlreadyHeld(row) = &given
        && row.step() == Step::NeedSize
        && !wish.size.is_empty()
    {
        let step = Step::first(false, wish.address_known);
        let after = Reservation { size: wish.size, step: step.as_str().into(), ..row.clone() };
        return Ok(Given::Held(hold::change(conn, work, row, "size_chosen", after).await?, None));
    }
    if matches!(given, Given::NeedSize) {
        scene.customer.wish_item = Some(item.id);
        scene.customer.wish_quantity = Some(quantity);
    }
    Ok(given)
}

/// One line of several: what is held with its price, what waits with its place.
fn line(work: &Work, code: &str, given: Option<&Given>) -> String {
    match given {
        Some(Given::Held(row, None)) => format!("{code} ✅ {}", work.money(row.amount())),
        Some(Given::Held(row, Some((missing, rank)))) => {
            format!("{code} ✅ {} × {} · ⏳ {missing} (#{rank})", row.quantity, work.money(row.unit_price))
        }
        Some(Given::AlreadyHeld(row)) => format!("{code} ✅ {}", work.money(row.amount())),
        Some(Given::Waiting(_, rank, _) | Given::AlreadyWaiting(_, rank)) => format!("{code} ⏳ #{rank}"),
        Some(Given::NeedSize) => format!("{code} ❓"),
        Some(Given::Full | Given::SoldOut | Given::TooMany) | None => format!("{code} ❌"),
    }
}

/// What one wish came to.
async fn said(
    conn: &mut Conn,
    work: &Work,
    scene: &Scene<'_>,
    item: &Item,
    given: Given,
) -> Result<Reply, Problem> {
    let code = ("code", item.shown_code.clone());
    Ok(match given {
        Given::Held(row, None) => held(conn, work, scene, item, &row).await?,
        Given::Held(row, Some((missing, rank))) => {
            let until = row.expires_at.unwrap_or(work.now);
            let params = vec![
                code,
                ("held", row.quantity.to_string()),
                ("minutes", minutes(work.now, until)),
                ("missing", missing.to_string()),
                ("rank", rank.to_string()),
            ];
            Reply { named: vec![row.id], ..Reply::part("rsv.partial", params) }
        }
        Given::Waiting(row, rank, gone) => {
            let key = if gone { "cfm.soldout" } else { "wl.joined" };
            Reply { named: vec![row.id], ..Reply::part(key, vec![code, ("rank", rank.to_string())]) }
        }
        Given::AlreadyHeld(row) if row.step() == Step::NeedSize => {
            held(conn, work, scene, item, &row).await?
        }
        Given::AlreadyHeld(row) => {
            let until = row.expires_at.unwrap_or(work.now);
            let params = vec![code, ("minutes", minutes(work.now, until))];
            Reply { named: vec![row.id], ..Reply::part("rsv.already_held", params) }
        }
        Given::AlreadyWaiting(row, rank) => {
            Reply { named: vec![row.id], ..Reply::part("wl.already", vec![code, ("rank", rank.to_string())]) }
        }
        Given::Full => Reply::part("wl.full", vec![code]),
        Given::SoldOut => Reply::part("cfm.soldout_nowl", vec![code]),
        Given::TooMany => Reply::part("limit.holds", vec![("max", work.rules.max_holds.to_string())]),
        Given::NeedSize => Reply::part("rsv.need_size", vec![code, ("sizes", item.sizes.join(", "))]),
    })
}

/// A hold, and what it needs next.
async fn held(
    conn: &mut Conn,
    work: &Work,
    scene: &Scene<'_>,
    item: &Item,
    row: &Reservation,
) -> Result<Reply, Problem> {
    let until = row.expires_at.unwrap_or(work.now);
    if row.step() == Step::NeedSize {
        let params = vec![("code", item.shown_code.clone()), ("sizes", item.sizes.join(", "))];
        return Ok(Reply { named: vec![row.id], ..Reply::part("rsv.need_size", params) });
    }
    let params = vec![
        ("code", item.shown_code.clone()),
        ("minutes", minutes(work.now, until)),
        ("total", work.money(scene.total(work))),
    ];
    let reply = match scene.address(conn).await? {
        Some(address) => {
            Reply { address: Some(address), ..Reply::part("rsv.held_known_address", params).about(row.id) }
        }
        None => Reply::part("rsv.held", params).about(row.id),
    };
    Ok(reply.and(asked::beside(conn, work, scene.customer.contact_id, &[row]).await?))
}

/// A size that was asked for, or pressed.
///
/// # Errors
/// The database.
pub async fn sized(
    conn: &mut Conn,
    work: &mut Work,
    scene: &mut Scene<'_>,
    id: Option<ReservationId>,
    size: &str,
) -> Result<Reply, Problem> {
    let open = scene.holds().find(|row| row.step() == Step::NeedSize && id.is_none_or(|id| id == row.id));
    if let Some(row) = open.cloned() {
        let Some(item) = items::lock(conn, &[row.item_id]).await?.pop() else { return Ok(Reply::default()) };
        let step = Step::first(false, scene.address_known());
        let after = Reservation { size: size.to_owned(), step: step.as_str().into(), ..row.clone() };
        let after = hold::change(conn, work, &row, "size_chosen", after).await?;
        scene.look(conn, work).await?;
        return held(conn, work, scene, &item, &after).await;
    }
    let wished = scene.customer.wish_item.take();
    let quantity = scene.customer.wish_quantity.take().unwrap_or(1);
    let item = match wished {
        Some(id) => items::lock(conn, &[id]).await?.pop().filter(|item| item.state == "on_sale"),
        None => None,
    };
    let Some(item) = item else { return Ok(Reply::default()) };
    let given = one(conn, work, scene, &item, quantity, size.to_owned()).await?;
    scene.look(conn, work).await?;
    said(conn, work, scene, &item, given).await
}

/// Asks for the size of a code.
///
/// # Errors
/// The database.
pub async fn which_size(conn: &mut Conn, work: &Work, code: &Code) -> Result<Reply, Problem> {
    let item = items::by_code(conn, work.tenant, &code.to_string()).await?;
    let sizes = item.map(|item| item.sizes.join(", ")).unwrap_or_default();
    Ok(Reply::part("rsv.need_size", vec![("code", code.to_string()), ("sizes", sizes)]))
}

/// Says the places in the queues.
///
/// # Errors
/// The database.
pub async fn still_waiting(
    conn: &mut Conn,
    scene: &Scene<'_>,
    ids: &[ReservationId],
) -> Result<Reply, Problem> {
    let mut reply = Reply::default();
    for row in scene.waits().filter(|row| ids.contains(&row.id)) {
        let Some(item) = items::find(conn, row.item_id).await? else { continue };
        let live = reservations::live_of(conn, &[row.item_id]).await?;
        let rank = hold::rank(&item, &live, row.id).to_string();
        let part = Reply::part("wl.already", vec![("code", item.shown_code.clone()), ("rank", rank)]);
        reply = reply.and(Reply { named: vec![row.id], ..part });
    }
    Ok(reply)
}
