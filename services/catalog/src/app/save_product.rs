//! Creates a product or saves an edited one, with its variants, stock rows and texts, all or nothing.
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use souk_events::{ProductId, StoreId, TenantId, VariantId};
use souk_kit::{Conn, FieldError, Problem, Scope};

use super::{
    bundles, categories, modifiers, prices,
    product_rows::{describe, low_at, new_row, text_rows, variant_row, variant_rows, with_tail},
    products::{Whole, tell, whole},
};
use crate::{
    domain::{
        kind::{ProductKind, misfits},
        product::{Product, VariantInput},
        stock::Reason,
    },
    error,
    state::State,
    store::{
        products::{self, ProductRow, TextRow, VariantRow},
        quotas,
        stock::{self, StockRow, Why},
        stores::{self, StoreRow},
    },
};

/// Who saves, where and when.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    /// The tenant.
    pub tenant: TenantId,
    /// Public id of the person.
    pub actor: &'a str,
    /// Now.
    pub now: DateTime<Utc>,
}

/// How a new product begins.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The merchant's own key; made of the title when left out.
    pub handle: Option<String>,
    /// Shown at once.
    pub published: bool,
}

/// Creates a product.
///
/// # Errors
/// 404 for a store that is not the tenant's, 409 `quota_reached`, 422 for SKUs or a handle that are taken.
pub async fn create(
    state: &State,
    by: By<'_>,
    store: StoreId,
    product: &Product,
    start: &Start,
) -> Result<Whole, Problem> {
    let made = state
        .db
        .write(Scope::Tenant(by.tenant), async |conn| {
            let store = stores::get(conn, store).await?;
            let made = write_new(conn, by, &store, &[(product, start)]).await?.pop();
            let made = made.ok_or_else(Problem::not_found)?.map_err(error::refused)?;
            if made.row.published {
                tell(state, conn, &made).await?;
            }
            Ok::<_, Problem>(made)
        })
        .await?;
    if made.row.published {
        state.shelf.refresh(&state.db, &[made.row.id]).await?;
    }
    Ok(made)
}

/// Saves an edited product if nobody else did since `expected`.
///
/// # Errors
/// 404, 412 stale, 409 when a variant with promised units is left out, 422 for SKUs that are taken.
pub async fn update(
    state: &State,
    by: By<'_>,
    id: ProductId,
    expected: i64,
    product: &Product,
) -> Result<Whole, Problem> {
    let saved = state
        .db
        .write(Scope::Tenant(by.tenant), async |conn| {
            let row = products::get(conn, id).await?;
            if row.version != expected {
                return Err(error::stale(row.version));
            }
            write_changed(conn, by, row, product, true).await?;
            let saved = whole(conn, id).await?;
            if saved.row.published {
                tell(state, conn, &saved).await?;
            }
            Ok(saved)
        })
        .await?;
    state.shelf.refresh(&state.db, &[id]).await?;
    Ok(saved)
}

/// SKUs of a product that another product of the store has.
async fn taken_skus(
    conn: &mut Conn,
    store: StoreId,
    id: ProductId,
    products: &[&Product],
) -> Result<HashSet<String>, Problem> {
    let variants = products.iter().flat_map(|p| &p.get().variants);
    let skus: Vec<String> = variants.map(|v| v.sku.clone()).filter(|s| !s.is_empty()).collect();
    if skus.is_empty() {
        return Ok(HashSet::new());
    }
    Ok(products::skus_elsewhere(conn, store, id, &skus).await?.into_iter().collect())
}

fn sku_errors(product: &Product, taken: &HashSet<String>) -> Vec<FieldError> {
    let variants = product.get().variants.iter().enumerate().filter(|(_, v)| taken.contains(&v.sku));
    variants.map(|(i, _)| FieldError::new(format!("/variants/{i}/sku"), "sku_taken")).collect()
}

/// A new product, or what is wrong with it.
pub(super) type New = Result<Whole, Vec<FieldError>>;

