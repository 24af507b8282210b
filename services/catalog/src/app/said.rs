//! Products as files say them: what is kept, said the way an import reads it, and questions named by their titles.
use std::collections::HashMap;

use souk_events::{ModifierGroupId, StoreId, VariantId};
use souk_kit::{Conn, FieldError, Lang};

use super::{bundles::Part, products::Whole};
use crate::{
    domain::{
        csv::{ImportProduct, NamedPart, Unsaid},
        kind::{PartInput, ProductKind},
        product::{ProductInput, TextInput, VariantInput},
        tax::TaxClass,
    },
    store::{
        modifiers,
        products::{self, TextRow, VariantRow},
        stock::StockRow,
    },
};

/// The questions of a store by id.
pub(super) type Questions = HashMap<ModifierGroupId, String>;

/// The questions of a store.
///
/// # Errors
/// The database.
pub(super) async fn questions(conn: &Conn, store: StoreId) -> Result<Questions, diesel::result::Error> {
    let all = modifiers::all(conn, None).await?.into_iter();
    Ok(all.filter(|(_, g)| g.store == store).map(|(_, g)| (g.id, g.title)).collect())
}

/// A product as a file says it.
pub(super) fn said(whole: &Whole, questions: &Questions) -> ImportProduct {
    let row = &whole.row;
    let counts = row.kind() == ProductKind::Goods;
    let variant = |(row, stock): &(VariantRow, StockRow)| VariantInput {
        id: None,
        values: row.option_values.clone(),
        sku: row.sku.clone(),
        barcode: row.barcode.clone(),
        price: row.price,
        compare_at: row.compare_at,
        stock: counts.then_some(stock.on_hand),
    };
    let text = |text: &TextRow| {
        let language = Lang::from_tag(&text.language)?;
        Some(TextInput { language, title: text.title.clone(), description: text.description.clone() })
    };
    let product = ProductInput {
        title: row.title.clone(),
        description: row.description.clone(),
        category: whole.category.clone(),
        brand: row.brand.clone(),
        tags: row.tags.clone(),
        tax_class: TaxClass::read(&row.tax_class).unwrap_or_default(),
        options: row.options.clone(),
        variants: whole.variants.iter().map(variant).collect(),
        translations: whole.texts.iter().filter_map(text).collect(),
        option_translations: None,
        modifier_groups: None,
        featured: None,
        kind: Some(row.kind()),
        parts: None,
        duration_minutes: row.duration_min,
        every: row.every(),
        availability: Some(row.availability()),
    };
    let part = |part: &Part| NamedPart {
        quantity: part.quantity,
        name: if part.sku.is_empty() { part.variant_id.to_string() } else { part.sku.clone() },
    };
    ImportProduct {
        handle: row.handle.clone(),
        line: 0,
        lines: Vec::new(),
        product,
        published: Some(row.published),
        stock_was: whole.variants.iter().map(|(_, stock)| counts.then_some(stock.on_hand)).collect(),
        low: Some(whole.variants.iter().map(|(_, stock)| stock.low_own).collect()),
        unsaid: Unsaid::default(),
        modifiers: Some(row.modifier_groups.iter().filter_map(|id| questions.get(id).cloned()).collect()),
        parts: Some(whole.parts.iter().map(part).collect()).filter(|parts: &Vec<_>| !parts.is_empty()),
    }
}

/// The parts that a file names; none when it says nothing new of them.
///
/// # Errors
/// One entry for each name that no variant of the store has, or the database.
pub(super) async fn parts(
    conn: &mut Conn,
    store: StoreId,
    wanted: &ImportProduct,
    known: Option<&ImportProduct>,
) -> Result<Result<Option<Vec<PartInput>>, Vec<FieldError>>, diesel::result::Error> {
    let Some(named) =
        wanted.parts.as_ref().filter(|parts| known.is_none_or(|known| known.parts.as_ref() != Some(*parts)))
    else {
        return Ok(Ok(None));
    };
    let skus: Vec<String> = named.iter().map(|part| part.name.clone()).collect();
    let by_sku: HashMap<String, VariantId> =
        products::by_skus(conn, store, &skus).await?.into_iter().collect();
    let mut errors = Vec::new();
    let mut parts = Vec::with_capacity(named.len());
    for (i, NamedPart { quantity, name }) in named.iter().enumerate() {
        match by_sku.get(name).copied().or_else(|| name.parse().ok()) {
            Some(variant_id) => parts.push(PartInput { variant_id, quantity: *quantity }),
            None => errors.push(FieldError::new(format!("/parts/{i}"), "part_unknown")),
        }
    }
    Ok(if errors.is_empty() { Ok(Some(parts)) } else { Err(errors) })
}

/// The groups that a file names; none when it says nothing new of them.
///
/// # Errors
/// One entry for each name that no question of the store has.
pub(super) fn groups(
    wanted: &ImportProduct,
    known: Option<&ImportProduct>,
    questions: &Questions,
) -> Result<Option<Vec<ModifierGroupId>>, Vec<FieldError>> {
    let Some(names) =
        wanted.modifiers.as_ref().filter(|_| known.is_none_or(|known| known.modifiers != wanted.modifiers))
    else {
        return Ok(None);
    };
    let id = |name: &String| questions.iter().filter(|(_, title)| *title == name).map(|(id, _)| *id).min();
    let found: Option<Vec<ModifierGroupId>> = names.iter().map(id).collect();
    found.map(Some).ok_or_else(|| vec![FieldError::new("/modifiers", "modifier_group_unknown")])
}
