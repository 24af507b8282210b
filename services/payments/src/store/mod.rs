//! Keeps what is owed, what was paid, what goes back, what is booked.
pub mod attempts;
pub mod intents;
pub mod ledger;
pub mod notes;
pub mod person;
pub mod refunds;
pub mod strays;
pub mod tasks;
pub mod webhooks;
