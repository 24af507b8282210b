//! The tables of reservations: typed rows and the statements on them. Scope and transaction belong to the caller.
pub mod audit;
pub mod check_runs;
pub mod checks;
pub mod customers;
pub mod deposits;
pub mod desk;
pub mod groups;
pub mod heard;
pub mod items;
pub mod own_data;
pub mod proofs;
pub mod reports;
pub mod requests;
pub mod reservations;
pub mod sessions;
pub mod settings;
pub mod stores;
