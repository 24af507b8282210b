//! Promotions: what they give, to whom and when. Deciding is `evaluate`, a pure function.
use chrono::{DateTime, Utc};
use souk_events::{Currency, LineId, ProductId, PromotionId, StoreId, TenantId, VariantId};
use souk_kit::words;
use uuid::Uuid;

pub mod allocate;
pub mod check;
mod effect;
pub mod evaluate;
#[cfg(test)]
mod properties;
mod solve;
pub mod verdict;

pub use evaluate::{Applied, Buyer, Outcome, Use, Uses, evaluate};
pub use verdict::{Explanation, Verdict};

/// Whose promotions those of the platform are: they apply at every merchant.
pub const PLATFORM: TenantId = TenantId(Uuid::nil());

words! {
    /// Whether a promotion runs.
    Running {
        /// It applies within its window.
        Active = "active",
        /// The merchant stopped it for a while.
        Paused = "paused",
        /// It is over for good.
        Ended = "ended",
    }
}

words! {
    /// What a merchant does to a running promotion.
    Step {
        /// Stop it for a while.
        Pause = "pause",
        /// Let it run again.
        Resume = "resume",
        /// End it for good.
        End = "end",
    }
}

impl Step {
    /// From which states to which one.
    #[must_use]
    pub fn transition(self) -> (&'static [Running], Running) {
        match self {
            Self::Pause => (&[Running::Active], Running::Paused),
            Self::Resume => (&[Running::Paused], Running::Active),
            Self::End => (&[Running::Active, Running::Paused], Running::Ended),
        }
    }
}

words! {
    /// Who pays for the discount.
    Funder {
        /// The merchant.
        Merchant = "merchant",
        /// The platform.
        Platform = "platform",
        /// Both, by a share.
        Share = "share",
    }
}

/// What a promotion gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A part of the price, in basis points.
    Percent(i32),
    /// An amount in minor units.
    Amount(i64),
    /// No delivery fee; nothing for an order that is fetched.
    FreeDelivery,
    /// Of every `buy + get` pieces the cheapest `get` are free.
    BuyGet {
        /// Pieces to pay.
        buy: i32,
        /// Pieces for free.
        get: i32,
    },
    /// So many pieces of a product are free when they are in the cart.
    Gift {
        /// The gift.
        product: ProductId,
        /// How many of it.
        pieces: i32,
    },
}

/// The terms of a promotion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Shown to customers.
    pub title: String,
    /// Any of these makes it apply; none: it applies by itself.
    pub codes: Vec<String>,
    /// What it gives.
    pub effect: Effect,
    /// The most it gives per order, minor units.
    pub most_off: Option<i64>,
    /// Of all its amounts.
    pub currency: Currency,
    /// What the order must be worth before discounts, minor units.
    pub min_subtotal: i64,
    /// How many matching pieces there must be.
    pub min_pieces: i32,
    /// Only for the customer's first order at the merchant.
    pub first_order: bool,
    /// Only these products; with `variants` both empty: everything.
    pub products: Vec<ProductId>,
    /// Only these variants.
    pub variants: Vec<VariantId>,
    /// Only at these stores; empty: at all.
    pub stores: Vec<StoreId>,
    /// From when.
    pub starts_at: DateTime<Utc>,
    /// Until when.
    pub ends_at: Option<DateTime<Utc>>,
    /// Higher goes first.
    pub priority: i32,
    /// Of one group the best one applies; groups combine.
    pub stack_group: String,
    /// It combines with no other: it applies alone, or not at all.
    pub exclusive: bool,
    /// No piece becomes cheaper than this by it, minor units.
    pub floor_price: Option<i64>,
    /// Who pays.
    pub funder: Funder,
    /// The platform's part in basis points, when both pay.
    pub platform_bp: i32,
    /// How many orders may use it.
    pub total_limit: Option<i64>,
    /// How many orders of one customer may use it.
    pub customer_limit: Option<i64>,
    /// What it may give in all, minor units.
    pub budget: Option<i64>,
}

impl Terms {
    /// An effect for everybody, on everything, from a moment on, paid by the merchant.
    #[must_use]
    pub fn plain(effect: Effect, currency: Currency, starts_at: DateTime<Utc>) -> Self {
        Self {
            title: String::new(),
            codes: Vec::new(),
            effect,
            most_off: None,
            currency,
            min_subtotal: 0,
            min_pieces: 1,
            first_order: false,
            products: Vec::new(),
            variants: Vec::new(),
            stores: Vec::new(),
            starts_at,
            ends_at: None,
            priority: 0,
            stack_group: check::GROUP.to_owned(),
            exclusive: false,
            floor_price: None,
            funder: Funder::Merchant,
            platform_bp: 0,
            total_limit: None,
            customer_limit: None,
            budget: None,
        }
    }
    /// How often one customer may use it; a first order happens once.
    #[must_use]
    pub fn per_customer(&self) -> Option<i64> {
        if self.first_order { Some(1) } else { self.customer_limit }
    }
    /// Whether it counts its uses against a limit.
    #[must_use]
    pub fn is_limited(&self) -> bool {
        self.total_limit.is_some() || self.per_customer().is_some() || self.budget.is_some()
    }
    /// The platform's part of a discount, half up.
    #[must_use]
    pub fn platform_part(&self, amount: i64) -> i64 {
        match self.funder {
            Funder::Merchant => 0,
            Funder::Platform => amount,
            Funder::Share => allocate::basis_points(amount, self.platform_bp),
        }
    }
    fn has_amounts(&self) -> bool {
        let amounts = [self.most_off, self.floor_price, self.budget];
        matches!(self.effect, Effect::Amount(_))
            || self.min_subtotal > 0
            || amounts.iter().any(Option::is_some)
    }
    fn matches(&self, line: &Item) -> bool {
        (self.products.is_empty() && self.variants.is_empty())
            || self.products.contains(&line.product_id)
            || self.variants.contains(&line.variant_id)
    }
}

/// A promotion as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promotion {
    /// Whose it is: a merchant's, or the [`PLATFORM`]'s.
    pub owner: TenantId,
    /// Its id.
    pub id: PromotionId,
    /// Counts its changes.
    pub version: i64,
    /// Whether it runs.
    pub running: Running,
    /// Its terms.
    pub terms: Terms,
}

/// A line that promotions look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// The cart's line.
    pub id: LineId,
    /// What is bought.
    pub product_id: ProductId,
    /// Which variant.
    pub variant_id: VariantId,
    /// How many, at least one.
    pub pieces: i32,
    /// Price of one, minor units.
    pub unit_price: i64,
}

impl Item {
    /// What its pieces cost.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.unit_price.saturating_mul(i64::from(self.pieces))
    }
}

/// One store's part of a cart.
#[derive(Clone, Debug)]
pub struct Basket {
    /// The merchant.
    pub tenant_id: TenantId,
    /// The store.
    pub store_id: StoreId,
    /// Of all prices.
    pub currency: Currency,
    /// What is bought.
    pub lines: Vec<Item>,
    /// What bringing it costs, minor units; 0 for what is fetched.
    pub fee: i64,
}

/// A code as it is kept and compared: capitals without spaces around. None: no code can be written so.
#[must_use]
pub fn code(text: &str) -> Option<String> {
    let code = text.trim().to_ascii_uppercase();
    let fine = (3..=32).contains(&code.len())
        && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-' || b == b'_');
    fine.then_some(code)
}
