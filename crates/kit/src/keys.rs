//! Signing keys of modules: each holds its own Ed25519 key and knows the others' public halves.
use std::{collections::HashMap, fs, path::Path};

use anyhow::Context as _;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use jsonwebtoken::{DecodingKey, EncodingKey};

/// A module's own key and everybody's public keys.
pub struct ModuleKeys {
    /// Signs this module's service tokens.
    pub own: EncodingKey,
    /// Public keys by module name.
    pub public: HashMap<String, DecodingKey>,
}

/// An Ed25519 key in the forms that tokens need.
pub struct Pair {
    /// PKCS #8 DER of the private half.
    pub private: Vec<u8>,
    /// The raw public half, 32 bytes.
    pub public: Vec<u8>,
}

impl Pair {
    /// A new key.
    ///
    /// # Errors
    /// The system's random source failed.
    pub fn generate() -> anyhow::Result<Self> {
        let pair = Ed25519KeyPair::generate().context("generate an Ed25519 key")?;
        let private = pair.to_pkcs8v1().context("encode an Ed25519 key")?.as_ref().to_vec();
        Ok(Self { private, public: pair.public_key().as_ref().to_vec() })
    }
}

impl ModuleKeys {
    /// Reads `<dir>/<module>.key` and every `<dir>/*.pub` (base64 each). Without a folder the keys live in
    /// memory only, which serves a process alone in a test.
    ///
    /// # Errors
    /// A missing or unreadable key, named by its path.
    pub fn load(dir: &Path, module: &str) -> anyhow::Result<Self> {
        let read = |path: &Path| -> anyhow::Result<Vec<u8>> {
            let text = fs::read_to_string(path)
                .with_context(|| format!("key {} (`souk keys` makes it)", path.display()))?;
            BASE64.decode(text.trim()).with_context(|| format!("key {} is not base64", path.display()))
        };
        let private = read(&dir.join(format!("{module}.key")))?;
        let mut public = HashMap::new();
        for entry in fs::read_dir(dir).with_context(|| format!("keys in {}", dir.display()))? {
            let path = entry?.path();
            let (Some(name), Some("pub")) =
                (path.file_stem().and_then(|s| s.to_str()), path.extension().and_then(|s| s.to_str()))
            else {
                continue;
            };
            public.insert(name.to_owned(), DecodingKey::from_ed_der(&read(&path)?));
        }
        Ok(Self { own: EncodingKey::from_ed_der(&private), public })
    }
}

/// Writes keys for those modules that have none yet; returns the names of new ones.
///
/// # Errors
/// The folder cannot be written.
pub fn ensure(dir: &Path, modules: &[&str]) -> anyhow::Result<Vec<String>> {
    fs::create_dir_all(dir).with_context(|| format!("folder {}", dir.display()))?;
    let mut made = Vec::new();
    for module in modules {
        let path = dir.join(format!("{module}.key"));
        if path.exists() {
            continue;
        }
        let pair = Pair::generate()?;
        write_private(&path, &BASE64.encode(pair.private))?;
        fs::write(dir.join(format!("{module}.pub")), BASE64.encode(pair.public))?;
        made.push((*module).to_owned());
    }
    Ok(made)
}

#[cfg(unix)]
fn write_private(path: &Path, text: &str) -> anyhow::Result<()> {
    use std::{io::Write as _, os::unix::fs::OpenOptionsExt as _};
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes()).with_context(|| format!("write {}", path.display()))
}

#[cfg(not(unix))]
fn write_private(path: &Path, text: &str) -> anyhow::Result<()> {
    fs::write(path, text).with_context(|| format!("write {}", path.display()))
}
