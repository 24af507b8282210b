//! Starts a module: settings, database, event machinery, HTTP server. The same code alone and together.
use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use actix_web::{App as HttpApp, HttpServer, middleware::from_fn, web};
use anyhow::Context as _;
use secrecy::ExposeSecret;
use souk_events::RawEvent;
use souk_outbox::{Clock, EventSettings, Pulse, Runner, Transport, Wake};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use utoipa_actix_web::AppExt as _;

use crate::{
    Ask, Db, Problem, Texts,
    blobs::Blobs,
    config::{self, Settings, TransportKind},
    db,
    frame::{Frame, around},
    idempotency, internal,
    keys::ModuleKeys,
    mail::Mailer,
    migrate,
    observer::{Observer, Readers},
    retention,
    seal::Sealer,
    service::{App, Service},
    telemetry,
    token::Verifier,
    traced::Traced,
};

pub use crate::document::openapi;

/// What the composition root or a test decides for a module.
#[derive(Clone, Default)]
pub struct Options {
    /// Settings that win over files and environment, dotted keys.
    pub settings: HashMap<String, String>,
    /// Another clock than the system's.
    pub clock: Option<Clock>,
    /// A transport shared by all modules of this process.
    pub transport: Option<Arc<dyn Transport>>,
}

/// A module that runs.
pub struct Running {
    /// Its name.
    pub name: &'static str,
    /// Where it listens.
    pub address: SocketAddr,
    /// How its event machinery is.
    pub pulse: Option<Pulse>,
    /// What it was given.
    pub app: App,
    stop: CancellationToken,
    tasks: Vec<JoinHandle<()>>,
}

