//! Keeps it: queries on a connection that is inside its scope already; time comes in as a parameter.
pub mod accounts;
pub mod api_keys;
pub mod consents;
pub mod erasures;
pub mod impersonations;
pub mod invitations;
pub mod keys;
pub mod links;
pub mod memberships;
pub mod opt_ins;
pub mod passkeys;
pub mod plans;
pub mod refresh_tokens;
pub mod revocations;
pub mod second_factors;
pub mod sessions;
pub mod stock_news;
pub mod stores;
pub mod tenants;
pub mod throttle;

use diesel::result::{DatabaseErrorInformation, Error};
use souk_kit::{Lang, token::Role};

/// A word in a table that the code does not know: the check constraint and the code differ.
fn unknown(word: &str) -> Error {
    Error::DeserializationError(format!("unknown word {word:?}").into())
}

/// Reads a role column.
///
/// # Errors
/// A word that is no role.
pub fn role(word: &str) -> Result<Role, Error> {
    Role::parse(word).ok_or_else(|| unknown(word))
}

/// Reads a language column.
#[must_use]
pub fn language(word: &str) -> Lang {
    Lang::from_tag(word).unwrap_or_default()
}

/// Whether a statement failed on this constraint.
#[must_use]
pub fn violates(error: &Error, constraint: &str) -> bool {
    let named = |info: &dyn DatabaseErrorInformation| info.constraint_name() == Some(constraint);
    matches!(error, Error::DatabaseError(_, info) if named(info.as_ref()))
}
