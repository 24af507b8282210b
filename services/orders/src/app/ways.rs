//! How a cart's orders are handed over: what can be chosen, what was chosen, and what that costs.
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use futures_util::future::try_join_all;
use souk_events::{Money, StoreId, TenantId};
use souk_kit::{Conn, FieldError, Lang, Problem, Scope, format};

use super::discounts::LOST;
use crate::{
    domain::{
        fulfilment::{Address, Choice, Hours, Mode, Refusal, Slot, Terms, decide, slots},
        placement::Draft,
    },
    error,
    state::State,
    store::fulfilments,
    ways::Rules,
};

/// What was chosen, by store. A store that is not in it is fetched from, as soon as possible.
pub type Choices = BTreeMap<StoreId, Choice>;

/// The opening hours of stores with a chosen slot.
pub type HoursOf = HashMap<StoreId, Hours>;

/// What can be chosen at a store.
#[derive(Clone, Debug)]
pub struct Options {
    /// The store's rule.
    pub terms: Arc<Terms>,
    /// Slots with room, by mode.
    pub slots: Vec<(Mode, Vec<Slot>)>,
}

impl Options {
    /// The slots of a mode.
    #[must_use]
    pub fn slots(&self, mode: Mode) -> &[Slot] {
        self.slots.iter().find(|(m, _)| *m == mode).map_or(&[], |(_, slots)| slots)
    }
}

/// What can be chosen at some stores; those without a rule are not in it. While the catalogue is away there are no
/// slots.
///
/// # Errors
/// The database.
pub async fn options(
    state: &State,
    scope: Scope,
    stores: &[StoreId],
) -> Result<HashMap<StoreId, Options>, Problem> {
    state.ways.ready(&state.db).await?;
    let rules = state.ways.of(stores.iter().copied());
    let timed: Vec<StoreId> = rules
        .values()
        .filter(|t| Mode::ALL.iter().any(|m| t.rule.offers(*m) && t.rule.slots(*m).is_some()))
        .map(|t| t.store_id)
        .collect();
    let now = state.clock.now();
    let (mut hours, mut taken) = (HoursOf::new(), HashMap::new());
    if !timed.is_empty() {
        hours = match hours_of(state, &rules, &timed).await {
            Ok(hours) => hours,
            Err(problem) => {
                tracing::warn!(%problem, "no slots without opening hours");
                HoursOf::new()
            }
        };
        let tenants: Vec<TenantId> = rules.values().map(|t| t.tenant_id).collect();
        let rows = state
            .db
            .read(scope, async |conn| {
                Ok::<_, Problem>(fulfilments::taken(conn, &tenants, &timed, now).await?)
            })
            .await?;
        taken = rows.into_iter().map(|(store, mode, at, n)| ((store, mode, at), n)).collect();
    }
    let free = |terms: &Terms, mode: Mode| {
        let (Some(slots), Some(hours)) = (terms.rule.slots(mode), hours.get(&terms.store_id)) else {
            return Vec::new();
        };
        let used = |slot: &Slot| taken.get(&(terms.store_id, mode.as_str().to_owned(), slot.start)).copied();
        let room = |slot: &Slot| used(slot).unwrap_or_default() < slots.capacity;
        slots::offered(slots, hours, now).into_iter().filter(room).collect()
    };
    let option = |terms: Arc<Terms>| {
        let offered = Mode::ALL.iter().filter(|m| terms.rule.offers(**m));
        let slots = offered.map(|mode| (*mode, free(&terms, *mode))).collect();
        (terms.store_id, Options { terms, slots })
    };
    Ok(rules.into_values().map(option).collect())
}

async fn hours_of(state: &State, rules: &Rules, stores: &[StoreId]) -> Result<HoursOf, Problem> {
    let asked = stores.iter().filter_map(|store| rules.get(store)).map(async |terms| {
        let said = state.catalog.hours(terms.store_id).await.map_err(|e| error::catalog(&e))?;
        let hours = said.and_then(|h| h.read()).unwrap_or_else(|| Hours::unsaid(terms.zone));
        Ok::<_, Problem>((terms.store_id, hours))
    });
    Ok(try_join_all(asked).await?.into_iter().collect())
}

