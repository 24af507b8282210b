//! `/v1/promotions`: the merchant's promotions, for those who see money.
use actix_web::{HttpResponse, get, post, put, web};
use souk_events::{PromotionId, TenantId};
use souk_kit::{
    Caller, Json, Path, Problem, Query,
    caller::Manager,
    paging::{Page, PageRequest},
    problem::ProblemBody,
};

use super::{
    if_match::{IfMatch, etag},
    promotion_views::{PromotionView, PromotionWish},
};
use crate::{
    app::promotions::{self, Offer},
    domain::promotion::{Step, Terms},
    state::State,
};

/// The merchant's promotions, newest first.
#[utoipa::path(
    tag = "promotions", operation_id = "list_promotions", params(PageRequest), security(("bearer" = [])),
    responses(
        (status = 200, description = "A page", body = Page<PromotionView>),
        (status = 400, description = "Wrong page", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Only managers and owners", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/promotions")]
pub async fn list_promotions(
    caller: Caller<Manager>,
    state: web::Data<State>,
    page: Query<PageRequest>,
) -> Result<HttpResponse, Problem> {
    listed(&state, caller.tenant()?, &page).await
}

pub(super) async fn listed(
    state: &State,
    owner: TenantId,
    page: &PageRequest,
) -> Result<HttpResponse, Problem> {
    let limit = page.limit()?;
    let rows = promotions::list(state, owner, page.after()?, limit + 1).await?;
    let page = Page::cut(rows, limit, |offer| offer.row.id);
    let items = page.items.into_iter().map(PromotionView::new).collect::<Result<Vec<_>, _>>()?;
    Ok(HttpResponse::Ok().json(Page { items, next_cursor: page.next_cursor, has_more: page.has_more }))
}

pub(super) async fn terms(state: &State, owner: TenantId, wish: PromotionWish) -> Result<Terms, Problem> {
    let currency = match wish.currency() {
        Some(currency) => currency,
        None => promotions::currency(state, owner).await?,
    };
    wish.read(owner, currency, state.clock.now())
}

pub(super) fn answer(
    mut response: actix_web::HttpResponseBuilder,
    offer: Offer,
) -> Result<HttpResponse, Problem> {
    let tag = etag(offer.row.version);
    Ok(response.insert_header(tag).json(PromotionView::new(offer)?))
}

/// Makes a promotion.
#[utoipa::path(
    tag = "promotions", operation_id = "create_promotion", request_body = PromotionWish, security(("bearer" = [])),
    responses(
        (status = 201, description = "Made; it applies from its start on", body = PromotionView),
        (status = 403, description = "Only managers and owners", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields, or a code that another promotion has", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/promotions")]
pub async fn create_promotion(
    caller: Caller<Manager>,
    state: web::Data<State>,
    wish: Json<PromotionWish>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let terms = terms(&state, tenant, wish.0).await?;
    answer(HttpResponse::Created(), promotions::create(&state, tenant, &terms).await?)
}

/// One promotion and what it gave so far.
#[utoipa::path(
    tag = "promotions", operation_id = "get_promotion", security(("bearer" = [])),
    params(("promotion_id" = PromotionId, Path, description = "A promotion")),
    responses(
        (status = 200, description = "The promotion, with its version as ETag", body = PromotionView),
        (status = 403, description = "Only managers and owners", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/promotions/{promotion_id}")]
pub async fn get_promotion(
    caller: Caller<Manager>,
    state: web::Data<State>,
    id: Path<PromotionId>,
) -> Result<HttpResponse, Problem> {
    answer(HttpResponse::Ok(), promotions::get(&state, caller.tenant()?, *id).await?)
}

/// Puts new terms in place; orders that were placed keep what they were given.
#[utoipa::path(
    tag = "promotions", operation_id = "replace_promotion", request_body = PromotionWish, security(("bearer" = [])),
    params(
        ("promotion_id" = PromotionId, Path, description = "A promotion"),
        ("If-Match" = String, Header, pattern = r#"^"[0-9]{1,18}"$"#, description = "The version that is changed"),
    ),
    responses(
        (status = 200, description = "Changed", body = PromotionView),
        (status = 400, description = "No If-Match, or an unreadable one", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Only managers and owners", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`promotion_ended`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Another version", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields, or a code that another promotion has", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[put("/v1/promotions/{promotion_id}")]
pub async fn replace_promotion(
    caller: Caller<Manager>,
    state: web::Data<State>,
    id: Path<PromotionId>,
    version: IfMatch,
    wish: Json<PromotionWish>,
) -> Result<HttpResponse, Problem> {
    let version = version.needed()?;
    let tenant = caller.tenant()?;
    let terms = terms(&state, tenant, wish.0).await?;
    answer(HttpResponse::Ok(), promotions::replace(&state, tenant, *id, version, &terms).await?)
}

/// Stops a promotion, lets it run again, or ends it.
#[utoipa::path(
    tag = "promotions", operation_id = "move_promotion", security(("bearer" = [])),
    params(
        ("promotion_id" = PromotionId, Path, description = "A promotion"),
        ("change" = inline(Step), Path, description = "What to do"),
        ("If-Match" = Option<String>, Header, pattern = r#"^"[0-9]{1,18}"$"#, description = "Only at this version"),
    ),
    responses(
        (status = 200, description = "Done", body = PromotionView),
        (status = 400, description = "Unreadable If-Match", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Only managers and owners", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, another merchant's, or no such change", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`promotion_moved_on` or `promotion_ended`, with the current state", body = ProblemBody, content_type = "application/problem+json"),
        (status = 412, description = "Another version", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/promotions/{promotion_id}/{change}")]
pub async fn move_promotion(
    caller: Caller<Manager>,
    state: web::Data<State>,
    path: Path<(PromotionId, Step)>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let (id, step) = path.0;
    let moved = promotions::take_step(&state, caller.tenant()?, id, step, version.0).await?;
    answer(HttpResponse::Ok(), moved)
}
