//! Stores around a place, or in a town.
use chrono::{DateTime, Utc};
use souk_events::Point;

use super::{Look, item::StoreCard};
use crate::domain::{near::km, text::fold};

/// What stores are narrowed to.
#[derive(Clone, Debug, Default)]
pub struct StoreFilter {
    /// Around here, within so many kilometres, the nearest first.
    pub near: Option<(Point, f64)>,
    /// In this town, accents and case aside.
    pub town: Option<String>,
    /// Only those that take orders at this moment.
    pub open_at: Option<DateTime<Utc>>,
}

/// A store, and how far it is in metres when that was asked.
pub type Found<'a> = (Option<u32>, &'a StoreCard);

fn metres(km: f64) -> u32 {
    let text = format!("{:.0}", km * 1_000.0);
    text.parse().unwrap_or(u32::MAX)
}

impl Look<'_> {
    /// The stores that pass, the nearest first when a place was named, else by name.
    #[must_use]
    pub fn stores_where(&self, filter: &StoreFilter) -> Vec<Found<'_>> {
        let town = filter.town.as_deref().map(fold);
        let passes = |store: &&StoreCard| {
            let place = store.address.as_ref();
            town.as_ref().is_none_or(|town| place.is_some_and(|a| fold(&a.locality) == *town))
                && filter.open_at.is_none_or(|at| store.is_open(at))
        };
        let mut found: Vec<Found<'_>> = Vec::new();
        for store in self.stores().into_iter().filter(passes) {
            match filter.near {
                None => found.push((None, store)),
                Some((here, within)) => {
                    let point = store.address.as_ref().and_then(|a| a.point);
                    let far = point.map(|point| km(here, point)).filter(|km| *km <= within);
                    found.extend(far.map(|km| (Some(metres(km)), store)));
                }
            }
        }
        if filter.near.is_some() {
            found.sort_by_key(|(far, store)| (*far, store.id));
        }
        found
    }

    /// The towns that stores are in, by name.
    #[must_use]
    pub fn towns(&self) -> Vec<&str> {
        let all = self.stores().into_iter().filter_map(|store| store.address.as_ref());
        let mut towns: Vec<&str> = all.map(|a| a.locality.as_str()).filter(|town| !town.is_empty()).collect();
        towns.sort_by_cached_key(|town| fold(town));
        towns.dedup_by_key(|town| fold(town));
        towns
    }
}
