//! Where the test servers are: `make test` starts them and says so in the environment.

#[expect(clippy::disallowed_methods, reason = "the one place where tests read the environment")]
fn var(name: &str, how: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set; {how}"))
}

/// Superuser URL of a throwaway PostgreSQL cluster.
#[must_use]
pub fn pg_url() -> String {
    var("SOUK_TEST_PG_URL", "export SOUK_TEST_PG_URL=$(deploy/dev/pg.sh start --test)")
}

/// URL of a RabbitMQ node.
#[must_use]
pub fn amqp_url() -> String {
    var("SOUK_TEST_AMQP_URL", "export SOUK_TEST_AMQP_URL=$(deploy/dev/rabbit.sh start)")
}
