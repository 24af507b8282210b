//! One piece of work on a merchant's desk: locked first, its record written last, all in one transaction.
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};
use souk_events::{Event, EventId, LiveItemId, Meta, Money, StoreId, TenantId, reservations::v1 as told};
use souk_kit::{Clock, Conn, Problem, Scope, db, format};
use souk_outbox::publish;

use super::settings::{self, Known};
use crate::{
    domain::{code::Code, deposit, grammar::shelf::Shelf, reservation::Rules},
    store::{
        audit::{self, Entry},
        desk::{self, Desk},
        items::Item,
        reservations::Reservation,
        stores::{self, Store},
    },
};

/// Why something changes, as the facts say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Somebody wrote.
    Message,
    /// Its time came.
    Timer,
    /// A piece became free.
    Promotion,
    /// The seller, or staff.
    Seller,
    /// A message did not arrive.
    DeliveryFailure,
    /// The live ended.
    Session,
    /// The order was called off.
    Order,
}

impl Cause {
    fn as_str(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Timer => "timer",
            Self::Promotion => "promotion",
            Self::Seller => "seller",
            Self::DeliveryFailure => "delivery_failure",
            Self::Session => "session",
            Self::Order => "order",
        }
    }
}

/// A desk in use. It is lost work unless [`Work::finish`] ends it.
pub struct Work {
    /// Whose.
    pub tenant: TenantId,
    /// Which store it is about.
    pub store: Store,
    /// One moment for everything in it.
    pub now: DateTime<Utc>,
    /// What its facts carry.
    pub meta: Meta,
    /// Who does it: `con_…`, `usr_…`, `timer`, `orders`.
    pub actor: String,
    /// Why.
    pub cause: Cause,
    /// The merchant's settings.
    pub rules: Rules,
    /// What they say of deposits.
    pub deposit: deposit::Rules,
    /// All that the merchant set.
    pub known: Known,
    pub(super) desk: Desk,
    entries: Vec<Entry>,
}

impl Work {
    /// Takes the desk, in the merchant's scope; whoever else wants it waits until the transaction ends.
    ///
    /// # Errors
    /// 404 for a store that identity has not told of yet, or the database.
    pub async fn begin(
        conn: &mut Conn,
        clock: &Clock,
        (tenant, store): (TenantId, StoreId),
        (actor, cause): (String, Cause),
        meta: Meta,
    ) -> Result<Self, Problem> {
        db::enter(conn, Scope::Tenant(tenant)).await?;
        let desk = desk::lock(conn, tenant).await?;
        let store = stores::get(conn, store).await?;
        let mut meta = Meta { tenant: Some(tenant), ..meta };
        // What a timer begins has no story yet: it is one of its own.
        if meta.correlation.is_empty() {
            meta.correlation = EventId::new().0.to_string();
        }
        let known = settings::known(conn, tenant).await?;
        let rules = known.settings.value.rules(store.currency());
        let deposit = known.settings.value.deposits(store.currency());
        let (now, entries) = (clock.now(), Vec::new());
        Ok(Self { tenant, store, now, meta, actor, cause, rules, deposit, known, desk, entries })
    }

    /// Takes the desk of the merchant's first store for somebody at a screen.
    ///
    /// # Errors
    /// 404 while the merchant has no store, or the database.
    pub async fn by(
        conn: &mut Conn,
        clock: &Clock,
        tenant: TenantId,
        person: String,
    ) -> Result<Self, Problem> {
        let store = stores::first(conn, tenant).await?;
        let meta = souk_kit::meta(Some(tenant));
        Self::begin(conn, clock, (tenant, store.store_id), (person, Cause::Seller), meta).await
    }

