//! What everybody may see: products and stores, from memory.
use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, http::header, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{Currency, Money};
use souk_kit::{
    FieldError, Lang, Path, Problem, Query, View, etag,
    paging::{Page, PageRequest},
    problem::ProblemBody,
};
use souk_ui::Stock;
use utoipa::{IntoParams, ToSchema};

use super::views::{self, CategoryView, ProductDetail, ProductSummary, StockWord};
use crate::{
    domain::kind::ProductKind,
    screens::cards,
    shelf::{self, Filter, Found, Look, Order, Place, Shown, Wish},
    state::State,
};

const TAG: &str = "catalogue";

/// What a list of products is narrowed to.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ProductQuery {
    /// Words that products answer, of which the first 200 characters count; without it the newest come first.
    pub q: Option<String>,
    /// Id or address part of a store.
    pub store: Option<String>,
    /// A category with all below it: its address part or id together with a store, else its name, accents and case
    /// aside.
    pub category: Option<String>,
    /// From this price on, in minor units.
    #[param(minimum = 0)]
    pub min_price: Option<i64>,
    /// Up to this price, in minor units.
    #[param(minimum = 0)]
    pub max_price: Option<i64>,
    /// Only prices in this currency.
    #[param(value_type = Option<String>, pattern = "^[A-Z]{3}$")]
    pub currency: Option<Currency>,
    /// Only products of this kind.
    #[param(inline)]
    pub kind: Option<ProductKind>,
    /// Only what can be had. Services and plans always are.
    pub in_stock: Option<bool>,
    /// What comes first; the best answer, or without words the newest, when left out.
    #[param(inline)]
    pub sort: Option<Order>,
    /// Whether to count what the products have in common; with words unless left out, else only when asked for.
    pub facets: Option<bool>,
    /// How many at most, 1 to 100; 24 when left out.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    pub after: Option<String>,
}

/// One page of products.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProductPage<'a> {
    /// The products.
    pub items: Vec<ProductSummary<'a>>,
    /// Pass it as `after` for the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// Whether there is a next page.
    pub has_more: bool,
    /// The words that were answered in place of `q`, which has no answer as it is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub did_you_mean: Option<String>,
    /// What the products of a search have in common.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facets: Option<Facets<'a>>,
}

/// What the products of a search have in common. Each kind is counted as if it alone were not narrowed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Facets<'a> {
    /// How many products were found.
    pub count: usize,
    /// Names of categories, those above included, with their counts, largest first.
    pub categories: Vec<Facet<'a>>,
    /// Names one level below the category that is narrowed to, the outermost without one, with their counts, largest
    /// first.
    pub level: Vec<Facet<'a>>,
    /// Names above the category that is narrowed to, outermost first, as they stand above most of what was found.
    pub above: Vec<&'a str>,
    /// What these categories are called in the asked language, by their names, where that is something else.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<&'a str, &'a str>,
    /// Stores with their counts, largest first.
    pub stores: Vec<StoreFacet<'a>>,
    /// Price ranges that products are in, cheapest first, in the most common currency.
    pub prices: Vec<PriceFacet>,
    /// Kinds of products with their counts.
    pub kinds: Vec<KindFacet>,
    /// How many can be had.
    pub in_stock: usize,
}

/// A kind of products and how many of them there are.
#[derive(Debug, Serialize, ToSchema)]
pub struct KindFacet {
    /// The kind.
    pub kind: ProductKind,
    /// How many.
    pub count: usize,
}

/// A store and how many of the products it has.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoreFacet<'a> {
    /// Its address part.
    pub slug: &'a str,
    /// Its name.
    pub name: &'a str,
    /// How many.
    pub count: usize,
}

/// A price range and how many products are in it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PriceFacet {
    /// The lowest price in it.
    pub min: Money,
    /// The highest price in it; none without an end.
    pub max: Option<Money>,
    /// How many.
    pub count: usize,
}

impl<'a> Facets<'a> {
    fn of(found: &'a shelf::Facets<'a>, lang: Lang) -> Self {
        let price = |range: &shelf::PriceRange| PriceFacet {
            min: Money::new(range.from, range.currency),
            max: range.to.map(|to| Money::new(to - 1, range.currency)),
            count: range.count,
        };
        let facet = |(value, count): &(&'a str, usize)| Facet { value, count: *count };
        let counted = found.categories.iter().chain(&found.level).map(|(name, _)| *name);
        let label = |name: &'a str| Some((name, found.label(name, lang)?));
        Self {
            count: found.all,
            categories: found.categories.iter().map(facet).collect(),
            level: found.level.iter().map(facet).collect(),
            above: found.above.clone(),
            labels: counted.chain(found.above.iter().copied()).filter_map(label).collect(),
            stores: found
                .stores
                .iter()
                .map(|(store, count)| StoreFacet { slug: &store.slug, name: &store.name, count: *count })
                .collect(),
            prices: found.prices.iter().map(price).collect(),
            kinds: found.kinds.iter().map(|(kind, count)| KindFacet { kind: *kind, count: *count }).collect(),
            in_stock: found.in_stock,
        }
    }
}

/// A product with what is said of its stock.
fn item<'a>(state: &State, view: &View, shown: Shown<'a>) -> ProductSummary<'a> {
    let said =
        cards::scarce(state, view, shown).map(|(stock, text)| StockWord { out: stock == Stock::Out, text });
    ProductSummary { stock_word: said, ..views::summary(view, shown, state.clock.now()) }
}

