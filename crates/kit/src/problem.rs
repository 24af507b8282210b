//! Every refusal, as RFC 9457 problem+json: a small closed set of kinds, a stable code, a translated title.
use std::{borrow::Cow, fmt};

use actix_web::{HttpResponse, ResponseError, http::StatusCode, http::header};
use serde::{Deserialize, Serialize};

use crate::context;

/// What went wrong, and so which HTTP status says it. The only place that maps to a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The request cannot be read.
    Invalid,
    /// No valid token.
    Unauthenticated,
    /// A valid token that may not do this.
    Forbidden,
    /// Not there, or not the caller's.
    NotFound,
    /// There, but not to be used this way.
    WrongMethod,
    /// The state of things does not allow it now.
    Conflict,
    /// It was there and is no more.
    Gone,
    /// `If-Match` names an older version.
    Stale,
    /// The body is too large.
    TooLarge,
    /// The body has a type that is not accepted.
    Unsupported,
    /// Read, understood, and wrong: see `errors`.
    Unprocessable,
    /// Slow down: see `Retry-After`.
    TooMany,
    /// Our fault.
    Internal,
    /// A part that is needed does not answer.
    Unavailable,
}

impl Kind {
    /// The HTTP status.
    #[must_use]
    pub fn status(self) -> StatusCode {
        match self {
            Self::Invalid => StatusCode::BAD_REQUEST,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Gone => StatusCode::GONE,
            Self::Stale => StatusCode::PRECONDITION_FAILED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unsupported => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unprocessable => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

/// One field that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FieldError {
    /// JSON pointer of the field, `/lines/0/quantity`.
    pub pointer: String,
    /// Stable code, also the text key `field-<code>`.
    pub code: Cow<'static, str>,
    /// What would be right, in the caller's language (filled when the answer is written).
    #[serde(default)]
    pub detail: String,
}

impl FieldError {
    /// A field that is wrong, by pointer and code.
    #[must_use]
    pub fn new(pointer: impl Into<String>, code: &'static str) -> Self {
        Self { pointer: pointer.into(), code: code.into(), detail: String::new() }
    }
}

/// A refusal. `Display` is for logs; the caller gets the translated title of `code`.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Kind, which gives the status.
    pub kind: Kind,
    /// Stable registered code, `sold_out`; the text key is `problem-sold-out`.
    pub code: Cow<'static, str>,
    /// Arguments of the translated text.
    pub args: Vec<(&'static str, String)>,
    /// Fields that are wrong.
    pub errors: Vec<FieldError>,
    /// For a state conflict, the state as it is.
    pub current_state: Option<String>,
    /// Seconds to wait before trying again.
    pub retry_after: Option<u64>,
    /// What the log says; never sent.
    pub internal: Option<String>,
}

/// The wire form.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ProblemBody {
    /// Stable URL of the code, relative to the platform.
    pub r#type: String,
    /// What happened, in the caller's language.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// More about this occurrence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Stable code.
    pub code: String,
    /// Fields that are wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// State as it is, for a state conflict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_state: Option<String>,
    /// Correlation id, to quote to support.
    pub trace_id: String,
    /// Whether the same request may succeed later.
    pub retryable: bool,
}

impl Problem {
    /// A refusal of a kind, with a stable code.
    #[must_use]
    pub fn new(kind: Kind, code: &'static str) -> Self {
        Self {
            kind,
            code: code.into(),
            args: Vec::new(),
            errors: Vec::new(),
            current_state: None,
            retry_after: None,
            internal: None,
        }
    }
    /// 400: the request cannot be read.
    #[must_use]
    pub fn invalid(code: &'static str) -> Self {
        Self::new(Kind::Invalid, code)
    }
    /// 404.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(Kind::NotFound, "not_found")
    }
    /// 403.
    #[must_use]
    pub fn forbidden() -> Self {
        Self::new(Kind::Forbidden, "forbidden")
    }
    /// 401.
    #[must_use]
    pub fn unauthenticated() -> Self {
        Self::new(Kind::Unauthenticated, "unauthenticated")
    }
    /// 405, with the methods that would do: `GET, POST`.
    #[must_use]
    pub fn wrong_method(allow: &str) -> HttpResponse {
        let mut response = Self::new(Kind::WrongMethod, "method_not_allowed").error_response();
        if let Ok(allow) = header::HeaderValue::from_str(allow) {
            response.headers_mut().insert(header::ALLOW, allow);
        }
        response
    }
    /// 409, with a code of the module.
    #[must_use]
    pub fn conflict(code: &'static str) -> Self {
        Self::new(Kind::Conflict, code)
    }
    /// 422, with the fields that are wrong.
    #[must_use]
    pub fn fields(errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::new(Kind::Unprocessable, "fields_wrong") }
    }
    /// 422 for one field.
    #[must_use]
    pub fn field(pointer: impl Into<String>, code: &'static str) -> Self {
        Self::fields(vec![FieldError::new(pointer, code)])
    }
    /// 400 for a query parameter that is wrong.
    #[must_use]
    pub fn parameter(error: FieldError) -> Self {
        Self { kind: Kind::Invalid, ..Self::fields(vec![error]) }
    }
    /// 503: a part that is needed does not answer.
    #[must_use]
    pub fn unavailable(code: &'static str) -> Self {
        Self { retry_after: Some(2), ..Self::new(Kind::Unavailable, code) }
    }
    /// 500: the chain goes to the log, the caller gets the trace id.
    #[must_use]
    pub fn internal(cause: impl fmt::Display) -> Self {
        Self { internal: Some(format!("{cause:#}")), ..Self::new(Kind::Internal, "internal") }
    }
    /// Adds an argument of the translated text.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }
    /// Says the state as it is.
    #[must_use]
    pub fn state(mut self, state: impl Into<String>) -> Self {
        self.current_state = Some(state.into());
        self
    }
    /// Says when to try again.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The wire form, in the language of the current request.
    #[must_use]
    pub fn body(&self) -> ProblemBody {
        let dashed = self.code.replace('_', "-");
        let args: Vec<(&str, &str)> = self.args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let errors = self
            .errors
            .iter()
            .map(|e| FieldError {
                detail: if e.detail.is_empty() {
                    context::text(&format!("field-{}", e.code.replace('_', "-")), &args)
                } else {
                    e.detail.clone()
                },
                ..e.clone()
            })
            .collect();
        ProblemBody {
            r#type: format!("/problems/{}", self.code),
            title: context::text(&format!("problem-{dashed}"), &args),
            status: self.kind.status().as_u16(),
            detail: context::text_opt(&format!("problem-{dashed}.detail"), &args),
            code: self.code.to_string(),
            errors,
            current_state: self.current_state.clone(),
            trace_id: context::correlation(),
            retryable: matches!(self.kind, Kind::TooMany | Kind::Unavailable | Kind::Internal),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.code, self.kind.status().as_u16())?;
        self.internal.as_ref().map_or(Ok(()), |cause| write!(f, ": {cause}"))
    }
}
impl std::error::Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.kind.status()
    }
    fn error_response(&self) -> HttpResponse {
        if self.kind == Kind::Internal {
            tracing::error!(cause = self.internal.as_deref().unwrap_or("unknown"), "request failed");
        }
        let mut response = HttpResponse::build(self.kind.status());
        response.insert_header((header::CONTENT_TYPE, "application/problem+json"));
        response.insert_header((header::CACHE_CONTROL, "no-store"));
        if let Some(seconds) = self.retry_after {
            response.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        if self.kind == Kind::Unauthenticated {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        response.body(serde_json::to_vec(&self.body()).unwrap_or_default())
    }
}

/// Whether the connection ended under the statement: what was asked may be asked again. The driver says the first
/// two, the server the last when it stops or is told to.
fn lost(error: &diesel::result::Error) -> bool {
    use diesel::result::Error::{BrokenTransactionManager, DatabaseError};
    match error {
        BrokenTransactionManager => true,
        DatabaseError(_, said) => {
            ["connection closed", "error communicating with the server", "terminating connection"]
                .iter()
                .any(|words| said.message().starts_with(words))
        }
        _ => false,
    }
}

impl From<diesel::result::Error> for Problem {
    fn from(error: diesel::result::Error) -> Self {
        match error {
            diesel::result::Error::NotFound => Self::not_found(),
            error if lost(&error) => {
                tracing::error!(%error, "the database connection was lost");
                Self::unavailable("database_unavailable")
            }
            other => Self::internal(other),
        }
    }
}
impl From<crate::DbError> for Problem {
    fn from(error: crate::DbError) -> Self {
        match error {
            crate::DbError::Query(inner) => inner.into(),
            crate::DbError::Pool(cause) => {
                tracing::error!(cause, "no database connection");
                Self::unavailable("database_unavailable")
            }
        }
    }
}
impl From<souk_outbox::OutboxError> for Problem {
    fn from(error: souk_outbox::OutboxError) -> Self {
        match error {
            souk_outbox::OutboxError::Database(inner) => inner.into(),
            other => Self::internal(other),
        }
    }
}
impl From<anyhow::Error> for Problem {
    fn from(error: anyhow::Error) -> Self {
        Self::internal(format!("{error:#}"))
    }
}
impl From<souk_events::MoneyError> for Problem {
    fn from(error: souk_events::MoneyError) -> Self {
        Self { internal: Some(error.to_string()), ..Self::new(Kind::Unprocessable, "amount_wrong") }
    }
}
