//! How a live stands: what is for sale, who holds it, who waits, what happened last.
use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use souk_events::{ContactId, Currency, LiveItemId, MessageId, ReservationId, TenantId};
use souk_kit::{Conn, Problem, Scope};

use super::{
    hold, override_hold, reports,
    sessions::{self, Summary},
    settings,
};
use crate::{
    domain::{deposit::Asked, reservation::State as Standing},
    state::State,
    store::{
        audit::{self, Entry},
        checks::{self, Violation},
        customers,
        deposits::{self, Deposit},
        desk, items,
        items::Item,
        reports as counts,
        reservations::{self, Reservation},
        sessions::Session,
        stores,
    },
};

/// Most items shown.
const ITEMS: i64 = 200;
/// How long a hold that ran out can be begun anew.
const LATELY: TimeDelta = TimeDelta::minutes(30);
/// Most of them shown, and most of what happened last.
const LATEST: i64 = 20;

/// An item with who holds it and who waits.
#[derive(Clone, Debug)]
pub struct Row {
    /// The item.
    pub item: Item,
    /// How many can be held.
    pub available: i64,
    /// Who holds it, with the mask of her number.
    pub holders: Vec<(Reservation, String)>,
    /// Who waits, with mask and place.
    pub waiting: Vec<(Reservation, String, i64)>,
    /// Whose hold ran out lately, with mask.
    pub lapsed: Vec<(Reservation, String)>,
}

/// A live as it stands.
#[derive(Clone, Debug)]
pub struct Board {
    /// The active session.
    pub session: Option<(Session, Summary)>,
    /// What is for sale or sold, newest first.
    pub rows: Vec<Row>,
    /// What happened last, newest first.
    pub latest: Vec<Entry>,
    /// The store's zone, in which its people read times.
    pub zone: Tz,
    /// Parts of this live's holds that were confirmed, and that ran out; basis points.
    pub rates: (Option<i64>, Option<i64>),
    /// What the merchant sells in.
    pub currency: Currency,
    /// When this was so.
    pub at: DateTime<Utc>,
}

/// Looks at the live.
///
/// # Errors
/// The database.
pub async fn look(state: &State, tenant: TenantId) -> Result<Board, Problem> {
    let at = state.clock.now();
    state
        .db
        .read(Scope::Tenant(tenant), async |conn: &mut Conn| {
            let session = match crate::store::sessions::active(conn, tenant).await? {
                Some(session) => {
                    let sum = sessions::summary(conn, session.id).await?;
                    Some((session, sum))
                }
                None => None,
            };
            let items = items::current(conn, tenant, ITEMS).await?;
            let ids: Vec<_> = items.iter().map(|item| item.id).collect();
            let live = reservations::live_of(conn, &ids).await?;
            let over = reservations::lapsed(conn, tenant, at - LATELY, LATEST).await?;
            let latest = audit::latest(conn, tenant, None, "", LATEST).await?;
            let zone = stores::zone(conn, tenant).await?;
            let contacts: Vec<ContactId> = live.iter().chain(&over).map(|row| row.contact_id).collect();
            let people = customers::some(conn, &contacts).await?;
            let mut by_item: HashMap<LiveItemId, Vec<Reservation>> = HashMap::new();
            for row in live {
                by_item.entry(row.item_id).or_default().push(row);
            }
            let mask = |contact| override_hold::masked(&people, contact);
            let rows = items.into_iter().map(|item| row(item, &by_item, &over, mask)).collect();
            let running = session.as_ref().map(|(session, _)| session.id);
            let count = match running {
                Some(id) => {
                    counts::count(conn, tenant, zone.name(), DateTime::UNIX_EPOCH, Some(id)).await?.pop()
                }
                None => None,
            };
            let rates = count.map_or((None, None), |count| {
                (reports::part(count.confirmed, count.holds), reports::part(count.expired, count.holds))
            });
            let currency = stores::currency(conn, tenant).await?;
            Ok(Board { session, rows, latest, rates, zone, currency, at })
        })
        .await
}