impl Running {
    /// Stops taking work, finishes what is in flight, returns when done.
    pub async fn stop(self) {
        self.stop.cancel();
        for task in self.tasks {
            if let Err(error) = task.await {
                tracing::error!(module = self.name, %error, "task ended badly");
            }
        }
    }
    /// Ends when the module ended by itself, which it never should.
    pub async fn ended(&mut self) {
        if let Some(task) = self.tasks.first_mut() {
            let _ = task.await;
        }
    }
    /// Kills the module as `kill -9` would: nothing is finished, nothing returned.
    pub fn abort(self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

/// A transport by settings.
///
/// # Errors
/// A broker URL that is missing or unreadable.
pub fn transport(settings: &Settings) -> anyhow::Result<Arc<dyn Transport>> {
    let wanted: config::Transport = settings.section("transport")?;
    match wanted.kind {
        TransportKind::Embedded => {
            let database: config::Database = settings.section("database")?;
            Ok(souk_outbox::embedded(&migrate::login(&database, "bus", "souk-bus")?))
        }
        TransportKind::Rabbitmq => {
            let url = wanted.amqp_url.context("transport.amqp_url is needed for rabbitmq")?;
            Ok(souk_outbox::rabbitmq(url.expose_secret()))
        }
    }
}

async fn prepare<S: Service>(options: &Options) -> anyhow::Result<(App, Wake)> {
    // A second module of the process finds the provider installed, which is fine.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let settings = Settings::load(S::NAME, S::CONFIG, &options.settings)?;
    let database: config::Database = settings.section("database")?;
    let security: config::Security = settings.section("security")?;
    let peers: config::Peers = settings.section("peers")?;
    let door: config::Door = settings.section("gateway")?;
    let storage: config::Storage = settings.section("storage")?;
    let clock = options.clock.clone().unwrap_or_else(Clock::system);
    let http = reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(1))
        // Below the 5 s after which modules close idle connections.
        .pool_idle_timeout(Duration::from_secs(3))
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()?;
    let keys = ModuleKeys::load(&security.keys_dir, S::NAME)?;
    let identity = peers.get("identity").context("peers.identity")?;
    let jwks = format!("{}/internal/jwks", identity.trim_end_matches('/'));
    let verifier = Arc::new(Verifier::new(S::NAME, keys, clock.clone(), http.clone(), jwks));
    let wake = Wake::new();
    let app = App {
        name: S::NAME,
        db: Db::new(migrate::login(&database, S::NAME, S::NAME)?, wake.clone()),
        texts: Arc::new(Texts::new(&S::LOCALES)?),
        ask: Ask::new(S::NAME, http, Arc::clone(&verifier), clock.clone(), peers),
        mail: Mailer::new(&settings.section("mail")?)?,
        blobs: Blobs::local(&storage.dir, S::NAME)?,
        sealer: Sealer::new(&security.master_keys)?,
        secure_cookies: security.secure_cookies.unwrap_or_else(|| door.public_url.starts_with("https://")),
        public_url: door.public_url.trim_end_matches('/').to_owned(),
        verifier,
        clock,
        settings,
    };
    Ok((app, wake))
}

/// Starts a module and returns once it listens.
///
/// # Errors
/// What is missing or wrong in its settings, or a port that is taken.
pub async fn boot<S: Service>(options: Options) -> anyhow::Result<Running> {
    let (app, wake) = prepare::<S>(&options).await.with_context(|| format!("start {}", S::NAME))?;
    let http: config::Http = app.settings.section("http")?;
    let seen: config::Telemetry = app.settings.section("telemetry")?;
    let state = S::build(&app).await.with_context(|| format!("start {}", S::NAME))?;
    let stop = CancellationToken::new();
    let mut tasks = Vec::new();
    let mut pulse = None;
    let manifest = S::manifest(&app.texts);
    let keeper = retention::Keeper { rules: S::RETENTION, clock: app.clock.clone() };
    let consumers = S::consumers(&state).timer(keeper);
    let hears = consumers.bindings();
    if S::migrations().is_some() {
        let mut transport = match &options.transport {
            Some(shared) => Arc::clone(shared),
            None => transport(&app.settings)?,
        };
        if seen.sends() {
            transport = Arc::new(Traced { module: S::NAME, inner: transport });
        }
        let runner = Runner {
            module: S::NAME,
            db: app.db.settings().clone(),
            transport,
            consumers,
            wake,
            clock: app.clock.clone(),
            settings: app.settings.section::<EventSettings>("events")?,
            pulse: Pulse::new(),
            span: consume_span,
        };
        pulse = Some(runner.pulse());
        tasks.push(tokio::spawn(idempotency::keep_forgetting(
            app.db.clone(),
            app.clock.clone(),
            stop.clone(),
        )));
        tasks.push(tokio::spawn(retention::wind_up(app.db.clone(), S::RETENTION, app.clock.now())));
        let stop = stop.clone();
        tasks.push(tokio::spawn(async move {
            if let Err(error) = runner.run(stop).await {
                tracing::error!(module = S::NAME, %error, "events do not run");
            }
        }));
    }

    let tables = S::migrations().is_some().then(|| app.db.clone());
    let observer = Arc::new(Observer {
        module: S::NAME,
        db: tables.clone(),
        pulse: pulse.clone(),
        clock: app.clock.clone(),
        counted: Mutex::default(),
    });
    if seen.sends() {
        let (observer, stop) = (Arc::clone(&observer), stop.clone());
        let every = Duration::from_secs(seen.metrics_seconds.max(1));
        tasks.push(tokio::spawn(async move { observer.keep_looking(every, stop).await }));
    }
    let about = web::Data::new(internal::About {
        manifest: crate::Manifest { hears, ..manifest },
        openapi: openapi::<S>(),
        pulse: pulse.clone(),
        db: tables,
        clock: app.clock.clone(),
        observer,
        readers: Readers { token: seen.metrics_token.clone(), outside: S::OUTSIDE },
    });
    let verifier = web::Data::from(Arc::clone(&app.verifier));
    let data = web::Data::new(state.clone());
    let frame = Frame { texts: Arc::clone(&app.texts), module: S::NAME, traced: seen.sends() };
    let max_body = http.max_body;
    let mut server = HttpServer::new(move || {
        db::mark_worker_thread();
        let frame = frame.clone();
        let (routes, _) = HttpApp::new().into_utoipa_app().configure(S::routes).split_for_parts();
        routes
            .app_data(data.clone())
            .app_data(verifier.clone())
            .app_data(about.clone())
            .app_data(web::PayloadConfig::new(max_body))
            .app_data(web::FormConfig::default().limit(max_body).error_handler(|e, _| {
                tracing::debug!(%e, "form refused");
                Problem::invalid("body_unreadable").into()
            }))
            .configure(internal::routes)
            .configure(S::screens)
            .default_service(web::to(internal::no_route))
            .wrap(from_fn(move |request, next| around(frame.clone(), request, next)))
    })
    .shutdown_timeout(http.shutdown_seconds)
    .disable_signals();
    if http.workers > 0 {
        server = server.workers(http.workers);
    }
    let port = app.settings.section::<config::Http>("http")?.port;
    let port = if port == 0 && !options.settings.contains_key("http.port") { S::PORT } else { port };
    let server = server.bind((http.host.as_str(), port)).with_context(|| {
        format!("{} cannot listen on {}:{port}; is it running already?", S::NAME, http.host)
    })?;
    let address = server.addrs().first().copied().context("no address")?;
    let server = server.run();
    let handle = server.handle();
    let serving = stop.clone();
    tasks.insert(
        0,
        tokio::spawn(async move {
            let mut server = std::pin::pin!(server);
            tokio::select! {
                ended = &mut server => tracing::error!(module = S::NAME, ?ended, "server ended"),
                () = serving.cancelled() => {
                    let ((), ended) = tokio::join!(handle.stop(true), server);
                    tracing::info!(module = S::NAME, ok = ended.is_ok(), "stopped");
                }
            }
        }),
    );
    let quit = stop.clone();
    tasks.push(tokio::spawn(S::background(state, quit)));
    tracing::info!(module = S::NAME, %address, "ready");
    Ok(Running { name: S::NAME, address, pulse, app, stop, tasks })
}

/// The span around a consumer: a child of the trace that told the fact.
fn consume_span(consumer: &'static str, event: &RawEvent) -> tracing::Span {
    let span = souk_outbox::plain_span(consumer, event);
    if let Some(parent) = &event.traceparent {
        telemetry::adopt(&span, parent);
    }
    span
}

/// The whole `main` of a module's own binary: `--healthcheck` for containers, otherwise serve until a signal.
pub fn main<S: Service>() -> std::process::ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(_) => return std::process::ExitCode::FAILURE,
    };
    let asked = std::env::args().nth(1).is_some_and(|a| a == "--healthcheck");
    let done = if asked { runtime.block_on(healthcheck::<S>()) } else { runtime.block_on(alone::<S>()) };
    match done {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "{} failed", S::NAME);
            std::process::ExitCode::FAILURE
        }
    }
}

async fn healthcheck<S: Service>() -> anyhow::Result<()> {
    let settings = Settings::load(S::NAME, S::CONFIG, &HashMap::new())?;
    let http: config::Http = settings.section("http")?;
    let port = if http.port == 0 { S::PORT } else { http.port };
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let url = format!("http://127.0.0.1:{port}/internal/health/ready");
    reqwest::get(url).await?.error_for_status()?;
    Ok(())
}

async fn alone<S: Service>() -> anyhow::Result<()> {
    let settings = Settings::load(S::NAME, S::CONFIG, &HashMap::new())?;
    let telemetry = telemetry::start(S::NAME, &settings.section("telemetry")?)?;
    let mut running = boot::<S>(Options::default()).await?;
    tokio::select! {
        () = interrupted() => {}
        () = running.ended() => anyhow::bail!("{} ended by itself", S::NAME),
    }
    running.stop().await;
    telemetry.shutdown();
    Ok(())
}

/// Waits for Ctrl-C or SIGTERM.
pub async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut term) = signal(SignalKind::terminate()) {
            tokio::select! { _ = term.recv() => {}, _ = tokio::signal::ctrl_c() => {} }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
