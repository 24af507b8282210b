//! Journeys through the catalog, on real PostgreSQL.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that meets something unexpected stops at once, with the place"
)]
mod bundles;
mod categories;
mod exports;
mod featured;
mod grid;
mod holds;
mod hours;
mod imports;
mod isolation;
mod kinds;
mod live;
mod low_stock;
mod modifiers;
mod near;
mod orders;
mod prices;
mod products;
mod quotas;
mod screens;
mod search;
mod sold_out;
mod switch;
mod translations;
mod windows;
mod world;
