//! What all requests share.
use std::{
    ops::Deref,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use anyhow::Context as _;
use arc_swap::ArcSwap;
use souk_kit::{App, Clock, Texts, token::Verifier};
use tokio_util::sync::CancellationToken;

use crate::{
    compose::{breaker::Breakers, cache::Fragments},
    config::Config,
    domain::{registry, routes::Table, switches::Switches},
    jobs::discovery::Known,
    limits::Limiter,
    session::Sessions,
    volume::Volume,
};

/// Shared, cheap to clone.
#[derive(Clone)]
pub struct State(Arc<Shared>);

/// What is behind it.
pub struct Shared {
    /// Settings.
    pub config: Config,
    /// The only clock.
    pub clock: Clock,
    /// Verifies and signs tokens.
    pub verifier: Arc<Verifier>,
    /// The gateway's texts.
    pub texts: Arc<Texts>,
    /// What people type to get here.
    pub public_url: String,
    /// Cookies carry `Secure`.
    pub secure: bool,
    /// Whose path is it?
    pub table: ArcSwap<Table>,
    /// Every configured module was read, or was given its time to answer.
    looked: AtomicBool,
    /// What is known of every configured module.
    pub known: ArcSwap<Vec<Known>>,
    /// The merged OpenAPI document and its tag.
    pub document: ArcSwap<Document>,
    /// Which modules are off.
    pub switches: ArcSwap<Switches>,
    /// Sessions.
    pub sessions: Sessions,
    /// Rate limits.
    pub limiter: Limiter,
    /// Public fragments.
    pub fragments: Fragments,
    /// Circuit breakers of slots.
    pub breakers: Breakers,
    /// Survives restarts.
    pub volume: Volume,
    /// Cancelled when the process is about to stop: long-lived streams end.
    pub closing: CancellationToken,
}

/// The merged OpenAPI document.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// JSON.
    pub body: bytes::Bytes,
    /// Entity tag, quoted.
    pub tag: String,
}

impl Deref for State {
    type Target = Shared;
    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl State {
    /// Makes the state; routes and switches start as they were last known.
    ///
    /// # Errors
    /// A wrong setting, or a volume that cannot be written.
    pub fn new(app: &App) -> anyhow::Result<Self> {
        let config = Config::load(&app.settings)?;
        let volume =
            Volume::open(&config.volume).with_context(|| format!("folder {}", config.volume.display()))?;
        let known = Known::remembered(&config.origins, &volume);
        let closing = CancellationToken::new();
        let state = Self(Arc::new(Shared {
            clock: app.clock.clone(),
            verifier: Arc::clone(&app.verifier),
            texts: Arc::clone(&app.texts),
            public_url: app.public_url.clone(),
            secure: app.secure_cookies,
            table: ArcSwap::default(),
            looked: AtomicBool::new(false),
            known: ArcSwap::from_pointee(Vec::new()),
            document: ArcSwap::default(),
            switches: ArcSwap::from_pointee(volume.read::<Switches>("switches").unwrap_or_default()),
            sessions: Sessions::new(
                app.ask.clone(),
                app.clock.clone(),
                config.session.clone(),
                closing.clone(),
            ),
            limiter: Limiter::new(config.rates.clone(), app.clock.clone()),
            fragments: Fragments::new(config.compose.cached_fragments, app.clock.clone()),
            breakers: Breakers::new(config.compose.break_after, config.compose.break_ms, app.clock.clone()),
            volume,
            closing,
            config,
        }));
        state.learn(known);
        Ok(state)
    }

    /// Whether requests may come: every module was read, or was given its time to answer.
    #[must_use]
    pub fn open(&self) -> bool {
        self.looked.load(Ordering::Acquire)
    }

    /// Requests may come from now on.
    pub fn set_open(&self) {
        self.looked.store(true, Ordering::Release);
    }

    /// Takes over what modules said: routes, the merged document, and who is left out.
    pub fn learn(&self, mut known: Vec<Known>) {
        for entry in known.iter_mut().filter(|k| k.manifest().is_some()) {
            entry.trouble = None;
        }
        let said: Vec<_> = known.iter().filter_map(Known::manifest).collect();
        let (table, refused) = registry::table(&said, &self.table.load());
        for (name, refusal) in refused {
            tracing::error!(module = name, %refusal, "left out");
            if let Some(entry) = known.iter_mut().find(|k| k.origin.name == name) {
                entry.trouble = Some(refusal.to_string());
            }
        }
        self.document.store(Arc::new(crate::http::document(&known, &table)));
        self.table.store(Arc::new(table));
        self.known.store(Arc::new(known));
    }
}
