//! Does an unsafe request with cookies come from our own pages?
use actix_web::http::{Method, header::HeaderMap};

/// Methods that change nothing.
#[must_use]
pub fn safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// The decision: `Sec-Fetch-Site` when the browser sends it, else `Origin` against the public address and `Host`.
/// Neither header means that no browser sent it, which cookies do not excuse.
#[must_use]
pub fn same_origin(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let ours = origin.eq_ignore_ascii_case(public_url.trim_end_matches('/'));
            let host = origin.split_once("://").map(|(_, host)| host);
            ours || (host.is_some() && host == text("host"))
        }
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn allowed(pairs: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        same_origin(&headers, "https://souk.example")
    }

    #[test]
    fn the_matrix() {
        assert!(allowed(&[("sec-fetch-site", "same-origin")]));
        assert!(allowed(&[("sec-fetch-site", "none")]));
        assert!(!allowed(&[("sec-fetch-site", "same-site"), ("origin", "https://souk.example")]));
        assert!(!allowed(&[("sec-fetch-site", "cross-site")]));
        assert!(allowed(&[("origin", "https://souk.example")]));
        assert!(allowed(&[("origin", "http://localhost:8080"), ("host", "localhost:8080")]));
        assert!(!allowed(&[("origin", "https://evil.example"), ("host", "souk.example")]));
        assert!(!allowed(&[("origin", "null")]));
        assert!(!allowed(&[]));
    }
}
