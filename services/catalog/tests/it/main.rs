//! Journeys through the catalog, on real PostgreSQL.
mod holds;
mod imports;
mod isolation;
mod orders;
mod products;
mod screens;
mod search;
mod world;
