//! Which promotions stand together: one of a group, groups in the order of their priority, an exclusive one alone;
//! and of all such sets the one that takes off most.
use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    Verdict,
    effect::{self, Cut, Open},
    evaluate::{Applied, Candidate},
};

/// The most sets that are tried. Where more are possible, each group takes what is best for it alone.
const SETS_MAX: usize = 512;

/// The best set.
pub(super) struct Solved {
    /// What became of each candidate, in their order.
    pub verdicts: Vec<Verdict>,
    /// What applies, in the order in which it was taken off.
    pub applied: Vec<Applied>,
    /// The lines with what is left of them.
    pub lines: Vec<Open>,
    /// What was taken off the fee.
    pub fee: i64,
}

/// A cart on the way: what was taken, by the places of the candidates that took it.
#[derive(Clone)]
struct Way {
    lines: Vec<Open>,
    fee_left: i64,
    taken: Vec<(usize, Cut)>,
    /// What became of those that were passed by.
    passed: Vec<(usize, Verdict)>,
}

impl Way {
    /// More is better; then more for the group that goes first.
    fn worth(&self) -> (i64, Vec<i64>) {
        let each: Vec<i64> = self.taken.iter().map(|(_, cut)| cut.amount()).collect();
        (each.iter().copied().fold(0, i64::saturating_add), each)
    }

    /// One step: of rivals of a group one is taken. Each way on is one that could be; none can: it goes on as it is.
    fn on(self, all: &[Candidate<'_>], group: &[usize], only_best: bool) -> Vec<Self> {
        let mut able = Vec::new();
        let mut passed = self.passed.clone();
        for (place, candidate) in group.iter().filter_map(|place| Some((*place, all.get(*place)?))) {
            match cut(candidate, &self.lines, self.fee_left) {
                Ok(cut) => able.push((place, candidate, cut)),
                Err(verdict) => passed.push((place, verdict)),
            }
        }
        able.sort_by_key(|(_, c, cut)| {
            (Reverse(cut.amount()), Reverse(c.promotion.terms.priority), c.promotion.id)
        });
        if able.is_empty() {
            return vec![Self { passed, ..self }];
        }
        let tried = if only_best { 1 } else { able.len() };
        let way = |winner: usize| {
            let (place, candidate, cut) = able.get(winner)?;
            let beaten = || Verdict::Beaten(candidate.promotion.terms.title.clone());
            let mut way = Self { passed: passed.clone(), ..self.clone() };
            way.passed.extend(able.iter().filter(|(p, ..)| p != place).map(|(p, ..)| (*p, beaten())));
            for (line, off) in way.lines.iter_mut().zip(&cut.lines) {
                line.left -= off;
            }
            way.fee_left -= cut.fee;
            way.taken.push((*place, cut.clone()));
            Some(way)
        };
        (0..tried).filter_map(way).collect()
    }
}

fn cut(candidate: &Candidate<'_>, lines: &[Open], fee: i64) -> Result<Cut, Verdict> {
    let cut = effect::cut(&candidate.promotion.terms, lines, fee)?;
    match candidate.purse {
        Some(purse) if cut.amount() > purse => Err(Verdict::BudgetSpent),
        _ => Ok(cut),
    }
}

/// The best set of candidates, which come ordered by id.
pub(super) fn best(all: &[Candidate<'_>], lines: Vec<Open>, fee: i64) -> Solved {
    let start = Way { lines, fee_left: fee, taken: Vec::new(), passed: Vec::new() };
    let alone = |place: &usize| all.get(*place).is_some_and(|c| c.promotion.terms.exclusive);
    let (exclusive, together): (Vec<usize>, Vec<usize>) = (0..all.len()).partition(alone);
    let combined = combine(all, &groups(all, &together), start.clone());
    let single = start.on(all, &exclusive, true).into_iter().next();
    let (mut won, lost) = match single {
        Some(single) if single.worth().0 > combined.worth().0 => (single, combined),
        Some(single) => (combined, single),
        None => return solved(all, combined, fee),
    };
    // Who lost by not combining: the first of those that won gave more.
    let by =
        won.taken.first().and_then(|(place, _)| all.get(*place)).map(|c| c.promotion.terms.title.clone());
    won.passed.extend(lost.passed);
    won.passed.extend(
        lost.taken.iter().map(|(place, _)| (*place, Verdict::Beaten(by.clone().unwrap_or_default()))),
    );
    solved(all, won, fee)
}

/// The groups of some candidates, the highest priority first, then by name.
fn groups(all: &[Candidate<'_>], some: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<&str, (i32, Vec<usize>)> = BTreeMap::new();
    for (place, terms) in some.iter().filter_map(|place| Some((*place, &all.get(*place)?.promotion.terms))) {
        let group = groups.entry(&terms.stack_group).or_insert((i32::MIN, Vec::new()));
        group.0 = group.0.max(terms.priority);
        group.1.push(place);
    }
    let mut order: Vec<_> = groups.into_iter().collect();
    order.sort_by_key(|(name, (priority, _))| (Reverse(*priority), *name));
    order.into_iter().map(|(_, (_, places))| places).collect()
}

fn combine(all: &[Candidate<'_>], groups: &[Vec<usize>], start: Way) -> Way {
    let sets = groups.iter().map(Vec::len).fold(1, usize::saturating_mul);
    let mut ways = vec![start.clone()];
    for group in groups {
        ways = ways.into_iter().flat_map(|way| way.on(all, group, sets > SETS_MAX)).collect();
    }
    // Of equals the first: ways branch in a settled order.
    let better = |best: Way, way: Way| if way.worth() > best.worth() { way } else { best };
    ways.into_iter().reduce(better).unwrap_or(start)
}

fn solved(all: &[Candidate<'_>], way: Way, fee: i64) -> Solved {
    let mut verdicts = way.passed;
    let mut applied = Vec::new();
    for (place, cut) in way.taken {
        let Some(candidate) = all.get(place) else { continue };
        verdicts.push((place, Verdict::Applied(cut.amount())));
        applied.push(taken_off(candidate, &cut, &way.lines));
    }
    verdicts.sort_by_key(|(place, _)| *place);
    let verdicts = verdicts.into_iter().map(|(_, verdict)| verdict).collect();
    Solved { verdicts, applied, lines: way.lines, fee: fee - way.fee_left }
}

fn taken_off(candidate: &Candidate<'_>, cut: &Cut, lines: &[Open]) -> Applied {
    let (promotion, terms, amount) = (candidate.promotion, &candidate.promotion.terms, cut.amount());
    let by_line = lines.iter().zip(&cut.lines).filter(|(_, off)| **off > 0);
    Applied {
        owner: promotion.owner,
        promotion: promotion.id,
        version: promotion.version,
        title: terms.title.clone(),
        code: candidate.code.clone(),
        amount,
        platform: terms.platform_part(amount),
        lines: by_line.map(|(line, off)| (line.item.id, *off)).collect(),
        per_customer: terms.per_customer(),
    }
}
