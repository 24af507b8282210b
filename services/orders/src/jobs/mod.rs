//! What orders is reminded of, and the mails it sends.
pub mod accept_deadline;
pub mod mails;
