//! Rows of `reservation`.
use chrono::{DateTime, Utc};
use diesel::{dsl::count_star, prelude::*};
use diesel_async::RunQueryDsl;
use souk_events::{
    ContactId, DepositId, LiveItemId, LiveSessionId, MessageRequestId, ReservationGroupId, ReservationId,
    StoreId, TenantId,
};
use souk_kit::Conn;

use crate::{
    domain::reservation::{State, Step},
    schema::reservation::{self, dsl},
};

/// A wish for a code.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = reservation, treat_none_as_default_value = false, treat_none_as_null = true)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/reservations")]
pub struct Reservation {
    pub tenant_id: TenantId,
    pub id: ReservationId,
    pub store_id: StoreId,
    pub session_id: Option<LiveSessionId>,
    pub item_id: LiveItemId,
    pub contact_id: ContactId,
    pub code: String,
    pub size: String,
    pub quantity: i32,
    pub unit_price: i64,
    pub is_unique: bool,
    pub state: String,
    pub lock: Option<String>,
    pub step: String,
    pub seq: i64,
    pub place: i64,
    pub held_at: Option<DateTime<Utc>>,
    pub ttl_seconds: i32,
    pub expires_at: Option<DateTime<Utc>>,
    pub offer_id: Option<MessageRequestId>,
    pub group_id: Option<ReservationGroupId>,
    pub deposit_id: Option<DepositId>,
    pub yes_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
    pub version: i64,
}

impl Reservation {
    /// Its state.
    #[must_use]
    pub fn state(&self) -> State {
        State::parse(&self.state).unwrap_or(State::Closed)
    }

    /// What it needs.
    #[must_use]
    pub fn step(&self) -> Step {
        Step::parse(&self.step).unwrap_or(Step::NeedConfirm)
    }

    /// What all its pieces cost, minor units.
    #[must_use]
    pub fn amount(&self) -> i64 {
        self.unit_price.saturating_mul(self.quantity.into())
    }
}

/// Adds a wish.
///
/// # Errors
/// A unique violation when it would be a second one for the same thing, or the database.
pub async fn insert(conn: &mut Conn, row: &Reservation) -> QueryResult<()> {
    diesel::insert_into(dsl::reservation).values(row).execute(conn).await.map(drop)
}

/// Writes a wish as it stands now, if it is still what was read; its version grows by one.
///
/// # Errors
/// The database.
pub async fn save(conn: &mut Conn, row: &Reservation) -> QueryResult<Option<Reservation>> {
    let next = Reservation { version: row.version + 1, ..row.clone() };
    diesel::update(dsl::reservation.find(row.id).filter(dsl::version.eq(row.version)))
        .set(&next)
        .returning(Reservation::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// A wish of the scope.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, id: ReservationId) -> QueryResult<Option<Reservation>> {
    dsl::reservation.find(id).select(Reservation::as_select()).first(conn).await.optional()
}

/// What is held of or waits for some items, in the order of their queues. Lock the items first.
///
/// # Errors
/// The database.
pub async fn live_of(conn: &mut Conn, items: &[LiveItemId]) -> QueryResult<Vec<Reservation>> {
    dsl::reservation
        .filter(dsl::item_id.eq_any(items))
        .filter(dsl::state.eq_any([State::Waiting.as_str(), State::Held.as_str()]))
        .order((dsl::place, dsl::id))
        .select(Reservation::as_select())
        .load(conn)
        .await
}

/// What a customer holds or waits for, oldest first.
///
/// # Errors
/// The database.
pub async fn live_by(conn: &mut Conn, tenant: TenantId, contact: ContactId) -> QueryResult<Vec<Reservation>> {
    dsl::reservation
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::contact_id.eq(contact))
        .filter(dsl::state.eq_any([State::Waiting.as_str(), State::Held.as_str()]))
        .order((dsl::seq, dsl::id))
        .limit(200)
        .select(Reservation::as_select())
        .load(conn)
        .await
}

/// Holds of a customer that ran out after a moment, newest first.
///
/// # Errors
/// The database.
pub async fn expired_by(
    conn: &mut Conn,
    tenant: TenantId,
    contact: ContactId,
    since: DateTime<Utc>,
) -> QueryResult<Vec<Reservation>> {
    dsl::reservation
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::contact_id.eq(contact))
        .filter(dsl::state.eq(State::Expired.as_str()))
        .filter(dsl::ended_at.ge(since))
        .order((dsl::ended_at.desc(), dsl::id))
        .limit(20)
        .select(Reservation::as_select())
        .load(conn)
        .await
}

