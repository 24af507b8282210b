//! Work beside requests: what modules say of themselves, and which of them are off.
pub mod discovery;
pub mod switches;
