//! Sends queued mails outside of any transaction: claimed with a lease, tried again with growing pauses.
use std::time::Duration;

use chrono::TimeDelta;
use souk_kit::{Problem, Scope};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{State, app::mailing::Letter, store::mails};

const LEASE: TimeDelta = TimeDelta::seconds(60);
const SCOPE: Scope = Scope::Platform("mail queue");

/// Works until the module stops.
pub(super) async fn run(state: &State, stop: &CancellationToken) {
    let pause = Duration::from_secs(state.config.mail_queue.look_seconds.max(1));
    while !stop.is_cancelled() {
        match send_due(state).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::warn!(%error, "mails wait"),
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = state.mail_waiting.notified() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Sends what is due; returns how many were tried.
async fn send_due(state: &State) -> Result<usize, Problem> {
    let now = state.clock.now();
    let due = state
        .db
        .read(SCOPE, async |conn| Ok::<_, Problem>(mails::claim(conn, now + LEASE, now).await?))
        .await?;
    for (id, sealed, attempts) in &due {
        let done = send(state, sealed).await;
        settle(state, *id, *attempts, done).await?;
    }
    Ok(due.len())
}

async fn send(state: &State, sealed: &[u8]) -> anyhow::Result<()> {
    let letter: Letter = serde_json::from_slice(&state.sealer.open_platform(sealed)?)?;
    state.mailer.send(&letter.to, &letter.subject, &letter.text).await
}

async fn settle(state: &State, id: Uuid, attempts: i32, done: anyhow::Result<()>) -> Result<(), Problem> {
    let now = state.clock.now();
    state
        .db
        .read(SCOPE, async |conn| {
            let Err(error) = done else { return Ok(mails::sent(conn, id).await?) };
            let give_up = attempts >= state.config.mail_queue.max_attempts;
            // Only the outermost words: a server's answer may quote the address.
            tracing::warn!(%id, attempts, give_up, %error, "mail not sent");
            let wait = TimeDelta::seconds(15 << attempts.clamp(0, 8));
            Ok(mails::failed(conn, id, &error.to_string(), (!give_up).then(|| now + wait)).await?)
        })
        .await
}
