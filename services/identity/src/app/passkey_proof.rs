//! What a passkey proves: who signs in, with no password and no code, and that whoever is signed in is still there.
use serde_json::Value;
use souk_events::{SessionId, TenantId, UserId};
use souk_kit::{Conn, Problem, Scope};
use uuid::Uuid;

use super::{
    access::{Access, Standing},
    confirm,
    log_in::{self, Browser, Client, Tokens},
    mailing,
    passkeys::{self, Asked},
    person,
    relying_party::{Answer, Proved},
};
use crate::{
    State,
    domain::throttle::Ladder,
    error,
    store::{
        accounts::{self, Account},
        passkeys::{self as rows, Passkey, Purpose},
        throttle,
    },
};

const SCOPE: Scope = Scope::Platform("a passkey");

/// The row in which questions to one network are counted.
fn questions(state: &State, network: &str) -> Vec<u8> {
    let who = format!("passkey\0{network}");
    state.sealer.lookup(Ladder::Network.word(), &who).into_iter().next().unwrap_or_default()
}

/// Asks the device of somebody who wants to sign in.
///
/// # Errors
/// 429 when a network asks and asks and never answers.
pub async fn ask_sign_in(state: &State, client: &Client) -> Result<Asked, Problem> {
    let (now, counter) = (state.clock.now(), questions(state, &client.network));
    let question = state.passkeys.ask_proof()?;
    state
        .db
        .write(SCOPE, async |conn| {
            if let Err(until) = throttle::count(conn, Ladder::Network, &counter, now).await? {
                return Err(error::throttled(until, now));
            }
            passkeys::keep(conn, state, None, Purpose::SignIn, question).await
        })
        .await
}

/// Asks the device of a signed-in person.
///
/// # Errors
/// The database.
pub async fn ask_confirm(state: &State, user: UserId) -> Result<Asked, Problem> {
    let question = state.passkeys.ask_proof()?;
    let keep =
        async |conn: &mut Conn| passkeys::keep(conn, state, Some(user), Purpose::Confirm, question).await;
    state.db.write(SCOPE, keep).await
}

/// Takes the question out and counts the attempt, before the answer is looked at and whatever comes of it. The answer
/// is the question with the passkey that the device names.
async fn taken(
    state: &State,
    challenge: Uuid,
    user: Option<UserId>,
    answer: &Answer,
    count: (Ladder, &[u8]),
) -> Result<(Value, Option<Passkey>), Problem> {
    let now = state.clock.now();
    let purpose = if user.is_some() { Purpose::Confirm } else { Purpose::SignIn };
    let (blocked, asked, known) = state
        .db
        .write(SCOPE, async |conn| {
            let blocked = throttle::count(conn, count.0, count.1, now).await?.err();
            let asked = rows::take(conn, challenge, user, purpose, now).await?;
            let known = rows::by_handle(conn, answer.handle()).await?;
            Ok::<_, Problem>((blocked, asked, known))
        })
        .await?;
    if let Some(until) = blocked {
        return Err(error::throttled(until, now));
    }
    Ok((asked.ok_or_else(error::challenge_over)?, known))
}

/// Looks at the answer. A device that counts backwards is refused, and its owner is written to.
async fn look(
    state: &State,
    asked: Value,
    answer: &Answer,
    known: Option<Passkey>,
) -> Result<(Passkey, i64), Problem> {
    let known = known.ok_or_else(error::passkey_refused)?;
    match state.passkeys.proved(asked, answer, known.credential.clone(), known.counter)? {
        Proved::Yes(counter) => Ok((known, counter)),
        Proved::No => Err(error::passkey_refused()),
        Proved::Copy => {
            copied(state, &known).await?;
            Err(error::passkey_refused())
        }
    }
}

