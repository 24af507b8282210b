//! Confirming an address by the link in its mail.
use souk_events::UserId;
use souk_kit::{Problem, Scope};

use super::{log_in, mailing, person, sign_up};
use crate::{
    State,
    domain::{email::Email, secret},
    error,
    store::{
        accounts,
        links::{self, Purpose},
        sessions,
    },
};

/// Uses the link: the account may sign in, and what the visitor owned who signed up becomes the user's.
///
/// # Errors
/// 410 for a link that was used or is too old.
pub async fn verify(state: &State, token: &str) -> Result<UserId, Problem> {
    state
        .db
        .write(Scope::Platform("confirm an address"), async |conn| {
            let now = state.clock.now();
            let user = links::spend(conn, Purpose::Verify, &secret::hash(token), now).await?;
            let user = user.ok_or_else(error::link_spent)?;
            accounts::verify(conn, user, now).await?;
            let mut account = accounts::find(conn, user).await?.ok_or_else(error::link_spent)?;
            log_in::appoint(conn, state, &mut account).await?;
            for guest in sessions::take_guests(conn, user).await? {
                log_in::merge(conn, state, guest, user).await?;
            }
            Ok(user)
        })
        .await
}

/// Sends the link again. Says nothing about whether there is an account.
///
/// # Errors
/// 422 for what is no address.
pub async fn send_again(state: &State, email: &str) -> Result<(), Problem> {
    let email = Email::parse(email).ok_or_else(|| Problem::field("/email", "email_wrong"))?;
    state
        .db
        .write(Scope::Platform("confirm an address"), async |conn| {
            let known = accounts::by_email(conn, &person::lookups(&state.sealer, &email)).await?;
            if sign_up::may_mail(conn, state, &email).await?
                && let Some(account) = known.filter(|a| a.verified_at.is_none())
            {
                sign_up::send_link(conn, state, &account, &email, None).await?;
            }
            Ok::<_, Problem>(())
        })
        .await?;
    mailing::ring(state);
    Ok(())
}
