//! The rows of orders, their lines and their history.
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use serde_json::Value;
use souk_events::{
    CheckoutId, Currency, HoldId, LineId, Money, OrderId, ProductId, StoreId, TenantId, VariantId,
};
use souk_kit::Lang;

use crate::{
    domain::{
        fulfilment::Mode,
        modifier::{Chosen, LineWords},
        order::{Label, Lifecycle, Payment, PaymentMethod, Preparation, Reason, State},
    },
    schema::{order_history, order_line, orders},
};

/// An order.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = orders, treat_none_as_default_value = false)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// The merchant.
    pub tenant_id: TenantId,
    /// The store.
    pub store_id: StoreId,
    /// The checkout it came from.
    pub checkout_id: CheckoutId,
    /// What the catalogue keeps for it.
    pub hold_id: HoldId,
    /// Who ordered: `usr_…` or `gst_…`.
    pub customer: String,
    /// Its number at the merchant.
    pub number: String,
    /// Where it came from.
    pub channel: String,
    /// How the customer gets it.
    pub fulfilment: String,
    /// How it is paid.
    pub payment_method: String,
    /// See [`Lifecycle`].
    pub lifecycle: String,
    /// See [`Preparation`].
    pub preparation: String,
    /// See [`Reason`].
    pub reason: Option<String>,
    /// Counts its changes.
    pub version: i64,
    /// Of all its amounts.
    pub currency: String,
    /// What promotions took off.
    pub discount: i64,
    /// What bringing it costs, before the discount.
    pub delivery_fee: i64,
    /// For whoever brings it.
    pub tip: i64,
    /// What is owed after the discount: lines, fee and tip, tax included.
    pub total: i64,
    /// Tax inside.
    pub tax: i64,
    /// When the customer wants it: from; none: as soon as possible.
    pub slot_start: Option<DateTime<Utc>>,
    /// To.
    pub slot_end: Option<DateTime<Utc>>,
    /// The store as it was shown.
    pub store_name: String,
    /// The store's page.
    pub store_slug: String,
    /// The store's time.
    pub timezone: String,
    /// The language it was placed in.
    pub language: String,
    /// Sealed [`crate::domain::contact::Contact`].
    pub contact: Vec<u8>,
    /// Sealed note.
    pub note: Option<Vec<u8>>,
    /// When it is turned down if nobody accepts.
    pub accept_by: DateTime<Utc>,
    /// When it was placed.
    pub placed_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// When it ended.
    pub closed_at: Option<DateTime<Utc>>,
}

impl Order {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        State {
            lifecycle: Lifecycle::parse(&self.lifecycle).unwrap_or(Lifecycle::Placed),
            preparation: Preparation::parse(&self.preparation).unwrap_or(Preparation::Queued),
        }
    }
    /// Whether it was said yes to in a live.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.channel == "live"
    }
    /// The hold that facts name: none stands behind an order of a live.
    #[must_use]
    pub fn told_hold(&self) -> String {
        if self.is_live() { String::new() } else { self.hold_id.to_string() }
    }
    /// Why it ended early.
    #[must_use]
    pub fn reason(&self) -> Option<Reason> {
        self.reason.as_deref().and_then(Reason::parse)
    }
    /// The one word people see.
    #[must_use]
    pub fn label(&self) -> Label {
        self.state().label(self.reason())
    }
    /// How the money stands; of an order that costs nothing nothing is owed.
    #[must_use]
    pub fn payment(&self) -> Payment {
        match PaymentMethod::parse(&self.payment_method) {
            Some(PaymentMethod::Paid) => Payment::Paid,
            Some(PaymentMethod::PartlyRefunded) => Payment::PartlyRefunded,
            Some(PaymentMethod::Refunded) => Payment::Refunded,
            _ if self.total == 0 => Payment::None,
            _ => self.state().payment(),
        }
    }
    /// Whether its customer is, or was, to pay online before it is placed: its shop does not see it.
    #[must_use]
    pub fn is_unpaid(&self) -> bool {
        self.payment_method == PaymentMethod::Online.as_str()
    }
    /// What its lines cost, before the discount.
    #[must_use]
    pub fn subtotal(&self) -> i64 {
        self.before().saturating_sub(self.delivery_fee).saturating_sub(self.tip)
    }
    /// What all of it cost before the discount.
    #[must_use]
    pub fn before(&self) -> i64 {
        self.total.saturating_add(self.discount)
    }
    /// How the customer gets it.
    #[must_use]
    pub fn mode(&self) -> Mode {
        Mode::parse(&self.fulfilment).unwrap_or(Mode::Pickup)
    }
    /// When it should be there: in its slot, or as soon as possible after it was placed.
    #[must_use]
    pub fn wanted_at(&self) -> DateTime<Utc> {
        self.slot_start.unwrap_or(self.placed_at)
    }
    /// An amount in its currency.
    #[must_use]
    pub fn money(&self, amount: i64) -> Money {
        Money::new(amount, self.currency.parse().unwrap_or(Currency::EUR))
    }
    /// The store's time zone.
    #[must_use]
    pub fn zone(&self) -> Tz {
        self.timezone.parse().unwrap_or(Tz::UTC)
    }
}

