//! What orders is reminded of.
pub mod accept_deadline;
