//! Does it: one file per use case, the only place that opens a transaction.
pub mod access;
pub mod invitations;
pub mod keyring;
pub mod log_in;
pub mod mailing;
pub mod members;
pub mod passwords;
pub mod person;
pub mod profile;
pub mod refresh;
pub mod reset;
pub mod sessions;
pub mod sign_up;
pub mod stores;
pub mod tenants;
pub mod verify;
