//! Settings: kit's defaults, the module's `config.toml`, then the environment. Read once, passed, never global.
use std::{collections::HashMap, path::PathBuf, time::Duration};

use anyhow::Context as _;
use config::{Config, Environment, File, FileFormat};
use secrecy::SecretString;
use serde::{Deserialize, de::DeserializeOwned};

const KIT_DEFAULTS: &str = include_str!("../config.toml");

/// Settings of one module, layered.
#[derive(Clone)]
pub struct Settings {
    raw: Config,
}

impl Settings {
    /// Layers kit's defaults, the module's defaults, `SOUK__…`, then `SOUK_<MODULE>__…`; `extra` wins over all
    /// (dotted keys, for tests and the composition root).
    ///
    /// # Errors
    /// A file or variable that cannot be read, named.
    pub fn load(module: &str, defaults: &str, extra: &HashMap<String, String>) -> anyhow::Result<Self> {
        let env = |prefix: String| {
            Environment::with_prefix(&prefix).prefix_separator("__").separator("__").try_parsing(true)
        };
        let mut builder = Config::builder()
            .add_source(File::from_str(KIT_DEFAULTS, FileFormat::Toml))
            .add_source(File::from_str(defaults, FileFormat::Toml))
            .add_source(env("SOUK".into()))
            .add_source(env(format!("SOUK_{}", module.to_uppercase())));
        for (key, value) in extra {
            builder = builder.set_override(key, value.as_str())?;
        }
        let raw = builder.build().with_context(|| format!("settings of {module}"))?;
        Ok(Self { raw })
    }

    /// One section, typed.
    ///
    /// # Errors
    /// A missing or unreadable setting, named.
    pub fn section<T: DeserializeOwned>(&self, name: &str) -> anyhow::Result<T> {
        self.raw.get(name).with_context(|| format!("settings section [{name}]"))
    }
}

/// `[http]`
#[derive(Clone, Debug, Deserialize)]
pub struct Http {
    /// Address to listen on.
    pub host: String,
    /// Port to listen on; 0 takes the module's own.
    pub port: u16,
    /// Worker threads; 0 takes one per core.
    pub workers: usize,
    /// Largest JSON or form body, bytes.
    pub max_body: usize,
    /// Seconds a request in flight gets at shutdown.
    pub shutdown_seconds: u64,
}

/// `[database]`
#[derive(Clone, Debug, Deserialize)]
pub struct Database {
    /// Server and database, without a role: `postgres://host:port/souk`.
    pub url: String,
    /// Superuser URL, for `souk migrate` only.
    pub admin_url: Option<SecretString>,
    /// The modules' passwords are derived from this.
    pub password_seed: SecretString,
    /// Connections per worker.
    pub max: usize,
    /// Seconds to wait for a connection.
    pub acquire_seconds: f64,
    /// Longest statement, seconds.
    pub statement_seconds: f64,
    /// Longest pause inside a transaction, seconds.
    pub idle_in_transaction_seconds: f64,
}

/// `[transport]`
#[derive(Clone, Debug, Deserialize)]
pub struct Transport {
    /// `embedded` or `rabbitmq`.
    pub kind: TransportKind,
    /// Where the broker is.
    pub amqp_url: Option<SecretString>,
}

/// How facts travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TransportKind {
    /// Through PostgreSQL alone.
    Embedded,
    /// Through RabbitMQ.
    Rabbitmq,
}

/// `[security]`
#[derive(Clone, Debug, Deserialize)]
pub struct Security {
    /// Folder of module keys.
    pub keys_dir: PathBuf,
    /// Master keys for sealed values, `<version>:<base64 of 32 bytes>`, newest first, comma separated.
    pub master_keys: SecretString,
    /// Cookies carry `Secure`; left out, they do when people come by https.
    #[serde(default)]
    pub secure_cookies: Option<bool>,
}

/// `[storage]`
#[derive(Clone, Debug, Deserialize)]
pub struct Storage {
    /// Folder of blobs.
    pub dir: PathBuf,
}

/// `[mail]`
#[derive(Clone, Debug, Deserialize)]
pub struct Mail {
    /// `smtp://user:password@host:port`; empty writes files into `dir`.
    pub smtp_url: SecretString,
    /// Where mails are written when there is no server.
    pub dir: PathBuf,
    /// The sender.
    pub from: String,
}

/// `[telemetry]`
#[derive(Clone, Debug, Deserialize)]
pub struct Telemetry {
    /// OTLP/HTTP endpoint, `http://127.0.0.1:4318`; empty sends nothing.
    pub otlp_endpoint: String,
    /// Share of the traces that are sent, 0 to 1, when the caller did not decide.
    pub sampled: f64,
    /// Seconds between two sendings of metrics.
    pub metrics_seconds: u64,
    /// Bearer token of `/internal/metrics`; empty leaves it open, save where the port is reached from outside.
    pub metrics_token: SecretString,
    /// `text` or `json`.
    pub log_format: String,
    /// Filter of the log, `info,souk_orders=debug`.
    pub log: String,
}

impl Telemetry {
    /// Whether anything is sent.
    #[must_use]
    pub fn sends(&self) -> bool {
        !self.otlp_endpoint.is_empty()
    }
}

/// `[gateway]` as every module sees it.
#[derive(Clone, Debug, Deserialize)]
pub struct Door {
    /// What people type: `https://souk.example`.
    pub public_url: String,
}

/// `[peers]`: base URLs of modules that this one asks.
pub type Peers = HashMap<String, String>;

/// Seconds from a setting as a duration; nonsense becomes zero.
#[must_use]
pub fn seconds(value: f64) -> Duration {
    Duration::try_from_secs_f64(value).unwrap_or_default()
}
