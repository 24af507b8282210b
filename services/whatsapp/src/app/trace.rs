//! What operators search a message by, and what became of it: never what it says, never who wrote it (§10.1).
use serde_json::json;
use souk_events::{MessageId, MessageRequestId};
use souk_kit::{
    Problem, Scope,
    trace::{Step, Trace},
};

use super::people;
use crate::{domain::number, state::State, store::trace};

const SUPPORT: Scope = Scope::Platform("an operator follows a message");
/// How many messages a phone or a cause leads to.
const LAST: i64 = 20;

/// The messages behind Twilio's id, a phone, a cause, or the id under which one was asked for.
///
/// # Errors
/// The database.
pub async fn find(state: &State, key: &str) -> Result<Trace, Problem> {
    state
        .db
        .read(SUPPORT, async |conn| {
            let tenants = trace::tenants(conn).await?;
            let (mut came, mut went): (Vec<MessageId>, Vec<MessageRequestId>) = Default::default();
            if let Ok(id) = key.parse() {
                went.push(id);
            } else if let Some(phone) = number::phone(key) {
                let hashes: Vec<_> =
                    tenants.iter().flat_map(|t| people::hashes(state, *t, "phone", Some(&phone))).collect();
                for whose in trace::by_hash(conn, &tenants, &hashes).await? {
                    let (theirs, ours) = trace::of_contact(conn, whose, LAST).await?;
                    came.extend(theirs);
                    went.extend(ours);
                }
            } else if key.len() == 34 && (key.starts_with("SM") || key.starts_with("MM")) {
                (came, went) = trace::by_sid(conn, &tenants, key).await?;
            } else {
                went = trace::by_code(conn, &tenants, key, LAST).await?;
            }
            let mut found = Trace::default();
            found.subjects.extend(came.iter().map(ToString::to_string));
            for row in trace::went(conn, &went).await? {
                found.subjects.push(row.id.to_string());
                found.correlations.push(row.correlation);
            }
            found.correlations.retain(|correlation| !correlation.is_empty());
            found.correlations.sort_unstable();
            found.correlations.dedup();
            Ok::<_, Problem>(found)
        })
        .await
}

/// What became of these messages, oldest first.
///
/// # Errors
/// The database.
pub async fn steps(state: &State, subjects: &[String]) -> Result<Vec<Step>, Problem> {
    let came: Vec<MessageId> = subjects.iter().filter_map(|id| id.parse().ok()).collect();
    let went: Vec<MessageRequestId> = subjects.iter().filter_map(|id| id.parse().ok()).collect();
    let (came, went, attempts) = state
        .db
        .read(SUPPORT, async |conn| {
            let received = trace::came(conn, &came).await?;
            let sent = trace::went(conn, &went).await?;
            Ok::<_, Problem>((received, sent, trace::attempts(conn, &went).await?))
        })
        .await?;
    let mut all = Vec::new();
    for row in came {
        let detail = json!({ "message_sid": row.message_sid, "seq": row.seq, "role": row.role, "kind": row.kind,
            "signature": if row.recovered { "recovered" } else { "verified" }, "held": row.held,
            "opt_word": row.opt_word });
        all.push(Step::new(row.received_at, "received", row.id.to_string(), detail));
    }
    for (id, number, at, outcome) in attempts {
        all.push(Step::new(at, "attempt", id.to_string(), json!({ "number": number, "outcome": outcome })));
    }
    for row in went {
        let id = row.id.to_string();
        let detail = json!({ "key": row.key, "class": row.class, "in_reply_to": row.in_reply_to });
        all.push(Step::new(row.created_at, "asked", id.clone(), detail));
        if row.changed_at > row.created_at || row.state != "pending" {
            let detail = json!({ "state": row.state, "code": row.error_code, "message_sid": row.sid,
                "came_back": row.old_sids, "as_template": row.as_template });
            all.push(Step::new(row.changed_at, "status", id, detail));
        }
    }
    let place = |step: &Step| ["received", "asked", "attempt"].iter().position(|kind| *kind == step.kind);
    all.sort_by_key(|step| (step.at, place(step).unwrap_or(usize::MAX)));
    Ok(all)
}
