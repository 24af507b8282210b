//! Reads every module's manifest and OpenAPI document, keeps the last good ones, and rebuilds the routes when
//! something changed.
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Duration,
};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use souk_kit::Manifest;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::{domain::registry::Origin, state::State, volume::Volume};

const FILE: &str = "modules";
const PATIENCE: Duration = Duration::from_secs(1);
/// How often a module is looked for that has never been seen.
const EAGER: Duration = Duration::from_millis(200);

/// What is known of a configured module.
#[derive(Clone, Debug)]
pub struct Known {
    /// Its line in the configuration.
    pub origin: Origin,
    /// What it said last.
    pub said: Option<Said>,
    /// Whether it answered last time.
    pub up: bool,
    /// Why it is left out, or does not answer.
    pub trouble: Option<String>,
}

/// What a module says of itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// `GET /internal/manifest`
    pub manifest: Value,
    /// `GET /internal/openapi.json`; null when it has none.
    pub openapi: Value,
}

impl Known {
    /// Every configured module with what the volume remembers of it.
    #[must_use]
    pub fn remembered(origins: &[Origin], volume: &Volume) -> Vec<Self> {
        let mut kept: BTreeMap<String, Said> = volume.read(FILE).unwrap_or_default();
        let known =
            |o: &Origin| Self { said: kept.remove(&o.name), origin: o.clone(), up: false, trouble: None };
        origins.iter().map(known).collect()
    }

    /// Its manifest with its origin, when there is a readable one.
    #[must_use]
    pub fn manifest(&self) -> Option<(Origin, Manifest)> {
        let manifest = Manifest::deserialize(&self.said.as_ref()?.manifest).ok()?;
        Some((self.origin.clone(), manifest))
    }
}

/// Runs until `stop`.
pub async fn run(state: State, stop: CancellationToken) {
    let Ok(http) = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build() else {
        tracing::error!("no HTTP client; modules are not looked for");
        return;
    };
    let patience = Instant::now() + state.config.first_read;
    let mut read: BTreeSet<String> = BTreeSet::new();
    loop {
        let before = state.known.load_full();
        let looks = before.iter().map(|known| look(&http, known));
        let after = futures_util::future::join_all(looks).await;
        // What the volume remembers of a module that is away is as good as read: its routes stand.
        let routed = after.iter().filter(|k| k.up || k.said.is_some());
        read.extend(routed.map(|k| k.origin.name.clone()));
        if after.iter().zip(before.iter()).any(|(a, b)| a.said != b.said) {
            keep(&state.volume, &after);
            state.learn(after);
        } else if after.iter().zip(before.iter()).any(|(a, b)| a.up != b.up || a.trouble != b.trouble) {
            state.known.store(Arc::new(after));
        }
        if !state.open() && (read.len() >= before.len() || Instant::now() >= patience) {
            state.set_open();
            tracing::info!(read = read.len(), configured = before.len(), "the door is open");
        }
        let eager = !state.open() || state.known.load().iter().any(|k| k.said.is_none());
        let pause = if eager { EAGER.min(state.config.refresh) } else { state.config.refresh };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = stop.cancelled() => return,
        }
    }
}

fn keep(volume: &Volume, known: &[Known]) {
    let said: BTreeMap<&str, &Said> =
        known.iter().filter_map(|k| Some((k.origin.name.as_str(), k.said.as_ref()?))).collect();
    volume.keep(FILE, &said);
}

/// Asks one module. The OpenAPI document is read again when the manifest changed or the module came back.
async fn look(http: &reqwest::Client, before: &Known) -> Known {
    let origin = before.origin.clone();
    let manifest = match read(http, &origin, "/internal/manifest").await {
        Ok(manifest) => manifest,
        Err(error) => {
            if before.up {
                tracing::warn!(module = origin.name, %error, "does not answer; its last manifest is kept");
            }
            return Known { up: false, ..before.clone() };
        }
    };
    if let Err(error) = Manifest::deserialize(&manifest) {
        let trouble = Some(format!("manifest: {error}"));
        if before.trouble != trouble {
            tracing::error!(module = origin.name, %error, "has an unreadable manifest");
        }
        return Known { up: true, trouble, ..before.clone() };
    }
    match &before.said {
        Some(said) if said.manifest == manifest && before.up => before.clone(),
        _ => {
            let openapi = read(http, &origin, "/internal/openapi.json").await.unwrap_or(Value::Null);
            let said = Said { manifest, openapi };
            let unchanged = before.said.as_ref() == Some(&said);
            let trouble = before.trouble.clone().filter(|_| unchanged);
            Known { said: Some(said), up: true, trouble, origin }
        }
    }
}

async fn read(http: &reqwest::Client, origin: &Origin, path: &str) -> reqwest::Result<Value> {
    http.get(format!("{}{path}", origin.base)).send().await?.error_for_status()?.json().await
}
