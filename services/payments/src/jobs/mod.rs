//! What payments does by itself: what is due with the provider.
use tokio_util::sync::CancellationToken;

use crate::{app::work, state::State};

/// Does what is due until it is to stop. A module that is switched off ends what was begun.
pub async fn run(state: State, stop: CancellationToken) {
    let mut scheduled = false;
    while !stop.is_cancelled() {
        if !scheduled {
            scheduled = work::first(&state)
                .await
                .inspect_err(|e| tracing::warn!(%e, "nothing is compared yet"))
                .is_ok();
        }
        match work::run_due(&state).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::warn!(%error, "due work waits"),
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = state.due.notified() => {}
            () = tokio::time::sleep(state.settings.poll()) => {}
        }
    }
}
