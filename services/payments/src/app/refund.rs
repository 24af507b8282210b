//! Money goes back: once per cause, never more than came, told at once, done at the provider afterwards.
use chrono::{DateTime, Utc};
use souk_events::{OrderId, RefundId, payments::v1::RefundChanged};
use souk_kit::{Conn, Problem, Scope, db};
use souk_outbox::publish;

use super::{MONEY, work};
use crate::{
    clients::provider::Back,
    domain::{
        ledger::Kind,
        money,
        words::{Method, RefundReason, Standing},
    },
    state::State,
    store::{
        attempts,
        intents::{self, Share},
        ledger,
        refunds::{self, Refund},
        tasks,
    },
};

/// Gives back what is left of a part beyond what stays paid. Nothing when nothing is.
///
/// # Errors
/// The database.
pub async fn rest(
    conn: &mut Conn,
    share: &Share,
    stays: i64,
    reason: RefundReason,
    cause: &str,
    now: DateTime<Utc>,
) -> Result<Option<Refund>, Problem> {
    let amount = money::back(share.amount, share.refunded, stays);
    if amount == 0 {
        return Ok(None);
    }
    let cause = format!("{}:{cause}", share.order_id);
    begin(conn, share, amount, (reason, &cause, None), now).await
}

/// Begins a refund in a transaction that holds the part. None: the same cause gave it back already.
///
/// # Errors
/// 409 `refund_too_much`.
pub async fn begin(
    conn: &mut Conn,
    share: &Share,
    amount: i64,
    (reason, cause, person): (RefundReason, &str, Option<String>),
    now: DateTime<Utc>,
) -> Result<Option<Refund>, Problem> {
    let row = Refund {
        tenant_id: share.tenant_id,
        id: RefundId::new(),
        order_id: share.order_id,
        intent_id: share.intent_id,
        currency: share.currency.clone(),
        amount,
        reason: reason.as_str().into(),
        cause: cause.to_owned(),
        person,
        state: "pending".into(),
        reference: None,
        failure: String::new(),
        created_at: now,
        ended_at: None,
    };
    if !refunds::insert(conn, &row).await? {
        return Ok(None);
    }
    let Some(share) = intents::go_back(conn, share, amount).await? else {
        return Err(Problem::conflict("refund_too_much"));
    };
    ledger::book(conn, &share, (Kind::Refund, amount), &row.id.to_string(), now).await?;
    tasks::schedule(conn, work::REFUND, row.id.0, now).await?;
    tell(conn, &share, (&row.id, "pending", amount), now).await?;
    Ok(Some(row))
}

/// What somebody of the shop gives back.
#[derive(Clone, Debug)]
pub struct Gift {
    /// Of which order.
    pub order: OrderId,
    /// Minor units; none: all that is left.
    pub amount: Option<i64>,
    /// Who.
    pub person: String,
    /// The request: the same one gives once.
    pub key: String,
}

/// Somebody of the shop gives money back, in a transaction of the shop.
///
/// # Errors
/// 404 for another shop's order, 409 `not_captured` or `refund_too_much`, 422 for an amount that is none.
async fn give(conn: &mut Conn, gift: &Gift, now: DateTime<Utc>) -> Result<Refund, Problem> {
    let share = intents::lock_share(conn, gift.order).await?.ok_or_else(Problem::not_found)?;
    let intent = intents::find(conn, share.intent_id).await?.ok_or_else(Problem::not_found)?;
    if intent.state != "captured" || intent.kind != "online" {
        return Err(Problem::conflict("not_captured").state(intent.state));
    }
    let cause = format!("{}:by:{}:{}", gift.order, gift.person, gift.key);
    if refunds::of_order(conn, gift.order).await?.iter().any(|refund| refund.cause == cause) {
        // The first press did it.
        return Err(Problem::conflict("request_in_flight").retry_after(1));
    }
    let left = share.amount - share.refunded;
    let amount = gift.amount.unwrap_or(left);
    if amount <= 0 && gift.amount.is_some() {
        return Err(Problem::field("/amount", "amount_wrong"));
    }
    if amount > left || left == 0 {
        return Err(Problem::conflict("refund_too_much").state(left.to_string()));
    }
    // The part is this shop's own; what follows concerns the whole payment.
    db::enter(conn, MONEY).await?;
    let begun =
        begin(conn, &share, amount, (RefundReason::Merchant, &cause, Some(gift.person.clone())), now).await?;
    begun.ok_or_else(|| Problem::conflict("request_in_flight").retry_after(1))
}

