//! Every module of the platform, in the order in which they start.
use std::{future::Future, pin::Pin};

use diesel_migrations::EmbeddedMigrations;
use souk_kit::{
    Manifest, Service, Texts,
    migrate::Source,
    retention::Rule,
    serve::{self, Options, Running},
};
use utoipa::openapi::OpenApi;

type Booting = Pin<Box<dyn Future<Output = anyhow::Result<Running>> + Send>>;

/// What the composition root knows of a module.
#[derive(Clone, Copy)]
pub struct Entry {
    /// `orders`.
    pub name: &'static str,
    /// Its port.
    pub port: u16,
    /// Its tables.
    pub migrations: fn() -> Option<EmbeddedMigrations>,
    /// Starts it.
    pub boot: fn(Options) -> Booting,
    /// Its OpenAPI document.
    pub openapi: fn() -> OpenApi,
    /// What it says of itself.
    pub manifest: fn() -> anyhow::Result<Manifest>,
    /// Its settings' defaults.
    pub config: &'static str,
    /// How long the rows of its tables stay.
    pub retention: &'static [Rule],
}

const fn entry<S: Service>() -> Entry {
    Entry {
        name: S::NAME,
        port: S::PORT,
        migrations: S::migrations,
        boot: |options| Box::pin(serve::boot::<S>(options)),
        openapi: serve::openapi::<S>,
        manifest: || Ok(S::manifest(&Texts::new(&S::LOCALES)?)),
        config: S::CONFIG,
        retention: S::RETENTION,
    }
}

/// All of them. The gateway comes last: it opens the door when the rooms are lit.
#[must_use]
pub fn modules() -> Vec<Entry> {
    vec![
        entry::<souk_identity::Identity>(),
        entry::<souk_catalog::Catalog>(),
        entry::<souk_orders::Orders>(),
        entry::<souk_payments::Payments>(),
        entry::<souk_storefront::Storefront>(),
        entry::<souk_reservations::Reservations>(),
        entry::<souk_whatsapp::Whatsapp>(),
        entry::<souk_ops::Ops>(),
        entry::<souk_gateway::Gateway>(),
    ]
}

/// The tables of all modules and of the embedded transport.
#[must_use]
pub fn sources() -> Vec<Source> {
    let mut all = vec![Source { module: "bus", own: souk_outbox::BUS_MIGRATIONS, common: false }];
    for module in modules() {
        all.extend((module.migrations)().map(|own| Source { module: module.name, own, common: true }));
    }
    all
}
