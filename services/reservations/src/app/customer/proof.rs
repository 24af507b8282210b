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
/// Most further pictures of one proof that wait.
const PAGES: usize = 9;

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
    match targets.chosen(named, &scene.quoted) {
        Some(target) => {
            let words = sealed(conn, work, scene, text).await?;
            let pages = vec![scene.message.message_id];
            received(conn, work, scene, &target, (pages, words)).await
        }
        None => {
            wait(conn, work, scene, text).await?;
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
    let Some(message) = waiting(work, scene) else { return Ok(None) };
    let Some(target) = targets(conn, work, scene).await?.answered(text) else { return Ok(None) };
    let words = scene.customer.proof_words.take();
    scene.customer.proof_message = None;
    scene.customer.proof_at = None;
    let further = std::mem::take(&mut scene.customer.proof_pages);
    let pages = std::iter::once(message).chain(further).collect();
    received(conn, work, scene, &target, (pages, words)).await.map(Some)
}

/// The proof that waits for the answer to what it is for.
fn waiting(work: &Work, scene: &Scene<'_>) -> Option<MessageId> {
    let fresh = scene.customer.proof_at.is_some_and(|at| work.now - at <= PATIENCE);
    scene.customer.proof_message.filter(|_| fresh)
}

/// What was sent waits; beside one that waits already it is a further page of it, and loses nothing.
async fn wait(
    conn: &mut Conn,
    work: &Work,
    scene: &mut Scene<'_>,
    text: Option<String>,
) -> Result<(), Problem> {
    let message = scene.message.message_id;
    if waiting(work, scene).is_none() {
        scene.customer.proof_words = sealed(conn, work, scene, text).await?;
        scene.customer.proof_message = Some(message);
        scene.customer.proof_pages.clear();
    } else if let Some(more) = text {
        let text = match scene.customer.proof_words.take() {
            Some(before) => {
                let before = scene.state.sealer.open(conn, &before).await?;
                format!("{}\n{more}", String::from_utf8_lossy(&before))
            }
            None => more,
        };
        scene.customer.proof_words = sealed(conn, work, scene, Some(text)).await?;
    } else if scene.customer.proof_pages.len() < PAGES {
        scene.customer.proof_pages.push(message);
    }
    scene.customer.proof_at = Some(work.now);
    Ok(())
}

/// Words of hers, sealed.
async fn sealed(
    conn: &mut Conn,
    work: &Work,
    scene: &Scene<'_>,
    text: Option<String>,
) -> Result<Option<Vec<u8>>, Problem> {
    let Some(text) = text else { return Ok(None) };
    let whose = scene.customer.contact_id.to_string();
    Ok(Some(scene.state.sealer.seal(conn, work.tenant, &whose, work.now, text.as_bytes()).await?))
}

async fn received(
    conn: &mut Conn,
    work: &mut Work,
    scene: &mut Scene<'_>,
    target: &Target,
    (pages, words): (Vec<MessageId>, Option<Vec<u8>>),
) -> Result<Reply, Problem> {
    let seq = scene.message.seq;
    let mut pages = pages.into_iter();
    let Some(message) = pages.next() else { return Ok(Reply::default()) };
    let sent = Sent { message, seq, words };
    let mut row = receive::take(conn, work, &scene.customer, target, sent).await?;
    for message in pages {
        row = receive::page(conn, work, &row, Sent { message, seq, words: None }).await?;
    }
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
