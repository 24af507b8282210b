//! The catalogue: what lines cost and whether there is enough; holds that set units aside.
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{HoldId, LineId, Money, ProductId, StoreId, TenantId, VariantId};
use souk_kit::{Ask, AskError};

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
    /// Name of the variant, empty when there is one only.
    #[serde(default)]
    pub variant_title: String,
    /// Its photo.
    #[serde(default)]
    pub image_url: Option<String>,
    /// Price of one, tax included.
    pub unit_price: Money,
    /// Tax rate in basis points.
    pub tax_rate_bp: i32,
    /// How many are left; not said for a line that is held.
    #[serde(default)]
    pub available: Option<i64>,
    /// Whether it is for sale now.
    #[serde(default = "yes")]
    pub sellable: bool,
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
    /// What to hold.
    pub lines: Vec<Wanted>,
    /// For how long.
    pub ttl_seconds: i64,
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

    /// Current words, prices and availability.
    ///
    /// # Errors
    /// Nobody home, or a refusal.
    pub async fn quotes(&self, lines: &[Wanted]) -> Result<Quotes, AskError> {
        self.ask.post(PEER, "/internal/quotes", &serde_json::json!({ "lines": lines }), self.budget).await
    }

    /// Sets units aside.
    ///
    /// # Errors
    /// Nobody home, or a refusal: sold out, closed, unknown.
    pub async fn hold(&self, wish: &HoldWish) -> Result<Hold, AskError> {
        self.ask.post(PEER, "/internal/holds", wish, self.budget).await
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
