//! Rows of `deposit`: what was paid before, as far as the shop knows.
use chrono::{DateTime, Utc};
use diesel::{dsl::count_star, prelude::*};
use diesel_async::RunQueryDsl;
use souk_events::{
    ContactId, Currency, DepositId, LiveSessionId, Money, ReservationGroupId, StoreId, TenantId,
};
use souk_kit::Conn;

use crate::{
    domain::deposit::State,
    schema::{
        deposit::{self, dsl},
        reservation,
    },
};

/// A deposit.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = deposit, treat_none_as_default_value = false, treat_none_as_null = true)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/reservations")]
pub struct Deposit {
    pub tenant_id: TenantId,
    pub id: DepositId,
    pub store_id: StoreId,
    pub session_id: Option<LiveSessionId>,
    pub contact_id: ContactId,
    pub group_id: Option<ReservationGroupId>,
    pub number: i64,
    pub state: String,
    pub amount: i64,
    pub currency: String,
    pub locks: bool,
    pub refund_due: bool,
    pub reason: String,
    pub refusals: i64,
    pub submitted_at: DateTime<Utc>,
    pub decided_by: String,
    pub decided_at: Option<DateTime<Utc>>,
    pub version: i64,
    pub refund_due_at: Option<DateTime<Utc>>,
    pub refunded_at: Option<DateTime<Utc>>,
    pub refunded_by: String,
    pub refund_note: String,
}

impl Deposit {
    /// Its state.
    #[must_use]
    pub fn state(&self) -> State {
        State::parse(&self.state).unwrap_or(State::None)
    }

    /// Its money is owed to the customer.
    #[must_use]
    pub fn owed(&self) -> bool {
        self.refund_due && self.refunded_at.is_none()
    }

    /// As the shop calls it: `P7`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("P{}", self.number)
    }

    /// What was asked for.
    #[must_use]
    pub fn money(&self) -> Money {
        Money::new(self.amount, self.currency.parse().unwrap_or(Currency::EUR))
    }
}

/// Adds a deposit.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, row: &Deposit) -> QueryResult<()> {
    diesel::insert_into(dsl::deposit).values(row).execute(conn).await.map(drop)
}

/// Writes a deposit as it stands now, if it is still what was read; its version grows by one.
///
/// # Errors
/// The database.
pub async fn save(conn: &mut Conn, row: &Deposit) -> QueryResult<Option<Deposit>> {
    let next = Deposit { version: row.version + 1, ..row.clone() };
    diesel::update(dsl::deposit.find(row.id).filter(dsl::version.eq(row.version)))
        .set(&next)
        .returning(Deposit::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// A deposit of the scope.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, id: DepositId) -> QueryResult<Option<Deposit>> {
    dsl::deposit.find(id).select(Deposit::as_select()).first(conn).await.optional()
}

/// Deposits by their ids.
///
/// # Errors
/// The database.
pub async fn some(conn: &mut Conn, ids: &[DepositId]) -> QueryResult<Vec<Deposit>> {
    dsl::deposit.filter(dsl::id.eq_any(ids)).select(Deposit::as_select()).load(conn).await
}

/// A deposit by its number.
///
/// # Errors
/// The database.
pub async fn by_number(conn: &mut Conn, tenant: TenantId, number: i64) -> QueryResult<Option<Deposit>> {
    dsl::deposit
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::number.eq(number))
        .select(Deposit::as_select())
        .first(conn)
        .await
        .optional()
}

/// The deposits of an order, newest first.
///
/// # Errors
/// The database.
pub async fn of_group(conn: &mut Conn, group: ReservationGroupId) -> QueryResult<Vec<Deposit>> {
    let covering: Vec<Option<DepositId>> = reservation::table
        .filter(reservation::group_id.eq(group))
        .select(reservation::deposit_id)
        .load(conn)
        .await?;
    let covering: Vec<DepositId> = covering.into_iter().flatten().collect();
    dsl::deposit
        .filter(dsl::group_id.eq(group).or(dsl::id.eq_any(covering)))
        .order(dsl::number.desc())
        .select(Deposit::as_select())
        .load(conn)
        .await
}

