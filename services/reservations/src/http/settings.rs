//! What a merchant sets: how lives go, what letters cost, which labels are printed.
use actix_web::{HttpResponse, get, http::header, put, web};
use serde::{Deserialize, Serialize};
use souk_kit::{
    Caller, Json, Problem,
    caller::{Manager, Seller},
    etag::{self, IfMatch},
    problem::ProblemBody,
};
use utoipa::ToSchema;

use crate::{
    app::settings::{self, Document, Kept},
    domain::{
        price::{LabelRanges, PriceGrid},
        settings::Settings,
    },
    state::State,
};

/// How lives go.
#[derive(Serialize, ToSchema)]
pub struct LiveSettingsView {
    #[serde(flatten)]
    settings: Settings,
    /// 0 while nobody set it.
    version: i64,
}

/// What letters cost.
#[derive(Serialize, ToSchema)]
pub struct PriceGridView {
    #[serde(flatten)]
    grid: PriceGrid,
    /// 0 while nobody set it.
    version: i64,
}

/// Which labels are printed.
#[derive(Serialize, ToSchema)]
pub struct LabelRangesView {
    #[serde(flatten)]
    labels: LabelRanges,
    /// 0 while nobody set it.
    version: i64,
}

fn answer<T: Document, V: Serialize>(kept: Kept<T>, view: impl FnOnce(T, i64) -> V) -> HttpResponse {
    let version = kept.version;
    HttpResponse::Ok().insert_header((header::ETAG, etag::tag(version))).json(view(kept.value, version))
}

fn live_settings(settings: Settings, version: i64) -> LiveSettingsView {
    LiveSettingsView { settings, version }
}

fn price_grid(grid: PriceGrid, version: i64) -> PriceGridView {
    PriceGridView { grid, version }
}

fn label_ranges(labels: LabelRanges, version: i64) -> LabelRangesView {
    LabelRangesView { labels, version }
}

