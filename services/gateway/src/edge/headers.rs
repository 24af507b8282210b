//! Headers at the door: what is ours to say, what ends at each hop, what is too much.
use actix_web::http::header::{CONNECTION, HeaderMap, HeaderName};

/// Headers that concern one connection only (RFC 9110 §7.6.1).
const HOP: [&str; 9] = [
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Headers of a request that the gateway says itself.
const OURS: [&str; 16] = [
    "accept-encoding",
    "accept-language",
    "authorization",
    "content-length",
    "cookie",
    "expect",
    "forwarded",
    "host",
    "traceparent",
    "tracestate",
    "x-correlation-id",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-real-ip",
    "x-forwarded-port",
];

/// Headers of an answer that the gateway says itself.
const ANSWERED: [&str; 6] =
    ["content-length", "date", "server", "set-cookie", "x-correlation-id", "x-souk-compose"];

/// Longest header block, bytes, and most lines.
#[derive(Clone, Copy, Debug)]
pub struct HeaderLimits {
    /// Names and values together.
    pub bytes: usize,
    /// Lines.
    pub count: usize,
}

/// Does the header block keep within its limits?
#[must_use]
pub fn fits(headers: &HeaderMap, limits: HeaderLimits) -> bool {
    let bytes: usize = headers.iter().map(|(n, v)| n.as_str().len() + v.len() + 4).sum();
    headers.len() <= limits.count && bytes <= limits.bytes
}

fn copy(from: &HeaderMap, skip: &[&str]) -> HeaderMap {
    let named: Vec<&str> = from
        .get_all(CONNECTION)
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .map(str::trim)
        .filter(|n| !n.eq_ignore_ascii_case("close") && !n.eq_ignore_ascii_case("keep-alive"))
        .collect();
    let dropped = |name: &HeaderName| {
        let name = name.as_str();
        HOP.contains(&name)
            || skip.contains(&name)
            || name.starts_with("x-souk-")
            || name.starts_with("sec-websocket-")
            || named.iter().any(|n| n.eq_ignore_ascii_case(name))
    };
    let mut kept = HeaderMap::with_capacity(from.len() + 8);
    for (name, value) in from.iter().filter(|(n, _)| !dropped(n)) {
        kept.append(name.clone(), value.clone());
    }
    kept
}

/// What of a request's headers goes on to the module.
#[must_use]
pub fn onward(from: &HeaderMap) -> HeaderMap {
    copy(from, &OURS)
}

/// What of an answer's headers goes back to the client.
#[must_use]
pub fn back(from: &HeaderMap) -> HeaderMap {
    copy(from, &ANSWERED)
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn map(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in pairs {
            map.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        map
    }

    #[test]
    fn hop_headers_and_lies_stay_behind() {
        let from = map(&[
            ("connection", "x-secret, close"),
            ("x-secret", "1"),
            ("te", "trailers"),
            ("cookie", "a=b"),
            ("x-forwarded-for", "1.1.1.1"),
            ("x-souk-compose", "1"),
            ("accept", "text/html"),
            ("if-match", "\"1\""),
        ]);
        let kept = onward(&from);
        let mut names: Vec<_> = kept.keys().map(|n| n.as_str().to_owned()).collect();
        names.sort();
        assert_eq!(names, ["accept", "if-match"]);
        assert!(back(&map(&[("set-cookie", "a=b"), ("server", "x"), ("etag", "1")])).contains_key("etag"));
    }

    #[test]
    fn too_much_is_too_much() {
        let limits = HeaderLimits { bytes: 30, count: 2 };
        assert!(fits(&map(&[("a", "1"), ("b", "2")]), limits));
        assert!(!fits(&map(&[("a", "1"), ("b", "2"), ("c", "3")]), limits));
        assert!(!fits(&map(&[("a", "123456789012345678901234567890")]), limits));
    }
}
