//! What Stripe tells: believed when the signature fits, kept as it came, answered at once, looked at afterwards.
use aws_lc_rs::{constant_time, hmac};
use serde_json::Value;
use sha2::{Digest, Sha256};
use souk_kit::{Problem, Scope};
use uuid::Uuid;

use super::work;
use crate::{
    clients::stripe::Told,
    domain::signature::Header,
    state::State,
    store::{
        tasks,
        webhooks::{self, Webhook},
    },
};

const INBOX: Scope = Scope::Platform("what the provider tells");

/// Whether a body was signed with one of our secrets, not long ago.
#[must_use]
pub fn is_signed(state: &State, header: &str, body: &[u8]) -> bool {
    let Some(header) = Header::read(header) else { return false };
    if !header.is_fresh(state.clock.now().timestamp()) {
        return false;
    }
    let text = header.signed(body);
    state.webhook_secrets.iter().any(|secret| {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
        let ours = hmac::sign(&key, &text);
        header.v1.iter().any(|given| constant_time::verify_slices_are_equal(ours.as_ref(), given).is_ok())
    })
}

/// Keeps what was told; what cannot be read is kept, too, for operators to see.
///
/// # Errors
/// The database.
pub async fn take(state: &State, body: &[u8]) -> Result<(), Problem> {
    let told = serde_json::from_slice::<Value>(body).ok().as_ref().and_then(Told::read);
    let now = state.clock.now();
    let dead = told.is_none();
    let told = told.unwrap_or_else(|| Told {
        id: format!("sha256:{}", hex::encode(Sha256::digest(body))),
        kind: "unreadable".into(),
        object: String::new(),
    });
    let row = Webhook {
        id: Uuid::now_v7(),
        provider: "stripe".into(),
        event_id: told.id,
        kind: told.kind,
        object_id: told.object,
        payload: state.sealer.seal_platform(body)?,
        state: if dead { "dead" } else { "waiting" }.into(),
        error: if dead { "unreadable" } else { "" }.into(),
        received_at: now,
        done_at: None,
    };
    state
        .db
        .read(INBOX, async |conn| {
            if webhooks::insert(conn, &row).await? && !dead {
                tasks::schedule(conn, work::HOOK, row.id, now).await?;
            }
            Ok::<_, Problem>(())
        })
        .await?;
    state.due.notify_one();
    Ok(())
}
