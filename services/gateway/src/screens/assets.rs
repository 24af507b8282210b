//! Assets of the design system: content-hashed addresses, kept by browsers for ever, compressed beforehand.
use actix_web::{HttpResponse, http::header};
use souk_ui::assets::{self, Asset};

use crate::{finish, visit::Visit};

/// The asset at the visit's path.
pub fn asset(visit: &Visit<'_>) -> Option<HttpResponse> {
    assets::get(&visit.path).map(|asset| answer(visit, asset, assets::CACHE_CONTROL))
}

/// Old browsers ask for it at this address.
pub fn favicon(visit: &Visit<'_>) -> Option<HttpResponse> {
    assets::get(assets::url("mark.svg")).map(|asset| answer(visit, asset, "public, max-age=86400"))
}

fn answer(visit: &Visit<'_>, asset: Asset, keep: &str) -> HttpResponse {
    let packed = asset.gzip.is_some() || asset.brotli.is_some();
    let (body, coding) = match (asset.brotli, asset.gzip) {
        (Some(brotli), _) if finish::accepts(visit.request, "br") => (brotli, Some("br")),
        (_, Some(gzip)) if finish::accepts(visit.request, "gzip") => (gzip, Some("gzip")),
        _ => (asset.bytes, None),
    };
    let mut answer = HttpResponse::Ok();
    answer.content_type(asset.content_type).insert_header((header::CACHE_CONTROL, keep.to_owned()));
    if let Some(coding) = coding {
        answer.insert_header((header::CONTENT_ENCODING, coding));
    }
    if packed && coding.is_some() {
        answer.insert_header((header::VARY, "Accept-Encoding"));
    }
    answer.body(body)
}
