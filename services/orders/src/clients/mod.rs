//! Whom orders asks.
pub mod catalog;
