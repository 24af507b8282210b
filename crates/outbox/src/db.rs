//! Connections: pools that start empty, TLS by setting, timeouts on everything.
use std::time::Duration;

use diesel::{
    ConnectionError,
    sql_types::{Bool, Text},
};
use diesel_async::{
    AsyncPgConnection,
    pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod, deadpool},
};
use futures_util::FutureExt as _;
use rustls::{ClientConfig, RootCertStore, pki_types::CertificateDer, pki_types::pem::PemObject as _};
use tokio_postgres::{Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

diesel::define_sql_function! {
    /// PostgreSQL's `set_config`: a setting of the session, or of the transaction alone when `local`.
    fn set_config(name: Text, value: Text, local: Bool) -> Text;
}

/// A prepared statement is planned once per connection, not for every set of values: planning took a fifth of
/// PostgreSQL's time. What is skewed enough to want a plan of its own is asked without parameters.
const PLANS: &str = "force_generic_plan";

/// One connection to PostgreSQL.
pub type Conn = AsyncPgConnection;
/// Connections to PostgreSQL that are lent out.
pub type Pool = deadpool::Pool<Conn>;

/// Where the database is and how long anything may take there.
#[derive(Clone, Debug)]
pub struct DbSettings {
    /// With role, password and `?options=-csearch_path%3D<schema>`. `sslmode=require` and `verify-full`
    /// both encrypt and verify, against `sslrootcert` (a PEM file) or the public authorities.
    pub url: String,
    /// Connections the pool may open.
    pub max: usize,
    /// How long to wait for a connection.
    pub acquire_timeout: Duration,
    /// How long one statement may run.
    pub statement_timeout: Duration,
    /// How long a transaction may sit idle.
    pub idle_in_transaction_timeout: Duration,
    /// What the database's process list shows.
    pub application_name: String,
}

impl DbSettings {
    /// The given address with the usual limits.
    #[must_use]
    pub fn new(url: impl Into<String>, application_name: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            max: 4,
            acquire_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(15),
            idle_in_transaction_timeout: Duration::from_secs(30),
            application_name: application_name.into(),
        }
    }

    fn plan(&self) -> Result<(Config, Option<MakeRustlsConnect>), ConnectionError> {
        let mut url = url::Url::parse(&self.url).map_err(bad_url)?;
        let (mut encrypted, mut roots, mut rest) = (false, None, Vec::new());
        for (name, value) in url.query_pairs().into_owned() {
            match (name.as_str(), value.as_str()) {
                ("sslmode", "require" | "verify-ca" | "verify-full") => encrypted = true,
                ("sslmode", _) => {}
                ("sslrootcert", _) => roots = Some(value),
                _ => rest.push(format!("{name}={}", percent(&value))),
            }
        }
        url.set_query(Some(&rest.join("&")));
        let mut config: Config = url.as_str().parse().map_err(bad_url)?;
        let options = format!(
            "{} -cstatement_timeout={} -cidle_in_transaction_session_timeout={} -cplan_cache_mode={PLANS}",
            config.get_options().unwrap_or_default(),
            self.statement_timeout.as_millis(),
            self.idle_in_transaction_timeout.as_millis(),
        );
        config
            .options(options.trim())
            .application_name(&self.application_name)
            .connect_timeout(self.acquire_timeout)
            .keepalives_idle(Duration::from_secs(30))
            .tcp_user_timeout(Duration::from_secs(15))
            .ssl_mode(if encrypted {
                tokio_postgres::config::SslMode::Require
            } else {
                tokio_postgres::config::SslMode::Disable
            });
        let tls = if encrypted { Some(tls(roots.as_deref())?) } else { None };
        Ok((config, tls))
    }
}

fn percent(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

fn bad_url(error: impl std::fmt::Display) -> ConnectionError {
    ConnectionError::InvalidConnectionUrl(error.to_string())
}

fn bad(error: &(dyn std::error::Error + 'static)) -> ConnectionError {
    ConnectionError::BadConnection(crate::error::chain(error))
}

fn tls(root_file: Option<&str>) -> Result<MakeRustlsConnect, ConnectionError> {
    let Some(file) = root_file else { return Ok(MakeRustlsConnect::with_webpki_roots()) };
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(file).map_err(|e| bad(&e))? {
        roots.add(certificate.map_err(|e| bad(&e))?).map_err(|e| bad(&e))?;
    }
    Ok(MakeRustlsConnect::new(ClientConfig::builder().with_root_certificates(roots).with_no_client_auth()))
}

/// Opens one connection.
///
/// # Errors
/// A wrong address, an unreadable root certificate, a server that is away or refuses.
pub async fn connect(settings: &DbSettings) -> Result<Conn, ConnectionError> {
    let (config, tls) = settings.plan()?;
    match tls {
        Some(tls) => {
            let (client, line) = config.connect(tls).await.map_err(|e| bad(&e))?;
            Conn::try_from_client_and_connection(client, line).await
        }
        None => {
            let (client, line) = config.connect(NoTls).await.map_err(|e| bad(&e))?;
            Conn::try_from_client_and_connection(client, line).await
        }
    }
}

/// A pool that opens connections only when they are asked for and drops those that died.
#[must_use]
#[expect(clippy::expect_used, reason = "building fails only without a runtime, and it is given here")]
pub fn pool(settings: &DbSettings) -> Pool {
    let mut config = ManagerConfig::default();
    config.recycling_method = RecyclingMethod::Fast;
    let wanted = settings.clone();
    config.custom_setup = Box::new(move |_| {
        let settings = wanted.clone();
        async move { connect(&settings).await }.boxed()
    });
    Pool::builder(AsyncDieselConnectionManager::new_with_config(settings.url.as_str(), config))
        .max_size(settings.max)
        .wait_timeout(Some(settings.acquire_timeout))
        .create_timeout(Some(settings.acquire_timeout))
        .runtime(::deadpool::Runtime::Tokio1)
        .build()
        .expect("a pool with a runtime")
}
