//! What staff and operators look at.
use souk_events::{OrderId, TenantId};
use souk_kit::{Problem, Scope};

use crate::{
    state::State,
    store::{
        attempts::{self, Attempt},
        intents::{self, Intent, Share},
        ledger::{self, Booked},
        refunds::{self, Refund},
        strays::{self, Stray},
        webhooks::{self, Webhook},
    },
};

/// The payment of an order, as its shop sees it.
pub struct Paid {
    /// The order's part.
    pub share: Share,
    /// What it is a part of.
    pub intent: Intent,
    /// How it was paid last.
    pub attempt: Option<Attempt>,
    /// What went back.
    pub refunds: Vec<Refund>,
}

/// Payments of a merchant, newest first.
///
/// # Errors
/// The database.
pub async fn list(
    state: &State,
    tenant: TenantId,
    after: Option<OrderId>,
    limit: i64,
) -> Result<Vec<(Share, Intent)>, Problem> {
    let scope = Scope::Tenant(tenant);
    state.db.read(scope, async |conn| Ok(intents::of_tenant(conn, tenant, after, limit).await?)).await
}

/// The payment of an order.
///
/// # Errors
/// 404 when it is another merchant's, or there is none.
pub async fn one(state: &State, scope: Scope, order: OrderId) -> Result<Paid, Problem> {
    state
        .db
        .read(scope, async |conn| {
            let share = intents::share(conn, order).await?.ok_or_else(Problem::not_found)?;
            let intent = intents::find(conn, share.intent_id).await?.ok_or_else(Problem::not_found)?;
            let attempt = attempts::of_intent(conn, intent.id).await?.into_iter().next();
            let refunds = refunds::of_order(conn, order).await?;
            Ok(Paid { share, intent, attempt, refunds })
        })
        .await
}

/// What operators look at.
pub struct Books {
    /// The newest entries.
    pub entries: Vec<Booked>,
    /// What stands on each account, by currency.
    pub balances: Vec<(String, String, i64)>,
    /// What the provider told last.
    pub told: Vec<Webhook>,
    /// Money that pays for nothing.
    pub strays: Vec<Stray>,
}

/// The ledger and the provider's events.
///
/// # Errors
/// The database.
pub async fn books(state: &State) -> Result<Books, Problem> {
    state
        .db
        .read(Scope::Platform("operators look at the ledger"), async |conn| {
            Ok(Books {
                entries: ledger::newest(conn, None, 50).await?,
                balances: ledger::balances(conn).await?,
                told: webhooks::newest(conn, 50).await?,
                strays: strays::newest(conn, 50).await?,
            })
        })
        .await
}