    /// What these come to with the delivery, minor units.
    #[must_use]
    pub fn total<'a>(&self, rows: impl IntoIterator<Item = &'a Reservation>) -> i64 {
        rows.into_iter().fold(self.rules.delivery_fee, |sum, row| sum.saturating_add(row.amount()))
    }

    /// Puts a change on record.
    pub fn note(
        &mut self,
        action: &str,
        target: String,
        item: Option<LiveItemId>,
        before: Value,
        after: Value,
    ) {
        self.desk.audit_seq += 1;
        let entry = Entry {
            tenant_id: self.tenant,
            seq: self.desk.audit_seq,
            at: self.now,
            actor: self.actor.clone(),
            action: action.to_owned(),
            target,
            item_id: item,
            before,
            after,
            correlation: self.meta.correlation.clone(),
            hash: Vec::new(),
        };
        let hash = entry.hash_after(&self.desk.audit_hash);
        self.desk.audit_hash.clone_from(&hash);
        self.entries.push(Entry { hash, ..entry });
    }

    /// Puts a step of a reservation on record, and tells it.
    ///
    /// # Errors
    /// The database.
    pub async fn step(
        &mut self,
        conn: &mut Conn,
        action: &str,
        before: Option<&Reservation>,
        after: &Reservation,
    ) -> Result<(), Problem> {
        let said = |row: &Reservation| {
            json!({ "state": row.state, "quantity": row.quantity, "lock": row.lock, "step": row.step,
                "expires_at": row.expires_at, "place": row.place })
        };
        let was = before.map_or(Value::Null, said);
        self.note(action, after.id.to_string(), Some(after.item_id), was, said(after));
        let fact = told::ReservationChanged {
            reservation_id: after.id.to_string(),
            store_id: after.store_id.to_string(),
            session_id: after.session_id.map(|id| id.to_string()).unwrap_or_default(),
            item_id: after.item_id.to_string(),
            contact_id: after.contact_id.to_string(),
            code: after.code.clone(),
            size: after.size.clone(),
            quantity: after.quantity,
            state: after.state.clone(),
            lock: after.lock.clone().unwrap_or_default(),
            seq: after.seq,
            expires_at: after.expires_at.map(said_at).unwrap_or_default(),
            cause: self.cause.as_str().to_owned(),
            version: after.version,
        };
        self.tell(conn, &fact).await
    }

    /// Puts a change of an item on record, and tells it.
    ///
    /// # Errors
    /// The database.
    pub async fn item_changed(
        &mut self,
        conn: &mut Conn,
        action: &str,
        before: Option<&Item>,
        after: &Item,
    ) -> Result<(), Problem> {
        let said = |row: &Item| {
            json!({ "state": row.state, "price": row.price, "on_hand": row.on_hand, "sizes": row.sizes,
                "size_on_hand": row.size_on_hand, "label": row.label, "is_unique": row.is_unique })
        };
        let was = before.map_or(Value::Null, said);
        self.note(action, after.id.to_string(), Some(after.id), was, said(after));
        let fact = told::ItemChanged {
            item_id: after.id.to_string(),
            store_id: after.store_id.to_string(),
            session_id: after.session_id.map(|id| id.to_string()).unwrap_or_default(),
            code: after.code.clone(),
            state: after.state.clone(),
            price: Some(after.price().into()),
            on_hand: after.on_hand,
            version: after.version,
        };
        self.tell(conn, &fact).await
    }

    /// Tells a fact.
    ///
    /// # Errors
    /// The database.
    pub async fn tell<E: Event>(&self, conn: &Conn, fact: &E) -> Result<(), Problem> {
        publish(conn, &self.meta, self.now, fact).await.map(drop).map_err(Problem::from)
    }

    /// What a code costs by its letters.
    #[must_use]
    pub fn price_of(&self, code: &Code) -> Option<i64> {
        self.known.grid.value.of(code, self.store.currency())
    }

    /// What may be sold under codes that nobody announced; no codes yet.
    #[must_use]
    pub fn empty_shelf(&self) -> Shelf {
        Shelf {
            codes: std::collections::BTreeMap::new(),
            priced: self.known.grid.value.letters(self.store.currency()),
            labels: self.known.labels.value.labels(),
            unknown: self.known.settings.value.unknown_codes(),
        }
    }

    /// An amount of the store, as its customers read it.
    #[must_use]
    pub fn money(&self, amount: i64) -> String {
        format::money(self.store.lang(), Money::new(amount, self.store.currency()))
    }

    /// Writes the record. The transaction may be committed now.
    ///
    /// # Errors
    /// The database.
    pub async fn finish(self, conn: &mut Conn) -> Result<(), Problem> {
        if self.entries.is_empty() {
            return Ok(());
        }
        audit::add(conn, &self.entries).await?;
        desk::save(conn, self.tenant, &self.desk).await?;
        Ok(())
    }
}

/// A moment, as facts say it.
#[must_use]
pub fn said_at(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Whole minutes until a moment, at least one, as messages say it.
#[must_use]
pub fn minutes(now: DateTime<Utc>, until: DateTime<Utc>) -> String {
    let seconds = (until - now).num_seconds().max(0);
    ((seconds + 30) / 60).max(1).to_string()
}
