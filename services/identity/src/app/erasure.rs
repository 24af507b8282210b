//! Erasing a person: asked for, undone for a while, then here and in every module, with a matrix of who answered.
//!
//! A list outside of the database says who was erased, so that a database that was restored from an older backup
//! erases them once more.
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{
    Subject, UserId,
    identity::v1::{ErasureRequested, MembershipState},
};
use souk_kit::{Conn, Problem, Scope, erasure::forget, mail::Letter};
use souk_outbox::timers;
use uuid::Uuid;

use super::{consents, mailing, members, person};
use crate::{
    State,
    domain::roles::State as Standing,
    store::{
        self, accounts,
        erasures::{self, Erasure, Task},
        memberships, revocations,
    },
};

/// The timer that begins an erasure.
pub const TIMER: &str = "identity.erase";
/// Where the list is kept.
const LIST: &str = "erasures";

fn own(user: UserId) -> Scope {
    Scope::Subject(Subject::User(user))
}

/// A person's open request.
///
/// # Errors
/// The database.
pub async fn open(state: &State, user: UserId) -> Result<Option<Erasure>, Problem> {
    state.db.read(own(user), async |conn| Ok(erasures::open(conn, user).await?)).await
}

/// Asks for the erasure of oneself; the person is written to.
///
/// # Errors
/// 409 for the only owner of a shop, or when it was asked for already.
pub async fn request(state: &State, user: UserId) -> Result<Erasure, Problem> {
    let now = state.clock.now();
    let new = Erasure {
        id: Uuid::now_v7(),
        user_id: user,
        state: "requested".into(),
        requested_at: now,
        due_at: now + TimeDelta::days(state.config.privacy.grace_days),
        closed_at: None,
        listed: false,
    };
    state
        .db
        .write(Scope::Platform("a request to be erased"), async |conn| {
            if erasures::owns_alone(conn, user).await? {
                return Err(Problem::conflict("last_owner"));
            }
            let account = accounts::find(conn, user).await?.ok_or_else(Problem::not_found)?;
            if !erasures::insert(conn, &new).await? {
                return Err(Problem::conflict("erasure_open"));
            }
            let key = new.id.to_string();
            timers::schedule(conn, TIMER, &key, None, new.due_at, &serde_json::Value::Null).await?;
            let email = person::email(conn, &state.sealer, &account).await?;
            let link = format!("{}/account/privacy", state.public_url);
            let days = state.config.privacy.grace_days.to_string();
            let args = [("link", link.as_str()), ("days", &days)];
            mailing::queue(conn, state, &email, store::language(&account.language), "erasure", &args).await
        })
        .await?;
    mailing::ring(state);
    tracing::info!(%user, erasure = %new.id, "a person asked to be erased");
    Ok(new)
}

/// Undoes one's open request.
///
/// # Errors
/// 404 when there is none, or it runs already.
pub async fn undo(state: &State, user: UserId) -> Result<(), Problem> {
    let now = state.clock.now();
    state
        .db
        .write(own(user), async |conn| {
            let id = erasures::undo(conn, user, now).await?.ok_or_else(Problem::not_found)?;
            tracing::info!(%user, erasure = %id, "an erasure was undone");
            Ok(())
        })
        .await
}

/// What came of a timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It runs, or there is nothing to do.
    Yes,
    /// The person is the only owner of a shop: looked at again later.
    Later,
}

/// Begins an erasure that is due: here at once, in the other modules by the fact that is told.
///
/// # Errors
/// The database.
pub async fn begin(conn: &mut Conn, state: &State, id: Uuid, user: UserId) -> Result<Begun, Problem> {
    if erasures::owns_alone(conn, user).await? {
        return Ok(Begun::Later);
    }
    let Some(user) = erasures::begin(conn, id).await? else { return Ok(Begun::Yes) };
    let now = state.clock.now();
    let rows = erase_here(conn, state, user, now).await?;
    for module in state.config.privacy.modules() {
        erasures::expect(conn, id, module).await?;
    }
    erasures::expect(conn, id, "identity").await?;
    let told = ErasureRequested { subject_id: user.to_string(), erasure_id: id.to_string() };
    souk_outbox::publish(conn, &souk_kit::meta(None), now, &told).await?;
    erasures::answer(conn, id, "identity", i64::try_from(rows).unwrap_or(i64::MAX), now).await?;
    tracing::info!(erasure = %id, rows, "a person is erased");
    Ok(Begun::Yes)
}

