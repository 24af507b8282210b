//! Journeys through reservations, on real PostgreSQL.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that meets something unexpected stops at once, with the place"
)]
mod board;
mod deposit_edges;
mod deposits;
mod live_ops;
mod own_data;
mod poison;
mod prepared;
mod queue;
mod races;
mod refunds;
mod reports;
mod settings;
mod shop;
mod time;
mod tunnel;
mod words;
mod world;
