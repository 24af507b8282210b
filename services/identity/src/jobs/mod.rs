//! Remembers it: the rotation of keys, the sweep of what is over, and the sending of mails.
mod erase;
mod mails;
mod operators;
mod opt_ins;
mod rotate_keys;
mod stock_news;
mod sweep;
mod verify_consents;

use serde_json::Value;
use souk_kit::{Problem, Scope};
use souk_outbox::timers;
use tokio_util::sync::CancellationToken;

pub use erase::{Erase, OnErasureDone};
pub use operators::{EndImpersonation, OnOrderIntervened};
pub use opt_ins::OnOptInGiven;
pub use rotate_keys::RotateKeys;
pub use stock_news::{OnStockRanLow, TellStock};
pub use sweep::Sweep;
pub use verify_consents::VerifyConsents;

use crate::{
    State,
    app::{erasure, keyring},
};

/// Sets the timers anew, makes the first key, then sends mails until the module stops.
pub async fn run(state: State, stop: CancellationToken) {
    while !stop.is_cancelled() {
        match begin(&state).await {
            Ok(()) => break,
            Err(error) => tracing::warn!(%error, "not ready yet"),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(std::time::Duration::from_secs(1)) => {}
        }
    }
    tokio::join!(
        state.mails.run(&mails::Writer, &stop),
        erase::run(&state, &stop),
        opt_ins::run(&state, &stop)
    );
}

async fn begin(state: &State) -> Result<(), Problem> {
    keyring::ring(state).await?;
    erasure::replay_list(state).await?;
    let now = state.clock.now();
    state
        .db
        .write(Scope::Platform("timers"), async |conn| {
            timers::schedule(conn, rotate_keys::KIND, "keys", None, now, &Value::Null).await?;
            timers::schedule(conn, sweep::KIND, "all", None, now, &Value::Null).await?;
            timers::schedule(conn, verify_consents::KIND, "all", None, now, &Value::Null).await?;
            Ok(())
        })
        .await
}
