//! The ladder of pauses after attempts to sign in that came to nothing.
use chrono::{DateTime, TimeDelta, Utc};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ladder {
    /// One account from one network: stops guessing a password.
    Account,
    /// One network, whatever the account: stops trying one password on everybody.
    Network,
    /// Codes of one person's second factor, and a password asked for again.
    Proof,
    /// Mails to one address that a stranger may ask for.
    Mail,
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

impl Ladder {
    /// From how many attempts, how many seconds of pause; highest first.
    const fn steps(self) -> &'static [(i32, i64)] {
        match self {
            Self::Account | Self::Proof => {
                &[(20, 24 * HOUR), (15, HOUR), (10, 10 * MINUTE), (7, 2 * MINUTE), (5, 30)]
            }
            Self::Network => &[(200, 24 * HOUR), (150, HOUR), (100, 10 * MINUTE), (50, MINUTE)],
            Self::Mail => &[(10, 24 * HOUR), (5, HOUR), (3, 5 * MINUTE), (1, 20)],
        }
    }

    /// Until when the next attempt has to wait, after this many.
    #[must_use]
    pub fn blocked_until(self, attempts: i32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let (_, seconds) = self.steps().iter().find(|(from, _)| attempts >= *from)?;
        Some(now + TimeDelta::seconds(*seconds))
    }

    /// Attempts before this moment are forgotten.
    #[must_use]
    pub fn forgets_before(self, now: DateTime<Utc>) -> DateTime<Utc> {
        now - TimeDelta::hours(24)
    }

    /// The word in the key of a row.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Account => "throttle-account",
            Self::Network => "throttle-network",
            Self::Proof => "throttle-proof",
            Self::Mail => "throttle-mail",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_only_grow() {
        let now = DateTime::UNIX_EPOCH;
        for ladder in [Ladder::Account, Ladder::Network, Ladder::Proof, Ladder::Mail] {
            let pauses: Vec<_> = (0..400).map(|n| ladder.blocked_until(n, now)).collect();
            assert!(pauses.is_sorted(), "{ladder:?}");
            assert_eq!(pauses.first(), Some(&None));
            assert_eq!(pauses.last().unwrap().unwrap() - now, TimeDelta::hours(24));
        }
    }

    #[test]
    fn four_slips_are_free() {
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(Ladder::Account.blocked_until(4, now), None);
        assert_eq!(Ladder::Account.blocked_until(5, now), Some(now + TimeDelta::seconds(30)));
    }
}
