//! What is owed for a checkout: asked for once, shared out over its orders.
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{CheckoutId, Currency, OrderId, PaymentId, Subject, TenantId};
use souk_kit::{Problem, Service as _};

use super::{MONEY, told, work};
use crate::{
    Payments,
    domain::money::{self, Wrong},
    state::State,
    store::{
        intents::{self, Intent, Share},
        tasks,
    },
};

/// Most orders of a checkout.
const ORDERS: usize = 50;

/// The part of one order.
#[derive(Clone, Debug, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The merchant.
    pub tenant_id: TenantId,
    /// The order.
    pub order_id: OrderId,
    /// The store as it was shown.
    #[schema(max_length = 200)]
    pub store_name: String,
    /// The order's number at its shop.
    #[schema(max_length = 40)]
    pub number: String,
    /// Minor units.
    #[schema(minimum = 0)]
    pub amount: i64,
}

/// What is owed.
#[derive(Clone, Debug, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// Its id, derived from what is in it: asking twice makes one.
    pub payment_id: PaymentId,
    /// The checkout.
    pub checkout_id: CheckoutId,
    /// Who owes it.
    #[schema(value_type = String, pattern = "^(usr|gst)_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    pub customer: Subject,
    /// Of all amounts.
    #[schema(value_type = String, pattern = "^[A-Z]{3}$", example = "EUR")]
    pub currency: Currency,
    /// The parts of its orders.
    #[schema(min_items = 1, max_items = 50)]
    pub parts: Vec<Part>,
}

/// Where and until when it can be paid.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Opened {
    /// Its id.
    pub payment_id: PaymentId,
    /// The page to pay on.
    #[schema(example = "/pay/pay_01kajz4z00e00800000000000d")]
    pub url: String,
    /// Nobody pays after.
    pub pay_by: DateTime<Utc>,
}

/// Notes what is owed. A second time nothing happens.
///
/// # Errors
/// 409 `payment_differs` when the id names something else, `nothing_owed`; 503 when nothing can be paid online.
pub async fn open(state: &State, wish: &Wish) -> Result<Opened, Problem> {
    if state.provider.is_none() {
        return Err(Problem::unavailable("provider_unavailable"));
    }
    if wish.parts.is_empty() || wish.parts.len() > ORDERS {
        return Err(Problem::field("/parts", "choice_unknown"));
    }
    if !is_on(state).await? {
        return Err(Problem::conflict("module_off"));
    }
    let amounts: Vec<i64> = wish.parts.iter().map(|part| part.amount).collect();
    let amount = money::owed(&amounts).map_err(|wrong| match wrong {
        Wrong::Nothing => Problem::conflict("nothing_owed"),
        Wrong::Range => Problem::field("/parts", "amount_wrong"),
    })?;
    let now = state.clock.now();
    let pay_by = now + state.settings.pay_within();
    let intent = Intent {
        id: wish.payment_id,
        checkout_id: wish.checkout_id,
        customer: wish.customer.to_string(),
        kind: "online".into(),
        state: "open".into(),
        currency: wish.currency.code().into(),
        amount,
        pay_by: Some(pay_by),
        created_at: now,
        captured_at: None,
        ended_at: None,
    };
    let shares: Vec<Share> = wish.parts.iter().map(|part| share(wish, part, now)).collect();
    let there = state
        .db
        .read(MONEY, async |conn| {
            if intents::insert(conn, &intent, &shares).await? {
                tasks::schedule(conn, work::CLOSE, intent.id.0, pay_by).await?;
                // An order that was called off meanwhile is owed no more.
                for share in &shares {
                    told::begun(conn, share.order_id, now).await?;
                }
            }
            // As it is kept, so that every answer is the same.
            let there = intents::find(conn, intent.id).await?.ok_or_else(Problem::not_found)?;
            let parts = intents::shares(conn, intent.id).await?;
            if same(&there, &parts, &intent, &shares) {
                Ok(there)
            } else {
                Err(Problem::conflict("payment_differs"))
            }
        })
        .await?;
    Ok(Opened {
        payment_id: there.id,
        url: format!("/pay/{}", there.id),
        pay_by: there.pay_by.unwrap_or(pay_by),
    })
}

/// Whether the module is switched on: switched off it begins nothing new.
///
/// # Errors
/// The database.
pub async fn is_on(state: &State) -> Result<bool, Problem> {
    let mut conn = state.db.public().await?;
    souk_outbox::switches::is_on(&mut conn, Payments::NAME, None).await.map_err(Problem::internal)
}

fn share(wish: &Wish, part: &Part, now: DateTime<Utc>) -> Share {
    Share {
        tenant_id: part.tenant_id,
        order_id: part.order_id,
        intent_id: wish.payment_id,
        customer: wish.customer.to_string(),
        store_name: part.store_name.chars().take(200).collect(),
        number: part.number.chars().take(40).collect(),
        currency: wish.currency.code().into(),
        amount: part.amount,
        refunded: 0,
        called_off: false,
        told: 0,
        created_at: now,
    }
}

fn same(there: &Intent, parts: &[Share], wanted: &Intent, shares: &[Share]) -> bool {
    there.customer == wanted.customer
        && there.currency == wanted.currency
        && there.amount == wanted.amount
        && parts.len() == shares.len()
        && shares.iter().all(|one| parts.iter().any(|p| (p.order_id, p.amount) == (one.order_id, one.amount)))
}
