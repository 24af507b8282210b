//! Identity: who people are, whom they work for, and what proves it.
pub mod app;
pub mod config;
pub mod domain;
pub mod error;
pub mod http;
pub mod jobs;
mod retention;
pub mod schema;
pub mod screens;
pub mod state;
pub mod store;

use actix_web::web;
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use souk_events::{
    Event as _,
    identity::v1::{
        ErasureRequested, GuestMerged, ImpersonationEnded, ImpersonationStarted, MembershipChanged,
        PlanChanged, StoreSaved, TenantSaved,
    },
};
use souk_kit::{App, Locales, Manifest, Service, Texts, manifest::Area, token::Role};
use souk_outbox::{Consumers, TimersWhenOff};
use tokio_util::sync::CancellationToken;
use utoipa_actix_web::service_config::ServiceConfig;

pub use state::State;

/// The module.
pub struct Identity;

/// What identity owns at the door.
const PREFIXES: [&str; 30] = [
    "/v1/auth",
    "/v1/users",
    "/v1/me",
    "/v1/sessions",
    "/v1/tenants",
    "/v1/members",
    "/v1/invitations",
    "/v1/api-keys",
    "/v1/admin/tenants",
    "/v1/admin/erasures",
    "/.well-known/jwks.json",
    "/login",
    "/confirm",
    "/signup",
    "/verify",
    "/forgot",
    "/reset",
    "/logout",
    "/invitations",
    "/account/profile",
    "/account/security",
    "/account/sessions",
    "/account/consents",
    "/account/privacy",
    "/v1/consents",
    "/switch-tenant",
    "/mailbox",
    "/opt-out",
    "/impersonation",
    "/v1/admin/impersonations",
];

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations/identity");

impl Service for Identity {
    const NAME: &'static str = "identity";
    const PORT: u16 = 8102;
    const CONFIG: &'static str = include_str!("../config.toml");
    const LOCALES: Locales = souk_kit::locales!("identity");
    const RETENTION: &'static [souk_kit::retention::Rule] = retention::RULES;
    type State = State;

    fn manifest(texts: &Texts) -> Manifest {
        let mut prefixes = PREFIXES.to_vec();
        prefixes.extend([
            "/dashboard/onboarding",
            "/dashboard/team",
            "/dashboard/stores",
            "/dashboard/shops",
            "/dashboard/keys",
            "/dashboard/opt-ins",
            "/dashboard/plan",
            "/ops/merchants",
            "/ops/erasures",
            "/ops/impersonations",
        ]);
        Manifest::new(Self::NAME, env!("CARGO_PKG_VERSION"), &prefixes)
            .required()
            .nav(
                texts,
                Area::Dashboard,
                80,
                "/dashboard/stores",
                "map-pin",
                "nav-stores",
                Some(Role::Manager),
            )
            .nav(texts, Area::Dashboard, 90, "/dashboard/team", "users", "nav-team", Some(Role::Manager))
            .nav(texts, Area::Dashboard, 95, "/dashboard/keys", "key-round", "nav-keys", Some(Role::Manager))
            .nav(texts, Area::Dashboard, 97, "/dashboard/plan", "layers", "nav-plan", Some(Role::Manager))
            .nav(texts, Area::Ops, 45, "/ops/merchants", "store", "nav-merchants", None)
            .nav(texts, Area::Ops, 48, "/ops/impersonations", "eye", "nav-impersonations", None)
            .nav(texts, Area::Ops, 47, "/ops/erasures", "user", "nav-erasures", None)
            .nav(texts, Area::Account, 88, "/account/privacy", "shield", "nav-privacy", None)
            .slot("account.sections", 5, 0)
            .slot("dashboard.home", 5, 0)
            .nav(
                texts,
                Area::Dashboard,
                92,
                "/dashboard/opt-ins",
                "badge-check",
                "nav-opt-ins",
                Some(Role::Manager),
            )
            .nav(texts, Area::Account, 87, "/account/consents", "badge-check", "nav-consents", None)
            .nav(texts, Area::Account, 80, "/account/profile", "user", "nav-profile", None)
            .nav(texts, Area::Account, 85, "/account/security", "shield-check", "nav-security", None)
            .nav(texts, Area::Account, 90, "/account/sessions", "monitor", "nav-sessions", None)
            .tells(&[
                TenantSaved::TYPE,
                StoreSaved::TYPE,
                MembershipChanged::TYPE,
                GuestMerged::TYPE,
                ErasureRequested::TYPE,
                PlanChanged::TYPE,
                ImpersonationStarted::TYPE,
                ImpersonationEnded::TYPE,
            ])
            .asks(
                "orders",
                "the package of a person's data names it among those that did not answer; contacts of opt-ins are \
                 asked for again later",
            )
            .personal("account", "e-mail address, name and number, sealed with the person's key; language")
            .personal(
                "second_factor",
                "secret of the code generator, sealed with the person's key; hashes of recovery codes",
            )
            .personal(
                "passkey",
                "public half of a person's passkeys, and what they call them, sealed with their key",
            )
            .personal(
                "consent",
                "who agreed to which messages, when, and to which text; kept as proof, without a name",
            )
            .personal(
                "opt_in",
                "name, address and number of who agreed at a checkout, sealed, until they take it back",
            )
            .personal("erasure", "id of who asked to be erased, and when; kept as proof")
            .personal("plan_change", "which operator gave a merchant another plan, and why")
            .personal("impersonation", "which operator looked at whose view, when and why; kept as record")
            .personal("invitation", "e-mail address, sealed with the platform's key")
            .personal("session", "device name and a hash of the user agent")
            .personal("mail", "address and text of mails not sent yet, sealed with the platform's key")
    }

    fn migrations() -> Option<EmbeddedMigrations> {
        Some(MIGRATIONS)
    }

    async fn build(app: &App) -> anyhow::Result<State> {
        State::new(app)
    }

    fn routes(cfg: &mut ServiceConfig<'_>) {
        http::routes(cfg);
    }

    fn screens(cfg: &mut web::ServiceConfig) {
        screens::routes(cfg);
    }

    fn consumers(state: &State) -> Consumers {
        Consumers::new()
            .timer(jobs::RotateKeys(state.clone()))
            .timer(jobs::Sweep(state.clone()))
            .timer(jobs::VerifyConsents(state.clone()))
            .timer(jobs::Erase(state.clone()))
            .timer(jobs::EndImpersonation(state.clone()))
            .timer(jobs::TellStock(state.clone()))
            .add(jobs::OnStockRanLow(state.clone()))
            .add(jobs::OnOrderIntervened(state.clone()))
            .add_raw(jobs::OnErasureDone(state.clone()))
            .add(jobs::OnOptInGiven(state.clone()))
            .timers_when_off(TimersWhenOff::Run)
    }

    async fn background(state: State, stop: CancellationToken) {
        jobs::run(state, stop).await;
    }
}
