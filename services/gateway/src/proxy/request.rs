//! The request as the module gets it: our word about who calls from where, and nothing the client invented.
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use souk_kit::Lang;

use crate::{
    domain::client::Client,
    edge::{cookies, headers},
    session::Who,
    state::Shared,
};

const CORRELATION: HeaderName = HeaderName::from_static("x-correlation-id");
const TRACE: HeaderName = HeaderName::from_static("traceparent");

/// What is known about the request beside its own headers.
pub struct Facts<'a> {
    /// Who calls.
    pub who: &'a Who,
    /// From where.
    pub client: &'a Client,
    /// The language to answer in.
    pub lang: Lang,
}

/// The headers for the module.
#[must_use]
pub fn headers(from: &HeaderMap, facts: &Facts<'_>, state: &Shared) -> HeaderMap {
    let mut to = headers::onward(from);
    let mut say = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            to.insert(name, value);
        }
    };
    say(header::ACCEPT_LANGUAGE, facts.lang.code());
    if let Some(lang) = cookies::find(from, cookies::LANG) {
        say(header::COOKIE, &format!("{}={lang}", cookies::LANG));
    }
    if let Some(token) = facts.who.bearer() {
        say(header::AUTHORIZATION, &format!("Bearer {token}"));
    }
    let text = |name: &str| from.get(name).and_then(|v| v.to_str().ok());
    let claimed_proto = text("x-forwarded-proto").filter(|_| facts.client.proxied);
    let proto = match claimed_proto {
        Some("https") => "https",
        _ if state.public_url.starts_with("https:") => "https",
        _ => "http",
    };
    say(header::X_FORWARDED_FOR, &facts.client.address.to_string());
    say(header::X_FORWARDED_PROTO, proto);
    if let Some(host) = text("host") {
        say(header::X_FORWARDED_HOST, host);
    }
    let meta = souk_kit::meta(None);
    say(CORRELATION, &meta.correlation);
    if let Some(trace) = &meta.traceparent {
        say(TRACE, trace);
    }
    if let (Who::Api(_), Some(own)) = (facts.who, from.get(header::AUTHORIZATION)) {
        to.insert(header::AUTHORIZATION, own.clone());
    }
    to
}
