//! Decides: paths, routes, switches, limits, placeholders. Pure, no I/O, no clock.
pub mod body;
pub mod bucket;
pub mod client;
pub mod language;
pub mod navigation;
pub mod openapi;
pub mod pass;
pub mod path;
pub mod placeholder;
pub mod registry;
pub mod routes;
pub mod switches;
