//! Filling a cart and seeing it with the catalogue's current words and prices.
use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use futures_util::future::try_join_all;
use souk_events::{LineId, ModifierId, StoreId, Subject, VariantId};
use souk_kit::{AskError, Problem, Scope};

pub use super::cart_view::{Cart, Group, Line};
use super::{
    discounts::{self, Deals},
    ways::Choices,
};
use crate::{
    clients::catalog::{Quote, Unsellable, Wanted},
    domain::{
        fulfilment::{Choice, Mode},
        modifier,
        promotion::Outcome,
        quantity,
    },
    error,
    state::State,
    store::cart::{self, CartLine},
};

/// The cart with current words and prices, as it would be fetched; without prices when the catalogue is away.
///
/// # Errors
/// The database.
pub async fn see(state: &State, whose: Subject) -> Result<Cart, Problem> {
    see_chosen(state, whose, &Choices::new()).await
}

/// The same with what was chosen: at the time of the slots, with fees and tips.
///
/// # Errors
/// The database.
pub async fn see_chosen(state: &State, whose: Subject, choices: &Choices) -> Result<Cart, Problem> {
    state.offers.ready(&state.db).await?;
    state.ways.ready(&state.db).await?;
    let (kept, deals) = state
        .db
        .read(Scope::Subject(whose), async |conn| {
            let kept = cart::lines(conn, whose).await?;
            let deals = discounts::learn(conn, &state.offers, whose, &kept).await?;
            Ok::<_, Problem>((kept, deals))
        })
        .await?;
    if kept.is_empty() {
        return Ok(Cart { priced: true, ..Cart::default() });
    }
    let (quotes, priced) = match quoted(state, &kept, choices).await {
        Ok(quotes) => (quotes, true),
        Err(error) => {
            tracing::warn!(%error, "cart without prices");
            (HashMap::new(), false)
        }
    };
    let mut groups = group(kept, quotes);
    hand_over(state, &mut groups, choices);
    wait(state, &mut groups);
    Ok(discounted(Cart { groups, priced, ..Cart::default() }, deals, state.clock.now()))
}

/// Takes off what promotions say, as the placement will.
fn discounted(mut cart: Cart, deals: Deals, now: DateTime<Utc>) -> Cart {
    let mut outcomes = deals.outcomes(cart.groups.iter().filter_map(Group::basket).collect(), now);
    if cart.priced {
        cart.refused = deals.refused(&outcomes);
    }
    cart.codes = deals.codes;
    for group in &mut cart.groups {
        group.outcome = outcomes.remove(&group.store_id).unwrap_or_default();
        for line in &mut group.lines {
            line.discount = group.outcome.lines.get(&line.kept.id).copied().unwrap_or_default();
        }
    }
    cart
}

/// One question, and one more for each other moment that was chosen.
async fn quoted(
    state: &State,
    kept: &[CartLine],
    choices: &Choices,
) -> Result<HashMap<LineId, Quote>, AskError> {
    let mut moments: BTreeMap<Option<DateTime<Utc>>, Vec<Wanted>> = BTreeMap::new();
    for line in kept {
        let at = choices.get(&line.store_id).and_then(|c| c.slot);
        moments.entry(at).or_default().push(wanted(line));
    }
    let said = try_join_all(moments.iter().map(|(at, lines)| state.catalog.quotes(lines, *at))).await?;
    Ok(said.into_iter().flat_map(|s| s.lines).map(|q| (q.line_id, q)).collect())
}

/// Whether a store offers times to choose from.
fn offers_times(state: &State, store: StoreId) -> bool {
    let rules = state.ways.of(std::iter::once(store));
    let slots = |m: &Mode| rules.values().any(|t| t.rule.offers(*m) && t.rule.slots(*m).is_some());
    Mode::ALL.iter().any(slots)
}

/// Marks lines whose store offers times to choose from; only where the present is in the way.
fn wait(state: &State, groups: &mut [Group]) {
    for group in groups {
        let passes = |l: &Line| l.quote.as_ref().and_then(|q| q.unsellable).is_some_and(Unsellable::passes);
        if group.lines.iter().any(passes) {
            let later = offers_times(state, group.store_id);
            group.lines.iter_mut().for_each(|line| line.later = later);
        }
    }
}

/// What bringing it costs; whether it is brought there is decided when the cart is placed.
fn hand_over(state: &State, groups: &mut [Group], choices: &Choices) {
    if choices.is_empty() {
        return;
    }
    let rules = state.ways.of(groups.iter().map(|g| g.store_id));
    for group in groups {
        group.choice = choices.get(&group.store_id).copied().unwrap_or_default();
        if group.choice.mode == Mode::Delivery
            && let (Some(terms), Some(worth)) = (rules.get(&group.store_id), group.subtotal())
            && terms.currency == worth.currency
        {
            group.fee = terms.rule.fee(worth.amount);
        }
    }
}

/// What is asked of the catalogue about a line.
pub(super) fn wanted(line: &CartLine) -> Wanted {
    Wanted {
        line_id: line.id,
        variant_id: line.variant_id,
        quantity: line.quantity,
        modifiers: line.modifiers.clone(),
    }
}

