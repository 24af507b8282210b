//! A forgotten password: a link of half an hour, used once, which ends all sessions.
use chrono::TimeDelta;
use souk_events::{SessionId, Subject, UserId};
use souk_kit::{Conn, Problem, Scope};

use super::{confirm, mailing, person, sign_up};
use crate::{
    State,
    domain::{
        email::Email,
        password,
        secret::{self, Secret},
    },
    error,
    store::{
        self, accounts,
        links::{self, Purpose},
        sessions::{self, Reason},
    },
};

/// Sends the link. Says nothing about whether there is an account.
///
/// # Errors
/// 422 for what is no address.
pub async fn forgot(state: &State, email: &str) -> Result<(), Problem> {
    let email = Email::parse(email).ok_or_else(|| Problem::field("/email", "email_wrong"))?;
    let now = state.clock.now();
    state
        .db
        .write(Scope::Platform("reset a password"), async |conn| {
            let known = accounts::by_email(conn, &person::lookups(&state.sealer, &email)).await?;
            if sign_up::may_mail(conn, state, &email).await?
                && let Some(account) = known
            {
                let token = Secret::new().map_err(Problem::internal)?;
                let minutes = state.config.links.reset_minutes;
                let until = now + TimeDelta::minutes(minutes);
                links::insert(conn, account.id, Purpose::Reset, &token.hash(), until, now).await?;
                let link = format!("{}/reset?token={}", state.public_url, token.as_str());
                let args = [("link", link.as_str()), ("minutes", &minutes.to_string())];
                mailing::queue(conn, state, &email, store::language(&account.language), "reset", &args)
                    .await?;
            }
            Ok::<_, Problem>(())
        })
        .await?;
    mailing::ring(state);
    Ok(())
}

/// Sets a new password with a link. The link proves the address as well.
///
/// # Errors
/// 410 for a link that was used or is too old, 422 for a password that is refused.
pub async fn reset(state: &State, token: &str, new: &str) -> Result<(), Problem> {
    const SCOPE: Scope = Scope::Platform("reset a password");
    let token = secret::hash(token);
    let email = state
        .db
        .read(SCOPE, async |conn| {
            let user = links::owner(conn, Purpose::Reset, &token, state.clock.now()).await?;
            let account = match user {
                Some(user) => accounts::find(conn, user).await?,
                None => None,
            };
            person::email(conn, &state.sealer, &account.ok_or_else(error::link_spent)?).await
        })
        .await?;
    refuse(new, &email)?;
    let hash = state.passwords.hash(new).await?;
    state
        .db
        .write(SCOPE, async |conn| {
            let now = state.clock.now();
            let user =
                links::spend(conn, Purpose::Reset, &token, now).await?.ok_or_else(error::link_spent)?;
            accounts::verify(conn, user, now).await?;
            replace(conn, state, user, &hash, &email, None).await
        })
        .await?;
    mailing::ring(state);
    Ok(())
}

/// Changes the password of a signed-in person; their other sessions end.
///
/// # Errors
/// 422 for a wrong old password or a new one that is refused, 429.
pub async fn change(
    state: &State,
    user: UserId,
    session: Option<SessionId>,
    old: &str,
    new: &str,
) -> Result<(), Problem> {
    let scope = Scope::Subject(Subject::User(user));
    let email = state
        .db
        .read(scope, async |conn| {
            let account = accounts::find(conn, user).await?.ok_or_else(Problem::unauthenticated)?;
            person::email(conn, &state.sealer, &account).await
        })
        .await?;
    refuse(new, &email)?;
    confirm::password(state, user, old, "/current_password").await?;
    let hash = state.passwords.hash(new).await?;
    state.db.write(scope, async |conn| replace(conn, state, user, &hash, &email, session).await).await?;
    mailing::ring(state);
    Ok(())
}

fn refuse(new: &str, email: &Email) -> Result<(), Problem> {
    password::refuse(new, email).map_or(Ok(()), |code| Err(Problem::field("/password", code)))
}

async fn replace(
    conn: &mut Conn,
    state: &State,
    user: UserId,
    hash: &str,
    email: &Email,
    save: Option<SessionId>,
) -> Result<(), Problem> {
    let now = state.clock.now();
    accounts::set_password(conn, user, hash, now).await?;
    sessions::revoke_all(conn, user, save, Reason::Password, now).await?;
    let account = accounts::find(conn, user).await?.ok_or_else(Problem::not_found)?;
    let link = format!("{}/forgot", state.public_url);
    mailing::queue(conn, state, email, store::language(&account.language), "changed", &[("link", &link)])
        .await
}
