//! Asks others.
pub mod modules;
pub mod traces;
