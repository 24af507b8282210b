//! Sums of parts, and what may still go back.

/// Why a sum is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Nothing is owed: there is nothing to pay.
    #[error("nothing is owed")]
    Nothing,
    /// Beyond what money can be, or below zero.
    #[error("an amount that cannot be")]
    Range,
}

/// What all parts owe together, minor units.
///
/// # Errors
/// See [`Wrong`].
pub fn owed(parts: &[i64]) -> Result<i64, Wrong> {
    let sum = parts.iter().try_fold(0_i64, |sum, part| {
        if *part < 0 {
            return None;
        }
        sum.checked_add(*part)
    });
    match sum {
        None => Err(Wrong::Range),
        Some(0) => Err(Wrong::Nothing),
        Some(sum) => Ok(sum),
    }
}

/// How much of a part is to go back so that only `stays` of it stays paid. Never below zero, never more than is left.
#[must_use]
pub fn back(amount: i64, refunded: i64, stays: i64) -> i64 {
    (amount - refunded - stays.max(0)).clamp(0, amount - refunded)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_owed_is_nothing_to_pay() {
        assert_eq!(owed(&[0, 0]), Err(Wrong::Nothing));
        assert_eq!(owed(&[i64::MAX, 1]), Err(Wrong::Range));
        assert_eq!(owed(&[-1, 5]), Err(Wrong::Range));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]
        #[test]
        fn shares_of_any_cart_add_up_and_going_back_part_by_part_ends_at_zero(
            parts in proptest::collection::vec((0..=10_000_000_i64, proptest::collection::vec(0..=10_000_000_i64, 0..5)), 1..8)
        ) {
            let amounts: Vec<i64> = parts.iter().map(|(amount, _)| *amount).collect();
            let sum = owed(&amounts);
            prop_assume!(sum.is_ok());
            prop_assert_eq!(sum.unwrap(), amounts.iter().sum::<i64>());
            let mut left = sum.unwrap();
            for (amount, stays) in &parts {
                let mut refunded = 0;
                for stay in stays.iter().chain(&[0]) {
                    let goes = back(*amount, refunded, *stay);
                    prop_assert!(goes >= 0 && refunded + goes <= *amount);
                    refunded += goes;
                }
                prop_assert_eq!(refunded, *amount);
                left -= refunded;
            }
            prop_assert_eq!(left, 0);
        }
    }
}
