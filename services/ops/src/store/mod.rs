//! Keeps it: one file per table group, time comes in as a parameter.
pub mod activity;
pub mod audit;
pub mod availability;
pub mod events;
pub mod replays;
pub mod switches;
