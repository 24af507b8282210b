//! The JSON forms of products and stores as the public sees them.
use chrono::{DateTime, Utc};
use serde::Serialize;
use souk_events::{CategoryId, ModifierGroupId, ModifierId, Money, ProductId, StoreId, VariantId};
use souk_kit::{Lang, View};
use utoipa::ToSchema;

use crate::{
    domain::{
        kind::{EveryInput, PartInput, ProductKind},
        modifier::{Group, Modifier},
        tax::TaxClass,
        titles,
        window::WindowInput,
    },
    shelf::{Branch, Image, Item, Look, Shown, Variant},
};

/// A photo in three widths.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImageView {
    /// 320 pixels wide.
    pub small: String,
    /// 640 pixels wide.
    pub medium: String,
    /// 1280 pixels wide.
    pub large: String,
}

impl From<&Image> for ImageView {
    fn from(image: &Image) -> Self {
        Self { small: image.url(320), medium: image.url(640), large: image.url(1280) }
    }
}

/// The store of a product.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoreRef<'a> {
    /// Its id.
    pub id: StoreId,
    /// Its address part.
    pub slug: &'a str,
    /// Its name.
    pub name: &'a str,
}

/// A product in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProductSummary<'a> {
    /// Its id.
    pub id: ProductId,
    /// Its address part.
    pub slug: &'a str,
    /// Its page.
    pub url: String,
    /// Its title in the asked language, else in the store's.
    pub title: &'a str,
    /// Its category in the asked language, else as its merchant calls it.
    pub category: &'a str,
    /// Its brand.
    pub brand: &'a str,
    /// Its store.
    pub store: StoreRef<'a>,
    /// Its lowest price.
    pub price_from: Money,
    /// What a price is for, in the asked language: a month of a plan, so many minutes of a service.
    pub price_unit: Option<String>,
    /// Whether other variants cost more.
    pub price_varies: bool,
    /// The lowest price of the 30 days before its reduction, when it is reduced.
    pub compare_at: Option<Money>,
    /// Its first photo.
    pub image: Option<ImageView>,
    /// What it is.
    pub kind: ProductKind,
    /// How many can be had, over all variants; nothing of services and plans is counted.
    pub available: i64,
    /// Sold out for the rest of the day, whatever comes in.
    pub sold_out_today: bool,
    /// Whether it is sold at this time, as far as it has times of its own.
    pub sold_now: bool,
    /// When it is sold next, while it is not sold at this time.
    pub sold_from: Option<DateTime<Utc>>,
    /// How long a service takes.
    pub duration_minutes: Option<i32>,
    /// How often a plan is paid.
    pub every: Option<EveryInput>,
    /// In lists: what to say of a product that runs low or cannot be had now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock_word: Option<StockWord>,
}

/// What is said of a product that runs low or cannot be had now.
#[derive(Debug, Serialize, ToSchema)]
pub struct StockWord {
    /// Whether it cannot be had; else it runs low.
    pub out: bool,
    /// The words, in the asked language.
    pub text: String,
}

/// A category on the way to where a product stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct CategoryRef<'a> {
    /// Its address part with its merchant; empty for one that has none.
    pub slug: &'a str,
    /// Its name in the asked language, else as its merchant calls it.
    pub name: &'a str,
}

/// A category in which a store has products.
#[derive(Debug, Serialize, ToSchema)]
pub struct CategoryView<'a> {
    /// Its id.
    pub id: Option<CategoryId>,
    /// Its address part.
    pub slug: &'a str,
    /// Its name in the asked language, else as its merchant calls it.
    pub name: &'a str,
    /// How deep it stands, 0 at the top.
    pub depth: usize,
    /// Products in it and below it.
    pub products: usize,
}

/// The public form of a category.
#[must_use]
pub fn category<'a>(lang: Lang, branch: &Branch<'a>) -> CategoryView<'a> {
    let node = branch.node;
    let (depth, products) = (branch.depth, branch.count);
    CategoryView { id: node.id, slug: &node.slug, name: node.title(lang), depth, products }
}

/// A product with everything the public sees of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProductDetail<'a> {
    /// What lists show.
    #[serde(flatten)]
    pub summary: ProductSummary<'a>,
    /// Its description, plain text.
    pub description: &'a str,
    /// The language asked for.
    pub language: Lang,
    /// The categories on the way to where it stands, outermost first.
    pub category_path: Vec<CategoryRef<'a>>,
    /// Further words.
    pub tags: &'a [String],
    /// All its photos.
    pub images: Vec<ImageView>,
    /// Names of its options in the asked language, else in the store's.
    pub options: Vec<&'a str>,
    /// Which tax rate applies.
    pub tax_class: TaxClass,
    /// What is sold.
    pub variants: Vec<VariantView<'a>>,
    /// What is asked of who orders it, in this order.
    pub modifier_groups: Vec<GroupView<'a>>,
    /// What is in one bundle.
    pub parts: Vec<PartView<'a>>,
    /// When it is sold while its store is open; an empty one: always.
    pub availability: WindowInput,
    /// Its version.
    pub version: i64,
}

/// What is in a bundle.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartView<'a> {
    /// The variant.
    pub variant_id: VariantId,
    /// How many of it.
    pub quantity: i64,
    /// Its product; none when it is not in the shop any more.
    pub product: Option<PartProduct<'a>>,
}

/// The product of a part.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartProduct<'a> {
    /// Its id.
    pub id: ProductId,
    /// Its address part.
    pub slug: &'a str,
    /// Its title in the asked language, else in the store's.
    pub title: &'a str,
    /// The option values of the variant in one line, in the same language.
    pub variant: String,
}

