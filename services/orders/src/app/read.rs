//! Seeing orders: one with its lines and history, own ones, the shop's, the board, somebody's contact.
use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use futures_util::try_join;
use souk_events::{LineId, OrderId, Subject, TenantId};
use souk_kit::{Conn, Lang, Problem, Scope, seal::Sealer};

use crate::{
    domain::{contact::Contact, day},
    state::State,
    store::{
        changes,
        listing::{self, Filter},
        opt_ins, orders, personal,
        redemptions::{self, Redemption},
        rows::{HistoryRow, Order, OrderLine},
        sought::{self, Sought},
        stores::{self, Store},
    },
};

/// An order with everything that is not personal.
#[derive(Clone, Debug)]
pub struct Full {
    /// The order.
    pub order: Order,
    /// Its lines.
    pub lines: Vec<OrderLine>,
    /// Its history, oldest first.
    pub history: Vec<HistoryRow>,
    /// What promotions took off.
    pub discounts: Vec<Redemption>,
    /// What the customer had to say about lines, opened.
    pub line_notes: LineNotes,
    /// The customer agreed to something beside the order.
    pub opted_in: bool,
}

impl Full {
    /// When it will be ready, once the merchant said that it takes longer.
    #[must_use]
    pub fn ready_at(&self) -> Option<DateTime<Utc>> {
        self.history.iter().rev().find_map(|row| row.ready_at)
    }
    /// When its customer expects it.
    #[must_use]
    pub fn expected_at(&self) -> DateTime<Utc> {
        self.ready_at().unwrap_or_else(|| self.order.wanted_at())
    }
    /// The last change of a kind.
    #[must_use]
    pub fn last(&self, what: &str) -> Option<&HistoryRow> {
        self.history.iter().rev().find(|row| row.what == what)
    }
}

/// Notes by line.
pub type LineNotes = HashMap<LineId, String>;

async fn line_notes(conn: &mut Conn, sealer: &Sealer, lines: &[OrderLine]) -> Result<LineNotes, Problem> {
    let mut notes = LineNotes::new();
    for line in lines {
        if let Some(text) = opened(conn, sealer, line.note.as_deref()).await? {
            notes.insert(line.line_id, text);
        }
    }
    Ok(notes)
}

async fn fill(conn: &mut Conn, sealer: &Sealer, order: Option<Order>) -> Result<Full, Problem> {
    let order = order.ok_or_else(Problem::not_found)?;
    let ids = [order.id];
    let discounts = async {
        if order.discount == 0 {
            return Ok(Vec::new());
        }
        redemptions::of_order(conn, order.tenant_id, order.id).await
    };
    let (lines, history, discounts, opted_in) = try_join!(
        orders::lines(conn, &ids),
        orders::history(conn, order.id),
        discounts,
        opt_ins::any(conn, order.id)
    )?;
    let line_notes = line_notes(conn, sealer, &lines).await?;
    Ok(Full { order, lines, history, discounts, line_notes, opted_in })
}

/// One order of the person.
///
/// # Errors
/// 404 when it is not theirs.
pub async fn own_order(state: &State, whose: Subject, id: OrderId) -> Result<Full, Problem> {
    let scope = Scope::Subject(whose);
    state
        .db
        .read(scope, async |conn| {
            let order = orders::find_own(conn, whose, id).await?;
            fill(conn, &state.sealer, order).await
        })
        .await
}

/// One order of the merchant.
///
/// # Errors
/// 404 when it is another merchant's.
pub async fn store_order(state: &State, tenant: TenantId, id: OrderId) -> Result<Full, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let order = orders::find(conn, id).await?;
            fill(conn, &state.sealer, order).await
        })
        .await
}

/// One order of the merchant in the words of staff.
///
/// # Errors
/// 404 when it is not theirs.
pub async fn staff_order(state: &State, tenant: TenantId, id: OrderId, lang: Lang) -> Result<Full, Problem> {
    let mut full = store_order(state, tenant, id).await?;
    full.lines = full.lines.into_iter().map(|line| line.for_staff(lang)).collect();
    Ok(full)
}

