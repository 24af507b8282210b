//! The JSON forms of products, stores and stock as their staff see them.
use chrono::{DateTime, Utc};
use serde::Serialize;
use souk_events::{Address, CategoryId, HoldId, ModifierGroupId, Money, ProductId, StoreId, VariantId};
use souk_kit::Lang;
use utoipa::ToSchema;

use super::views::ImageView;
use crate::{
    app::{bundles::Part, products::Whole, stock::StockView},
    domain::{
        description::{self, DescriptionInput},
        kind::{EveryInput, ProductKind},
        option::{self, OptionInput},
        product::TextInput,
        stock::Counters,
        tax::TaxClass,
        titles,
        window::WindowInput,
    },
    shelf::Image,
    store::{stock::StockRow, stores::StoreRow},
};

/// A store as its staff see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnStore {
    /// Its id.
    pub id: StoreId,
    /// Its address part.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it says of itself.
    pub description: String,
    /// The same in further languages.
    pub translations: Vec<DescriptionInput>,
    /// Where it is.
    pub address: Option<Address>,
    /// Its photo.
    pub image: Option<ImageView>,
    /// What it sells in.
    pub currency: String,
    /// Its language.
    pub language: String,
    /// Shown, but takes no orders.
    pub paused: bool,
    /// From how many units down its merchant is told; none: never.
    pub low_stock: Option<i64>,
    /// Where it answers on WhatsApp.
    pub whatsapp: Option<String>,
    /// Whether the platform shows it.
    pub shown: bool,
    /// Version, for If-Match.
    pub version: i64,
}

impl From<StoreRow> for OwnStore {
    fn from(row: StoreRow) -> Self {
        Self {
            id: row.id,
            slug: row.slug,
            name: row.name,
            description: row.description,
            translations: description::written(&titles::read(row.descriptions)),
            address: row.address.and_then(|a| serde_json::from_value(a).ok()),
            image: row.photo.map(|p| (&Image(p)).into()),
            currency: row.currency,
            language: row.language,
            paused: row.paused,
            low_stock: row.low_stock,
            whatsapp: row.whatsapp,
            shown: row.active && row.tenant_active,
            version: row.version,
        }
    }
}

/// A product as its staff see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnProduct {
    /// Its id.
    pub id: ProductId,
    /// Its store.
    pub store_id: StoreId,
    /// Its address part.
    pub slug: String,
    /// The merchant's own key.
    pub handle: String,
    /// Title in the store's language.
    pub title: String,
    /// Description in the store's language.
    pub description: String,
    /// Where it stands, as a path of names.
    pub category: String,
    /// The category it stands in.
    pub category_id: Option<CategoryId>,
    /// Brand.
    pub brand: String,
    /// Further words.
    pub tags: Vec<String>,
    /// Which tax rate applies.
    pub tax_class: TaxClass,
    /// Names of its options.
    pub options: Vec<String>,
    /// Its photos.
    pub images: Vec<ImageView>,
    /// What is sold.
    pub variants: Vec<OwnVariant>,
    /// Its texts in further languages.
    pub translations: Vec<TextInput>,
    /// What its options and their values are called in further languages.
    pub option_translations: Vec<OptionInput>,
    /// Modifier groups that go with it, in order.
    pub modifier_groups: Vec<ModifierGroupId>,
    /// What it is.
    pub kind: ProductKind,
    /// What is in one bundle.
    pub parts: Vec<OwnPart>,
    /// How long a service takes.
    pub duration_minutes: Option<i32>,
    /// How often a plan is paid.
    pub every: Option<EveryInput>,
    /// When it is sold while its store is open; an empty one: always.
    pub availability: WindowInput,
    /// Shown first, on the home page too.
    pub featured: bool,
    /// Shown in the shop.
    pub published: bool,
    /// Sold out by hand until then.
    pub sold_out_until: Option<DateTime<Utc>>,
    /// Version, for If-Match.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
}

/// What is in a bundle.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnPart {
    /// The variant.
    pub variant_id: VariantId,
    /// How many of it.
    pub quantity: i64,
    /// Its product's title with its option values; empty when it is gone.
    pub title: String,
    /// Its stock keeping unit.
    pub sku: String,
}

impl From<Part> for OwnPart {
    fn from(part: Part) -> Self {
        let Part { variant_id, quantity, title, sku } = part;
        Self { variant_id, quantity, title, sku }
    }
}

