//! Restarts a loop that fails, with growing patience, and says so.
use std::{future::Future, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::FutureExt as _;
use tokio::{
    select,
    time::{Instant, sleep},
};
use tokio_util::sync::CancellationToken;

use super::context::{Context, Patience, words};
use crate::{OutboxError, error::chain};

/// A loop that ran this long had recovered: patience starts anew.
const RECOVERED: Duration = Duration::from_secs(10);

pub(super) async fn supervise<F, Fut>(part: &'static str, ctx: Arc<Context>, stop: CancellationToken, work: F)
where
    F: Fn(Arc<Context>, CancellationToken) -> Fut,
    Fut: Future<Output = Result<(), OutboxError>>,
{
    let mut patience = Patience::new();
    while !stop.is_cancelled() {
        let started = Instant::now();
        let outcome = AssertUnwindSafe(work(ctx.clone(), stop.clone())).catch_unwind().await;
        let error = match outcome {
            Ok(Ok(())) => return,
            Ok(Err(error)) => chain(&error),
            Err(panic) => format!("panicked: {}", words(panic.as_ref())),
        };
        tracing::warn!(module = ctx.module, part, error, "starts again");
        ctx.pulse.trouble(part, error);
        if started.elapsed() > RECOVERED {
            patience = Patience::new();
        }
        select! {
            () = stop.cancelled() => return,
            () = sleep(patience.wait()) => {}
        }
    }
}
