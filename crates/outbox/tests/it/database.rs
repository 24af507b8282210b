//! A database per test, cloned from one template: two modules' schemas and the bus, with their real roles.
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::{QueryableByName, sql_query, sql_types::Text};
use diesel_async::{AsyncMigrationHarness, RunQueryDsl, SimpleAsyncConnection as _};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness as _};
use souk_outbox::{BUS_MIGRATIONS, COMMON_MIGRATIONS, Conn, DbSettings, connect};
use tokio::sync::OnceCell;

use crate::env;

const PREFIX: &str = "outbox_test";
static TEMPLATE: OnceCell<String> = OnceCell::const_new();
static NEXT: AtomicU32 = AtomicU32::new(0);

pub struct TestDb {
    pub name: String,
}

impl TestDb {
    pub async fn create() -> Self {
        let template = TEMPLATE.get_or_init(template).await;
        let name = format!("{PREFIX}_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        admin("postgres", &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        Self { name }
    }

    /// The address for a module's login role.
    pub fn module(&self, module: &str) -> DbSettings {
        let mut url = url(&self.name);
        url.set_username(&format!("{PREFIX}_{module}")).unwrap();
        url.set_password(Some("test")).unwrap();
        url.set_query(Some(&format!("options=-csearch_path%3D{module}")));
        let mut settings = DbSettings::new(url, format!("test {module}"));
        settings.max = 8;
        settings
    }

    pub async fn conn(&self, module: &str) -> Conn {
        connect(&self.module(module)).await.unwrap()
    }

    pub async fn superuser(&self, sql: &str) {
        admin(&self.name, sql).await;
    }

    /// Cuts every connection of the modules and the transport.
    pub async fn terminate_all(&self) {
        let (name, spared) = (&self.name, crate::world::TELLING);
        let sql = format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE datname = '{name}' AND application_name <> '{spared}'"
        );
        admin("postgres", &sql).await;
    }

    pub async fn drop(self) {
        admin("postgres", &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)).await;
    }
}

fn url(database: &str) -> url::Url {
    let mut url: url::Url = env("SOUK_TEST_PG_URL").parse().unwrap();
    url.set_path(database);
    url
}

async fn admin(database: &str, sql: &str) {
    let mut settings = DbSettings::new(url(database), "test admin");
    settings.statement_timeout = std::time::Duration::from_secs(60);
    connect(&settings).await.unwrap().batch_execute(sql).await.unwrap();
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    datname: String,
}

/// What dead test runs left behind goes; then roles, schemas and tables as `souk migrate` makes them.
async fn template() -> String {
    let mut conn = connect(&DbSettings::new(url("postgres"), "test admin")).await.unwrap();
    // Roles belong to the cluster: one test run at a time makes them.
    conn.batch_execute("SELECT pg_advisory_lock(7032126)").await.unwrap();
    let old: Vec<Name> =
        sql_query(format!("SELECT datname::text FROM pg_database WHERE datname LIKE '{PREFIX}_%'"))
            .load(&mut conn)
            .await
            .unwrap();
    for Name { datname } in old {
        let pid = datname.trim_start_matches(PREFIX).split('_').nth(1).unwrap_or_default();
        if !std::path::Path::new("/proc").join(pid).exists() {
            conn.batch_execute(&format!("DROP DATABASE IF EXISTS {datname} WITH (FORCE)")).await.unwrap();
        }
    }
    let name = format!("{PREFIX}_{}_template", std::process::id());
    conn.batch_execute(&format!("CREATE DATABASE {name}")).await.unwrap();
    for (role, what) in [
        ("souk_modules", "NOLOGIN"),
        ("souk_bus_owner", "NOLOGIN"),
        ("outbox_test_orders_owner", "NOLOGIN"),
        ("outbox_test_catalog_owner", "NOLOGIN"),
        ("outbox_test_orders", "LOGIN PASSWORD 'test' IN ROLE souk_modules"),
        ("outbox_test_catalog", "LOGIN PASSWORD 'test' IN ROLE souk_modules"),
    ] {
        let sql = format!(
            "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') \
             THEN CREATE ROLE {role} {what}; END IF; END $$"
        );
        conn.batch_execute(&sql).await.unwrap();
    }
    for module in ["orders", "catalog"] {
        let (owner, login) = (format!("{PREFIX}_{module}_owner"), format!("{PREFIX}_{module}"));
        admin(
            &name,
            &format!(
                "CREATE SCHEMA {module} AUTHORIZATION {owner}; GRANT USAGE ON SCHEMA {module} TO {login}; \
                 ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA {module} \
                 GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {login};"
            ),
        )
        .await;
        migrate(&name, module, &owner, COMMON_MIGRATIONS, Way::Up).await;
        let effect = format!(
            "SET ROLE {owner}; CREATE TABLE {module}.effect (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, \
             consumer text NOT NULL, subject text NOT NULL, version bigint NOT NULL, scope text NOT NULL);"
        );
        admin(&name, &effect).await;
    }
    admin(&name, "CREATE SCHEMA bus AUTHORIZATION souk_bus_owner").await;
    migrate(&name, "bus", "souk_bus_owner", BUS_MIGRATIONS, Way::Up).await;
    conn.batch_execute("SELECT pg_advisory_unlock(7032126)").await.unwrap();
    name
}

#[derive(Clone, Copy)]
pub enum Way {
    Up,
    Down,
}

/// Migrations run as the schema's owner, inside its schema.
pub async fn migrate(database: &str, schema: &str, owner: &str, what: EmbeddedMigrations, way: Way) {
    let mut url = url(database);
    url.set_query(Some(&format!("options=-crole%3D{owner}%20-csearch_path%3D{schema}")));
    let conn = connect(&DbSettings::new(url, "test migrate")).await.unwrap();
    tokio::task::spawn_blocking(move || {
        let mut harness = AsyncMigrationHarness::new(conn);
        match way {
            Way::Up => harness.run_pending_migrations(what).map(drop).unwrap(),
            Way::Down => harness.revert_all_migrations(what).map(drop).unwrap(),
        }
    })
    .await
    .unwrap();
}

/// Counts rows by a condition, as a module's own role.
pub async fn count(db: &TestDb, module: &str, from: &str) -> i64 {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        n: i64,
    }
    let mut conn = db.conn(module).await;
    let row: Count =
        sql_query(format!("SELECT count(*) AS n FROM {from}")).get_result(&mut conn).await.unwrap();
    row.n
}
