//! Twilio tells how a message stands: in any order, more than once.
use souk_events::MessageRequestId;
use souk_kit::{Conn, Problem, Scope};

use super::{enqueue::undelivered, settle};
use crate::{
    domain::{inbound, outcome},
    state::State,
    store::{
        outgoing::{self, Outgoing},
        returns::{self, Return},
        senders::Sender,
    },
};

/// Takes a verified status over.
///
/// # Errors
/// The database.
pub async fn take(
    state: &State,
    sender: &Sender,
    request: Option<MessageRequestId>,
    body: &[u8],
) -> Result<(), Problem> {
    let form = inbound::form(body);
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let (sid, code) = (field("MessageSid"), field("ErrorCode"));
    let Some((to, place)) = outcome::state_of(field("MessageStatus")) else { return Ok(()) };
    if sid.is_empty() || sid.len() > 64 || field("AccountSid") != sender.account_sid {
        return Ok(());
    }
    let now = state.clock.now();
    state
        .db
        .write(Scope::Tenant(sender.tenant_id), async |conn| {
            let Some(row) = meant(conn, sender, request, sid).await? else {
                tracing::info!(sender = %sender.id, "a status of a message that is not ours");
                return Ok(());
            };
            let again = settle::comes_again(&row, code).filter(|_| to == "failed");
            if let Some((pause, as_template)) = again {
                let back = Return { sid: Some(sid), code, until: now + pause, as_template };
                if returns::give_back(conn, &row, &outcome::before(place), back, now).await? {
                    tracing::warn!(request = %row.id, key = row.key, code, "a message came back and goes again");
                    settle::follow(conn, (&row, sender), code, now).await?;
                }
                return Ok(());
            }
            let news = (to, code, sid);
            if !outgoing::move_on(conn, row.id, &outcome::before(place), news, now).await? {
                return Ok(());
            }
            if row.sid.is_none() {
                // The answer to the sending was lost or is later than its status.
                settle::tell_accepted(conn, &row, sid, now).await?;
            }
            if to == "failed" {
                tracing::warn!(request = %row.id, key = row.key, code, "a message did not arrive");
                settle::follow(conn, (&row, sender), code, now).await?;
                undelivered(conn, &row, ("failed", code), now).await?;
            }
            Ok::<_, Problem>(())
        })
        .await?;
    state.due.notify_one();
    Ok(())
}

/// The message of a status: by the id in the callback's address, else by Twilio's.
async fn meant(
    conn: &mut Conn,
    sender: &Sender,
    request: Option<MessageRequestId>,
    sid: &str,
) -> Result<Option<Outgoing>, Problem> {
    let id = match request {
        Some(id) => Some(id),
        None => outgoing::by_sid(conn, sender.tenant_id, sid).await?,
    };
    match id {
        Some(id) => Ok(outgoing::find(conn, sender.tenant_id, id).await?),
        None => Ok(None),
    }
}
