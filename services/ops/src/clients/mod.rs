//! Asks others.
pub mod modules;
