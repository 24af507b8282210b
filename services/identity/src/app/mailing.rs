//! Security mails: written in the person's language, queued in the transaction of their cause.
use serde::{Deserialize, Serialize};
use souk_kit::{Conn, Lang, Problem};

use crate::{State, domain::email::Email, store};

/// A mail as it waits in the queue.
#[derive(Serialize, Deserialize)]
pub struct Letter {
    /// Address.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// Queues the mail whose texts are `mail-<name>-subject` and `mail-<name>-text`. [`State::mail_waiting`] is rung
/// by [`ring`] after the commit; the queue looks by itself too.
///
/// # Errors
/// The database.
pub async fn queue(
    conn: &mut Conn,
    state: &State,
    to: &Email,
    lang: Lang,
    name: &str,
    args: &[(&str, &str)],
) -> Result<(), Problem> {
    let say = |part: &str| state.texts.with(lang, &format!("mail-{name}-{part}"), args);
    let text = format!("{}\n\n{}\n", say("text"), state.texts.get(lang, "mail-signature"));
    let letter = Letter { to: to.as_str().to_owned(), subject: say("subject"), text };
    let plain = serde_json::to_vec(&letter).map_err(Problem::internal)?;
    let sealed = state.sealer.seal_platform(&plain)?;
    Ok(store::mails::insert(conn, &sealed, state.clock.now()).await?)
}

/// Wakes the sender after the commit.
pub fn ring(state: &State) {
    state.mail_waiting.notify_one();
}
