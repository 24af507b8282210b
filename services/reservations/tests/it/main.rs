//! Journeys through reservations, on real PostgreSQL.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that meets something unexpected stops at once, with the place"
)]
mod board;
mod queue;
mod races;
mod settings;
mod shop;
mod time;
mod tunnel;
mod words;
mod world;
