//! Taking pieces off a placed order: what is left, what it costs, and what each promotion still gives.
use std::collections::BTreeMap;

use souk_events::{LineId, PromotionId};

use super::{promotion::allocate::by_weight, tax};

/// A line as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its id.
    pub line: LineId,
    /// How many.
    pub quantity: i32,
    /// Price of one, minor units.
    pub unit_price: i64,
    /// What promotions take off all of them.
    pub discount: i64,
    /// Tax rate, basis points.
    pub tax_rate_bp: i32,
}

/// What a promotion gives on an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Which.
    pub promotion: PromotionId,
    /// In all, minor units.
    pub amount: i64,
    /// The platform's part of it.
    pub platform: i64,
    /// By line; not known for orders of an earlier release.
    pub lines: BTreeMap<LineId, i64>,
}

/// An order as it stands.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Its lines.
    pub lines: Vec<Piece>,
    /// What promotions give.
    pub given: Vec<Given>,
    /// All discounts together.
    pub discount: i64,
    /// What bringing it costs, before the discount.
    pub fee: i64,
    /// For whoever brings it.
    pub tip: i64,
}

/// What is left of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Its id.
    pub line: LineId,
    /// How many.
    pub quantity: i32,
    /// What they cost, before the discount.
    pub total: i64,
    /// What promotions take off it.
    pub discount: i64,
    /// Tax inside what remains.
    pub tax: i64,
}

/// What is left of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reduced {
    /// All its lines.
    pub lines: Vec<Left>,
    /// What promotions still give.
    pub given: Vec<Given>,
    /// All discounts together.
    pub discount: i64,
    /// What is owed.
    pub total: i64,
    /// Tax inside.
    pub tax: i64,
}

/// Why pieces cannot be taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing was asked for.
    Nothing,
    /// There is no such line, or it has fewer pieces.
    TooMany(LineId),
    /// Nothing would be left: that is calling the order off.
    All,
}

/// Takes pieces off. The agreed fee and tip stay; so does each promotion, for the pieces that are left: no piece that
/// is left costs more than it did.
///
/// # Errors
/// See [`Refusal`].
pub fn reduce(order: &Standing, taken: &BTreeMap<LineId, i32>) -> Result<Reduced, Refusal> {
    if taken.values().all(|n| *n == 0) {
        return Err(Refusal::Nothing);
    }
    for (line, n) in taken {
        let there = order.lines.iter().find(|p| p.line == *line).map_or(0, |p| p.quantity);
        if *n < 0 || *n > there {
            return Err(Refusal::TooMany(*line));
        }
    }
    let of_fee = order.discount - order.lines.iter().map(|p| p.discount).sum::<i64>();
    let mut given = order.given.clone();
    let mut lines: Vec<Left> =
        order.lines.iter().map(|piece| shrink(piece, taken.get(&piece.line).copied(), &mut given)).collect();
    if lines.iter().all(|l| l.quantity == 0) {
        return Err(Refusal::All);
    }
    let rates: Vec<i32> = order.lines.iter().map(|p| p.tax_rate_bp).collect();
    let taxed: Vec<(i64, i32)> =
        lines.iter().zip(&rates).map(|(l, rate)| (l.total - l.discount, *rate)).collect();
    for (line, tax) in lines.iter_mut().zip(tax::included(&taxed)) {
        line.tax = tax;
    }
    let kept = lines.iter().zip(&rates).filter(|(l, _)| l.quantity > 0);
    let rate = kept.map(|(_, rate)| *rate).max().unwrap_or_default();
    let fee = order.fee - of_fee;
    let sum = |of: fn(&Left) -> i64| lines.iter().map(of).sum::<i64>();
    let discount = sum(|l| l.discount) + of_fee;
    Ok(Reduced {
        discount,
        total: sum(|l| l.total) + order.fee + order.tip - discount,
        tax: sum(|l| l.tax) + tax::included(&[(fee, rate)]).into_iter().sum::<i64>(),
        lines,
        given,
    })
}

