//! Proving once more who one is, in a session that is open already.
use souk_events::{SessionId, Subject, UserId};
use souk_kit::{Problem, Scope};

use super::{
    access::{self, Access, Standing},
    second_factor,
};
use crate::{
    State,
    domain::throttle::Ladder,
    error,
    store::{accounts, memberships, revocations, sessions, throttle},
};

/// The row in which a person's attempts of a kind are counted.
pub(super) fn counter(state: &State, user: UserId, what: &str) -> Vec<u8> {
    let who = format!("{what}\0{user}");
    state.sealer.lookup(Ladder::Proof.word(), &who).into_iter().next().unwrap_or_default()
}

/// Asks a signed-in person for their password, typed into `field`. Attempts are counted before it is looked at.
///
/// # Errors
/// 422 for a wrong password, 429, 503.
pub(super) async fn password(
    state: &State,
    user: UserId,
    typed: &str,
    field: &'static str,
) -> Result<(), Problem> {
    const SCOPE: Scope = Scope::Platform("confirm a person");
    let (now, counter) = (state.clock.now(), counter(state, user, "password"));
    let stored = state
        .db
        .write(SCOPE, async |conn| {
            if let Err(until) = throttle::count(conn, Ladder::Proof, &counter, now).await? {
                return Err(error::throttled(until, now));
            }
            Ok(accounts::password(conn, user).await?)
        })
        .await?;
    let right = typed.chars().count() <= crate::domain::password::MAX
        && state.passwords.verify(typed, stored.as_deref()).await?;
    if !right {
        return Err(Problem::field(field, "password_wrong"));
    }
    state.db.write(SCOPE, async |conn| Ok::<_, Problem>(throttle::clear(conn, &counter).await?)).await
}

/// Confirms the person behind a session: from now on, and for a while, it may do what demands that.
///
/// # Errors
/// 401 when a code is needed or the session is over, 422, 429, 503.
pub async fn confirm(
    state: &State,
    user: UserId,
    session: SessionId,
    typed: &str,
    code: Option<&str>,
) -> Result<(Standing, Access), Problem> {
    password(state, user, typed, "/password").await?;
    second_factor::demand(state, user, code).await?;
    renew(state, user, session).await
}

/// Notes that the person behind a session proved once more who they are, and signs a token that says so.
///
/// # Errors
/// 401 when the session is over.
pub(super) async fn renew(
    state: &State,
    user: UserId,
    session: SessionId,
) -> Result<(Standing, Access), Problem> {
    let now = state.clock.now();
    let standing = state
        .db
        .write(Scope::Subject(Subject::User(user)), async |conn| {
            if !sessions::confirm(conn, user, session, now).await? {
                return Err(error::session_unknown());
            }
            revocations::insert(conn, user, Some(session), now).await?;
            let account = accounts::find(conn, user).await?.ok_or_else(error::session_unknown)?;
            let found = sessions::find(conn, session).await?.ok_or_else(error::session_unknown)?;
            Ok(Standing::new(&account, &found, memberships::rights(conn, user).await?))
        })
        .await?;
    let access = access::grant(state, &standing).await?;
    Ok((standing, access))
}