/// A variant as its staff see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnVariant {
    /// Its id.
    pub id: VariantId,
    /// One value for each option.
    pub values: Vec<String>,
    /// Stock keeping unit.
    pub sku: String,
    /// EAN, UPC or the like.
    pub barcode: String,
    /// Price, tax included.
    pub price: Money,
    /// The price that its merchant compares it with: with it a lower price than before is shown as a reduction.
    pub compare_at: Option<Money>,
    /// What customers see it compared with: the lowest price of the 30 days before the reduction.
    pub lowest_before: Option<Money>,
    /// Its stock; nothing of bundles, services and plans is counted here.
    pub stock: StockCount,
}

/// The counters of a variant.
#[derive(Debug, Serialize, ToSchema)]
pub struct StockCount {
    /// The counters.
    #[serde(flatten)]
    pub counters: Counters,
    /// How many can be sold.
    pub available: i64,
    /// Version of the counters.
    pub version: i64,
    /// From how many units down its merchant is told, when it has a number of its own.
    pub low_stock: Option<i64>,
    /// Whether units that belong to no order are down to that number, or to the store's.
    pub low: bool,
}

impl From<&StockRow> for StockCount {
    fn from(row: &StockRow) -> Self {
        Self {
            counters: row.counters(),
            available: row.counters().available(),
            version: row.version,
            low_stock: row.low_own,
            low: row.low,
        }
    }
}

impl From<Whole> for OwnProduct {
    fn from(whole: Whole) -> Self {
        let money = |amount| whole.money(amount);
        let variants = whole
            .variants
            .iter()
            .map(|(v, s)| OwnVariant {
                id: v.id,
                values: v.option_values.clone(),
                sku: v.sku.clone(),
                barcode: v.barcode.clone(),
                price: money(v.price),
                compare_at: v.compare_at.map(money),
                lowest_before: v.former.map(money),
                stock: s.into(),
            })
            .collect();
        let translations = whole
            .texts
            .iter()
            .filter_map(|t| {
                let language = Lang::from_tag(&t.language)?;
                Some(TextInput { language, title: t.title.clone(), description: t.description.clone() })
            })
            .collect();
        let row = whole.row;
        let values = whole.variants.iter().map(|(variant, _)| variant.option_values.as_slice());
        let option_translations = option::written(&option::read(&row.option_titles), &row.options, values);
        Self {
            option_translations,
            kind: row.kind(),
            parts: whole.parts.into_iter().map(Into::into).collect(),
            duration_minutes: row.duration_min,
            every: row.every(),
            availability: row.availability(),
            id: row.id,
            store_id: row.store_id,
            slug: row.slug,
            handle: row.handle,
            title: row.title,
            description: row.description,
            category: whole.category,
            category_id: row.category_id,
            brand: row.brand,
            tags: row.tags,
            tax_class: TaxClass::read(&row.tax_class).unwrap_or_default(),
            options: row.options,
            images: row.photos.into_iter().map(|p| (&Image(p)).into()).collect(),
            variants,
            translations,
            modifier_groups: row.modifier_groups,
            featured: row.featured,
            published: row.published,
            sold_out_until: row.sold_out_until,
            version: row.version,
            created_at: row.created_at,
            changed_at: row.changed_at,
        }
    }
}

/// A variant's stock with its latest movements.
#[derive(Debug, Serialize, ToSchema)]
pub struct StockReport {
    /// The variant.
    pub variant_id: VariantId,
    /// Its counters.
    #[serde(flatten)]
    pub count: StockCount,
    /// Newest first.
    pub movements: Vec<Movement>,
}

/// Why the counters changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Movement {
    /// The ledger's word.
    #[schema(example = "received")]
    pub reason: String,
    /// What it did.
    pub change: Counters,
    /// The hold it is about.
    pub hold_id: Option<HoldId>,
    /// Who did it by hand.
    pub actor: Option<String>,
    /// What that person noted.
    pub note: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

impl From<StockView> for StockReport {
    fn from(view: StockView) -> Self {
        let movements = view.movements.into_iter().map(|m| Movement {
            reason: m.reason,
            change: Counters { on_hand: m.on_hand, allocated: m.allocated, held: m.held },
            hold_id: m.hold_id,
            actor: Some(m.actor).filter(|a| !a.is_empty()),
            note: Some(m.note).filter(|n| !n.is_empty()),
            at: m.at,
        });
        Self { variant_id: view.row.variant_id, count: (&view.row).into(), movements: movements.collect() }
    }
}
