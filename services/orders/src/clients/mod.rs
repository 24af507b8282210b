//! Whom orders asks.
pub mod catalog;
pub mod identity;
pub mod reservations;
