//! A proof of a deposit came: what it is for is known, or asked.
use chrono::TimeDelta;
use souk_events::MessageId;
use souk_kit::{Conn, Problem};

use super::{Reply, Scene};
use crate::{
    app::{
        deposits::{
            receive::{self, Sent},
            targets::{Target, Targets},
        },
        work::Work,
    },
    domain::grammar::{
        customer::{self, Attached},
        intent::ProofFor,
    },
};

/// How long a proof waits for the answer to what it is for.
const PATIENCE: TimeDelta = TimeDelta::minutes(10);

/// Whether something that was sent can be a proof at all. Nothing is fetched before that is known.
///
/// # Errors
/// The database.
pub async fn has_target(
    conn: &mut Conn,
    work: &Work,
    scene: &Scene<'_>,
    attached: Attached,
    text: &str,
) -> Result<bool, Problem> {
    if attached != Attached::Picture && !customer::says_paid(text) {
        return Ok(false);
    }
    Ok(!targets(conn, work, scene).await?.is_empty())
}

async fn targets(conn: &mut Conn, work: &Work, scene: &Scene<'_>) -> Result<Targets, Problem> {
    Targets::of(conn, work, &scene.rows, scene.customer.contact_id).await
}

/// Takes a proof: a picture, or words.
///
/// # Errors
/// A value that cannot be sealed, or the database.
pub async fn take(
    conn: &mut Conn,
    work: &mut Work,
    scene: &mut Scene<'_>,
    named: &ProofFor,
    text: Option<String>,
) -> Result<Reply, Problem> {
    let targets = targets(conn, work, scene).await?;
    if targets.is_empty() {
        return Ok(Reply::part("dep.no_context", vec![("example", scene.example.clone())]));
    }
    let words = match text {
        Some(text) => {
            let whose = scene.customer.contact_id.to_string();
            let sealer = &scene.state.sealer;
            Some(sealer.seal(conn, work.tenant, &whose, work.now, text.as_bytes()).await?)
        }
        None => None,
    };
    let message = scene.message.message_id;
    match targets.chosen(named, &scene.quoted) {
        Some(target) => received(conn, work, scene, &target, (message, words)).await,
        None => {
            scene.customer.proof_message = Some(message);
            scene.customer.proof_words = words;
            scene.customer.proof_at = Some(work.now);
            let all = scene.state.texts.get(work.store.lang(), "proof-all");
            Ok(Reply::part("dep.which", vec![("options", targets.options(&all))]))
        }
    }
}

/// The answer to what a proof is for, when one waits and the text names something. None: it is something else.
///
/// # Errors
/// The database.
pub async fn answered(
    conn: &mut Conn,
    work: &mut Work,
    scene: &mut Scene<'_>,
    text: &str,
) -> Result<Option<Reply>, Problem> {
    let waits = scene.customer.proof_at.is_some_and(|at| work.now - at <= PATIENCE);
    let Some(message) = scene.customer.proof_message.filter(|_| waits) else { return Ok(None) };
    let Some(target) = targets(conn, work, scene).await?.answered(text) else { return Ok(None) };
    let words = scene.customer.proof_words.take();
    scene.customer.proof_message = None;
    scene.customer.proof_at = None;
    received(conn, work, scene, &target, (message, words)).await.map(Some)
}

async fn received(
    conn: &mut Conn,
    work: &mut Work,
    scene: &mut Scene<'_>,
    target: &Target,
    (message, words): (MessageId, Option<Vec<u8>>),
) -> Result<Reply, Problem> {
    let sent = Sent { message, seq: scene.message.seq, words };
    let row = receive::take(conn, work, &scene.customer, target, sent).await?;
    scene.look(conn, work).await?;
    if row.refund_due {
        // She was told with the message about her money.
        return Ok(Reply::default());
    }
    if !row.locks {
        return Ok(Reply::part("handoff", Vec::new()));
    }
    Ok(Reply::part("dep.received", vec![("target", target.said())]))
}
