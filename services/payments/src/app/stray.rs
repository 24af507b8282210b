//! Money that fits nothing: another amount than is owed, or a second payment. It pays for nothing; a person gives it back.
use chrono::{DateTime, Utc};
use souk_kit::{Conn, Problem};
use uuid::Uuid;

use super::{MONEY, work};
use crate::{
    clients::provider::{Back, Money},
    domain::words::StrayWhy,
    state::State,
    store::{
        attempts::{self, Attempt},
        strays::{self, Stray},
        tasks,
    },
};

/// Keeps it, once, and ends the page: nobody pays there any more.
///
/// # Errors
/// The database.
pub async fn keep(
    conn: &mut Conn,
    attempt: &Attempt,
    money: &Money,
    why: StrayWhy,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let from = ["created", "open", "closed"];
    attempts::end(conn, attempt.id, &from, "closed", Some(&money.reference), now).await?;
    if money.amount > 0 {
        let row = Stray {
            id: Uuid::now_v7(),
            intent_id: attempt.intent_id,
            payment_ref: money.reference.clone(),
            currency: money.currency.clone(),
            amount: money.amount,
            why: why.as_str().into(),
            state: "waiting".into(),
            given: 0,
            person: None,
            reference: None,
            failure: String::new(),
            created_at: now,
            ended_at: None,
        };
        strays::insert(conn, &row).await?;
    }
    Ok(())
}

/// An operator gives it back. Pressed twice, it goes back once.
///
/// # Errors
/// 404 for money that is not known.
pub async fn give(state: &State, id: Uuid, person: &str) -> Result<(), Problem> {
    let now = state.clock.now();
    state
        .db
        .write(MONEY, async |conn| {
            if strays::give(conn, id, person).await? {
                tasks::schedule(conn, work::STRAY, id, now).await?;
            } else if strays::find(conn, id).await?.is_none() {
                return Err(Problem::not_found());
            }
            Ok(())
        })
        .await?;
    state.due.notify_one();
    Ok(())
}

/// Gives it back at the provider, or looks how that goes. True: nothing more is to be done.
///
/// # Errors
/// 503 when the provider is away.
pub async fn work_on(state: &State, id: Uuid, again: bool) -> Result<bool, Problem> {
    let found = state.db.read(MONEY, async |conn| Ok::<_, Problem>(strays::find(conn, id).await?)).await?;
    let Some(row) = found.filter(|row| row.state != "waiting") else { return Ok(true) };
    let client = state.provider.as_ref().and_then(|p| p.stripe());
    let client = client.ok_or_else(|| Problem::unavailable("provider_unavailable"))?;
    let back = match &row.reference {
        Some(reference) => client.look_back(reference).await?,
        None => {
            let key = format!("{}:{}", row.id, row.given);
            client.give_back(&key, &row.payment_ref, row.amount, again).await?
        }
    };
    let now = state.clock.now();
    let (to, reference, failure, ended_at) = match &back {
        Back::Pending(reference) => ("pending", Some(reference.as_str()), "", None),
        Back::Succeeded(reference) => ("succeeded", Some(reference.as_str()), "", Some(now)),
        // A person looks at it once more.
        Back::Failed(reference, why) => ("waiting", reference.as_deref(), why.as_str(), None),
    };
    state
        .db
        .write(MONEY, async |conn| {
            Ok::<_, Problem>(strays::settle(conn, &row, (to, reference), failure, ended_at).await?)
        })
        .await?;
    Ok(to != "pending")
}
