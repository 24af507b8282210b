//! Rows of `live_item` and the ledger of their stock.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{
    ContactId, Currency, LiveItemId, LiveSessionId, MessageId, Money, ReservationId, StoreId, TenantId,
};
use souk_kit::Conn;

use crate::schema::{
    item_photo,
    live_item::{self, dsl},
    stock_ledger,
};

/// An item.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = live_item, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/reservations")]
pub struct Item {
    pub tenant_id: TenantId,
    pub id: LiveItemId,
    pub store_id: StoreId,
    pub session_id: Option<LiveSessionId>,
    pub code: String,
    pub shown_code: String,
    pub label: String,
    pub state: String,
    pub is_unique: bool,
    pub origin: String,
    pub price: i64,
    pub currency: String,
    pub initial: i32,
    pub on_hand: i32,
    pub sizes: Vec<String>,
    pub size_on_hand: Vec<i32>,
    pub photos: i32,
    pub made_by: Option<ContactId>,
    pub touched_at: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
    pub version: i64,
}

impl Item {
    /// What one piece costs.
    #[must_use]
    pub fn price(&self) -> Money {
        Money::new(self.price, self.currency.parse().unwrap_or(Currency::EUR))
    }

    /// Whether each size has a stock of its own.
    #[must_use]
    pub fn counts_sizes(&self) -> bool {
        !self.size_on_hand.is_empty()
    }

    /// How many there are, of a size where sizes are counted.
    #[must_use]
    pub fn stock(&self, size: &str) -> i64 {
        if !self.counts_sizes() {
            return self.on_hand.into();
        }
        let place = self.sizes.iter().position(|s| s == size);
        place.and_then(|at| self.size_on_hand.get(at)).copied().unwrap_or(0).into()
    }
}

/// Adds an item, unless its code means something already. True: it is there.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, row: &Item) -> QueryResult<bool> {
    let made = diesel::insert_into(dsl::live_item).values(row).on_conflict_do_nothing().execute(conn).await?;
    Ok(made == 1)
}

/// Items of the scope, locked in the order of their ids.
///
/// # Errors
/// The database.
pub async fn lock(conn: &mut Conn, ids: &[LiveItemId]) -> QueryResult<Vec<Item>> {
    dsl::live_item
        .filter(dsl::id.eq_any(ids))
        .order(dsl::id)
        .for_update()
        .select(Item::as_select())
        .load(conn)
        .await
}

/// What a code of the tenant means now, locked.
///
/// # Errors
/// The database.
pub async fn by_code(conn: &mut Conn, tenant: TenantId, code: &str) -> QueryResult<Option<Item>> {
    dsl::live_item
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::code.eq(code))
        .filter(dsl::state.eq_any(["on_sale", "sold"]))
        .for_update()
        .select(Item::as_select())
        .first(conn)
        .await
        .optional()
}

/// What is for sale or sold now: of the session, and what is prepared.
///
/// # Errors
/// The database.
pub async fn current(conn: &mut Conn, tenant: TenantId, limit: i64) -> QueryResult<Vec<Item>> {
    dsl::live_item
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::state.eq_any(["on_sale", "sold"]))
        .order((dsl::touched_at.desc(), dsl::id.desc()))
        .limit(limit)
        .select(Item::as_select())
        .load(conn)
        .await
}

/// One item of the scope.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, id: LiveItemId) -> QueryResult<Option<Item>> {
    dsl::live_item.find(id).select(Item::as_select()).first(conn).await.optional()
}

