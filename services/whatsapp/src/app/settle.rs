//! What became of an attempt, written down and told.
use chrono::TimeDelta;
use souk_events::whatsapp::v1::{MessageAccepted, SenderChanged};
use souk_kit::{Conn, Problem};

use super::enqueue::{meta, undelivered};
use crate::{
    domain::outcome::{self, Remedy, Verdict},
    state::State,
    store::{
        contacts,
        outgoing::{self, Outgoing},
        returns::{self, Return},
        senders::{self, Sender},
        texts,
    },
};

/// How long messages of a number that cannot send wait before they are looked at again.
const OFFLINE: TimeDelta = TimeDelta::minutes(1);
/// How long a number rests that sent too fast.
const TOO_FAST: TimeDelta = TimeDelta::minutes(5);
/// How long nothing that nobody asked for goes once Meta's limit of the day is reached.
const UNASKED: TimeDelta = TimeDelta::hours(24);

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
            follow(conn, (row, sender), &code, now).await?;
            again(conn, row, (made, false), (&code, after), now).await
        }
        Verdict::Unclear(code) => {
            let made = outgoing::note_attempt(conn, whose, &code, now).await?;
            again(conn, row, (made, true), (&code, None), now).await
        }
        Verdict::Final(code) => {
            outgoing::note_attempt(conn, whose, &code, now).await?;
            follow(conn, (row, sender), &code, now).await?;
            match comes_again(row, &code) {
                Some((pause, as_template)) => {
                    let back = Return { sid: None, code: &code, until: now + pause, as_template };
                    returns::give_back(conn, row, &["sending"], back, now).await?;
                    Ok(())
                }
                None => end(conn, row, ("dead", &code), now).await,
            }
        }
        Verdict::Offline(code) => {
            let made = outgoing::note_attempt(conn, whose, &code, now).await?;
            go_offline(conn, sender, &code, now).await?;
            // While the number is offline nothing is tried; what came back each time that it was online is given up.
            if outcome::pause(made, row.id.0.as_u128()).is_none() {
                return end(conn, row, ("dead", &code), now).await;
            }
            Ok(outgoing::wait(conn, row.id, now + OFFLINE, false, "sender_offline").await?)
        }
    }
}

/// The number cannot send: its messages wait, which is told once.
///
/// # Errors
/// The database.
pub async fn go_offline(
    conn: &mut Conn,
    sender: &Sender,
    code: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), Problem> {
    if let Some(sender) = senders::go_offline(conn, (sender.tenant_id, sender.id), code, now).await? {
        tracing::error!(sender = %sender.id, code, "a number cannot send any more");
        tell_sender(conn, &sender, now).await?;
    }
    Ok(())
}

/// What a code means for the number, the contact and the template, whichever way it came.
///
/// # Errors
/// The database.
pub async fn follow(
    conn: &mut Conn,
    (row, sender): (&Outgoing, &Sender),
    code: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), Problem> {
    let whose = (row.tenant_id, sender.id);
    match outcome::remedy(code) {
        Remedy::Rest(pause) => senders::pause(conn, whose, now + pause).await?,
        Remedy::Limit if row.as_template => {
            tracing::error!(sender = %sender.id, code, "the limit of the day is reached");
            senders::pause_unasked(conn, whose, now + UNASKED).await?;
        }
        Remedy::Limit => senders::pause(conn, whose, now + TOO_FAST).await?,
        Remedy::Offline => go_offline(conn, sender, code, now).await?,
        Remedy::Block => contacts::block(conn, row.contact_id, code).await?,
        Remedy::PauseTemplate => {
            tracing::error!(sender = %sender.id, key = row.key, code, "a template is taken no more");
            texts::pause_template(conn, whose, (&row.key, &row.locale), code).await?;
        }
        Remedy::Later | Remedy::Template | Remedy::Never => {}
    }
    Ok(())
}

/// When a message goes again that came back with this code, and whether as a template. None: it does not.
#[must_use]
pub fn comes_again(row: &Outgoing, code: &str) -> Option<(TimeDelta, bool)> {
    match outcome::remedy(code) {
        Remedy::Template if !row.as_template => Some((TimeDelta::zero(), true)),
        Remedy::Later | Remedy::Rest(_) | Remedy::Limit => {
            Some((outcome::pause(row.attempts, row.id.0.as_u128())?, row.as_template))
        }
        Remedy::Offline => {
            outcome::pause(row.attempts, row.id.0.as_u128())?;
            Some((OFFLINE, row.as_template))
        }
        Remedy::Never if row.with_buttons => Some((TimeDelta::zero(), row.as_template)),
        Remedy::Template | Remedy::Block | Remedy::PauseTemplate | Remedy::Never => None,
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
    if outgoing::accept(conn, row, sid, now).await? {
        tell_accepted(conn, row, sid, now).await?;
    }
    Ok(())
}

/// Tells that Twilio has a message.
///
/// # Errors
/// The database.
pub async fn tell_accepted(
    conn: &mut Conn,
    row: &Outgoing,
    sid: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), Problem> {
    let told = MessageAccepted {
        request_id: row.id.to_string(),
        contact_id: row.contact_id.to_string(),
        message_sid: sid.to_owned(),
    };
    souk_outbox::publish(conn, &meta(row), now, &told).await?;
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
