//! `/v1/admin/promotions`: the platform's own promotions. They apply at every merchant, the platform pays.
use actix_web::{HttpResponse, get, post, put, web};
use souk_events::PromotionId;
use souk_kit::{
    Caller, Json, Path, Problem, Query,
    caller::Admin,
    paging::{Page, PageRequest},
    problem::ProblemBody,
};

use super::{
    if_match::IfMatch,
    promotion_views::{PromotionView, PromotionWish},
    promotions::{answer, listed, terms},
};
use crate::{
    app::promotions,
    domain::promotion::{PLATFORM, Step},
    state::State,
};

/// The platform's promotions, newest first.
#[utoipa::path(
    tag = "promotions", operation_id = "list_platform_promotions", params(PageRequest), security(("bearer" = [])),
    responses(
        (status = 200, description = "A page", body = Page<PromotionView>),
        (status = 400, description = "Wrong page", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Only operators", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/admin/promotions")]
pub async fn list_platform_promotions(
    _caller: Caller<Admin>,
    state: web::Data<State>,
    page: Query<PageRequest>,
) -> Result<HttpResponse, Problem> {
    listed(&state, PLATFORM, &page).await
}

/// Makes a promotion that applies at every merchant, or at the stores it names.
#[utoipa::path(
    tag = "promotions", operation_id = "create_platform_promotion", request_body = PromotionWish, security(("bearer" = [])),
    responses(
        (status = 201, description = "Made; it applies from its start on", body = PromotionView),
        (status = 403, description = "Only operators", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields, or a code that another promotion of the platform has", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/admin/promotions")]
pub async fn create_platform_promotion(
    _caller: Caller<Admin>,
    state: web::Data<State>,
    wish: Json<PromotionWish>,
) -> Result<HttpResponse, Problem> {
    let terms = terms(&state, PLATFORM, wish.0).await?;
    answer(HttpResponse::Created(), promotions::create(&state, PLATFORM, &terms).await?)
}

/// One promotion of the platform and what it gave so far.
#[utoipa::path(
    tag = "promotions", operation_id = "get_platform_promotion", security(("bearer" = [])),
    params(("promotion_id" = PromotionId, Path, description = "A promotion")),
    responses(
        (status = 200, description = "The promotion, with its version as ETag", body = PromotionView),
        (status = 403, description = "Only operators", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or a merchant's", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/admin/promotions/{promotion_id}")]
pub async fn get_platform_promotion(
    _caller: Caller<Admin>,
    state: web::Data<State>,
    id: Path<PromotionId>,
) -> Result<HttpResponse, Problem> {
    answer(HttpResponse::Ok(), promotions::get(&state, PLATFORM, *id).await?)
}

/// Puts new terms in place; orders that were placed keep what they were given.
#[utoipa::path(
    tag = "promotions", operation_id = "replace_platform_promotion", request_body = PromotionWish, security(("bearer" = [])),
    params(
        ("promotion_id" = PromotionId, Path, description = "A promotion"),
        ("If-Match" = String, Header, pattern = r#"^"[0-9]{1,18}"$"#, description = "The version that is changed"),
    ),
    responses(
        (status = 200, description = "Changed", body = PromotionView),
        (status = 400, description = "No If-Match, or an unreadable one", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Only operators", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or a merchant's", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`promotion_ended`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Another version", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields, or a code that another promotion of the platform has", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[put("/v1/admin/promotions/{promotion_id}")]
pub async fn replace_platform_promotion(
    _caller: Caller<Admin>,
    state: web::Data<State>,
    id: Path<PromotionId>,
    version: IfMatch,
    wish: Json<PromotionWish>,
) -> Result<HttpResponse, Problem> {
    let version = version.needed()?;
    let terms = terms(&state, PLATFORM, wish.0).await?;
    answer(HttpResponse::Ok(), promotions::replace(&state, PLATFORM, *id, version, &terms).await?)
}

/// Stops a promotion of the platform, lets it run again, or ends it.
#[utoipa::path(
    tag = "promotions", operation_id = "move_platform_promotion", security(("bearer" = [])),
    params(
        ("promotion_id" = PromotionId, Path, description = "A promotion"),
        ("change" = inline(Step), Path, description = "What to do"),
        ("If-Match" = Option<String>, Header, pattern = r#"^"[0-9]{1,18}"$"#, description = "Only at this version"),
    ),
    responses(
        (status = 200, description = "Done", body = PromotionView),
        (status = 400, description = "Unreadable If-Match", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Only operators", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, a merchant's, or no such change", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`promotion_moved_on` or `promotion_ended`, with the current state", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Another version", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/admin/promotions/{promotion_id}/{change}")]
pub async fn move_platform_promotion(
    _caller: Caller<Admin>,
    state: web::Data<State>,
    path: Path<(PromotionId, Step)>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let (id, step) = path.0;
    answer(HttpResponse::Ok(), promotions::take_step(&state, PLATFORM, id, step, version.0).await?)
}