fn row(
    item: Item,
    live: &HashMap<LiveItemId, Vec<Reservation>>,
    over: &[Reservation],
    mask: impl Fn(ContactId) -> String,
) -> Row {
    let none = Vec::new();
    let live = live.get(&item.id).unwrap_or(&none);
    let (mut holders, mut waiting, mut held) = (Vec::new(), Vec::new(), 0);
    for one in live {
        let who = mask(one.contact_id);
        if one.state() == Standing::Held {
            held += i64::from(one.quantity);
            holders.push((one.clone(), who));
        } else {
            waiting.push((one.clone(), who, hold::rank(&item, live, one.id)));
        }
    }
    let available = (i64::from(item.on_hand) - held).max(0);
    // Whoever wrote the code again since then has it, or waits.
    let again = |row: &Reservation| live.iter().any(|other| other.contact_id == row.contact_id);
    let lapsed = over.iter().filter(|row| row.item_id == item.id && !again(row));
    let lapsed = lapsed.map(|row| (row.clone(), mask(row.contact_id))).collect();
    Row { item, available, holders, waiting, lapsed }
}

/// One wish, as staff look at it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The wish.
    pub row: Reservation,
    /// What it is for.
    pub item: Item,
    /// The mask of her number.
    pub who: String,
    /// In whose times.
    pub zone: Tz,
    /// How its deposit stands, when it is asked for or was sent.
    pub deposit: Option<Paid>,
}

/// The deposit of a wish, as staff look at it.
#[derive(Clone, Debug)]
pub enum Paid {
    /// She may pay one: so much, minor units.
    Invited(i64),
    /// There is no order without one: so much, minor units.
    Required(i64),
    /// A proof came.
    Sent(Box<Deposit>),
}

/// Looks at one wish.
///
/// # Errors
/// 404 for another merchant's, or the database.
pub async fn one(state: &State, tenant: TenantId, id: ReservationId) -> Result<Seen, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn: &mut Conn| {
            let row = reservations::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            let item = items::find(conn, row.item_id).await?.ok_or_else(Problem::not_found)?;
            let people = customers::some(conn, &[row.contact_id]).await?;
            let who = override_hold::masked(&people, row.contact_id);
            let deposit = paid(conn, tenant, &row).await?;
            Ok(Seen { row, item, who, zone: stores::zone(conn, tenant).await?, deposit })
        })
        .await
}

async fn paid(conn: &mut Conn, tenant: TenantId, row: &Reservation) -> Result<Option<Paid>, Problem> {
    if let Some(id) = row.deposit_id {
        return Ok(deposits::find(conn, id).await?.map(|row| Paid::Sent(Box::new(row))));
    }
    if row.state() != Standing::Held {
        return Ok(None);
    }
    let currency = stores::get(conn, row.store_id).await?.currency();
    let known = settings::known(conn, tenant).await?.settings.value;
    let (rules, asked) = (known.rules(currency), known.deposits(currency));
    let total = rules.delivery_fee.saturating_add(row.amount());
    let whose = (tenant, row.contact_id);
    let expired = reservations::count_by(conn, whose, row.session_id, Standing::Expired).await?;
    Ok(match asked.asked(total, expired) {
        Asked::Nothing => None,
        Asked::Invited => Some(Paid::Invited(asked.part_of(total))),
        Asked::Required => Some(Paid::Required(asked.part_of(total))),
    })
}

/// Grows with every change of a merchant's live.
///
/// # Errors
/// The database.
pub async fn changes(state: &State, tenant: TenantId) -> Result<i64, Problem> {
    state.db.read(Scope::Tenant(tenant), async |conn: &mut Conn| Ok(desk::changes(conn, tenant).await?)).await
}

/// The message whose first picture shows an item.
///
/// # Errors
/// 404 when it has none, or the database.
pub async fn picture(state: &State, tenant: TenantId, id: LiveItemId) -> Result<MessageId, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn: &mut Conn| {
            items::first_picture(conn, id).await?.ok_or_else(Problem::not_found)
        })
        .await
}

/// All that happened to an item, in the order in which it did: who came first, and what became of it.
///
/// # Errors
/// 404, or the database.
pub async fn record(state: &State, tenant: TenantId, id: LiveItemId) -> Result<Vec<Entry>, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn: &mut Conn| {
            items::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            Ok(audit::of_item(conn, id, 1_000).await?)
        })
        .await
}

/// What must not be, and the first place at which the record does not follow from the one before it.
///
/// # Errors
/// The database.
pub async fn checked(state: &State, tenant: TenantId) -> Result<(Vec<Violation>, Option<i64>), Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn: &mut Conn| {
            Ok((checks::violations(conn, tenant).await?, checks::broken_chain(conn).await?))
        })
        .await
}
