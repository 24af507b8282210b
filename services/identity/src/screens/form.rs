//! What was wrong with a form, in words, field by field.
use actix_web::http::StatusCode;
use souk_kit::{Problem, View};

/// The messages of a refused form; empty for one that is shown first.
#[derive(Clone, Default)]
pub struct Errors {
    pairs: Vec<(String, String)>,
    status: StatusCode,
}

impl Errors {
    /// Reads a refusal: messages at their fields, or the title for the whole form.
    pub fn of(problem: &Problem) -> Self {
        let body = problem.body();
        let status = problem.kind.status();
        let mut pairs: Vec<_> = body
            .errors
            .into_iter()
            .map(|e| (e.pointer.trim_start_matches('/').to_owned(), e.detail))
            .collect();
        if pairs.is_empty() {
            let detail = body.detail.map(|d| format!(" {d}")).unwrap_or_default();
            pairs.push((String::new(), format!("{}.{detail}", body.title.trim_end_matches('.'))));
        }
        Self { pairs, status }
    }

    /// Errors that a person can mend are shown in the form; anything else is answered as the problem it is.
    ///
    /// # Errors
    /// Our own failures.
    pub fn mend(problem: Problem) -> Result<Self, Problem> {
        if problem.kind == souk_kit::Kind::Internal {
            // Logged where problems become answers.
            return Err(problem);
        }
        Ok(Self::of(&problem))
    }

    /// The message of a field.
    pub fn at(&self, field: &str) -> Option<&str> {
        self.pairs.iter().find(|(name, _)| name == field).map(|(_, message)| message.as_str())
    }

    /// Field and message, for the summary.
    pub fn list(&self) -> Vec<(&str, &str)> {
        self.pairs.iter().map(|(name, message)| (name.as_str(), message.as_str())).collect()
    }

    /// Title of the summary.
    pub fn title(view: &View) -> String {
        view.t("form-wrong")
    }

    /// The status of the page.
    pub fn status(&self) -> StatusCode {
        self.status
    }
}
