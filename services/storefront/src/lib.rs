//! The shells: home, landing, search page, account hub, homes of dashboard and ops, legal pages, installable app.
mod clients;
pub mod markets;
mod screens;
mod state;

use actix_web::web;
use diesel_migrations::EmbeddedMigrations;
use souk_kit::{App, Locales, Manifest, Service, Texts, manifest::Area, token::Role};
use utoipa_actix_web::service_config::ServiceConfig;

pub use state::State;

/// The module.
pub struct Storefront;

/// Seconds that the parts of the shell may be shared between visitors.
const SHELL_SECONDS: u32 = 300;

impl Service for Storefront {
    const NAME: &'static str = "storefront";
    const PORT: u16 = 8101;
    const CONFIG: &'static str = include_str!("../config.toml");
    const LOCALES: Locales = souk_kit::locales!("storefront");
    type State = State;

    fn manifest(texts: &Texts) -> Manifest {
        // `/` is the home page alone; what browsers and robots look for by name is listed.
        let prefixes = [
            "/",
            "/landing",
            "/search",
            "/account",
            "/dashboard",
            "/ops",
            "/legal",
            "/storefront",
            "/offline",
            "/worker.js",
            "/manifest.webmanifest",
            "/robots.txt",
            "/sitemap.xml",
            "/sitemap",
        ];
        Manifest::new(Self::NAME, env!("CARGO_PKG_VERSION"), &prefixes)
            .nav(texts, Area::Public, 0, "/", "house", "nav-home", None)
            .nav(texts, Area::Public, 10, "/search", "search", "nav-search", None)
            .nav(texts, Area::Public, 90, "/account", "circle-user", "nav-account", None)
            .nav(texts, Area::Account, 0, "/account", "circle-user", "nav-overview", None)
            .nav(
                texts,
                Area::Dashboard,
                0,
                "/dashboard",
                "layout-dashboard",
                "nav-dashboard",
                Some(Role::Agent),
            )
            .nav(texts, Area::Ops, 0, "/ops", "layout-dashboard", "nav-ops", None)
            .slot("shell.head", 10, SHELL_SECONDS)
            .slot("shell.footer", 10, SHELL_SECONDS)
            .asks("catalog", "the search page says so; the site map lists no stores")
    }

    fn migrations() -> Option<EmbeddedMigrations> {
        None
    }

    async fn build(app: &App) -> anyhow::Result<State> {
        State::build(app)
    }

    /// Pages only: there is nothing here for other programs.
    fn routes(_: &mut ServiceConfig<'_>) {}

    fn screens(cfg: &mut web::ServiceConfig) {
        screens::routes(cfg);
    }
}
