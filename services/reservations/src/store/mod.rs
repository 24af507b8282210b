//! The tables of reservations: typed rows and the statements on them. Scope and transaction belong to the caller.
pub mod audit;
pub mod checks;
pub mod customers;
pub mod desk;
pub mod groups;
pub mod heard;
pub mod items;
pub mod requests;
pub mod reservations;
pub mod sessions;
pub mod settings;
pub mod stores;
