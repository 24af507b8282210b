//! How a store hands over its orders: fetched or brought, where to, for how much, and at what time.
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use souk_events::{Currency, Point, StoreId, TenantId};
use souk_kit::words;

pub mod address;
pub mod area;
pub mod check;
pub mod slots;

pub use address::Address;
pub use slots::{Hours, Slot};

words! {
    /// How a customer gets an order.
    Mode {
        /// They fetch it.
        Pickup = "pickup",
        /// The merchant brings it.
        Delivery = "delivery",
    }
}

fn yes() -> bool {
    true
}

/// The slots of one mode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Slots {
    /// Length of a slot in minutes.
    #[schema(minimum = 15, maximum = 480, example = 30)]
    pub minutes: i32,
    /// Orders that a slot takes.
    #[schema(minimum = 1, maximum = 1000, example = 6)]
    pub capacity: i32,
    /// Minutes between ordering and the start of the first slot that is offered.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 10_080)]
    pub lead_minutes: i32,
    /// Local time of day from which nothing of the same day is offered any more.
    #[serde(default)]
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", example = "18:00")]
    pub cutoff: Option<String>,
    /// Days after today that are offered.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 14)]
    pub days_ahead: i32,
    /// Days without slots.
    #[serde(default)]
    #[schema(max_items = 60)]
    pub closed: Vec<NaiveDate>,
}

/// What a merchant says about one store. Amounts are minor units of the store's currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Rule {
    /// Customers can fetch orders.
    #[serde(default = "yes")]
    pub pickup: bool,
    /// The merchant brings orders.
    #[serde(default)]
    pub delivery: bool,
    /// Middle of the area, degrees.
    #[serde(default)]
    #[schema(minimum = -90, maximum = 90)]
    pub latitude: Option<f64>,
    /// Middle of the area, degrees.
    #[serde(default)]
    #[schema(minimum = -180, maximum = 180)]
    pub longitude: Option<f64>,
    /// How far around it, metres; 0: only the postal codes count.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 100_000)]
    pub radius_m: i32,
    /// What counts for an address whose position is not known.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub postal_codes: Vec<String>,
    /// What a delivery costs.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 100_000_000)]
    pub fee: i64,
    /// From which worth of the lines on it costs nothing.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 100_000_000_000_i64)]
    pub free_from: Option<i64>,
    /// What the lines must be worth.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 100_000_000_000_i64)]
    pub min_order: i64,
    /// Minutes that a delivery usually takes.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 10_080)]
    pub lead_minutes: i32,
    /// Times to choose from for fetching; none: as soon as possible only.
    #[serde(default)]
    pub pickup_slots: Option<Slots>,
    /// Times to choose from for deliveries.
    #[serde(default)]
    pub delivery_slots: Option<Slots>,
}

impl Default for Rule {
    /// As a store without settings.
    fn default() -> Self {
        Self {
            pickup: true,
            delivery: false,
            latitude: None,
            longitude: None,
            radius_m: 0,
            postal_codes: Vec::new(),
            fee: 0,
            free_from: None,
            min_order: 0,
            lead_minutes: 0,
            pickup_slots: None,
            delivery_slots: None,
        }
    }
}

impl Rule {
    /// Whether orders are handed over so.
    #[must_use]
    pub fn offers(&self, mode: Mode) -> bool {
        match mode {
            Mode::Pickup => self.pickup,
            Mode::Delivery => self.delivery,
        }
    }
    /// What is offered first.
    #[must_use]
    pub fn usual(&self) -> Mode {
        if self.pickup || !self.delivery { Mode::Pickup } else { Mode::Delivery }
    }
    /// The times to choose from.
    #[must_use]
    pub fn slots(&self, mode: Mode) -> Option<&Slots> {
        match mode {
            Mode::Pickup => self.pickup_slots.as_ref(),
            Mode::Delivery => self.delivery_slots.as_ref(),
        }
    }
    /// What bringing lines of this worth costs.
    #[must_use]
    pub fn fee(&self, worth: i64) -> i64 {
        if self.free_from.is_some_and(|from| worth >= from) { 0 } else { self.fee }
    }
    fn centre(&self) -> Option<Point> {
        Some(Point { lat: self.latitude?, lon: self.longitude? }).filter(|_| self.radius_m > 0)
    }
}

/// The rule of a store as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// The merchant.
    pub tenant_id: TenantId,
    /// The store.
    pub store_id: StoreId,
    /// Counts its changes.
    pub version: i64,
    /// Of its amounts.
    pub currency: Currency,
    /// The store's time.
    pub zone: Tz,
    /// What the merchant says.
    pub rule: Rule,
}

