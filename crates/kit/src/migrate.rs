//! Roles, schemas and tables: their own step, never at server start.
use anyhow::Context as _;
use aws_lc_rs::hmac;
use diesel::migration::{Migration, MigrationSource};
use diesel_async::{AsyncMigrationHarness, SimpleAsyncConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness};
use secrecy::ExposeSecret;
use souk_outbox::{Conn, DbSettings};
use url::Url;

use crate::config::{Database, seconds};

/// How a module logs in: role `souk_<module>`, password derived, schema first in the path.
///
/// # Errors
/// A database URL that is none.
pub fn login(database: &Database, module: &str, process: &str) -> anyhow::Result<DbSettings> {
    let mut url = Url::parse(&database.url).context("database.url")?;
    let role = format!("souk_{module}");
    let set = url.set_username(&role).and_then(|()| url.set_password(Some(&password(database, module))));
    set.map_err(|()| anyhow::anyhow!("database.url takes no role"))?;
    url.query_pairs_mut().append_pair("options", &format!("-csearch_path={module},public"));
    Ok(DbSettings {
        url: url.as_str().replace('+', "%20"),
        max: database.max,
        acquire_timeout: seconds(database.acquire_seconds),
        statement_timeout: seconds(database.statement_seconds),
        idle_in_transaction_timeout: seconds(database.idle_in_transaction_seconds),
        application_name: format!("souk-{process}"),
    })
}

fn password(database: &Database, module: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, database.password_seed.expose_secret().as_bytes());
    hex::encode(hmac::sign(&key, module.as_bytes()).as_ref())
}

/// One module's migrations, after the common ones, in one order.
pub struct Source {
    /// `orders`.
    pub module: &'static str,
    /// Its own folder, embedded.
    pub own: EmbeddedMigrations,
    /// Whether it has the common tables (the bus has not).
    pub common: bool,
}

impl MigrationSource<diesel::pg::Pg> for Source {
    fn migrations(&self) -> diesel::migration::Result<Vec<Box<dyn Migration<diesel::pg::Pg>>>> {
        let mut all: Vec<Box<dyn Migration<diesel::pg::Pg>>> =
            if self.common { souk_outbox::COMMON_MIGRATIONS.migrations()? } else { Vec::new() };
        all.extend(self.own.migrations()?);
        Ok(all)
    }
}

async fn admin(url: &str, search_path: Option<&str>) -> anyhow::Result<Conn> {
    let mut settings = DbSettings::new(url, "souk-migrate");
    if let Some(path) = search_path {
        let mut with_path = Url::parse(url)?;
        with_path.query_pairs_mut().append_pair("options", &format!("-csearch_path={path}"));
        settings.url = with_path.as_str().replace('+', "%20");
    }
    settings.statement_timeout = std::time::Duration::from_secs(600);
    souk_outbox::connect(&settings).await.context("connect as the database's administrator")
}

/// Creates the database when it is missing, the shared roles and extensions.
///
/// # Errors
/// The administrator may not, or the server is away.
pub async fn prepare_database(admin_url: &str) -> anyhow::Result<()> {
    let name = Url::parse(admin_url)?.path().trim_start_matches('/').to_owned();
    anyhow::ensure!(
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'),
        "database.admin_url names the database: letters, digits, _"
    );
    let mut server = Url::parse(admin_url)?;
    server.set_path("/postgres");
    let mut conn = admin(server.as_str(), None).await?;
    let made = conn.batch_execute(&format!("CREATE DATABASE {name}")).await;
    if let Err(diesel::result::Error::DatabaseError(_, info)) = &made {
        anyhow::ensure!(
            info.message().contains("already exists"),
            "create database {name}: {}",
            info.message()
        );
    } else {
        made?;
    }
    let mut conn = admin(admin_url, None).await?;
    conn.batch_execute(
        "SELECT pg_advisory_lock(7411);
         DO $$ BEGIN CREATE ROLE souk_modules NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
         REVOKE CREATE ON SCHEMA public FROM PUBLIC;
         CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE EXTENSION IF NOT EXISTS unaccent;
         CREATE EXTENSION IF NOT EXISTS citext; CREATE EXTENSION IF NOT EXISTS btree_gist;
         SELECT pg_advisory_unlock(7411);",
    )
    .await
    .context("prepare the database")
}

/// Creates a module's roles and schema and brings its tables up to date. Safe to repeat and to race.
///
/// # Errors
/// A migration that fails, named.
pub async fn migrate(admin_url: &str, database: &Database, source: Source) -> anyhow::Result<Vec<String>> {
    let module = source.module;
    let mut conn = admin(admin_url, None).await?;
    let password = password(database, module);
    conn.batch_execute(&format!(
        "SELECT pg_advisory_lock(7411);
         DO $$ BEGIN CREATE ROLE souk_{module}_owner NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
         DO $$ BEGIN CREATE ROLE souk_{module} LOGIN NOINHERIT; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
         ALTER ROLE souk_{module} PASSWORD '{password}' NOSUPERUSER NOBYPASSRLS INHERIT;
         GRANT souk_modules TO souk_{module};
         CREATE SCHEMA IF NOT EXISTS {module} AUTHORIZATION souk_{module}_owner;
         GRANT USAGE ON SCHEMA {module} TO souk_{module};
         ALTER DEFAULT PRIVILEGES FOR ROLE souk_{module}_owner IN SCHEMA {module} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO souk_{module};
         ALTER DEFAULT PRIVILEGES FOR ROLE souk_{module}_owner IN SCHEMA {module} GRANT USAGE ON SEQUENCES TO souk_{module};
         SELECT pg_advisory_unlock(7411);"
    ))
    .await
    .with_context(|| format!("roles and schema of {module}"))?;
    let mut conn = admin(admin_url, Some(&format!("{module},public"))).await?;
    conn.batch_execute(&format!("SELECT pg_advisory_lock(7412); SET ROLE souk_{module}_owner")).await?;
    let done = tokio::task::spawn_blocking(move || {
        let mut harness = AsyncMigrationHarness::new(conn);
        let ran = harness.run_pending_migrations(source).map_err(|e| anyhow::anyhow!("{e}"))?;
        Ok::<_, anyhow::Error>(ran.iter().map(ToString::to_string).collect())
    })
    .await?;
    done.with_context(|| format!("migrations of {module}"))
}

/// Takes back every migration of a module.
///
/// # Errors
/// A `down.sql` that does not work.
pub async fn revert_all(admin_url: &str, source: Source) -> anyhow::Result<()> {
    let module = source.module;
    let mut conn = admin(admin_url, Some(&format!("{module},public"))).await?;
    conn.batch_execute(&format!("SET ROLE souk_{module}_owner")).await?;
    let done = tokio::task::spawn_blocking(move || {
        let mut harness = AsyncMigrationHarness::new(conn);
        harness.revert_all_migrations(source).map(drop).map_err(|e| anyhow::anyhow!("{e}"))
    })
    .await?;
    done.with_context(|| format!("take back the migrations of {module}"))
}
