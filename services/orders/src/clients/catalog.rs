//! The catalogue: what lines cost and whether there is enough; holds that set units aside.
use std::time::Duration;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{HoldId, LineId, ModifierId, Money, ProductId, StoreId, TenantId, VariantId};
use souk_kit::{Ask, AskError};

use crate::domain::{
    fulfilment::Hours,
    modifier::{Chosen, Words},
};

const PEER: &str = "catalog";

/// What is wanted.
#[derive(Clone, Debug, Serialize)]
pub struct Wanted {
    /// The asker's line.
    pub line_id: LineId,
    /// Which variant.
    pub variant_id: VariantId,
    /// How many.
    pub quantity: i32,
    /// What was chosen with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub modifiers: Vec<ModifierId>,
}

/// What the catalogue says about a line.
#[derive(Clone, Debug, Deserialize)]
pub struct Quote {
    /// The asker's line.
    pub line_id: LineId,
    /// Which variant.
    pub variant_id: VariantId,
    /// Its product.
    pub product_id: ProductId,
    /// The product's page.
    #[serde(default)]
    pub product_slug: String,
    /// Who sells it.
    pub store_id: StoreId,
    /// Whose store it is.
    pub tenant_id: TenantId,
    /// The store's name.
    #[serde(default)]
    pub store_name: String,
    /// The store's page.
    #[serde(default)]
    pub store_slug: String,
    /// Name of the product.
    pub title: String,
    /// Its name in the merchant's languages, when there are several.
    #[serde(default)]
    pub words: Option<Words>,
    /// Name of the variant, empty when there is one only.
    #[serde(default)]
    pub variant_title: String,
    /// Its name in the merchant's languages, when there are several.
    #[serde(default)]
    pub variant_words: Option<Words>,
    /// Its photo.
    #[serde(default)]
    pub image_url: Option<String>,
    /// What was chosen with it.
    #[serde(default)]
    pub modifiers: Vec<Chosen>,
    /// Price of one with its modifiers, tax included.
    pub unit_price: Money,
    /// Tax rate in basis points.
    pub tax_rate_bp: i32,
    /// How many are left; not said for a line that is held.
    #[serde(default)]
    pub available: Option<i64>,
    /// Whether it is for sale now.
    #[serde(default = "yes")]
    pub sellable: bool,
    /// Why not.
    #[serde(default)]
    pub unsellable: Option<Unsellable>,
}

/// Why a line is not for sale at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unsellable {
    /// The store takes no orders.
    StorePaused,
    /// The store is closed then.
    StoreClosed,
    /// It is not sold at that time.
    NotNow,
    /// It is booked or subscribed to, not put into carts.
    NotForCarts,
    /// It is sold out until tomorrow.
    SoldOutToday,
    /// The modifiers do not fit the product.
    ModifiersWrong,
    /// For a reason that this release does not know.
    #[serde(other)]
    Other,
}

impl Unsellable {
    /// Whether another moment may help.
    #[must_use]
    pub fn passes(self) -> bool {
        matches!(self, Self::StoreClosed | Self::NotNow)
    }
}

fn yes() -> bool {
    true
}

/// The answer about lines.
#[derive(Clone, Debug, Deserialize)]
pub struct Quotes {
    /// Those it knows.
    pub lines: Vec<Quote>,
    /// Those it does not.
    #[serde(default)]
    pub unknown: Vec<LineId>,
}

/// A store as a hold's answer has it.
#[derive(Clone, Debug, Deserialize)]
pub struct HeldStore {
    /// Its name.
    pub name: String,
    /// Its page.
    pub slug: String,
    /// Its time zone.
    #[serde(default)]
    pub timezone: String,
}

/// Units that are set aside.
#[derive(Clone, Debug, Deserialize)]
pub struct Hold {
    /// Its id.
    pub hold_id: HoldId,
    /// The store.
    pub store_id: StoreId,
    /// Whose store it is.
    pub tenant_id: TenantId,
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// The store's words.
    pub store: HeldStore,
    /// What is held, at which price.
    pub lines: Vec<Quote>,
}

