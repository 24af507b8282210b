//! Something new for sale, and pictures of it.
use souk_kit::{Conn, Problem};

use super::{Reply, Seller, shown};
use crate::{
    app::{born, sessions, work::Work},
    domain::{code::Code, grammar::intent::Units},
    store::items::{self, Item},
};

/// Most pictures of an item.
const PICTURES: i32 = 5;

/// What a seller announces.
pub(super) struct New {
    pub(super) code: Code,
    pub(super) price: Option<i64>,
    pub(super) label: Option<String>,
    /// None: a single piece of the live.
    pub(super) units: Option<Units>,
    pub(super) photo: bool,
}

/// Puts it up for sale: a single piece in the live, which begins now if there is none; or stock, for any live.
pub(super) async fn create(
    conn: &mut Conn,
    work: &mut Work,
    desk: &Seller<'_>,
    new: New,
) -> Result<Reply, Problem> {
    let code = new.code.to_string();
    if items::by_code(conn, work.tenant, &code).await?.is_some() {
        return Ok(Reply::part("sel.duplicate", vec![shown(&new.code)]));
    }
    let Some(price) = new.price.or_else(|| work.price_of(&new.code)).filter(|price| *price > 0) else {
        let letter = ("letter", new.code.prefix().to_owned());
        return Ok(Reply::part("sel.no_price", vec![shown(&new.code), letter]));
    };
    let (is_unique, count, sizes, of_sizes) = stock(new.units.as_ref());
    let session = match new.units {
        None => Some(sessions::ensure(conn, work, "").await?.id),
        Some(_) => None,
    };
    let row = Item {
        session_id: session,
        shown_code: new.code.written_in(desk.message.text.as_deref().unwrap_or_default()),
        label: new.label.clone().unwrap_or_default(),
        is_unique,
        initial: count,
        on_hand: count,
        sizes,
        size_on_hand: of_sizes,
        made_by: Some(desk.message.contact_id),
        ..born::piece(work, &new.code, price)
    };
    if !items::insert(conn, &row).await? {
        return Ok(Reply::part("sel.duplicate", vec![shown(&new.code)]));
    }
    work.item_changed(conn, "item_created", None, &row).await?;
    if new.photo {
        attach(conn, work, desk, row.clone()).await?;
    }
    let price = ("price", work.money(row.price));
    if row.is_unique {
        return Ok(Reply::part("sel.item", vec![shown(&new.code), price]));
    }
    let sizes = if row.sizes.is_empty() { String::new() } else { format!(" ({})", row.sizes.join(", ")) };
    let params = vec![shown(&new.code), ("qty", row.on_hand.to_string()), price, ("sizes", sizes)];
    Ok(Reply::part("sel.stock", params))
}

/// Single or not, how many, which sizes, how many of each.
pub(in crate::app) fn stock(units: Option<&Units>) -> (bool, i32, Vec<String>, Vec<i32>) {
    let count = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    match units {
        None => (true, 1, Vec::new(), Vec::new()),
        Some(Units::Pooled { quantity, sizes }) => (false, count(*quantity), sizes.clone(), Vec::new()),
        Some(Units::PerSize(each)) => {
            let sizes = each.iter().map(|(size, _)| size.clone()).collect();
            let of_sizes: Vec<i32> = each.iter().map(|(_, n)| count(*n)).collect();
            let sum = of_sizes.iter().fold(0i32, |sum, n| sum.saturating_add(*n));
            (false, sum, sizes, of_sizes)
        }
    }
}

async fn attach(conn: &mut Conn, work: &mut Work, desk: &Seller<'_>, item: Item) -> Result<bool, Problem> {
    if item.photos >= PICTURES {
        return Ok(false);
    }
    if !items::picture(conn, work.tenant, item.id, desk.message.message_id, work.now).await? {
        return Ok(false);
    }
    let after = Item { photos: item.photos + 1, ..item.clone() };
    let after = items::save(conn, &after).await?;
    work.item_changed(conn, "item_pictured", Some(&item), &after).await?;
    Ok(true)
}

/// A picture for a code that is there.
pub(super) async fn picture(
    conn: &mut Conn,
    work: &mut Work,
    desk: &Seller<'_>,
    code: &Code,
) -> Result<Reply, Problem> {
    match items::by_code(conn, work.tenant, &code.to_string()).await? {
        Some(item) if attach(conn, work, desk, item.clone()).await? => {
            Ok(Reply::part("sel.photo_ok", vec![shown(code)]))
        }
        _ => Ok(Reply::part("sel.photo_no_code", Vec::new())),
    }
}
