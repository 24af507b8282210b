//! The tax inside prices that include it: rounded once per rate, shared out by largest remainder.

const WHOLE: i128 = 10_000;

/// The tax inside each line, given its total in minor units and its rate in basis points. The lines of one rate
/// add up to the rounded tax of their sum (half up); no line is more than one minor unit off its exact share.
#[must_use]
pub fn included(lines: &[(i64, i32)]) -> Vec<i64> {
    let mut out = vec![0; lines.len()];
    let mut rates: Vec<i32> = lines.iter().map(|(_, rate)| *rate).collect();
    rates.sort_unstable();
    rates.dedup();
    for rate in rates {
        let places: Vec<usize> =
            (0..lines.len()).filter(|i| lines.get(*i).is_some_and(|l| l.1 == rate)).collect();
        let totals: Vec<i64> = places.iter().filter_map(|i| lines.get(*i)).map(|l| l.0).collect();
        for (place, share) in places.into_iter().zip(of_rate(&totals, rate)) {
            if let Some(slot) = out.get_mut(place) {
                *slot = share;
            }
        }
    }
    out
}

fn of_rate(totals: &[i64], rate: i32) -> Vec<i64> {
    let rate = i128::from(rate.max(0));
    let divisor = WHOLE + rate;
    let exact: Vec<(i128, i128)> =
        totals.iter().map(|t| i128::from((*t).max(0)) * rate).map(|n| (n / divisor, n % divisor)).collect();
    let sum: i128 = totals.iter().map(|t| i128::from((*t).max(0))).sum::<i128>() * rate;
    let target = (2 * sum + divisor) / (2 * divisor);
    let missing = target - exact.iter().map(|e| e.0).sum::<i128>();
    let mut order: Vec<usize> = (0..exact.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(exact.get(*i).map_or(0, |e| e.1)));
    let mut shares: Vec<i128> = exact.iter().map(|e| e.0).collect();
    for place in order.into_iter().take(usize::try_from(missing).unwrap_or_default()) {
        if let Some(share) = shares.get_mut(place) {
            *share += 1;
        }
    }
    // A share never exceeds its line's total, so it fits where the total fitted.
    shares.into_iter().map(|s| i64::try_from(s).unwrap_or(i64::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_sums() {
        assert_eq!(included(&[(1250, 1000)]), [114]);
        assert_eq!(included(&[(1055, 550), (1200, 2000)]), [55, 200]);
        // Three lines of 0.10 at 20 %: 0.30 holds 0.05, and no line holds a part of a cent.
        assert_eq!(included(&[(10, 2000), (10, 2000), (10, 2000)]).iter().sum::<i64>(), 5);
        assert_eq!(included(&[]), Vec::<i64>::new());
    }

    proptest! {
        #[test]
        fn shares_add_up_and_stay_close(
            lines in proptest::collection::vec((0..=1_000_000_000_000_i64, proptest::sample::select(&[0, 210, 550, 1000, 2000, 9999][..])), 0..30)
        ) {
            let shares = included(&lines);
            prop_assert_eq!(shares.len(), lines.len());
            for ((total, rate), share) in lines.iter().zip(&shares) {
                prop_assert!((0..=*total).contains(share));
                let exact = i128::from(*total) * i128::from(*rate);
                let off = i128::from(*share) * (WHOLE + i128::from(*rate)) - exact;
                prop_assert!(off.abs() < WHOLE + i128::from(*rate), "more than one minor unit off");
            }
            for rate in [0, 210, 550, 1000, 2000, 9999] {
                let pick = |(l, s): (&(i64, i32), &i64)| (l.1 == rate).then_some((l.0, *s));
                let (sum, tax) = lines.iter().zip(&shares).filter_map(pick).fold((0_i128, 0_i128), |a, b| (a.0 + i128::from(b.0), a.1 + i128::from(b.1)));
                let divisor = WHOLE + i128::from(rate);
                prop_assert_eq!(tax, (2 * sum * i128::from(rate) + divisor) / (2 * divisor));
            }
        }
    }
}
