//! What a merchant sets for its lives: bounds, and what holds while nothing is set.
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use souk_events::Currency;
use souk_kit::{FieldError, words};
use utoipa::ToSchema;

use super::{
    deposit::{self, ExpiryPolicy, Kind, Mode, OnRejected},
    grammar::shelf::UnknownCodes,
    reservation::{Partial, Rules},
};

/// The largest delivery fee, in minor units.
const FEE_MAX: i64 = 100_000_000;
/// Most characters of how to pay a deposit.
const INSTRUCTIONS: usize = 200;
/// How long after its end a hold may still be confirmed.
const LATE: TimeDelta = TimeDelta::minutes(30);

words! {
    /// Who has a piece of stock.
    HoldPolicy {
        /// Whoever holds it.
        Blocking = "blocking",
        /// Whoever confirms first.
        FirstPaid = "first_paid_first_served",
    }
}

words! {
    /// What becomes of a code that the seller did not announce.
    UnknownCodePolicy {
        /// It is refused.
        Strict = "strict",
        /// It is taken when its label is printed.
        Labels = "labels",
        /// It is taken when its letters have a price.
        Open = "open",
    }
}

words! {
    /// What becomes of a wish for more than there is.
    PartialFill {
        /// What there is is held, the rest waits.
        HoldAndQueue = "hold_and_queue",
        /// What there is is held.
        HoldOnly = "hold_only",
        /// All of it waits.
        Refuse = "refuse",
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_on(on: &bool) -> bool {
    *on
}

/// How a merchant's lives go. What is left out is as it is by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Of the delivery fee, ISO 4217. A store that sells in another currency charges none.
    #[schema(pattern = "^[A-Z]{3}$", example = "EUR")]
    pub currency: String,
    /// Flat, once per order, in minor units.
    #[schema(minimum = 0, maximum = 100_000_000)]
    pub delivery_fee: i64,
    /// Minutes of a hold.
    #[schema(minimum = 1, maximum = 60)]
    pub ttl_soft_min: i64,
    /// Minutes of a hold that is locked; also half of the longest that staff can make one.
    #[schema(minimum = 1, maximum = 120)]
    pub ttl_locked_min: i64,
    /// Minutes before the end of a hold at which its customer is reminded.
    #[schema(minimum = 1, maximum = 30)]
    pub reminder_before_min: i64,
    /// Milliseconds after its end during which a hold is still not taken away.
    #[schema(minimum = 0, maximum = 10_000)]
    pub expiry_grace_ms: i64,
    /// Minutes without activity after which a live ends.
    #[schema(minimum = 5, maximum = 240)]
    pub t_inactive_min: i64,
    /// Who has a piece of stock.
    pub hold_policy: HoldPolicy,
    /// There are queues.
    pub waitlist_enabled: bool,
    /// Most people in one.
    #[schema(minimum = 0, maximum = 500)]
    pub waitlist_max: i64,
    /// Most holds of one customer.
    #[schema(minimum = 1, maximum = 20)]
    pub max_live_holds_per_customer: i64,
    /// What becomes of a code that the seller did not announce.
    pub unknown_code_policy: UnknownCodePolicy,
    /// What becomes of a wish for more than there is.
    pub partial_fill: PartialFill,
    /// For half an hour after its end a hold may still be confirmed while the piece is free.
    pub late_confirm_if_free: bool,
    /// Sellers who were invited set prices of letters and the delivery fee too; owners and managers always do. Left out
    /// where it is so by itself, because programs of the release before know no such word.
    #[serde(skip_serializing_if = "is_on")]
    pub seller_can_configure: bool,
    /// When a deposit is asked for.
    pub deposit_mode: Mode,
    /// Total above which there is no order without one, in minor units, when it is required.
    #[schema(minimum = 0, maximum = 100_000_000)]
    pub deposit_above: i64,
    /// How its amount is said.
    pub deposit_kind: Kind,
    /// Percent (1 to 100), or minor units.
    #[schema(minimum = 1, maximum = 100_000_000)]
    pub deposit_amount: i64,
    /// How to pay it. While it is empty nobody is asked for one.
    #[schema(max_length = 200)]
    pub deposit_instructions: String,
    /// What becomes of a hold whose proof nobody looked at.
    pub deposit_expiry_policy: ExpiryPolicy,
    /// Hours for which such a hold stays.
    #[schema(minimum = 1, maximum = 72)]
    pub deposit_review_max_h: i64,
    /// What becomes of an order whose proof was refused.
    pub on_deposit_rejected: OnRejected,
    /// From so many holds of a live that ran out, its customer must pay a deposit; 0: never.
    #[schema(minimum = 0, maximum = 20)]
    pub deposit_after_expired: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            currency: Currency::EUR.to_string(),
            delivery_fee: 0,
            ttl_soft_min: 5,
            ttl_locked_min: 15,
            reminder_before_min: 2,
            expiry_grace_ms: 2_000,
            t_inactive_min: 45,
            hold_policy: HoldPolicy::Blocking,
            waitlist_enabled: true,
            waitlist_max: 50,
            max_live_holds_per_customer: 5,
            unknown_code_policy: UnknownCodePolicy::Labels,
            partial_fill: PartialFill::HoldAndQueue,
            late_confirm_if_free: true,
            seller_can_configure: true,
            deposit_mode: Mode::Recommended,
            deposit_above: 0,
            deposit_kind: Kind::Percent,
            deposit_amount: 30,
            deposit_instructions: String::new(),
            deposit_expiry_policy: ExpiryPolicy::KeepUntilReview,
            deposit_review_max_h: 24,
            on_deposit_rejected: OnRejected::KeepPayOnDelivery,
            deposit_after_expired: 3,
        }
    }
}

