//! Looks at what a module does not count while it works: connections, waiting facts, due timers.
use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use actix_web::http::header::HeaderMap;
use aws_lc_rs::constant_time::verify_slices_are_equal;
use secrecy::{ExposeSecret, SecretString};
use souk_outbox::{Clock, Pulse, Reading, admin};
use tokio_util::sync::CancellationToken;

use crate::{Db, Problem, caller::bearer, metrics};

/// Looks when the metrics are read, and regularly when they are sent.
pub(crate) struct Observer {
    pub module: &'static str,
    pub db: Option<Db>,
    pub pulse: Option<Pulse>,
    pub clock: Clock,
    /// What was counted last.
    pub counted: Mutex<Reading>,
}

impl Observer {
    /// Looks once. A database that is away leaves the numbers as they were.
    pub(crate) async fn look(&self) {
        let metrics = metrics::get();
        if let Some(pulse) = &self.pulse {
            let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
            let now = pulse.read();
            metrics.events(self.module, &counted, &now);
            *counted = now;
        }
        let Some(db) = &self.db else { return };
        metrics.connections(self.module, db.usage());
        match self.backlog(db).await {
            Ok(counts) => metrics.backlog(self.module, &counts),
            Err(why) => tracing::debug!(module = self.module, why, "what waits was not counted"),
        }
    }

    async fn backlog(&self, db: &Db) -> Result<admin::Counts, String> {
        let mut conn = db.public().await.map_err(|e| e.to_string())?;
        admin::counts(&mut conn, self.module, self.clock.now()).await.map_err(|e| e.to_string())
    }

    /// Looks again and again.
    pub(crate) async fn keep_looking(&self, every: Duration, stop: CancellationToken) {
        let mut pause = tokio::time::interval(every);
        pause.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                _ = pause.tick() => self.look().await,
            }
        }
    }
}

/// Who may read the metrics: whoever has the token; without one, everybody who reaches a port that is not for
/// people.
pub(crate) struct Readers {
    pub token: SecretString,
    pub outside: bool,
}

impl Readers {
    /// Lets the request in or says no.
    pub(crate) fn check(&self, headers: &HeaderMap) -> Result<(), Problem> {
        let wanted = self.token.expose_secret().as_bytes();
        if wanted.is_empty() {
            return if self.outside { Err(Problem::not_found()) } else { Ok(()) };
        }
        let given = bearer(headers).unwrap_or_default();
        verify_slices_are_equal(given.as_bytes(), wanted).map_err(|_| Problem::unauthenticated())
    }
}
