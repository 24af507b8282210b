//! What tests share: a database per test, a module that runs, people who call it, facts that arrive.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up stops at once, with the reason"
)]
mod actor;
mod app;
mod database;
mod env;
mod issuer;
pub mod stripe;
pub mod twilio;
mod wait;

pub use actor::{Actor, Answer};
pub use app::{Builder, TestApp};
pub use database::TestDb;
pub use env::{amqp_url, pg_url};
pub use issuer::Issuer;
pub use wait::eventually;
