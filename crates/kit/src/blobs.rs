//! Blobs: photos and files, in a local folder by default, behind the `object_store` interface.
use std::{path::Path as FsPath, sync::Arc};

use anyhow::Context as _;
use bytes::Bytes;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, local::LocalFileSystem, path::Path};

/// One module's blobs.
#[derive(Clone)]
pub struct Blobs(Arc<dyn ObjectStore>);

impl Blobs {
    /// Blobs in `<dir>/<module>`.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn local(dir: &FsPath, module: &str) -> anyhow::Result<Self> {
        let folder = dir.join(module);
        std::fs::create_dir_all(&folder).with_context(|| format!("blob folder {}", folder.display()))?;
        Ok(Self(Arc::new(LocalFileSystem::new_with_prefix(folder)?)))
    }

    /// Keeps a blob under a name.
    ///
    /// # Errors
    /// The store refused.
    pub async fn put(&self, name: &str, bytes: Bytes) -> anyhow::Result<()> {
        self.0.put(&Path::parse(name)?, PutPayload::from_bytes(bytes)).await.map(drop).context("keep a blob")
    }

    /// Reads a blob; none when it is not there.
    ///
    /// # Errors
    /// The store failed.
    pub async fn get(&self, name: &str) -> anyhow::Result<Option<Bytes>> {
        match self.0.get(&Path::parse(name)?).await {
            Ok(found) => Ok(Some(found.bytes().await?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(e) => Err(e).context("read a blob"),
        }
    }

    /// The names of the blobs in a folder.
    ///
    /// # Errors
    /// The store failed.
    pub async fn names(&self, folder: &str) -> anyhow::Result<Vec<String>> {
        use futures_util::TryStreamExt as _;
        let found = self.0.list(Some(&Path::parse(folder)?));
        found.map_ok(|blob| blob.location.to_string()).try_collect().await.context("list blobs")
    }

    /// Removes a blob; one that is not there is no error.
    ///
    /// # Errors
    /// The store failed.
    pub async fn delete(&self, name: &str) -> anyhow::Result<()> {
        match self.0.delete(&Path::parse(name)?).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(e) => Err(e).context("remove a blob"),
        }
    }
}
