//! Amounts shared out to the minor unit: by largest remainder, and basis points half up.

const WHOLE: i128 = 10_000;

/// A part of an amount in basis points, rounded half up.
#[must_use]
pub fn basis_points(amount: i64, bp: i32) -> i64 {
    let exact = i128::from(amount.max(0)) * i128::from(bp.clamp(0, 10_000));
    i64::try_from((2 * exact + WHOLE) / (2 * WHOLE)).unwrap_or(amount)
}

/// Shares an amount out by weight. The shares add up to the amount, or to all weights when it is more than they
/// are; none is more than its weight. Of equal remainders the first gets the minor unit.
#[must_use]
pub fn by_weight(amount: i64, weights: &[i64]) -> Vec<i64> {
    let weights: Vec<i128> = weights.iter().map(|w| i128::from((*w).max(0))).collect();
    let sum: i128 = weights.iter().sum();
    let amount = i128::from(amount.max(0)).min(sum);
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let mut shares: Vec<i128> = weights.iter().map(|w| amount * w / sum).collect();
    let missing = usize::try_from(amount - shares.iter().sum::<i128>()).unwrap_or_default();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(weights.get(*i).map_or(0, |w| amount * w % sum)));
    for place in order.into_iter().take(missing) {
        if let Some(share) = shares.get_mut(place) {
            *share += 1;
        }
    }
    shares.into_iter().map(|s| i64::try_from(s).unwrap_or(i64::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_shares() {
        assert_eq!(by_weight(100, &[1, 1, 1]), [1, 1, 1], "never more than there is");
        assert_eq!(by_weight(100, &[333, 333, 334]), [33, 33, 34]);
        assert_eq!(by_weight(1, &[5, 5]), [1, 0]);
        assert_eq!(by_weight(7, &[]), Vec::<i64>::new());
        assert_eq!((basis_points(1250, 1000), basis_points(5, 1000), basis_points(4, 1000)), (125, 1, 0));
    }

    proptest! {
        #[test]
        fn shares_add_up_and_stay_below_their_weight(
            amount in 0..=i64::MAX,
            weights in proptest::collection::vec(0..=1_000_000_000_000_i64, 0..20),
        ) {
            let shares = by_weight(amount, &weights);
            let sum: i64 = weights.iter().sum();
            prop_assert_eq!(shares.iter().sum::<i64>(), amount.min(sum));
            for (share, weight) in shares.iter().zip(&weights) {
                prop_assert!((0..=*weight).contains(share));
            }
        }
    }
}
