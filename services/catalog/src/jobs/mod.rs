//! What catalog is reminded of.
mod expire_hold;
mod import_chunk;

pub use expire_hold::ExpireHold;
pub use import_chunk::ImportChunk;
