//! Lists of products as their staff narrow them.
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{CategoryId, ProductId, StoreId};
use souk_kit::Conn;

use super::products::ProductRow;
use crate::schema::product;

/// What staff look for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Folded words that must all occur.
    pub words: Vec<String>,
    /// Only published ones, or only drafts.
    pub published: Option<bool>,
    /// Only those of a store.
    pub store: Option<StoreId>,
    /// Only those that stand in one of these categories.
    pub categories: Option<Vec<CategoryId>>,
    /// Only those with nothing left to sell.
    pub sold_out: bool,
    /// Only those of which a variant is low.
    pub low: bool,
}

/// Products of the scope, newest first, after one of them.
///
/// # Errors
/// The database.
pub async fn list(
    conn: &mut Conn,
    wanted: &Wanted,
    after: Option<ProductId>,
    limit: i64,
) -> QueryResult<Vec<ProductRow>> {
    use crate::schema::{category, stock};
    let mut rows = product::table.into_boxed();
    for word in &wanted.words {
        let pattern = format!("%{}%", word.replace(['%', '_', '\\'], ""));
        let named = category::table.filter(category::folded.like(pattern.clone()));
        let stands = product::category_id.eq_any(named.select(category::id.nullable()));
        rows = rows.filter(product::folded.like(pattern).or(stands));
    }
    if let Some(published) = wanted.published {
        rows = rows.filter(product::published.eq(published));
    }
    if let Some(store) = wanted.store {
        rows = rows.filter(product::store_id.eq(store));
    }
    if let Some(categories) = &wanted.categories {
        rows = rows.filter(product::category_id.eq_any(categories));
    }
    if wanted.sold_out {
        let left = stock::table
            .filter(stock::product_id.eq(product::id))
            .filter((stock::on_hand - stock::allocated - stock::held).gt(0));
        rows = rows.filter(product::kind.eq("goods")).filter(diesel::dsl::not(diesel::dsl::exists(left)));
    }
    if wanted.low {
        let low = stock::table.filter(stock::product_id.eq(product::id)).filter(stock::low);
        rows = rows.filter(diesel::dsl::exists(low));
    }
    if let Some(last) = after {
        rows = rows.filter(product::id.lt(last));
    }
    rows.order(product::id.desc()).limit(limit).select(ProductRow::as_select()).load(conn).await
}