/// A person's orders, newest first, one more than asked for when there are more.
///
/// # Errors
/// The database.
pub async fn own_orders(
    state: &State,
    whose: Subject,
    after: Option<OrderId>,
    limit: i64,
) -> Result<Vec<Order>, Problem> {
    let scope = Scope::Subject(whose);
    state.db.read(scope, async |conn| Ok(orders::own(conn, whose, after, limit).await?)).await
}

/// A merchant's orders, newest first.
///
/// # Errors
/// The database.
pub async fn store_orders(
    state: &State,
    tenant: TenantId,
    filter: &Filter,
    after: Option<OrderId>,
    limit: i64,
) -> Result<Vec<(Order, Option<Sought>)>, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let rows = listing::of_tenant(conn, tenant, filter, after, limit).await?;
            let ids: Vec<OrderId> = rows.iter().map(|order| order.id).collect();
            let sought = sought::some(conn, &ids).await?;
            let of = |id| sought.iter().find(|row| row.order_id == id).cloned();
            Ok(rows
                .into_iter()
                .map(|order| {
                    let its = of(order.id);
                    (order, its)
                })
                .collect())
        })
        .await
}

/// How many orders a filter lets through, and what they come to, by currency.
///
/// # Errors
/// The database.
pub async fn store_totals(
    state: &State,
    tenant: TenantId,
    filter: &Filter,
) -> Result<Vec<(String, i64, i64)>, Problem> {
    let scope = Scope::Tenant(tenant);
    state.db.read(scope, async |conn| Ok(listing::totals(conn, tenant, filter).await?)).await
}

/// What a merchant works with now.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// Open orders, oldest first.
    pub open: Vec<Order>,
    /// What ended today, newest first.
    pub done: Vec<Order>,
    /// Lines of all of them.
    pub lines: Vec<OrderLine>,
    /// Notes of open orders, opened.
    pub notes: Vec<(OrderId, String)>,
    /// Notes of their lines, opened.
    pub line_notes: LineNotes,
    /// Several stores: cards say which.
    pub stores: Vec<Store>,
    /// When orders will be ready that take longer than was expected.
    pub delays: HashMap<OrderId, DateTime<Utc>>,
}

impl Board {
    /// Whether there are more open orders than the board shows.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        usize::try_from(BOARD_OPEN).is_ok_and(|most| self.open.len() >= most)
    }
}

/// How many open orders a board shows at most, oldest first.
pub const BOARD_OPEN: i64 = 200;
const BOARD_DONE: i64 = 50;

/// Reads the board, in the words of who looks at it.
///
/// # Errors
/// The database.
pub async fn board(state: &State, tenant: TenantId, lang: Lang) -> Result<Board, Problem> {
    let now = state.clock.now();
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let stores = stores::all(conn, tenant).await?;
            let mut open = orders::open(conn, tenant, BOARD_OPEN).await?;
            // What is wanted first stands first.
            open.sort_by_key(Order::wanted_at);
            let since = day_start(zone(&stores), now);
            let done = orders::closed_since(conn, tenant, since, BOARD_DONE).await?;
            let ids: Vec<OrderId> = open.iter().map(|o| o.id).collect();
            let (lines, delays) = try_join!(orders::lines(conn, &ids), changes::delays(conn, &ids))?;
            let mut notes = Vec::new();
            for order in &open {
                if let Some(note) = note(conn, &state.sealer, order).await? {
                    notes.push((order.id, note));
                }
            }
            let line_notes = line_notes(conn, &state.sealer, &lines).await?;
            let lines = lines.into_iter().map(|line| line.for_staff(lang)).collect();
            Ok(Board { open, done, lines, notes, line_notes, stores, delays: delays.into_iter().collect() })
        })
        .await
}

