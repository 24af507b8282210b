//! `souk keys`: makes the modules' signing keys that are missing.
use souk_kit::{config::Security, keys};

use crate::{modules, say};

pub fn run() -> anyhow::Result<()> {
    let security: Security = super::settings()?.section("security")?;
    let names: Vec<&str> = modules().iter().map(|m| m.name).collect();
    let made = keys::ensure(&security.keys_dir, &names)?;
    if !made.is_empty() {
        say::line(&format!("new keys in {}: {}", security.keys_dir.display(), made.join(", ")));
    }
    Ok(())
}