/// Writes new products of a store, in the order given; one that is refused leaves nothing behind. A slug gets a
/// tail when somebody else has it.
pub(super) async fn write_new(
    conn: &mut Conn,
    by: By<'_>,
    store: &StoreRow,
    wanted: &[(&Product, &Start)],
) -> Result<Vec<New>, Problem> {
    let all: Vec<&Product> = wanted.iter().map(|(p, _)| *p).collect();
    let skus = taken_skus(conn, store.id, ProductId::new(), &all).await?;
    let mut rows: Vec<ProductRow> = wanted.iter().map(|(p, start)| new_row(by, store, p, start)).collect();
    let handles: Vec<String> = rows.iter().map(|r| r.handle.clone()).collect();
    let taken: HashSet<String> =
        products::by_handles(conn, store.id, &handles).await?.into_iter().map(|r| r.handle).collect();
    let mut errors: HashMap<ProductId, Vec<FieldError>> = HashMap::new();
    for (row, (product, start)) in rows.iter_mut().zip(wanted) {
        let mut wrong = sku_errors(product, &skus);
        wrong.extend(modifiers::refused(conn, store.id, &row.modifier_groups).await?);
        wrong.extend(misfits(row.kind(), product.get(), true));
        wrong.extend(bundles::refused(conn, store.id, &row.parts()).await?);
        if taken.contains(&row.handle) {
            match start.handle {
                Some(_) => wrong.push(FieldError::new("/handle", "taken")),
                None => row.handle = with_tail(&row.handle, row.id),
            }
        }
        if !wrong.is_empty() {
            errors.insert(row.id, wrong);
        }
    }
    // Before the categories, so that whoever waits for the merchant's row holds none of them.
    if let Some(room) = quotas::lock(conn, by.tenant).await? {
        let sound = rows.iter().filter(|row| !errors.contains_key(&row.id));
        let beyond = sound.skip(usize::try_from(room.left).unwrap_or(usize::MAX));
        let beyond: Vec<_> = beyond.map(|row| (row.id, vec![error::quota_reached(room.limit)])).collect();
        errors.extend(beyond);
    }
    let named = rows.iter().zip(wanted).filter(|(row, _)| !errors.contains_key(&row.id));
    let paths = named.map(|(_, (product, _))| product.get().category.as_str());
    let stands = categories::ensure(conn, by.tenant, by.now, paths).await?;
    for (row, (product, _)) in rows.iter_mut().zip(wanted) {
        row.category_id = stands.get(&product.get().category).copied();
    }
    let sound =
        |rows: &[ProductRow], done: &HashSet<ProductId>, errors: &HashMap<ProductId, Vec<FieldError>>| {
            rows.iter()
                .filter(|r| !done.contains(&r.id) && !errors.contains_key(&r.id))
                .cloned()
                .collect::<Vec<_>>()
        };
    let first = sound(&rows, &HashSet::new(), &errors);
    let mut done: HashSet<ProductId> = products::insert(conn, &first).await?.into_iter().collect();
    for row in rows.iter_mut().filter(|r| !done.contains(&r.id)) {
        row.slug = with_tail(&row.slug, row.id);
    }
    let second = sound(&rows, &done, &errors);
    if !second.is_empty() {
        done.extend(products::insert(conn, &second).await?);
    }
    let mut made: Vec<New> = Vec::with_capacity(rows.len());
    for (row, (product, _)) in rows.into_iter().zip(wanted) {
        made.push(match errors.remove(&row.id) {
            Some(wrong) => Err(wrong),
            None if !done.contains(&row.id) => Err(vec![FieldError::new("/handle", "taken")]),
            None => {
                let new: Vec<_> = product.get().variants.iter().enumerate().collect();
                let (variants, texts) = (variant_rows(&row, low_at(store), &new), text_rows(&row, product));
                let category = product.get().category.clone();
                let parts = bundles::named(conn, std::slice::from_ref(&row)).await?;
                let parts = parts.into_iter().map(|(_, part)| part).collect();
                Ok(Whole { row, store: store.clone(), category, variants, texts, parts })
            }
        });
    }
    let parts = || made.iter().flatten();
    let texts: Vec<TextRow> = parts().flat_map(|w| w.texts.clone()).collect();
    products::insert_texts(conn, &texts).await?;
    for counted in [true, false] {
        let own = parts().filter(|w| (w.row.kind() == ProductKind::Goods) == counted);
        let pairs: Vec<(VariantRow, StockRow)> = own.flat_map(|w| w.variants.clone()).collect();
        write_variants(conn, by, pairs, counted).await?;
    }
    Ok(made)
}

