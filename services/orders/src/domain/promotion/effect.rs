//! What one promotion takes off which line, given what others left of them.
use souk_events::{LineId, ProductId};

use super::{Effect, Item, Terms, Verdict, allocate};

/// A line and what is left of its price after other promotions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub item: Item,
    pub left: i64,
}

impl Open {
    /// What some of its pieces still cost.
    fn worth(&self, pieces: i32) -> i64 {
        let pieces = i128::from(pieces.clamp(0, self.item.pieces));
        let worth = i128::from(self.left) * pieces / i128::from(self.item.pieces.max(1));
        i64::try_from(worth).unwrap_or(self.left)
    }
}

fn sum(amounts: impl Iterator<Item = i64>) -> i64 {
    amounts.fold(0, i64::saturating_add)
}

/// How much of a gift is in the cart, at full price.
fn gift_value(lines: &[Open], product: ProductId, pieces: i32) -> i64 {
    let free = gift_pieces(lines, product, pieces);
    sum(lines.iter().zip(free).map(|(l, n)| l.item.unit_price.saturating_mul(i64::from(n))))
}

/// Which pieces are the gift: of the cheapest lines first.
fn gift_pieces(lines: &[Open], product: ProductId, pieces: i32) -> Vec<i32> {
    cheapest(lines, pieces, |line| line.item.product_id == product)
}

/// Takes so many pieces of fitting lines, the cheapest first; lines come ordered by id, so ties are settled.
fn cheapest(lines: &[Open], mut pieces: i32, fits: impl Fn(&Open) -> bool) -> Vec<i32> {
    let mut taken = vec![0; lines.len()];
    let mut order: Vec<(i64, LineId, usize)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| fits(line))
        .map(|(place, line)| (line.item.unit_price, line.item.id, place))
        .collect();
    order.sort_unstable();
    for (_, _, place) in order {
        if let (Some(slot), Some(line)) = (taken.get_mut(place), lines.get(place)) {
            *slot = pieces.min(line.item.pieces);
            pieces -= *slot;
        }
    }
    taken
}

/// What the terms ask of the cart's worth and pieces.
pub(super) fn conditions(terms: &Terms, lines: &[Open]) -> Result<(), Verdict> {
    let full = sum(lines.iter().map(|l| l.item.total()));
    let counted = match terms.effect {
        Effect::Gift { product, pieces } => full - gift_value(lines, product, pieces),
        _ => full,
    };
    if counted < terms.min_subtotal {
        return Err(Verdict::MinimumMissing(terms.min_subtotal - counted));
    }
    let pieces = matching_pieces(terms, lines);
    if pieces == 0 {
        return Err(Verdict::NoMatch);
    }
    if pieces < terms.min_pieces {
        return Err(Verdict::TooFew(terms.min_pieces - pieces));
    }
    Ok(())
}

fn matching_pieces(terms: &Terms, lines: &[Open]) -> i32 {
    lines.iter().filter(|l| terms.matches(&l.item)).map(|l| l.item.pieces).fold(0, i32::saturating_add)
}

/// What a promotion takes off: each line, and the delivery fee.
#[derive(Clone)]
pub(super) struct Cut {
    pub lines: Vec<i64>,
    pub fee: i64,
}

impl Cut {
    pub fn amount(&self) -> i64 {
        sum(self.lines.iter().copied()).saturating_add(self.fee)
    }
}

/// What it may take off a line: what is left of it, or down to the floor.
fn room(terms: &Terms, line: &Open) -> i64 {
    let floor = terms.floor_price.unwrap_or_default().saturating_mul(i64::from(line.item.pieces));
    (line.left - floor).max(0)
}

/// What it takes off each line, and off what is left of the fee.
pub(super) fn cut(terms: &Terms, lines: &[Open], fee: i64) -> Result<Cut, Verdict> {
    let weights: Vec<i64> = lines.iter().map(|l| if terms.matches(&l.item) { l.left } else { 0 }).collect();
    let base = sum(weights.iter().copied());
    let cuts = match terms.effect {
        Effect::Percent(bp) => allocate::by_weight(allocate::basis_points(base, bp), &weights),
        Effect::Amount(minor) => {
            let rooms: Vec<i64> =
                lines.iter().zip(&weights).map(|(line, weight)| room(terms, line).min(*weight)).collect();
            allocate::by_weight(minor, &rooms)
        }
        Effect::FreeDelivery if fee == 0 => return Err(Verdict::NoDelivery),
        Effect::FreeDelivery => {
            let fee = fee.min(terms.most_off.unwrap_or(fee));
            return Ok(Cut { lines: vec![0; lines.len()], fee });
        }
        Effect::BuyGet { buy, get } => {
            let (pieces, round) = (matching_pieces(terms, lines), buy.saturating_add(get).max(1));
            let free = (pieces / round).saturating_mul(get);
            if free == 0 {
                return Err(Verdict::TooFew(round - pieces));
            }
            worth(lines, &cheapest(lines, free, |line| terms.matches(&line.item)))
        }
        Effect::Gift { product, pieces } => {
            let free = gift_pieces(lines, product, pieces);
            if free.iter().all(|n| *n == 0) {
                return Err(Verdict::GiftMissing(product));
            }
            worth(lines, &free)
        }
    };
    let cuts: Vec<i64> = lines.iter().zip(cuts).map(|(line, off)| off.min(room(terms, line))).collect();
    let cuts = match terms.most_off {
        Some(most) if sum(cuts.iter().copied()) > most => allocate::by_weight(most, &cuts),
        _ => cuts,
    };
    if cuts.iter().all(|c| *c == 0) { Err(Verdict::NothingLeft) } else { Ok(Cut { lines: cuts, fee: 0 }) }
}

fn worth(lines: &[Open], pieces: &[i32]) -> Vec<i64> {
    lines.iter().zip(pieces).map(|(line, n)| line.worth(*n)).collect()
}
