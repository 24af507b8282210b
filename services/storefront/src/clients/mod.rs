//! Asks others.
pub mod catalog;
