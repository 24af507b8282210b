//! What became of an attempt, written down and told.
use chrono::TimeDelta;
use souk_events::whatsapp::v1::{MessageAccepted, SenderChanged};
use souk_kit::{Conn, Problem};

use super::enqueue::{meta, undelivered};
use crate::{
    domain::outcome::{self, Verdict},
    state::State,
    store::{
        contacts,
        outgoing::{self, Outgoing},
        senders::{self, Sender},
    },
};

/// How long messages of a number that cannot send wait before they are looked at again.
const OFFLINE: TimeDelta = TimeDelta::minutes(1);

/// Acts on a verdict, in one transaction.
///
/// # Errors
/// The database.
pub async fn settle(
    state: &State,
    conn: &mut Conn,
    (row, sender): (&Outgoing, &Sender),
    verdict: Verdict,
) -> Result<(), Problem> {
    let now = state.clock.now();
    let whose = (row.tenant_id, row.id);
    match verdict {
        Verdict::Accepted(sid) => {
            outgoing::note_attempt(conn, whose, "accepted", now).await?;
            accepted(conn, row, &sid, now).await
        }
        Verdict::Again { code, after } => {
            let made = outgoing::note_attempt(conn, whose, &code, now).await?;
            if let Some(pause) = outcome::sender_pause(&code) {
                senders::pause(conn, (row.tenant_id, sender.id), now + pause).await?;
            }
            again(conn, row, (made, false), (&code, after), now).await
        }
        Verdict::Unclear(code) => {
            let made = outgoing::note_attempt(conn, whose, &code, now).await?;
            again(conn, row, (made, true), (&code, None), now).await
        }
        Verdict::Final(code) => {
            outgoing::note_attempt(conn, whose, &code, now).await?;
            if outcome::blocks(&code) {
                contacts::block(conn, row.contact_id, &code).await?;
            }
            end(conn, row, ("dead", &code), now).await
        }
        Verdict::Offline(code) => {
            outgoing::note_attempt(conn, whose, &code, now).await?;
            if let Some(sender) = senders::go_offline(conn, (row.tenant_id, sender.id), &code, now).await? {
                tracing::error!(sender = %sender.id, code, "a number cannot send any more");
                tell_sender(conn, &sender, now).await?;
            }
            Ok(outgoing::wait(conn, row.id, now + OFFLINE, false, "sender_offline").await?)
        }
    }
}

/// Twilio has it under this id.
///
/// # Errors
/// The database.
pub async fn accepted(
    conn: &mut Conn,
    row: &Outgoing,
    sid: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), Problem> {
    if outgoing::accept(conn, row.id, sid, now).await? {
        let told = MessageAccepted {
            request_id: row.id.to_string(),
            contact_id: row.contact_id.to_string(),
            message_sid: sid.to_owned(),
        };
        souk_outbox::publish(conn, &meta(row), now, &told).await?;
    }
    Ok(())
}

async fn again(
    conn: &mut Conn,
    row: &Outgoing,
    (made, unclear): (i32, bool),
    (code, after): (&str, Option<TimeDelta>),
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), Problem> {
    let Some(pause) = outcome::pause(made, row.id.0.as_u128()) else {
        return end(conn, row, ("dead", code), now).await;
    };
    let until = now + after.map_or(pause, |after| after.max(pause));
    Ok(outgoing::wait(conn, row.id, until, unclear, code).await?)
}

/// It is over and did not arrive, which is told once.
///
/// # Errors
/// The database.
pub async fn end(
    conn: &mut Conn,
    row: &Outgoing,
    (state, code): (&str, &str),
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), Problem> {
    if outgoing::end(conn, row.id, (state, code), now).await? {
        tracing::warn!(request = %row.id, key = row.key, state, code, "a message was not sent");
        undelivered(conn, row, (state, code), now).await?;
    }
    Ok(())
}

/// Tells how a number stands.
///
/// # Errors
/// The database.
pub async fn tell_sender(
    conn: &mut Conn,
    sender: &Sender,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), Problem> {
    let told = SenderChanged {
        sender_id: sender.id.to_string(),
        store_id: sender.store_id.to_string(),
        state: sender.state.clone(),
        revision: sender.revision,
    };
    souk_outbox::publish(conn, &souk_kit::meta(Some(sender.tenant_id)), now, &told).await?;
    Ok(())
}
