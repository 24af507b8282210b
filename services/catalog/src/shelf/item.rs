//! What lies on the shelf: a product with everything that is shown of it, and its store.
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, Utc};
use souk_events::{
    Address, CategoryId, Currency, ModifierGroupId, Money, ProductId, StoreId, TenantId, VariantId,
};
use souk_kit::Lang;

use super::nodes::Node;
use crate::domain::{
    hours::Hours,
    kind::{EveryInput, PartInput, ProductKind},
    option::{self, Options},
    tax::TaxClass,
    titles::{self, Titles},
    window::Window,
};

/// Widths that photos are kept in.
pub const WIDTHS: [u32; 3] = [320, 640, 1280];

/// A store as the public sees it.
#[derive(Clone, Debug)]
pub struct StoreCard {
    /// Its id.
    pub id: StoreId,
    /// Whose it is.
    pub tenant: TenantId,
    /// Its address part.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it says of itself, in its own language.
    pub description: String,
    /// The same in further languages.
    pub descriptions: Titles,
    /// Where it is.
    pub address: Option<Address>,
    /// Its photo.
    pub photo: Option<Image>,
    /// What it sells in.
    pub currency: Currency,
    /// Its country, for tax.
    pub country: String,
    /// Its time zone.
    pub timezone: String,
    /// When it sells.
    pub hours: Hours,
    /// The language of its products' own texts.
    pub language: Lang,
    /// Shown, but takes no orders.
    pub paused: bool,
    /// Where it answers on WhatsApp.
    pub whatsapp: Option<String>,
}

impl StoreCard {
    /// What it says of itself in a language, else in its own.
    #[must_use]
    pub fn description(&self, lang: Lang) -> &str {
        titles::title(&self.description, &self.descriptions, lang)
    }

    /// Whether it takes orders for a moment.
    #[must_use]
    pub fn is_open(&self, at: DateTime<Utc>) -> bool {
        !self.paused && self.hours.open_at(at)
    }
}

/// A photo by its blob name without width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image(pub String);

impl Image {
    /// Its address in a width.
    #[must_use]
    pub fn url(&self, width: u32) -> String {
        format!("/media/{}-{width}.jpg", self.0)
    }
    /// All widths, as `srcset` wants them.
    #[must_use]
    pub fn srcset(&self) -> String {
        WIDTHS.iter().map(|w| format!("{} {w}w", self.url(*w))).collect::<Vec<_>>().join(", ")
    }
}

/// Title and description in a language.
pub type TextIn = (Lang, Box<str>, Box<str>);

/// A published product.
#[derive(Debug)]
pub struct Item {
    /// Its id.
    pub id: ProductId,
    /// Whose store.
    pub store: StoreId,
    /// Its address part.
    pub slug: Arc<str>,
    /// Title in the store's language.
    pub title: Box<str>,
    /// Description in the store's language.
    pub description: Box<str>,
    /// Title and description in further languages.
    pub texts: Box<[TextIn]>,
    /// Where it stands in the merchant's tree.
    pub category_id: Option<CategoryId>,
    /// The name of its category, for one that stands nowhere in the tree.
    pub category: Box<str>,
    /// Brand or producer.
    pub brand: Box<str>,
    /// Further words.
    pub tags: Box<[String]>,
    /// Which tax rate applies.
    pub tax_class: TaxClass,
    /// Names of its options.
    pub options: Box<[String]>,
    /// What its options and their values are called in further languages; none without translations.
    pub option_titles: Option<Box<Options>>,
    /// Its photos, the first one first.
    pub photos: Box<[Image]>,
    /// What is sold, in the merchant's order; never empty.
    pub variants: Box<[Variant]>,
    /// Its place in lists.
    pub published_at: DateTime<Utc>,
    /// For caches.
    pub version: i64,
    /// Its merchant wants it to be shown first.
    pub featured: bool,
    /// Sold out by hand until then.
    pub sold_out_until: Option<DateTime<Utc>>,
    /// The modifier groups that go with it, in order; one that is gone may still be named.
    pub modifier_groups: Box<[ModifierGroupId]>,
    /// What it is.
    pub kind: ProductKind,
    /// What is in one bundle.
    pub parts: Box<[PartInput]>,
    /// How long a service takes.
    pub duration_minutes: Option<i32>,
    /// How often a plan is paid.
    pub every: Option<EveryInput>,
    /// When it is sold while its store is open; none: always.
    pub window: Option<Box<Window>>,
    /// Until when a part of a bundle is sold out by hand, in microseconds. The shelf sets it under its write lock.
    pub(super) parts_out_until: AtomicI64,
}

/// A variant of a published product.
#[derive(Debug)]
pub struct Variant {
    /// Its id.
    pub id: VariantId,
    /// One value for each option.
    pub values: Box<[String]>,
    /// Stock keeping unit.
    pub sku: Box<str>,
    /// EAN, UPC or the like.
    pub barcode: Box<str>,
    /// Price in minor units.
    pub price: i64,
    /// The lowest price of the 30 days before its reduction; none when it is not reduced.
    pub former: Option<i64>,
    available: AtomicI64,
    stock_version: AtomicI64,
}

