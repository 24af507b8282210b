//! What orders hears.
pub mod guest_merged;
pub mod hold_expired;
pub mod store_saved;
