//! Looks at every module at once and says what is red.
use chrono::{DateTime, Utc};
use serde::Serialize;
use souk_kit::{
    Clock,
    health::{Check, Health},
};
use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};
use tokio::{sync::Mutex, time::Instant};

use crate::{
    clients::modules::Modules,
    domain::light::{Counts, Light, judge},
};

/// A look this young is shown to everybody who asks meanwhile.
const FRESH: Duration = Duration::from_millis(1_500);

/// How one module is.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ModuleHealth {
    /// The module.
    pub module: String,
    /// At a glance.
    pub light: Light,
    /// Whether it answered at all.
    pub answers: bool,
    /// Why it did not.
    pub silence: Option<String>,
    /// Its release.
    pub version: Option<String>,
    /// Whether it can do its work.
    pub ready: bool,
    /// Its parts.
    pub checks: Vec<Check>,
    /// What waits; none for a module without tables.
    pub counts: Option<Counts>,
}

/// How the platform is.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Board {
    /// The worst of all modules.
    pub light: Light,
    /// Dead letters of all modules.
    pub dead: i64,
    /// When this was seen.
    pub looked_at: DateTime<Utc>,
    /// Each module.
    pub modules: Vec<ModuleHealth>,
}

/// The last look, and one look at a time.
pub struct Watch {
    waits_long_s: i64,
    last: RwLock<Option<(Instant, Arc<Board>)>>,
    looking: Mutex<()>,
}

impl Watch {
    /// Has not looked yet.
    #[must_use]
    pub fn new(waits_long_s: i64) -> Self {
        Self { waits_long_s, last: RwLock::default(), looking: Mutex::default() }
    }

    /// The last look, however old; none before the first.
    #[must_use]
    pub fn last(&self) -> Option<Arc<Board>> {
        self.read().map(|(_, board)| board)
    }

    fn read(&self) -> Option<(Instant, Arc<Board>)> {
        self.last.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Asks all modules, unless somebody did a moment ago.
    pub async fn look(&self, modules: &Modules, clock: &Clock) -> Arc<Board> {
        let _one_at_a_time = self.looking.lock().await;
        if let Some((at, board)) = self.read().filter(|(at, _)| at.elapsed() < FRESH) {
            tracing::trace!(age = ?at.elapsed(), "last look shown");
            return board;
        }
        let seen = modules.all(|name| self.one(modules, name)).await;
        let modules: Vec<_> = seen.into_iter().map(|(_, health)| health).collect();
        let board = Arc::new(Board {
            light: modules.iter().map(|m| m.light).max().unwrap_or(Light::Green),
            dead: modules.iter().filter_map(|m| m.counts).map(|c| c.dead).sum(),
            looked_at: clock.now(),
            modules,
        });
        let seen = Some((Instant::now(), Arc::clone(&board)));
        *self.last.write().unwrap_or_else(PoisonError::into_inner) = seen;
        board
    }

    async fn one(&self, modules: &Modules, name: &str) -> ModuleHealth {
        let (health, counts) = tokio::join!(
            modules.get::<Health>(name, "/internal/health/ready"),
            modules.get::<Counts>(name, "/internal/events/counts"),
        );
        let (silence, health) = match health {
            Ok(health) => (None, Some(health)),
            Err(silent) => (Some(silent.to_string()), None),
        };
        let counts = counts.ok();
        ModuleHealth {
            module: name.to_owned(),
            light: judge(health.as_ref(), counts.as_ref(), self.waits_long_s),
            answers: silence.is_none(),
            silence,
            version: health.as_ref().map(|h| h.version.clone()),
            ready: health.as_ref().is_some_and(|h| h.ready),
            checks: health.map(|h| h.checks).unwrap_or_default(),
            counts,
        }
    }
}
