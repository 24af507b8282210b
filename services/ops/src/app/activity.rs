//! What happened on the platform in the last days.
use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Serialize;
use souk_events::{Currency, Money};
use souk_kit::Problem;

use super::record::OPERATOR;
use crate::{
    State,
    store::activity::{self, Orders, Sellers},
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
    let (orders, sellers) = state
        .db
        .read(OPERATOR, async |conn| {
            let orders = activity::orders(conn, since).await?;
            Ok::<_, Problem>((orders, activity::sellers(conn, since).await?))
        })
        .await?;
    Ok(sum_up(first, &orders, sellers))
}

fn first_day(now: DateTime<Utc>) -> NaiveDate {
    let today = now.date_naive();
    today.checked_sub_days(Days::new(DAYS - 1)).unwrap_or(today)
}

fn sum_up(first: NaiveDate, orders: &[Orders], sellers: Sellers) -> Activity {
    let count = |rows: &mut dyn Iterator<Item = &Orders>| rows.map(|row| row.orders).sum::<i64>();
    let days = first.iter_days().take(usize::try_from(DAYS).unwrap_or(30)).map(|day| Day {
        day,
        placed: count(&mut orders.iter().filter(|row| row.day == day)),
        ended: count(&mut orders.iter().filter(|row| row.day == day && row.ended)),
    });
    let mut by_currency: BTreeMap<&str, (i64, i64, i64)> = BTreeMap::new();
    for row in orders {
        let sum = by_currency.entry(&row.currency).or_default();
        sum.0 = sum.0.saturating_add(row.amount);
        sum.1 = sum.1.saturating_add(if row.ended { row.amount } else { 0 });
        sum.2 = sum.2.saturating_add(row.orders);
    }
    let sums = by_currency.into_iter().filter_map(|(code, (placed, ended, orders))| {
        let currency: Currency = code.parse().ok()?;
        Some(Sum { placed: Money::new(placed, currency), ended: Money::new(ended, currency), orders })
    });
    let mut sums: Vec<_> = sums.collect();
    sums.sort_by_key(|sum| std::cmp::Reverse(sum.orders));
    Activity { merchants: sellers.merchants, stores: sellers.stores, days: days.collect(), sums }
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
        };
        let orders =
            [row(2, "EUR", false, 2, 3000), row(2, "EUR", true, 1, 500), row(3, "MAD", false, 9, 900)];
        let seen = sum_up(day(1), &orders, Sellers { merchants: 2, stores: 3 });
        assert_eq!(seen.days.len(), 30);
        let counts: Vec<_> = seen.days.iter().take(3).map(|d| (d.placed, d.ended)).collect();
        assert_eq!(counts, [(0, 0), (3, 1), (9, 0)]);
        let sums: Vec<_> =
            seen.sums.iter().map(|s| (s.placed.currency.code(), s.placed.amount, s.ended.amount)).collect();
        assert_eq!(sums, [("MAD", 900, 0), ("EUR", 3500, 500)]);
    }
}
