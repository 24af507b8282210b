//! Catalog: what stores sell, what it costs, how much of it is left.
pub mod app;
pub mod config;
pub mod domain;
pub mod error;
mod events;
pub mod http;
mod jobs;
mod retention;
mod schema;
mod screens;
pub mod shelf;
pub mod state;
pub mod store;
mod switch;

use std::time::Duration;

use actix_web::{guard, web};
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use souk_events::{
    Event as _,
    catalog::v1::{
        ErasureDone, HoldExpired, ProductPublished, ProductUnpublished, StockChanged, StockRanLow,
    },
};
use souk_kit::{
    App, Locales, Manifest, Service, Texts, erasure::OnErasureRequested, manifest::Area, token::Role,
};
use souk_outbox::Consumers;
use tokio_util::sync::CancellationToken;
use utoipa_actix_web::service_config::ServiceConfig;

pub use state::State;

/// The paths that catalog owns at the door.
const PREFIXES: [&str; 15] = [
    "/v1/products",
    "/v1/stores",
    "/v1/catalog",
    "/v1/imports",
    "/m",
    "/p",
    "/media",
    "/live/shelf",
    "/near",
    "/dashboard/products",
    "/dashboard/categories",
    "/dashboard/synonyms",
    "/dashboard/import",
    "/dashboard/store",
    "/dashboard/modifiers",
];

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations/catalog");

/// The module.
pub struct Catalog;

impl Service for Catalog {
    const NAME: &'static str = "catalog";
    const PORT: u16 = 8103;
    const CONFIG: &'static str = include_str!("../config.toml");
    const LOCALES: Locales = souk_kit::locales!("catalog");
    const RETENTION: &'static [souk_kit::retention::Rule] = retention::RULES;
    type State = State;

    fn manifest(texts: &Texts) -> Manifest {
        Manifest::new(Self::NAME, env!("CARGO_PKG_VERSION"), &PREFIXES)
            .nav(
                texts,
                Area::Dashboard,
                30,
                "/dashboard/products",
                "package",
                "nav-products",
                Some(Role::Agent),
            )
            .nav(texts, Area::Dashboard, 60, "/dashboard/store", "store", "nav-store", Some(Role::Manager))
            .slot("home.main", 20, 15)
            .slot("landing.main", 20, 60)
            .slot("catalog.list", 10, 15)
            .slot("dashboard.home", 20, 0)
            .slot("shop.brief", 20, 0)
            .slot("order.actions", 20, 0)
            .tells(&[
                ProductPublished::TYPE,
                ProductUnpublished::TYPE,
                StockChanged::TYPE,
                StockRanLow::TYPE,
                HoldExpired::TYPE,
                ErasureDone::TYPE,
            ])
            .personal(
                "hold",
                "public id of the person or visitor who is buying, to answer the same wish the same way",
            )
            .personal("stock_movement", "public id of the member of staff who changed stock by hand")
            .personal("import", "public id of the member of staff who sent the file")
            .personal("export", "public id of the member of staff who took the products home")
    }

    fn migrations() -> Option<EmbeddedMigrations> {
        Some(MIGRATIONS)
    }

    async fn build(app: &App) -> anyhow::Result<State> {
        State::new(app)
    }

    fn routes(cfg: &mut ServiceConfig<'_>) {
        cfg.route("/{tail:.*}", web::route().guard(guard::fn_guard(switch::closed)).to(switch::refuse));
        cfg.service(http::public::list_products)
            .service(http::public::get_product)
            .service(http::public_stores::list_stores)
            .service(http::public_stores::get_store)
            .service(http::public::list_store_categories)
            .service(http::categories::list_categories)
            .service(http::categories::create_category)
            .service(http::categories::replace_category)
            .service(http::categories::delete_category)
            .service(http::synonyms::list_synonyms)
            .service(http::synonyms::create_synonym)
            .service(http::synonyms::replace_synonym)
            .service(http::synonyms::delete_synonym)
            .service(http::products::list_own_products)
            .service(http::products::create_product)
            .service(http::products::get_own_product)
            .service(http::products::replace_product)
            .service(http::products::publish_product)
            .service(http::products::unpublish_product)
            .service(http::products::set_sold_out_today)
            .service(http::products::clear_sold_out_today)
            .service(http::products::add_product_photo)
            .service(http::products::remove_product_photo)
            .service(http::prices::list_prices)
            .service(http::stock::get_stock)
            .service(http::stock::change_stock)
            .service(http::stock::set_low_stock)
            .service(http::stores::list_own_stores)
            .service(http::stores::replace_store_profile)
            .service(http::stores::set_store_photo)
            .service(http::export::export_products)
            .service(http::imports::start_import)
            .service(http::imports::list_imports)
            .service(http::imports::get_import)
            .service(http::imports::list_import_errors)
            .service(http::modifiers::list_modifier_groups)
            .service(http::modifiers::create_modifier_group)
            .service(http::modifiers::get_modifier_group)
            .service(http::modifiers::replace_modifier_group)
            .service(http::modifiers::delete_modifier_group)
            .service(http::modifiers::set_modifier_sold_out)
            .service(http::modifiers::clear_modifier_sold_out)
            .service(http::hours::get_store_hours)
            .service(http::hours::replace_store_hours)
            .service(http::holds::quotes)
            .service(http::holds::place_hold)
            .service(http::holds::release_hold)
            .service(http::holds::read_store_hours);
    }

    fn screens(cfg: &mut web::ServiceConfig) {
        screens::routes(cfg);
    }

    fn consumers(state: &State) -> Consumers {
        Consumers::new()
            .add(events::OnStoreSaved(state.clone()))
            .add(events::OnTenantSaved)
            .add(events::OnPlanChanged)
            .add(OnErasureRequested { eraser: events::Erase, clock: state.clock.clone() })
            .add(events::OnOrderPlaced(state.clone()))
            .add(events::OnOrderCancelled(state.clone()))
            .add(events::OnOrderRejected(state.clone()))
            .add(events::OnOrderCompleted(state.clone()))
            .add(events::OnOrderReduced(state.clone()))
            .timer(jobs::ExpireHold(state.clone()))
            .timer(jobs::ImportChunk(state.clone()))
            .timer(jobs::SweepChanges(state.clone()))
    }

    async fn background(state: State, stop: CancellationToken) {
        jobs::wind_up(&state).await;
        let every = Duration::from_millis(state.shelf_settings.poll_ms);
        let close = async {
            stop.cancelled().await;
            state.closing.cancel();
        };
        tokio::join!(
            close,
            shelf::run(&state.shelf, &state.db, every, &stop),
            state.switch.follow(&state.db, &stop),
        );
    }
}
