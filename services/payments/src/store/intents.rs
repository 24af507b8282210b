//! Rows of `intent` and `share`.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{CheckoutId, Currency, Money, OrderId, PaymentId, TenantId};
use souk_kit::Conn;

use crate::{
    domain::words::Standing,
    schema::{intent, share},
};

/// What is owed for a checkout.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = intent)]
pub struct Intent {
    /// Its id.
    pub id: PaymentId,
    /// The checkout.
    pub checkout_id: CheckoutId,
    /// Who owes it.
    pub customer: String,
    /// `online` or `cash`.
    pub kind: String,
    /// `open`, `captured`, `expired`.
    pub state: String,
    /// Of the amount.
    pub currency: String,
    /// Minor units.
    pub amount: i64,
    /// Nobody pays after.
    pub pay_by: Option<DateTime<Utc>>,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When the money arrived.
    pub captured_at: Option<DateTime<Utc>>,
    /// When it came to nothing.
    pub ended_at: Option<DateTime<Utc>>,
}

/// The part of one order.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = share)]
pub struct Share {
    /// The merchant.
    pub tenant_id: TenantId,
    /// The order.
    pub order_id: OrderId,
    /// What it is a part of.
    pub intent_id: PaymentId,
    /// Who owes it.
    pub customer: String,
    /// The store as it was shown.
    pub store_name: String,
    /// The order's number at its shop.
    pub number: String,
    /// Of the amounts.
    pub currency: String,
    /// Minor units.
    pub amount: i64,
    /// What went back of it.
    pub refunded: i64,
    /// The order ended early.
    pub called_off: bool,
    /// Counts what was told about its refunds.
    pub told: i64,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
}

/// An amount of a row, whose currency the table checks.
#[must_use]
pub fn money(amount: i64, currency: &str) -> Money {
    Money::new(amount, currency.parse().unwrap_or(Currency::EUR))
}

impl Share {
    /// How its money stands.
    #[must_use]
    pub fn standing(&self, intent: &Intent) -> Standing {
        Standing::of(&intent.state, self.amount, self.refunded)
    }
    /// An amount of it.
    #[must_use]
    pub fn money(&self, amount: i64) -> Money {
        money(amount, &self.currency)
    }
}

/// Writes one with its parts. False: it is there already.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, row: &Intent, shares: &[Share]) -> QueryResult<bool> {
    let new = diesel::insert_into(intent::table).values(row).on_conflict_do_nothing().execute(conn).await?;
    if new == 0 {
        return Ok(false);
    }
    diesel::insert_into(share::table).values(shares).execute(conn).await?;
    Ok(true)
}

/// One, if the scope shows it.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, id: PaymentId) -> QueryResult<Option<Intent>> {
    intent::table.find(id).select(Intent::as_select()).first(conn).await.optional()
}

/// One that nobody else changes until the transaction ends.
///
/// # Errors
/// The database.
pub async fn lock(conn: &mut Conn, id: PaymentId) -> QueryResult<Option<Intent>> {
    intent::table.find(id).for_update().select(Intent::as_select()).first(conn).await.optional()
}

