//! The second factor: set up with a phone, asked for at sign-in, taken away with the password.
use chrono::{DateTime, Utc};
use souk_events::{Subject, UserId};
use souk_kit::{Conn, Kind, Problem, Scope};

use super::{confirm, mailing, person};
use crate::{
    State,
    domain::{
        second_factor::{self, Generator},
        throttle::Ladder,
    },
    error,
    store::{self, accounts, second_factors, throttle},
};

/// How a person stands with their second factor.
#[derive(Clone, Copy, Debug)]
pub struct Status {
    /// Codes are asked for.
    pub on: bool,
    /// Recovery codes that were not used.
    pub codes_left: i64,
}

/// What the phone is told.
pub struct Enrolment {
    /// The secret as people type it.
    pub key: String,
    /// The secret as a picture says it.
    pub uri: String,
}

const fn own(user: UserId) -> Scope {
    Scope::Subject(Subject::User(user))
}

/// How a person stands.
///
/// # Errors
/// The database.
pub async fn status(state: &State, user: UserId) -> Result<Status, Problem> {
    state
        .db
        .read(own(user), async |conn| {
            let found = second_factors::find(conn, user).await?;
            let codes_left = second_factors::codes_left(conn, user).await?;
            Ok(Status { on: found.is_some_and(|f| f.confirmed_at.is_some()), codes_left })
        })
        .await
}

/// Makes a secret that waits for its first code; an earlier one that waits is void.
///
/// # Errors
/// 409 when a factor is in use.
pub async fn begin(state: &State, user: UserId) -> Result<Enrolment, Problem> {
    let secret = second_factor::new_secret().map_err(Problem::internal)?;
    let now = state.clock.now();
    state
        .db
        .write(own(user), async |conn| {
            let sealed = person::seal_bytes(conn, &state.sealer, user, now, &secret).await?;
            if !second_factors::begin(conn, user, &sealed, now).await? {
                return Err(Problem::conflict("second_factor_on"));
            }
            enrolment(conn, state, user, &secret).await
        })
        .await
}

async fn enrolment(
    conn: &mut Conn,
    state: &State,
    user: UserId,
    secret: &[u8],
) -> Result<Enrolment, Problem> {
    let generator = Generator::new(secret).map_err(Problem::internal)?;
    let account = accounts::find(conn, user).await?.ok_or_else(Problem::not_found)?;
    let email = person::email(conn, &state.sealer, &account).await?;
    Ok(Enrolment { key: generator.key(), uri: generator.uri(email.as_str()) })
}

/// The secret that waits, to show it again.
///
/// # Errors
/// 404 when none waits.
pub async fn waiting(state: &State, user: UserId) -> Result<Enrolment, Problem> {
    state
        .db
        .read(own(user), async |conn| {
            let found = second_factors::find(conn, user).await?.filter(|f| f.confirmed_at.is_none());
            let found = found.ok_or_else(Problem::not_found)?;
            let secret = state.sealer.open(conn, &found.secret).await?;
            enrolment(conn, state, user, &secret).await
        })
        .await
}

/// Takes the waiting factor into use with its first code. The answer are the recovery codes, told this once.
///
/// # Errors
/// 404 when none waits, 422 for a wrong code.
pub async fn confirm(state: &State, user: UserId, code: &str) -> Result<Vec<String>, Problem> {
    let (now, code) = (state.clock.now(), second_factor::normal(code));
    let codes = second_factor::recovery_codes().map_err(Problem::internal)?;
    state
        .db
        .write(own(user), async |conn| {
            let found = second_factors::find(conn, user).await?.filter(|f| f.confirmed_at.is_none());
            let found = found.ok_or_else(Problem::not_found)?;
            let step = generator(conn, state, &found.secret).await?.step(&code, now);
            let step = step.ok_or_else(|| Problem::field("/code", "code_wrong"))?;
            if !second_factors::confirm(conn, user, step, now).await? {
                return Err(Problem::conflict("second_factor_on"));
            }
            let hashes = codes.iter().map(|c| lookups(state, user, c).into_iter().next().unwrap_or_default());
            second_factors::replace_codes(conn, user, hashes.collect()).await?;
            tracing::info!(%user, "second factor on");
            Ok(())
        })
        .await?;
    Ok(codes)
}

