//! The promises of the outbox, on both transports, against a real PostgreSQL and a real RabbitMQ.
//! `SOUK_TEST_PG_URL` and `SOUK_TEST_AMQP_URL` say where they are.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that meets the unexpected has failed")]
mod actors;
mod asking;
mod broker;
mod database;
mod delivery;
mod failing;
mod faults;
mod faulty;
mod keeping;
mod parking;
mod timers;
mod world;

#[expect(clippy::disallowed_methods, reason = "tests have no configuration")]
fn env(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} says where the server for tests is"))
}

#[expect(clippy::disallowed_methods, reason = "tests have no configuration")]
fn env_or(name: &str, otherwise: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| otherwise.to_owned())
}

/// Makes each test run on both transports.
macro_rules! on_both {
    ($($test:ident),+ $(,)?) => {
        mod embedded {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                crate::world::in_world(crate::world::Kind::Embedded, |w| Box::pin(super::$test(w))).await;
            }
        )+}
        mod rabbit {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                crate::world::in_world(crate::world::Kind::Rabbit, |w| Box::pin(super::$test(w))).await;
            }
        )+}
    };
}
pub(crate) use on_both;