/// A hold to be made.
#[derive(Clone, Debug, Serialize)]
pub struct HoldWish {
    /// Its id, derived from checkout and store: asking twice makes one hold.
    pub hold_id: HoldId,
    /// The store.
    pub store_id: StoreId,
    /// Who buys.
    pub subject: String,
    /// When it is wanted; none: now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<Utc>>,
    /// What to hold.
    pub lines: Vec<Wanted>,
    /// For how long.
    pub ttl_seconds: i64,
}

/// When a store is open, as the catalogue says it: local times as `HH:MM`.
#[derive(Clone, Debug, Deserialize)]
pub struct OpeningHours {
    timezone: String,
    #[serde(default)]
    weekly: Vec<Weekly>,
    #[serde(default)]
    exceptions: Vec<Different>,
}

#[derive(Clone, Debug, Deserialize)]
struct Weekly {
    weekday: u8,
    #[serde(flatten)]
    open: Interval,
}

#[derive(Clone, Debug, Deserialize)]
struct Different {
    date: NaiveDate,
    #[serde(default)]
    closed: bool,
    #[serde(default)]
    intervals: Vec<Interval>,
}

#[derive(Clone, Debug, Deserialize)]
struct Interval {
    from: String,
    to: String,
}

impl Interval {
    fn read(&self) -> Option<(NaiveTime, NaiveTime)> {
        let time = |text: &str| NaiveTime::parse_from_str(text.get(..5)?, "%H:%M").ok();
        Some((time(&self.from)?, time(&self.to)?))
    }
}

impl OpeningHours {
    /// As slots are made from them. None: a later release says it otherwise.
    #[must_use]
    pub fn read(&self) -> Option<Hours> {
        let weekly = |w: &Weekly| w.open.read().map(|(from, to)| (w.weekday, from, to));
        let day = |d: &Different| {
            let open = if d.closed { &[][..] } else { d.intervals.as_slice() };
            Some((d.date, open.iter().map(Interval::read).collect::<Option<Vec<_>>>()?))
        };
        Some(Hours {
            zone: self.timezone.parse().ok()?,
            weekly: self.weekly.iter().map(weekly).collect::<Option<_>>()?,
            exceptions: self.exceptions.iter().map(day).collect::<Option<_>>()?,
        })
    }
}

/// The catalogue as orders sees it.
#[derive(Clone)]
pub struct Catalog {
    ask: Ask,
    budget: Duration,
}

impl Catalog {
    /// Asks through this, each time within the budget.
    #[must_use]
    pub fn new(ask: Ask, budget: Duration) -> Self {
        Self { ask, budget }
    }

    /// Words, prices and availability, now or at a moment.
    ///
    /// # Errors
    /// Nobody home, or a refusal.
    pub async fn quotes(&self, lines: &[Wanted], at: Option<DateTime<Utc>>) -> Result<Quotes, AskError> {
        let body = match at {
            Some(at) => serde_json::json!({ "lines": lines, "at": at }),
            None => serde_json::json!({ "lines": lines }),
        };
        self.ask.post(PEER, "/internal/quotes", &body, self.budget).await
    }

    /// Sets units aside.
    ///
    /// # Errors
    /// Nobody home, or a refusal: sold out, closed, unknown.
    pub async fn hold(&self, wish: &HoldWish) -> Result<Hold, AskError> {
        self.ask.post(PEER, "/internal/holds", wish, self.budget).await
    }

    /// When a store is open. None: it never said.
    ///
    /// # Errors
    /// Nobody home.
    pub async fn hours(&self, store: StoreId) -> Result<Option<OpeningHours>, AskError> {
        match self.ask.get(PEER, &format!("/internal/stores/{store}/hours"), self.budget).await {
            Ok(hours) => Ok(Some(hours)),
            Err(AskError::Refused { problem, .. }) if problem.code == "not_found" => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Gives units back, or forbids to set them aside when the wish is still under way. When that fails the
    /// hold runs out by itself.
    pub async fn release(&self, wish: &HoldWish) {
        let hold = wish.hold_id;
        let path = format!("/internal/holds/{hold}/release");
        let body = serde_json::json!({ "store_id": wish.store_id, "subject": wish.subject });
        if let Err(error) = self.ask.post::<serde::de::IgnoredAny>(PEER, &path, &body, self.budget).await {
            tracing::warn!(%hold, %error, "hold not released; it will run out");
        }
    }
}
