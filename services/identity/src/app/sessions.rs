//! Sessions: exchanging a cookie for a token, listing, ending, switching the tenant.
use chrono::TimeDelta;
use souk_events::{SessionId, Subject, TenantId, UserId};
use souk_kit::{Problem, Scope};

use super::{
    access::{self, Access, Standing},
    impersonations, person,
};
use crate::{
    State,
    domain::secret,
    error,
    store::{
        accounts, memberships,
        sessions::{self, Reason, Session},
    },
};

/// A browser session is noted as used after so long, not at every request.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(5);

/// What the door learns about a cookie.
pub struct Exchanged {
    /// The token to go on with.
    pub access: Access,
    /// Whose, and what they may.
    pub standing: Standing,
    /// How the shell calls them.
    pub display_name: String,
    /// Their language.
    pub language: String,
}

/// Exchanges a cookie for an access token.
///
/// # Errors
/// 401 for a session that is unknown or over; 403 until the address is confirmed: the cookie will do then.
pub async fn exchange(state: &State, cookie: &str) -> Result<Exchanged, Problem> {
    let now = state.clock.now();
    let token = secret::hash(cookie);
    let (account, standing, display_name) = state
        .db
        .write(Scope::Platform("session exchange"), async |conn| {
            let session = sessions::by_token(conn, &token, now).await?.ok_or_else(error::session_unknown)?;
            let account = accounts::find(conn, session.user_id).await?.ok_or_else(error::session_unknown)?;
            if account.verified_at.is_none() {
                return Err(error::email_unverified());
            }
            if now - session.last_seen_at > SEEN_EVERY {
                sessions::touch(conn, session.id, now + state.config.sessions.idle(), now).await?;
            }
            let rights = memberships::rights(conn, account.id).await?;
            let name = person::open(conn, &state.sealer, &account.display_name).await?;
            let standing = Standing::new(&account, &session, rights);
            let view = impersonations::view(conn, state, &account, &standing).await?;
            Ok((account, view.unwrap_or(standing), name))
        })
        .await?;
    let access = access::grant(state, &standing).await?;
    Ok(Exchanged { access, standing, display_name, language: account.language })
}

fn own(user: UserId) -> Scope {
    Scope::Subject(Subject::User(user))
}

/// A person's living sessions.
///
/// # Errors
/// The database.
pub async fn list(state: &State, user: UserId) -> Result<Vec<Session>, Problem> {
    let now = state.clock.now();
    state.db.read(own(user), async |conn| Ok(sessions::of_user(conn, user, now).await?)).await
}

/// Ends one of a person's sessions.
///
/// # Errors
/// 404 when it is not theirs or ended already.
pub async fn end(state: &State, user: UserId, id: SessionId, reason: Reason) -> Result<(), Problem> {
    let now = state.clock.now();
    let ended = state
        .db
        .write(own(user), async |conn| Ok::<_, Problem>(sessions::revoke(conn, id, reason, now).await?));
    if ended.await? { Ok(()) } else { Err(Problem::not_found()) }
}

/// Ends all of a person's sessions save the one they are in.
///
/// # Errors
/// The database.
pub async fn end_others(state: &State, user: UserId, current: Option<SessionId>) -> Result<(), Problem> {
    let now = state.clock.now();
    let work = async |conn: &mut souk_kit::Conn| {
        Ok(sessions::revoke_all(conn, user, current, Reason::Revoked, now).await?)
    };
    state.db.write(own(user), work).await
}

/// Chooses the tenant that the session works for, and signs a token that says so.
///
/// # Errors
/// 404 when the person does not work there, or the session is over.
pub async fn switch(
    state: &State,
    user: UserId,
    session: SessionId,
    tenant: TenantId,
) -> Result<(Standing, Access), Problem> {
    let now = state.clock.now();
    let standing = state
        .db
        .write(own(user), async |conn| {
            let rights = memberships::rights(conn, user).await?;
            if rights.iter().all(|r| r.tenant != tenant)
                || !sessions::set_tenant(conn, session, tenant).await?
            {
                return Err(Problem::not_found());
            }
            let account = accounts::find(conn, user).await?.ok_or_else(Problem::not_found)?;
            let session = sessions::find(conn, session).await?.ok_or_else(Problem::not_found)?;
            // The door forgets the token it keeps for this browser or program.
            crate::store::revocations::insert(conn, user, Some(session.id), now).await?;
            Ok(Standing::new(&account, &session, rights))
        })
        .await?;
    let access = access::grant(state, &standing).await?;
    Ok((standing, access))
}
