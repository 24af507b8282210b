//! `If-Match` and `ETag`: the version of an order.
use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header};
use souk_kit::Problem;

/// The version the caller saw, when it says so; `*` is any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IfMatch(pub Option<i64>);

impl IfMatch {
    /// The version, where the caller has to say it.
    ///
    /// # Errors
    /// 400 when it was left out.
    pub fn needed(self) -> Result<i64, Problem> {
        self.0.ok_or_else(|| Problem::invalid("if_match_needed"))
    }
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(value) = req.headers().get(header::IF_MATCH) else { return ready(Ok(Self(None))) };
        let text = value.to_str().unwrap_or_default().trim();
        if text == "*" {
            return ready(Ok(Self(None)));
        }
        let version = text.trim_start_matches("W/").trim_matches('"').parse();
        ready(version.map(|v| Self(Some(v))).map_err(|_| Problem::invalid("if_match_unreadable")))
    }
}

/// The `ETag` of a version.
#[must_use]
pub fn etag(version: i64) -> (header::HeaderName, String) {
    (header::ETAG, format!("\"{version}\""))
}
