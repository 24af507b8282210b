//! How a live stands, and what staff do about it: look, release, extend, move to the head of a queue.
use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use souk_events::{ContactId, LiveItemId, ReservationId, TenantId};
use souk_kit::{Conn, Problem, Scope};

use super::{
    hold, override_hold,
    sessions::{self, Summary},
    work::{Cause, Work},
};
use crate::{
    domain::reservation::State as Standing,
    state::State,
    store::{
        audit::{self, Entry},
        checks::{self, Violation},
        customers, items,
        items::Item,
        reservations::{self, Reservation},
        sessions::Session,
    },
};

/// Most items shown.
const ITEMS: i64 = 200;
/// How much longer a hold is made at once.
const LONGER: TimeDelta = TimeDelta::minutes(5);

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
}

/// A live as it stands.
#[derive(Clone, Debug)]
pub struct Board {
    /// The active session.
    pub session: Option<(Session, Summary)>,
    /// What is for sale or sold, newest first.
    pub rows: Vec<Row>,
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
            let contacts: Vec<ContactId> = live.iter().map(|row| row.contact_id).collect();
            let people = customers::some(conn, &contacts).await?;
            let mut by_item: HashMap<LiveItemId, Vec<Reservation>> = HashMap::new();
            for row in live {
                by_item.entry(row.item_id).or_default().push(row);
            }
            let rows = items
                .into_iter()
                .map(|item| row(item, &by_item, |contact| override_hold::masked(&people, contact)))
                .collect();
            Ok(Board { session, rows, at })
        })
        .await
}

fn row(item: Item, live: &HashMap<LiveItemId, Vec<Reservation>>, mask: impl Fn(ContactId) -> String) -> Row {
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
    Row { item, available, holders, waiting }
}

/// What staff can do to a reservation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Take it back; the next one has it, or nobody.
    Release {
        /// Whether the next one has it.
        to_next: bool,
    },
    /// Five minutes more.
    Extend,
    /// Before everybody else who waits.
    ToHead,
}

/// Does it, and puts on record who and why.
///
/// # Errors
/// 404, 409 when the reservation moved on, or the database.
pub async fn step_in(
    state: &State,
    tenant: TenantId,
    person: String,
    id: ReservationId,
    deed: Deed,
    why: &str,
) -> Result<Reservation, Problem> {
    state
        .db
        .write(Scope::Tenant(tenant), async |conn: &mut Conn| {
            let row = reservations::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            let meta = souk_kit::meta(Some(tenant));
            let who = (person, Cause::Seller);
            let mut work = Work::begin(conn, &state.clock, (tenant, row.store_id), who, meta).await?;
            let row = reservations::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            let moved_on =
                |row: &Reservation| Problem::conflict("reservation_moved_on").state(row.state.clone());
            match deed {
                Deed::Release { to_next } => {
                    let action = "override.released";
                    let done = override_hold::release(conn, &mut work, &row, action, to_next).await?;
                    done.ok_or_else(|| moved_on(&row))?;
                    override_hold::why(&mut work, &row, why);
                }
                Deed::Extend => {
                    override_hold::extend(conn, &mut work, &row, LONGER, why).await?;
                }
                Deed::ToHead => {
                    override_hold::to_head(conn, &mut work, &row, why).await?;
                }
            }
            work.finish(conn).await?;
            reservations::find(conn, id).await?.ok_or_else(Problem::not_found)
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
