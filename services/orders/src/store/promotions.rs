//! Promotions and their codes: changed under their version, marked for the copies in memory.
use chrono::{DateTime, Utc};
use diesel::{prelude::*, upsert::excluded};
use diesel_async::RunQueryDsl;
use souk_events::{PromotionId, TenantId};
use souk_kit::Conn;

use super::promotion_rows::PromotionRow;
use crate::{
    domain::promotion::{Promotion, Running, Step, Terms},
    schema::{promotion, promotion_code, promotion_counter, promotion_mark},
};

/// Everybody's counter.
pub const EVERYBODY: &str = "";

/// A code that another promotion of the merchant has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeTaken;

/// Writes a new promotion.
///
/// # Errors
/// The database.
pub async fn insert(
    conn: &mut Conn,
    row: &PromotionRow,
    codes: &[String],
) -> QueryResult<Result<(), CodeTaken>> {
    diesel::insert_into(promotion::table).values(row).execute(conn).await?;
    diesel::insert_into(promotion_counter::table)
        .values((
            promotion_counter::tenant_id.eq(row.tenant_id),
            promotion_counter::promotion_id.eq(row.id),
            promotion_counter::person.eq(EVERYBODY),
            promotion_counter::used.eq(0),
            promotion_counter::most.eq(row.total_limit),
            promotion_counter::budget.eq(row.budget),
            promotion_counter::terms.eq(row.version),
        ))
        .execute(conn)
        .await?;
    settle(conn, row, codes).await
}

/// Puts new terms in place of those of a version. None: it is not there, at another version, or over.
///
/// # Errors
/// The database.
pub async fn replace(
    conn: &mut Conn,
    tenant: TenantId,
    id: PromotionId,
    version: i64,
    terms: &Terms,
    now: DateTime<Utc>,
) -> QueryResult<Option<Result<PromotionRow, CodeTaken>>> {
    let there = promotion::table.find((tenant, id)).filter(promotion::version.eq(version));
    let before: Option<PromotionRow> = there
        .filter(promotion::running.ne(Running::Ended.as_str()))
        .select(PromotionRow::as_select())
        // Not the key: placements that count a use refer to the row meanwhile.
        .for_no_key_update()
        .first(conn)
        .await
        .optional()?;
    let Some(before) = before else { return Ok(None) };
    let row = PromotionRow {
        running: before.running,
        version: version + 1,
        created_at: before.created_at,
        ..PromotionRow::new(tenant, id, terms, now)
    };
    diesel::update(promotion::table.find((tenant, id))).set(&row).execute(conn).await?;
    diesel::delete(codes_of(tenant, id)).execute(conn).await?;
    Ok(Some(settle(conn, &row, &terms.codes).await?.map(|()| row)))
}

/// Moves a promotion from where a step starts. None: it is not there, at another version, or does not stand there.
///
/// # Errors
/// The database.
pub async fn take_step(
    conn: &mut Conn,
    tenant: TenantId,
    id: PromotionId,
    step: Step,
    version: Option<i64>,
    now: DateTime<Utc>,
) -> QueryResult<Option<PromotionRow>> {
    let (from, to) = step.transition();
    let from: Vec<&str> = from.iter().map(|r| r.as_str()).collect();
    let mut there = diesel::update(promotion::table.find((tenant, id)))
        .filter(promotion::running.eq_any(from))
        .into_boxed();
    if let Some(version) = version {
        there = there.filter(promotion::version.eq(version));
    }
    let moved: Option<PromotionRow> = there
        .set((
            promotion::running.eq(to.as_str()),
            promotion::version.eq(promotion::version + 1),
            promotion::updated_at.eq(now),
        ))
        .returning(PromotionRow::as_returning())
        .get_result(conn)
        .await
        .optional()?;
    let Some(row) = moved else { return Ok(None) };
    if to == Running::Ended {
        diesel::delete(codes_of(tenant, id)).execute(conn).await?;
    }
    // No code is new, so none can be taken.
    let _ = settle(conn, &row, &[]).await?;
    Ok(Some(row))
}

type CodesOf = diesel::dsl::Filter<
    diesel::dsl::Filter<promotion_code::table, diesel::dsl::Eq<promotion_code::tenant_id, TenantId>>,
    diesel::dsl::Eq<promotion_code::promotion_id, PromotionId>,
>;

fn codes_of(tenant: TenantId, id: PromotionId) -> CodesOf {
    promotion_code::table
        .filter(promotion_code::tenant_id.eq(tenant))
        .filter(promotion_code::promotion_id.eq(id))
}

