//! Photos, kept under names that change with their content.
use actix_web::{HttpResponse, http::header, web};
use souk_kit::{Path, Problem};

use crate::state::State;

/// A photo in one width.
pub async fn media(state: web::Data<State>, name: Path<String>) -> Result<HttpResponse, Problem> {
    let tidy = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'/' | b'-');
    let stem = name.strip_suffix(".jpg").filter(|s| s.len() <= 120 && s.bytes().all(tidy));
    let stem = stem.ok_or_else(Problem::not_found)?;
    let bytes = state.blobs.get(&format!("{stem}.jpg")).await?.ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "image/jpeg"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(bytes))
}
