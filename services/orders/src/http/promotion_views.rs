//! Promotions as JSON has them: what a merchant asks for, and how they stand.
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{Currency, Money, ProductId, PromotionId, StoreId, TenantId, VariantId};
use souk_kit::Problem;

use crate::{
    app::promotions::Offer,
    domain::promotion::{Effect, Funder, Running, Terms, check},
};

/// What a promotion gives.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum EffectBody {
    /// A part of the price.
    Percent {
        /// Basis points: 1000 is ten per cent.
        #[schema(minimum = 1, maximum = 10_000)]
        percent_bp: i32,
    },
    /// An amount.
    Amount {
        /// Minor units.
        #[schema(minimum = 1, maximum = 100_000_000_000_i64)]
        amount: i64,
    },
    /// No delivery fee; nothing for an order that is fetched.
    FreeDelivery {},
    /// Of every `buy + get` matching pieces the cheapest `get` are free.
    BuyGet {
        /// Pieces to pay.
        #[schema(minimum = 1, maximum = 99)]
        buy: i32,
        /// Pieces for free.
        #[schema(minimum = 1, maximum = 99)]
        get: i32,
    },
    /// Pieces of a product that are free when they are in the cart.
    Gift {
        /// The gift.
        product_id: ProductId,
        /// How many of it.
        #[schema(minimum = 1, maximum = 99)]
        pieces: i32,
    },
}

impl From<EffectBody> for Effect {
    fn from(body: EffectBody) -> Self {
        match body {
            EffectBody::Percent { percent_bp } => Self::Percent(percent_bp),
            EffectBody::Amount { amount } => Self::Amount(amount),
            EffectBody::FreeDelivery {} => Self::FreeDelivery,
            EffectBody::BuyGet { buy, get } => Self::BuyGet { buy, get },
            EffectBody::Gift { product_id, pieces } => Self::Gift { product: product_id, pieces },
        }
    }
}

impl From<Effect> for EffectBody {
    fn from(effect: Effect) -> Self {
        match effect {
            Effect::Percent(percent_bp) => Self::Percent { percent_bp },
            Effect::Amount(amount) => Self::Amount { amount },
            Effect::FreeDelivery => Self::FreeDelivery {},
            Effect::BuyGet { buy, get } => Self::BuyGet { buy, get },
            Effect::Gift { product, pieces } => Self::Gift { product_id: product, pieces },
        }
    }
}

/// What a merchant asks for. Amounts are minor units of the currency.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PromotionWish {
    /// Shown to customers.
    #[schema(
        min_length = 1,
        max_length = 80,
        pattern = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$",
        example = "Bienvenue"
    )]
    title: String,
    /// Any of these makes it apply; none: it applies by itself.
    #[serde(default)]
    #[schema(max_items = 20)]
    codes: Vec<String>,
    effect: EffectBody,
    /// Left out: what the first store sells in.
    #[serde(default)]
    #[schema(value_type = Option<String>, pattern = "^[A-Z]{3}$", example = "EUR")]
    currency: Option<Currency>,
    /// The most it gives per order.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 100_000_000_000_i64)]
    most_off: Option<i64>,
    /// What the order must be worth before discounts.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 100_000_000_000_i64)]
    min_subtotal: i64,
    /// How many matching pieces there must be.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 99)]
    min_pieces: i32,
    /// Only for the customer's first order at the merchant.
    #[serde(default)]
    first_order: bool,
    /// Only these products; with `variants` both empty: everything.
    #[serde(default)]
    #[schema(max_items = 100)]
    products: Vec<ProductId>,
    /// Only these variants.
    #[serde(default)]
    #[schema(max_items = 100)]
    variants: Vec<VariantId>,
    /// Only at these stores; empty: at all.
    #[serde(default)]
    #[schema(max_items = 100)]
    stores: Vec<StoreId>,
    /// Left out: from now on.
    #[serde(default)]
    starts_at: Option<DateTime<Utc>>,
    /// Left out: until it is ended.
    #[serde(default)]
    ends_at: Option<DateTime<Utc>>,
    /// Groups of a higher one go first.
    #[serde(default)]
    #[schema(minimum = -1000, maximum = 1000)]
    priority: i32,
    /// Of one group the best one applies, groups combine; left out: `main`.
    #[serde(default)]
    #[schema(max_length = 30)]
    stack_group: String,
    /// How many orders may use it.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 1_000_000_000)]
    total_limit: Option<i64>,
    /// How many orders of one customer may use it.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 1_000_000_000)]
    customer_limit: Option<i64>,
    /// What it may give in all; a discount that is more than what is left of it is not given.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 100_000_000_000_i64)]
    budget: Option<i64>,
    /// No piece becomes cheaper than this by it.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 100_000_000_000_i64)]
    floor_price: Option<i64>,
    /// It combines with no other: it applies alone where it gives more than the others together.
    #[serde(default)]
    exclusive: bool,
    /// The platform's part in basis points of a promotion of the platform that merchants share; only there, and with
    /// their stores named. Left out: who makes it pays it.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 9_999)]
    platform_bp: Option<i32>,
}

