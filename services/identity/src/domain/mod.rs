//! Decides: what a valid address, password, name or slug is, who may change whose role, when keys turn over.
pub mod consent;
pub mod device;
pub mod email;
pub mod keys;
pub mod name;
pub mod passkey;
pub mod password;
pub mod reason;
pub mod region;
pub mod roles;
pub mod scope;
pub mod second_factor;
pub mod secret;
pub mod slug;
pub mod throttle;
