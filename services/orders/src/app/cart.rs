//! Filling a cart and seeing it with the catalogue's current words and prices.
use std::collections::HashMap;

use chrono::{DateTime, Utc};
use souk_events::{LineId, Money, StoreId, Subject, VariantId};
use souk_kit::{AskError, Problem, Scope};

use super::discounts::{self, Deals};
use crate::{
    clients::catalog::{Quote, Wanted},
    domain::{
        promotion::{Basket, Explanation, Item, Outcome},
        quantity,
    },
    error,
    state::State,
    store::cart::{self, CartLine},
};

/// A line as it is now.
#[derive(Clone, Debug)]
pub struct Line {
    /// What the cart keeps.
    pub kept: CartLine,
    /// What the catalogue says; none while it is away or when it no longer knows the variant.
    pub quote: Option<Quote>,
    /// What promotions take off, minor units.
    pub discount: i64,
}

impl Line {
    /// What the pieces cost together, before the discount.
    #[must_use]
    pub fn total(&self) -> Option<Money> {
        self.quote.as_ref()?.unit_price.times(i64::from(self.kept.quantity)).ok()
    }
    /// Whether all pieces can be had now.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.quote
            .as_ref()
            .is_some_and(|q| q.sellable && q.available.is_none_or(|n| n >= i64::from(self.kept.quantity)))
    }
}

/// One store's lines.
#[derive(Clone, Debug)]
pub struct Group {
    /// The store.
    pub store_id: StoreId,
    /// Its name.
    pub name: String,
    /// Its page, while the catalogue answers.
    pub slug: Option<String>,
    /// Its lines.
    pub lines: Vec<Line>,
    /// What promotions make of it.
    pub outcome: Outcome,
}

impl Group {
    /// What its lines cost together, before discounts.
    #[must_use]
    pub fn subtotal(&self) -> Option<Money> {
        subtotal(self.lines.iter())
    }
    /// What it costs.
    #[must_use]
    pub fn total(&self) -> Option<Money> {
        let sum = self.subtotal()?;
        Some(Money::new(sum.amount - self.outcome.discount, sum.currency))
    }
    /// What promotions look at; none without all prices, in one currency.
    fn basket(&self) -> Option<Basket> {
        let item = |line: &Line| {
            line.total()?;
            let quote = line.quote.as_ref()?;
            Some(Item {
                id: line.kept.id,
                product_id: line.kept.product_id,
                variant_id: line.kept.variant_id,
                pieces: line.kept.quantity,
                unit_price: quote.unit_price.amount,
            })
        };
        Some(Basket {
            tenant_id: self.lines.first()?.kept.tenant_id,
            store_id: self.store_id,
            currency: self.subtotal()?.currency,
            lines: self.lines.iter().map(item).collect::<Option<_>>()?,
        })
    }
}

/// A cart as it is now.
#[derive(Clone, Debug, Default)]
pub struct Cart {
    /// By store, in the order stores were added.
    pub groups: Vec<Group>,
    /// Whether the catalogue answered.
    pub priced: bool,
    /// The codes that were entered.
    pub codes: Vec<String>,
    /// Why codes apply nowhere.
    pub refused: Vec<Explanation>,
}

fn subtotal<'a>(lines: impl Iterator<Item = &'a Line>) -> Option<Money> {
    lines.map(Line::total).reduce(|a, b| a?.plus(b?).ok()).flatten()
}

impl Cart {
    /// All lines, store by store.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.groups.iter().flat_map(|g| &g.lines)
    }
    /// What it costs before discounts; none without prices or with several currencies.
    #[must_use]
    pub fn subtotal(&self) -> Option<Money> {
        subtotal(self.lines())
    }
    /// What promotions take off, minor units.
    #[must_use]
    pub fn discount(&self) -> i64 {
        self.groups.iter().map(|g| g.outcome.discount).sum()
    }
    /// What it costs; none without prices or with several currencies.
    #[must_use]
    pub fn total(&self) -> Option<Money> {
        let sum = self.subtotal()?;
        Some(Money::new(sum.amount - self.discount(), sum.currency))
    }
    /// How many pieces it holds.
    #[must_use]
    pub fn count(&self) -> i64 {
        self.lines().map(|l| i64::from(l.kept.quantity)).sum()
    }
    /// Whether it can become orders as it is.
    #[must_use]
    pub fn can_be_placed(&self) -> bool {
        self.groups.iter().all(|g| g.lines.iter().all(Line::fits)) && self.total().is_some()
    }
}

/// The cart with current words and prices; without them when the catalogue is away.
///
/// # Errors
/// The database.
pub async fn see(state: &State, whose: Subject) -> Result<Cart, Problem> {
    state.offers.ready(&state.db).await?;
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
    let wanted: Vec<Wanted> = kept.iter().map(wanted).collect();
    let (quotes, priced) = match state.catalog.quotes(&wanted).await {
        Ok(said) => (said.lines.into_iter().map(|q| (q.line_id, q)).collect(), true),
        Err(error) => {
            tracing::warn!(%error, "cart without prices");
            (HashMap::new(), false)
        }
    };
    let groups = group(kept, quotes);
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

fn wanted(line: &CartLine) -> Wanted {
    Wanted { line_id: line.id, variant_id: line.variant_id, quantity: line.quantity }
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
                outcome: Outcome::default(),
            });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(place) {
            group.lines.push(Line { kept: line, quote, discount: 0 });
        }
    }
    groups
}

/// Adds pieces of a variant.
///
/// # Errors
/// 404 for a variant the catalogue does not know, 409 when nothing is left of it or the cart is full, 422 for a
/// quantity out of range, 503 when the catalogue is away.
pub async fn add(state: &State, whose: Subject, variant: VariantId, pieces: i32) -> Result<Line, Problem> {
    let pieces = quantity::check(pieces).map_err(|e| Problem::fields(vec![e]))?;
    let id = LineId::new();
    let wish = Wanted { line_id: id, variant_id: variant, quantity: pieces };
    let said = state.catalog.quotes(&[wish]).await.map_err(|e: AskError| error::catalog(&e))?;
    let quote = said.lines.into_iter().find(|q| q.line_id == id).ok_or_else(Problem::not_found)?;
    if !quote.sellable || quote.available.is_some_and(|n| n <= 0) {
        return Err(Problem::conflict("sold_out"));
    }
    let line = CartLine {
        id,
        customer: whose.to_string(),
        variant_id: variant,
        product_id: quote.product_id,
        store_id: quote.store_id,
        tenant_id: quote.tenant_id,
        quantity: pieces,
        title: quote.title.clone(),
        variant_title: quote.variant_title.clone(),
        store_name: quote.store_name.clone(),
        image_url: quote.image_url.clone(),
        added_at: state.clock.now(),
    };
    let kept = state
        .db
        .write(Scope::Subject(whose), async |conn| {
            if cart::size(conn, whose).await? >= quantity::LINES {
                return Err(Problem::conflict("cart_full").arg("most", quantity::LINES.to_string()));
            }
            cart::add(conn, &line).await?.ok_or_else(|| Problem::field("/quantity", "quantity_range"))
        })
        .await?;
    Ok(Line { kept, quote: Some(quote), discount: 0 })
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
