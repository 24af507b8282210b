//! Carts, checkouts and orders: from the first line in a cart to the goods handed over.
pub mod app;
pub mod clients;
pub mod config;
pub mod domain;
mod error;
pub mod events;
pub mod http;
pub mod jobs;
pub mod kept;
pub mod live;
pub mod offers;
mod retention;
pub mod schema;
pub mod screens;
pub mod state;
pub mod store;
pub mod ways;

use actix_web::web;
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use souk_events::{
    Event,
    orders::v1::{
        ErasureDone, OptInGiven, OrderAccepted, OrderCancelled, OrderCompleted, OrderDelayed, OrderDeparted,
        OrderIntervened, OrderPlaced, OrderPreparing, OrderReady, OrderReduced, OrderRejected,
    },
};
use souk_kit::{
    App, Locales, Manifest, Service, Texts, erasure::OnErasureRequested, manifest::Area, token::Role,
};
use souk_outbox::{Consumers, TimersWhenOff};
use tokio_util::sync::CancellationToken;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::state::State;

/// The module's tables.
pub const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations/orders");

/// The module.
pub struct Orders;

const PREFIXES: &[&str] = &[
    "/v1/cart",
    "/v1/checkouts",
    "/v1/orders",
    "/v1/store-orders",
    "/v1/promotions",
    "/v1/fulfilments",
    "/v1/admin/orders",
    "/v1/admin/promotions",
    "/cart",
    "/checkout",
    "/orders",
    "/account/orders",
    "/dashboard/orders",
    "/dashboard/promotions",
    "/dashboard/fulfilment",
    "/ops/orders",
    "/ops/promotions",
    "/live/orders",
    "/live/board",
];

impl Service for Orders {
    const NAME: &'static str = "orders";
    const PORT: u16 = 8104;
    const CONFIG: &'static str = include_str!("../config.toml");
    const LOCALES: Locales = souk_kit::locales!("orders");
    const RETENTION: &'static [souk_kit::retention::Rule] = retention::RULES;
    type State = State;

    fn manifest(texts: &Texts) -> Manifest {
        let facts = [
            OrderPlaced::TYPE,
            OrderAccepted::TYPE,
            OrderRejected::TYPE,
            OrderPreparing::TYPE,
            OrderReady::TYPE,
            OrderDelayed::TYPE,
            OrderDeparted::TYPE,
            OrderReduced::TYPE,
            OrderCompleted::TYPE,
            OrderCancelled::TYPE,
            OptInGiven::TYPE,
            OrderIntervened::TYPE,
            ErasureDone::TYPE,
        ];
        Manifest::new(Self::NAME, env!("CARGO_PKG_VERSION"), PREFIXES)
            .nav(
                texts,
                Area::Dashboard,
                20,
                "/dashboard/orders",
                "clipboard-list",
                "nav-board",
                Some(Role::Agent),
            )
            .nav(
                texts,
                Area::Dashboard,
                40,
                "/dashboard/promotions",
                "ticket-percent",
                "nav-promotions",
                Some(Role::Manager),
            )
            .nav(
                texts,
                Area::Dashboard,
                45,
                "/dashboard/fulfilment",
                "truck",
                "nav-fulfilment",
                Some(Role::Manager),
            )
            .nav(texts, Area::Ops, 46, "/ops/orders", "receipt-text", "nav-watch", None)
            .nav(texts, Area::Ops, 47, "/ops/promotions", "ticket-percent", "nav-promotions", None)
            .nav(texts, Area::Account, 20, "/account/orders", "receipt-text", "nav-orders", None)
            .slot("header.cart", 10, 0)
            .slot("shell.cart", 10, 0)
            .slot("account.sections", 20, 0)
            .slot("dashboard.home", 10, 0)
            .slot("shop.brief", 10, 0)
            .tells(&facts)
            .asks("identity", "mails to people who left no address wait")
            .asks("reservations", "orders of a live wait until it says who ordered")
            .asks("payments", "carts can be paid at the counter only")
            .asks("catalog", "carts say that prices are away; placing answers 503 and the cart is kept")
            .personal("orders", "contact and note of the customer, sealed, for the hand-over")
            .personal("mail", "which order a mail not sent yet tells of, sealed with the platform's key")
            .personal("order_history", "who changed an order")
            .personal("order_opt_in", "what a customer agreed to with an order")
            .personal("intervention", "which operator stepped in, and why")
            .personal("order_export", "who exported orders")
            .personal("personal_access", "who looked at a contact")
            .personal("cart_line", "what a person put into the cart")
            .personal("cart_code", "the codes a person entered")
            .personal("promotion_counter", "how often a person used a promotion")
            .personal("promotion_redemption", "the discounts a person was given")
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
            .add(events::store_saved::OnStoreSaved)
            .add(events::guest_merged::OnGuestMerged {
                sealer: state.sealer.clone(),
                clock: state.clock.clone(),
            })
            .add(OnErasureRequested { eraser: events::erasure::Erase, clock: state.clock.clone() })
            .add(events::hold_expired::OnHoldExpired { clock: state.clock.clone() })
            .add_asker(events::live::OnReservationConfirmed {
                reservations: state.reservations.clone(),
                sealer: state.sealer.clone(),
                mails: state.mails.clone(),
                clock: state.clock.clone(),
            })
            .add(events::payments::OnPaymentCaptured {
                mails: state.mails.clone(),
                clock: state.clock.clone(),
                accept_within: state.settings.accept_within(),
            })
            .add(events::payments::OnPaymentExpired {
                mails: state.mails.clone(),
                clock: state.clock.clone(),
            })
            .add(events::payments::OnRefundChanged { clock: state.clock.clone() })
            .add(events::live::OnContactErased)
            .add(events::live::OnDepositChanged { mails: state.mails.clone(), clock: state.clock.clone() })
            .timer(jobs::accept_deadline::AcceptDeadline {
                clock: state.clock.clone(),
                mails: state.mails.clone(),
            })
            .timers_when_off(TimersWhenOff::Pause)
    }

