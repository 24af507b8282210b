//! Does it: one file per use case; the only place that opens transactions.
pub mod cash;
pub mod close;
pub mod fulfil;
pub mod heard;
pub mod hook;
pub mod open;
pub mod pay;
pub mod person;
pub mod read;
pub mod refund;
pub mod stray;
pub mod sweep;
pub mod told;
pub mod work;

use souk_kit::{Problem, Scope};

use crate::clients::provider::Failure;

/// What is owed spans merchants: the module works on it in this scope.
pub(crate) const MONEY: Scope = Scope::Platform("payments of a checkout");

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        Self { internal: Some(failure.to_string()), ..Self::unavailable("provider_unavailable") }
    }
}
