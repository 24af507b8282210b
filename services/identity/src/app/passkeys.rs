//! Passkeys of a signed-in person: made, named, listed, taken away. Their owner is written to.
use chrono::{DateTime, Utc};
use serde_json::Value;
use souk_events::{Subject, UserId};
use souk_kit::{Conn, Problem, Scope};
use uuid::Uuid;

use super::{mailing, person, relying_party::Question};
use crate::{
    State,
    domain::name,
    error,
    store::{
        accounts,
        passkeys::{self, Purpose},
    },
};

/// A passkey, as its owner knows it.
#[derive(Clone, Debug)]
pub struct Passkey {
    /// Which.
    pub id: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it was used last.
    pub used_at: Option<DateTime<Utc>>,
}

/// A question that waits for its answer.
pub struct Asked {
    /// Sent back with the answer.
    pub id: Uuid,
    /// For the browser.
    pub public_key: Value,
}

const fn own(user: UserId) -> Scope {
    Scope::Subject(Subject::User(user))
}

/// Keeps a question.
///
/// # Errors
/// The database.
pub(super) async fn keep(
    conn: &mut Conn,
    state: &State,
    user: Option<UserId>,
    purpose: Purpose,
    question: Question,
) -> Result<Asked, Problem> {
    let (id, until) = (Uuid::now_v7(), state.clock.now() + state.config.passkeys.challenge());
    passkeys::ask(conn, id, user, purpose, &question.state, until).await?;
    Ok(Asked { id, public_key: question.public_key })
}

/// A person's passkeys, oldest first.
///
/// # Errors
/// The database.
pub async fn list(state: &State, user: UserId) -> Result<Vec<Passkey>, Problem> {
    state
        .db
        .read(own(user), async |conn| {
            let mut found = Vec::new();
            for one in passkeys::of_user(conn, user).await? {
                found.push(open(conn, state, one).await?);
            }
            Ok(found)
        })
        .await
}

async fn open(conn: &mut Conn, state: &State, one: passkeys::Passkey) -> Result<Passkey, Problem> {
    let name = person::open(conn, &state.sealer, &one.name).await?;
    Ok(Passkey { id: one.id, name, created_at: one.created_at, used_at: one.used_at })
}

/// Whether a person has a passkey.
///
/// # Errors
/// The database.
pub async fn any(state: &State, user: UserId) -> Result<bool, Problem> {
    state.db.read(own(user), async |conn| Ok(passkeys::any(conn, user).await?)).await
}

/// Asks a person's device for a new passkey.
///
/// # Errors
/// The database.
pub async fn begin(state: &State, user: UserId) -> Result<Asked, Problem> {
    state
        .db
        .write(own(user), async |conn| {
            let account = accounts::find(conn, user).await?.ok_or_else(Problem::not_found)?;
            let email = person::email(conn, &state.sealer, &account).await?;
            let name = person::open(conn, &state.sealer, &account.display_name).await?;
            let known = passkeys::of_user(conn, user).await?.into_iter().map(|p| p.handle).collect();
            let question = state.passkeys.ask_new(user, email.as_str(), &name, known)?;
            keep(conn, state, Some(user), Purpose::Register, question).await
        })
        .await
}

/// Keeps the passkey that a device made; the person is written to.
///
/// # Errors
/// 410 for a question that was answered or is too old, 422 for an answer or a name that will not do, 409 for a passkey
/// that is known.
pub async fn add(
    state: &State,
    user: UserId,
    challenge: Uuid,
    typed: &str,
    credential: Value,
) -> Result<Passkey, Problem> {
    let name = name::parse(typed).map_err(|code| Problem::field("/name", code))?;
    let now = state.clock.now();
    let take = async |conn: &mut Conn| {
        Ok::<_, Problem>(passkeys::take(conn, challenge, Some(user), Purpose::Register, now).await?)
    };
    // Taken out for good before it is looked at.
    let asked = state.db.write(own(user), take).await?.ok_or_else(error::challenge_over)?;
    let made = state.passkeys.registered(asked, credential)?;
    let added = state
        .db
        .write(own(user), async |conn| {
            let row = passkeys::Passkey {
                id: Uuid::now_v7(),
                user_id: user,
                handle: made.handle,
                name: person::seal(conn, &state.sealer, user, now, &name).await?,
                credential: made.credential,
                counter: made.counter,
                created_at: now,
                used_at: None,
            };
            if !passkeys::insert(conn, &row).await? {
                return Err(Problem::conflict("passkey_known"));
            }
            tell(conn, state, user, "passkey-added", &name).await?;
            tracing::info!(%user, passkey = %row.id, "a passkey was added");
            Ok(Passkey { id: row.id, name, created_at: now, used_at: None })
        })
        .await?;
    mailing::ring(state);
    Ok(added)
}

/// Writes to a person about a passkey of theirs; [`mailing::ring`] after the commit.
///
/// # Errors
/// The database.
pub(super) async fn tell(
    conn: &mut Conn,
    state: &State,
    user: UserId,
    what: &str,
    name: &str,
) -> Result<(), Problem> {
    let link = format!("{}/account/security", state.public_url);
    mailing::queue_to(conn, state, &[user], what, &[("name", name), ("link", &link)]).await
}

/// Calls a passkey otherwise.
///
/// # Errors
/// 404 when it is not theirs, 422 for a name that will not do.
pub async fn rename(state: &State, user: UserId, id: Uuid, typed: &str) -> Result<(), Problem> {
    let name = name::parse(typed).map_err(|code| Problem::field("/name", code))?;
    let now = state.clock.now();
    state
        .db
        .write(own(user), async |conn| {
            let sealed = person::seal(conn, &state.sealer, user, now, &name).await?;
            if passkeys::rename(conn, user, id, &sealed).await? { Ok(()) } else { Err(Problem::not_found()) }
        })
        .await
}

/// Takes a passkey away; the person is written to.
///
/// # Errors
/// 404 when it is not theirs.
pub async fn remove(state: &State, user: UserId, id: Uuid) -> Result<(), Problem> {
    state
        .db
        .write(own(user), async |conn| {
            let sealed = passkeys::remove(conn, user, id).await?.ok_or_else(Problem::not_found)?;
            let name = person::open(conn, &state.sealer, &sealed).await?;
            tracing::info!(%user, passkey = %id, "a passkey was taken away");
            tell(conn, state, user, "passkey-removed", &name).await
        })
        .await?;
    mailing::ring(state);
    Ok(())
}
