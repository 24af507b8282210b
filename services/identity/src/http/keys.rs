//! The public keys that people's tokens are verified with.
use actix_web::{HttpResponse, get, http::header, web};
use souk_kit::{Problem, token::Jwks};

use crate::{State, app::keyring};

async fn answer(state: &State) -> Result<HttpResponse, Problem> {
    let ring = keyring::ring(state).await?;
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "public, max-age=60")).json(&ring.jwks))
}

/// The key set, for other modules.
#[utoipa::path(operation_id = "list_keys", tag = "internal", responses((status = 200, body = Jwks)))]
#[get("/internal/jwks")]
pub async fn list_keys(state: web::Data<State>) -> Result<HttpResponse, Problem> {
    answer(&state).await
}

/// The key set.
#[utoipa::path(operation_id = "list_public_keys", tag = "auth", responses((status = 200, body = Jwks)))]
#[get("/.well-known/jwks.json")]
pub async fn list_public_keys(state: web::Data<State>) -> Result<HttpResponse, Problem> {
    answer(&state).await
}