fn group(kept: Vec<CartLine>, mut quotes: HashMap<LineId, Quote>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for line in kept {
        let quote = quotes.remove(&line.id);
        let place = groups.iter().position(|g| g.store_id == line.store_id).unwrap_or_else(|| {
            let (name, slug) = match &quote {
                Some(q) => (q.store_name.clone(), Some(q.store_slug.clone()).filter(|s| !s.is_empty())),
                None => (line.store_name.clone(), None),
            };
            groups.push(Group {
                store_id: line.store_id,
                name,
                slug,
                lines: Vec::new(),
                choice: Choice::default(),
                fee: 0,
                outcome: Outcome::default(),
            });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(place) {
            group.lines.push(Line { kept: line, quote, discount: 0, later: false });
        }
    }
    groups
}

/// Adds pieces of a variant.
///
/// # Errors
/// 404 for a variant the catalogue does not know, 409 when nothing is left of it, when carts do not take it, when it is
/// not sold at this time by a store that offers no other, or when the cart is full, 422 for a quantity out of range or
/// modifiers that do not fit, 503 when the catalogue is away.
pub async fn add(
    state: &State,
    whose: Subject,
    variant: VariantId,
    modifiers: Vec<ModifierId>,
    pieces: i32,
) -> Result<Line, Problem> {
    let modifiers = modifier::sorted(modifiers);
    if modifiers.len() > modifier::MOST {
        return Err(Problem::field("/modifiers", "too_many"));
    }
    let pieces = quantity::check(pieces).map_err(|e| Problem::fields(vec![e]))?;
    let wish = Wanted { line_id: LineId::new(), variant_id: variant, quantity: pieces, modifiers };
    let asked = state.catalog.quotes(std::slice::from_ref(&wish), None).await;
    let said = asked.map_err(|e: AskError| error::catalog(&e))?;
    let quote = said.lines.into_iter().find(|q| q.line_id == wish.line_id).ok_or_else(Problem::not_found)?;
    match quote.unsellable {
        Some(Unsellable::ModifiersWrong) => return Err(Problem::field("/modifiers", "modifiers_wrong")),
        Some(Unsellable::SoldOutToday) => return Err(Problem::conflict("sold_out_today")),
        Some(Unsellable::NotForCarts) => return Err(Problem::conflict("not_for_carts")),
        Some(Unsellable::NotNow) => {
            state.ways.ready(&state.db).await?;
            if !offers_times(state, quote.store_id) {
                return Err(Problem::conflict("not_available_now"));
            }
        }
        _ => {}
    }
    // What is not sold now may be ordered for later.
    let never = !quote.sellable && !quote.unsellable.is_some_and(Unsellable::passes);
    if never || quote.available.is_some_and(|n| n <= 0) {
        return Err(Problem::conflict("sold_out"));
    }
    let line = new_line(whose, wish, &quote, state.clock.now());
    let kept = state
        .db
        .write(Scope::Subject(whose), async |conn| {
            if cart::size(conn, whose).await? >= quantity::LINES {
                return Err(Problem::conflict("cart_full").arg("most", quantity::LINES.to_string()));
            }
            cart::add(conn, &line).await?.ok_or_else(|| Problem::field("/quantity", "quantity_range"))
        })
        .await?;
    Ok(Line { kept, quote: Some(quote), discount: 0, later: false })
}

/// A line of a cart for what was quoted.
pub(super) fn new_line(whose: Subject, wish: Wanted, quote: &Quote, now: DateTime<Utc>) -> CartLine {
    CartLine {
        id: wish.line_id,
        customer: whose.to_string(),
        variant_id: wish.variant_id,
        modifiers: wish.modifiers,
        product_id: quote.product_id,
        store_id: quote.store_id,
        tenant_id: quote.tenant_id,
        quantity: wish.quantity,
        title: quote.title.clone(),
        variant_title: quote.variant_title.clone(),
        store_name: quote.store_name.clone(),
        image_url: quote.image_url.clone(),
        added_at: now,
    }
}

/// Sets how many pieces a line has.
///
/// # Errors
/// 404 for a line of nobody's or somebody else's cart, 422 for a quantity out of range.
pub async fn set(state: &State, whose: Subject, line: LineId, pieces: i32) -> Result<CartLine, Problem> {
    let pieces = quantity::check(pieces).map_err(|e| Problem::fields(vec![e]))?;
    let scope = Scope::Subject(whose);
    let changed = state
        .db
        .write(scope, async |conn| Ok::<_, Problem>(cart::set(conn, whose, line, pieces).await?))
        .await?;
    changed.ok_or_else(Problem::not_found)
}

/// Takes a line out. None: it was not there any more.
///
/// # Errors
/// The database.
pub async fn remove(state: &State, whose: Subject, line: LineId) -> Result<Option<CartLine>, Problem> {
    state.db.write(Scope::Subject(whose), async |conn| Ok(cart::remove(conn, whose, line).await?)).await
}

/// Takes everything out.
///
/// # Errors
/// The database.
pub async fn clear(state: &State, whose: Subject) -> Result<(), Problem> {
    state.db.write(Scope::Subject(whose), async |conn| Ok(cart::clear(conn, whose).await.map(drop)?)).await
}

/// How many pieces a cart holds.
///
/// # Errors
/// The database.
pub async fn count(state: &State, whose: Subject) -> Result<u64, Problem> {
    let pieces = state
        .db
        .read(Scope::Subject(whose), async |conn| Ok::<_, Problem>(cart::count(conn, whose).await?))
        .await?;
    Ok(u64::try_from(pieces).unwrap_or_default())
}
