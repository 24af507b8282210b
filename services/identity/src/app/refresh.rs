//! Refreshing: each token once. A client that lost the answer gets the same successor for half a minute; a token
//! that comes back later was copied, and its whole family ends.
use souk_events::SessionId;
use souk_kit::{Conn, Problem, Scope};

use super::{
    access::{self, Standing},
    log_in::{Client, Tokens},
    mailing, person,
};
use crate::{
    State,
    domain::secret::{self, Secret},
    error,
    store::{
        self, accounts, memberships,
        refresh_tokens::{self, Given},
        sessions::{self, Reason, Session},
    },
};

enum Outcome {
    Tokens(Box<Standing>, String),
    Refused,
}

/// Exchanges a refresh token for its successor and a new access token.
///
/// # Errors
/// 401 for a token that is unknown, over, or was copied.
pub async fn refresh(state: &State, token: &str, client: &Client) -> Result<Tokens, Problem> {
    let hash = secret::hash(token);
    let fresh = Secret::new().map_err(Problem::internal)?;
    let sealed = state.sealer.seal_platform(fresh.as_str().as_bytes())?;
    let now = state.clock.now();
    // A theft is committed too, so it is an outcome and not an error.
    let outcome = state
        .db
        .write(Scope::Platform("refresh"), async |conn| {
            match refresh_tokens::rotate(conn, &hash, &sealed, now).await? {
                Some(id) => {
                    let Some(session) = living(conn, state, id).await? else { return Ok(Outcome::Refused) };
                    refresh_tokens::insert(conn, id, &fresh.hash(), Some(&hash), now).await?;
                    sessions::touch(conn, id, now + state.config.sessions.idle(), now).await?;
                    Ok(Outcome::Tokens(Box::new(standing(conn, &session).await?), fresh.as_str().to_owned()))
                }
                None => match refresh_tokens::find(conn, &hash).await? {
                    Some(given) => again(conn, state, &given, client).await,
                    None => Ok(Outcome::Refused),
                },
            }
        })
        .await?;
    match outcome {
        Outcome::Tokens(standing, refresh) => {
            Ok(Tokens { access: access::grant(state, &standing).await?, refresh, standing: *standing })
        }
        Outcome::Refused => {
            mailing::ring(state);
            Err(error::refresh_refused())
        }
    }
}

async fn living(conn: &mut Conn, state: &State, id: SessionId) -> Result<Option<Session>, Problem> {
    let now = state.clock.now();
    Ok(sessions::find(conn, id).await?.filter(|s| s.revoked_at.is_none() && s.expires_at > now))
}

async fn standing(conn: &mut Conn, session: &Session) -> Result<Standing, Problem> {
    let account = accounts::find(conn, session.user_id).await?.ok_or_else(error::refresh_refused)?;
    Ok(Standing::new(&account, session, memberships::rights(conn, account.id).await?))
}

/// A token that was replaced comes again.
async fn again(conn: &mut Conn, state: &State, given: &Given, client: &Client) -> Result<Outcome, Problem> {
    // After a logout this is a client that did not notice, not a theft.
    let Some(session) = living(conn, state, given.session_id).await? else { return Ok(Outcome::Refused) };
    let now = state.clock.now();
    let soon = given.rotated_at.is_some_and(|at| now - at < state.config.sessions.replay());
    if let Some(successor) = given.successor.as_ref().filter(|_| soon && session.agent == client.agent) {
        let plain = state.sealer.open_platform(successor)?;
        let successor = String::from_utf8(plain).map_err(Problem::internal)?;
        return Ok(Outcome::Tokens(Box::new(standing(conn, &session).await?), successor));
    }
    if given.state == "rotated" {
        stolen(conn, state, &session).await?;
    }
    Ok(Outcome::Refused)
}

async fn stolen(conn: &mut Conn, state: &State, session: &Session) -> Result<(), Problem> {
    let now = state.clock.now();
    sessions::revoke(conn, session.id, Reason::Stolen, now).await?;
    refresh_tokens::revoke_family(conn, session.id).await?;
    tracing::warn!(session = %session.id, user = %session.user_id, "a used refresh token came again: session ended");
    let Some(account) = accounts::find(conn, session.user_id).await? else { return Ok(()) };
    let email = person::email(conn, &state.sealer, &account).await?;
    let link = format!("{}/account/sessions", state.public_url);
    mailing::queue(conn, state, &email, store::language(&account.language), "stolen", &[("link", &link)])
        .await
}
