//! What a merchant sent this month, and what that costs about (FR36).
use chrono::{DateTime, Datelike as _, TimeZone as _, Utc};
use chrono_tz::Tz;
use souk_events::{Money, TenantId};
use souk_kit::{Problem, Scope};

use crate::{
    domain::cost::{self, Bill, Taken},
    state::State,
    store::{stores, usage},
};

/// A month so far.
#[derive(Clone, Debug)]
pub struct Usage {
    /// Since when: the first of the month where the first store is.
    pub since: DateTime<Utc>,
    /// What was sent.
    pub bill: Bill,
}

/// This month's.
///
/// # Errors
/// The database.
pub async fn this_month(state: &State, tenant: TenantId) -> Result<Usage, Problem> {
    let now = state.clock.now();
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let zone = stores::all(conn, tenant).await?.into_iter().next();
            let zone: Tz = zone.and_then(|store| store.timezone.parse().ok()).unwrap_or(chrono_tz::UTC);
            let since = first_of_month(now, zone);
            let taken = usage::taken(conn, tenant, since).await?.into_iter();
            let taken: Vec<_> =
                taken.map(|(class, key, template, count)| Taken { class, key, template, count }).collect();
            Ok::<_, Problem>(Usage { since, bill: Bill::of(&taken, state.cost.prices()) })
        })
        .await
}

fn first_of_month(now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let here = now.with_timezone(&zone);
    let first = zone.with_ymd_and_hms(here.year(), here.month(), 1, 0, 0, 0).earliest();
    first.map_or(now, |first| first.to_utc())
}

/// Millionths as money, rounded half up.
#[must_use]
pub fn money(state: &State, millionths: i64) -> Money {
    let currency = state.cost.currency;
    Money { amount: cost::minor(millionths, currency.exponent()), currency }
}
