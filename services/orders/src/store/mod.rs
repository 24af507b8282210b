//! What is kept: one file per group of tables, every function on the connection it is given.
pub mod cart;
pub mod cart_codes;
pub mod changes;
pub mod checkouts;
pub mod erasure;
pub mod exports;
pub mod fulfilments;
pub mod interventions;
pub mod numbers;
pub mod opt_ins;
pub mod orders;
pub mod personal;
pub mod promotion_rows;
pub mod promotions;
pub mod redemptions;
pub mod rows;
pub mod stores;