fn part<'a>(shelf: &'a Look<'_>, lang: Lang, part: &PartInput) -> PartView<'a> {
    let product = shelf.variant(part.variant_id).map(|(shown, variant)| PartProduct {
        id: shown.item.id,
        slug: &shown.item.slug,
        title: shown.item.title(lang),
        variant: shown.item.variant_title(variant, lang),
    });
    PartView { variant_id: part.variant_id, quantity: part.quantity, product }
}

/// A question that goes with a product.
#[derive(Debug, Serialize, ToSchema)]
pub struct GroupView<'a> {
    /// Its id.
    pub id: ModifierGroupId,
    /// The question in the asked language, else in the store's.
    pub title: &'a str,
    /// Fewest answers.
    pub min: usize,
    /// Most answers.
    pub max: usize,
    /// Whether it must be answered.
    pub required: bool,
    /// The answers, in order.
    pub modifiers: Vec<ModifierView<'a>>,
}

/// An answer to choose.
#[derive(Debug, Serialize, ToSchema)]
pub struct ModifierView<'a> {
    /// Its id.
    pub id: ModifierId,
    /// The answer in the asked language, else in the store's.
    pub title: &'a str,
    /// What it adds to the price of one.
    pub price: Money,
    /// Not to be had at the moment.
    pub sold_out: bool,
}

/// A question and its answers in a language.
fn group<'a>(lang: Lang, shown: Shown<'a>, of: &'a Group) -> GroupView<'a> {
    let modifier = |m: &'a Modifier| ModifierView {
        id: m.id,
        title: titles::title(&m.title, &m.titles, lang),
        price: shown.money(m.price_delta),
        sold_out: m.sold_out,
    };
    GroupView {
        id: of.id,
        title: titles::title(&of.title, &of.titles, lang),
        min: of.min,
        max: of.max,
        required: of.min > 0,
        modifiers: of.modifiers.iter().map(modifier).collect(),
    }
}

/// A variant as the public sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct VariantView<'a> {
    /// Its id.
    pub id: VariantId,
    /// Its option values in one line, in the asked language, else in the store's.
    pub title: String,
    /// One value for each option, in the same language.
    pub values: Vec<&'a str>,
    /// Stock keeping unit.
    pub sku: &'a str,
    /// EAN, UPC or the like.
    pub barcode: &'a str,
    /// Price, tax included.
    pub price: Money,
    /// The lowest price of the 30 days before its reduction, when it is reduced.
    pub compare_at: Option<Money>,
    /// How many can be had.
    pub available: i64,
}

/// What a price is for: a month of a plan, so many minutes of a service.
#[must_use]
pub fn unit(view: &View, item: &Item) -> Option<String> {
    if let Some(every) = item.every {
        return Some(view.with(&format!("per-{}", every.unit.as_str()), &[("n", &every.count.to_string())]));
    }
    item.duration_minutes.map(|minutes| view.with("per-minutes", &[("n", &minutes.to_string())]))
}

/// The list form of a product.
#[must_use]
pub fn summary<'a>(view: &View, shown: Shown<'a>, now: DateTime<Utc>) -> ProductSummary<'a> {
    let lang = view.lang;
    let (item, store) = (shown.item, shown.store);
    let cheapest = item.cheapest();
    ProductSummary {
        id: item.id,
        slug: &item.slug,
        url: format!("/p/{}", item.slug),
        title: item.title(lang),
        category: shown.category(lang),
        brand: &item.brand,
        store: StoreRef { id: store.id, slug: &store.slug, name: &store.name },
        price_from: shown.money(cheapest.map_or(0, |v| v.price)),
        price_unit: unit(view, item),
        price_varies: item.price_varies(),
        compare_at: cheapest.and_then(|v| v.former).map(|c| shown.money(c)),
        image: item.photos.first().map(Into::into),
        available: if item.is_sold_out_today(now) { 0 } else { item.available() },
        sold_out_today: item.is_sold_out_today(now),
        kind: item.kind,
        sold_now: shown.is_sold_at(now),
        sold_from: shown.sold_from(now),
        duration_minutes: item.duration_minutes,
        every: item.every,
        stock_word: None,
    }
}

/// The full form of a product.
#[must_use]
pub fn detail<'a>(
    shelf: &'a Look<'_>,
    view: &View,
    shown: Shown<'a>,
    now: DateTime<Utc>,
) -> ProductDetail<'a> {
    let lang = view.lang;
    let item = shown.item;
    let way = shelf.stands(item.id);
    let variant = |v: &'a Variant| VariantView {
        id: v.id,
        title: item.variant_title(v, lang),
        values: item.values(v, lang),
        sku: &v.sku,
        barcode: &v.barcode,
        price: shown.money(v.price),
        compare_at: v.former.map(|c| shown.money(c)),
        available: if item.is_sold_out_today(now) { 0 } else { v.available() },
    };
    ProductDetail {
        summary: summary(view, shown, now),
        description: item.description(lang),
        language: lang,
        category_path: way.iter().map(|n| CategoryRef { slug: &n.slug, name: n.title(lang) }).collect(),
        tags: &item.tags,
        images: item.photos.iter().map(Into::into).collect(),
        options: item.options(lang),
        tax_class: item.tax_class,
        variants: item.variants.iter().map(variant).collect(),
        modifier_groups: shelf.groups(item).into_iter().map(|of| group(lang, shown, of)).collect(),
        parts: item.parts.iter().map(|of| part(shelf, lang, of)).collect(),
        availability: item.window.as_deref().map(WindowInput::from).unwrap_or_default(),
        version: item.version,
    }
}
