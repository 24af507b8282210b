//! The module's own settings, typed; `config.toml` explains each.
use std::time::Duration;

use serde::Deserialize;

/// `[shelf]`
#[derive(Clone, Debug, Deserialize)]
pub struct ShelfSettings {
    /// Most products kept in memory.
    pub max_products: usize,
    /// Milliseconds between two looks for changes of other processes.
    pub poll_ms: u64,
    /// From here down customers see how many are left.
    pub low_stock: i64,
}

/// `[uploads]`
#[derive(Clone, Debug, Deserialize)]
pub struct UploadSettings {
    /// Largest photo, bytes.
    pub max_photo_bytes: usize,
    /// Largest import file, bytes.
    pub max_import_bytes: usize,
}

/// `[import]`
#[derive(Clone, Debug, Deserialize)]
pub struct ImportSettings {
    /// Products written in one transaction.
    pub chunk: i64,
    /// Most products of one file.
    pub max_products: usize,
}

/// `[live]`
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct LiveSettings {
    /// Most pages of one process that follow what they show.
    pub max_streams: usize,
    /// Seconds between signs of life.
    pub heartbeat_seconds: u64,
}

impl LiveSettings {
    /// Time between signs of life.
    #[must_use]
    pub fn heartbeat(&self) -> Duration {
        Duration::from_secs(self.heartbeat_seconds.max(1))
    }
}
