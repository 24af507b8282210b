//! Rows of `product`, `product_text` and `variant`.
use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::Deserialize as _;
use souk_events::{CategoryId, ModifierGroupId, ProductId, StoreId, TenantId, VariantId};
use souk_kit::Conn;

use crate::{
    domain::{
        kind::{EveryInput, PartInput, ProductKind, Unit},
        window::{Window, WindowInput},
    },
    schema::{product, product_text, variant},
};

/// A product as it is kept.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = product)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/catalog")]
pub struct ProductRow {
    pub tenant_id: TenantId,
    pub id: ProductId,
    pub store_id: StoreId,
    pub slug: String,
    pub handle: String,
    pub title: String,
    pub description: String,
    pub category: String,
    pub category_id: Option<CategoryId>,
    pub brand: String,
    pub tags: Vec<String>,
    pub tax_class: String,
    pub options: Vec<String>,
    pub photos: Vec<String>,
    pub published: bool,
    pub published_at: Option<DateTime<Utc>>,
    pub folded: String,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
    pub sold_out_until: Option<DateTime<Utc>>,
    pub modifier_groups: Vec<ModifierGroupId>,
    pub availability: Option<serde_json::Value>,
    pub kind: String,
    pub parts: serde_json::Value,
    pub duration_min: Option<i32>,
    pub every_unit: Option<String>,
    pub every_count: Option<i32>,
    pub option_titles: serde_json::Value,
    pub featured: bool,
}

impl ProductRow {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> ProductKind {
        ProductKind::read(&self.kind).unwrap_or_default()
    }

    /// What is in one bundle.
    #[must_use]
    pub fn parts(&self) -> Vec<PartInput> {
        parts(&self.parts)
    }

    /// How often a plan is paid.
    #[must_use]
    pub fn every(&self) -> Option<EveryInput> {
        let unit = self.every_unit.as_deref().and_then(Unit::read)?;
        Some(EveryInput { unit, count: self.every_count? })
    }

    /// When it is sold, as it is written; an empty one: always.
    #[must_use]
    pub fn availability(&self) -> WindowInput {
        Window::read(self.availability.as_ref()).as_ref().map(WindowInput::from).unwrap_or_default()
    }
}

/// What is in one bundle, as it is kept.
#[must_use]
pub fn parts(kept: &serde_json::Value) -> Vec<PartInput> {
    Vec::deserialize(kept).unwrap_or_default()
}

/// The texts of a product in a further language.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = product_text)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/catalog")]
pub struct TextRow {
    pub tenant_id: TenantId,
    pub product_id: ProductId,
    pub language: String,
    pub title: String,
    pub description: String,
}

/// A variant as it is kept.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = variant)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/catalog")]
pub struct VariantRow {
    pub tenant_id: TenantId,
    pub id: VariantId,
    pub product_id: ProductId,
    pub store_id: StoreId,
    pub position: i32,
    pub option_values: Vec<String>,
    pub sku: String,
    pub barcode: String,
    pub price: i64,
    pub compare_at: Option<i64>,
    pub saved_at: DateTime<Utc>,
    pub former: Option<i64>,
}

/// Rows of one statement: PostgreSQL takes 65,535 values at once.
const BATCH: usize = 1_000;

/// Inserts products; says which of them are in. The others have a slug or handle that is taken (by anybody).
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, rows: &[ProductRow]) -> QueryResult<Vec<ProductId>> {
    let mut done = Vec::with_capacity(rows.len());
    for rows in rows.chunks(BATCH) {
        let ids: Vec<ProductId> = diesel::insert_into(product::table)
            .values(rows)
            .on_conflict_do_nothing()
            .returning(product::id)
            .get_results(conn)
            .await?;
        done.extend(ids);
    }
    Ok(done)
}

/// A product that the scope shows.
///
/// # Errors
/// Not found, or the database.
pub async fn get(conn: &mut Conn, id: ProductId) -> QueryResult<ProductRow> {
    product::table.find(id).select(ProductRow::as_select()).first(conn).await
}

