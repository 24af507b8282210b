//! The gateway's own refusals, before they become JSON or a page.
use actix_web::http::{
    StatusCode,
    header::{HeaderMap, HeaderName, HeaderValue},
};
use souk_kit::{Kind, Problem, problem::ProblemBody};

use crate::domain::bucket::{Rate, Verdict};

/// Why a request does not pass.
#[derive(Clone, Debug)]
pub enum Refusal {
    /// An ordinary problem.
    Problem(Problem),
    /// 431, which no module knows.
    HeadersTooLarge,
    /// 429, with what the bucket says.
    Limited(Rate, Verdict),
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl Refusal {
    /// A part that is switched off.
    #[must_use]
    pub fn disabled() -> Self {
        Problem::new(Kind::NotFound, "module_disabled").into()
    }

    /// Status, wire form and headers.
    #[must_use]
    pub fn parts(self) -> (StatusCode, ProblemBody, HeaderMap) {
        let mut headers = HeaderMap::new();
        let mut say = |name: &'static str, value: String| {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        };
        let problem = match self {
            Self::Problem(problem) => problem,
            Self::HeadersTooLarge => {
                let status = StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE;
                let body = Problem::invalid("headers_too_large").body();
                return (status, ProblemBody { status: status.as_u16(), ..body }, headers);
            }
            Self::Limited(rate, verdict) => {
                say("ratelimit-limit", rate.burst.to_string());
                say("ratelimit-remaining", verdict.remaining.to_string());
                say("ratelimit-reset", verdict.reset.to_string());
                Problem::new(Kind::TooMany, "too_many_requests")
                    .arg("seconds", verdict.retry_after.to_string())
                    .retry_after(verdict.retry_after)
            }
        };
        if let Some(seconds) = problem.retry_after {
            say("retry-after", seconds.to_string());
        }
        if let Some(cause) = &problem.internal {
            tracing::error!(cause, "request failed");
        }
        (problem.kind.status(), problem.body(), headers)
    }
}
