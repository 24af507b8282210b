//! The rules of selling in a live: codes, what messages mean, prices, deposits. No database, no HTTP, no clock.
pub mod code;
pub mod conversation;
pub mod deposit;
pub mod grammar;
pub mod labels;
pub mod look;
pub mod prepared;
pub mod price;
pub mod reservation;
pub mod session;
pub mod settings;
