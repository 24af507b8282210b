//! Waiting for a condition, bounded and without guessing how long it takes.
use std::{future::Future, time::Duration};

const LIMIT: Duration = Duration::from_secs(60);

/// Asks again and again until there is an answer; panics with `what` after a minute.
pub async fn eventually<T, F: Future<Output = Option<T>>>(what: &str, mut ask: impl FnMut() -> F) -> T {
    let mut pause = tokio::time::interval(Duration::from_millis(20));
    let asking = async {
        loop {
            pause.tick().await;
            if let Some(found) = ask().await {
                return found;
            }
        }
    };
    match tokio::time::timeout(LIMIT, asking).await {
        Ok(found) => found,
        Err(_) => panic!("waited {LIMIT:?} for: {what}"),
    }
}
