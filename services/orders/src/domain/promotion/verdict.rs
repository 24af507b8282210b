//! Why a promotion applied, or why not: a code and its arguments, which screens and problems put into words.
use chrono::{DateTime, Utc};
use souk_events::{ProductId, PromotionId};

/// What became of a promotion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It took this much off, minor units.
    Applied(i64),
    /// It begins later.
    NotStarted(DateTime<Utc>),
    /// It is over.
    Over,
    /// The merchant stopped it for a while.
    Paused,
    /// It is for other stores of the merchant.
    OtherStore,
    /// Its amounts are in another currency.
    OtherCurrency,
    /// The customer ordered before.
    NotFirstOrder,
    /// All its uses are gone.
    UsedUp,
    /// What it may give in all is nearly or wholly given: this discount would be more than is left.
    BudgetSpent,
    /// The customer used it as often as one may.
    UsedByYou,
    /// The order is worth this much too little, minor units.
    MinimumMissing(i64),
    /// Nothing in the cart is part of it.
    NoMatch,
    /// So many matching pieces are missing.
    TooFew(i32),
    /// Orders are only fetched: there is no fee to waive.
    NoDelivery,
    /// The gift is not in the cart.
    GiftMissing(ProductId),
    /// Another promotion gives more: of its group, or one that does not combine.
    Beaten(String),
    /// Other promotions left nothing to take off.
    NothingLeft,
    /// No shop of the cart has this code.
    Unknown,
}

impl Verdict {
    /// The stable code; the text key is `field-<code>`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Applied(_) => "promo_applied",
            Self::NotStarted(_) => "promo_not_started",
            Self::Over => "promo_over",
            Self::Paused => "promo_paused",
            Self::OtherStore => "promo_other_store",
            Self::OtherCurrency => "promo_other_currency",
            Self::NotFirstOrder => "promo_not_first_order",
            Self::UsedUp => "promo_used_up",
            Self::BudgetSpent => "promo_budget_spent",
            Self::UsedByYou => "promo_used_by_you",
            Self::MinimumMissing(_) => "promo_minimum_missing",
            Self::NoMatch => "promo_no_match",
            Self::TooFew(_) => "promo_too_few",
            Self::NoDelivery => "promo_no_delivery",
            Self::GiftMissing(_) => "promo_gift_missing",
            Self::Beaten(_) => "promo_beaten",
            Self::NothingLeft => "promo_nothing_left",
            Self::Unknown => "promo_unknown",
        }
    }

    /// All codes, for the texts.
    pub const CODES: [&'static str; 18] = [
        "promo_applied",
        "promo_not_started",
        "promo_over",
        "promo_paused",
        "promo_other_store",
        "promo_other_currency",
        "promo_not_first_order",
        "promo_used_up",
        "promo_budget_spent",
        "promo_used_by_you",
        "promo_minimum_missing",
        "promo_no_match",
        "promo_too_few",
        "promo_no_delivery",
        "promo_gift_missing",
        "promo_beaten",
        "promo_nothing_left",
        "promo_unknown",
    ];

    /// Whether a customer who entered no code is told: what applied, and what is nearly there.
    #[must_use]
    pub fn is_worth_saying(&self) -> bool {
        matches!(self, Self::Applied(_) | Self::MinimumMissing(_) | Self::TooFew(_) | Self::GiftMissing(_))
    }

    /// Whether somebody who entered its code gets what was promised, or more.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        matches!(self, Self::Applied(_) | Self::Beaten(_))
    }
}

/// What became of one promotion in one store's part of a cart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Which; none for a code that nobody has.
    pub promotion: Option<PromotionId>,
    /// Its title.
    pub title: String,
    /// The code that was entered for it.
    pub code: Option<String>,
    /// What became of it.
    pub verdict: Verdict,
}