/// What is left of a line; what its discount loses is taken off the promotions that gave it.
fn shrink(piece: &Piece, taken: Option<i32>, given: &mut [Given]) -> Left {
    let quantity = piece.quantity - taken.unwrap_or_default();
    let discount = if piece.quantity == quantity { piece.discount } else { share(piece, quantity) };
    let mut shares: Vec<i64> =
        given.iter().map(|g| g.lines.get(&piece.line).copied().unwrap_or_default()).collect();
    let lost = piece.discount - discount;
    let cuts: Vec<i64> = if shares.iter().sum::<i64>() == piece.discount {
        let kept = by_weight(discount, &shares);
        shares.iter().zip(kept).map(|(before, after)| before - after).collect()
    } else {
        shares.fill(0);
        by_weight(lost, &given.iter().map(|g| g.amount).collect::<Vec<_>>())
    };
    for (one, cut) in given.iter_mut().zip(cuts) {
        one.take(piece.line, cut);
    }
    Left { line: piece.line, quantity, total: piece.unit_price * i64::from(quantity), discount, tax: 0 }
}

/// The part of a line's discount that stays with some of its pieces, rounded up: never more than they cost.
fn share(piece: &Piece, quantity: i32) -> i64 {
    let (all, left) = (i128::from(piece.quantity.max(1)), i128::from(quantity));
    let exact = i128::from(piece.discount) * left;
    i64::try_from((exact + all - 1) / all).unwrap_or(piece.discount)
}

