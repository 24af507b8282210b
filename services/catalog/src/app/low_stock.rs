//! From how many units down a merchant is told of a variant, and which ones are that low.
use serde::{Deserialize, Serialize};
use souk_events::{TenantId, VariantId};
use souk_kit::{Problem, Scope};

use super::{products::complete, stock::StockView};
use crate::{
    domain::{product::MAX_STOCK, stock::NEVER},
    state::State,
    store::{
        products::{self, ProductRow, VariantRow},
        stock::{self, StockRow},
        stores,
    },
};

/// From where down a merchant is told of a variant.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LowStockWish {
    /// From how many units down; none as the store has it.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub low_stock: Option<i64>,
}

/// Whether a number of units can be a mark.
///
/// # Errors
/// The code of what is wrong.
pub fn check(mark: Option<i64>) -> Result<(), &'static str> {
    let fits = mark.is_none_or(|mark| (0..=MAX_STOCK).contains(&mark));
    if fits { Ok(()) } else { Err("stock_wrong") }
}

/// Sets from where down a merchant is told of a variant. What is that low already is in the list at once, untold.
///
/// # Errors
/// 404, 422, or the database.
pub async fn set(
    state: &State,
    tenant: TenantId,
    variant: VariantId,
    wish: LowStockWish,
) -> Result<StockView, Problem> {
    let own = wish.low_stock;
    check(own).map_err(|code| Problem::field("/low_stock", code))?;
    state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let row = stock::lock(conn, &[variant]).await?.pop().ok_or_else(Problem::not_found)?;
            let store = stores::get(conn, row.store_id).await?;
            let at = own.or(store.low_stock).unwrap_or(NEVER);
            let row = stock::set_low(conn, variant, own, at).await?.ok_or_else(Problem::not_found)?;
            Ok(StockView { row, movements: stock::movements(conn, variant, 50).await? })
        })
        .await
}

/// A variant of which little is left.
#[derive(Clone, Debug)]
pub struct Low {
    /// Its product.
    pub product: ProductRow,
    /// The variant.
    pub variant: VariantRow,
    /// Its stock.
    pub stock: StockRow,
}

/// Variants of the tenant that are low, least first.
///
/// # Errors
/// The database.
pub async fn list(state: &State, tenant: TenantId, limit: i64) -> Result<Vec<Low>, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let low = stock::low(conn, limit).await?;
            if low.is_empty() {
                return Ok(Vec::new());
            }
            let rows =
                products::some(conn, &low.iter().map(|row| row.product_id).collect::<Vec<_>>()).await?;
            let wholes = complete(conn, rows).await?;
            let named = |stock: StockRow| {
                let whole = wholes.iter().find(|whole| whole.row.id == stock.product_id)?;
                let (variant, _) = whole.variants.iter().find(|(v, _)| v.id == stock.variant_id)?;
                Some(Low { product: whole.row.clone(), variant: variant.clone(), stock })
            };
            Ok(low.into_iter().filter_map(named).collect())
        })
        .await
}

/// What needs a hand in a shop.
#[derive(Clone, Debug)]
pub struct Brief {
    /// How many variants are low.
    pub low: i64,
    /// Names of the stores that are paused.
    pub paused: Vec<String>,
}

/// Reads what needs a hand.
///
/// # Errors
/// The database.
pub async fn brief(state: &State, tenant: TenantId) -> Result<Brief, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let all = stores::all(conn).await?;
            let paused = all.into_iter().filter(|store| store.paused).map(|store| store.name).collect();
            Ok(Brief { low: stock::count_low(conn).await?, paused })
        })
        .await
}
