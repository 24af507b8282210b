//! Cookies at the door: which one is the session, what modules may see, who may set any.
use actix_web::http::header::{COOKIE, HeaderMap};

/// The visitor's cookie.
pub const GUEST: &str = "souk_guest";
/// The language cookie.
pub const LANG: &str = "souk_lang";

/// The name of the session cookie: bound to the host behind HTTPS.
#[must_use]
pub fn session_name(secure: bool) -> &'static str {
    if secure { "__Host-souk_session" } else { "souk_session" }
}

/// The value of a cookie.
#[must_use]
pub fn find<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(COOKIE)
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value)
}

/// A `Set-Cookie` line. `max_age` of 0 removes the cookie.
#[must_use]
pub fn set(name: &str, value: &str, max_age: u64, secure: bool, http_only: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    let http_only = if http_only { "; HttpOnly" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={max_age}; SameSite=Lax{http_only}{secure}")
}

/// Does this `Set-Cookie` line open a session?
#[must_use]
pub fn opens_session(line: &str, secure: bool) -> bool {
    let pair = line.split(';').next().unwrap_or_default();
    pair.trim().split_once('=').is_some_and(|(name, value)| name == session_name(secure) && !value.is_empty())
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("a=1; souk_session=s3cret; xsouk_lang=no"));
        headers.append(COOKIE, HeaderValue::from_static("souk_lang=ar; souk_guest="));
        assert_eq!(find(&headers, "souk_session"), Some("s3cret"));
        assert_eq!(find(&headers, LANG), Some("ar"));
        assert_eq!(find(&headers, GUEST), None);
    }

    #[test]
    fn lines_carry_their_protection() {
        assert_eq!(set("a", "b", 5, true, true), "a=b; Path=/; Max-Age=5; SameSite=Lax; HttpOnly; Secure");
        assert!(opens_session("souk_session=abc; Path=/", false));
        assert!(!opens_session("souk_session=; Max-Age=0", false));
        assert!(!opens_session("souk_session=abc", true));
    }
}
