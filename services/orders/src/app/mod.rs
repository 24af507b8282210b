//! What can be done: one file per use case, the only place that opens transactions.
pub mod cart;
mod cart_view;
pub mod changes;
pub mod checkout;
pub mod codes;
pub mod discounts;
pub mod export;
mod fact;
pub mod fulfilments;
pub mod mailing;
pub mod person;
pub mod place;
mod place_rows;
pub mod promotions;
pub mod read;
pub mod reorder;
pub mod transition;
pub mod ways;
