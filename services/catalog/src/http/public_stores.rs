//! What everybody may see of stores: from memory.
use actix_web::{HttpResponse, get, web};
use serde::Deserialize;
use souk_events::StoreId;
use souk_kit::{
    FieldError, Path, Problem, Query, View,
    paging::{Page, PageRequest},
};
use utoipa::IntoParams;

use super::store_views::{self, StoreView};
use crate::{
    domain::near,
    shelf::{StoreCard, StoreFilter},
    state::State,
};

const TAG: &str = "catalogue";
/// Kilometres around a place when nobody says how many, and most of them.
const WITHIN: f64 = 25.0;
const MOST: f64 = 500.0;

/// What a list of stores is narrowed to.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StoreQuery {
    /// A place as `latitude,longitude` in degrees: the nearest stores come first. Neither kept nor logged.
    #[param(example = "43.2965,5.3698")]
    pub near: Option<String>,
    /// Kilometres around that place; 25 when left out.
    #[param(minimum = 0, maximum = 500)]
    pub within: Option<f64>,
    /// Only stores in this town, accents and case aside.
    pub city: Option<String>,
    /// Only stores that take orders now.
    pub open: Option<bool>,
    /// How many at most, 1 to 100; 24 when left out.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    pub after: Option<String>,
}

impl StoreQuery {
    /// The filter that was asked for; `now` counts for what is open.
    fn filter(&self, now: chrono::DateTime<chrono::Utc>) -> Result<StoreFilter, Problem> {
        let wrong = |pointer: &str, code: &'static str| Problem::parameter(FieldError::new(pointer, code));
        let near =
            self.near.as_deref().map(|text| near::read(text).ok_or_else(|| wrong("/near", "point_wrong")));
        let within = self.within.unwrap_or(WITHIN);
        if !(0.0..=MOST).contains(&within) {
            return Err(wrong("/within", "within_range"));
        }
        Ok(StoreFilter {
            near: near.transpose()?.map(|point| (point, within)),
            town: self.city.clone().filter(|town| !town.trim().is_empty()),
            open_at: self.open.unwrap_or(false).then_some(now),
        })
    }
}

/// The stores that are shown, by name; around a place the nearest first.
#[utoipa::path(
    tag = TAG, operation_id = "list_stores", params(StoreQuery),
    responses((status = 200, body = Page<StoreView>))
)]
#[get("/v1/stores")]
pub async fn list_stores(
    state: web::Data<State>,
    view: View,
    query: Query<StoreQuery>,
) -> Result<HttpResponse, Problem> {
    let page = PageRequest { limit: query.limit, after: query.after.clone() };
    let limit = page.limit()?;
    let after: Option<(u32, String, StoreId)> = page.after()?;
    let now = state.clock.now();
    let filter = query.filter(now)?;
    let shelf = state.shelf.look()?;
    let place = |(far, store): &(Option<u32>, &StoreCard)| {
        let name = if far.is_some() { String::new() } else { store.name.clone() };
        (far.unwrap_or_default(), name, store.id)
    };
    let rows: Vec<_> = shelf
        .stores_where(&filter)
        .into_iter()
        .filter(|row| after.as_ref().is_none_or(|after| place(row) > *after))
        .take(usize::try_from(limit + 1).unwrap_or(25))
        .collect();
    let page = Page::cut(rows, limit, place);
    Ok(HttpResponse::Ok().json(page.map(|(far, store)| StoreView {
        distance_km: far.map(|metres| f64::from(metres) / 1_000.0),
        ..store_views::store(view.lang, store, shelf.products_of(store.id), now)
    })))
}

/// A store that is shown.
#[utoipa::path(
    tag = TAG, operation_id = "get_store",
    params(("store" = String, Path, description = "Id or address part", max_length = 100)),
    responses((status = 200, body = StoreView))
)]
#[get("/v1/stores/{store}")]
pub async fn get_store(
    state: web::Data<State>,
    view: View,
    path: Path<String>,
) -> Result<HttpResponse, Problem> {
    let shelf = state.shelf.look()?;
    let store = shelf.store_named(&path).ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::Ok().json(store_views::store(
        view.lang,
        store,
        shelf.products_of(store.id),
        state.clock.now(),
    )))
}