async fn copied(state: &State, known: &Passkey) -> Result<(), Problem> {
    tracing::warn!(user = %known.user_id, passkey = %known.id, "a passkey counted backwards: there may be a copy of it");
    state
        .db
        .write(SCOPE, async |conn| {
            let name = person::open(conn, &state.sealer, &known.name).await?;
            passkeys::tell(conn, state, known.user_id, "passkey-copied", &name).await
        })
        .await?;
    mailing::ring(state);
    Ok(())
}

/// Whoever signs in with the answer of their device.
///
/// # Errors
/// 401 for a passkey that does not prove it, 403 for an unconfirmed address, 410, 422, 429.
async fn enter(
    state: &State,
    challenge: Uuid,
    credential: Value,
    client: &Client,
) -> Result<Account, Problem> {
    let answer = Answer::read(credential)?;
    let counter = log_in::network_counter(state, &client.network);
    let (asked, known) = taken(state, challenge, None, &answer, (Ladder::Network, &counter)).await?;
    // Nobody was named before: the device has to say whose key it is, and it has to be so.
    let known = known.filter(|k| answer.says() == Some(k.user_id.0.as_bytes().as_slice()));
    let (known, count) = look(state, asked, &answer, known).await?;
    let (now, questions) = (state.clock.now(), questions(state, &client.network));
    let account = state
        .db
        .write(SCOPE, async |conn| {
            if !rows::count_use(conn, known.id, count, now).await? {
                return Err(error::passkey_refused());
            }
            throttle::forgive(conn, &counter).await?;
            throttle::forgive(conn, &questions).await?;
            accounts::find(conn, known.user_id).await?.ok_or_else(error::passkey_refused)
        })
        .await?;
    if account.verified_at.is_none() {
        return Err(error::email_unverified());
    }
    Ok(account)
}

/// Signs a browser in.
///
/// # Errors
/// 401 for a passkey that does not prove it, 403 for an unconfirmed address, 410, 422, 429.
pub async fn browser(
    state: &State,
    challenge: Uuid,
    credential: Value,
    client: &Client,
) -> Result<Browser, Problem> {
    let account = enter(state, challenge, credential, client).await?;
    log_in::enter(state, account, client).await
}

/// Signs an API client in.
///
/// # Errors
/// As [`browser`]; 404 for a tenant that the person does not work for.
pub async fn api(
    state: &State,
    challenge: Uuid,
    credential: Value,
    tenant: Option<TenantId>,
    client: &Client,
) -> Result<Tokens, Problem> {
    let account = enter(state, challenge, credential, client).await?;
    log_in::tokens(state, account, tenant, client).await
}

/// Confirms the person behind a session with a passkey of theirs, instead of password and code.
///
/// # Errors
/// 401 for a session that is over, 410, 422 for a passkey that does not prove it, 429.
pub async fn confirm(
    state: &State,
    user: UserId,
    session: SessionId,
    challenge: Uuid,
    credential: Value,
) -> Result<(Standing, Access), Problem> {
    let answer = Answer::read(credential)?;
    let counter = confirm::counter(state, user, "passkey");
    let (asked, known) = taken(state, challenge, Some(user), &answer, (Ladder::Proof, &counter)).await?;
    let handle = user.0.as_bytes().as_slice();
    let theirs = |k: &Passkey| k.user_id == user && answer.says().is_none_or(|said| said == handle);
    let wrong = |problem: Problem| match &*problem.code {
        "passkey_refused" => Problem::field("/credential", "passkey_wrong"),
        _ => problem,
    };
    let (known, count) = look(state, asked, &answer, known.filter(theirs)).await.map_err(wrong)?;
    let now = state.clock.now();
    state
        .db
        .write(SCOPE, async |conn| {
            if !rows::count_use(conn, known.id, count, now).await? {
                return Err(Problem::field("/credential", "passkey_wrong"));
            }
            Ok::<_, Problem>(throttle::clear(conn, &counter).await?)
        })
        .await?;
    confirm::renew(state, user, session).await
}
