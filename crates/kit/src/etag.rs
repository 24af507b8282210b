//! Versions over HTTP: `ETag` out, `If-Match` in.
use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header};

use crate::Problem;

/// The tag of a version.
#[must_use]
pub fn tag(version: i64) -> String {
    format!("\"{version}\"")
}

/// `If-Match`, required: the version that the caller changes.
#[derive(Clone, Copy, Debug)]
pub struct IfMatch(pub i64);

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let value = req.headers().get(header::IF_MATCH).and_then(|v| v.to_str().ok());
        // A compressed answer carries the same version as a weak tag.
        let strong = value.map(|v| v.trim().trim_start_matches("W/"));
        let version = strong.and_then(|v| v.strip_prefix('"')?.strip_suffix('"')?.parse().ok());
        ready(version.map(Self).ok_or_else(|| Problem::invalid("if_match_needed")))
    }
}
