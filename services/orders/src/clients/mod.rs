//! Whom orders asks.
pub mod catalog;
pub mod identity;
pub mod payments;
pub mod reservations;
