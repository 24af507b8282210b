//! Rows of `reservation_group`: reservations that became an order.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{ContactId, Currency, LiveSessionId, Money, ReservationGroupId, StoreId, TenantId};
use souk_kit::Conn;

use crate::schema::reservation_group::{self, dsl};

/// An order of a live, as this module knows it.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = reservation_group, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/reservations")]
pub struct Group {
    pub tenant_id: TenantId,
    pub id: ReservationGroupId,
    pub store_id: StoreId,
    pub session_id: Option<LiveSessionId>,
    pub contact_id: ContactId,
    pub number: String,
    pub currency: String,
    pub delivery_fee: i64,
    pub total: i64,
    pub deposit: String,
    pub personal: Vec<u8>,
    pub state: String,
    pub news: String,
    pub news_version: i64,
    pub confirmed_at: DateTime<Utc>,
}

impl Group {
    /// An amount in its currency.
    #[must_use]
    pub fn money(&self, amount: i64) -> Money {
        Money::new(amount, self.currency.parse().unwrap_or(Currency::EUR))
    }
}

/// Adds an order.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, row: &Group) -> QueryResult<()> {
    diesel::insert_into(dsl::reservation_group).values(row).execute(conn).await.map(drop)
}

/// An order of the scope.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, id: ReservationGroupId) -> QueryResult<Option<Group>> {
    dsl::reservation_group.find(id).select(Group::as_select()).first(conn).await.optional()
}

/// Calls an order off; none when it is not there or was called off before.
///
/// # Errors
/// The database.
pub async fn cancel(conn: &mut Conn, id: ReservationGroupId) -> QueryResult<Option<Group>> {
    diesel::update(dsl::reservation_group.find(id).filter(dsl::state.eq("confirmed")))
        .set(dsl::state.eq("cancelled"))
        .returning(Group::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Writes how the deposits of an order stand.
///
/// # Errors
/// The database.
pub async fn set_deposit(conn: &mut Conn, id: ReservationGroupId, state: &str) -> QueryResult<()> {
    diesel::update(dsl::reservation_group.find(id)).set(dsl::deposit.eq(state)).execute(conn).await.map(drop)
}

/// An order by its number.
///
/// # Errors
/// The database.
pub async fn by_number(conn: &mut Conn, tenant: TenantId, number: &str) -> QueryResult<Option<Group>> {
    dsl::reservation_group
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::number.eq(number))
        .select(Group::as_select())
        .first(conn)
        .await
        .optional()
}

/// Orders by their ids.
///
/// # Errors
/// The database.
pub async fn some(conn: &mut Conn, ids: &[ReservationGroupId]) -> QueryResult<Vec<Group>> {
    dsl::reservation_group.filter(dsl::id.eq_any(ids)).select(Group::as_select()).load(conn).await
}

/// Pieces were taken off an order: it comes to less. What is told late changes nothing.
///
/// # Errors
/// The database.
pub async fn reduce(conn: &mut Conn, id: ReservationGroupId, total: i64) -> QueryResult<bool> {
    let more = dsl::reservation_group
        .find(id)
        .filter(dsl::state.eq("confirmed"))
        .filter(dsl::total.gt(total))
        .filter(dsl::delivery_fee.le(total));
    Ok(diesel::update(more).set(dsl::total.eq(total)).execute(conn).await? == 1)
}

/// Notes what the customer is to be told, unless a newer version of the order said something. True: it is news.
///
/// # Errors
/// The database.
pub async fn news(conn: &mut Conn, id: ReservationGroupId, news: &str, version: i64) -> QueryResult<bool> {
    let older = dsl::reservation_group.find(id).filter(dsl::news_version.lt(version));
    let done =
        diesel::update(older).set((dsl::news.eq(news), dsl::news_version.eq(version))).execute(conn).await?;
    Ok(done == 1)
}

/// The orders of a session.
///
/// # Errors
/// The database.
pub async fn of_session(conn: &mut Conn, session: LiveSessionId) -> QueryResult<Vec<Group>> {
    dsl::reservation_group
        .filter(dsl::session_id.eq(session))
        .order((dsl::confirmed_at, dsl::id))
        .select(Group::as_select())
        .load(conn)
        .await
}

/// A customer's latest orders.
///
/// # Errors
/// The database.
pub async fn by(
    conn: &mut Conn,
    tenant: TenantId,
    contact: ContactId,
    limit: i64,
) -> QueryResult<Vec<Group>> {
    dsl::reservation_group
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::contact_id.eq(contact))
        .order((dsl::confirmed_at.desc(), dsl::id))
        .limit(limit)
        .select(Group::as_select())
        .load(conn)
        .await
}
