//! Bundles: what is in them, by name for those who look, and whether it may be in them for those who save.
use std::collections::HashMap;

use souk_events::{ProductId, StoreId, TenantId, VariantId};
use souk_kit::{Conn, FieldError, Problem, Scope};

use crate::{
    domain::{
        kind::{PartInput, ProductKind},
        text::tokens,
    },
    state::State,
    store::products::{self, ProductRow, VariantRow},
};

/// What is in a bundle.
#[derive(Clone, Debug)]
pub struct Part {
    /// The variant.
    pub variant_id: VariantId,
    /// How many of it.
    pub quantity: i64,
    /// Its product's title with its option values; empty when it is gone.
    pub title: String,
    /// Its stock keeping unit.
    pub sku: String,
}

/// Some variants with their products.
async fn found(
    conn: &mut Conn,
    ids: &[VariantId],
) -> Result<Vec<(VariantRow, ProductRow)>, diesel::result::Error> {
    let of = products::of_variants(conn, ids).await?;
    let rows: HashMap<ProductId, ProductRow> =
        products::some(conn, &of).await?.into_iter().map(|row| (row.id, row)).collect();
    let variants = products::variants(conn, &of).await?;
    let wanted = variants.into_iter().filter(|v| ids.contains(&v.id));
    Ok(wanted.filter_map(|v| Some((rows.get(&v.product_id)?.clone(), v))).map(|(row, v)| (v, row)).collect())
}

/// The parts of those products that are bundles.
///
/// # Errors
/// The database.
pub(super) async fn named(
    conn: &mut Conn,
    rows: &[ProductRow],
) -> Result<Vec<(ProductId, Part)>, diesel::result::Error> {
    let all: Vec<(ProductId, PartInput)> =
        rows.iter().flat_map(|row| row.parts().into_iter().map(|part| (row.id, part))).collect();
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<VariantId> = all.iter().map(|(_, part)| part.variant_id).collect();
    let known = found(conn, &ids).await?;
    let named = |(bundle, part): (ProductId, PartInput)| {
        let of = known.iter().find(|(variant, _)| variant.id == part.variant_id);
        let title = of.map(|(variant, product)| titled(&product.title, variant)).unwrap_or_default();
        let sku = of.map(|(variant, _)| variant.sku.clone()).unwrap_or_default();
        (bundle, Part { variant_id: part.variant_id, quantity: part.quantity, title, sku })
    };
    Ok(all.into_iter().map(named).collect())
}

fn titled(product: &str, variant: &VariantRow) -> String {
    let values = variant.option_values.join(" / ");
    if values.is_empty() { product.to_owned() } else { format!("{product} · {values}") }
}

/// Which parts a bundle of a store cannot have: what is not there, of another store, or no goods.
///
/// # Errors
/// The database.
pub(super) async fn refused(
    conn: &mut Conn,
    store: StoreId,
    parts: &[PartInput],
) -> Result<Vec<FieldError>, diesel::result::Error> {
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<VariantId> = parts.iter().map(|part| part.variant_id).collect();
    let known = found(conn, &ids).await?;
    let wrong = |(i, part): (usize, &PartInput)| {
        let of = known.iter().find(|(v, _)| v.id == part.variant_id && v.store_id == store);
        let code = match of {
            None => "part_unknown",
            Some((_, product)) if product.kind() != ProductKind::Goods => "part_no_goods",
            Some(_) => return None,
        };
        Some(FieldError::new(format!("/parts/{i}/variant_id"), code))
    };
    Ok(parts.iter().enumerate().filter_map(wrong).collect())
}

/// What a form chooses from.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The variant.
    pub variant_id: VariantId,
    /// Its store.
    pub store_id: StoreId,
    /// Its product's title with its option values.
    pub title: String,
}

/// Most goods that a form offers as parts.
const MOST: i64 = 200;
/// How many words of a search count.
const WORDS: usize = 8;

/// The goods of a tenant that may be in bundles, by title: those that some words are about, else the newest, and those
/// chosen already; and whether there are more.
///
/// # Errors
/// The database.
pub async fn offered(
    state: &State,
    tenant: TenantId,
    words: &str,
    chosen: &[VariantId],
) -> Result<(Vec<Choice>, bool), Problem> {
    let words: Vec<String> = tokens(words).take(WORDS).map(|(word, _)| word).collect();
    state.db.read(Scope::Tenant(tenant), async |conn| Ok(choices(conn, &words, chosen).await?)).await
}

async fn choices(
    conn: &mut Conn,
    words: &[String],
    chosen: &[VariantId],
) -> Result<(Vec<Choice>, bool), diesel::result::Error> {
    let mut goods = products::goods(conn, words, MOST + 1).await?;
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let more = goods.len() > most;
    goods.truncate(most);
    let ids: Vec<ProductId> = goods.iter().map(|row| row.id).collect();
    let titles: HashMap<ProductId, String> = goods.into_iter().map(|row| (row.id, row.title)).collect();
    let variants = products::variants(conn, &ids).await?;
    let choice = |v: &VariantRow| {
        let title = titled(titles.get(&v.product_id)?, v);
        Some(Choice { variant_id: v.id, store_id: v.store_id, title })
    };
    let mut choices: Vec<_> = variants.iter().filter_map(choice).collect();
    let missing: Vec<VariantId> =
        chosen.iter().copied().filter(|id| choices.iter().all(|choice| choice.variant_id != *id)).collect();
    let before = found(conn, &missing).await?.into_iter().filter(|(_, row)| row.kind() == ProductKind::Goods);
    choices.extend(before.map(|(v, row)| Choice {
        variant_id: v.id,
        store_id: v.store_id,
        title: titled(&row.title, &v),
    }));
    choices.sort_by(|a, b| (&a.title, a.variant_id).cmp(&(&b.title, b.variant_id)));
    Ok((choices, more))
}
