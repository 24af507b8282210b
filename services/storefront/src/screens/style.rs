//! The few styles that only these pages need, on top of the design system's.
use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::LazyLock,
};

use actix_web::{HttpResponse, http::header};

const SHEET: &str = include_str!("../../assets/storefront.css");

static URL: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = DefaultHasher::new();
    SHEET.hash(&mut hasher);
    format!("/storefront/{:016x}.css", hasher.finish())
});

/// Its address, which changes with its content.
pub fn url() -> &'static str {
    &URL
}

/// `GET /storefront/{hash}.css`
pub async fn serve() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/css; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(SHEET)
}