/// What deposits cover became an order; one that has an order already keeps that as its first.
///
/// # Errors
/// The database.
pub async fn join(conn: &mut Conn, ids: &[DepositId], group: ReservationGroupId) -> QueryResult<()> {
    if ids.is_empty() {
        return Ok(());
    }
    diesel::update(dsl::deposit.filter(dsl::id.eq_any(ids)).filter(dsl::group_id.is_null()))
        .set(dsl::group_id.eq(Some(group)))
        .execute(conn)
        .await
        .map(drop)
}

/// Two contacts are one person: the deposits of the one that goes are the other's.
///
/// # Errors
/// The database.
pub async fn hand_over(
    conn: &mut Conn,
    (tenant, from): (TenantId, ContactId),
    to: ContactId,
) -> QueryResult<()> {
    diesel::update(dsl::deposit.filter(dsl::tenant_id.eq(tenant)).filter(dsl::contact_id.eq(from)))
        .set(dsl::contact_id.eq(to))
        .execute(conn)
        .await
        .map(drop)
}

/// The deposits of some contacts.
///
/// # Errors
/// The database.
pub async fn by(conn: &mut Conn, tenant: TenantId, contacts: &[ContactId]) -> QueryResult<Vec<Deposit>> {
    dsl::deposit
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::contact_id.eq_any(contacts))
        .order(dsl::number)
        .select(Deposit::as_select())
        .load(conn)
        .await
}

/// Those that wait for a decision, oldest first.
///
/// # Errors
/// The database.
pub async fn waiting(conn: &mut Conn, tenant: TenantId, limit: i64) -> QueryResult<Vec<Deposit>> {
    dsl::deposit
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::state.eq(State::Pending.as_str()).and(dsl::refunded_at.is_null()))
        .order((dsl::submitted_at, dsl::number))
        .limit(limit)
        .select(Deposit::as_select())
        .load(conn)
        .await
}

/// Those that were decided, newest first.
///
/// # Errors
/// The database.
pub async fn decided(conn: &mut Conn, tenant: TenantId, limit: i64) -> QueryResult<Vec<Deposit>> {
    dsl::deposit
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::decided_at.is_not_null())
        .order((dsl::decided_at.desc(), dsl::number.desc()))
        .limit(limit)
        .select(Deposit::as_select())
        .load(conn)
        .await
}

/// Those whose money is owed, oldest first.
///
/// # Errors
/// The database.
pub async fn owed(conn: &mut Conn, tenant: TenantId, limit: i64) -> QueryResult<Vec<Deposit>> {
    dsl::deposit
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::refund_due)
        .filter(dsl::refunded_at.is_null())
        .order(dsl::number)
        .limit(limit)
        .select(Deposit::as_select())
        .load(conn)
        .await
}

/// How many of a session wait for a decision.
///
/// # Errors
/// The database.
pub async fn waiting_in(conn: &mut Conn, session: LiveSessionId) -> QueryResult<i64> {
    dsl::deposit
        .filter(dsl::session_id.eq(session))
        .filter(dsl::state.eq(State::Pending.as_str()).and(dsl::refunded_at.is_null()))
        .select(count_star())
        .first(conn)
        .await
}

/// How many proofs of a customer were refused in a session.
///
/// # Errors
/// The database.
pub async fn refused_by(
    conn: &mut Conn,
    (tenant, contact): (TenantId, ContactId),
    session: Option<LiveSessionId>,
) -> QueryResult<i64> {
    let all = dsl::deposit
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::contact_id.eq(contact))
        .filter(dsl::session_id.is_not_distinct_from(session));
    all.select(diesel::dsl::sql::<diesel::sql_types::BigInt>("coalesce(sum(refusals), 0)::bigint"))
        .first(conn)
        .await
}
