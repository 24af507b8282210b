//! Pages over HTTP: the answers that every module's screens give, and what is wrong with a form.
use actix_web::{
    HttpResponse, HttpResponseBuilder,
    http::{StatusCode, header},
};

use crate::Problem;

/// What an HTML answer is.
const HTML: (header::HeaderName, &str) = (header::CONTENT_TYPE, "text/html; charset=utf-8");
const NEVER: (header::HeaderName, &str) = (header::CACHE_CONTROL, "no-store");

/// The begin of a whole page, whose navigation and slots the gateway fills.
#[must_use]
pub fn composed(status: StatusCode) -> HttpResponseBuilder {
    let mut answer = HttpResponse::build(status);
    answer.insert_header(HTML).insert_header(("x-souk-compose", "1"));
    answer
}

/// A whole page that is somebody's own: never cached.
#[must_use]
pub fn own(status: StatusCode, html: String) -> HttpResponse {
    composed(status).insert_header(NEVER).body(html)
}

/// A part of a page that is somebody's own, for a slot or a live region: never cached.
#[must_use]
pub fn part(html: String) -> HttpResponse {
    HttpResponse::Ok().insert_header(HTML).insert_header(NEVER).body(html)
}

/// The answer after a form was done: another page.
#[must_use]
pub fn see_other(place: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, place)).finish()
}

/// A text as the value of a query parameter.
#[must_use]
pub fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Leads to the page where people prove again who they are, and back to a page of ours with what was typed. For an
/// answer `step_up_required`.
#[must_use]
pub fn confirm_first(back: &str) -> HttpResponse {
    see_other(&format!("/confirm?next={}", encoded(back)))
}

/// What is wrong with each field of a form: field name and sentence. What belongs to no field has no name and stands
/// on top.
#[derive(Clone, Debug, Default)]
pub struct FormErrors(Vec<(String, String)>);

impl FormErrors {
    /// One sentence about a field.
    #[must_use]
    pub fn one(field: &str, sentence: String) -> Self {
        Self(vec![(field.to_owned(), sentence)])
    }

    /// The errors of a refusal, by the form's field names.
    #[must_use]
    pub fn of(problem: &Problem, field: impl Fn(&str) -> String) -> Self {
        let body = problem.body();
        if body.errors.is_empty() {
            return Self::one("", body.detail.unwrap_or(body.title));
        }
        Self(body.errors.into_iter().map(|e| (field(&e.pointer), e.detail)).collect())
    }

    /// The errors of a refusal of a form whose fields are named as the refusal names them.
    #[must_use]
    pub fn named(problem: &Problem) -> Self {
        Self::of(problem, |pointer| pointer.trim_start_matches('/').to_owned())
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, text)| text.as_str())
    }

    /// All of them, for the summary above the form.
    #[must_use]
    pub fn summary(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(field, text)| (field.as_str(), text.as_str())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_stand_at_their_fields_or_on_top() {
        let wrong = FormErrors::named(&Problem::field("/name", "required"));
        assert!(wrong.get("name").is_some() && wrong.get("slug").is_none());
        let refused = FormErrors::named(&Problem::conflict("stale"));
        assert_eq!(refused.summary().len(), 1);
        assert!(refused.get("").is_some());
    }
}