/// New codes, the counter's idea of the terms, and the mark that tells the copies in memory.
async fn settle(conn: &mut Conn, row: &PromotionRow, codes: &[String]) -> QueryResult<Result<(), CodeTaken>> {
    for code in codes {
        let added = diesel::insert_into(promotion_code::table)
            .values((
                promotion_code::tenant_id.eq(row.tenant_id),
                promotion_code::code.eq(code),
                promotion_code::promotion_id.eq(row.id),
            ))
            .on_conflict_do_nothing()
            .execute(conn)
            .await?;
        if added == 0 {
            return Ok(Err(CodeTaken));
        }
    }
    let runs = (row.running() == Running::Active).then_some(row.version);
    diesel::update(promotion_counter::table.find((row.tenant_id, row.id, EVERYBODY)))
        .set((
            promotion_counter::most.eq(row.total_limit),
            promotion_counter::budget.eq(row.budget),
            promotion_counter::terms.eq(runs),
        ))
        .execute(conn)
        .await?;
    diesel::insert_into(promotion_mark::table)
        .values((promotion_mark::tenant_id.eq(row.tenant_id), promotion_mark::version.eq(1)))
        .on_conflict(promotion_mark::tenant_id)
        .do_update()
        .set(promotion_mark::version.eq(promotion_mark::version + excluded(promotion_mark::version)))
        .execute(conn)
        .await?;
    Ok(Ok(()))
}

/// One promotion.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, tenant: TenantId, id: PromotionId) -> QueryResult<Option<PromotionRow>> {
    promotion::table.find((tenant, id)).select(PromotionRow::as_select()).first(conn).await.optional()
}

/// A merchant's promotions, newest first.
///
/// # Errors
/// The database.
pub async fn of_tenant(
    conn: &mut Conn,
    tenant: TenantId,
    after: Option<PromotionId>,
    limit: i64,
) -> QueryResult<Vec<PromotionRow>> {
    let mut rows = promotion::table.filter(promotion::tenant_id.eq(tenant)).into_boxed();
    if let Some(after) = after {
        rows = rows.filter(promotion::id.lt(after));
    }
    rows.order(promotion::id.desc()).limit(limit).select(PromotionRow::as_select()).load(conn).await
}

/// The codes of some promotions of a merchant.
///
/// # Errors
/// The database.
pub async fn codes(
    conn: &mut Conn,
    tenant: TenantId,
    ids: &[PromotionId],
) -> QueryResult<Vec<(PromotionId, String)>> {
    promotion_code::table
        .filter(promotion_code::tenant_id.eq(tenant))
        .filter(promotion_code::promotion_id.eq_any(ids))
        .order(promotion_code::code)
        .select((promotion_code::promotion_id, promotion_code::code))
        .load(conn)
        .await
}

/// How many orders use each of some promotions, and what it takes off them, minor units.
///
/// # Errors
/// The database.
pub async fn used(
    conn: &mut Conn,
    tenant: TenantId,
    ids: &[PromotionId],
) -> QueryResult<Vec<(PromotionId, i64, i64)>> {
    promotion_counter::table
        .filter(promotion_counter::tenant_id.eq(tenant))
        .filter(promotion_counter::promotion_id.eq_any(ids))
        .filter(promotion_counter::person.eq(EVERYBODY))
        .select((promotion_counter::promotion_id, promotion_counter::used, promotion_counter::spent))
        .load(conn)
        .await
}

/// The marks of all merchants that ever had a promotion.
///
/// # Errors
/// The database.
pub async fn marks(conn: &mut Conn) -> QueryResult<Vec<(TenantId, i64)>> {
    promotion_mark::table.select((promotion_mark::tenant_id, promotion_mark::version)).load(conn).await
}

/// The promotions of some merchants that are not over for good.
///
/// # Errors
/// The database.
pub async fn running(conn: &mut Conn, tenants: &[TenantId]) -> QueryResult<Vec<(TenantId, Promotion)>> {
    let rows: Vec<PromotionRow> = promotion::table
        .filter(promotion::tenant_id.eq_any(tenants))
        .filter(promotion::running.ne(Running::Ended.as_str()))
        .select(PromotionRow::as_select())
        .load(conn)
        .await?;
    let codes: Vec<(PromotionId, String)> = promotion_code::table
        .filter(promotion_code::tenant_id.eq_any(tenants))
        .order(promotion_code::code)
        .select((promotion_code::promotion_id, promotion_code::code))
        .load(conn)
        .await?;
    let of = |id: PromotionId| codes.iter().filter(|(p, _)| *p == id).map(|(_, c)| c.clone()).collect();
    let read = rows.into_iter().filter_map(|row| {
        let (tenant, codes) = (row.tenant_id, of(row.id));
        Some((tenant, row.promotion(codes)?))
    });
    Ok(read.collect())
}
