//! One file per command.
pub mod doctor;
pub mod import;
pub mod keys;
mod mailbox;
pub mod migrate;
pub mod openapi;
mod photo;
pub mod replay;
pub mod seed;
pub mod up;

use std::collections::HashMap;

use anyhow::Context as _;
use secrecy::ExposeSecret;
use souk_kit::config::{Database, Settings};

/// Platform-wide settings, as no module in particular.
pub(crate) fn settings() -> anyhow::Result<Settings> {
    Settings::load("souk", "", &HashMap::new())
}

/// The database and its administrator's URL.
pub(crate) fn database(settings: &Settings) -> anyhow::Result<(Database, String)> {
    let database: Database = settings.section("database")?;
    let admin = database.admin_url.as_ref().context(
        "SOUK__DATABASE__ADMIN_URL is not set: the superuser URL of the database, postgres://user:password@host:port/souk",
    )?;
    let admin = admin.expose_secret().to_owned();
    Ok((database, admin))
}