/// Writes new variants; with their stock when they are `counted`.
async fn write_variants(
    conn: &mut Conn,
    by: By<'_>,
    pairs: Vec<(VariantRow, StockRow)>,
    counted: bool,
) -> Result<(), Problem> {
    let (variants, stock): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
    products::insert_variants(conn, &variants).await?;
    if !counted {
        return Ok(());
    }
    let why = Why { reason: Reason::Received, hold: None, actor: by.actor, note: "" };
    Ok(stock::create(conn, &stock, why, by.now).await?)
}

/// Writes an edited product. Variants are known by id, else by option values; with `prune` those that are left
/// out go, unless units of theirs are promised.
pub(super) async fn write_changed(
    conn: &mut Conn,
    by: By<'_>,
    mut row: ProductRow,
    product: &Product,
    prune: bool,
) -> Result<(), Problem> {
    let mut wrong = sku_errors(product, &taken_skus(conn, row.store_id, row.id, &[product]).await?);
    let groups = product.get().modifier_groups.as_deref().unwrap_or_default();
    wrong.extend(modifiers::refused(conn, row.store_id, groups).await?);
    wrong.extend(misfits(row.kind(), product.get(), false));
    let parts = product.get().parts.as_deref().unwrap_or_default();
    wrong.extend(bundles::refused(conn, row.store_id, parts).await?);
    if !wrong.is_empty() {
        return Err(Problem::fields(wrong));
    }
    let known = products::variants(conn, &[row.id]).await?;
    let input = product.get();
    let mut kept: HashMap<VariantId, (usize, &VariantInput)> = HashMap::new();
    let mut new = Vec::new();
    for (i, variant) in input.variants.iter().enumerate() {
        let same = |k: &&VariantRow| match variant.id {
            Some(id) => k.id == id,
            None => k.option_values == variant.values || (!variant.sku.is_empty() && k.sku == variant.sku),
        };
        match known.iter().find(same) {
            Some(found) if !kept.contains_key(&found.id) => drop(kept.insert(found.id, (i, variant))),
            _ if variant.id.is_some() => {
                return Err(Problem::field(format!("/variants/{i}/id"), "variant_unknown"));
            }
            _ => new.push((i, variant)),
        }
    }
    let gone: Vec<_> = known.iter().map(|k| k.id).filter(|id| prune && !kept.contains_key(id)).collect();
    if !prune {
        check_leftovers(&known, &kept, input)?;
    }
    if !gone.is_empty() {
        let stock = stock::lock(conn, &gone).await?;
        if stock.iter().any(|s| s.allocated > 0 || s.held > 0) {
            return Err(Problem::conflict("variant_in_use"));
        }
        products::delete_variants(conn, &gone).await?;
    }
    let expected = row.version;
    row.changed_at = by.now;
    describe(&mut row, product);
    let stands = categories::ensure(conn, by.tenant, by.now, [input.category.as_str()]).await?;
    row.category_id = stands.get(&input.category).copied();
    if !products::update(conn, &row, expected).await? {
        return Err(error::stale(expected));
    }
    products::replace_texts(conn, row.id, &text_rows(&row, product)).await?;
    let ids: Vec<_> = kept.keys().copied().collect();
    products::clear_skus(conn, &ids).await?;
    let mut saved: Vec<VariantRow> =
        kept.into_iter().map(|(id, (position, variant))| variant_row(&row, id, position, variant)).collect();
    prices::compare(conn, &known, &mut saved, by.now).await?;
    for variant in &saved {
        products::update_variant(conn, variant).await?;
    }
    if new.is_empty() {
        return Ok(());
    }
    let store = stores::get(conn, row.store_id).await?;
    let counted = row.kind() == ProductKind::Goods;
    write_variants(conn, by, variant_rows(&row, low_at(&store), &new), counted).await
}

/// Variants that stay although the input does not name them must not stand in its way.
fn check_leftovers(
    known: &[VariantRow],
    kept: &HashMap<VariantId, (usize, &VariantInput)>,
    input: &crate::domain::product::ProductInput,
) -> Result<(), Problem> {
    let mut errors = Vec::new();
    for left in known.iter().filter(|k| !kept.contains_key(&k.id)) {
        for (i, variant) in input.variants.iter().enumerate() {
            if variant.values == left.option_values {
                errors.push(FieldError::new(format!("/variants/{i}/values"), "variant_twice"));
            } else if !variant.sku.is_empty() && variant.sku == left.sku {
                errors.push(FieldError::new(format!("/variants/{i}/sku"), "sku_taken"));
            }
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Problem::fields(errors)) }
}