/// How the merchant's lives go.
#[utoipa::path(
    tag = "live settings", operation_id = "get_live_settings", security(("bearer" = [])),
    responses(
        (status = 200, description = "With its version as ETag", body = LiveSettingsView),
        (status = 403, description = "Only managers and owners", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/live/settings")]
pub async fn get_live_settings(
    caller: Caller<Manager>,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(settings::get(&state, caller.tenant()?).await?, live_settings))
}

/// Changes how lives go; holds that run keep what they began with.
#[utoipa::path(
    tag = "live settings", operation_id = "replace_live_settings", request_body = Settings, security(("bearer" = [])),
    params(("If-Match" = String, Header, pattern = r#"^"[0-9]{1,18}"$"#, description = "The version that is changed; \"0\" at first")),
    responses(
        (status = 200, description = "Changed", body = LiveSettingsView),
        (status = 403, description = "Only managers and owners", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "The merchant has no store", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Another version", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[put("/v1/live/settings")]
pub async fn replace_live_settings(
    caller: Caller<Manager>,
    state: web::Data<State>,
    version: IfMatch,
    body: Json<Settings>,
) -> Result<HttpResponse, Problem> {
    let kept = settings::replace(&state, caller.tenant()?, caller.user()?, version.0, body.0).await?;
    Ok(answer(kept, live_settings))
}

/// What the letters of codes cost.
#[utoipa::path(
    tag = "live settings", operation_id = "get_price_grid", security(("bearer" = [])),
    responses((status = 200, description = "With its version as ETag", body = PriceGridView))
)]
#[get("/v1/live/price-grid")]
pub async fn get_price_grid(
    caller: Caller<Seller>,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(settings::get(&state, caller.tenant()?).await?, price_grid))
}

/// Changes what letters cost; articles that are there keep their price.
#[utoipa::path(
    tag = "live settings", operation_id = "replace_price_grid", request_body = PriceGrid, security(("bearer" = [])),
    params(("If-Match" = String, Header, pattern = r#"^"[0-9]{1,18}"$"#, description = "The version that is changed; \"0\" at first")),
    responses(
        (status = 200, description = "Changed", body = PriceGridView),
        (status = 403, description = "Only managers and owners, where the shop wants it so", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "The merchant has no store", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Another version", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[put("/v1/live/price-grid")]
pub async fn replace_price_grid(
    caller: Caller<Seller>,
    state: web::Data<State>,
    version: IfMatch,
    body: Json<PriceGrid>,
) -> Result<HttpResponse, Problem> {
    settings::may_configure(&state, caller.tenant()?, caller.claims().role).await?;
    let kept = settings::replace(&state, caller.tenant()?, caller.user()?, version.0, body.0).await?;
    Ok(answer(kept, price_grid))
}

/// The flat delivery fee, once per order.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliveryFee {
    /// ISO 4217.
    #[schema(pattern = "^[A-Z]{3}$", example = "EUR")]
    currency: String,
    /// In minor units.
    #[schema(minimum = 0, maximum = 100_000_000)]
    delivery_fee: i64,
}

/// The flat delivery fee with the version of the settings that it is part of.
#[derive(Serialize, ToSchema)]
pub struct DeliveryFeeView {
    /// ISO 4217.
    currency: String,
    /// In minor units.
    delivery_fee: i64,
    /// 0 while nobody set it.
    version: i64,
}

fn delivery_fee(settings: Settings, version: i64) -> DeliveryFeeView {
    DeliveryFeeView { currency: settings.currency, delivery_fee: settings.delivery_fee, version }
}

/// The delivery fee.
#[utoipa::path(
    tag = "live settings", operation_id = "get_live_delivery_fee", security(("bearer" = [])),
    responses((status = 200, description = "With the version of the settings as ETag", body = DeliveryFeeView))
)]
#[get("/v1/live/delivery-fee")]
pub async fn get_live_delivery_fee(
    caller: Caller<Seller>,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(settings::get(&state, caller.tenant()?).await?, delivery_fee))
}

/// Changes the delivery fee; who was shown a total pays that one.
#[utoipa::path(
    tag = "live settings", operation_id = "replace_live_delivery_fee", request_body = DeliveryFee, security(("bearer" = [])),
    params(("If-Match" = String, Header, pattern = r#"^"[0-9]{1,18}"$"#, description = "The version that is changed; \"0\" at first")),
    responses(
        (status = 200, description = "Changed", body = DeliveryFeeView),
        (status = 403, description = "Only managers and owners, where the shop wants it so", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "The merchant has no store", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Another version", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[put("/v1/live/delivery-fee")]
pub async fn replace_live_delivery_fee(
    caller: Caller<Seller>,
    state: web::Data<State>,
    version: IfMatch,
    body: Json<DeliveryFee>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    settings::may_configure(&state, tenant, caller.claims().role).await?;
    let DeliveryFee { currency, delivery_fee: fee } = body.0;
    let kept = settings::replace_fee(&state, tenant, caller.user()?, version.0, (currency, fee)).await?;
    Ok(answer(kept, delivery_fee))
}

/// Which labels are printed.
#[utoipa::path(
    tag = "live settings", operation_id = "get_label_ranges", security(("bearer" = [])),
    responses((status = 200, description = "With its version as ETag", body = LabelRangesView))
)]
#[get("/v1/live/label-ranges")]
pub async fn get_label_ranges(
    caller: Caller<Seller>,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(settings::get(&state, caller.tenant()?).await?, label_ranges))
}

/// Changes which labels are printed: a customer's code of one of them is taken though the seller did not announce it.
#[utoipa::path(
    tag = "live settings", operation_id = "replace_label_ranges", request_body = LabelRanges, security(("bearer" = [])),
    params(("If-Match" = String, Header, pattern = r#"^"[0-9]{1,18}"$"#, description = "The version that is changed; \"0\" at first")),
    responses(
        (status = 200, description = "Changed", body = LabelRangesView),
        (status = 404, description = "The merchant has no store", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Another version", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[put("/v1/live/label-ranges")]
pub async fn replace_label_ranges(
    caller: Caller<Seller>,
    state: web::Data<State>,
    version: IfMatch,
    body: Json<LabelRanges>,
) -> Result<HttpResponse, Problem> {
    let kept = settings::replace(&state, caller.tenant()?, caller.user()?, version.0, body.0).await?;
    Ok(answer(kept, label_ranges))
}
