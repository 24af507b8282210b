//! Photos, kept under names that change with their content.
use actix_web::{HttpRequest, HttpResponse, http::header, web};
use souk_kit::{Path, Problem};

use crate::state::State;

/// A photo in one width: WebP for a browser that says it reads it, else JPEG. Photos of before there was WebP have
/// none.
pub async fn media(
    state: web::Data<State>,
    request: HttpRequest,
    name: Path<String>,
) -> Result<HttpResponse, Problem> {
    let tidy = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'/' | b'-');
    let stem = name.strip_suffix(".jpg").filter(|s| s.len() <= 120 && s.bytes().all(tidy));
    let stem = stem.ok_or_else(Problem::not_found)?;
    let small = if reads_webp(&request) { state.blobs.get(&format!("{stem}.webp")).await? } else { None };
    let (kind, bytes) = match small {
        Some(bytes) => ("image/webp", bytes),
        None => {
            let jpeg = state.blobs.get(&format!("{stem}.jpg")).await?;
            ("image/jpeg", jpeg.ok_or_else(Problem::not_found)?)
        }
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::VARY, "Accept"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(bytes))
}

fn reads_webp(request: &HttpRequest) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or("");
    let wanted = |entry: &str| {
        let mut parts = entry.split(';').map(str::trim);
        let named = parts.next().is_some_and(|kind| kind.eq_ignore_ascii_case("image/webp"));
        let weight = parts
            .find_map(|part| part.split_once('=').filter(|(name, _)| name.trim().eq_ignore_ascii_case("q")));
        named
            && weight.is_none_or(|(_, weight)| weight.trim().parse::<f32>().is_ok_and(|weight| weight > 0.0))
    };
    accept.split(',').any(wanted)
}
