//! What the tenant sells at this moment, as far as reading a message needs it.
use souk_kit::{Conn, Problem};

use super::work::Work;
use crate::{
    domain::{
        code::Code,
        grammar::shelf::{Listing, Shelf},
    },
    store::items::{self, Item},
};

/// Most codes that are known at once.
const MOST: i64 = 2_000;

/// The items for sale or sold, newest first, and the shelf that messages are read against.
///
/// # Errors
/// The database.
pub async fn read(conn: &mut Conn, work: &Work) -> Result<(Vec<Item>, Shelf), Problem> {
    let items = items::current(conn, work.tenant, MOST).await?;
    let mut shelf = work.empty_shelf();
    for item in &items {
        if let Ok(code) = item.code.parse::<Code>() {
            let has_photo = item.photos > 0;
            shelf.codes.insert(code, Listing { sizes: item.sizes.clone(), has_photo });
        }
    }
    Ok((items, shelf))
}

/// A code that could be typed now, for messages that show how.
#[must_use]
pub fn example(items: &[Item]) -> String {
    let on_sale = items.iter().find(|item| item.state == "on_sale").or_else(|| items.first());
    on_sale.map_or_else(|| "A12".to_owned(), |item| item.shown_code.clone())
}
