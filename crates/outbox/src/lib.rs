//! Facts leave a module and arrive once in effect: outbox, relay, transports, inbox, retry, dead letters,
//! parking and timers. The README tells the life of a fact.
pub mod admin;
mod clock;
mod consumer;
mod db;
mod error;
mod inbox;
mod prepared;
mod publish;
mod pulse;
mod runner;
mod schema;
mod settings;
pub mod switches;
pub mod timers;
mod topic;
mod transport;
mod wake;

use diesel_migrations::{EmbeddedMigrations, embed_migrations};

pub use clock::Clock;
pub use consumer::{Asker, Consumer, Consumers, OnResume, RawConsumer, Retries, TimersWhenOff};
pub use db::{Conn, DbSettings, Pool, connect, pool, set_config};
pub use error::{HandlerError, OutboxError};
pub use prepared::Prepared;
pub use publish::publish;
pub use pulse::{Pulse, Reading};
pub use runner::{Runner, SpanMaker, plain_span};
pub use settings::EventSettings;
pub use timers::{Timer, TimerHandler};
pub use transport::{Delivery, Subscription, Transport, TransportError, embedded, rabbitmq, rabbitmq_apart};
pub use wake::Wake;

/// The tables of every module; run in the module's schema by its owner.
pub const COMMON_MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations/_common");
/// The embedded transport; run in the schema `bus` by `souk_bus_owner`, after the role `souk_modules` exists.
pub const BUS_MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations/bus");
