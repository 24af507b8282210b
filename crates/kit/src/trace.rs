//! `POST /internal/trace`: what a module knows of a name that operators search, beside the facts that were told. What
//! somebody said and who they are is no part of it.
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Problem;

/// The longest name.
const KEY_MAX: usize = 100;
/// The most things that are asked about at once.
pub const MOST: usize = 500;

/// What is searched.
#[derive(Debug, Default, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TraceRequest {
    /// What the module finds things by: an id of a provider, a phone, a cause, a code and its session.
    #[schema(max_length = 100)]
    pub key: String,
    /// Ids of things whose steps are wanted.
    #[schema(max_items = 500)]
    pub subjects: Vec<String>,
}

impl TraceRequest {
    /// The name, without spaces around it.
    ///
    /// # Errors
    /// 422 for a name that is too long, or too many ids.
    pub fn key(&self) -> Result<&str, Problem> {
        if self.key.chars().count() > KEY_MAX {
            return Err(Problem::field("/key", "too_long"));
        }
        if self.subjects.len() > MOST {
            return Err(Problem::field("/subjects", "too_many"));
        }
        Ok(self.key.trim())
    }
}

/// Something that happened, beside what was told as a fact.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Step {
    /// The module that says so; whoever asks knows it.
    #[serde(default)]
    pub source: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What: `received`, `asked`, `attempt`, `status`, or what was done.
    pub kind: String,
    /// The id of what it happened to.
    pub subject: String,
    /// Ids, states and codes.
    #[schema(value_type = Object)]
    pub detail: Value,
}

impl Step {
    /// A step of the module that is asked.
    #[must_use]
    pub fn new(at: DateTime<Utc>, kind: &str, subject: String, detail: Value) -> Self {
        Self { source: String::new(), at, kind: kind.to_owned(), subject, detail }
    }
}

/// What a name leads to.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Trace {
    /// Ids, as facts name them.
    pub subjects: Vec<String>,
    /// What they belong to.
    pub correlations: Vec<String>,
    /// What happened, oldest first.
    pub steps: Vec<Step>,
}
