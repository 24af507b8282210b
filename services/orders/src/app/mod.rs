//! What can be done: one file per use case, the only place that opens transactions.
pub mod cart;
pub mod checkout;
pub mod codes;
pub mod discounts;
mod fact;
pub mod place;
pub mod promotions;
pub mod read;
pub mod transition;
