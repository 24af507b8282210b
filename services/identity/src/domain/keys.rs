//! The life of signing keys: next → active → retiring → retired. A key is published before it signs, and stays
//! published until the last token it signed is over.
use chrono::{DateTime, TimeDelta, Utc};

/// Where a key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// Published, does not sign yet.
    Next,
    /// Signs.
    Active,
    /// Signs no more, still verifies.
    Retiring,
}

impl KeyState {
    /// Reads the word; none for a retired key.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "next" => Some(Self::Next),
            "active" => Some(Self::Active),
            "retiring" => Some(Self::Retiring),
            _ => None,
        }
    }
}

/// A key as the plan sees it.
#[derive(Clone, Debug)]
pub struct Key {
    /// Its name.
    pub kid: String,
    /// Where it stands.
    pub state: KeyState,
    /// Since when it stands there.
    pub since: DateTime<Utc>,
}

/// How long each part of the life takes.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// Published before it signs.
    pub publish: TimeDelta,
    /// Signs for so long.
    pub rotate: TimeDelta,
    /// Verifies for so long after: the life of a token and some skew.
    pub verify: TimeDelta,
}

/// One step of the rotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Make the very first key, which signs at once: nobody holds an older one.
    First,
    /// Make the key that comes next.
    Publish,
    /// The active key retires and the next one signs.
    Turn {
        /// Signs no more.
        old: String,
        /// Signs from now on.
        new: String,
    },
    /// Take a key out of the set.
    Retire(String),
}

/// What is to be done now, in order.
#[must_use]
pub fn plan(keys: &[Key], policy: Policy, now: DateTime<Utc>) -> Vec<Step> {
    let find = |state| keys.iter().find(|k| k.state == state);
    let mut steps = Vec::new();
    for key in keys.iter().filter(|k| k.state == KeyState::Retiring && k.since + policy.verify <= now) {
        steps.push(Step::Retire(key.kid.clone()));
    }
    match (find(KeyState::Active), find(KeyState::Next)) {
        (None, _) => steps.push(Step::First),
        (Some(active), Some(next)) => {
            if active.since + policy.rotate <= now && next.since + policy.publish <= now {
                steps.push(Step::Turn { old: active.kid.clone(), new: next.kid.clone() });
            }
        }
        (Some(active), None) => {
            if active.since + policy.rotate - policy.publish <= now {
                steps.push(Step::Publish);
            }
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }
    fn key(kid: &str, state: KeyState, since: i64) -> Key {
        Key { kid: kid.into(), state, since: at(since) }
    }
    const POLICY: Policy = Policy {
        publish: TimeDelta::minutes(10),
        rotate: TimeDelta::minutes(100),
        verify: TimeDelta::minutes(11),
    };

    #[test]
    fn the_first_key_signs_at_once() {
        assert_eq!(plan(&[], POLICY, at(0)), [Step::First]);
    }

    #[test]
    fn a_key_is_published_before_it_signs() {
        let active = key("a", KeyState::Active, 0);
        assert_eq!(plan(std::slice::from_ref(&active), POLICY, at(89)), []);
        assert_eq!(plan(std::slice::from_ref(&active), POLICY, at(90)), [Step::Publish]);
        // Even when the rotation was late, the new key waits its time.
        let late = [active, key("b", KeyState::Next, 200)];
        assert_eq!(plan(&late, POLICY, at(209)), []);
        assert_eq!(plan(&late, POLICY, at(210)), [Step::Turn { old: "a".into(), new: "b".into() }]);
    }

    #[test]
    fn a_key_verifies_until_its_last_token_is_over() {
        let keys = [key("b", KeyState::Active, 100), key("a", KeyState::Retiring, 100)];
        assert_eq!(plan(&keys, POLICY, at(110)), []);
        assert_eq!(plan(&keys, POLICY, at(111)), [Step::Retire("a".into())]);
    }
}
