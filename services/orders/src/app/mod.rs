//! What can be done: one file per use case, the only place that opens transactions.
pub mod cart;
pub mod checkout;
pub mod place;
pub mod read;
pub mod transition;
