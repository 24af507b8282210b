//! Journeys through the catalog, on real PostgreSQL.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that meets something unexpected stops at once, with the place"
)]
mod categories;
mod holds;
mod hours;
mod imports;
mod isolation;
mod modifiers;
mod orders;
mod products;
mod screens;
mod search;
mod sold_out;
mod switch;
mod world;