impl Settings {
    /// Checks all bounds.
    ///
    /// # Errors
    /// All fields that are wrong.
    pub fn check(mut self) -> Result<Self, Vec<FieldError>> {
        self.deposit_instructions = self.deposit_instructions.trim().to_owned();
        let most = if self.deposit_kind == Kind::Percent { 100 } else { FEE_MAX };
        let bounds = [
            ("delivery_fee", self.delivery_fee, 0, FEE_MAX),
            ("ttl_soft_min", self.ttl_soft_min, 1, 60),
            ("ttl_locked_min", self.ttl_locked_min, self.ttl_soft_min, 120),
            ("reminder_before_min", self.reminder_before_min, 1, 30),
            ("expiry_grace_ms", self.expiry_grace_ms, 0, 10_000),
            ("t_inactive_min", self.t_inactive_min, 5, 240),
            ("waitlist_max", self.waitlist_max, 0, 500),
            ("max_live_holds_per_customer", self.max_live_holds_per_customer, 1, 20),
            ("deposit_above", self.deposit_above, 0, FEE_MAX),
            ("deposit_amount", self.deposit_amount, 1, most),
            ("deposit_review_max_h", self.deposit_review_max_h, 1, 72),
            ("deposit_after_expired", self.deposit_after_expired, 0, 20),
        ];
        let outside = bounds.into_iter().filter(|(_, value, least, most)| value < least || value > most);
        let mut wrong: Vec<FieldError> =
            outside.map(|(name, ..)| FieldError::new(format!("/{name}"), "number_range")).collect();
        if self.currency.parse::<Currency>().is_err() {
            wrong.push(FieldError::new("/currency", "currency_wrong"));
        }
        let unsaid = self.deposit_mode == Mode::RequiredAbove && self.deposit_instructions.is_empty();
        if unsaid || self.deposit_instructions.chars().count() > INSTRUCTIONS {
            wrong.push(FieldError::new("/deposit_instructions", "instructions_wrong"));
        }
        if wrong.is_empty() { Ok(self) } else { Err(wrong) }
    }