/// What a customer chose for one store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// How.
    pub mode: Mode,
    /// The start of the slot; none: as soon as possible.
    pub slot: Option<DateTime<Utc>>,
    /// For whoever brings it, minor units.
    pub tip: i64,
}

impl Default for Choice {
    /// Fetched as soon as possible.
    fn default() -> Self {
        Self { mode: Mode::Pickup, slot: None, tip: 0 }
    }
}

/// The most a tip can be, minor units.
pub const TIP_MAX: i64 = 1_000_000;

/// Why a choice cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not this way, or not this way any more.
    NotOffered,
    /// The store does not bring anything to this address.
    Outside,
    /// Only the position of the address can tell, and it is not known.
    PositionNeeded,
    /// Nobody said where to.
    AddressNeeded,
    /// The lines are worth this much too little, minor units.
    MinimumMissing(i64),
    /// The slot is not offered, or not any more.
    SlotGone,
}

impl Refusal {
    /// The code of the problem.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotOffered => "way_not_offered",
            Self::Outside => "outside_area",
            Self::PositionNeeded => "position_needed",
            Self::AddressNeeded => "address_needed",
            Self::MinimumMissing(_) => "delivery_minimum",
            Self::SlotGone => "slot_gone",
        }
    }
}

/// What a choice means for lines of this worth: the fee and the slot.
///
/// # Errors
/// See [`Refusal`].
pub fn decide(
    terms: Option<&Terms>,
    choice: Choice,
    (worth, currency): (i64, Currency),
    address: Option<&Address>,
    hours: Option<&Hours>,
    now: DateTime<Utc>,
) -> Result<(i64, Option<Slot>), Refusal> {
    let Some(terms) = terms else {
        return if choice.mode == Mode::Pickup && choice.slot.is_none() {
            Ok((0, None))
        } else {
            Err(Refusal::NotOffered)
        };
    };
    let rule = &terms.rule;
    if !rule.offers(choice.mode) {
        return Err(Refusal::NotOffered);
    }
    let mut fee = 0;
    if choice.mode == Mode::Delivery {
        if currency != terms.currency {
            return Err(Refusal::NotOffered);
        }
        area::reaches(rule, address.ok_or(Refusal::AddressNeeded)?)?;
        if worth < rule.min_order {
            return Err(Refusal::MinimumMissing(rule.min_order - worth));
        }
        fee = rule.fee(worth);
    }
    let slot = match (choice.slot, rule.slots(choice.mode)) {
        (None, _) => None,
        (Some(_), None) => return Err(Refusal::SlotGone),
        (Some(at), Some(slots)) => {
            let hours = hours.ok_or(Refusal::SlotGone)?;
            let offered = slots::offered(slots, hours, now);
            Some(offered.into_iter().find(|s| s.start == at).ok_or(Refusal::SlotGone)?)
        }
    };
    Ok((fee, slot))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(rule: Rule) -> Terms {
        Terms {
            tenant_id: TenantId::new(),
            store_id: StoreId::new(),
            version: 1,
            currency: Currency::EUR,
            zone: chrono_tz::Europe::Paris,
            rule,
        }
    }

    #[test]
    fn the_fee_ends_where_delivery_is_free_and_the_minimum_is_asked_first() {
        let rule = Rule {
            delivery: true,
            postal_codes: vec!["13001".into()],
            fee: 390,
            free_from: Some(4000),
            min_order: 1500,
            ..Rule::default()
        };
        let terms = terms(rule);
        let address = Address::read("1 rue", "13001", "Marseille", "", None).unwrap();
        let choice = Choice { mode: Mode::Delivery, ..Choice::default() };
        let ask = |worth| {
            decide(Some(&terms), choice, (worth, Currency::EUR), Some(&address), None, DateTime::UNIX_EPOCH)
        };
        assert_eq!(ask(1499), Err(Refusal::MinimumMissing(1)));
        assert_eq!(ask(1500), Ok((390, None)));
        assert_eq!(ask(4000), Ok((0, None)));
        let jpy = "JPY".parse().unwrap();
        let other = decide(Some(&terms), choice, (5000, jpy), Some(&address), None, DateTime::UNIX_EPOCH);
        assert_eq!(other, Err(Refusal::NotOffered), "a fee in another currency is no fee");
        let nowhere = decide(None, choice, (5000, Currency::EUR), Some(&address), None, DateTime::UNIX_EPOCH);
        assert_eq!(nowhere, Err(Refusal::NotOffered), "a store without settings is fetched from");
    }
}
