//! Payments: whether something can be paid online, and the page to pay a checkout on.
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{CheckoutId, Currency, Money, OrderId, PaymentId, Subject, TenantId};
use souk_kit::{Ask, AskError};
use uuid::Uuid;

const PEER: &str = "payments";

/// The part of one order.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// The merchant.
    pub tenant_id: TenantId,
    /// The order.
    pub order_id: OrderId,
    /// The store as it is shown.
    pub store_name: String,
    /// The order's number.
    pub number: String,
    /// Minor units.
    pub amount: i64,
}

/// What is owed for a checkout.
#[derive(Clone, Debug, Serialize)]
pub struct Owed {
    payment_id: PaymentId,
    checkout_id: CheckoutId,
    customer: Subject,
    currency: Currency,
    parts: Vec<Part>,
}

impl Owed {
    /// Of a checkout. Its id follows from what is in it: the same is owed once, something else is another payment.
    #[must_use]
    pub fn of(checkout_id: CheckoutId, customer: Subject, total: Money, parts: Vec<Part>) -> Self {
        let words: Vec<String> = parts.iter().map(|p| format!("{}={}", p.order_id, p.amount)).collect();
        let id = Uuid::new_v5(&checkout_id.0, words.join(",").as_bytes());
        Self { payment_id: PaymentId(id), checkout_id, customer, currency: total.currency, parts }
    }
}

/// Where and until when it can be paid.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ToPay {
    /// The payment.
    pub payment_id: PaymentId,
    /// The page to pay on.
    #[schema(example = "/pay/pay_01kajz4z00e00800000000000d")]
    pub url: String,
    /// Nobody pays after; then the goods are free again.
    pub pay_by: DateTime<Utc>,
}

/// How something can be paid online now.
#[derive(Clone, Debug, Deserialize)]
pub struct Methods {
    /// `stripe`, `test`, or nothing.
    pub online: Option<String>,
}

/// Payments as orders sees it.
#[derive(Clone)]
pub struct Payments {
    ask: Ask,
    budget: Duration,
    glance: Duration,
}

impl Payments {
    /// Asks through this; whether there is a way to pay at a glance, for a payment within the budget.
    #[must_use]
    pub fn new(ask: Ask, budget: Duration, glance: Duration) -> Self {
        Self { ask, budget, glance }
    }

    /// How something can be paid online. None: it cannot, or nobody is home.
    pub async fn online(&self) -> Option<String> {
        match self.ask.get::<Methods>(PEER, "/internal/methods", self.glance).await {
            Ok(methods) => methods.online,
            Err(error) => {
                tracing::debug!(%error, "only at the counter");
                None
            }
        }
    }

    /// Opens a payment. The same one is opened once.
    ///
    /// # Errors
    /// Nobody home, or a refusal.
    pub async fn open(&self, owed: &Owed) -> Result<ToPay, AskError> {
        self.ask.post(PEER, "/internal/intents", owed, self.budget).await
    }
}