/// What the dashboard says about a merchant's day.
#[derive(Clone, Debug, Default)]
pub struct Today {
    /// Open orders, oldest first.
    pub open: Vec<Order>,
    /// Orders that came in today, save those that were turned down or called off.
    pub placed: i64,
    /// Taken today, by currency.
    pub taken: Vec<(String, i64)>,
    /// Taken on the same weekday last week up to the same time, by currency.
    pub last_week: Vec<(String, i64)>,
    /// What the first store sells in.
    pub currency: Option<String>,
}

impl Today {
    /// How many orders nobody accepted yet.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.open.iter().filter(|o| o.state() == crate::domain::order::State::NEW).count()
    }
}

/// Reads the day.
///
/// # Errors
/// The database.
pub async fn today(state: &State, tenant: TenantId) -> Result<Today, Problem> {
    let now = state.clock.now();
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let stores = stores::all(conn, tenant).await?;
            let open = orders::open(conn, tenant, BOARD_OPEN).await?;
            let start = day_start(zone(&stores), now);
            let week = TimeDelta::days(7);
            Ok(Today {
                open,
                placed: orders::placed_since(conn, tenant, start).await?,
                taken: orders::taken(conn, tenant, start, now + TimeDelta::seconds(1)).await?,
                last_week: orders::taken(conn, tenant, start - week, now - week).await?,
                currency: stores.first().map(|s| s.currency.clone()),
            })
        })
        .await
}

/// The time zone a merchant works in: that of the first store.
#[must_use]
pub fn zone(stores: &[Store]) -> Tz {
    stores.first().and_then(|s| s.timezone.parse().ok()).unwrap_or(Tz::UTC)
}

fn day_start(zone: Tz, now: DateTime<Utc>) -> DateTime<Utc> {
    day::begins(zone, now.with_timezone(&zone).date_naive())
}

/// A customer's contact and note.
#[derive(Clone, Debug)]
pub struct Personal {
    /// The order.
    pub order: Order,
    /// Whom to call.
    pub contact: Contact,
    /// What they have to say.
    pub note: Option<String>,
}

async fn note(conn: &mut Conn, sealer: &Sealer, order: &Order) -> Result<Option<String>, Problem> {
    opened(conn, sealer, order.note.as_deref()).await
}

/// A sealed text, opened; none when there is none or nobody can read it any more.
pub(super) async fn opened(
    conn: &mut Conn,
    sealer: &Sealer,
    sealed: Option<&[u8]>,
) -> Result<Option<String>, Problem> {
    match sealed {
        Some(sealed) => match sealer.open(conn, sealed).await {
            Ok(plain) => Ok(String::from_utf8(plain).ok()),
            // The person was erased; the order stays.
            Err(souk_kit::seal::SealError::Unreadable(_)) => Ok(None),
            Err(error) => Err(error.into()),
        },
        None => Ok(None),
    }
}

/// The note of an order, for the person who wrote it or the shop that reads it.
///
/// # Errors
/// The database.
pub async fn read_note(state: &State, scope: Scope, order: &Order) -> Result<Option<String>, Problem> {
    state.db.read(scope, async |conn| note(conn, &state.sealer, order).await).await
}

/// Opens a contact for a purpose and notes the look.
///
/// # Errors
/// 404 when the scope does not show the order; 410 when the person was erased.
pub async fn personal(
    state: &State,
    scope: Scope,
    id: OrderId,
    reader: &str,
    purpose: &str,
) -> Result<Personal, Problem> {
    let now = state.clock.now();
    state
        .db
        .write(scope, async |conn| {
            let order = orders::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            personal::note_access(conn, order.tenant_id, id, reader, purpose, now).await?;
            let plain = match state.sealer.open(conn, &order.contact).await {
                Ok(plain) => plain,
                Err(souk_kit::seal::SealError::Unreadable(why)) => {
                    tracing::info!(order = %id, why, "contact cannot be opened");
                    return Err(Problem::new(souk_kit::Kind::Gone, "contact_erased"));
                }
                Err(error) => return Err(error.into()),
            };
            let contact = serde_json::from_slice(&plain).map_err(Problem::internal)?;
            let note = note(conn, &state.sealer, &order).await?;
            Ok(Personal { order, contact, note })
        })
        .await
}
