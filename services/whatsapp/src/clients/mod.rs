//! Asks others: Twilio, and reservations.
pub mod files;
pub mod reservations;
pub mod twilio;