    async fn background(state: State, stop: CancellationToken) {
        let close = async {
            stop.cancelled().await;
            state.closing.cancel();
        };
        let every = state.promotions.poll();
        let writer = jobs::mails::Writer { state: state.clone() };
        tokio::join!(
            close,
            state.offers.follow(&state.db, every, &stop),
            state.ways.follow(&state.db, every, &stop),
            state.mails.run(&writer, &stop)
        );
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::{
        order::{Action, Label, Payment, Reason},
        promotion::{Step, Verdict},
    };

    fn keys(source: &str) -> BTreeSet<&str> {
        let key = |line: &'static str| line.split_once(" = ").map(|(key, _)| key);
        let lines: Vec<&'static str> =
            source.to_owned().leak().lines().filter(|l| !l.starts_with('#')).collect();
        lines.into_iter().filter_map(key).collect()
    }

    #[test]
    fn every_language_has_every_text() {
        let texts = Texts::new(&Orders::LOCALES).unwrap();
        let [(_, french), others @ ..] = Orders::LOCALES;
        for (lang, source) in others {
            assert_eq!(keys(french), keys(source), "{}", lang.code());
        }
        let all = |prefix: &str, words: Vec<&str>| -> Vec<String> {
            words.into_iter().map(|w| format!("{prefix}-{}", w.replace('_', "-"))).collect()
        };
        let words = |labels: &[Label]| labels.iter().map(|l| l.as_str()).collect::<Vec<_>>();
        let needed = [
            all("status", words(Label::ALL)),
            all("next", words(Label::ALL)),
            all("reason", Reason::ALL.iter().map(|r| r.as_str()).collect()),
            all("payment", Payment::ALL.iter().map(|p| p.as_str()).collect()),
            all("do", Action::ALL.iter().map(|a| a.as_str()).collect()),
            all("done", Action::ALL.iter().map(|a| a.as_str()).collect()),
            all("what", Action::ALL.iter().map(|a| a.done()).collect()),
            all("field", Verdict::CODES.to_vec()),
            crate::app::reorder::LeftOut::ALL.iter().map(|w| w.key().to_owned()).collect(),
            crate::domain::opt_in::Purpose::ALL.iter().map(|p| p.text()).collect(),
            all("promo-do", Step::ALL.iter().map(|s| s.as_str()).collect()),
            all("promo-done", Step::ALL.iter().map(|s| s.as_str()).collect()),
        ];
        for key in needed.concat() {
            assert!(texts.find(souk_kit::Lang::Fr, &key, &[]).is_some(), "{key}");
        }
    }
}
