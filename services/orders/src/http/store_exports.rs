//! `/v1/store-orders/export`: the merchant's orders as a table, for managers.
use actix_web::{HttpResponse, get, web};
use chrono::NaiveDate;
use serde::Deserialize;
use souk_events::StoreId;
use souk_kit::{
    Caller, Problem, Query, View,
    caller::{Fresh, Manager, Own},
    problem::ProblemBody,
    spreadsheet,
};

use crate::{
    app::export::{self, Wish},
    domain::order::Label,
    state::State,
};

/// Which orders to take along.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Which {
    /// Only those with this status.
    status: Option<Label>,
    /// Only those of this store.
    store_id: Option<StoreId>,
    /// Only those placed from this day on, as the first store counts days.
    from: Option<NaiveDate>,
    /// Only those placed up to this day.
    to: Option<NaiveDate>,
}

/// The merchant's orders as CSV (RFC 4180, UTF-8), newest first. Nothing personal is in it; every export is noted.
#[utoipa::path(
    tag = "store-orders", operation_id = "export_store_orders", params(Which), security(("bearer" = [])),
    responses(
        (status = 200, description = "The table", body = String, content_type = "text/csv"),
        (status = 400, description = "Wrong filter", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Only managers and owners; `step_up_required`; `read_only` for an operator who looks at their view", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "The days are in the wrong order", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/store-orders/export")]
pub async fn export_store_orders(
    caller: Caller<Fresh<Own<Manager>>>,
    state: web::Data<State>,
    view: View,
    which: Query<Which>,
) -> Result<HttpResponse, Problem> {
    let wish = Wish { status: which.status, store_id: which.store_id, from: which.from, to: which.to };
    answer(&caller, &state, &view, wish).await
}

/// The table as a file to keep.
pub(crate) async fn answer(
    caller: &Caller<Fresh<Own<Manager>>>,
    state: &State,
    view: &View,
    wish: Wish,
) -> Result<HttpResponse, Problem> {
    let reader = caller.subject()?.to_string();
    let table = export::run(state, caller.tenant()?, &reader, wish, view.lang).await?;
    Ok(spreadsheet::file("orders.csv").streaming(table))
}