/// The money arrived: also after the time was over. None: it was here already.
///
/// # Errors
/// The database.
pub async fn capture(conn: &mut Conn, id: PaymentId, now: DateTime<Utc>) -> QueryResult<Option<Intent>> {
    diesel::update(intent::table.find(id).filter(intent::state.eq_any(["open", "expired"])))
        .set((
            intent::state.eq("captured"),
            intent::captured_at.eq(now),
            intent::ended_at.eq(None::<DateTime<Utc>>),
        ))
        .returning(Intent::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Nobody paid. False: somebody did, or it was over already.
///
/// # Errors
/// The database.
pub async fn expire(conn: &mut Conn, id: PaymentId, now: DateTime<Utc>) -> QueryResult<bool> {
    let n = diesel::update(intent::table.find(id).filter(intent::state.eq("open")))
        .set((intent::state.eq("expired"), intent::ended_at.eq(now)))
        .execute(conn)
        .await?;
    Ok(n == 1)
}

/// A customer owes less at the counter.
///
/// # Errors
/// The database.
pub async fn owe(conn: &mut Conn, of: &Share, amount: i64) -> QueryResult<()> {
    diesel::update(share::table.find((of.tenant_id, of.order_id)))
        .set(share::amount.eq(amount))
        .execute(conn)
        .await?;
    // A check of the table keeps an intent above zero: one that owes nothing keeps its amount and is void.
    if amount > 0 {
        diesel::update(intent::table.find(of.intent_id)).set(intent::amount.eq(amount)).execute(conn).await?;
    }
    Ok(())
}

/// Its parts, by order.
///
/// # Errors
/// The database.
pub async fn shares(conn: &mut Conn, id: PaymentId) -> QueryResult<Vec<Share>> {
    share::table
        .filter(share::intent_id.eq(id))
        .order((share::tenant_id, share::order_id))
        .select(Share::as_select())
        .load(conn)
        .await
}

/// The part of an order.
///
/// # Errors
/// The database.
pub async fn share(conn: &mut Conn, order: OrderId) -> QueryResult<Option<Share>> {
    share::table.filter(share::order_id.eq(order)).select(Share::as_select()).first(conn).await.optional()
}

/// The part of an order, that nobody else changes until the transaction ends.
///
/// # Errors
/// The database.
pub async fn lock_share(conn: &mut Conn, order: OrderId) -> QueryResult<Option<Share>> {
    let one = share::table.filter(share::order_id.eq(order)).for_update();
    one.select(Share::as_select()).first(conn).await.optional()
}

/// Locks the payment of an order and the order's part of it: first the whole, then the part, as the money does when it
/// arrives. None: there is none.
///
/// # Errors
/// The database.
pub async fn lock_both(conn: &mut Conn, order: OrderId) -> QueryResult<Option<(Intent, Share)>> {
    let Some(of) = share(conn, order).await? else { return Ok(None) };
    let Some(intent) = lock(conn, of.intent_id).await? else { return Ok(None) };
    Ok(lock_share(conn, order).await?.map(|share| (intent, share)))
}

/// The order ended early.
///
/// # Errors
/// The database.
pub async fn call_off(conn: &mut Conn, order: OrderId) -> QueryResult<()> {
    diesel::update(share::table.filter(share::order_id.eq(order)))
        .set(share::called_off.eq(true))
        .execute(conn)
        .await
        .map(drop)
}

/// More goes back, or less after all (below zero). None: more than there is.
///
/// # Errors
/// The database.
pub async fn go_back(conn: &mut Conn, of: &Share, amount: i64) -> QueryResult<Option<Share>> {
    let there = share::table
        .find((of.tenant_id, of.order_id))
        .filter((share::refunded + amount).between(0, share::amount));
    diesel::update(there)
        .set((share::refunded.eq(share::refunded + amount), share::told.eq(share::told + 1)))
        .returning(Share::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// A merchant's payments, newest first.
///
/// # Errors
/// The database.
pub async fn of_tenant(
    conn: &mut Conn,
    tenant: TenantId,
    after: Option<OrderId>,
    limit: i64,
) -> QueryResult<Vec<(Share, Intent)>> {
    let mut rows = share::table.inner_join(intent::table.on(intent::id.eq(share::intent_id))).into_boxed();
    // What was never paid is none of the shop's business.
    rows = rows.filter(share::tenant_id.eq(tenant));
    rows = rows.filter(intent::kind.eq("cash").or(intent::state.eq("captured")));
    if let Some(after) = after {
        rows = rows.filter(share::order_id.lt(after));
    }
    rows.order(share::order_id.desc())
        .limit(limit)
        .select((Share::as_select(), Intent::as_select()))
        .load(conn)
        .await
}

/// Hands what a visitor owes to the user they became.
///
/// # Errors
/// The database.
pub async fn hand_over(conn: &mut Conn, from: &str, to: &str) -> QueryResult<usize> {
    diesel::update(share::table.filter(share::customer.eq(from)))
        .set(share::customer.eq(to))
        .execute(conn)
        .await?;
    diesel::update(intent::table.filter(intent::customer.eq(from)))
        .set(intent::customer.eq(to))
        .execute(conn)
        .await
}
