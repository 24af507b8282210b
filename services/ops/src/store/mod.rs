//! Keeps it: one file per table group, time comes in as a parameter.
pub mod audit;
pub mod events;
pub mod switches;
