//! Stock changed by hand: counted anew, or more or fewer by so many.
use serde::{Deserialize, Serialize};
use souk_events::{TenantId, VariantId};
use souk_kit::{Problem, Scope};

use crate::{
    domain::{
        product::MAX_STOCK,
        stock::{Counters, Reason},
        text,
    },
    state::State,
    store::stock::{self, MovementRow, StockRow, Why},
};

/// A change of a variant's stock: one of the two numbers.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StockWish {
    /// How many there are now.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub on_hand: Option<i64>,
    /// How many more, or fewer when negative.
    #[serde(default)]
    #[schema(minimum = -1_000_000_000, maximum = 1_000_000_000)]
    pub change: Option<i64>,
    /// Why, for the ledger.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub note: String,
}

/// The counters of a variant with the latest movements behind them.
#[derive(Clone, Debug)]
pub struct StockView {
    /// The counters.
    pub row: StockRow,
    /// Newest first.
    pub movements: Vec<MovementRow>,
}

impl StockWish {
    fn check(&self) -> Result<String, Problem> {
        let range = -MAX_STOCK..=MAX_STOCK;
        match (self.on_hand, self.change) {
            (Some(n), None) if n >= 0 && range.contains(&n) => {}
            (None, Some(n)) if range.contains(&n) => {}
            (Some(_), Some(_)) | (None, None) => return Err(Problem::field("/on_hand", "stock_one_number")),
            (Some(_), None) => return Err(Problem::field("/on_hand", "stock_wrong")),
            (None, Some(_)) => return Err(Problem::field("/change", "stock_wrong")),
        }
        text::clean(&self.note, 200).map_err(|code| Problem::field("/note", code))
    }
}

/// Changes the units on hand of a variant.
///
/// # Errors
/// 404, 422, or 409 when fewer would remain than are promised to orders and checkouts.
pub async fn adjust(
    state: &State,
    tenant: TenantId,
    actor: &str,
    variant: VariantId,
    wish: &StockWish,
) -> Result<StockView, Problem> {
    let note = wish.check()?;
    let meta = souk_kit::meta(Some(tenant));
    let view = state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let row = stock::lock(conn, &[variant]).await?.pop().ok_or_else(Problem::not_found)?;
            let by = wish.on_hand.map_or(wish.change.unwrap_or_default(), |n| n - row.on_hand);
            let change = Counters { on_hand: by, ..Counters::default() };
            let after = row.counters().moved(change).filter(|c| c.on_hand <= MAX_STOCK);
            if after.is_none() {
                let promised = (row.allocated + row.held).to_string();
                return Err(Problem::conflict("stock_promised").arg("promised", promised));
            }
            let mut now = row;
            if by != 0 {
                let why = Why { reason: Reason::Adjusted, hold: None, actor, note: &note };
                let moves = [(row, change)];
                let rows = stock::apply(conn, &moves, why, state.clock.now()).await?;
                super::tell_stock(conn, &meta, &state.clock, &rows, Reason::Adjusted).await?;
                super::tell_low(conn, &meta, &state.clock, &moves, &rows).await?;
                now = rows.into_iter().next().unwrap_or(row);
            }
            Ok(StockView { row: now, movements: stock::movements(conn, variant, 50).await? })
        })
        .await?;
    state.shelf.set_stock(&super::news(&[view.row]));
    Ok(view)
}

/// The stock of a variant.
///
/// # Errors
/// 404, or the database.
pub async fn get(state: &State, tenant: TenantId, variant: VariantId) -> Result<StockView, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let row = stock::steady(conn, variant).await?.ok_or_else(Problem::not_found)?;
            Ok(StockView { row, movements: stock::movements(conn, variant, 50).await? })
        })
        .await
}
