//! The time to pay is over: the page is closed at the provider first, and only then the goods are free.
use chrono::TimeDelta;
use souk_events::{PaymentId, payments::v1::PaymentExpired};
use souk_kit::Problem;
use souk_outbox::publish;

use super::{MONEY, fulfil, pay};
use crate::{
    clients::provider::{Provider, Seen},
    state::State,
    store::{
        attempts::{self, Attempt},
        intents,
    },
};

/// After that Stripe has forgotten the key under which a page was asked for, and the page has long run out.
const FORGOTTEN: TimeDelta = TimeDelta::hours(20);

/// Ends what nobody paid. What was paid meanwhile is captured instead.
///
/// # Errors
/// 503 while the provider does not confirm: it is tried again, and the goods stay held.
pub async fn close(state: &State, id: PaymentId) -> Result<(), Problem> {
    let owed = pay::see(state, MONEY, id).await?;
    if owed.intent.state != "open" || owed.intent.kind != "online" {
        return Ok(());
    }
    if let Some(attempt) = owed.attempt.clone().filter(|a| ["created", "open"].contains(&a.state.as_str())) {
        match close_page(state, &owed, attempt).await? {
            // What was paid is captured by now, or is not what is owed: then nobody paid.
            Seen::Closed | Seen::Paid(_) => {}
            Seen::Open | Seen::Unknown => return Err(Problem::unavailable("provider_unavailable")),
        }
    }
    let now = state.clock.now();
    state
        .db
        .write(MONEY, async |conn| {
            // The lock orders this before or after a page that is just being opened.
            intents::lock(conn, id).await?;
            let tries = attempts::of_intent(conn, id).await?;
            if tries.iter().any(|a| ["created", "open"].contains(&a.state.as_str())) {
                return Err(Problem::unavailable("provider_unavailable"));
            }
            if !intents::expire(conn, id, now).await? {
                return Ok(());
            }
            for share in intents::shares(conn, id).await? {
                let fact =
                    PaymentExpired { order_id: share.order_id.to_string(), payment_id: id.to_string() };
                publish(conn, &souk_kit::meta(Some(share.tenant_id)), now, &fact).await?;
            }
            Ok(())
        })
        .await
}

async fn close_page(state: &State, owed: &pay::Owed, attempt: Attempt) -> Result<Seen, Problem> {
    let now = state.clock.now();
    if attempt.method == "test" {
        // Paying and closing are each one conditional update of this row.
        let closed = state
            .db
            .read(MONEY, async |conn| Ok::<_, Problem>(attempts::close_unpaid(conn, attempt.id, now).await?))
            .await?;
        return if closed { Ok(Seen::Closed) } else { fulfil::look(state, attempt.id).await };
    }
    let provider = state.provider.as_ref().ok_or_else(|| Problem::unavailable("provider_unavailable"))?;
    let Provider::Stripe(client) = provider else { return Err(Problem::unavailable("provider_unavailable")) };
    let mut attempt = attempt;
    if attempt.reference.is_none() && now - attempt.created_at < FORGOTTEN {
        // It may have been opened without us hearing of it: the same key finds it again.
        pay::open_page(state, provider, owed, &attempt).await?;
        let there = state
            .db
            .read(MONEY, async |conn| Ok::<_, Problem>(attempts::find(conn, attempt.id).await?))
            .await?;
        attempt = there.ok_or_else(Problem::not_found)?;
    }
    let seen = match &attempt.reference {
        Some(reference) => client.close(reference).await?,
        None => Seen::Closed,
    };
    fulfil::act(state, &attempt, &seen).await?;
    Ok(seen)
}