async fn erase_here(
    conn: &mut Conn,
    state: &State,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<usize, Problem> {
    let Some(account) = accounts::find(conn, user).await? else { return Ok(forget(conn, user).await?) };
    let email = person::email(conn, &state.sealer, &account).await?;
    for rights in memberships::rights(conn, user).await? {
        let Some(member) = memberships::find(conn, rights.tenant, user).await? else { continue };
        if let Some(gone) = memberships::change(conn, &member, (rights.role, Standing::Removed), now).await? {
            members::tell(conn, state, &gone, MembershipState::Removed).await?;
        }
    }
    consents::withdraw_all(conn, state, user, now).await?;
    revocations::insert(conn, user, None, now).await?;
    let to_them = |letter: &Letter| letter.to.eq_ignore_ascii_case(email.as_str());
    let mails = state.mails.remove(conn, to_them).await?;
    let lookups = person::lookups(&state.sealer, &email);
    Ok(mails + erasures::remove_account(conn, user, &lookups).await? + forget(conn, user).await?)
}

/// Erasures for operators, newest first, with the answers of each module.
///
/// # Errors
/// The database.
pub async fn list(state: &State) -> Result<Vec<(Erasure, Vec<Task>)>, Problem> {
    let work = async |conn: &mut Conn| Ok(erasures::list(conn, 100).await?);
    state.db.read(Scope::Platform("list of erasures"), work).await
}

/// An entry of the list.
#[derive(Serialize, Deserialize)]
struct Entry {
    id: Uuid,
    user: UserId,
    at: DateTime<Utc>,
}

/// Puts erasures that began onto the list outside of the database.
///
/// # Errors
/// The database, or the place where blobs are kept.
pub async fn write_list(state: &State) -> Result<(), Problem> {
    const SCOPE: Scope = Scope::Platform("list of the erased");
    let new = state.db.read(SCOPE, async |conn| Ok::<_, Problem>(erasures::unlisted(conn).await?)).await?;
    for one in new {
        let entry = Entry { id: one.id, user: one.user_id, at: one.requested_at };
        let bytes = serde_json::to_vec(&entry).map_err(Problem::internal)?;
        state.blobs.put(&format!("{LIST}/{}", one.id), Bytes::from(bytes)).await?;
        state
            .db
            .write(SCOPE, async |conn| Ok::<_, Problem>(erasures::set_listed(conn, one.id).await?))
            .await?;
    }
    Ok(())
}

/// Erases once more whom the list names and this database still knows: it was restored from an older backup. Returns
/// how many.
///
/// # Errors
/// The database, or the place where blobs are kept.
pub async fn replay_list(state: &State) -> Result<usize, Problem> {
    let now = state.clock.now();
    let mut again = 0;
    for name in state.blobs.names(LIST).await? {
        let Some(bytes) = state.blobs.get(&name).await? else { continue };
        let entry: Entry = serde_json::from_slice(&bytes).map_err(Problem::internal)?;
        again += state
            .db
            .write(Scope::Platform("list of the erased"), async |conn| {
                if !erasures::restore(conn, entry.id, entry.user, now).await? {
                    return Ok::<_, Problem>(0);
                }
                let key = entry.id.to_string();
                timers::schedule(conn, TIMER, &key, None, now, &serde_json::Value::Null).await?;
                Ok(1)
            })
            .await?;
    }
    if again > 0 {
        tracing::warn!(again, "this database was restored: people are erased once more");
    }
    Ok(again)
}