/// Takes the factor away; the person is written to.
///
/// # Errors
/// 404 when there is none, 422 for a wrong password, 429.
pub async fn remove(state: &State, user: UserId, password: &str) -> Result<(), Problem> {
    confirm::password(state, user, password, "/password").await?;
    state
        .db
        .write(own(user), async |conn| {
            if !second_factors::remove(conn, user).await? {
                return Err(Problem::not_found());
            }
            let account = accounts::find(conn, user).await?.ok_or_else(Problem::not_found)?;
            let email = person::email(conn, &state.sealer, &account).await?;
            let link = format!("{}/forgot", state.public_url);
            let lang = store::language(&account.language);
            tracing::info!(%user, "second factor off");
            mailing::queue(conn, state, &email, lang, "factor", &[("link", &link)]).await
        })
        .await?;
    mailing::ring(state);
    Ok(())
}

async fn generator(conn: &mut Conn, state: &State, sealed: &[u8]) -> Result<Generator, Problem> {
    Generator::new(&state.sealer.open(conn, sealed).await?).map_err(Problem::internal)
}

/// The keyed hashes of a recovery code, one per master key.
fn lookups(state: &State, user: UserId, code: &str) -> Vec<Vec<u8>> {
    state.sealer.lookup("recovery-code", &format!("{user}\0{}", second_factor::normal(code)))
}

/// What came of a code; committed whatever it is, because attempts count.
enum Verdict {
    Passed,
    Missing,
    Wrong,
    Wait(DateTime<Utc>),
}

/// Demands the second factor of who has one. Every attempt is counted before it is looked at; a code is good once.
///
/// # Errors
/// 401 when a code is needed, 422 for a wrong one, 429.
pub async fn demand(state: &State, user: UserId, code: Option<&str>) -> Result<(), Problem> {
    let now = state.clock.now();
    let code = code.map(second_factor::normal).filter(|c| !c.is_empty());
    let verdict = state
        .db
        .write(Scope::Platform("second factor"), async |conn| {
            let found = second_factors::find(conn, user).await?.filter(|f| f.confirmed_at.is_some());
            match (found, &code) {
                (None, _) => Ok(Verdict::Passed),
                (Some(_), None) => Ok(Verdict::Missing),
                (Some(found), Some(code)) => try_code(conn, state, user, &found.secret, code, now).await,
            }
        })
        .await?;
    match verdict {
        Verdict::Passed => Ok(()),
        Verdict::Missing => Err(Problem::new(Kind::Unauthenticated, "second_factor_required")),
        Verdict::Wrong => Err(Problem::field("/code", "code_wrong")),
        Verdict::Wait(until) => Err(error::throttled(until, now)),
    }
}

async fn try_code(
    conn: &mut Conn,
    state: &State,
    user: UserId,
    sealed: &[u8],
    code: &str,
    now: DateTime<Utc>,
) -> Result<Verdict, Problem> {
    let counter = confirm::counter(state, user, "code");
    if let Err(until) = throttle::count(conn, Ladder::Proof, &counter, now).await? {
        return Ok(Verdict::Wait(until));
    }
    let right = if second_factor::is_recovery(code) {
        second_factors::spend_code(conn, user, &lookups(state, user, code), now).await?
    } else {
        match generator(conn, state, sealed).await?.step(code, now) {
            Some(step) => second_factors::spend_step(conn, user, step).await?,
            None => false,
        }
    };
    if !right {
        return Ok(Verdict::Wrong);
    }
    throttle::clear(conn, &counter).await?;
    Ok(Verdict::Passed)
}
