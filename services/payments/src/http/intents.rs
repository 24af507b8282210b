//! `/internal/intents`: other modules open a payment for what is owed.
use actix_web::{HttpResponse, get, post, web};
use serde::Serialize;
use souk_kit::{Caller, Json, Problem, caller::Module, problem::ProblemBody};

use crate::{
    app::open::{self, Opened, Wish},
    domain::words::Method,
    state::State,
};

/// How something can be paid online now.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Methods {
    /// One of them, or none.
    online: Option<Method>,
    /// Minutes within which it is to be paid.
    pay_minutes: i64,
}

/// Notes what is owed, and says where it can be paid. The id is derived from what is owed: asking twice makes one.
#[utoipa::path(
    tag = "intents", operation_id = "open_payment", request_body = Wish, security(("bearer" = [])),
    responses(
        (status = 200, description = "Where and until when it can be paid", body = Opened),
        (status = 400, description = "Unreadable", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Only modules", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`payment_differs`, `nothing_owed`", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "Nothing can be paid online", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/internal/intents")]
pub async fn open_payment(
    _caller: Caller<Module>,
    state: web::Data<State>,
    wish: Json<Wish>,
) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(open::open(&state, &wish).await?))
}

/// How something can be paid online now.
#[utoipa::path(
    tag = "intents", operation_id = "get_methods", security(("bearer" = [])),
    responses(
        (status = 200, description = "The method, when there is one", body = Methods),
        (status = 403, description = "Only modules", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/internal/methods")]
pub async fn get_methods(_caller: Caller<Module>, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let on = open::is_on(&state).await?;
    let online = state.provider.as_ref().filter(|_| on).map(|provider| provider.method());
    Ok(HttpResponse::Ok().json(Methods { online, pay_minutes: state.settings.pay_within().num_minutes() }))
}
