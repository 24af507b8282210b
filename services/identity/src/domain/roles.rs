//! Who may give, change and take which role.
use souk_kit::token::Role;

/// Whether somebody of role `actor` may invite to, change or take away `role`: owners everything, managers
/// what is below them.
#[must_use]
pub fn may_manage(actor: Role, role: Role) -> bool {
    match actor {
        Role::Owner => true,
        Role::Manager => role < Role::Manager,
        Role::Seller | Role::Agent => false,
    }
}

/// Whether `actor` may turn a member's role `from` into `to`.
#[must_use]
pub fn may_change(actor: Role, from: Role, to: Role) -> bool {
    may_manage(actor, from) && may_manage(actor, to)
}

/// The roles that `actor` may give, lowest first.
#[must_use]
pub fn may_give(actor: Role) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| may_manage(actor, *role)).collect()
}

/// A member's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// May work.
    Active,
    /// May not for the time being.
    Suspended,
    /// Belongs here no more.
    Removed,
}

impl State {
    /// The word in tables and answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Removed => "removed",
        }
    }
    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Active, Self::Suspended, Self::Removed].into_iter().find(|s| s.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_reaches_above_themselves() {
        for actor in Role::ALL {
            for from in Role::ALL {
                for to in Role::ALL {
                    let may = may_change(actor, from, to);
                    assert!(!may || (from <= actor && to <= actor), "{actor:?} {from:?} {to:?}");
                }
            }
        }
        assert!(may_change(Role::Owner, Role::Manager, Role::Owner));
        assert!(!may_change(Role::Manager, Role::Manager, Role::Agent));
        assert_eq!(may_give(Role::Manager), [Role::Agent, Role::Seller]);
        assert_eq!(may_give(Role::Seller), []);
    }
}
