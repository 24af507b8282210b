//! Asks `ops` which modules are off and keeps the answer on the volume, so that a switch outlives a restart of
//! either.
use std::{sync::Arc, time::Duration};

use tokio_util::sync::CancellationToken;

use crate::{domain::switches::Switches, state::State};

/// Runs until `stop`.
pub async fn run(state: State, stop: CancellationToken) {
    let Some(ops) = state.config.origins.iter().find(|o| o.name == "ops").map(|o| o.base.clone()) else {
        return;
    };
    let Ok(http) = reqwest::Client::builder().no_proxy().timeout(Duration::from_millis(500)).build() else {
        tracing::error!("no HTTP client; switches stay as they were");
        return;
    };
    let mut answered = true;
    loop {
        match ask(&http, &ops, &state).await {
            Ok(switches) => {
                answered = true;
                if **state.switches.load() != switches {
                    tracing::info!(revision = switches.revision, "module switches changed");
                    state.volume.keep("switches", &switches);
                    state.switches.store(Arc::new(switches));
                }
            }
            Err(error) => {
                if answered {
                    tracing::warn!(%error, "ops does not answer; switches stay as they were");
                }
                answered = false;
            }
        }
        tokio::select! {
            () = tokio::time::sleep(state.config.switches) => {}
            () = stop.cancelled() => return,
        }
    }
}

async fn ask(http: &reqwest::Client, ops: &str, state: &State) -> anyhow::Result<Switches> {
    let request = http.get(format!("{ops}/internal/switches")).bearer_auth(state.verifier.service_token()?);
    Ok(request.send().await?.error_for_status()?.json().await?)
}