impl PromotionWish {
    /// The currency, when it is named.
    #[must_use]
    pub fn currency(&self) -> Option<Currency> {
        self.currency
    }

    /// Checks everything.
    ///
    /// # Errors
    /// 422 with every field that is wrong.
    pub fn read(self, owner: TenantId, currency: Currency, now: DateTime<Utc>) -> Result<Terms, Problem> {
        let asked = Terms {
            title: self.title,
            codes: self.codes,
            most_off: self.most_off,
            min_subtotal: self.min_subtotal,
            min_pieces: self.min_pieces,
            first_order: self.first_order,
            products: self.products,
            variants: self.variants,
            stores: self.stores,
            ends_at: self.ends_at,
            priority: self.priority,
            stack_group: self.stack_group,
            total_limit: self.total_limit,
            customer_limit: self.customer_limit,
            budget: self.budget,
            floor_price: self.floor_price,
            exclusive: self.exclusive,
            funder: self.platform_bp.map_or(Funder::Platform, |_| Funder::Share),
            platform_bp: self.platform_bp.unwrap_or_default(),
            ..Terms::plain(self.effect.into(), currency, self.starts_at.unwrap_or(now))
        };
        check::terms(asked, owner).map_err(Problem::fields)
    }
}

/// A promotion as it stands.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PromotionView {
    id: PromotionId,
    title: String,
    state: Running,
    codes: Vec<String>,
    effect: EffectBody,
    #[schema(value_type = String, pattern = "^[A-Z]{3}$", example = "EUR")]
    currency: Currency,
    most_off: Option<i64>,
    min_subtotal: i64,
    min_pieces: i32,
    first_order: bool,
    products: Vec<ProductId>,
    variants: Vec<VariantId>,
    stores: Vec<StoreId>,
    starts_at: DateTime<Utc>,
    ends_at: Option<DateTime<Utc>>,
    priority: i32,
    stack_group: String,
    /// Who pays for it.
    funder: Funder,
    /// The platform's part when both pay, basis points.
    platform_bp: i32,
    total_limit: Option<i64>,
    customer_limit: Option<i64>,
    /// What it may give in all.
    budget: Option<i64>,
    floor_price: Option<i64>,
    /// Whether it applies alone.
    exclusive: bool,
    /// How many orders use it; those that ended early do not count.
    used: i64,
    /// What it takes off these orders.
    given: Money,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl PromotionView {
    /// As its merchant sees it.
    ///
    /// # Errors
    /// A promotion that a later release wrote.
    pub fn new(offer: Offer) -> Result<Self, Problem> {
        let Offer { row, codes, used, given } = offer;
        let (version, created_at, updated_at) = (row.version, row.created_at, row.updated_at);
        let unreadable = || Problem::internal("a promotion of a later release");
        let promotion = row.promotion(codes).ok_or_else(unreadable)?;
        let terms = promotion.terms;
        Ok(Self {
            id: promotion.id,
            title: terms.title,
            state: promotion.running,
            codes: terms.codes,
            effect: terms.effect.into(),
            currency: terms.currency,
            most_off: terms.most_off,
            min_subtotal: terms.min_subtotal,
            min_pieces: terms.min_pieces,
            first_order: terms.first_order,
            products: terms.products,
            variants: terms.variants,
            stores: terms.stores,
            starts_at: terms.starts_at,
            ends_at: terms.ends_at,
            priority: terms.priority,
            stack_group: terms.stack_group,
            funder: terms.funder,
            platform_bp: terms.platform_bp,
            total_limit: terms.total_limit,
            customer_limit: terms.customer_limit,
            budget: terms.budget,
            floor_price: terms.floor_price,
            exclusive: terms.exclusive,
            used,
            given: Money::new(given, terms.currency),
            version,
            created_at,
            updated_at,
        })
    }
}
