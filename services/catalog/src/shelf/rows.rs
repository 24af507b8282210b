//! From table rows to what lies on the shelf.
use std::{collections::HashMap, sync::atomic::AtomicI64};

use souk_events::{ProductId, VariantId};
use souk_kit::Lang;

use super::item::{Image, Item, StoreCard, TextIn, Variant};
use crate::{
    domain::{hours::Hours, option, tax::TaxClass, titles, window::Window},
    store::{
        products::{ProductRow, TextRow, VariantRow},
        stock::StockRow,
        stores::StoreRow,
    },
};

/// A store as the public sees it.
pub fn store(row: StoreRow) -> StoreCard {
    let currency = row.currency();
    StoreCard {
        id: row.id,
        tenant: row.tenant_id,
        slug: row.slug,
        name: row.name,
        description: row.description,
        descriptions: titles::read(row.descriptions),
        address: row.address.and_then(|a| serde_json::from_value(a).ok()),
        photo: row.photo.map(Image),
        currency,
        country: row.country,
        hours: Hours::read(row.hours.as_ref(), &row.timezone),
        timezone: row.timezone,
        language: Lang::from_tag(&row.language).unwrap_or_default(),
        paused: row.paused,
        whatsapp: row.whatsapp,
    }
}

/// Products with their variants, stock and texts. A product without variants is left out.
pub fn items(
    products: Vec<ProductRow>,
    variants: Vec<VariantRow>,
    stock: Vec<StockRow>,
    texts: Vec<TextRow>,
) -> Vec<Item> {
    let stock: HashMap<VariantId, StockRow> = stock.into_iter().map(|s| (s.variant_id, s)).collect();
    let mut by_product: HashMap<ProductId, Vec<Variant>> = HashMap::new();
    for row in variants {
        let (available, version) =
            stock.get(&row.id).map_or((0, 0), |s| (s.counters().available(), s.version));
        let (id, product) = (row.id, row.product_id);
        let variant = Variant::new(
            id,
            row.option_values,
            row.sku,
            row.barcode,
            row.price,
            row.former,
            available,
            version,
        );
        by_product.entry(product).or_default().push(variant);
    }
    let mut in_languages: HashMap<ProductId, Vec<TextIn>> = HashMap::new();
    for row in texts {
        if let Some(lang) = Lang::from_tag(&row.language) {
            let text = (lang, row.title.into(), row.description.into());
            in_languages.entry(row.product_id).or_default().push(text);
        }
    }
    let item = |row: ProductRow| {
        Some(Item {
            variants: by_product.remove(&row.id)?.into(),
            kind: row.kind(),
            parts: row.parts().into(),
            every: row.every(),
            duration_minutes: row.duration_min,
            window: Window::read(row.availability.as_ref()).map(Box::new),
            parts_out_until: AtomicI64::new(0),
            texts: in_languages.remove(&row.id).unwrap_or_default().into(),
            id: row.id,
            store: row.store_id,
            slug: row.slug.into(),
            title: row.title.into(),
            description: row.description.into(),
            category_id: row.category_id,
            category: row.category.into(),
            brand: row.brand.into(),
            tags: row.tags.into(),
            tax_class: TaxClass::read(&row.tax_class).unwrap_or_default(),
            options: row.options.into(),
            option_titles: Some(option::read(&row.option_titles)).filter(|all| !all.is_empty()).map(Box::new),
            photos: row.photos.into_iter().map(Image).collect(),
            published_at: row.published_at.unwrap_or(row.created_at),
            version: row.version,
            featured: row.featured,
            sold_out_until: row.sold_out_until,
            modifier_groups: row.modifier_groups.into(),
        })
    };
    products.into_iter().filter_map(item).collect()
}
