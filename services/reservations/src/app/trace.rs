//! What operators find a piece of a live by: its code and the session it was sold in (`A12@` and the session's id).
use std::collections::BTreeSet;

use serde_json::json;
use souk_events::LiveSessionId;
use souk_kit::{
    Problem, Scope, db,
    trace::{Step, Trace},
};

use crate::{
    state::State,
    store::{audit, reservations, sessions},
};

const SUPPORT: Scope = Scope::Platform("an operator follows a piece of a live");
/// How many reservations of a session, and how many deeds of a piece, are looked at.
const RESERVATIONS: i64 = 2000;
const DEEDS: i64 = 200;

/// The reservations of a code in a session.
///
/// # Errors
/// The database.
pub async fn find(state: &State, key: &str) -> Result<Trace, Problem> {
    let Some((code, session)) = key.split_once('@') else { return Ok(Trace::default()) };
    let (code, Ok(session)) = (code.trim().to_uppercase(), session.trim().parse::<LiveSessionId>()) else {
        return Ok(Trace::default());
    };
    state
        .db
        .read(SUPPORT, async |conn| {
            let mut found = Trace::default();
            let Some(live) = sessions::find(conn, session).await? else { return Ok(found) };
            // Within its merchant the indexes serve.
            db::enter(conn, Scope::Tenant(live.tenant_id)).await?;
            let (mut items, mut correlations) = (BTreeSet::new(), BTreeSet::new());
            for row in reservations::of_session(conn, session, RESERVATIONS).await? {
                if row.code.to_uppercase() == code {
                    found.subjects.push(row.id.to_string());
                    items.insert(row.item_id);
                }
            }
            for item in items {
                for deed in audit::of_item(conn, item, DEEDS).await? {
                    if !deed.correlation.is_empty() {
                        correlations.insert(deed.correlation);
                    }
                    let detail = json!({ "seq": deed.seq, "actor": deed.actor });
                    found.steps.push(Step::new(deed.at, &deed.action, deed.target, detail));
                }
            }
            found.correlations = correlations.into_iter().collect();
            Ok::<_, Problem>(found)
        })
        .await
}