/// Some products, locked in the order of their ids.
///
/// # Errors
/// The database.
pub async fn lock(conn: &mut Conn, ids: &[ProductId]) -> QueryResult<Vec<ProductRow>> {
    let rows = product::table.filter(product::id.eq_any(ids)).order(product::id).for_update();
    rows.select(ProductRow::as_select()).load(conn).await
}

/// Some products, newest first.
///
/// # Errors
/// The database.
pub async fn some(conn: &mut Conn, ids: &[ProductId]) -> QueryResult<Vec<ProductRow>> {
    let rows = product::table.filter(product::id.eq_any(ids)).order(product::id.desc());
    rows.select(ProductRow::as_select()).load(conn).await
}

/// The titles of some products, in the language of their store.
///
/// # Errors
/// The database.
pub async fn titles(mut conn: &Conn, ids: &[ProductId]) -> QueryResult<HashMap<ProductId, String>> {
    let rows = product::table.filter(product::id.eq_any(ids)).select((product::id, product::title));
    Ok(rows.load(&mut conn).await?.into_iter().collect())
}

/// The products of some variants.
///
/// # Errors
/// The database.
pub async fn of_variants(conn: &mut Conn, ids: &[VariantId]) -> QueryResult<Vec<ProductId>> {
    variant::table.filter(variant::id.eq_any(ids)).select(variant::product_id).load(conn).await
}

/// The products of a store with some handles.
///
/// # Errors
/// The database.
pub async fn by_handles(conn: &mut Conn, store: StoreId, handles: &[String]) -> QueryResult<Vec<ProductRow>> {
    let found = product::table.filter(product::store_id.eq(store)).filter(product::handle.eq_any(handles));
    found.select(ProductRow::as_select()).load(conn).await
}

/// Saves a product's own columns when nobody else did meanwhile; false when somebody did.
///
/// # Errors
/// The database.
pub async fn update(conn: &mut Conn, row: &ProductRow, expected: i64) -> QueryResult<bool> {
    let done = diesel::update(product::table.find(row.id).filter(product::version.eq(expected)))
        .set((
            product::title.eq(&row.title),
            product::description.eq(&row.description),
            product::category.eq(&row.category),
            product::category_id.eq(row.category_id),
            product::brand.eq(&row.brand),
            product::tags.eq(&row.tags),
            product::tax_class.eq(&row.tax_class),
            product::options.eq(&row.options),
            product::photos.eq(&row.photos),
            product::modifier_groups.eq(&row.modifier_groups),
            product::availability.eq(&row.availability),
            product::parts.eq(&row.parts),
            product::duration_min.eq(row.duration_min),
            product::every_unit.eq(&row.every_unit),
            product::every_count.eq(row.every_count),
            product::option_titles.eq(&row.option_titles),
            product::featured.eq(row.featured),
            product::published.eq(row.published),
            product::published_at.eq(row.published_at),
            product::folded.eq(&row.folded),
            product::version.eq(expected + 1),
            product::changed_at.eq(row.changed_at),
        ))
        .execute(conn)
        .await?;
    Ok(done == 1)
}

/// Marks a product as sold out until a moment, or takes the mark away; false when there is no such product. Its version
/// stays: who edits it meanwhile loses nothing.
///
/// # Errors
/// The database.
pub async fn set_sold_out(conn: &mut Conn, id: ProductId, until: Option<DateTime<Utc>>) -> QueryResult<bool> {
    let row = diesel::update(product::table.find(id));
    Ok(row.set(product::sold_out_until.eq(until)).execute(conn).await? == 1)
}

/// The variants of products, in the merchant's order.
///
/// # Errors
/// The database.
pub async fn variants(conn: &mut Conn, products: &[ProductId]) -> QueryResult<Vec<VariantRow>> {
    variant::table
        .filter(variant::product_id.eq_any(products))
        .order((variant::product_id, variant::position, variant::id))
        .select(VariantRow::as_select())
        .load(conn)
        .await
}

/// A variant that the scope shows.
///
/// # Errors
/// Not found, or the database.
pub async fn variant(conn: &mut Conn, id: VariantId) -> QueryResult<VariantRow> {
    variant::table.find(id).select(VariantRow::as_select()).first(conn).await
}