/// The same in a transaction of its own; `keep` notes the answer with it.
///
/// # Errors
/// See [`give`].
pub async fn give_once<T>(
    state: &State,
    scope: Scope,
    gift: &Gift,
    keep: impl AsyncFnOnce(&mut Conn, &Refund) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let now = state.clock.now();
    let kept = state
        .db
        .write(scope, async |conn| {
            let row = give(conn, gift, now).await?;
            keep(conn, &row).await
        })
        .await?;
    state.due.notify_one();
    Ok(kept)
}

/// Does a refund at the provider, or looks how it goes. True: nothing more is to be done.
///
/// # Errors
/// 503 when the provider is away.
pub async fn work_on(state: &State, id: RefundId, again: bool) -> Result<bool, Problem> {
    let found = state
        .db
        .read(MONEY, async |conn| {
            let Some(row) = refunds::find(conn, id).await? else { return Ok(None) };
            let tries = attempts::of_intent(conn, row.intent_id).await?;
            Ok::<_, Problem>(Some((row, tries.into_iter().find(|a| a.state == "paid"))))
        })
        .await?;
    let Some((row, Some(paid))) = found else { return Ok(true) };
    if row.state == "failed" {
        return Ok(true);
    }
    let back = match (Method::parse(&paid.method), &paid.payment_ref) {
        (Some(Method::Stripe), Some(payment)) => {
            let client = state.provider.as_ref().and_then(|p| p.stripe());
            let client = client.ok_or_else(|| Problem::unavailable("provider_unavailable"))?;
            match &row.reference {
                Some(reference) => client.look_back(reference).await?,
                None => client.give_back(&row.id.to_string(), payment, row.amount, again).await?,
            }
        }
        _ => Back::Succeeded(format!("re_{}", row.id)),
    };
    settle(state, &row, back).await
}

async fn settle(state: &State, row: &Refund, back: Back) -> Result<bool, Problem> {
    let now = state.clock.now();
    state
        .db
        .write(Scope::Tenant(row.tenant_id), async |conn| {
            let named = match &back {
                Back::Pending(reference) | Back::Succeeded(reference) => Some(reference),
                Back::Failed(reference, _) => reference.as_ref(),
            };
            if let Some(reference) = named {
                refunds::name(conn, row.id, reference).await?;
            }
            match back {
                Back::Pending(_) => Ok(false),
                Back::Succeeded(_) => {
                    refunds::settle(conn, row.id, (&["pending"], "succeeded"), "", now).await?;
                    Ok(true)
                }
                Back::Failed(_, why) => failed(conn, row, &why, now).await.map(|()| true),
            }
        })
        .await
}

/// It came back to us: it is owed again.
async fn failed(conn: &mut Conn, row: &Refund, why: &str, now: DateTime<Utc>) -> Result<(), Problem> {
    let from = ["pending", "succeeded"];
    if refunds::settle(conn, row.id, (&from, "failed"), why, now).await?.is_none() {
        return Ok(());
    }
    let Some(share) = intents::lock_share(conn, row.order_id).await? else { return Ok(()) };
    let Some(share) = intents::go_back(conn, &share, -row.amount).await? else {
        return Err(Problem::internal("more came back than went"));
    };
    ledger::book(conn, &share, (Kind::RefundFailed, row.amount), &row.id.to_string(), now).await?;
    tell(conn, &share, (&row.id, "failed", row.amount), now).await
}

async fn tell(
    conn: &mut Conn,
    share: &Share,
    (refund, state, amount): (&RefundId, &str, i64),
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let fact = RefundChanged {
        order_id: share.order_id.to_string(),
        payment_id: share.intent_id.to_string(),
        refund_id: refund.to_string(),
        state: state.to_owned(),
        amount: Some(share.money(amount).into()),
        refunded: Some(share.money(share.refunded).into()),
        status: Standing::of("captured", share.amount, share.refunded).as_str().to_owned(),
        version: share.told,
    };
    publish(conn, &souk_kit::meta(Some(share.tenant_id)), now, &fact).await?;
    Ok(())
}
