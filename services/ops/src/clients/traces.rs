//! Asks the modules that know more of a message or a piece of a live than the facts say.
use souk_kit::trace::{Step, Trace, TraceRequest};

use super::modules::Modules;

/// Those that answer.
const WHO: [&str; 2] = ["whatsapp", "reservations"];
const PATH: &str = "/internal/trace?purpose=support";

/// Asks all of them about a name, or about things by their ids. Answers what they know, and who did not answer.
pub async fn ask(modules: &Modules, key: &str, subjects: Vec<String>) -> (Trace, Vec<String>) {
    let body = serde_json::json!(TraceRequest { key: key.to_owned(), subjects });
    let asked = WHO.into_iter().filter(|name| modules.has(name));
    let answers = asked.map(|name| {
        let body = &body;
        async move { (name, modules.post::<Trace>(name, PATH, body).await) }
    });
    let (mut all, mut silent) = (Trace::default(), Vec::new());
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
                silent.push(name.to_owned());
            }
        }
    }
    (all, silent)
}
