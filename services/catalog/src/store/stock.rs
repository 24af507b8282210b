//! Rows of `stock` and its ledger. Counters move only together with a ledger row.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::future::{try_join, try_join_all};
use souk_events::{HoldId, ProductId, StoreId, TenantId, VariantId};
use souk_kit::{Conn, Prepared};

use crate::{
    domain::stock::{Counters, Reason},
    schema::{stock, stock_movement},
};

/// The stock of a variant.
#[derive(Clone, Copy, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = stock)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/catalog")]
pub struct StockRow {
    pub tenant_id: TenantId,
    pub variant_id: VariantId,
    pub product_id: ProductId,
    pub store_id: StoreId,
    pub on_hand: i64,
    pub allocated: i64,
    pub held: i64,
    pub version: i64,
    pub low_own: Option<i64>,
    pub low_at: i64,
    pub low: bool,
}

impl StockRow {
    /// Its counters.
    #[must_use]
    pub fn counters(&self) -> Counters {
        Counters { on_hand: self.on_hand, allocated: self.allocated, held: self.held }
    }
}

/// Rows of one statement: PostgreSQL takes 65,535 values at once.
const BATCH: usize = 1_000;

/// A row of the ledger.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = stock_movement, treat_none_as_default_value = false)]
struct NewMovement<'a> {
    tenant_id: TenantId,
    variant_id: VariantId,
    reason: &'static str,
    on_hand: i64,
    allocated: i64,
    held: i64,
    hold_id: Option<HoldId>,
    actor: &'a str,
    note: &'a str,
    at: DateTime<Utc>,
}

/// A row of the ledger, read.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = stock_movement)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/catalog")]
pub struct MovementRow {
    pub seq: i64,
    pub reason: String,
    pub on_hand: i64,
    pub allocated: i64,
    pub held: i64,
    pub hold_id: Option<HoldId>,
    pub actor: String,
    pub note: String,
    pub at: DateTime<Utc>,
}

/// Why counters move, for the ledger.
#[derive(Clone, Copy, Debug)]
pub struct Why<'a> {
    /// The ledger's word.
    pub reason: Reason,
    /// The hold it is about.
    pub hold: Option<HoldId>,
    /// Who did it by hand.
    pub actor: &'a str,
    /// What that person noted.
    pub note: &'a str,
}

impl Why<'_> {
    /// A movement that a hold causes.
    #[must_use]
    pub fn hold(reason: Reason, hold: HoldId) -> Self {
        Self { reason, hold: Some(hold), actor: "", note: "" }
    }
}

/// The stock of variants, locked in the order of their ids.
///
/// # Errors
/// The database.
pub async fn lock(mut conn: &Conn, variants: &[VariantId]) -> QueryResult<Vec<StockRow>> {
    stock::table
        .filter(stock::variant_id.eq_any(variants))
        .order(stock::variant_id)
        .for_update()
        .select(StockRow::as_select())
        .load(&mut conn)
        .await
}

/// The stock of all variants of products.
///
/// # Errors
/// The database.
pub async fn of_products(conn: &mut Conn, products: &[ProductId]) -> QueryResult<Vec<StockRow>> {
    stock::table.filter(stock::product_id.eq_any(products)).select(StockRow::as_select()).load(conn).await
}

/// The stock of some variants.
///
/// # Errors
/// The database.
pub async fn of_variants(conn: &mut Conn, variants: &[VariantId]) -> QueryResult<Vec<StockRow>> {
    stock::table.filter(stock::variant_id.eq_any(variants)).select(StockRow::as_select()).load(conn).await
}

/// The stock of a variant that stands still until the transaction ends, so that its ledger can be read beside it.
///
/// # Errors
/// The database.
pub async fn steady(conn: &mut Conn, variant: VariantId) -> QueryResult<Option<StockRow>> {
    stock::table.find(variant).for_share().select(StockRow::as_select()).first(conn).await.optional()
}

