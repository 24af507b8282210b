//! What operators see of all merchants' messages that did not arrive, and of files that were not fetched (§10.1).
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use souk_events::{MessageId, MessageRequestId, TenantId};
use souk_kit::{Problem, Scope};

use super::files;
use crate::{
    state::State,
    store::{media_problems, outgoing, problems, trace},
};

const OPERATOR: Scope = Scope::Platform("an operator looks at what did not arrive");
/// How many of each sort are shown.
const SHOWN: i64 = 500;

/// Something that somebody has to deal with.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Waiting {
    /// `mrq_…`, or `msg_…/0` for a file of a message.
    pub id: String,
    /// Whose.
    pub tenant_id: TenantId,
    /// `media_not_attached`, `no_template`, `window_closed`, `auth_20003`, `template_paused`, `sender_offline`,
    /// `send_failed`.
    pub kind: &'static str,
    /// Twilio's code, or a word.
    pub cause: String,
    /// Its first text; empty for a file.
    pub key: String,
    /// How often it was tried.
    pub attempts: i32,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Whether it can be tried again.
    pub again: bool,
}

/// What a cause is among the kinds that operators know.
#[must_use]
pub fn kind(cause: &str) -> &'static str {
    match cause {
        "no_template" => "no_template",
        "63016" => "window_closed",
        "20003" | "401" => "auth_20003",
        "63040" | "63041" | "63042" => "template_paused",
        "sender_offline" | "63002" | "63007" | "63020" => "sender_offline",
        _ => "send_failed",
    }
}

/// What waits for somebody, oldest first.
///
/// # Errors
/// The database.
pub async fn list(state: &State) -> Result<Vec<Waiting>, Problem> {
    let (sent, files) = state
        .db
        .read(OPERATOR, async |conn| {
            let tenants = trace::tenants(conn).await?;
            let sent = problems::open(conn, &tenants, SHOWN).await?;
            Ok::<_, Problem>((sent, media_problems::open(conn, SHOWN).await?))
        })
        .await?;
    let sent = sent.into_iter().map(|row| Waiting {
        id: row.id.to_string(),
        tenant_id: row.tenant_id,
        kind: kind(&row.error_code),
        cause: row.error_code,
        key: row.key,
        attempts: row.attempts,
        since: row.changed_at,
        again: row.state == "dead",
    });
    let files = files.into_iter().map(|row| Waiting {
        id: format!("{}/{}", row.message_id, row.number),
        tenant_id: row.tenant_id,
        kind: "media_not_attached",
        cause: row.cause,
        key: String::new(),
        attempts: row.attempts,
        since: row.first_at,
        again: true,
    });
    let mut all: Vec<_> = sent.chain(files).collect();
    all.sort_by_key(|one| one.since);
    Ok(all)
}

/// What is done about them.
#[derive(Clone, Debug)]
pub enum Deed {
    /// They are tried again, so many in a minute.
    Retry {
        /// At least one.
        per_minute: u16,
    },
    /// They are put aside, with the reason.
    Discard(String),
}

/// Does it; returns to how many: those that are no problem any more are not among them.
///
/// # Errors
/// The database.
pub async fn act(state: &State, ids: &[String], deed: &Deed) -> Result<u64, Problem> {
    let now = state.clock.now();
    let mut done = 0;
    let mut place = 0;
    for id in ids {
        let file = id
            .split_once('/')
            .and_then(|(message, number)| Some((message.parse().ok()?, number.parse().ok()?)));
        let did = match (file, id.parse::<MessageRequestId>(), deed) {
            (Some((message, number)), _, deed) => file_of(state, (message, number), deed, now).await?,
            (None, Ok(id), Deed::Retry { per_minute }) => {
                let gap = TimeDelta::milliseconds(60_000 / i64::from((*per_minute).max(1)));
                let due = now + gap * place;
                place += 1;
                message(state, id, async |conn, tenant| {
                    Ok(outgoing::again(conn, (tenant, id), due, now).await?)
                })
                .await?
            }
            (None, Ok(id), Deed::Discard(why)) => {
                message(state, id, async |conn, tenant| {
                    Ok(problems::discard(conn, (tenant, id), why, now).await?)
                })
                .await?
            }
            (None, Err(_), _) => false,
        };
        done += u64::from(did);
    }
    state.due.notify_one();
    Ok(done)
}

/// Does something to a message that went out, as its merchant.
async fn message(
    state: &State,
    id: MessageRequestId,
    deed: impl AsyncFn(&mut souk_kit::Conn, TenantId) -> Result<bool, Problem>,
) -> Result<bool, Problem> {
    state
        .db
        .read(OPERATOR, async |conn| match trace::went(conn, &[id]).await?.first() {
            Some(row) => deed(conn, row.tenant_id).await,
            None => Ok(false),
        })
        .await
}

async fn file_of(
    state: &State,
    (message, number): (MessageId, i32),
    deed: &Deed,
    now: DateTime<Utc>,
) -> Result<bool, Problem> {
    match deed {
        Deed::Retry { .. } => {
            let place = usize::try_from(number).unwrap_or_default();
            Ok(files::fetch(state, message, place).await.is_ok())
        }
        Deed::Discard(why) => {
            state
                .db
                .read(OPERATOR, async |conn| {
                    Ok(media_problems::discard(conn, (message, number), why, now).await?)
                })
                .await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_are_sorted_by_what_is_to_be_done() {
        let kinds: Vec<_> = ["no_template", "63016", "20003", "63041", "63007", "63003", ""].map(kind).into();
        assert_eq!(
            kinds,
            [
                "no_template",
                "window_closed",
                "auth_20003",
                "template_paused",
                "sender_offline",
                "send_failed",
                "send_failed"
            ]
        );
    }
}
