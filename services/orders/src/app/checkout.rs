//! The first half of a placement: open the checkout, ask for a hold per store, all or nothing.
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use futures_util::future::join_all;
use souk_events::{CheckoutId, HoldId, LineId, StoreId, Subject};
use souk_kit::{AskError, Problem, Scope};
use uuid::Uuid;

use super::{
    cart::wanted,
    discounts::{self, Deals},
    ways::{self, Choices, HoursOf},
};
use crate::{
    clients::catalog::{Hold, HoldWish},
    domain::placement::{Held, Part},
    error,
    state::State,
    store::{
        cart::{self, CartLine},
        checkouts::{self, Ending, HoldRow},
    },
    ways::Rules,
};

/// A checkout whose cart is known and whose holds are named.
pub struct Open {
    /// Its id.
    pub id: CheckoutId,
    /// Who buys.
    pub whose: Subject,
    /// The cart's lines.
    pub lines: Vec<CartLine>,
    /// One wish per store.
    pub wishes: Vec<HoldWish>,
    /// The promotions it meets.
    pub deals: Deals,
}

/// What the catalogue set aside.
pub struct Secured {
    /// One part per store.
    pub parts: Vec<Part>,
    /// When the first hold runs out.
    pub until: DateTime<Utc>,
}

/// The hold of a store in a checkout: the same whenever it is asked for.
#[must_use]
pub fn hold_id(checkout: CheckoutId, store: StoreId) -> HoldId {
    HoldId(Uuid::new_v5(&checkout.0, store.0.as_bytes()))
}

/// Opens a checkout for the cart as it is.
///
/// # Errors
/// 409 for an empty cart.
pub async fn open(
    state: &State,
    whose: Subject,
    key: &str,
    (choices, ttl_seconds): (&Choices, i64),
) -> Result<Open, Problem> {
    let now = state.clock.now();
    state.offers.ready(&state.db).await?;
    state.ways.ready(&state.db).await?;
    state
        .db
        .write(Scope::Subject(whose), async |conn| {
            let lines = cart::lines(conn, whose).await?;
            if lines.is_empty() {
                return Err(Problem::conflict("cart_empty"));
            }
            let id = checkouts::open(conn, whose, key, now).await?;
            let mut wishes: Vec<HoldWish> = Vec::new();
            let mut rows = Vec::new();
            for line in &lines {
                let hold_id = hold_id(id, line.store_id);
                let piece = wanted(line);
                match wishes.iter_mut().find(|w| w.store_id == line.store_id) {
                    Some(wish) => wish.lines.push(piece),
                    None => {
                        let subject = whose.to_string();
                        let (tenant_id, store_id) = (line.tenant_id, line.store_id);
                        rows.push(HoldRow {
                            tenant_id,
                            hold_id,
                            checkout_id: id,
                            store_id,
                            customer: subject.clone(),
                        });
                        wishes.push(HoldWish {
                            hold_id,
                            store_id,
                            subject,
                            at: choices.get(&store_id).and_then(|c| c.slot),
                            lines: vec![piece],
                            ttl_seconds,
                        });
                    }
                }
            }
            checkouts::note_holds(conn, &rows).await?;
            let deals = discounts::learn(conn, &state.offers, whose, &lines).await?;
            Ok(Open { id, whose, lines, wishes, deals })
        })
        .await
}

