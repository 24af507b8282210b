//! Uses of promotions: counted by conditional updates, reserved with an order, settled when it ends.
use chrono::{DateTime, Utc};
use diesel::{dsl::exists, prelude::*, sql_types::BigInt, upsert::excluded};
use diesel_async::RunQueryDsl;
use serde_json::Value;
use souk_events::{OrderId, PromotionId, Subject, TenantId};
use souk_kit::{Conn, Prepared};

use super::promotions::EVERYBODY;
use crate::{
    domain::promotion::{PLATFORM, Uses},
    schema::{orders, promotion_counter as counter, promotion_redemption as redemption},
};

define_sql_function! {
    /// The larger of two numbers.
    fn greatest(a: BigInt, b: BigInt) -> BigInt;
}

/// The ends of an order that count for nothing.
const CALLED_OFF: [&str; 2] = ["rejected", "cancelled"];

/// One use by an order.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = redemption, treat_none_as_default_value = false)]
pub struct Redemption {
    /// The merchant.
    pub tenant_id: TenantId,
    /// The order.
    pub order_id: OrderId,
    /// The promotion.
    pub promotion_id: PromotionId,
    /// Who ordered.
    pub customer: String,
    /// The promotion's title as it was shown.
    pub title: String,
    /// The code that brought it.
    pub code: Option<String>,
    /// What it took off.
    pub amount: i64,
    /// The platform's part of it.
    pub platform: i64,
    /// `reserved`, `committed` or `released`.
    pub state: String,
    /// When it was placed.
    pub reserved_at: DateTime<Utc>,
    /// When the order ended.
    pub settled_at: Option<DateTime<Utc>>,
    /// What it took off which line, by line id.
    pub lines: Value,
    /// Whether the promotion is the platform's, not the merchant's.
    pub of_platform: bool,
}

/// How an order ended for its uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Completed: they count.
    Committed,
    /// It ended early: they are given back.
    Released,
}

/// Counts one use more by everybody and what it gives, of exactly these terms while they run, within their limit and
/// their budget. False: they changed, stopped or are used up.
///
/// # Errors
/// The database.
pub async fn count(
    mut conn: &Conn,
    (owner, promotion): (TenantId, PromotionId),
    version: i64,
    amount: i64,
) -> QueryResult<bool> {
    let there = counter::table
        .filter(counter::tenant_id.eq(owner))
        .filter(counter::promotion_id.eq(promotion))
        .filter(counter::person.eq(EVERYBODY))
        .filter(counter::terms.eq(version));
    let room = there.filter(counter::most.is_null().or((counter::used + 1).nullable().le(counter::most)));
    let room =
        room.filter(counter::budget.is_null().or((counter::spent + amount).nullable().le(counter::budget)));
    let one_more = diesel::update(room)
        .set((counter::used.eq(counter::used + 1), counter::spent.eq(counter::spent + amount)));
    Ok(Prepared(one_more).execute(&mut conn).await? == 1)
}

/// Counts one use more by a customer, within a limit. False: the customer used it as often as one may.
///
/// # Errors
/// The database.
pub async fn count_of(
    mut conn: &Conn,
    (owner, promotion): (TenantId, PromotionId),
    whose: Subject,
    most: Option<i64>,
) -> QueryResult<bool> {
    let one_more = diesel::insert_into(counter::table)
        .values((
            counter::tenant_id.eq(owner),
            counter::promotion_id.eq(promotion),
            counter::person.eq(whose.to_string()),
            counter::used.eq(1),
        ))
        .on_conflict((counter::tenant_id, counter::promotion_id, counter::person))
        .do_update()
        .set(counter::used.eq(counter::used + 1));
    let fits = (counter::used + 1).le(most.unwrap_or(i64::MAX));
    let within = diesel::query_dsl::methods::FilterDsl::filter(one_more, fits);
    Ok(Prepared(within).execute(&mut conn).await? == 1)
}

/// Notes a use. The key refuses a second one of the same order and promotion.
///
/// # Errors
/// The database.
pub async fn insert(mut conn: &Conn, row: &Redemption) -> QueryResult<()> {
    diesel::insert_into(redemption::table).values(row).execute(&mut conn).await.map(drop)
}

/// Settles the reserved uses of an order that ended. Released ones are counted back.
///
/// # Errors
/// The database.
pub async fn settle(
    conn: &mut Conn,
    tenant: TenantId,
    order: OrderId,
    how: Settled,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let word = match how {
        Settled::Committed => "committed",
        Settled::Released => "released",
    };
    let reserved = redemption::table
        .filter(redemption::tenant_id.eq(tenant))
        .filter(redemption::order_id.eq(order))
        .filter(redemption::state.eq("reserved"));
    let mut settled: Vec<(PromotionId, String, bool, i64)> = diesel::update(reserved)
        .set((redemption::state.eq(word), redemption::settled_at.eq(now)))
        .returning((
            redemption::promotion_id,
            redemption::customer,
            redemption::of_platform,
            redemption::amount,
        ))
        .get_results(conn)
        .await?;
    if how == Settled::Committed {
        return Ok(());
    }
    // The order in which placements count, so that nobody waits for each other in a circle.
    settled.sort();
    for (promotion, customer, of_platform, amount) in settled {
        let owner = owner(tenant, of_platform);
        for person in [EVERYBODY, &customer] {
            diesel::update(counter::table.find((owner, promotion, person)).filter(counter::used.gt(0)))
                .set(counter::used.eq(counter::used - 1))
                .execute(conn)
                .await?;
        }
        spend_less(conn, (owner, promotion), amount).await?;
    }
    Ok(())
}

