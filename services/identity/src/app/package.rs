//! Everything that the platform keeps of a person, gathered for themselves.
use std::time::Duration;

use serde_json::{Map, Value, json};
use souk_events::{Subject, UserId};
use souk_kit::{AskError, Problem, Scope};

use super::{consents, passkeys, profile, second_factor};
use crate::{State, store::sessions};

/// How long a module may take.
const BUDGET: Duration = Duration::from_secs(3);

/// The package: a part for each module, and the modules that did not answer.
///
/// # Errors
/// The database.
pub async fn gather(state: &State, user: UserId) -> Result<Value, Problem> {
    let mut parts = Map::new();
    parts.insert("identity".into(), own(state, user).await?);
    let mut missing = Vec::new();
    for module in state.config.privacy.data_from() {
        match state.ask.get::<Value>(module, &format!("/internal/persons/{user}/data"), BUDGET).await {
            Ok(part) => {
                parts.insert(module.into(), part);
            }
            Err(AskError::Refused { problem, .. }) if problem.status == 404 => {}
            Err(_) => missing.push(module),
        }
    }
    tracing::info!(%user, missing = missing.join(" "), "a person took their data");
    Ok(json!({ "user_id": user, "made_at": state.clock.now(), "data": parts, "did_not_answer": missing }))
}

async fn own(state: &State, user: UserId) -> Result<Value, Problem> {
    let me = profile::find(state, user).await?;
    let (agreed, phone) = consents::current(state, user).await?;
    let factor = second_factor::status(state, user).await?;
    let keys: Vec<_> = passkeys::list(state, user)
        .await?
        .into_iter()
        .map(|k| json!({ "name": k.name, "since": k.created_at, "last_used_at": k.used_at }))
        .collect();
    let now = state.clock.now();
    let living = state
        .db
        .read(Scope::Subject(Subject::User(user)), async |conn| {
            Ok::<_, Problem>(sessions::of_user(conn, user, now).await?)
        })
        .await?;
    let devices: Vec<_> = living
        .iter()
        .map(|s| json!({ "device": s.device, "since": s.created_at, "last_seen_at": s.last_seen_at }))
        .collect();
    let consents: Vec<_> = agreed
        .iter()
        .map(|c| json!({ "tenant_id": c.tenant_id, "purpose": c.purpose, "text": c.text_version, "since": c.at }))
        .collect();
    let works: Vec<_> =
        me.tenants.iter().map(|r| json!({ "tenant_id": r.tenant, "name": r.name, "role": r.role })).collect();
    Ok(json!({ "email": me.email, "display_name": me.display_name, "language": me.language, "phone": phone,
        "second_factor": factor.on, "passkeys": keys, "devices": devices, "consents": consents, "works_for": works }))
}
