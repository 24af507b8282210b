//! The journeys of ops, on a real database, with stand-ins for the other modules.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up stops at once")]
mod access;
mod audit;
mod dead_letters;
mod events;
mod health;
mod messages;
mod replays;
mod stub;
mod switches;
mod texts;
