//! Embedded assets: bytes, types and the immutable, content-hashed addresses they are served at.

/// One embedded file.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// Its name before hashing, such as `souk.css`.
    pub name: &'static str,
    /// Where it is served: `/assets/<version>/<name>.<hash>.<ext>`.
    pub url: &'static str,
    /// Its media type.
    pub content_type: &'static str,
    /// The plain bytes.
    pub bytes: &'static [u8],
    /// The bytes compressed with gzip, for types that gain from it.
    pub gzip: Option<&'static [u8]>,
    /// The bytes compressed with brotli, for types that gain from it.
    pub brotli: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// What to send as `Cache-Control` with every asset: its address changes with its content.
pub const CACHE_CONTROL: &str = "public, max-age=31536000, immutable";

/// The asset served at this path, such as `/assets/0123456789ab/souk.ABCDEFGH.css`.
#[must_use]
pub fn get(path: &str) -> Option<Asset> {
    path.starts_with(PREFIX).then(|| ASSETS.iter().find(|asset| asset.url == path).copied()).flatten()
}

/// The address of the asset with this logical name. An unknown name gives an address that answers 404.
#[must_use]
pub fn url(name: &str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).map_or("/assets/unknown", |asset| asset.url)
}

/// The script that stands in every page and runs before its first paint.
pub(crate) fn first() -> &'static str {
    FIRST
}

/// Every embedded asset.
#[must_use]
pub fn all() -> &'static [Asset] {
    ASSETS
}

/// The path prefix of this build's assets, for routing: `/assets/<version>/`.
#[must_use]
pub fn prefix() -> &'static str {
    PREFIX
}