impl Open {
    /// Asks for all holds at once. When one is refused, nothing stays held and the checkout is over.
    ///
    /// # Errors
    /// 409 with the lines concerned, 503 when the catalogue is away.
    pub async fn secure(&self, state: &State) -> Result<Secured, Problem> {
        let answers = join_all(self.wishes.iter().map(|wish| state.catalog.hold(wish))).await;
        let mut secured = Secured { parts: Vec::new(), until: DateTime::<Utc>::MAX_UTC };
        let mut refusals: Vec<Problem> = Vec::new();
        let mut maybe_held = Vec::new();
        for (wish, answer) in self.wishes.iter().zip(answers) {
            if !matches!(answer, Err(AskError::Refused { .. })) {
                maybe_held.push(wish);
            }
            match answer.map(|hold| (hold.expires_at, self.part(wish, hold))) {
                Ok((until, Some(part))) => {
                    secured.until = secured.until.min(until);
                    secured.parts.push(part);
                }
                Ok((_, None)) => refusals.push(Problem::unavailable("catalog_unavailable")),
                Err(error) => refusals.push(self.refused(wish, &error)),
            }
        }
        let Some(worst) =
            refusals.iter().position(|p| p.retry_after.is_some()).or(refusals.first().map(|_| 0))
        else {
            return Ok(secured);
        };
        let mut problem = refusals.swap_remove(worst);
        problem.errors.extend(refusals.into_iter().flat_map(|p| p.errors));
        self.end(state, &maybe_held).await?;
        Err(problem)
    }

    fn refused(&self, wish: &HoldWish, error: &AskError) -> Problem {
        let asked: Vec<LineId> = wish.lines.iter().map(|l| l.line_id).collect();
        let cart: Vec<LineId> = self.lines.iter().map(|l| l.id).collect();
        error::hold(error, &asked, &cart)
    }

    /// The stores of the cart.
    pub fn stores(&self) -> impl Iterator<Item = StoreId> {
        self.wishes.iter().map(|w| w.store_id)
    }

    /// The opening hours that the choices need. When they are not to be had, the checkout is over.
    ///
    /// # Errors
    /// 503 when the catalogue is away.
    pub async fn hours(&self, state: &State, rules: &Rules, choices: &Choices) -> Result<HoursOf, Problem> {
        match ways::hours_for(state, rules, choices).await {
            Ok(hours) => Ok(hours),
            Err(problem) => {
                self.give_up(state).await?;
                Err(problem)
            }
        }
    }

    /// What was held, if the answer is about what was asked.
    fn part(&self, wish: &HoldWish, hold: Hold) -> Option<Part> {
        if hold.hold_id != wish.hold_id || hold.store_id != wish.store_id {
            return None;
        }
        let tenant_id = self.lines.iter().find(|l| l.store_id == wish.store_id)?.tenant_id;
        let lines: Option<Vec<Held>> = wish
            .lines
            .iter()
            .map(|wanted| {
                let said = hold.lines.iter().find(|q| q.line_id == wanted.line_id)?;
                let fits = said.variant_id == wanted.variant_id
                    && said.unit_price.amount >= 0
                    && said.tax_rate_bp >= 0;
                fits.then(|| Held {
                    line_id: said.line_id,
                    product_id: said.product_id,
                    variant_id: said.variant_id,
                    title: said.title.clone(),
                    words: said.words.clone(),
                    variant_title: said.variant_title.clone(),
                    variant_words: said.variant_words.clone(),
                    modifiers: said.modifiers.clone(),
                    quantity: wanted.quantity,
                    unit_price: said.unit_price,
                    tax_rate_bp: said.tax_rate_bp,
                })
            })
            .collect();
        Some(Part {
            tenant_id: Some(hold.tenant_id).filter(|t| *t == tenant_id)?,
            store_id: hold.store_id,
            store_name: hold.store.name,
            store_slug: hold.store.slug,
            timezone: hold.store.timezone.parse().unwrap_or(Tz::UTC),
            hold_id: hold.hold_id,
            lines: lines?,
        })
    }

    /// Ends the checkout without orders and gives back what is held, unless somebody else ended it first.
    ///
    /// # Errors
    /// The database.
    pub async fn give_up(&self, state: &State) -> Result<(), Problem> {
        self.end(state, &self.wishes.iter().collect::<Vec<_>>()).await
    }

    async fn end(&self, state: &State, held: &[&HoldWish]) -> Result<(), Problem> {
        let now = state.clock.now();
        let scope = Scope::Subject(self.whose);
        let ended = state
            .db
            .write(scope, async |conn| {
                Ok::<_, Problem>(checkouts::close(conn, self.id, Ending::Refused, now).await?)
            })
            .await?;
        if ended {
            join_all(held.iter().map(|wish| state.catalog.release(wish))).await;
        }
        Ok(())
    }
}
