//! The page to pay on: one per intent at a time, opened when somebody looks, closed for good before another.
use chrono::TimeDelta;
use souk_events::{AttemptId, PaymentId};
use souk_kit::{Conn, Problem, Scope};

use super::{MONEY, fulfil, work};
use crate::{
    clients::{
        provider::{Failure, Provider},
        stripe::Page,
    },
    state::State,
    store::{
        attempts::{self, Attempt},
        intents::{self, Intent, Share},
        strays, tasks,
    },
};

/// Stripe keeps a page open for half an hour at least; ours is closed before.
const AT_STRIPE: TimeDelta = TimeDelta::minutes(31);

/// What somebody is to pay.
pub struct Owed {
    /// What is owed.
    pub intent: Intent,
    /// For which orders.
    pub shares: Vec<Share>,
    /// The newest try; none yet.
    pub attempt: Option<Attempt>,
    /// Something else than what is owed was paid, and is not given back yet.
    pub strange: bool,
}

/// What a person owes, as it is known here.
///
/// # Errors
/// 404 when it is another person's.
pub async fn see(state: &State, scope: Scope, id: PaymentId) -> Result<Owed, Problem> {
    state
        .db
        .read(scope, async |conn| {
            let intent = intents::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            let shares = intents::shares(conn, id).await?;
            let attempt = attempts::of_intent(conn, id).await?.into_iter().next();
            let strange = strays::is_here(conn, id).await?;
            Ok(Owed { intent, shares, attempt, strange })
        })
        .await
}

/// What a person owes, with a page that is open while somebody may pay.
///
/// # Errors
/// 404 when it is another person's; 503 when the provider is away.
pub async fn prepare(state: &State, scope: Scope, id: PaymentId) -> Result<Owed, Problem> {
    let owed = look(state, scope, id).await?;
    let now = state.clock.now();
    if owed.strange || owed.intent.state != "open" || owed.intent.pay_by.is_none_or(|by| by <= now) {
        return Ok(owed);
    }
    if owed.attempt.as_ref().is_some_and(|a| a.state == "open") {
        return Ok(owed);
    }
    let provider = state.provider.as_ref().ok_or_else(|| Problem::unavailable("provider_unavailable"))?;
    let method = provider.method().as_str();
    let new = Attempt::new(id, method, "created", now);
    let attempt = state
        .db
        .read(MONEY, async |conn| {
            // The lock orders this before or after the end of the intent.
            let intent = intents::lock(conn, id).await?.ok_or_else(Problem::not_found)?;
            if intent.state != "open" {
                return Err(Problem::conflict("payment_over").state(intent.state));
            }
            Ok(attempts::begin(conn, &new).await?)
        })
        .await?;
    if attempt.state == "created" {
        open_page(state, provider, &owed, &attempt).await?;
    }
    see(state, scope, id).await
}

/// Opens the page of an attempt. Asked twice, it is the same page.
///
/// # Errors
/// 503 when the provider is away.
pub async fn open_page(
    state: &State,
    provider: &Provider,
    owed: &Owed,
    attempt: &Attempt,
) -> Result<(), Problem> {
    let (reference, url) = match provider {
        Provider::Test => (format!("cs_{}", attempt.id), format!("/pay/test/{}", attempt.id)),
        Provider::Stripe(client) => {
            let back = |how: &str| format!("{}/pay/{}/back?{how}", state.public_url, owed.intent.id);
            let (payment, id) = (owed.intent.id.to_string(), attempt.id.to_string());
            let (success, cancel) = (back("how=done"), back("how=back"));
            let page = Page {
                attempt: &id,
                payment: &payment,
                currency: &owed.intent.currency,
                lines: owed.shares.iter().map(|s| (s.store_name.clone(), s.amount)).collect(),
                success_url: &success,
                cancel_url: &cancel,
                // By the attempt's own clock: asked twice, it says the same.
                expires_at: (attempt.created_at + AT_STRIPE).timestamp(),
            };
            let opened = match client.open(&page).await {
                Err(failure @ Failure::Refused(_)) => {
                    // No page was opened under this key, and none will be: the next look begins another attempt.
                    let (id, now) = (attempt.id, state.clock.now());
                    let over = async |conn: &mut Conn| {
                        Ok::<_, Problem>(attempts::end(conn, id, &["created"], "closed", None, now).await?)
                    };
                    state.db.read(MONEY, over).await?;
                    return Err(failure.into());
                }
                opened => opened?,
            };
            (opened.reference, opened.url)
        }
    };
    state.db.read(MONEY, async |conn| Ok(attempts::opened(conn, attempt.id, &reference, &url).await?)).await
}

/// The same as [`see`], after the provider was asked whether somebody paid: what the browser comes back to.
///
/// # Errors
/// 404 when it is another person's. A provider that is away leaves it as it is known here.
pub async fn look(state: &State, scope: Scope, id: PaymentId) -> Result<Owed, Problem> {
    let owed = see(state, scope, id).await?;
    let Some(attempt) = owed.attempt.as_ref().filter(|a| a.state == "open" && owed.intent.kind == "online")
    else {
        return Ok(owed);
    };
    if let Err(problem) = fulfil::look(state, attempt.id).await {
        tracing::warn!(?problem, "the provider was not asked");
        return Ok(owed);
    }
    see(state, scope, id).await
}

/// What is pressed on the test page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// Pay.
    Pay,
    /// Have the card refused.
    Refuse,
}

/// The test page of an attempt, for the person who owes it.
///
/// # Errors
/// 404 when it is none, or another person's.
pub async fn test_page(state: &State, scope: Scope, id: AttemptId) -> Result<Owed, Problem> {
    let attempt = state
        .db
        .read(scope, async |conn| Ok::<_, Problem>(attempts::find(conn, id).await?))
        .await?
        .filter(|attempt| attempt.method == "test")
        .ok_or_else(Problem::not_found)?;
    let owed = see(state, scope, attempt.intent_id).await?;
    Ok(Owed { attempt: Some(attempt), ..owed })
}

/// Somebody pressed a button of the test page. Pressing twice pays once; a page that closed takes nothing.
///
/// # Errors
/// 404 when it is another person's.
pub async fn press(state: &State, scope: Scope, id: AttemptId, what: Pressed) -> Result<Owed, Problem> {
    let owed = test_page(state, scope, id).await?;
    let in_time = owed.intent.pay_by.is_some_and(|by| state.clock.now() < by);
    match what {
        Pressed::Pay if in_time => {
            state.db.read(MONEY, async |conn| Ok::<_, Problem>(attempts::test_pays(conn, id).await?)).await?;
            fulfil::look(state, id).await?;
        }
        Pressed::Pay => {
            let now = state.clock.now();
            let target = owed.intent.id.0;
            state
                .db
                .read(MONEY, async |conn| {
                    Ok::<_, Problem>(tasks::schedule(conn, work::CLOSE, target, now).await?)
                })
                .await?;
            state.due.notify_one();
        }
        Pressed::Refuse => {
            state
                .db
                .read(MONEY, async |conn| {
                    Ok::<_, Problem>(attempts::refused(conn, id, "card_declined").await?)
                })
                .await?;
        }
    }
    see(state, scope, owed.intent.id).await
}
