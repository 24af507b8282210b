//! The whole platform, every module in one process, through its one door.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up stops at once")]
mod contracts;
mod demands;
mod erasure;
mod faults;
mod foreign;
mod hotline;
mod isolation;
mod journey;
mod markets;
mod migrations;
mod modularity;
mod openapi;
mod operations;
mod people;
mod platform;
mod races;
mod retention;
mod rls;
mod sessions;
mod sql;
mod telemetry;
mod world;
