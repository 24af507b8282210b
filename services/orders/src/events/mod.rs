//! What orders hears.
pub mod erasure;
pub mod guest_merged;
pub mod hold_expired;
pub mod live;
pub mod payments;
pub mod store_saved;
