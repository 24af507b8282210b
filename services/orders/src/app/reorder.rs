//! Ordering the same once more: what is still sold goes into the cart at today's prices, the rest is named with why.
use souk_events::{LineId, ModifierId, OrderId, Subject};
use souk_kit::{AskError, Problem, Scope, words};

use super::{cart::new_line, read};
use crate::{
    clients::catalog::{Quote, Unsellable, Wanted},
    domain::{modifier, quantity},
    error,
    state::State,
    store::{
        cart::{self, CartLine},
        rows::OrderLine,
    },
};

words! {
    /// Why something of an order is not in the cart again.
    LeftOut {
        /// It is not sold any more.
        Gone = "gone",
        /// Nothing is left of it.
        SoldOut = "sold_out",
        /// It is sold out until tomorrow.
        SoldOutToday = "sold_out_today",
        /// The store takes no orders.
        StorePaused = "store_paused",
        /// Its options have changed.
        ModifiersWrong = "modifiers_wrong",
        /// There are fewer than were ordered; these are in the cart.
        Fewer = "fewer",
        /// The cart holds no more.
        CartFull = "cart_full",
    }
}

/// What became of a line.
#[derive(Clone, Debug)]
pub struct Again {
    /// The line of the order.
    pub line: OrderLine,
    /// What is in the cart now because of it.
    pub added: Option<(CartLine, Quote)>,
    /// Why not all of it is.
    pub left_out: Option<LeftOut>,
}

/// Puts everything of one's own order into the cart once more.
///
/// # Errors
/// 404 when it is not theirs, 503 when the catalogue is away.
pub async fn run(state: &State, whose: Subject, order: OrderId) -> Result<Vec<Again>, Problem> {
    let full = read::own_order(state, whose, order).await?;
    let wishes: Vec<Wanted> = full.lines.iter().map(wanted).collect();
    let said = state.catalog.quotes(&wishes, None).await.map_err(|e: AskError| error::catalog(&e))?;
    let mut quotes = said.lines;
    let now = state.clock.now();
    state
        .db
        .write(Scope::Subject(whose), async |conn| {
            let mut size = cart::size(conn, whose).await?;
            let mut all = Vec::with_capacity(full.lines.len());
            for (line, wish) in full.lines.into_iter().zip(wishes) {
                let place = quotes.iter().position(|q| q.line_id == wish.line_id);
                let quote = place.map(|at| quotes.swap_remove(at));
                let (pieces, why) = judge(&wish, quote.as_ref());
                let Some(quote) = quote.filter(|_| pieces > 0) else {
                    all.push(Again { line, added: None, left_out: why });
                    continue;
                };
                let wish = Wanted { line_id: LineId::new(), quantity: pieces, ..wish };
                let row = new_line(whose, wish, &quote, now);
                let added = if size < quantity::LINES { cart::add(conn, &row).await? } else { None };
                // A line that was there already took the pieces and keeps its id.
                size += i64::from(added.as_ref().is_some_and(|kept| kept.id == row.id));
                let left_out = if added.is_none() { Some(LeftOut::CartFull) } else { why };
                all.push(Again { line, added: added.map(|kept| (kept, quote)), left_out });
            }
            Ok(all)
        })
        .await
}

/// What was ordered, with what was taken off it.
fn wanted(line: &OrderLine) -> Wanted {
    let chosen: Vec<ModifierId> = line.chosen().iter().map(|m| m.modifier_id).collect();
    Wanted {
        line_id: line.line_id,
        variant_id: line.variant_id,
        quantity: (line.quantity + line.cancelled).clamp(1, quantity::MOST),
        modifiers: modifier::sorted(chosen),
    }
}

/// How many of it can be had, and why not all.
fn judge(wish: &Wanted, quote: Option<&Quote>) -> (i32, Option<LeftOut>) {
    let Some(quote) = quote else { return (0, Some(LeftOut::Gone)) };
    match quote.unsellable {
        _ if quote.sellable => {}
        // What is not sold now may be ordered for later.
        Some(why) if why.passes() => {}
        Some(Unsellable::NotForCarts) => return (0, Some(LeftOut::Gone)),
        Some(Unsellable::StorePaused) => return (0, Some(LeftOut::StorePaused)),
        Some(Unsellable::SoldOutToday) => return (0, Some(LeftOut::SoldOutToday)),
        Some(Unsellable::ModifiersWrong) => return (0, Some(LeftOut::ModifiersWrong)),
        _ => return (0, Some(LeftOut::SoldOut)),
    }
    let left = quote.available.map_or(wish.quantity, |n| i32::try_from(n.max(0)).unwrap_or(i32::MAX));
    match left {
        0 => (0, Some(LeftOut::SoldOut)),
        n if n < wish.quantity => (n, Some(LeftOut::Fewer)),
        _ => (wish.quantity, None),
    }
}

impl LeftOut {
    /// The text that says it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Gone => "again-gone",
            Self::SoldOut => "stock-none",
            Self::SoldOutToday => "unsellable-sold-out-today",
            Self::StorePaused => "unsellable-store-paused",
            Self::ModifiersWrong => "again-modifiers-wrong",
            Self::Fewer => "again-fewer",
            Self::CartFull => "problem-cart-full",
        }
    }
}
