//! `/internal/persons/{id}/data`: everything kept of a person, for the package that they asked identity for.
use actix_web::{HttpResponse, get, web};
use souk_events::UserId;
use souk_kit::{Caller, Path, Problem, caller::Module};

use crate::{app::person, state::State};

/// Everything kept of a person.
#[utoipa::path(
    tag = "internal", operation_id = "get_payer_data", security(("bearer" = [])),
    params(("user_id" = UserId, Path)),
    responses((status = 200, description = "What they owed and paid, and what went back", body = serde_json::Value))
)]
#[get("/internal/persons/{user_id}/data")]
pub async fn get_payer_data(
    caller: Caller<Module>,
    state: web::Data<State>,
    user: Path<UserId>,
) -> Result<HttpResponse, Problem> {
    let found = person::data(&state, *user).await?;
    tracing::info!(asker = caller.claims().sub, user = %*user, "everything of a person read");
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(found))
}