    /// What holds need of it, in a store that sells in a currency.
    #[must_use]
    pub fn rules(&self, currency: Currency) -> Rules {
        Rules {
            soft: TimeDelta::minutes(self.ttl_soft_min),
            locked: TimeDelta::minutes(self.ttl_locked_min),
            reminder_before: TimeDelta::minutes(self.reminder_before_min),
            grace: TimeDelta::milliseconds(self.expiry_grace_ms),
            blocking: self.hold_policy == HoldPolicy::Blocking,
            queue_max: self.waitlist_enabled.then_some(self.waitlist_max),
            max_holds: self.max_live_holds_per_customer,
            partial: match self.partial_fill {
                PartialFill::HoldAndQueue => Partial::HoldAndQueue,
                PartialFill::HoldOnly => Partial::HoldOnly,
                PartialFill::Refuse => Partial::Refuse,
            },
            late: self.late_confirm_if_free.then_some(LATE),
            inactive: TimeDelta::minutes(self.t_inactive_min),
            delivery_fee: if self.currency == currency.code() { self.delivery_fee } else { 0 },
        }
    }

    /// What is asked for before, in a store that sells in a currency: amounts of another one count for nothing.
    #[must_use]
    pub fn deposits(&self, currency: Currency) -> deposit::Rules {
        let amounts = self.deposit_kind == Kind::Fixed || self.deposit_mode == Mode::RequiredAbove;
        let foreign = amounts && self.currency != currency.code();
        let keep = self.deposit_expiry_policy == ExpiryPolicy::KeepUntilReview;
        deposit::Rules {
            mode: if foreign { Mode::Off } else { self.deposit_mode },
            above: self.deposit_above,
            kind: self.deposit_kind,
            amount: self.deposit_amount,
            instructions: self.deposit_instructions.clone(),
            review: keep.then(|| TimeDelta::hours(self.deposit_review_max_h)),
            cancels: self.on_deposit_rejected == OnRejected::CancelOrder,
            after_expired: self.deposit_after_expired,
        }
    }

    /// What becomes of codes that the seller did not announce.
    #[must_use]
    pub fn unknown_codes(&self) -> UnknownCodes {
        match self.unknown_code_policy {
            UnknownCodePolicy::Strict => UnknownCodes::Strict,
            UnknownCodePolicy::Labels => UnknownCodes::Labels,
            UnknownCodePolicy::Open => UnknownCodes::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_set_is_what_holds_go_by() {
        let settings = Settings::default();
        assert_eq!(settings.rules(Currency::EUR), Rules::default());
        assert_eq!(settings.clone().check(), Ok(settings));
    }

    #[test]
    fn every_bound_is_named() {
        let settings = Settings {
            currency: "euro".into(),
            delivery_fee: -1,
            ttl_soft_min: 61,
            ttl_locked_min: 60,
            reminder_before_min: 0,
            expiry_grace_ms: 10_001,
            t_inactive_min: 4,
            waitlist_max: 501,
            max_live_holds_per_customer: 0,
            ..Settings::default()
        };
        let wrong = settings.check().unwrap_err();
        let pointers: Vec<&str> = wrong.iter().map(|e| e.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            [
                "/delivery_fee",
                "/ttl_soft_min",
                "/ttl_locked_min",
                "/reminder_before_min",
                "/expiry_grace_ms",
                "/t_inactive_min",
                "/waitlist_max",
                "/max_live_holds_per_customer",
                "/currency",
            ]
        );
    }

    #[test]
    fn a_fee_in_another_currency_is_not_charged() {
        let settings = Settings { delivery_fee: 500, waitlist_enabled: false, ..Settings::default() };
        assert_eq!(settings.rules(Currency::EUR).delivery_fee, 500);
        assert_eq!(settings.rules("XOF".parse().unwrap()).delivery_fee, 0);
        assert_eq!(settings.rules(Currency::EUR).queue_max, None);
    }
}