/// Moves counters of locked rows and writes the ledger, in one go. The condition and the table's CHECK stand
/// behind the arithmetic of the caller: a row that does not fit fails the whole transaction.
///
/// # Errors
/// Not found when a row does not fit, or the database.
pub async fn apply(
    conn: &Conn,
    moves: &[(StockRow, Counters)],
    why: Why<'_>,
    now: DateTime<Utc>,
) -> QueryResult<Vec<StockRow>> {
    let updates = moves.iter().map(|(row, change)| {
        let mut conn = conn;
        let fits =
            stock::on_hand + change.on_hand - stock::allocated - change.allocated - stock::held - change.held;
        let statement = diesel::update(stock::table.find(row.variant_id).filter(fits.ge(0)))
            .set((
                stock::on_hand.eq(stock::on_hand + change.on_hand),
                stock::allocated.eq(stock::allocated + change.allocated),
                stock::held.eq(stock::held + change.held),
                stock::version.eq(stock::version + 1),
                stock::low
                    .eq((stock::on_hand + change.on_hand - stock::allocated - change.allocated)
                        .le(stock::low_at)),
            ))
            .returning(StockRow::as_returning());
        async move { Prepared(statement).get_result(&mut conn).await }
    });
    let ledger = moves.iter().map(|(row, change)| {
        let mut conn = conn;
        let entry = diesel::insert_into(stock_movement::table).values(movement(row, *change, why, now));
        async move { entry.execute(&mut conn).await }
    });
    let (rows, _) = try_join(try_join_all(updates), try_join_all(ledger)).await?;
    Ok(rows)
}

/// Sets from where down a merchant is told of a variant; none when there is no such variant.
///
/// # Errors
/// The database.
pub async fn set_low(
    conn: &mut Conn,
    variant: VariantId,
    own: Option<i64>,
    at: i64,
) -> QueryResult<Option<StockRow>> {
    diesel::update(stock::table.find(variant))
        .set((
            stock::low_own.eq(own),
            stock::low_at.eq(at),
            stock::low.eq((stock::on_hand - stock::allocated).le(at)),
        ))
        .returning(StockRow::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Sets from where down a merchant is told of variants of a store that have no number of their own.
///
/// # Errors
/// The database.
pub async fn set_low_default(conn: &mut Conn, store: StoreId, at: i64) -> QueryResult<()> {
    // Locked in the order of their ids first, as whoever moves several of them does.
    let ids: Vec<VariantId> = stock::table
        .filter(stock::store_id.eq(store))
        .filter(stock::low_own.is_null())
        .filter(stock::low_at.ne(at))
        .order(stock::variant_id)
        .for_update()
        .select(stock::variant_id)
        .load(conn)
        .await?;
    diesel::update(stock::table.filter(stock::variant_id.eq_any(&ids)))
        .set((stock::low_at.eq(at), stock::low.eq((stock::on_hand - stock::allocated).le(at))))
        .execute(conn)
        .await
        .map(drop)
}

/// Stock of the scope that is low, least first.
///
/// # Errors
/// The database.
pub async fn low(conn: &mut Conn, limit: i64) -> QueryResult<Vec<StockRow>> {
    stock::table
        .filter(stock::low)
        .order((stock::on_hand - stock::allocated, stock::variant_id))
        .limit(limit)
        .select(StockRow::as_select())
        .load(conn)
        .await
}

/// How many variants of the scope are low.
///
/// # Errors
/// The database.
pub async fn count_low(conn: &mut Conn) -> QueryResult<i64> {
    stock::table.filter(stock::low).count().get_result(conn).await
}

/// Makes the stock rows of new variants, with what came in.
///
/// # Errors
/// The database.
pub async fn create(conn: &mut Conn, rows: &[StockRow], why: Why<'_>, now: DateTime<Utc>) -> QueryResult<()> {
    for rows in rows.chunks(BATCH) {
        diesel::insert_into(stock::table).values(rows).execute(conn).await?;
        let ledger: Vec<_> = rows
            .iter()
            .filter(|r| r.on_hand > 0)
            .map(|row| movement(row, row.counters(), why, now))
            .collect();
        if !ledger.is_empty() {
            diesel::insert_into(stock_movement::table).values(&ledger).execute(conn).await?;
        }
    }
    Ok(())
}

fn movement<'a>(row: &StockRow, change: Counters, why: Why<'a>, at: DateTime<Utc>) -> NewMovement<'a> {
    NewMovement {
        tenant_id: row.tenant_id,
        variant_id: row.variant_id,
        reason: why.reason.as_str(),
        on_hand: change.on_hand,
        allocated: change.allocated,
        held: change.held,
        hold_id: why.hold,
        actor: why.actor,
        note: why.note,
        at,
    }
}

/// The latest movements of a variant, newest first.
///
/// # Errors
/// The database.
pub async fn movements(conn: &mut Conn, variant: VariantId, limit: i64) -> QueryResult<Vec<MovementRow>> {
    stock_movement::table
        .filter(stock_movement::variant_id.eq(variant))
        .order(stock_movement::seq.desc())
        .limit(limit)
        .select(MovementRow::as_select())
        .load(conn)
        .await
}
