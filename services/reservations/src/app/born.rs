//! A new piece; and one that a customer's code makes: its label is printed, and nobody announced it.
use souk_events::LiveItemId;
use souk_kit::{Conn, Problem};

use super::{sessions, work::Work};
use crate::{
    domain::code::Code,
    store::items::{self, Item},
};

/// A single piece that is not on sale yet: for any live, of the seller, without pictures.
pub fn piece(work: &Work, code: &Code, price: i64) -> Item {
    Item {
        tenant_id: work.tenant,
        id: LiveItemId::new(),
        store_id: work.store.store_id,
        session_id: None,
        code: code.to_string(),
        shown_code: code.to_string(),
        label: String::new(),
        state: "on_sale".into(),
        is_unique: true,
        origin: "seller".into(),
        price,
        currency: work.store.currency.clone(),
        initial: 1,
        on_hand: 1,
        sizes: Vec::new(),
        size_on_hand: Vec::new(),
        photos: 0,
        made_by: None,
        touched_at: work.now,
        created_at: work.now,
        version: 1,
    }
}

/// Puts a single piece on sale for a code that may be had without being announced; the live begins if there is none.
/// None: it may not be had, or has no price.
///
/// # Errors
/// The database.
pub async fn of_label(conn: &mut Conn, work: &mut Work, code: &Code) -> Result<Option<Item>, Problem> {
    let Some(price) = work.price_of(code).filter(|_| work.empty_shelf().may_be_made(code)) else {
        return Ok(None);
    };
    let session = sessions::ensure(conn, work, "").await?;
    let row = Item { session_id: Some(session.id), origin: "customer".into(), ..piece(work, code, price) };
    if !items::insert(conn, &row).await? {
        return Ok(items::by_code(conn, work.tenant, &row.code).await?);
    }
    work.item_changed(conn, "item_created", None, &row).await?;
    Ok(Some(row))
}
