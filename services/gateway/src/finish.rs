//! The last touch on every answer: security headers and compression.
use std::{io::Write as _, sync::LazyLock};

use actix_web::{
    HttpRequest, HttpResponse,
    body::{BoxBody, MessageBody as _},
    http::{
        StatusCode,
        header::{self, HeaderName, HeaderValue},
    },
};
use flate2::{Compression, write::GzEncoder};

use crate::state::Shared;

/// What pages may load and do: only what comes from here, and the design system's one script in the page, by its hash.
static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let policy = format!(
        "default-src 'self'; script-src 'self' '{}'; style-src 'self'; img-src 'self' data: blob:; \
         font-src 'self'; connect-src 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; \
         base-uri 'none'",
        souk_ui::assets::FIRST_HASH
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'self'"))
});
/// Smaller bodies gain nothing.
const WORTH: usize = 1024;

/// Sets the security headers, unless a page of the gateway has its own policy.
#[must_use]
pub fn secured(mut answer: HttpResponse, state: &Shared) -> HttpResponse {
    let headers = answer.headers_mut();
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, POLICY.clone());
    }
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(self), geolocation=(self), microphone=(), payment=(self)",
        ),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if state.secure {
        let value = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    answer
}

/// Does the client take this coding?
#[must_use]
pub fn accepts(request: &HttpRequest, coding: &str) -> bool {
    let Some(accepted) = request.headers().get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()) else {
        return false;
    };
    accepted.split(',').map(str::trim).any(|entry| {
        let (name, weight) = entry.split_once(';').unwrap_or((entry, ""));
        name.trim().eq_ignore_ascii_case(coding)
            && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

/// May a body of this type be compressed?
#[must_use]
pub fn compressible(content_type: Option<&HeaderValue>) -> bool {
    let kind = content_type
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.split(';').next())
        .unwrap_or_default()
        .trim();
    matches!(
        kind,
        "text/html"
            | "text/css"
            | "text/csv"
            | "text/plain"
            | "text/javascript"
            | "image/svg+xml"
            | "application/json"
            | "application/problem+json"
            | "application/javascript"
            | "application/manifest+json"
    )
}

/// Compresses a body that is at hand, when the client takes it and it is worth it. Streams stay as they are.
#[must_use]
pub fn compressed(request: &HttpRequest, mut answer: HttpResponse) -> HttpResponse {
    let fits = compressible(answer.headers().get(header::CONTENT_TYPE))
        && !answer.headers().contains_key(header::CONTENT_ENCODING)
        && answer.status() != StatusCode::PARTIAL_CONTENT;
    if !fits {
        return answer;
    }
    answer.headers_mut().append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if !accepts(request, "gzip") {
        return answer;
    }
    let (answer, body) = answer.into_parts();
    let (answer, body) = match body.try_into_bytes() {
        Ok(plain) if plain.len() >= WORTH => match pack(&plain) {
            Some(packed) => {
                let mut answer = answer;
                answer.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
                weaken(&mut answer);
                (answer, BoxBody::new(packed))
            }
            None => (answer, BoxBody::new(plain)),
        },
        Ok(plain) => (answer, BoxBody::new(plain)),
        Err(stream) => (answer, stream),
    };
    answer.set_body(body)
}

/// A compressed body is another representation: a strong tag of the plain one becomes a weak one.
fn weaken(answer: &mut HttpResponse<()>) {
    let tag = answer.headers().get(header::ETAG).and_then(|v| v.to_str().ok()).filter(|t| t.starts_with('"'));
    if let Some(weak) = tag.and_then(|t| HeaderValue::from_str(&format!("W/{t}")).ok()) {
        answer.headers_mut().insert(header::ETAG, weak);
    }
}

fn pack(plain: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 3), Compression::fast());
    encoder.write_all(plain).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn only_what_the_client_takes() {
        let request = |value: &'static str| {
            TestRequest::get().insert_header(("accept-encoding", value)).to_http_request()
        };
        assert!(accepts(&request("br, gzip;q=0.5"), "gzip"));
        assert!(!accepts(&request("gzip;q=0"), "gzip"));
        assert!(!accepts(&request("identity"), "gzip"));
        assert!(!compressible(Some(&HeaderValue::from_static("text/event-stream"))));
        assert!(compressible(Some(&HeaderValue::from_static("text/html; charset=utf-8"))));
    }

    #[test]
    fn a_large_body_shrinks_and_its_tag_becomes_weak() {
        let request = TestRequest::get().insert_header(("accept-encoding", "gzip")).to_http_request();
        let page = || {
            HttpResponse::Ok()
                .insert_header(("etag", "\"1\""))
                .content_type("text/html")
                .body("x".repeat(5000))
        };
        let packed = compressed(&request, page());
        assert_eq!(packed.headers().get("content-encoding").unwrap(), "gzip");
        assert_eq!(packed.headers().get("etag").unwrap(), "W/\"1\"");
        assert!(packed.into_body().try_into_bytes().unwrap().len() < 200);
    }
}