impl Variant {
    /// A variant with the stock of a version.
    #[must_use]
    #[expect(clippy::too_many_arguments, reason = "one argument for each column")]
    pub fn new(
        id: VariantId,
        values: Vec<String>,
        sku: String,
        barcode: String,
        price: i64,
        former: Option<i64>,
        available: i64,
        stock_version: i64,
    ) -> Self {
        let (available, stock_version) = (AtomicI64::new(available), AtomicI64::new(stock_version));
        Self {
            id,
            values: values.into(),
            sku: sku.into(),
            barcode: barcode.into(),
            price,
            former,
            available,
            stock_version,
        }
    }

    /// How many can be sold.
    #[must_use]
    pub fn available(&self) -> i64 {
        self.available.load(Ordering::Relaxed)
    }

    /// Its own option values in one line; empty for the only variant of a plain product.
    #[must_use]
    pub fn title(&self) -> String {
        self.values.join(" / ")
    }

    /// Takes newer counters over. The shelf calls it under its write lock.
    pub(super) fn set_stock(&self, available: i64, version: i64) {
        if version > self.stock_version.load(Ordering::Relaxed) {
            self.available.store(available, Ordering::Relaxed);
            self.stock_version.store(version, Ordering::Relaxed);
        }
    }

    /// Sets what follows from other counters. The shelf calls it under its write lock.
    pub(super) fn derive(&self, available: i64) {
        self.available.store(available, Ordering::Relaxed);
    }

    /// Keeps the counters of a former version of this variant when they are newer.
    pub(super) fn keep_newer(&self, former: &Self) {
        self.set_stock(former.available(), former.stock_version.load(Ordering::Relaxed));
    }
}

impl Item {
    /// Title in a language, else in the store's.
    #[must_use]
    pub fn title(&self, lang: Lang) -> &str {
        self.texts.iter().find(|(l, ..)| *l == lang).map_or(&self.title, |(_, t, _)| t)
    }

    /// Description in a language, else in the store's.
    #[must_use]
    pub fn description(&self, lang: Lang) -> &str {
        let own = self.texts.iter().find(|(l, _, d)| *l == lang && !d.is_empty());
        own.map_or(&self.description, |(_, _, d)| d)
    }

    /// Names of its options in a language, else their own.
    #[must_use]
    pub fn options(&self, lang: Lang) -> Vec<&str> {
        let all = self.option_titles.as_deref();
        self.options.iter().map(|own| option::option(all, own, lang)).collect()
    }

    /// The option values of one of its variants in a language, else as they are kept.
    #[must_use]
    pub fn values<'a>(&'a self, variant: &'a Variant, lang: Lang) -> Vec<&'a str> {
        let all = self.option_titles.as_deref();
        let pairs = self.options.iter().zip(&variant.values);
        pairs.map(|(of, own)| option::value(all, of, own, lang)).collect()
    }

    /// The same in one line; empty for the only variant of a plain product.
    #[must_use]
    pub fn variant_title(&self, variant: &Variant, lang: Lang) -> String {
        self.values(variant, lang).join(" / ")
    }

    /// How many can be sold, over all variants.
    #[must_use]
    pub fn available(&self) -> i64 {
        self.variants.iter().map(Variant::available).fold(0, i64::saturating_add)
    }

    /// Until when it, or a part of it, is sold out by hand, in microseconds.
    pub(super) fn out_until(&self) -> i64 {
        let own = self.sold_out_until.map_or(0, |until| until.timestamp_micros());
        own.max(self.parts_out_until.load(Ordering::Relaxed))
    }

    /// Whether it, or a part of it, is sold out by hand at a moment, whatever its stock says.
    #[must_use]
    pub fn is_sold_out_today(&self, at: DateTime<Utc>) -> bool {
        at.timestamp_micros() < self.out_until()
    }

    /// Whether there is anything of it to sell. Services and plans are not counted.
    #[must_use]
    pub fn is_in_stock(&self) -> bool {
        !self.kind.in_carts() || self.available() > 0
    }

    /// The cheapest variant, those that can be had first.
    #[must_use]
    pub fn cheapest(&self) -> Option<&Variant> {
        self.variants.iter().min_by_key(|v| (v.available() <= 0, v.price))
    }

    /// Whether a variant costs more than the cheapest.
    #[must_use]
    pub fn price_varies(&self) -> bool {
        self.cheapest().is_some_and(|cheapest| self.variants.iter().any(|v| v.price > cheapest.price))
    }
}

/// A product together with its store.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The product.
    pub item: &'a Item,
    /// Its store.
    pub store: &'a StoreCard,
    /// Its category, as its merchant describes it now.
    pub category: Option<&'a Node>,
}

impl<'a> Shown<'a> {
    /// The name of its category in a language, else as its merchant calls it; empty without one.
    #[must_use]
    pub fn category(&self, lang: Lang) -> &'a str {
        self.category.map_or("", |node| node.title(lang))
    }

    /// Whether its window is open at a moment, whatever its store's hours say.
    #[must_use]
    pub fn is_sold_at(&self, at: DateTime<Utc>) -> bool {
        self.item.window.as_ref().is_none_or(|window| window.open_at(self.store.hours.zone, at))
    }

    /// When it is sold next, with its store open, if its window is closed at a moment; none when that is not in sight.
    #[must_use]
    pub fn sold_from(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let window = self.item.window.as_ref().filter(|_| !self.is_sold_at(at))?;
        window.next_with(&self.store.hours, at)
    }

    /// An amount in the store's currency.
    #[must_use]
    pub fn money(&self, amount: i64) -> Money {
        Money::new(amount, self.store.currency)
    }
}
