//! A real PostgreSQL database per test: cloned from a template that was migrated once per test binary.
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::LazyLock,
};

use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use souk_kit::{
    config::Database,
    migrate::{self, Source},
};
use souk_outbox::{Conn, DbSettings};
use tokio::sync::Mutex;
use url::Url;

/// Every test database derives the modules' passwords from this.
pub const PASSWORD_SEED: &str = "souk-test";

static ONE_TEMPLATE_AT_A_TIME: LazyLock<Mutex<()>> = LazyLock::new(|| Mutex::new(()));

/// A database that is dropped with this value.
pub struct TestDb {
    server: Url,
    name: String,
}

fn database_url(server: &Url, name: &str) -> Url {
    let mut url = server.clone();
    url.set_path(name);
    url
}

async fn connect(url: &Url) -> Conn {
    let mut settings = DbSettings::new(url.as_str(), "souk-test");
    settings.statement_timeout = std::time::Duration::from_secs(120);
    souk_outbox::connect(&settings).await.expect("the test database answers")
}

fn settings(url: &Url) -> Database {
    let mut plain = url.clone();
    plain.set_username("").expect("a URL with a host");
    plain.set_password(None).expect("a URL with a host");
    Database {
        url: plain.to_string(),
        admin_url: None,
        password_seed: PASSWORD_SEED.to_owned().into(),
        max: 8,
        acquire_seconds: 10.0,
        statement_seconds: 30.0,
        idle_in_transaction_seconds: 30.0,
    }
}

/// The name of the template of this build of this test binary.
fn template_name() -> String {
    let exe = std::env::current_exe().expect("a test binary");
    let stem: String = exe
        .file_stem()
        .and_then(|s| s.to_str())
        .unwrap_or("tests")
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
        .take(30)
        .collect();
    let mut hasher = DefaultHasher::new();
    exe.hash(&mut hasher);
    std::fs::metadata(&exe).and_then(|m| m.modified()).ok().hash(&mut hasher);
    format!("souk_template_{stem}_{:016x}", hasher.finish())
}

impl TestDb {
    /// A fresh database with these modules' tables (and the embedded transport's).
    pub async fn new(sources: impl FnOnce() -> Vec<Source>) -> Self {
        Self::on(&crate::pg_url(), sources).await
    }

    /// The same on a server of the test's own: its superuser's URL.
    pub async fn on(server: &str, sources: impl FnOnce() -> Vec<Source>) -> Self {
        let template = template_name();
        let server = Url::parse(server).expect("the URL of a PostgreSQL server");
        let postgres = database_url(&server, "postgres");
        {
            let _guard = ONE_TEMPLATE_AT_A_TIME.lock().await;
            let mut admin = connect(&postgres).await;
            let there: bool = diesel::select(diesel::dsl::sql::<diesel::sql_types::Bool>(&format!(
                "EXISTS (SELECT FROM pg_database WHERE datname = '{template}' AND datistemplate)"
            )))
            .get_result(&mut admin)
            .await
            .expect("look for the template");
            if !there {
                Self::make_template(&server, &template, &mut admin, sources()).await;
            }
        }
        let name = format!("souk_test_{}", uuid::Uuid::new_v4().simple());
        connect(&postgres)
            .await
            .batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"))
            .await
            .expect("clone the template");
        Self { server, name }
    }

    async fn make_template(server: &Url, template: &str, admin: &mut Conn, sources: Vec<Source>) {
        // Another binary's template of an older build may stay; the cluster is thrown away as a whole.
        admin.batch_execute(&format!("DROP DATABASE IF EXISTS {template} WITH (FORCE)")).await.expect("drop");
        let url = database_url(server, template);
        migrate::prepare_database(url.as_str()).await.expect("prepare the template");
        for source in sources {
            let module = source.module;
            migrate::migrate(url.as_str(), &settings(&url), source)
                .await
                .unwrap_or_else(|e| panic!("migrate {module}: {e:#}"));
        }
        admin
            .batch_execute(&format!(
                "ALTER DATABASE {template} ALLOW_CONNECTIONS false;
                 SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template}';
                 ALTER DATABASE {template} IS_TEMPLATE true;"
            ))
            .await
            .expect("seal the template");
    }

    fn url(&self) -> Url {
        database_url(&self.server, &self.name)
    }

    /// The database as its superuser sees it; row-level security does not apply.
    #[must_use]
    pub fn admin_url(&self) -> String {
        self.url().to_string()
    }

    /// Settings as modules have them.
    #[must_use]
    pub fn settings(&self) -> Database {
        settings(&self.url())
    }

    /// A superuser connection, `search_path` on a module's schema.
    pub async fn admin(&self, module: &str) -> Conn {
        let mut conn = connect(&self.url()).await;
        conn.batch_execute(&format!("SET search_path = {module}, public")).await.expect("search_path");
        conn
    }

    /// A connection as the module itself has it: its login role, under row-level security.
    pub async fn login(&self, module: &'static str) -> Conn {
        let settings = migrate::login(&self.settings(), module, "souk-test").expect("login settings");
        souk_outbox::connect(&settings).await.expect("the module may log in")
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let (server, name) = (database_url(&self.server, "postgres"), self.name.clone());
        let dropping = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                // A server that a test stopped keeps the database; the cluster is thrown away as a whole.
                if let Ok(mut conn) =
                    souk_outbox::connect(&DbSettings::new(server.as_str(), "souk-test")).await
                {
                    let _ = conn.batch_execute(&sql).await;
                }
            });
        });
        let _ = dropping.join();
    }
}
