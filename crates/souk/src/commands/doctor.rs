//! `souk doctor`: what is wrong with this installation and how to mend it.
use std::time::Duration;

use secrecy::ExposeSecret;
use souk_kit::{
    Clock,
    config::{Database, Http, Peers, Security, Storage, Transport, TransportKind},
    health::Health,
    keys::ModuleKeys,
    migrate,
    token::Verifier,
};
use souk_outbox::DbSettings;

use crate::{
    modules::{self, modules},
    say,
};

const DEV_MASTER: &str = "1:c291ay1kZXZlbG9wbWVudC1vbmx5LW1hc3Rlci1rZXk=";

pub(crate) fn client() -> anyhow::Result<reqwest::Client> {
    Ok(reqwest::Client::builder().timeout(Duration::from_secs(30)).no_proxy().build()?)
}

/// Where a module is: `peers.<module>` when it is set, else its own port on this machine.
pub(crate) fn base_url(module: &modules::Entry) -> anyhow::Result<String> {
    let settings = super::settings()?;
    let peers: Peers = settings.section("peers")?;
    let http: Http = settings.section("http")?;
    let default = || format!("http://{}:{}", http.host, module.port);
    Ok(peers.get(module.name).cloned().unwrap_or_else(default))
}

/// A service token of `ops`, whose key the operator's machine holds.
pub(crate) fn operator_token() -> anyhow::Result<String> {
    let security: Security = super::settings()?.section("security")?;
    let keys = ModuleKeys::load(&security.keys_dir, "ops")?;
    let verifier = Verifier::new("ops", keys, Clock::system(), client()?, String::new());
    Ok(verifier.service_token()?)
}

/// Collects what is fine and what is not.
struct Findings {
    wrong: usize,
}

impl Findings {
    fn fine(&mut self, what: &str) {
        say::line(&format!("ok     {what}"));
    }
    fn warn(&mut self, what: &str, mend: &str) {
        say::line(&format!("warn   {what}\n       {mend}"));
    }
    fn wrong(&mut self, what: &str, mend: &str) {
        self.wrong += 1;
        say::line(&format!("WRONG  {what}\n       {mend}"));
    }
}

pub async fn run() -> anyhow::Result<()> {
    let mut findings = Findings { wrong: 0 };
    settings(&mut findings)?;
    database(&mut findings).await?;
    broker(&mut findings).await?;
    running(&mut findings).await?;
    consents(&mut findings).await?;
    anyhow::ensure!(findings.wrong == 0, "{} thing(s) to mend", findings.wrong);
    Ok(())
}

fn settings(findings: &mut Findings) -> anyhow::Result<()> {
    let settings = super::settings()?;
    let security: Security = settings.section("security")?;
    for module in modules() {
        match ModuleKeys::load(&security.keys_dir, module.name) {
            Ok(_) => {}
            Err(error) => {
                findings.wrong(&format!("no signing key for {}: {error:#}", module.name), "run: souk keys");
                return Ok(());
            }
        }
    }
    findings.fine(&format!("signing keys in {}", security.keys_dir.display()));
    if security.master_keys.expose_secret() == DEV_MASTER {
        findings.warn(
            "sealed values use the development master key",
            "set SOUK__SECURITY__MASTER_KEYS=<version>:<base64 of 32 random bytes>",
        );
    }
    let database: Database = settings.section("database")?;
    if database.password_seed.expose_secret() == "souk-dev" {
        findings
            .warn("database passwords derive from the development seed", "set SOUK__DATABASE__PASSWORD_SEED");
    }
    let storage: Storage = settings.section("storage")?;
    match std::fs::create_dir_all(&storage.dir) {
        Ok(()) => findings.fine(&format!("blobs in {}", storage.dir.display())),
        Err(error) => findings.wrong(
            &format!("blob folder {}: {error}", storage.dir.display()),
            "make it writable or set SOUK__STORAGE__DIR",
        ),
    }
    Ok(())
}

async fn database(findings: &mut Findings) -> anyhow::Result<()> {
    let database: Database = super::settings()?.section("database")?;
    for module in modules().iter().filter(|m| (m.migrations)().is_some()) {
        let login: DbSettings = migrate::login(&database, module.name, "souk-doctor")?;
        if let Err(error) = souk_outbox::connect(&login).await {
            findings.wrong(
                &format!("{} cannot log in to {}: {error}", module.name, database.url),
                "is PostgreSQL up, SOUK__DATABASE__URL right, and `souk migrate` done?",
            );
            return Ok(());
        }
    }
    findings.fine(&format!("database {}: every module logs in", database.url));
    Ok(())
}

async fn broker(findings: &mut Findings) -> anyhow::Result<()> {
    let settings = super::settings()?;
    let wanted: Transport = settings.section("transport")?;
    if wanted.kind == TransportKind::Embedded {
        findings.fine("facts travel through PostgreSQL (embedded transport)");
        return Ok(());
    }
    match souk_kit::serve::transport(&settings)?.declare("souk.doctor", &[]).await {
        Ok(()) => findings.fine("RabbitMQ answers"),
        Err(error) => findings.wrong(
            &format!("RabbitMQ does not answer: {error}"),
            "is it up, and SOUK__TRANSPORT__AMQP_URL right? Orders are taken meanwhile; facts wait in the outbox.",
        ),
    }
    Ok(())
}

/// Whether the ledger of consents is as it was written; nothing to say while identity does not run.
async fn consents(findings: &mut Findings) -> anyhow::Result<()> {
    let Some(identity) = modules().into_iter().find(|m| m.name == "identity") else { return Ok(()) };
    let url = format!("{}/internal/consents/verify", base_url(&identity)?);
    let Ok(token) = operator_token() else { return Ok(()) };
    let Ok(answer) = client()?.get(&url).bearer_auth(token).send().await else { return Ok(()) };
    let Ok(said) = answer.json::<serde_json::Value>().await else { return Ok(()) };
    let places: Vec<_> = said["broken"].as_array().into_iter().flatten().filter_map(|b| b.as_str()).collect();
    match said["entries"].as_i64() {
        Some(entries) if places.is_empty() => {
            findings.fine(&format!("{entries} consents on record, unchanged"))
        }
        Some(_) => findings.wrong(
            &format!("consents were changed after they were recorded: {}", places.join(", ")),
            "compare with a backup; what stands before these places is intact",
        ),
        None => {}
    }
    Ok(())
}

async fn running(findings: &mut Findings) -> anyhow::Result<()> {
    let client = client()?;
    for module in modules() {
        let url = format!("{}/internal/health/ready", base_url(&module)?);
        let Ok(answer) = client.get(&url).send().await else {
            findings.warn(
                &format!("{} does not run at {url}", module.name),
                "start it: souk up, or its own process",
            );
            continue;
        };
        let Ok(health) = answer.json::<Health>().await else {
            findings.wrong(&format!("{url} answers, but not as a module"), "another program uses the port");
            continue;
        };
        if health.ready {
            findings.fine(&format!("{} {} is ready", health.module, health.version));
        }
        for check in health.checks.iter().filter(|c| !c.ok) {
            findings
                .wrong(&format!("{}: {}: {}", health.module, check.name, check.detail), "see docs/deploy.md");
        }
    }
    Ok(())
}
