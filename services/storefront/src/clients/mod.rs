//! Asks others.
pub mod catalog;
pub mod site;
