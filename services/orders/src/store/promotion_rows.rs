//! A promotion between its row and its terms.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use souk_events::{Currency, ProductId, PromotionId, StoreId, TenantId, VariantId};

use crate::{
    domain::promotion::{Effect, Funder, Promotion, Running, Terms},
    schema::promotion,
};

/// A promotion.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = promotion, primary_key(tenant_id, id), treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct PromotionRow {
    /// The merchant.
    pub tenant_id: TenantId,
    /// Its id.
    pub id: PromotionId,
    /// See [`Running`].
    pub running: String,
    /// Shown to customers.
    pub title: String,
    /// Which effect.
    pub effect: String,
    /// Of `percent`.
    pub percent_bp: Option<i32>,
    /// Of `amount`.
    pub amount: Option<i64>,
    /// Of `buy_get`.
    pub buy: Option<i32>,
    /// Free pieces of `buy_get` and `gift`.
    pub free: Option<i32>,
    /// Of `gift`.
    pub gift: Option<ProductId>,
    /// The most it gives per order.
    pub most_off: Option<i64>,
    /// Of all its amounts.
    pub currency: String,
    /// What the order must be worth.
    pub min_subtotal: i64,
    /// How many matching pieces there must be.
    pub min_pieces: i32,
    /// Only for a first order.
    pub first_order: bool,
    /// Only these.
    pub products: Vec<ProductId>,
    /// Only these.
    pub variants: Vec<VariantId>,
    /// Only there.
    pub stores: Vec<StoreId>,
    /// From when.
    pub starts_at: DateTime<Utc>,
    /// Until when.
    pub ends_at: Option<DateTime<Utc>>,
    /// Higher goes first.
    pub priority: i32,
    /// One of a group applies.
    pub stack_group: String,
    /// See [`Funder`].
    pub funder: String,
    /// The platform's part.
    pub platform_bp: i32,
    /// How many orders may use it.
    pub total_limit: Option<i64>,
    /// How many orders of one customer may use it.
    pub customer_limit: Option<i64>,
    /// What it may give in all.
    pub budget: Option<i64>,
    /// No piece becomes cheaper by it.
    pub floor_price: Option<i64>,
    /// It applies alone.
    pub exclusive: bool,
    /// Counts its changes.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl PromotionRow {
    /// The row of new terms.
    #[must_use]
    pub fn new(tenant: TenantId, id: PromotionId, terms: &Terms, now: DateTime<Utc>) -> Self {
        let none = (None, None, None, None, None);
        let (effect, (percent_bp, amount, buy, free, gift)) = match terms.effect {
            Effect::Percent(bp) => ("percent", (Some(bp), None, None, None, None)),
            Effect::Amount(minor) => ("amount", (None, Some(minor), None, None, None)),
            Effect::FreeDelivery => ("free_delivery", none),
            Effect::BuyGet { buy, get } => ("buy_get", (None, None, Some(buy), Some(get), None)),
            Effect::Gift { product, pieces } => ("gift", (None, None, None, Some(pieces), Some(product))),
        };
        Self {
            tenant_id: tenant,
            id,
            running: Running::Active.as_str().into(),
            title: terms.title.clone(),
            effect: effect.into(),
            percent_bp,
            amount,
            buy,
            free,
            gift,
            most_off: terms.most_off,
            currency: terms.currency.code().into(),
            min_subtotal: terms.min_subtotal,
            min_pieces: terms.min_pieces,
            first_order: terms.first_order,
            products: terms.products.clone(),
            variants: terms.variants.clone(),
            stores: terms.stores.clone(),
            starts_at: terms.starts_at,
            ends_at: terms.ends_at,
            priority: terms.priority,
            stack_group: terms.stack_group.clone(),
            funder: terms.funder.as_str().into(),
            platform_bp: terms.platform_bp,
            total_limit: terms.total_limit,
            customer_limit: terms.customer_limit,
            budget: terms.budget,
            floor_price: terms.floor_price,
            exclusive: terms.exclusive,
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }

    /// Whether it runs.
    #[must_use]
    pub fn running(&self) -> Running {
        Running::parse(&self.running).unwrap_or(Running::Ended)
    }

    fn effect(&self) -> Option<Effect> {
        Some(match self.effect.as_str() {
            "percent" => Effect::Percent(self.percent_bp?),
            "amount" => Effect::Amount(self.amount?),
            "free_delivery" => Effect::FreeDelivery,
            "buy_get" => Effect::BuyGet { buy: self.buy?, get: self.free? },
            "gift" => Effect::Gift { product: self.gift?, pieces: self.free? },
            _ => return None,
        })
    }

    /// The promotion with its codes. None: a later release wrote what this one does not know.
    #[must_use]
    pub fn promotion(self, codes: Vec<String>) -> Option<Promotion> {
        let (effect, running) = (self.effect()?, self.running());
        let terms = Terms {
            title: self.title,
            codes,
            effect,
            most_off: self.most_off,
            currency: self.currency.parse::<Currency>().ok()?,
            min_subtotal: self.min_subtotal,
            min_pieces: self.min_pieces,
            first_order: self.first_order,
            products: self.products,
            variants: self.variants,
            stores: self.stores,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            priority: self.priority,
            stack_group: self.stack_group,
            funder: Funder::parse(&self.funder)?,
            platform_bp: self.platform_bp,
            total_limit: self.total_limit,
            customer_limit: self.customer_limit,
            budget: self.budget,
            floor_price: self.floor_price,
            exclusive: self.exclusive,
        };
        Some(Promotion { owner: self.tenant_id, id: self.id, version: self.version, running, terms })
    }
}
