//! Security mails: written in the person's language, queued in the transaction of their cause.
use souk_events::UserId;
use souk_kit::{Conn, Lang, Problem, mail::Letter};

use super::person;
use crate::{
    State,
    domain::email::Email,
    store::{self, accounts},
};

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

/// Queues a mail to everybody of these who has an account, each in their language.
///
/// # Errors
/// The database.
pub async fn queue_to(
    conn: &mut Conn,
    state: &State,
    people: &[UserId],
    name: &str,
    args: &[(&str, &str)],
) -> Result<(), Problem> {
    for user in people {
        let Some(account) = accounts::find(conn, *user).await? else { continue };
        let email = person::email(conn, &state.sealer, &account).await?;
        queue(conn, state, &email, store::language(&account.language), name, args).await?;
    }
    Ok(())
}

/// Wakes the sender after the commit.
pub fn ring(state: &State) {
    state.mails.ring();
}
