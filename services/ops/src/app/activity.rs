//! What happened on the platform in the last days.
use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Serialize;
use souk_events::{Currency, Money};
use souk_kit::Problem;

use super::record::OPERATOR;
use crate::{
    State,
    store::activity::{self, Orders, Refunded, Sellers},
};

/// Days that are shown, today included.
const DAYS: u64 = 30;

/// Orders of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Day {
    /// The day, in UTC.
    pub day: NaiveDate,
    /// Orders placed.
    pub placed: i64,
    /// How many of those were cancelled or refused since.
    pub ended: i64,
}

/// Sums in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Sum {
    /// What was ordered.
    pub placed: Money,
    /// What of it was cancelled or refused since.
    pub ended: Money,
    /// What the shops took off the others since.
    pub reduced: Money,
    /// What was given back of what customers had paid online, for orders of whatever day.
    pub refunded: Money,
    /// Orders placed.
    pub orders: i64,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Activity {
    /// Merchants with orders.
    pub merchants: i64,
    /// Stores with orders.
    pub stores: i64,
    /// Merchants who opened a shop, with or without orders.
    pub opened: i64,
    /// Every day, the oldest first.
    pub days: Vec<Day>,
    /// By currency, the one with most orders first.
    pub sums: Vec<Sum>,
}

/// Counts what the event log knows.
///
/// # Errors
/// The database.
pub async fn activity(state: &State) -> Result<Activity, Problem> {
    let now = state.clock.now();
    let first = first_day(now);
    let since = first.and_hms_opt(0, 0, 0).map_or(now, |start| start.and_utc());
    let (orders, refunded, sellers) = state
        .db
        .read(OPERATOR, async |conn| {
            let orders = activity::orders(conn, since).await?;
            let refunded = activity::refunded(conn, since).await?;
            Ok::<_, Problem>((orders, refunded, activity::sellers(conn, since).await?))
        })
        .await?;
    Ok(sum_up(first, &orders, &refunded, sellers))
}

/// Sums of one currency, minor units.
#[derive(Default)]
struct Minor {
    placed: i64,
    ended: i64,
    reduced: i64,
    refunded: i64,
    orders: i64,
}

fn first_day(now: DateTime<Utc>) -> NaiveDate {
    let today = now.date_naive();
    today.checked_sub_days(Days::new(DAYS - 1)).unwrap_or(today)
}

fn sum_up(first: NaiveDate, orders: &[Orders], refunded: &[Refunded], sellers: Sellers) -> Activity {
    let count = |rows: &mut dyn Iterator<Item = &Orders>| rows.map(|row| row.orders).sum::<i64>();
    let days = first.iter_days().take(usize::try_from(DAYS).unwrap_or(30)).map(|day| Day {
        day,
        placed: count(&mut orders.iter().filter(|row| row.day == day)),
        ended: count(&mut orders.iter().filter(|row| row.day == day && row.ended)),
    });
    let mut by_currency: BTreeMap<&str, Minor> = BTreeMap::new();
    for row in orders {
        let sum = by_currency.entry(&row.currency).or_default();
        let (ended, reduced) = if row.ended { (row.amount, 0) } else { (0, row.reduced) };
        sum.placed = sum.placed.saturating_add(row.amount);
        sum.ended = sum.ended.saturating_add(ended);
        sum.reduced = sum.reduced.saturating_add(reduced);
        sum.orders = sum.orders.saturating_add(row.orders);
    }
    for row in refunded {
        let sum = by_currency.entry(&row.currency).or_default();
        sum.refunded = sum.refunded.saturating_add(row.amount);
    }
    let sums = by_currency.into_iter().filter_map(|(code, sum)| {
        let currency: Currency = code.parse().ok()?;
        let money = |minor| Money::new(minor, currency);
        Some(Sum {
            placed: money(sum.placed),
            ended: money(sum.ended),
            reduced: money(sum.reduced),
            refunded: money(sum.refunded),
            orders: sum.orders,
        })
    });
    let mut sums: Vec<_> = sums.collect();
    sums.sort_by_key(|sum| std::cmp::Reverse(sum.orders));
    let Sellers { merchants, stores, opened } = sellers;
    Activity { merchants, stores, opened, days: days.collect(), sums }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_without_orders_count_nothing_and_currencies_stay_apart() {
        let day = |n| NaiveDate::from_ymd_opt(2026, 11, n).unwrap();
        let row = |n, currency: &str, ended, orders, amount| Orders {
            day: day(n),
            currency: currency.into(),
            ended,
            orders,
            amount,
            reduced: 100,
        };
        let orders =
            [row(2, "EUR", false, 2, 3000), row(2, "EUR", true, 1, 500), row(3, "MAD", false, 9, 900)];
        let back = [Refunded { currency: "USD".into(), amount: 70 }];
        let seen = sum_up(day(1), &orders, &back, Sellers { merchants: 2, stores: 3, opened: 5 });
        assert_eq!(seen.days.len(), 30);
        let counts: Vec<_> = seen.days.iter().take(3).map(|d| (d.placed, d.ended)).collect();
        assert_eq!(counts, [(0, 0), (3, 1), (9, 0)]);
        let sums: Vec<_> =
            seen.sums.iter().map(|s| (s.placed.currency.code(), s.placed.amount, s.ended.amount)).collect();
        let less: Vec<_> = seen.sums.iter().map(|s| (s.reduced.amount, s.refunded.amount)).collect();
        assert_eq!(less, [(100, 0), (100, 0), (0, 70)], "what ended is not taken off twice");
        assert_eq!(sums, [("MAD", 900, 0), ("EUR", 3500, 500), ("USD", 0, 0)]);
    }
}
