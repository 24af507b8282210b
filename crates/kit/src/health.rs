//! Health that tells the truth: alive is not ready, ready means that requests are answered, and every part that
//! does not work is named.
use serde::{Deserialize, Serialize};
use souk_outbox::Pulse;

use crate::Db;

/// The part without which no request is answered.
const DATABASE: &str = "database";
/// The part without which facts told meanwhile would never reach this module.
const QUEUE: &str = "queue";

/// How one part is.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Check {
    /// `database`, `queue`, `relay`, `receiver`, `worker`, `timers`.
    pub name: String,
    /// Whether it works.
    pub ok: bool,
    /// What is wrong.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// How a module is.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Health {
    /// The module.
    pub module: String,
    /// Its release.
    pub version: String,
    /// Whether it can answer requests. Facts that wait for the broker do not keep it from that.
    pub ready: bool,
    /// Its parts.
    pub checks: Vec<Check>,
}

/// Looks at the database and the event machinery.
pub(crate) async fn look(module: &str, version: &str, db: Option<&Db>, pulse: Option<&Pulse>) -> Health {
    use diesel_async::RunQueryDsl;
    let mut checks = Vec::new();
    if let Some(db) = db {
        let answer = async {
            let mut conn = db.public().await.map_err(|e| e.to_string())?;
            diesel::select(diesel::dsl::sql::<diesel::sql_types::Integer>("1"))
                .get_result::<i32>(&mut conn)
                .await
                .map_err(|e| e.to_string())
        }
        .await;
        let detail = answer.as_ref().err().cloned().unwrap_or_default();
        checks.push(Check { name: DATABASE.into(), ok: answer.is_ok(), detail });
    }
    if let Some(pulse) = pulse {
        let detail = if pulse.listens() { "" } else { "not declared yet" };
        checks.push(Check { name: QUEUE.into(), ok: detail.is_empty(), detail: detail.into() });
        let reading = pulse.read();
        for part in ["relay", "receiver", "worker", "timers"] {
            let detail = reading.troubles.get(part).cloned().unwrap_or_default();
            checks.push(Check { name: part.into(), ok: detail.is_empty(), detail });
        }
    }
    Health { module: module.into(), version: version.into(), ready: answers(&checks), checks }
}

/// What a request needs is there.
fn answers(checks: &[Check]) -> bool {
    checks.iter().all(|check| check.ok || ![DATABASE, QUEUE].contains(&check.name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broker_that_is_away_closes_no_shop() {
        let parts = |database, relay| {
            [("database", database), ("relay", relay)].map(|(name, ok)| Check {
                name: name.into(),
                ok,
                detail: String::new(),
            })
        };
        assert!(answers(&parts(true, true)) && answers(&parts(true, false)));
        assert!(!answers(&parts(false, true)));
    }
}
