//! The whole platform, every module in one process, through its one door.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up stops at once")]
mod journey;
mod people;
mod platform;
mod races;