impl Given {
    /// Gives less on a line; the platform bears its part of what is left.
    fn take(&mut self, line: LineId, cut: i64) {
        if cut == 0 {
            return;
        }
        let left = self.amount - cut;
        let platform = i128::from(self.platform) * i128::from(left) / i128::from(self.amount.max(1));
        self.platform = i64::try_from(platform).unwrap_or_default();
        self.amount = left;
        if let Some(share) = self.lines.get_mut(&line) {
            *share -= cut;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn piece(quantity: i32, unit_price: i64, discount: i64) -> Piece {
        Piece { line: LineId::new(), quantity, unit_price, discount, tax_rate_bp: 1000 }
    }

    fn order(lines: Vec<Piece>) -> Standing {
        Standing { lines, given: Vec::new(), discount: 0, fee: 0, tip: 0 }
    }

    #[test]
    fn what_is_left_is_paid_and_no_more() {
        let order = Standing { fee: 390, tip: 200, ..order(vec![piece(2, 1250, 0), piece(1, 300, 0)]) };
        let [first, second] = [order.lines[0].line, order.lines[1].line];
        let left = reduce(&order, &BTreeMap::from([(first, 1)])).unwrap();
        assert_eq!((left.total, left.tax), (1250 + 300 + 390 + 200, 141 + 35));
        assert_eq!(reduce(&order, &BTreeMap::new()), Err(Refusal::Nothing));
        assert_eq!(reduce(&order, &BTreeMap::from([(first, 3)])), Err(Refusal::TooMany(first)));
        let unknown = LineId::new();
        assert_eq!(reduce(&order, &BTreeMap::from([(unknown, 1)])), Err(Refusal::TooMany(unknown)));
        assert_eq!(reduce(&order, &BTreeMap::from([(first, 2), (second, 1)])), Err(Refusal::All));
    }

    #[test]
    fn a_promotion_gives_less_where_pieces_went_and_the_fee_keeps_its_own() {
        let lines = vec![piece(3, 1000, 300), piece(1, 500, 0)];
        let (cut, free) = (PromotionId::new(), PromotionId::new());
        let first = lines[0].line;
        let given = vec![
            Given { promotion: cut, amount: 300, platform: 150, lines: BTreeMap::from([(first, 300)]) },
            Given { promotion: free, amount: 390, platform: 0, lines: BTreeMap::new() },
        ];
        let order = Standing { given, discount: 690, fee: 390, ..order(lines) };
        let left = reduce(&order, &BTreeMap::from([(first, 2)])).unwrap();
        assert_eq!((left.discount, left.total), (100 + 390, 900 + 500));
        assert_eq!((left.given[0].amount, left.given[0].platform), (100, 50));
        assert_eq!(left.given[1].amount, 390, "free delivery stays free");
    }

    fn any_order() -> impl Strategy<Value = (Standing, Vec<i32>)> {
        let line = (1..=9_i32, 0..=50_000_i64, 0..=10_000_i64, 0..=10_000_i64, 0..=9_i32);
        (proptest::collection::vec(line, 1..6), 0..=900_i64, 0..=900_i64, 0..=500_i64, any::<bool>())
            .prop_map(|(lines, fee, free, tip, known)| {
                let mut given: Vec<Given> = (0..3)
                    .map(|_| Given {
                        promotion: PromotionId::new(),
                        amount: 0,
                        platform: 0,
                        lines: BTreeMap::new(),
                    })
                    .collect();
                let mut pieces = Vec::new();
                for (quantity, unit_price, one, two, _) in &lines {
                    let total = unit_price * i64::from(*quantity);
                    let shares = [total * one / 20_000, total * two / 20_000];
                    let piece = piece(*quantity, *unit_price, shares.iter().sum());
                    for (one, share) in given.iter_mut().zip(shares) {
                        one.amount += share;
                        one.platform = one.amount / 3;
                        if known {
                            one.lines.insert(piece.line, share);
                        }
                    }
                    pieces.push(piece);
                }
                given[2].amount = free.min(fee);
                let discount = given.iter().map(|g| g.amount).sum();
                let taken = lines.iter().map(|(quantity, .., n)| (*n).min(*quantity)).collect();
                (Standing { lines: pieces, given, discount, fee, tip }, taken)
            })
    }

    proptest! {
        #[test]
        fn parts_add_up_and_nothing_left_costs_more((order, taken) in any_order()) {
            let taken: BTreeMap<_, _> = order.lines.iter().map(|p| p.line).zip(taken).collect();
            let before: i64 = order.lines.iter().map(|p| p.unit_price * i64::from(p.quantity)).sum::<i64>()
                + order.fee + order.tip - order.discount;
            let Ok(left) = reduce(&order, &taken) else { return Ok(()) };
            prop_assert!(0 <= left.total && left.total <= before);
            prop_assert!(left.total >= order.tip && (0..=left.total).contains(&left.tax));
            prop_assert_eq!(left.given.iter().map(|g| g.amount).sum::<i64>(), left.discount);
            for (was, is) in order.lines.iter().zip(&left.lines) {
                prop_assert_eq!(is.quantity, was.quantity - taken[&was.line]);
                prop_assert!((0..=is.total).contains(&is.discount) && is.discount <= was.discount);
                prop_assert!((0..=is.total - is.discount).contains(&is.tax));
                let paid = i128::from(was.unit_price * i64::from(was.quantity) - was.discount);
                let owed = i128::from(is.total - is.discount);
                prop_assert!(owed * i128::from(was.quantity) <= paid * i128::from(is.quantity));
            }
            for (was, is) in order.given.iter().zip(&left.given) {
                prop_assert!((0..=was.amount).contains(&is.amount) && (0..=is.amount).contains(&is.platform));
                prop_assert!(is.lines.values().all(|share| *share >= 0));
            }
        }

        #[test]
        fn little_by_little_is_never_dearer_than_at_once((order, taken) in any_order()) {
            let taken: BTreeMap<_, _> = order.lines.iter().map(|p| p.line).zip(taken).collect();
            let Ok(at_once) = reduce(&order, &taken) else { return Ok(()) };
            let mut now = order.clone();
            for (line, n) in taken.into_iter().filter(|(_, n)| *n > 0) {
                let left = reduce(&now, &BTreeMap::from([(line, n)])).unwrap();
                for (piece, is) in now.lines.iter_mut().zip(&left.lines) {
                    (piece.quantity, piece.discount) = (is.quantity, is.discount);
                }
                (now.given, now.discount) = (left.given, left.discount);
            }
            let total: i64 = now.lines.iter().map(|p| p.unit_price * i64::from(p.quantity)).sum::<i64>()
                + now.fee + now.tip - now.discount;
            prop_assert_eq!(total, at_once.total);
        }
    }
}
