//! Security mails: written in the person's language, queued in the transaction of their cause.
use souk_kit::{Conn, Lang, Problem, mail::Letter};

use crate::{State, domain::email::Email};

/// Queues the mail whose texts are `mail-<name>-subject` and `mail-<name>-text`. [`ring`] after the
/// commit; the queue looks by itself too.
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
    let letter = Letter { to: to.as_str().to_owned(), subject: say("subject"), text, html: None };
    state.mails.put(conn, &letter).await
}

/// Wakes the sender after the commit.
pub fn ring(state: &State) {
    state.mails.ring();
}
