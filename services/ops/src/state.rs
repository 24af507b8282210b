//! What the handlers of ops share.
use std::sync::Arc;

use chrono::TimeDelta;
use souk_kit::{App, Clock, Db};
use tokio::sync::Notify;

use crate::{
    app::{availability::Summary, health::Watch},
    clients::modules::Modules,
    config::Settings,
};

/// Shared by handlers, consumers and jobs.
#[derive(Clone)]
pub struct State {
    pub(crate) db: Db,
    pub(crate) clock: Clock,
    pub(crate) modules: Arc<Modules>,
    pub(crate) watch: Arc<Watch>,
    pub(crate) summary: Arc<Summary>,
    /// Rung when a replay begins or goes on.
    pub(crate) replays: Arc<Notify>,
    pub(crate) keep: TimeDelta,
}

impl State {
    pub(crate) fn build(app: &App) -> anyhow::Result<Self> {
        let settings: Settings = app.settings.section("ops")?;
        let modules = Modules::new(settings.modules()?, settings.budget(), Arc::clone(&app.verifier))?;
        Ok(Self {
            db: app.db.clone(),
            clock: app.clock.clone(),
            modules: Arc::new(modules),
            watch: Arc::new(Watch::new(settings.waits_long_s)),
            summary: Arc::default(),
            replays: Arc::default(),
            keep: settings.keep(),
        })
    }
}
