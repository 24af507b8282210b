//! Which promotions apply to a cart, what each takes off which line, and why the others do not.
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use chrono::{DateTime, Utc};
use souk_events::{LineId, PromotionId};

use super::{
    Basket, Promotion, Running,
    effect::{self, Open},
    verdict::{Explanation, Verdict},
};

/// How often promotions were used: by everybody, and by this customer.
pub type Uses = HashMap<PromotionId, (i64, i64)>;

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
}

/// A promotion that applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
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

struct Candidate<'a> {
    promotion: &'a Promotion,
    code: Option<String>,
}

impl Candidate<'_> {
    fn explain(&self, verdict: Verdict) -> Explanation {
        Explanation {
            promotion: Some(self.promotion.id),
            title: self.promotion.terms.title.clone(),
            code: self.code.clone(),
            verdict,
        }
    }
}

/// Decides. The same cart, promotions and buyer give the same outcome, in whatever order they come: groups are
/// taken by priority and name, of a group the promotion that takes off most (then priority, then id) applies to
/// what earlier groups left.
#[must_use]
pub fn evaluate(basket: &Basket, promotions: &[Promotion], buyer: &Buyer<'_>) -> Outcome {
    let mut lines: Vec<Open> =
        basket.lines.iter().map(|item| Open { item: *item, left: item.total() }).collect();
    lines.sort_by_key(|l| l.item.id);
    let subtotal = lines.iter().map(|l| l.left).fold(0, i64::saturating_add);
    let mut outcome = Outcome { subtotal, ..Outcome::default() };
    let mut groups: BTreeMap<&str, Vec<Candidate<'_>>> = BTreeMap::new();
    for candidate in considered(promotions, buyer) {
        let terms = &candidate.promotion.terms;
        match admissible(candidate.promotion, basket, buyer).and_then(|()| effect::conditions(terms, &lines))
        {
            Ok(()) => groups.entry(&terms.stack_group).or_default().push(candidate),
            Err(verdict) => outcome.explanations.push(candidate.explain(verdict)),
        }
    }
    let mut order: Vec<(&str, Vec<Candidate<'_>>)> = groups.into_iter().collect();
    let priority =
        |group: &[Candidate<'_>]| group.iter().map(|c| c.promotion.terms.priority).max().unwrap_or_default();
    order.sort_by_key(|(name, group)| (Reverse(priority(group)), *name));
    for (_, group) in order {
        best_of(group, &mut lines, basket.fee, &mut outcome);
    }
    outcome.lines = lines.iter().map(|l| (l.item.id, l.item.total() - l.left)).collect();
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
            stands.then_some(Candidate { promotion, code })
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
    if terms.first_order && !buyer.is_new {
        return Err(Verdict::NotFirstOrder);
    }
    let (used, mine) = buyer.uses.get(&promotion.id).copied().unwrap_or_default();
    if terms.per_customer().is_some_and(|most| mine >= most) {
        return Err(Verdict::UsedByYou);
    }
    if terms.total_limit.is_some_and(|most| used >= most) {
        return Err(Verdict::UsedUp);
    }
    Ok(())
}

fn best_of(group: Vec<Candidate<'_>>, lines: &mut [Open], fee: i64, outcome: &mut Outcome) {
    let mut rivals = Vec::new();
    for candidate in group {
        match effect::cut(&candidate.promotion.terms, lines, fee - outcome.fee) {
            Ok(cut) => rivals.push((cut.amount(), cut, candidate)),
            Err(verdict) => outcome.explanations.push(candidate.explain(verdict)),
        }
    }
    rivals.sort_by_key(|(amount, _, c)| {
        (Reverse(*amount), Reverse(c.promotion.terms.priority), c.promotion.id)
    });
    let mut rivals = rivals.into_iter();
    let Some((amount, cut, winner)) = rivals.next() else { return };
    let mut by_line = BTreeMap::new();
    for (line, off) in lines.iter_mut().zip(cut.lines).filter(|(_, off)| *off > 0) {
        line.left -= off;
        by_line.insert(line.item.id, off);
    }
    outcome.fee += cut.fee;
    let terms = &winner.promotion.terms;
    for (_, _, loser) in rivals {
        outcome.explanations.push(loser.explain(Verdict::Beaten(terms.title.clone())));
    }
    outcome.explanations.push(winner.explain(Verdict::Applied(amount)));
    outcome.applied.push(Applied {
        promotion: winner.promotion.id,
        version: winner.promotion.version,
        title: terms.title.clone(),
        code: winner.code,
        amount,
        platform: terms.platform_part(amount),
        lines: by_line,
        per_customer: terms.per_customer(),
    });
}