/// A value and how many products have it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Facet<'a> {
    /// The value.
    pub value: &'a str,
    /// How many.
    pub count: usize,
}

impl ProductQuery {
    fn page(&self) -> PageRequest {
        PageRequest { limit: self.limit, after: self.after.clone() }
    }

    /// The words of a search, if it is one.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        self.q.as_deref().map(str::trim).filter(|q| !q.is_empty())
    }

    /// The products asked for and the place to go on from.
    ///
    /// # Errors
    /// 400 for a limit out of range, a foreign cursor or a negative price, 404 for a store that is not shown.
    pub fn find<'a>(
        &self,
        shelf: &'a Look<'_>,
        now: DateTime<Utc>,
    ) -> Result<(Found<'a>, Option<String>), Problem> {
        let page = self.page();
        let limit = page.limit()?;
        let after: Option<Place> = page.after()?;
        for (bound, pointer) in [(self.min_price, "/min_price"), (self.max_price, "/max_price")] {
            if bound.is_some_and(|price| price < 0) {
                return Err(Problem::parameter(FieldError::new(pointer, "price_negative")));
            }
        }
        let named = self.store.as_deref().filter(|s| !s.is_empty());
        let store =
            named.map(|s| shelf.store_named(s).map(|s| s.id).ok_or_else(Problem::not_found)).transpose()?;
        let filter = Filter {
            store,
            category: self.category.clone().filter(|c| !c.is_empty()),
            min_price: self.min_price,
            max_price: self.max_price,
            currency: self.currency,
            kind: self.kind,
            in_stock: self.in_stock.unwrap_or(false),
            at: now,
        };
        let words = self.words().map(|words| words.chars().take(200).collect::<String>());
        let mut found = shelf.find(&Wish {
            query: words.as_deref(),
            filter: &filter,
            order: self.sort.unwrap_or_default(),
            after: after.as_ref(),
            limit: usize::try_from(limit).unwrap_or(24),
            facets: self.facets.unwrap_or(words.is_some()),
        });
        let cut = Page::cut(std::mem::take(&mut found.shown), limit, |(place, _)| *place);
        found.shown = cut.items;
        Ok((found, cut.next_cursor))
    }
}

/// Published products: the newest first, or those that answer `q`, best first. A word without an answer is taken for
/// one that is an edit away (two from eight letters on).
#[utoipa::path(
    tag = TAG, operation_id = "list_products", params(ProductQuery),
    responses(
        (status = 200, body = ProductPage),
        (status = 404, description = "No such store", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "The shelf is being filled", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/products")]
pub async fn list_products(
    state: web::Data<State>,
    view: View,
    query: Query<ProductQuery>,
) -> Result<HttpResponse, Problem> {
    let shelf = state.shelf.look()?;
    let (found, next_cursor) = query.find(&shelf, state.clock.now())?;
    let page = ProductPage {
        items: found.shown.iter().map(|(_, shown)| item(&state, &view, *shown)).collect(),
        has_more: next_cursor.is_some(),
        next_cursor,
        facets: found.facets.as_ref().map(|facets| Facets::of(facets, view.lang)),
        did_you_mean: found.corrected,
    };
    Ok(HttpResponse::Ok().json(page))
}

/// A published product.
#[utoipa::path(
    tag = TAG, operation_id = "get_product",
    params(("product" = String, Path, description = "Id or address part", max_length = 100)),
    responses((status = 200, body = ProductDetail, headers(("etag" = String))))
)]
#[get("/v1/products/{product}")]
pub async fn get_product(
    state: web::Data<State>,
    view: View,
    path: Path<String>,
) -> Result<HttpResponse, Problem> {
    let shelf = state.shelf.look()?;
    let shown = shelf.product_named(&path).ok_or_else(Problem::not_found)?;
    let tag = etag::tag(shown.item.version);
    let detail = views::detail(&shelf, &view, shown, state.clock.now());
    Ok(HttpResponse::Ok().insert_header((header::ETAG, tag)).json(detail))
}

/// The categories in which a store has products, each followed by what is below it.
#[utoipa::path(
    tag = TAG, operation_id = "list_store_categories",
    params(("store" = String, Path, description = "Id or address part", max_length = 100)),
    responses((status = 200, body = Vec<CategoryView>))
)]
#[get("/v1/stores/{store}/categories")]
pub async fn list_store_categories(
    state: web::Data<State>,
    view: View,
    path: Path<String>,
) -> Result<HttpResponse, Problem> {
    let shelf = state.shelf.look()?;
    let store = shelf.store_named(&path).ok_or_else(Problem::not_found)?;
    let tree = shelf.tree(store.id);
    Ok(HttpResponse::Ok()
        .json(tree.iter().map(|branch| views::category(view.lang, branch)).collect::<Vec<_>>()))
}
