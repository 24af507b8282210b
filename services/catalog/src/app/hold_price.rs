//! What a hold says: prices, tax rates and modifiers as the tables have them now, or why nothing is sold.
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use souk_events::TenantId;
use souk_kit::{Lang, Problem};

use super::{
    place_hold::{HoldAnswer, HoldStore, HoldWish},
    quote,
};
use crate::{
    domain::{
        hours::Hours,
        kind::ProductKind,
        modifier::{self, Group},
        window::Window,
    },
    error,
    state::State,
    store::{priced::PricedRow, products},
};

/// 409 when the store takes no orders for a moment, with the one at which it opens as the state.
fn takes_orders(row: &PricedRow, at: DateTime<Utc>) -> Result<(), Problem> {
    if row.paused || !row.active {
        return Err(Problem::conflict("store_closed"));
    }
    if row.hours.is_none() {
        return Ok(());
    }
    let hours = Hours::read(row.hours.as_ref(), &row.timezone);
    if hours.open_at(at) {
        return Ok(());
    }
    let problem = Problem::conflict("store_closed");
    Err(match hours.next_opening(at) {
        Some(opens) => problem.state(opens.to_rfc3339_opts(SecondsFormat::Secs, true)),
        None => problem,
    })
}

/// Whether it, or one of its parts, is sold out by hand at a moment.
fn is_sold_out(row: &PricedRow, parts: &[PricedRow], at: DateTime<Utc>) -> bool {
    let out = |row: &PricedRow| row.sold_out_until.is_some_and(|until| at < until);
    let own = products::parts(&row.parts);
    out(row) || parts.iter().any(|part| out(part) && own.iter().any(|p| p.variant_id == part.id))
}

/// Lines that are not sold at a moment, and from when on each of them is.
#[derive(Default)]
struct Later {
    lines: Vec<usize>,
    from: Vec<Option<DateTime<Utc>>>,
}

impl Later {
    fn look(&mut self, line: usize, row: &PricedRow, at: DateTime<Utc>) {
        let Some(window) = Window::read(row.availability.as_ref()) else { return };
        let hours = Hours::read(row.hours.as_ref(), &row.timezone);
        if !window.open_at(hours.zone, at) {
            self.lines.push(line);
            self.from.push(window.next_with(&hours, at));
        }
    }

    /// 409 with the moment from which on all of them are sold again, as far as one is in sight.
    fn refused(self) -> Result<(), Problem> {
        if self.lines.is_empty() {
            return Ok(());
        }
        let from: Option<Vec<_>> = self.from.into_iter().collect();
        let problem = error::lines("not_available_now", self.lines);
        Err(match from.and_then(|from| from.into_iter().max()) {
            Some(from) => problem.state(from.to_rfc3339_opts(SecondsFormat::Secs, true)),
            None => problem,
        })
    }
}

/// Prices, tax rates and the store as they are now, from the tables; texts from the shelf.
pub(super) fn price(
    state: &State,
    lang: Lang,
    wish: &HoldWish,
    tenant: TenantId,
    priced: &[PricedRow],
    groups: &[Group],
    parts: &[PricedRow],
) -> Result<HoldAnswer, Problem> {
    let shelf = state.shelf.look()?;
    let store = shelf.store(wish.store_id).ok_or_else(Problem::not_found)?;
    let at = wish.at.unwrap_or_else(|| state.clock.now());
    let (mut unknown, mut gone, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    let (mut elsewhere, mut later) = (Vec::new(), Later::default());
    let mut lines = Vec::with_capacity(wish.lines.len());
    for (i, line) in wish.lines.iter().enumerate() {
        let row =
            priced.iter().find(|p| p.id == line.variant_id && p.store_id == wish.store_id && p.published);
        match (row, shelf.variant(line.variant_id)) {
            (Some(row), Some((shown, variant))) => {
                // All lines are of one store.
                if lines.is_empty() {
                    takes_orders(row, at)?;
                }
                if !ProductKind::read(&row.kind).unwrap_or_default().in_carts() {
                    elsewhere.push(i);
                }
                later.look(i, row, at);
                if is_sold_out(row, parts, at) {
                    gone.push(i);
                }
                let asked = row.modifier_groups.iter().filter_map(|id| groups.iter().find(|g| g.id == *id));
                let chosen = modifier::choose(asked, &line.modifiers);
                if chosen.is_none() {
                    wrong.push(i);
                }
                let found = (shown, variant);
                let chosen = chosen.unwrap_or_default();
                lines.push(quote::line(state, lang, line.line_id, found, row.price, &chosen));
            }
            _ => unknown.push(i),
        }
    }
    if !unknown.is_empty() {
        return Err(error::unknown_variants(unknown));
    }
    if !elsewhere.is_empty() {
        return Err(error::lines("not_for_carts", elsewhere));
    }
    later.refused()?;
    if !gone.is_empty() {
        return Err(error::lines("sold_out_today", gone));
    }
    if !wrong.is_empty() {
        return Err(error::lines("modifiers_wrong", wrong));
    }
    Ok(HoldAnswer {
        hold_id: wish.hold_id,
        store_id: store.id,
        tenant_id: tenant,
        expires_at: state.clock.now() + TimeDelta::seconds(wish.ttl_seconds),
        store: HoldStore {
            id: store.id,
            name: store.name.clone(),
            slug: store.slug.clone(),
            currency: store.currency.to_string(),
            country: store.country.clone(),
            timezone: store.timezone.clone(),
            language: store.language,
            address: store.address.clone(),
        },
        lines,
    })
}
