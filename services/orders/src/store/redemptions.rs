//! Uses of promotions: counted by conditional updates, reserved with an order, settled when it ends.
use chrono::{DateTime, Utc};
use diesel::{prelude::*, upsert::excluded};
use diesel_async::RunQueryDsl;
use serde_json::Value;
use souk_events::{OrderId, PromotionId, Subject, TenantId};
use souk_kit::{Conn, Prepared};

use super::promotions::EVERYBODY;
use crate::{
    domain::promotion::Uses,
    schema::{orders, promotion_counter as counter, promotion_redemption as redemption},
};

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
}

/// How an order ended for its uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Completed: they count.
    Committed,
    /// It ended early: they are given back.
    Released,
}

/// Counts one use more by everybody, of exactly these terms while they run and within their limit. False: they
/// changed, stopped or are used up.
///
/// # Errors
/// The database.
pub async fn count(
    mut conn: &Conn,
    tenant: TenantId,
    promotion: PromotionId,
    version: i64,
) -> QueryResult<bool> {
    let there = counter::table
        .filter(counter::tenant_id.eq(tenant))
        .filter(counter::promotion_id.eq(promotion))
        .filter(counter::person.eq(EVERYBODY))
        .filter(counter::terms.eq(version));
    let room = there.filter(counter::most.is_null().or((counter::used + 1).nullable().le(counter::most)));
    let one_more = diesel::update(room).set(counter::used.eq(counter::used + 1));
    Ok(Prepared(one_more).execute(&mut conn).await? == 1)
}

/// Counts one use more by a customer, within a limit. False: the customer used it as often as one may.
///
/// # Errors
/// The database.
pub async fn count_of(
    mut conn: &Conn,
    tenant: TenantId,
    promotion: PromotionId,
    whose: Subject,
    most: Option<i64>,
) -> QueryResult<bool> {
    let one_more = diesel::insert_into(counter::table)
        .values((
            counter::tenant_id.eq(tenant),
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
    let mut settled: Vec<(PromotionId, String)> = diesel::update(reserved)
        .set((redemption::state.eq(word), redemption::settled_at.eq(now)))
        .returning((redemption::promotion_id, redemption::customer))
        .get_results(conn)
        .await?;
    if how == Settled::Committed {
        return Ok(());
    }
    // The order in which placements count, so that nobody waits for each other in a circle.
    settled.sort();
    for (promotion, customer) in settled {
        for person in [EVERYBODY, &customer] {
            diesel::update(counter::table.find((tenant, promotion, person)).filter(counter::used.gt(0)))
                .set(counter::used.eq(counter::used - 1))
                .execute(conn)
                .await?;
        }
    }
    Ok(())
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

/// How often promotions were used, by everybody and by this person.
///
/// # Errors
/// The database.
pub async fn uses(
    conn: &mut Conn,
    tenants: &[TenantId],
    promotions: &[PromotionId],
    whose: Subject,
) -> QueryResult<Uses> {
    let whose = whose.to_string();
    let rows: Vec<(PromotionId, String, i64)> = counter::table
        .filter(counter::tenant_id.eq_any(tenants))
        .filter(counter::promotion_id.eq_any(promotions))
        .filter(counter::person.eq_any([EVERYBODY, whose.as_str()]))
        .select((counter::promotion_id, counter::person, counter::used))
        .load(conn)
        .await?;
    let mut uses = Uses::new();
    for (promotion, person, used) in rows {
        let slot = uses.entry(promotion).or_default();
        if person.is_empty() { slot.0 = used } else { slot.1 = used }
    }
    Ok(uses)
}

/// The merchants at which a person has an order that was not called off.
///
/// # Errors
/// The database.
pub async fn ordered_at(conn: &mut Conn, tenants: &[TenantId], whose: Subject) -> QueryResult<Vec<TenantId>> {
    orders::table
        .filter(orders::customer.eq(whose.to_string()))
        .filter(orders::tenant_id.eq_any(tenants))
        .filter(orders::lifecycle.ne_all(["rejected", "cancelled"]))
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
