//! The door of the platform: one address for browsers, phones and other programs. Modules stand behind it.
use actix_web::{HttpResponse, guard, web};
use diesel_migrations::EmbeddedMigrations;
use souk_kit::{App, Locales, Manifest, Problem, Service, Texts};
use tokio_util::sync::CancellationToken;
use utoipa_actix_web::service_config::ServiceConfig;

pub mod compose;
pub mod config;
pub mod domain;
pub mod edge;
pub mod error;
pub mod finish;
pub mod http;
pub mod jobs;
pub mod limits;
pub mod proxy;
pub mod screens;
pub mod session;
pub mod state;
pub mod visit;
pub mod volume;

use proxy::upstream::Upstream;
use state::State;

/// The module.
pub struct Gateway;

impl Service for Gateway {
    const NAME: &'static str = "gateway";
    const PORT: u16 = 8080;
    const OUTSIDE: bool = true;
    const CONFIG: &'static str = include_str!("../config.toml");
    const LOCALES: Locales = souk_kit::locales!("gateway");
    type State = State;

    fn manifest(_texts: &Texts) -> Manifest {
        Manifest::new(Self::NAME, env!("CARGO_PKG_VERSION"), &domain::registry::RESERVED)
            .required()
            .asks("identity", "sessions known to this process until their token ends, else a visitor")
            .asks("ops", "switches stay as they were")
    }

    fn migrations() -> Option<EmbeddedMigrations> {
        None
    }

    async fn build(app: &App) -> anyhow::Result<State> {
        State::new(app)
    }

    fn routes(cfg: &mut ServiceConfig<'_>) {
        // The frame answers below /internal on every port; on this one only the probes of containers may, `ops`,
        // which asks every module who it is, and who has the token of the metrics.
        cfg.route("/internal/health/ready", web::get().to(http::ready));
        cfg.route("/internal/manifest", web::get().to(http::own_manifest));
        let closed = guard::fn_guard(|ctx| {
            !matches!(ctx.head().uri.path(), "/internal/health/live" | "/internal/metrics")
        });
        cfg.route("/internal/{tail:.*}", web::route().guard(closed).to(no_inside));
        cfg.service(http::health).service(http::openapi_document);
    }

    fn screens(cfg: &mut web::ServiceConfig) {
        // What is described in the OpenAPI document answers GET; a HEAD is the same without its body.
        cfg.route("/health", web::head().to(http::platform_health));
        cfg.route("/v1/openapi.json", web::head().to(http::merged_document));
        for path in ["/health", "/v1/openapi.json"] {
            cfg.route(path, web::route().to(async || Problem::wrong_method("GET, HEAD")));
        }
        // Called once per worker, on its thread: each worker has its own connections to modules.
        cfg.app_data(web::Data::new(Upstream::new()));
        cfg.service(web::resource("/{tail:.*}").to(proxy::door));
    }

    async fn background(state: State, stop: CancellationToken) {
        let closing = state.closing.clone();
        let discovery = jobs::discovery::run(state.clone(), stop.clone());
        let switches = jobs::switches::run(state.clone(), stop.clone());
        let revocations = jobs::revocations::run(state, stop.clone());
        let quit = async {
            stop.cancelled().await;
            closing.cancel();
        };
        tokio::join!(discovery, switches, revocations, quit);
    }
}

async fn no_inside() -> Result<HttpResponse, Problem> {
    Err(Problem::not_found())
}
