//! The one place where money arrives: for the webhook, the browser that comes back, and the sweep. It looks at the
//! provider again, and acts once however often and from wherever it is called.
use chrono::{DateTime, Utc};
use souk_events::{AttemptId, payments::v1::PaymentCaptured};
use souk_kit::{Conn, Problem};
use souk_outbox::publish;

use super::{MONEY, stray, told};
use crate::{
    clients::provider::{Money, Seen},
    domain::{
        ledger::Kind,
        words::{Method, StrayWhy},
    },
    state::State,
    store::{
        attempts::{self, Attempt},
        intents, ledger,
    },
};

/// Asks the provider how the page of an attempt stands, and acts on it.
///
/// # Errors
/// 404 for an unknown attempt, 503 when the provider is away.
pub async fn look(state: &State, id: AttemptId) -> Result<Seen, Problem> {
    let attempt = state
        .db
        .read(MONEY, async |conn| Ok::<_, Problem>(attempts::find(conn, id).await?))
        .await?
        .ok_or_else(Problem::not_found)?;
    let seen = seen(state, &attempt).await?;
    act(state, &attempt, &seen).await?;
    Ok(seen)
}

/// How the provider sees the page of an attempt.
///
/// # Errors
/// 503 when it is away.
pub async fn seen(state: &State, attempt: &Attempt) -> Result<Seen, Problem> {
    match Method::parse(&attempt.method) {
        Some(Method::Test) => {
            let intent = state
                .db
                .read(MONEY, async |conn| Ok::<_, Problem>(intents::find(conn, attempt.intent_id).await?))
                .await?;
            let intent = intent.ok_or_else(Problem::not_found)?;
            Ok(test_page(attempt, intent.amount, &intent.currency))
        }
        Some(Method::Stripe) => {
            let client = state.provider.as_ref().and_then(|p| p.stripe());
            let client = client.ok_or_else(|| Problem::unavailable("provider_unavailable"))?;
            match &attempt.reference {
                Some(reference) => Ok(client.look(reference).await?),
                None => Ok(Seen::Unknown),
            }
        }
        Some(Method::Cash) | None => Ok(Seen::Unknown),
    }
}

fn test_page(attempt: &Attempt, amount: i64, currency: &str) -> Seen {
    match &attempt.payment_ref {
        Some(reference) => {
            Seen::Paid(Money { reference: reference.clone(), amount, currency: currency.to_owned() })
        }
        None if attempt.state == "closed" => Seen::Closed,
        None => Seen::Open,
    }
}

/// Acts on what the provider said about an attempt.
///
/// # Errors
/// The database.
pub async fn act(state: &State, attempt: &Attempt, seen: &Seen) -> Result<(), Problem> {
    let now = state.clock.now();
    match seen {
        Seen::Paid(money) => {
            state.db.write(MONEY, async |conn| paid(conn, attempt, money, now).await).await?;
            state.due.notify_one();
            Ok(())
        }
        Seen::Closed => {
            state
                .db
                .read(MONEY, async |conn| {
                    attempts::end(conn, attempt.id, &["created", "open"], "closed", None, now).await?;
                    Ok(())
                })
                .await
        }
        Seen::Open | Seen::Unknown => Ok(()),
    }
}

async fn paid(conn: &mut Conn, attempt: &Attempt, money: &Money, now: DateTime<Utc>) -> Result<(), Problem> {
    // Whoever else looks at the same money waits here, and finds it done.
    let intent = intents::lock(conn, attempt.intent_id).await?.ok_or_else(Problem::not_found)?;
    let attempt = attempts::find(conn, attempt.id).await?.ok_or_else(Problem::not_found)?;
    if attempt.state == "paid" {
        return Ok(());
    }
    if (money.amount, money.currency.as_str()) != (intent.amount, intent.currency.as_str()) {
        return stray::keep(conn, &attempt, money, StrayWhy::AmountDiffers, now).await;
    }
    if intents::capture(conn, intent.id, now).await?.is_none() {
        // Another page is opened only when the one before is closed for good; it was paid all the same.
        return stray::keep(conn, &attempt, money, StrayWhy::PaidTwice, now).await;
    }
    let from = ["created", "open", "closed"];
    attempts::end(conn, attempt.id, &from, "paid", Some(&money.reference), now).await?;
    for share in intents::shares(conn, intent.id).await? {
        ledger::book(conn, &share, (Kind::Capture, share.amount), &share.order_id.to_string(), now).await?;
        let fact = PaymentCaptured {
            order_id: share.order_id.to_string(),
            payment_id: intent.id.to_string(),
            method: attempt.method.clone(),
            amount: Some(share.money(share.amount).into()),
        };
        publish(conn, &souk_kit::meta(Some(share.tenant_id)), now, &fact).await?;
        told::arrived(conn, &share, now).await?;
    }
    Ok(())
}
