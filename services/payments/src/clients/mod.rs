//! Asks others: who takes the money.
pub mod provider;
pub mod stripe;
