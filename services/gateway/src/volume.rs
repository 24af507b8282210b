//! The folder that survives restarts: the last good manifests and the module switches, as JSON files.
use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Serialize, de::DeserializeOwned};

/// A folder of small JSON files.
#[derive(Clone, Debug)]
pub struct Volume(PathBuf);

impl Volume {
    /// Opens the folder, making it when it is not there.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn open(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        Ok(Self(folder.to_owned()))
    }

    /// What was kept under a name; nothing when it is missing or unreadable.
    #[must_use]
    pub fn read<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let bytes = fs::read(self.path(name)).ok()?;
        serde_json::from_slice(&bytes)
            .inspect_err(|error| tracing::warn!(name, %error, "a kept file is unreadable and ignored"))
            .ok()
    }

    /// Keeps a value under a name, whole or not at all.
    pub fn keep(&self, name: &str, value: &impl Serialize) {
        let path = self.path(name);
        let draft = path.with_extension("new");
        let written = serde_json::to_vec(value)
            .map_err(io::Error::other)
            .and_then(|bytes| fs::write(&draft, bytes))
            .and_then(|()| fs::rename(&draft, &path));
        if let Err(error) = written {
            tracing::warn!(name, %error, "cannot be kept on the volume");
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(format!("{name}.json"))
    }
}
