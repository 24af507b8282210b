//! The rule a merchant asks for: every field that is wrong is named.
use chrono::NaiveTime;
use souk_events::Point;
use souk_kit::FieldError;

use super::{
    Rule, Slots,
    address::{CODE_MAX, code, on_earth},
};

const AMOUNT_MAX: i64 = 100_000_000_000;
const FEE_MAX: i64 = 100_000_000;
const MINUTES_MAX: i32 = 10_080;

/// Checks and tidies a rule.
///
/// # Errors
/// All fields that are wrong.
pub fn rule(mut asked: Rule) -> Result<Rule, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let mut range = |fine: bool, pointer: &str| {
        if !fine {
            wrong.push(FieldError::new(pointer, "number_range"));
        }
    };
    range((0..=100_000).contains(&asked.radius_m), "/radius_m");
    range((0..=FEE_MAX).contains(&asked.fee), "/fee");
    range(asked.free_from.is_none_or(|n| (0..=AMOUNT_MAX).contains(&n)), "/free_from");
    range((0..=AMOUNT_MAX).contains(&asked.min_order), "/min_order");
    range((0..=MINUTES_MAX).contains(&asked.lead_minutes), "/lead_minutes");
    asked.postal_codes = asked.postal_codes.iter().map(|c| code(c)).filter(|c| !c.is_empty()).collect();
    asked.postal_codes.sort_unstable();
    asked.postal_codes.dedup();
    if asked.postal_codes.len() > 200 || asked.postal_codes.iter().any(|c| c.chars().count() > CODE_MAX) {
        wrong.push(FieldError::new("/postal_codes", "too_many"));
    }
    let centre = match (asked.latitude, asked.longitude) {
        (None, None) => None,
        (Some(lat), Some(lon)) => Some(Point { lat, lon }),
        _ => Some(Point { lat: f64::NAN, lon: f64::NAN }),
    };
    if centre.is_some_and(|p| !on_earth(p)) || (centre.is_none() && asked.radius_m > 0) {
        wrong.push(FieldError::new("/latitude", "position_wrong"));
    }
    if !asked.pickup && !asked.delivery {
        wrong.push(FieldError::new("/pickup", "way_needed"));
    }
    if asked.delivery && asked.radius_m == 0 && asked.postal_codes.is_empty() {
        wrong.push(FieldError::new("/radius_m", "area_needed"));
    }
    for (slots, pointer) in
        [(&mut asked.pickup_slots, "/pickup_slots"), (&mut asked.delivery_slots, "/delivery_slots")]
    {
        if let Some(slots) = slots {
            times(slots, pointer, &mut wrong);
        }
    }
    if wrong.is_empty() { Ok(asked) } else { Err(wrong) }
}

fn times(slots: &mut Slots, at: &str, wrong: &mut Vec<FieldError>) {
    let mut range = |fine: bool, name: &str, code: &'static str| {
        if !fine {
            wrong.push(FieldError::new(format!("{at}/{name}"), code));
        }
    };
    range((15..=480).contains(&slots.minutes), "minutes", "number_range");
    range((1..=1000).contains(&slots.capacity), "capacity", "number_range");
    range((0..=MINUTES_MAX).contains(&slots.lead_minutes), "lead_minutes", "number_range");
    range((0..=14).contains(&slots.days_ahead), "days_ahead", "number_range");
    let cutoff = slots.cutoff.as_deref().is_none_or(|t| NaiveTime::parse_from_str(t, "%H:%M").is_ok());
    range(cutoff, "cutoff", "time_wrong");
    slots.closed.sort_unstable();
    slots.closed.dedup();
    range(slots.closed.len() <= 60, "closed", "too_many");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(asked: Rule) -> Vec<String> {
        rule(asked).unwrap_err().into_iter().map(|e| format!("{} {}", e.pointer, e.code)).collect()
    }

    #[test]
    fn everything_that_is_wrong_is_named() {
        let all = wrong(Rule { pickup: false, fee: -1, latitude: Some(91.0), ..Rule::default() });
        assert_eq!(all, ["/fee number_range", "/latitude position_wrong", "/pickup way_needed"]);
        assert_eq!(wrong(Rule { delivery: true, ..Rule::default() }), ["/radius_m area_needed"]);
        assert_eq!(wrong(Rule { radius_m: 500, ..Rule::default() }), ["/latitude position_wrong"]);
        let slots = Slots {
            minutes: 5,
            capacity: 0,
            lead_minutes: 0,
            cutoff: Some("25:00".into()),
            days_ahead: 15,
            closed: Vec::new(),
        };
        assert_eq!(wrong(Rule { pickup_slots: Some(slots), ..Rule::default() }).len(), 4);
    }

    #[test]
    fn postal_codes_are_kept_as_they_are_compared() {
        let kept = rule(Rule { postal_codes: vec!["13 002 ".into(), "13002".into()], ..Rule::default() });
        assert_eq!(kept.unwrap().postal_codes, ["13002"]);
    }
}
