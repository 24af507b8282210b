//! The rows of a product, made of what somebody said of it.
use souk_events::{ProductId, VariantId};

use super::{
    products::uncounted,
    save_product::{By, Start},
};
use crate::{
    domain::{
        category, option,
        product::{Product, TextInput, VariantInput},
        stock::NEVER,
        text,
    },
    store::{
        products::{ProductRow, TextRow, VariantRow},
        stock::StockRow,
        stores::StoreRow,
    },
};

/// A word with a tail that nobody else has.
pub(super) fn with_tail(text: &str, id: ProductId) -> String {
    let tail: String = id.to_string().chars().rev().take(6).collect();
    format!("{text}-{tail}")
}

/// The row of a new product.
pub(super) fn new_row(by: By<'_>, store: &StoreRow, product: &Product, start: &Start) -> ProductRow {
    let slug = text::slug(&product.get().title);
    let mut row = ProductRow {
        tenant_id: by.tenant,
        id: ProductId::new(),
        store_id: store.id,
        handle: start.handle.clone().unwrap_or_else(|| slug.clone()),
        slug,
        title: String::new(),
        description: String::new(),
        category: String::new(),
        category_id: None,
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
        sold_out_until: None,
        modifier_groups: Vec::new(),
        availability: None,
        kind: product.get().kind.unwrap_or_default().as_str().to_owned(),
        parts: serde_json::Value::Array(Vec::new()),
        duration_min: None,
        every_unit: None,
        every_count: None,
        option_titles: serde_json::Value::Object(serde_json::Map::new()),
        featured: false,
    };
    describe(&mut row, product);
    row
}

/// Takes over what somebody said of a product, but for its category.
pub(super) fn describe(row: &mut ProductRow, product: &Product) {
    let input = product.get();
    row.title.clone_from(&input.title);
    row.description.clone_from(&input.description);
    row.category = category::last(&input.category).to_owned();
    row.brand.clone_from(&input.brand);
    row.tags.clone_from(&input.tags);
    row.options.clone_from(&input.options);
    row.tax_class = input.tax_class.as_str().to_owned();
    row.folded = product.folded();
    if let Some(said) = &input.option_translations {
        row.option_titles = option::keep(said);
    }
    row.featured = input.featured.unwrap_or(row.featured);
    if let Some(groups) = &input.modifier_groups {
        row.modifier_groups.clone_from(groups);
    }
    if let Some(window) = &input.availability {
        let said = Some(window).filter(|window| !window.is_always());
        row.availability = said.and_then(|window| serde_json::to_value(window).ok());
    }
    if let Some(parts) = &input.parts {
        row.parts = serde_json::to_value(parts).unwrap_or_default();
    }
    row.duration_min = input.duration_minutes.or(row.duration_min);
    if let Some(every) = input.every {
        row.every_unit = Some(every.unit.as_str().to_owned());
        row.every_count = Some(every.count);
    }
}

/// Its texts in further languages.
pub(super) fn text_rows(row: &ProductRow, product: &Product) -> Vec<TextRow> {
    let text = |t: &TextInput| TextRow {
        tenant_id: row.tenant_id,
        product_id: row.id,
        language: t.language.code().to_owned(),
        title: t.title.clone(),
        description: t.description.clone(),
    };
    product.get().translations.iter().map(text).collect()
}

/// The row of a variant.
pub(super) fn variant_row(
    row: &ProductRow,
    id: VariantId,
    position: usize,
    input: &VariantInput,
) -> VariantRow {
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
        saved_at: row.changed_at,
        former: None,
    }
}

/// Rows of new variants, with the stock that came in; of what is no goods that is nothing, and not kept.
pub(super) fn variant_rows(
    row: &ProductRow,
    low_at: i64,
    new: &[(usize, &VariantInput)],
) -> Vec<(VariantRow, StockRow)> {
    let pair = |(position, input): &(usize, &VariantInput)| {
        let variant = variant_row(row, VariantId::new(), *position, input);
        let stock = uncounted(row, &variant).unwrap_or(StockRow {
            tenant_id: row.tenant_id,
            variant_id: variant.id,
            product_id: row.id,
            store_id: row.store_id,
            on_hand: input.stock.unwrap_or_default(),
            allocated: 0,
            held: 0,
            version: 1,
            low_own: None,
            low_at,
            low: input.stock.unwrap_or_default() <= low_at,
        });
        (variant, stock)
    };
    new.iter().map(pair).collect()
}

/// From where down new variants of a store are low.
pub(super) fn low_at(store: &StoreRow) -> i64 {
    store.low_stock.unwrap_or(NEVER)
}
