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
        modifier::{self, Group},
    },
    error,
    state::State,
    store::products,
};

/// 409 when the store takes no orders for a moment, with the one at which it opens as the state.
fn takes_orders(row: &products::PricedRow, at: DateTime<Utc>) -> Result<(), Problem> {
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

/// Prices, tax rates and the store as they are now, from the tables; texts from the shelf.
pub(super) fn price(
    state: &State,
    lang: Lang,
    wish: &HoldWish,
    tenant: TenantId,
    priced: &[products::PricedRow],
    groups: &[Group],
) -> Result<HoldAnswer, Problem> {
    let shelf = state.shelf.look()?;
    let store = shelf.store(wish.store_id).ok_or_else(Problem::not_found)?;
    let at = wish.at.unwrap_or_else(|| state.clock.now());
    let (mut unknown, mut gone, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
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
                if row.sold_out_until.is_some_and(|until| at < until) {
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