/// A line of an order.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = order_line, treat_none_as_default_value = false)]
pub struct OrderLine {
    /// The merchant.
    pub tenant_id: TenantId,
    /// The order.
    pub order_id: OrderId,
    /// Its place.
    pub position: i32,
    /// Its id.
    pub line_id: LineId,
    /// What was bought.
    pub product_id: ProductId,
    /// Which variant.
    pub variant_id: VariantId,
    /// Words as shown.
    pub title: String,
    /// Words as shown.
    pub variant_title: String,
    /// How many.
    pub quantity: i32,
    /// Price of one.
    pub unit_price: i64,
    /// Price of all, before the discount.
    pub total: i64,
    /// What promotions took off it.
    pub discount: i64,
    /// Tax rate, basis points.
    pub tax_rate_bp: i32,
    /// Tax inside.
    pub tax: i64,
    /// What was chosen with it: a list of [`Chosen`].
    pub modifiers: Value,
    /// Sealed note.
    pub note: Option<Vec<u8>>,
    /// How many were taken off it.
    pub cancelled: i32,
    /// The merchant's [`LineWords`] for it, where they have several languages.
    pub words: Option<Value>,
}

impl OrderLine {
    /// What was chosen with it, as it was shown.
    #[must_use]
    pub fn chosen(&self) -> Vec<Chosen> {
        self.kept().into_iter().map(Chosen::shown).collect()
    }

    fn kept(&self) -> Vec<Chosen> {
        serde_json::from_value(self.modifiers.clone()).unwrap_or_default()
    }

    /// The line in the merchant's words, for staff: in their language where there is one, else in the store's own.
    #[must_use]
    pub fn for_staff(mut self, lang: Lang) -> Self {
        let words: Option<LineWords> = self.words.take().and_then(|words| serde_json::from_value(words).ok());
        if let Some(words) = words {
            words.title.said(lang).clone_into(&mut self.title);
            if let Some(variant) = words.variant {
                variant.said(lang).clone_into(&mut self.variant_title);
            }
        }
        let chosen: Vec<Chosen> = self.kept().into_iter().map(|one| one.for_staff(lang)).collect();
        if let Ok(chosen) = serde_json::to_value(chosen) {
            self.modifiers = chosen;
        }
        self
    }
}

/// One change of an order.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = order_history, treat_none_as_default_value = false)]
pub struct HistoryRow {
    /// The merchant.
    pub tenant_id: TenantId,
    /// The order.
    pub order_id: OrderId,
    /// The order's version after it.
    pub version: i64,
    /// `placed`, `accepted`, …
    pub what: String,
    /// In which role.
    pub actor: String,
    /// Who, when it was a person.
    pub person: Option<String>,
    /// See [`Reason`].
    pub reason: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// When the order will be ready, where that was said.
    pub ready_at: Option<DateTime<Utc>>,
}
