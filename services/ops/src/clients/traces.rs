//! Asks the modules that know more of a message or a piece of a live than the facts say.
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::modules::Modules;

/// Those that answer.
const WHO: [&str; 2] = ["whatsapp", "reservations"];
const PATH: &str = "/internal/trace?purpose=support";

/// Something that happened to a message or a piece, beside what was told as a fact. What a message says and who wrote
/// it is no part of it.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Step {
    /// The module that says so.
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

/// What a name leads to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Trace {
    /// Ids, as facts name them.
    pub subjects: Vec<String>,
    /// What they belong to.
    pub correlations: Vec<String>,
    /// What happened beside the facts.
    pub steps: Vec<Step>,
    /// Modules that did not answer.
    #[serde(skip)]
    pub silent: Vec<String>,
}

/// Asks all of them about a name, or about things by their ids; one that does not answer is named.
pub async fn ask(modules: &Modules, key: &str, subjects: &[String]) -> Trace {
    let body = json!({ "key": key, "subjects": subjects });
    let asked = WHO.into_iter().filter(|name| modules.has(name));
    let answers = asked.map(|name| {
        let body = &body;
        async move { (name, modules.post::<Trace>(name, PATH, body).await) }
    });
    let mut all = Trace::default();
    for (name, answer) in futures_util::future::join_all(answers).await {
        match answer {
            Ok(Some(trace)) => {
                all.subjects.extend(trace.subjects);
                all.correlations.extend(trace.correlations);
                all.steps
                    .extend(trace.steps.into_iter().map(|step| Step { source: name.to_owned(), ..step }));
            }
            Ok(None) => {}
            Err(error) => {
                tracing::warn!(module = name, %error, "a module did not say what it knows");
                all.silent.push(name.to_owned());
            }
        }
    }
    all
}
