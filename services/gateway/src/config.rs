//! Settings of the gateway, typed; see `config.toml` for what each one means.
use std::{path::PathBuf, time::Duration};

use anyhow::anyhow;
use ipnet::IpNet;
use serde::Deserialize;
use souk_kit::config::{Http, Settings};

use crate::{
    domain::{
        body::BodyLimits,
        bucket::Rate,
        client,
        registry::{self, Origin},
    },
    edge::headers::HeaderLimits,
};

/// `[gateway]`
#[derive(Clone, Debug, Deserialize)]
struct Gateway {
    modules: String,
    volume: PathBuf,
    trusted_proxies: String,
    refresh_ms: u64,
    first_read_ms: u64,
    switches_ms: u64,
}

#[derive(Clone, Debug, Deserialize)]
struct Upload {
    max_body: u64,
    paths: String,
}

#[derive(Clone, Debug, Deserialize)]
struct Headers {
    max_bytes: usize,
    max_count: usize,
}

/// `[upstream]`
#[derive(Clone, Debug, Deserialize)]
pub struct Upstream {
    /// To reach a module.
    pub connect_ms: u64,
    /// Until a module begins to answer.
    pub answer_ms: u64,
    /// The same while a file goes up.
    pub upload_ms: u64,
    /// Longest silence inside an answer.
    pub idle_ms: u64,
    /// Idle connections to modules.
    pub keep_alive_ms: u64,
}

/// `[session]`
#[derive(Clone, Debug, Deserialize)]
pub struct Session {
    /// To turn a session into a token.
    pub exchange_ms: u64,
    /// How long an answer is used without asking again.
    pub fresh_ms: i64,
    /// How often identity is asked which sessions ended.
    pub revocations_ms: u64,
    /// Sessions kept in memory.
    pub most: usize,
    /// Life of a visitor's cookie.
    pub guest_days: u32,
}

/// `[compose]`
#[derive(Clone, Debug, Deserialize)]
pub struct Compose {
    /// All slots of a page together.
    pub deadline_ms: u64,
    /// A larger page is passed on as it is.
    pub max_page: usize,
    /// A larger fragment is left out.
    pub max_fragment: usize,
    /// Public fragments kept in memory.
    pub cached_fragments: usize,
    /// Failures in a row that open the circuit.
    pub break_after: u32,
    /// How long it stays open.
    pub break_ms: i64,
}

#[derive(Clone, Debug, Deserialize)]
struct Limits {
    login_burst: u32,
    login_per_minute: u32,
    write_burst: u32,
    write_per_minute: u32,
    read_burst: u32,
    read_per_minute: u32,
    most: usize,
    exempt: String,
}

/// `[limits]`
#[derive(Clone, Debug)]
pub struct Rates {
    /// Sign-in and sign-up.
    pub login: Rate,
    /// Unsafe methods.
    pub write: Rate,
    /// The rest.
    pub read: Rate,
    /// Buckets kept in memory.
    pub most: usize,
    /// Networks without read and write limits.
    pub exempt: Vec<IpNet>,
}

/// All of them.
#[derive(Clone, Debug)]
pub struct Config {
    /// Who takes part.
    pub origins: Vec<Origin>,
    /// Folder that survives restarts.
    pub volume: PathBuf,
    /// Proxies that are believed.
    pub trusted: Vec<IpNet>,
    /// How often manifests are read.
    pub refresh: Duration,
    /// How long the first manifest of a module is waited for before the gateway is ready without it.
    pub first_read: Duration,
    /// How often switches are read.
    pub switches: Duration,
    /// Largest bodies.
    pub bodies: BodyLimits,
    /// Largest header blocks.
    pub headers: HeaderLimits,
    /// Talking to modules.
    pub upstream: Upstream,
    /// Sessions and visitors.
    pub session: Session,
    /// Composition of pages.
    pub compose: Compose,
    /// Rate limits.
    pub rates: Rates,
}

impl Config {
    /// Reads them.
    ///
    /// # Errors
    /// The setting that is missing or wrong, named.
    pub fn load(settings: &Settings) -> anyhow::Result<Self> {
        let gateway: Gateway = settings.section("gateway")?;
        let http: Http = settings.section("http")?;
        let upload: Upload = settings.section("upload")?;
        let headers: Headers = settings.section("headers")?;
        let limits: Limits = settings.section("limits")?;
        let wrong = |error: String| anyhow!(error);
        Ok(Self {
            origins: registry::origins(&gateway.modules).map_err(wrong)?,
            volume: gateway.volume,
            trusted: client::networks(&gateway.trusted_proxies).map_err(wrong)?,
            refresh: Duration::from_millis(gateway.refresh_ms),
            first_read: Duration::from_millis(gateway.first_read_ms),
            switches: Duration::from_millis(gateway.switches_ms),
            bodies: BodyLimits {
                plain: u64::try_from(http.max_body)?,
                upload: upload.max_body,
                upload_paths: upload
                    .paths
                    .split(',')
                    .map(|p| p.trim().to_owned())
                    .filter(|p| !p.is_empty())
                    .collect(),
            },
            headers: HeaderLimits { bytes: headers.max_bytes, count: headers.max_count },
            upstream: settings.section("upstream")?,
            session: settings.section("session")?,
            compose: settings.section("compose")?,
            rates: Rates {
                login: Rate { burst: limits.login_burst, per_minute: limits.login_per_minute },
                write: Rate { burst: limits.write_burst, per_minute: limits.write_per_minute },
                read: Rate { burst: limits.read_burst, per_minute: limits.read_per_minute },
                most: limits.most,
                exempt: client::networks(&limits.exempt).map_err(wrong)?,
            },
        })
    }
}
