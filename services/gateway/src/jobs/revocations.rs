//! Asks identity whose sessions ended or whose rights changed, and forgets what is known of them: a session that
//! is closed elsewhere is closed here within a second.
use std::{collections::HashSet, time::Duration};

use chrono::{DateTime, SecondsFormat, Utc};
use tokio_util::sync::CancellationToken;

use crate::{session::exchange::Revocations, state::State};

/// How long identity may take to answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// Runs until `stop`.
pub async fn run(state: State, stop: CancellationToken) {
    let Some(identity) = state.config.origins.iter().find(|o| o.name == "identity").map(|o| o.base.clone())
    else {
        return;
    };
    let Ok(http) = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build() else {
        tracing::error!("no HTTP client; sessions end here when they are asked about again");
        return;
    };
    let pause = Duration::from_millis(state.config.session.revocations_ms);
    let mut since = None;
    let mut seen: HashSet<i64> = HashSet::new();
    let mut answered = true;
    loop {
        match ask(&http, &identity, since, &state).await {
            Ok(said) => {
                // A note comes again for a while; acted upon twice it would cost a session that is good again.
                let all: HashSet<i64> = said.items.iter().map(|note| note.seq).collect();
                let news: Vec<_> = said.items.into_iter().filter(|note| !seen.contains(&note.seq)).collect();
                state.sessions.forget_revoked(&news);
                (since, seen) = (Some(said.now), all);
                answered = true;
            }
            Err(error) => {
                if answered {
                    tracing::warn!(%error, "identity does not say which sessions ended");
                }
                answered = false;
            }
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = stop.cancelled() => return,
        }
    }
}

async fn ask(
    http: &reqwest::Client,
    identity: &str,
    since: Option<DateTime<Utc>>,
    state: &State,
) -> anyhow::Result<Revocations> {
    let since = since.map(|at| format!("?since={}", at.to_rfc3339_opts(SecondsFormat::Micros, true)));
    let url = format!("{identity}/internal/revocations{}", since.unwrap_or_default());
    let request = http.get(url).bearer_auth(state.verifier.service_token()?);
    Ok(request.send().await?.error_for_status()?.json().await?)
}
