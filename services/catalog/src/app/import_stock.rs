//! What a file says of stock: how many there are, and from how many down the merchant is told.
use souk_events::{ProductId, VariantId};
use souk_kit::{Conn, Problem};

use super::save_product::By;
use crate::{
    domain::{
        csv::{Count, ImportProduct},
        stock::{Counters, NEVER, Reason},
    },
    state::State,
    store::{
        products,
        stock::{self, StockRow, Why},
        stores::StoreRow,
    },
};

/// The variants of a product that the file names, each with its number in the file.
async fn places(
    conn: &mut Conn,
    id: ProductId,
    one: &ImportProduct,
) -> Result<Vec<(VariantId, usize)>, Problem> {
    let known = products::variants(conn, &[id]).await?;
    let wanted = one.product.variants.iter().enumerate();
    let found = wanted.filter_map(|(i, wanted)| {
        let same = |k: &&products::VariantRow| {
            k.option_values == wanted.values || (!wanted.sku.is_empty() && k.sku == wanted.sku)
        };
        Some((known.iter().find(same)?.id, i))
    });
    Ok(found.collect())
}

/// Takes over from how many units down the merchant is told, where the file says so.
///
/// # Errors
/// The database.
pub(super) async fn mark(
    conn: &mut Conn,
    store: &StoreRow,
    product: ProductId,
    one: &ImportProduct,
) -> Result<(), Problem> {
    let Some(marks) = &one.low else { return Ok(()) };
    let named = places(conn, product, one).await?;
    let ids: Vec<VariantId> = named.iter().map(|(id, _)| *id).collect();
    for row in stock::lock(conn, &ids).await? {
        let place = named.iter().find(|(id, _)| *id == row.variant_id).map(|(_, i)| *i);
        let Some(own) = place.and_then(|i| marks.get(i).copied()).filter(|own| *own != row.low_own) else {
            continue;
        };
        stock::set_low(conn, row.variant_id, own, own.or(store.low_stock).unwrap_or(NEVER)).await?;
    }
    Ok(())
}

/// A variant that a file counts: its number in the file, its locked row, the change; none when it was counted from what
/// is not there any more.
pub(super) type Counted = (usize, StockRow, Option<Counters>);

/// The known variants that the file counts.
///
/// # Errors
/// The database.
pub(super) async fn counted(
    conn: &mut Conn,
    id: ProductId,
    one: &ImportProduct,
) -> Result<Vec<Counted>, Problem> {
    let stock_of = |i: &usize| one.product.variants.get(*i).is_some_and(|variant| variant.stock.is_some());
    let mut wishes = places(conn, id, one).await?;
    wishes.retain(|(_, i)| stock_of(i));
    let ids: Vec<_> = wishes.iter().map(|(id, _)| *id).collect();
    let rows = stock::lock(conn, &ids).await?;
    let found = rows.into_iter().filter_map(|row| {
        let (_, i) = wishes.iter().find(|(id, _)| *id == row.variant_id)?;
        let to = |units: i64| Counters { on_hand: units.saturating_sub(row.on_hand), ..Counters::default() };
        match one.counted(*i, row.on_hand) {
            Count::Nothing => None,
            Count::Units(units) => Some((*i, row, Some(to(units)))),
            Count::Moved => Some((*i, row, None)),
        }
    });
    Ok(found.collect())
}

/// Counts them anew.
///
/// # Errors
/// The database.
pub(super) async fn count(
    state: &State,
    conn: &mut Conn,
    by: By<'_>,
    counted: &[Counted],
) -> Result<(), Problem> {
    let moves: Vec<_> = counted.iter().filter_map(|(_, row, change)| Some((*row, (*change)?))).collect();
    if moves.is_empty() {
        return Ok(());
    }
    let why = Why { reason: Reason::Adjusted, hold: None, actor: by.actor, note: "import" };
    let rows = stock::apply(conn, &moves, why, by.now).await?;
    let meta = souk_kit::meta(Some(by.tenant));
    super::tell_stock(conn, &meta, &state.clock, &rows, Reason::Adjusted).await?;
    super::tell_low(conn, &meta, &state.clock, &moves, &rows).await?;
    Ok(())
}
