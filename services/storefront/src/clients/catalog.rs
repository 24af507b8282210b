//! Asks catalog for products and stores, as far as the pages here show them.
use std::{collections::HashMap, time::Duration};

use serde::Deserialize;
use souk_events::Money;
use souk_kit::{Ask, AskError};
use url::form_urlencoded;

/// What a page waits for catalog at most.
const BUDGET: Duration = Duration::from_millis(500);
/// Products on one page of results.
const PAGE: &str = "24";

/// A product in a list.
#[derive(Clone, Debug, Deserialize)]
pub struct Product {
    /// Its id.
    #[serde(default)]
    pub id: String,
    /// Its address part.
    pub slug: String,
    /// Its title, in the reader's language where there is one.
    pub title: String,
    /// What the cheapest variant costs.
    pub price_from: Money,
    /// Whether other variants cost more.
    #[serde(default)]
    pub price_varies: bool,
    /// What that price is compared with.
    #[serde(default)]
    pub compare_at: Option<Money>,
    /// Its first photo.
    #[serde(default)]
    pub image: Option<Image>,
    /// Who sells it.
    pub store: StoreRef,
    /// What the price is for, such as a month.
    #[serde(default)]
    pub price_unit: Option<String>,
    /// What it is; nothing of services and plans is counted.
    #[serde(default)]
    pub kind: String,
    /// Units that can be bought now.
    pub available: i64,
    /// What is said of its stock, when it runs low or cannot be had now.
    #[serde(default)]
    pub stock_word: Option<StockWord>,
}

/// What is said of the stock of a product.
#[derive(Clone, Debug, Deserialize)]
pub struct StockWord {
    /// Whether it cannot be had; else it runs low.
    pub out: bool,
    /// The words.
    pub text: String,
}

/// A photo in three sizes.
#[derive(Clone, Debug, Deserialize)]
pub struct Image {
    /// 320 pixels wide.
    pub small: String,
    /// 640 pixels wide.
    pub medium: String,
}

/// One page of results, and what they can be narrowed to.
#[derive(Clone, Debug, Deserialize)]
pub struct Results {
    /// The products.
    pub items: Vec<Product>,
    /// Leads to the next page.
    #[serde(default)]
    pub next_cursor: Option<String>,
    /// The words that were answered in place of those asked for.
    #[serde(default)]
    pub did_you_mean: Option<String>,
    /// What the whole result can be narrowed to.
    #[serde(default)]
    pub facets: Option<Facets>,
}

/// What a result can be narrowed to.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Facets {
    /// How many products were found.
    #[serde(default)]
    pub count: u64,
    /// Categories, in the merchants' words.
    #[serde(default)]
    pub categories: Vec<Facet>,
    /// Categories one level below the chosen one.
    #[serde(default)]
    pub level: Vec<Facet>,
    /// Categories above the chosen one, outermost first.
    #[serde(default)]
    pub above: Vec<String>,
    /// What these categories are called in the reader's language, by their names, where that is something else.
    #[serde(default)]
    pub labels: HashMap<String, String>,
    /// Kinds of products.
    #[serde(default)]
    pub kinds: Vec<KindFacet>,
    /// Stores.
    #[serde(default)]
    pub stores: Vec<StoreFacet>,
    /// Price ranges.
    #[serde(default)]
    pub prices: Vec<PriceFacet>,
    /// How many can be had.
    #[serde(default)]
    pub in_stock: u64,
}

impl Facets {
    /// The categories to choose from: one level of them, or all names from a catalog that does not tell levels.
    #[must_use]
    pub fn one_level(&self) -> &[Facet] {
        if self.level.is_empty() { &self.categories } else { &self.level }
    }

    /// What a category is called in the reader's language, else by its merchant.
    #[must_use]
    pub fn label<'a>(&'a self, name: &'a str) -> &'a str {
        self.labels.get(name).map_or(name, String::as_str)
    }
}

/// A kind of products and how many of them there are.
#[derive(Clone, Debug, Deserialize)]
pub struct KindFacet {
    /// The kind.
    pub kind: String,
    /// How many.
    pub count: u64,
}

/// A store and how many of the products it has.
#[derive(Clone, Debug, Deserialize)]
pub struct StoreFacet {
    /// Its address part.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// How many.
    pub count: u64,
}

/// A price range and how many products are in it.
#[derive(Clone, Debug, Deserialize)]
pub struct PriceFacet {
    /// The lowest price in it.
    pub min: Money,
    /// The highest price in it; none without an end.
    #[serde(default)]
    pub max: Option<Money>,
    /// How many.
    pub count: u64,
}

/// One value and how many products have it.
#[derive(Clone, Debug, Deserialize)]
pub struct Facet {
    /// The value.
    pub value: String,
    /// How many.
    pub count: u64,
}

/// The store of a product.
#[derive(Clone, Debug, Deserialize)]
pub struct StoreRef {
    /// Its name.
    pub name: String,
}

/// A search as the page offers it.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Words.
    pub q: String,
    /// Only this store, by its address part.
    pub store: String,
    /// Only this category.
    pub category: String,
    /// From this price on, in minor units.
    pub min: String,
    /// Up to this price, in minor units.
    pub max: String,
    /// The currency of these prices.
    pub currency: String,
    /// Only this kind of products.
    pub kind: String,
    /// `true` for what can be had only.
    pub in_stock: String,
    /// What comes first.
    pub sort: String,
    /// `next_cursor` of the page before.
    pub after: String,
}

/// One page of results, with what they can be narrowed to.
///
/// # Errors
/// Nobody home, or catalog does not like the question.
pub async fn search(ask: &Ask, search: &Search) -> Result<Results, AskError> {
    let pairs = [
        ("q", search.q.as_str()),
        ("store", &search.store),
        ("category", &search.category),
        ("min_price", &search.min),
        ("max_price", &search.max),
        ("currency", &search.currency),
        ("kind", &search.kind),
        ("in_stock", &search.in_stock),
        ("sort", &search.sort),
        ("after", &search.after),
        ("limit", PAGE),
        ("facets", "true"),
    ];
    let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    ask.get("catalog", &format!("/v1/products?{query}"), BUDGET).await
}

/// The outermost categories of everything there is, largest first: where to look when a search found nothing.
///
/// # Errors
/// Nobody home.
pub async fn categories(ask: &Ask) -> Result<Facets, AskError> {
    let page: Results = ask.get("catalog", "/v1/products?limit=1&facets=true", BUDGET).await?;
    Ok(page.facets.unwrap_or_default())
}