/// The lines of an order.
///
/// # Errors
/// The database.
pub async fn of_group(conn: &mut Conn, group: ReservationGroupId) -> QueryResult<Vec<Reservation>> {
    dsl::reservation
        .filter(dsl::group_id.eq(group))
        .order((dsl::seq, dsl::id))
        .select(Reservation::as_select())
        .load(conn)
        .await
}

/// What a deposit covers, oldest first.
///
/// # Errors
/// The database.
pub async fn of_deposits(conn: &mut Conn, deposits: &[DepositId]) -> QueryResult<Vec<Reservation>> {
    dsl::reservation
        .filter(dsl::deposit_id.eq_any(deposits))
        .order((dsl::seq, dsl::id))
        .select(Reservation::as_select())
        .load(conn)
        .await
}

/// How many reservations of a customer are in a state, in one session or in all.
///
/// # Errors
/// The database.
pub async fn count_by(
    conn: &mut Conn,
    (tenant, contact): (TenantId, ContactId),
    session: Option<LiveSessionId>,
    state: State,
) -> QueryResult<i64> {
    let all = dsl::reservation
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::contact_id.eq(contact))
        .filter(dsl::state.eq(state.as_str()))
        .select(count_star());
    match session {
        Some(session) => all.filter(dsl::session_id.eq(session)).first(conn).await,
        None => all.first(conn).await,
    }
}

/// The wish that a message offered a piece to.
///
/// # Errors
/// The database.
pub async fn offered_by(conn: &mut Conn, request: MessageRequestId) -> QueryResult<Option<Reservation>> {
    dsl::reservation
        .filter(dsl::offer_id.eq(request))
        .filter(dsl::state.eq(State::Held.as_str()))
        .select(Reservation::as_select())
        .first(conn)
        .await
        .optional()
}

/// What waits in a session.
///
/// # Errors
/// The database.
pub async fn waiting_in(conn: &mut Conn, session: LiveSessionId) -> QueryResult<Vec<Reservation>> {
    dsl::reservation
        .filter(dsl::session_id.eq(session))
        .filter(dsl::state.eq(State::Waiting.as_str()))
        .order((dsl::seq, dsl::id))
        .select(Reservation::as_select())
        .load(conn)
        .await
}

/// How many reservations of a session are in a state.
///
/// # Errors
/// The database.
pub async fn count_in(conn: &mut Conn, session: LiveSessionId, state: State) -> QueryResult<i64> {
    dsl::reservation
        .filter(dsl::session_id.eq(session))
        .filter(dsl::state.eq(state.as_str()))
        .select(count_star())
        .first(conn)
        .await
}

/// Everything about an item, in the order of arrival.
///
/// # Errors
/// The database.
pub async fn of_item(conn: &mut Conn, item: LiveItemId, limit: i64) -> QueryResult<Vec<Reservation>> {
    dsl::reservation
        .filter(dsl::item_id.eq(item))
        .order((dsl::seq, dsl::id))
        .limit(limit)
        .select(Reservation::as_select())
        .load(conn)
        .await
}

/// A piece became stock: what is held or sold of it may be one of several.
///
/// # Errors
/// The database.
pub async fn not_unique(conn: &mut Conn, item: LiveItemId) -> QueryResult<usize> {
    diesel::update(dsl::reservation.filter(dsl::item_id.eq(item)).filter(dsl::is_unique))
        .set((dsl::is_unique.eq(false), dsl::version.eq(dsl::version + 1)))
        .execute(conn)
        .await
}

/// Holds of the tenant that ran out after a moment, newest first.
///
/// # Errors
/// The database.
pub async fn lapsed(
    conn: &mut Conn,
    tenant: TenantId,
    since: DateTime<Utc>,
    limit: i64,
) -> QueryResult<Vec<Reservation>> {
    dsl::reservation
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::state.eq(State::Expired.as_str()))
        .filter(dsl::ended_at.ge(since))
        .order((dsl::ended_at.desc(), dsl::id))
        .limit(limit)
        .select(Reservation::as_select())
        .load(conn)
        .await
}

/// The reservations of a session, in the order of arrival.
///
/// # Errors
/// The database.
pub async fn of_session(
    conn: &mut Conn,
    session: LiveSessionId,
    limit: i64,
) -> QueryResult<Vec<Reservation>> {
    dsl::reservation
        .filter(dsl::session_id.eq(session))
        .order((dsl::seq, dsl::id))
        .limit(limit)
        .select(Reservation::as_select())
        .load(conn)
        .await
}
