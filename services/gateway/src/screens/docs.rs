//! The API's documentation, readable and to try out, from the merged document.
use std::sync::Arc;

use actix_web::{HttpResponse, http::header};
use utoipa_swagger_ui::{Config, serve};

/// Swagger UI sets styles on its elements, so this page alone allows them; scripts stay ours.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
                      img-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'none'";

/// A file of the documentation; none for one that is not there.
pub fn page(path: &str) -> Option<HttpResponse> {
    let config = Arc::new(Config::from("/v1/openapi.json").validator_url("none"));
    let file = serve(path.strip_prefix("/docs/")?, config).ok()??;
    let mut answer = HttpResponse::Ok();
    answer
        .content_type(file.content_type)
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"));
    if file.gzpipped {
        answer.insert_header((header::CONTENT_ENCODING, "gzip"));
    }
    Some(answer.body(file.bytes.into_owned()))
}