/// The opening hours that judging these choices needs.
///
/// # Errors
/// 503 when the catalogue is away.
pub async fn hours_for(state: &State, rules: &Rules, choices: &Choices) -> Result<HoursOf, Problem> {
    let timed: Vec<StoreId> = choices.iter().filter(|(_, c)| c.slot.is_some()).map(|(s, _)| *s).collect();
    hours_of(state, rules, &timed).await
}

/// Puts choices, fees and tips into orders about to exist. Answers the new sum.
///
/// # Errors
/// 409 for what cannot be had (any more).
pub fn choose(
    drafts: &mut [Draft],
    sum: Money,
    (rules, choices, hours): (&Rules, &Choices, &HoursOf),
    address: Option<&Address>,
    lang: Lang,
    now: DateTime<Utc>,
) -> Result<Money, Problem> {
    let mut sum = sum;
    for draft in drafts {
        let store = draft.part.store_id;
        let choice = choices.get(&store).copied().unwrap_or_default();
        let terms = rules.get(&store).map(AsRef::as_ref);
        let worth = (draft.total.amount, draft.total.currency);
        let (fee, slot) = decide(terms, choice, worth, address, hours.get(&store), now)
            .map_err(|why| refusal(why, draft, lang))?;
        draft.hand_over(choice, fee, slot);
        sum = sum.plus(Money::new(fee + choice.tip, sum.currency))?;
    }
    Ok(sum)
}

fn refusal(why: Refusal, draft: &Draft, lang: Lang) -> Problem {
    let mut problem = Problem::conflict(why.code()).arg("store", draft.part.store_name.clone());
    match why {
        Refusal::MinimumMissing(missing) => {
            let missing = Money::new(missing, draft.total.currency);
            problem = problem.arg("amount", format::money(lang, missing));
        }
        Refusal::Outside | Refusal::AddressNeeded => {
            problem.errors.push(FieldError::new("/address/postcode", why.code()));
        }
        Refusal::PositionNeeded => problem.errors.push(FieldError::new("/address/point", why.code())),
        Refusal::NotOffered | Refusal::SlotGone => {}
    }
    problem
}

/// Whether the rules are still those that were decided by. Call it in the transaction that writes the orders; a
/// checkout of stores without rules asks nothing.
///
/// # Errors
/// [`LOST`] when one changed; decide again.
pub async fn unchanged(conn: &mut Conn, rules: &Rules) -> Result<(), Problem> {
    if rules.is_empty() {
        return Ok(());
    }
    let stores: Vec<StoreId> = rules.keys().copied().collect();
    let there = fulfilments::of_stores(conn, &stores).await?;
    let same = there.iter().all(|row| rules.get(&row.store_id).is_some_and(|t| t.version == row.version));
    if same { Ok(()) } else { Err(Problem::conflict(LOST)) }
}

/// Takes a place in each chosen slot. Call it in the transaction that writes the orders, after them.
///
/// # Errors
/// 409 when a slot filled meanwhile; the transaction must end without effect.
pub async fn take_places(conn: &Conn, drafts: &[Draft], rules: &Rules) -> Result<(), Problem> {
    for draft in drafts {
        let store = draft.part.store_id;
        let capacity = rules.get(&store).and_then(|t| t.rule.slots(draft.choice.mode)).map(|s| s.capacity);
        let (Some(slot), Some(capacity)) = (draft.slot, capacity) else { continue };
        let whose = (draft.part.tenant_id, store);
        if !fulfilments::take_place(conn, whose, draft.choice.mode, slot, capacity).await? {
            return Err(Problem::conflict("slot_full").arg("store", draft.part.store_name.clone()));
        }
    }
    Ok(())
}
