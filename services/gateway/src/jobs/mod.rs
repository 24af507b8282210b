//! Work beside requests: what modules say of themselves, which of them are off, and whose sessions ended.
pub mod discovery;
pub mod revocations;
pub mod switches;
