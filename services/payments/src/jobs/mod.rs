//! What payments does by itself: what is due with the provider.
use futures_util::{StreamExt, stream::FuturesUnordered};
use tokio_util::sync::CancellationToken;

use crate::{app::work, state::State, store::tasks::Task};

/// How much is done at a time: one slow answer of the provider holds up nothing else.
const AT_ONCE: usize = 8;

/// Does what is due until it is to stop; what is under way then is brought to its end. A module that is switched off
/// ends what was begun.
pub async fn run(state: State, stop: CancellationToken) {
    let mut scheduled = false;
    let mut under_way = FuturesUnordered::new();
    while !stop.is_cancelled() {
        if !scheduled {
            scheduled = work::first(&state)
                .await
                .inspect_err(|e| tracing::warn!(%e, "nothing is compared yet"))
                .is_ok();
        }
        let free = AT_ONCE - under_way.len();
        if free > 0 {
            match work::take(&state, free).await {
                Ok(taken) => under_way.extend(taken.into_iter().map(|task| act(&state, task))),
                Err(error) => tracing::warn!(%error, "due work waits"),
            }
        }
        tokio::select! {
            () = stop.cancelled() => {}
            Some(()) = under_way.next() => {}
            () = state.due.notified() => {}
            () = tokio::time::sleep(state.settings.poll()) => {}
        }
    }
    while under_way.next().await.is_some() {}
}

async fn act(state: &State, task: Task) {
    if let Err(error) = work::act(state, &task).await {
        tracing::warn!(kind = %task.kind, target = %task.target, %error, "done again when its lease ends");
    }
}
