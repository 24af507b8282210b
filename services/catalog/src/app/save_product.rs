//! Creates a product or saves an edited one, with its variants, stock rows and texts, all or nothing.
use std::collections::HashMap;

use chrono::{DateTime, Utc};
use souk_events::{ProductId, StoreId, TenantId, VariantId};
use souk_kit::{Conn, FieldError, Problem, Scope};

use super::products::{Whole, tell, whole};
use crate::{
    domain::{
        product::{Product, TextInput, VariantInput},
        stock::Reason,
        text,
    },
    error,
    state::State,
    store::{
        products::{self, ProductRow, TextRow, VariantRow},
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
/// 404 for a store that is not the tenant's, 422 for SKUs or a handle that are taken.
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
            let made = write_new(conn, by, &store, product, start).await?;
            tell_new(state, conn, &made).await?;
            Ok::<_, Problem>(made)
        })
        .await?;
    if made.row.published {
        state.shelf.refresh(&state.db, &[made.row.id]).await?;
    }
    Ok(made)
}

/// Tells a product that was just made, and its stock.
pub(super) async fn tell_new(state: &State, conn: &mut Conn, made: &Whole) -> Result<(), Problem> {
    if made.row.published {
        tell(state, conn, made).await?;
    }
    let rows: Vec<StockRow> = made.variants.iter().map(|(_, s)| *s).filter(|s| s.on_hand > 0).collect();
    let meta = souk_kit::meta(Some(made.row.tenant_id));
    super::tell_stock(conn, &meta, &state.clock, &rows, Reason::Received).await?;
    Ok(())
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

/// Refuses SKUs that another product of the store has.
async fn check_skus(conn: &mut Conn, store: StoreId, id: ProductId, product: &Product) -> Result<(), Problem> {
    let variants = &product.get().variants;
    let skus: Vec<String> = variants.iter().map(|v| v.sku.clone()).filter(|s| !s.is_empty()).collect();
    if skus.is_empty() {
        return Ok(());
    }
    let taken = products::skus_elsewhere(conn, store, id, &skus).await?;
    let errors: Vec<_> = variants
        .iter()
        .enumerate()
        .filter(|(_, v)| taken.contains(&v.sku))
        .map(|(i, _)| FieldError::new(format!("/variants/{i}/sku"), "sku_taken"))
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(Problem::fields(errors)) }
}

/// Writes a new product; its slug gets a tail when somebody else has it.
pub(super) async fn write_new(
    conn: &mut Conn,
    by: By<'_>,
    store: &StoreRow,
    product: &Product,
    start: &Start,
) -> Result<Whole, Problem> {
    let id = ProductId::new();
    check_skus(conn, store.id, id, product).await?;
    let input = product.get();
    let slug = text::slug(&input.title);
    let tail: String = id.to_string().chars().rev().take(6).collect();
    let mut row = ProductRow {
        tenant_id: by.tenant,
        id,
        store_id: store.id,
        handle: start.handle.clone().unwrap_or_else(|| slug.clone()),
        slug,
        title: String::new(),
        description: String::new(),
        category: String::new(),
        brand: String::new(),
        tags: Vec::new(),
        tax_class: String::new(),
        options: Vec::new(),
        photos: Vec::new(),
        published: start.published,
        published_at: start.published.then_some(by.now),
        folded: String::new(),
        version: 1,
        created_at: by.now,
        changed_at: by.now,
    };
    describe(&mut row, product);
    if products::by_handle(conn, store.id, &row.handle).await?.is_some() {
        match start.handle {
            Some(_) => return Err(Problem::field("/handle", "taken")),
            None => row.handle = format!("{}-{tail}", row.handle),
        }
    }
    if !products::insert(conn, &row).await? {
        row.slug = format!("{}-{tail}", row.slug);
        if !products::insert(conn, &row).await? {
            return Err(Problem::field("/handle", "taken"));
        }
    }
    let texts = text_rows(&row, product);
    products::insert_texts(conn, &texts).await?;
    let new: Vec<_> = input.variants.iter().enumerate().collect();
    let variants = write_new_variants(conn, by, &row, &new).await?;
    Ok(Whole { row, store: store.clone(), variants, texts })
}

fn describe(row: &mut ProductRow, product: &Product) {
    let input = product.get();
    row.title.clone_from(&input.title);
    row.description.clone_from(&input.description);
    row.category.clone_from(&input.category);
    row.brand.clone_from(&input.brand);
    row.tags.clone_from(&input.tags);
    row.options.clone_from(&input.options);
    row.tax_class = input.tax_class.as_str().to_owned();
    row.folded = product.folded();
}

fn text_rows(row: &ProductRow, product: &Product) -> Vec<TextRow> {
    let text = |t: &TextInput| TextRow {
        tenant_id: row.tenant_id,
        product_id: row.id,
        language: t.language.code().to_owned(),
        title: t.title.clone(),
        description: t.description.clone(),
    };
    product.get().translations.iter().map(text).collect()
}

fn variant_row(row: &ProductRow, id: VariantId, position: usize, input: &VariantInput) -> VariantRow {
    VariantRow {
        tenant_id: row.tenant_id,
        id,
        product_id: row.id,
        store_id: row.store_id,
        position: i32::try_from(position).unwrap_or(i32::MAX),
        option_values: input.values.clone(),
        sku: input.sku.clone(),
        barcode: input.barcode.clone(),
        price: input.price,
        compare_at: input.compare_at,
    }
}

async fn write_new_variants(
    conn: &mut Conn,
    by: By<'_>,
    row: &ProductRow,
    new: &[(usize, &VariantInput)],
) -> Result<Vec<(VariantRow, StockRow)>, Problem> {
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<_> = new.iter().map(|(i, v)| variant_row(row, VariantId::new(), *i, v)).collect();
    products::insert_variants(conn, &rows).await?;
    let stock: Vec<_> = rows
        .iter()
        .zip(new)
        .map(|(variant, (_, input))| StockRow {
            tenant_id: row.tenant_id,
            variant_id: variant.id,
            product_id: row.id,
            store_id: row.store_id,
            on_hand: input.stock.unwrap_or_default(),
            allocated: 0,
            held: 0,
            version: 1,
        })
        .collect();
    let why = Why { reason: Reason::Received, hold: None, actor: by.actor, note: "" };
    stock::create(conn, &stock, why, by.now).await?;
    Ok(rows.into_iter().zip(stock).collect())
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
    check_skus(conn, row.store_id, row.id, product).await?;
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
    if !products::update(conn, &row, expected).await? {
        return Err(error::stale(expected));
    }
    products::replace_texts(conn, row.id, &text_rows(&row, product)).await?;
    let ids: Vec<_> = kept.keys().copied().collect();
    products::clear_skus(conn, &ids).await?;
    for (id, (position, variant)) in kept {
        products::update_variant(conn, &variant_row(&row, id, position, variant)).await?;
    }
    write_new_variants(conn, by, &row, &new).await.map(drop)
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