/// Writes a locked item as it stands now; its version grows by one.
///
/// # Errors
/// Not found when somebody changed it meanwhile, or the database.
pub async fn save(conn: &mut Conn, row: &Item) -> QueryResult<Item> {
    diesel::update(dsl::live_item.find(row.id).filter(dsl::version.eq(row.version)))
        .set((
            dsl::label.eq(&row.label),
            dsl::state.eq(&row.state),
            dsl::is_unique.eq(row.is_unique),
            dsl::price.eq(row.price),
            dsl::on_hand.eq(row.on_hand),
            dsl::sizes.eq(&row.sizes),
            dsl::size_on_hand.eq(&row.size_on_hand),
            dsl::photos.eq(row.photos),
            dsl::made_by.eq(row.made_by),
            dsl::touched_at.eq(row.touched_at),
            dsl::version.eq(row.version + 1),
        ))
        .returning(Item::as_returning())
        .get_result(conn)
        .await
}

/// Items of a session that ends: what was sold, and pieces that were not, make room for the codes of the next one.
///
/// # Errors
/// The database.
pub async fn archive(conn: &mut Conn, session: LiveSessionId) -> QueryResult<usize> {
    diesel::update(dsl::live_item)
        .filter(dsl::session_id.eq(session))
        .filter(dsl::state.eq_any(["on_sale", "sold"]))
        .set((dsl::state.eq("archived"), dsl::version.eq(dsl::version + 1)))
        .execute(conn)
        .await
}

/// Why stock moved.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = stock_ledger, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/reservations")]
pub struct Movement<'a> {
    pub tenant_id: TenantId,
    pub item_id: LiveItemId,
    pub size: &'a str,
    pub delta: i32,
    pub reason: &'a str,
    pub reservation_id: Option<ReservationId>,
    pub at: DateTime<Utc>,
}

/// Adds to the ledger.
///
/// # Errors
/// The database.
pub async fn book(conn: &mut Conn, movement: &Movement<'_>) -> QueryResult<()> {
    diesel::insert_into(stock_ledger::table).values(movement).execute(conn).await.map(drop)
}

/// Notes a picture of an item. False: it was noted before.
///
/// # Errors
/// The database.
pub async fn picture(
    conn: &mut Conn,
    tenant: TenantId,
    item: LiveItemId,
    message: MessageId,
    at: DateTime<Utc>,
) -> QueryResult<bool> {
    let new = diesel::insert_into(item_photo::table)
        .values((
            item_photo::tenant_id.eq(tenant),
            item_photo::item_id.eq(item),
            item_photo::message_id.eq(message),
            item_photo::at.eq(at),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(new == 1)
}

/// The message whose picture an item got first.
///
/// # Errors
/// The database.
pub async fn first_picture(conn: &mut Conn, item: LiveItemId) -> QueryResult<Option<MessageId>> {
    item_photo::table
        .filter(item_photo::item_id.eq(item))
        .order((item_photo::at, item_photo::message_id))
        .select(item_photo::message_id)
        .first(conn)
        .await
        .optional()
}

/// What a seller made or changed last, if that is not older than a moment.
///
/// # Errors
/// The database.
pub async fn last_of(
    conn: &mut Conn,
    tenant: TenantId,
    seller: ContactId,
    since: DateTime<Utc>,
) -> QueryResult<Option<Item>> {
    dsl::live_item
        .filter(dsl::tenant_id.eq(tenant))
        .filter(dsl::made_by.eq(seller))
        .filter(dsl::touched_at.ge(since))
        .filter(dsl::state.eq_any(["on_sale", "sold"]))
        .order((dsl::touched_at.desc(), dsl::id.desc()))
        .select(Item::as_select())
        .first(conn)
        .await
        .optional()
}

/// The seller who made or changed something of a session last.
///
/// # Errors
/// The database.
pub async fn seller_of(conn: &mut Conn, session: LiveSessionId) -> QueryResult<Option<ContactId>> {
    let found: Option<Option<ContactId>> = dsl::live_item
        .filter(dsl::session_id.eq(session))
        .filter(dsl::made_by.is_not_null())
        .order((dsl::touched_at.desc(), dsl::id))
        .select(dsl::made_by)
        .first(conn)
        .await
        .optional()?;
    Ok(found.flatten())
}
