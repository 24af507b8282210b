//! What is true of orders and carts, without a database, a request or a clock.
pub mod contact;
pub mod day;
pub mod fulfilment;
pub mod modifier;
pub mod news;
pub mod opt_in;
pub mod order;
pub mod placement;
#[cfg(test)]
mod placement_properties;
pub mod promotion;
pub mod quantity;
pub mod reduction;
pub mod sought;
pub mod tax;