/// The texts of products in further languages.
///
/// # Errors
/// The database.
pub async fn texts(conn: &mut Conn, products: &[ProductId]) -> QueryResult<Vec<TextRow>> {
    product_text::table
        .filter(product_text::product_id.eq_any(products))
        .order((product_text::product_id, product_text::language))
        .select(TextRow::as_select())
        .load(conn)
        .await
}

/// Replaces all texts of a product.
///
/// # Errors
/// The database.
pub async fn replace_texts(conn: &mut Conn, id: ProductId, rows: &[TextRow]) -> QueryResult<()> {
    diesel::delete(product_text::table.filter(product_text::product_id.eq(id))).execute(conn).await?;
    insert_texts(conn, rows).await
}

/// Inserts texts.
///
/// # Errors
/// The database.
pub async fn insert_texts(conn: &mut Conn, rows: &[TextRow]) -> QueryResult<()> {
    for rows in rows.chunks(BATCH) {
        diesel::insert_into(product_text::table).values(rows).execute(conn).await?;
    }
    Ok(())
}

/// Inserts variants.
///
/// # Errors
/// The database.
pub async fn insert_variants(conn: &mut Conn, rows: &[VariantRow]) -> QueryResult<()> {
    for rows in rows.chunks(BATCH) {
        diesel::insert_into(variant::table).values(rows).execute(conn).await?;
    }
    Ok(())
}

/// Saves a variant.
///
/// # Errors
/// The database.
pub async fn update_variant(conn: &mut Conn, row: &VariantRow) -> QueryResult<()> {
    diesel::update(variant::table.find(row.id))
        .set((
            variant::position.eq(row.position),
            variant::option_values.eq(&row.option_values),
            variant::sku.eq(&row.sku),
            variant::barcode.eq(&row.barcode),
            variant::price.eq(row.price),
            variant::compare_at.eq(row.compare_at),
            variant::saved_at.eq(row.saved_at),
            variant::former.eq(row.former),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// Empties the SKUs of variants that are about to be saved, so that two of them may swap theirs.
///
/// # Errors
/// The database.
pub async fn clear_skus(conn: &mut Conn, ids: &[VariantId]) -> QueryResult<()> {
    let rows = variant::table.filter(variant::id.eq_any(ids)).filter(variant::sku.ne(""));
    diesel::update(rows).set(variant::sku.eq("")).execute(conn).await.map(drop)
}

/// Removes variants.
///
/// # Errors
/// The database.
pub async fn delete_variants(conn: &mut Conn, ids: &[VariantId]) -> QueryResult<()> {
    diesel::delete(variant::table.filter(variant::id.eq_any(ids))).execute(conn).await.map(drop)
}

/// SKUs of a store that other products have.
///
/// # Errors
/// The database.
pub async fn skus_elsewhere(
    conn: &mut Conn,
    store: StoreId,
    product: ProductId,
    skus: &[String],
) -> QueryResult<Vec<String>> {
    variant::table
        .filter(variant::store_id.eq(store))
        .filter(variant::product_id.ne(product))
        .filter(variant::sku.eq_any(skus))
        .select(variant::sku)
        .load(conn)
        .await
}

/// Goods of the scope with all of some words, newest first.
///
/// # Errors
/// The database.
pub async fn goods(conn: &mut Conn, words: &[String], limit: i64) -> QueryResult<Vec<ProductRow>> {
    let mut rows = product::table.filter(product::kind.eq(ProductKind::Goods.as_str())).into_boxed();
    for word in words {
        rows = rows.filter(product::folded.like(format!("%{}%", word.replace(['%', '_', '\\'], ""))));
    }
    rows.order(product::id.desc()).limit(limit).select(ProductRow::as_select()).load(conn).await
}

/// Variants of a store by some SKUs.
///
/// # Errors
/// The database.
pub async fn by_skus(
    conn: &mut Conn,
    store: StoreId,
    skus: &[String],
) -> QueryResult<Vec<(String, VariantId)>> {
    let found = variant::table.filter(variant::store_id.eq(store)).filter(variant::sku.ne(""));
    found.filter(variant::sku.eq_any(skus)).select((variant::sku, variant::id)).load(conn).await
}
