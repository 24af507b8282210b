//! What catalog is reminded of.
mod expire_hold;
mod import_chunk;
mod sweep_changes;

pub use expire_hold::ExpireHold;
pub use import_chunk::ImportChunk;
pub use sweep_changes::{SweepChanges, wind_up};
