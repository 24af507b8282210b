//! Asks catalog for every address it has, for the site map.
use std::time::Duration;

use serde::{Deserialize, de::DeserializeOwned};
use souk_kit::{Ask, AskError, paging::Page};
use url::form_urlencoded;

/// What one question may take.
const BUDGET: Duration = Duration::from_millis(500);
/// Questions for one map at most, a hundred addresses each: what a site map may hold is far more.
const MOST: usize = 100;

#[derive(Deserialize)]
struct Named {
    slug: String,
}

/// A store's own addresses.
#[derive(Debug)]
pub struct StorePages {
    /// Address parts of its categories; those without one are reached by name alone.
    pub categories: Vec<String>,
    /// Address parts of its products.
    pub products: Vec<String>,
}

/// The address parts of all stores that are shown.
///
/// # Errors
/// Nobody home.
pub async fn stores(ask: &Ask) -> Result<Vec<String>, AskError> {
    slugs(ask, "/v1/stores", &[]).await
}

/// What one store has.
///
/// # Errors
/// Nobody home, or no such store.
pub async fn of_store(ask: &Ask, store: &str) -> Result<StorePages, AskError> {
    let path: String = form_urlencoded::byte_serialize(store.as_bytes()).collect();
    let categories: Vec<Named> = get(ask, &format!("/v1/stores/{path}/categories")).await?;
    let categories = categories.into_iter().map(|c| c.slug).filter(|slug| !slug.is_empty()).collect();
    let products = slugs(ask, "/v1/products", &[("store", store), ("facets", "false")]).await?;
    Ok(StorePages { categories, products })
}

/// A whole list, page by page.
async fn slugs(ask: &Ask, path: &str, pairs: &[(&str, &str)]) -> Result<Vec<String>, AskError> {
    let (mut all, mut after) = (Vec::new(), String::new());
    for _ in 0..MOST {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(pairs).append_pair("limit", "100");
        if !after.is_empty() {
            query.append_pair("after", &after);
        }
        let page: Page<Named> = get(ask, &format!("{path}?{}", query.finish())).await?;
        all.extend(page.items.into_iter().map(|named| named.slug));
        match page.next_cursor {
            Some(next) => after = next,
            None => break,
        }
    }
    Ok(all)
}

async fn get<T: DeserializeOwned>(ask: &Ask, path: &str) -> Result<T, AskError> {
    ask.get("catalog", path, BUDGET).await
}