/// Whose a promotion is that a merchant's order used.
#[must_use]
pub fn owner(tenant: TenantId, of_platform: bool) -> TenantId {
    if of_platform { PLATFORM } else { tenant }
}

/// Gives back to a budget what an order does not get after all.
///
/// # Errors
/// The database.
pub async fn spend_less(
    conn: &mut Conn,
    (owner, promotion): (TenantId, PromotionId),
    amount: i64,
) -> QueryResult<()> {
    // A release that knew no budgets counted uses without what they gave.
    diesel::update(counter::table.find((owner, promotion, EVERYBODY)))
        .set(counter::spent.eq(greatest(counter::spent - amount, 0_i64)))
        .execute(conn)
        .await
        .map(drop)
}

/// The uses of some orders of a merchant, in the order of their promotions.
///
/// # Errors
/// The database.
pub async fn of_order(mut conn: &Conn, tenant: TenantId, order: OrderId) -> QueryResult<Vec<Redemption>> {
    redemption::table
        .filter(redemption::tenant_id.eq(tenant))
        .filter(redemption::order_id.eq(order))
        .order(redemption::promotion_id)
        .select(Redemption::as_select())
        .load(&mut conn)
        .await
}

/// How often promotions were used, by everybody and by this person, and what they gave.
///
/// # Errors
/// The database.
pub async fn uses(
    conn: &mut Conn,
    owners: &[TenantId],
    promotions: &[PromotionId],
    whose: Subject,
) -> QueryResult<Uses> {
    let whose = whose.to_string();
    let rows: Vec<(PromotionId, String, i64, i64)> = counter::table
        .filter(counter::tenant_id.eq_any(owners))
        .filter(counter::promotion_id.eq_any(promotions))
        .filter(counter::person.eq_any([EVERYBODY, whose.as_str()]))
        .select((counter::promotion_id, counter::person, counter::used, counter::spent))
        .load(conn)
        .await?;
    let mut uses = Uses::new();
    for (promotion, person, used, spent) in rows {
        let slot = uses.entry(promotion).or_default();
        if person.is_empty() { (slot.all, slot.spent) = (used, spent) } else { slot.mine = used }
    }
    Ok(uses)
}

/// Whether a person has an order at any merchant that was not called off.
///
/// # Errors
/// The database.
pub async fn ordered(conn: &mut Conn, whose: Subject) -> QueryResult<bool> {
    let theirs = orders::table
        .filter(orders::customer.eq(whose.to_string()))
        .filter(orders::lifecycle.ne_all(CALLED_OFF));
    diesel::select(exists(theirs)).get_result(conn).await
}

/// The merchants at which a person has an order that was not called off.
///
/// # Errors
/// The database.
pub async fn ordered_at(conn: &mut Conn, tenants: &[TenantId], whose: Subject) -> QueryResult<Vec<TenantId>> {
    orders::table
        .filter(orders::customer.eq(whose.to_string()))
        .filter(orders::tenant_id.eq_any(tenants))
        .filter(orders::lifecycle.ne_all(CALLED_OFF))
        .select(orders::tenant_id)
        .distinct()
        .load(conn)
        .await
}

/// Hands a visitor's uses at some merchants to the user they became; what both used adds up.
///
/// # Errors
/// The database.
pub async fn hand_over(conn: &mut Conn, tenants: &[TenantId], from: Subject, to: Subject) -> QueryResult<()> {
    let (from, to) = (from.to_string(), to.to_string());
    let theirs = redemption::table
        .filter(redemption::tenant_id.eq_any(tenants))
        .filter(redemption::customer.eq(&from));
    diesel::update(theirs).set(redemption::customer.eq(&to)).execute(conn).await?;
    let theirs = counter::table.filter(counter::tenant_id.eq_any(tenants)).filter(counter::person.eq(&from));
    let gone: Vec<(TenantId, PromotionId, i64)> = diesel::delete(theirs)
        .returning((counter::tenant_id, counter::promotion_id, counter::used))
        .get_results(conn)
        .await?;
    for (tenant, promotion, used) in gone {
        diesel::insert_into(counter::table)
            .values((
                counter::tenant_id.eq(tenant),
                counter::promotion_id.eq(promotion),
                counter::person.eq(&to),
                counter::used.eq(used),
            ))
            .on_conflict((counter::tenant_id, counter::promotion_id, counter::person))
            .do_update()
            .set(counter::used.eq(counter::used + excluded(counter::used)))
            .execute(conn)
            .await?;
    }
    Ok(())
}
