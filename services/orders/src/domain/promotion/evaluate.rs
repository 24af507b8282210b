//! Which promotions apply to a cart, what each takes off which line, and why the others do not.
use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use souk_events::{LineId, PromotionId, TenantId};

use super::{
    Basket, PLATFORM, Promotion, Running,
    effect::{self, Open},
    solve,
    verdict::{Explanation, Verdict},
};

/// What of a promotion is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// How many orders use it.
    pub all: i64,
    /// How many of this customer do.
    pub mine: i64,
    /// What it takes off all of them, minor units.
    pub spent: i64,
}

/// What is used of each promotion that is limited.
pub type Uses = HashMap<PromotionId, Use>;

/// Who buys, as far as promotions ask.
#[derive(Clone, Copy, Debug)]
pub struct Buyer<'a> {
    /// When.
    pub now: DateTime<Utc>,
    /// The codes that were entered.
    pub codes: &'a [String],
    /// Uses so far.
    pub uses: &'a Uses,
    /// Whether this is the first order at the merchant.
    pub is_new: bool,
    /// Whether it is the first order at any merchant.
    pub is_new_anywhere: bool,
}

/// A promotion that applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Whose it is.
    pub owner: TenantId,
    /// Which.
    pub promotion: PromotionId,
    /// As of which version.
    pub version: i64,
    /// Its title.
    pub title: String,
    /// The code that brought it.
    pub code: Option<String>,
    /// What it takes off, minor units.
    pub amount: i64,
    /// The platform's part of it.
    pub platform: i64,
    /// What of it is taken off which line.
    pub lines: BTreeMap<LineId, i64>,
    /// How often the customer may use it.
    pub per_customer: Option<i64>,
}

/// What promotions make of one store's part of a cart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Before discounts, minor units.
    pub subtotal: i64,
    /// All discounts together.
    pub discount: i64,
    /// What of it is taken off the delivery fee.
    pub fee: i64,
    /// The discount of each line, by line.
    pub lines: BTreeMap<LineId, i64>,
    /// What applies, in the order in which it was taken off.
    pub applied: Vec<Applied>,
    /// What became of each promotion that was looked at.
    pub explanations: Vec<Explanation>,
}

pub(super) struct Candidate<'a> {
    pub promotion: &'a Promotion,
    pub code: Option<String>,
    /// What is left of its budget.
    pub purse: Option<i64>,
}

impl Candidate<'_> {
    pub fn explain(&self, verdict: Verdict) -> Explanation {
        Explanation {
            promotion: Some(self.promotion.id),
            title: self.promotion.terms.title.clone(),
            code: self.code.clone(),
            verdict,
        }
    }
}

/// Decides. The same cart, promotions and buyer give the same outcome, in whatever order they come: of all sets
/// that may stand together, the one that takes off most; see [`solve`].
#[must_use]
pub fn evaluate(basket: &Basket, promotions: &[Promotion], buyer: &Buyer<'_>) -> Outcome {
    let mut lines: Vec<Open> =
        basket.lines.iter().map(|item| Open { item: *item, left: item.total() }).collect();
    lines.sort_by_key(|l| l.item.id);
    let mut outcome =
        Outcome { subtotal: lines.iter().map(|l| l.left).fold(0, i64::saturating_add), ..Outcome::default() };
    let mut fit = Vec::new();
    for candidate in considered(promotions, buyer) {
        let terms = &candidate.promotion.terms;
        match admissible(candidate.promotion, basket, buyer).and_then(|()| effect::conditions(terms, &lines))
        {
            Ok(()) => fit.push(candidate),
            Err(verdict) => outcome.explanations.push(candidate.explain(verdict)),
        }
    }
    let solved = solve::best(&fit, lines, basket.fee);
    for (candidate, verdict) in fit.iter().zip(solved.verdicts) {
        outcome.explanations.push(candidate.explain(verdict));
    }
    outcome.fee = solved.fee;
    outcome.applied = solved.applied;
    outcome.lines = solved.lines.iter().map(|l| (l.item.id, l.item.total() - l.left)).collect();
    outcome.discount = outcome.applied.iter().map(|a| a.amount).fold(0, i64::saturating_add);
    outcome.explanations.sort_by(|a, b| (a.promotion, &a.code).cmp(&(b.promotion, &b.code)));
    outcome
}

/// Those that apply by themselves, and those whose code was entered.
fn considered<'a>(promotions: &'a [Promotion], buyer: &Buyer<'_>) -> Vec<Candidate<'a>> {
    let mut all: Vec<Candidate<'a>> = promotions
        .iter()
        .filter_map(|promotion| {
            let codes = &promotion.terms.codes;
            let code = codes.iter().filter(|c| buyer.codes.contains(c)).min().cloned();
            let stands = code.is_some() || (codes.is_empty() && promotion.running == Running::Active);
            let spent = buyer.uses.get(&promotion.id).map_or(0, |used| used.spent);
            let purse = promotion.terms.budget.map(|budget| budget - spent);
            stands.then_some(Candidate { promotion, code, purse })
        })
        .collect();
    all.sort_by_key(|c| c.promotion.id);
    all
}

/// What does not depend on the lines.
fn admissible(promotion: &Promotion, basket: &Basket, buyer: &Buyer<'_>) -> Result<(), Verdict> {
    let terms = &promotion.terms;
    match promotion.running {
        Running::Active => {}
        Running::Paused => return Err(Verdict::Paused),
        Running::Ended => return Err(Verdict::Over),
    }
    if terms.ends_at.is_some_and(|at| at <= buyer.now) {
        return Err(Verdict::Over);
    }
    if buyer.now < terms.starts_at {
        return Err(Verdict::NotStarted(terms.starts_at));
    }
    if !terms.stores.is_empty() && !terms.stores.contains(&basket.store_id) {
        return Err(Verdict::OtherStore);
    }
    if terms.has_amounts() && terms.currency != basket.currency {
        return Err(Verdict::OtherCurrency);
    }
    let is_new = if promotion.owner == PLATFORM { buyer.is_new_anywhere } else { buyer.is_new };
    if terms.first_order && !is_new {
        return Err(Verdict::NotFirstOrder);
    }
    let used = buyer.uses.get(&promotion.id).copied().unwrap_or_default();
    if terms.per_customer().is_some_and(|most| used.mine >= most) {
        return Err(Verdict::UsedByYou);
    }
    if terms.total_limit.is_some_and(|most| used.all >= most) {
        return Err(Verdict::UsedUp);
    }
    Ok(())
}
