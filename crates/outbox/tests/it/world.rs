//! One test's world: a database, a transport, modules that run in it, and what they did.
use std::{
    future::Future,
    panic::{AssertUnwindSafe, resume_unwind},
    pin::Pin,
    sync::Arc,
    time::Duration,
};

use diesel::{
    QueryableByName, sql_query,
    sql_types::{BigInt, Text},
};
use diesel_async::{AsyncConnection as _, RunQueryDsl};
use futures_util::FutureExt as _;
use souk_events::{Event, Meta, TenantId, orders::v1::OrderAccepted};
use souk_outbox::{
    Clock, Conn, Consumers, DbSettings, EventSettings, OutboxError, Pool, Pulse, Reading, Runner, Transport,
    Wake, admin, embedded, pool, publish, rabbitmq_apart,
};
use tokio::{
    task::JoinHandle,
    time::{interval, timeout},
};
use tokio_util::sync::CancellationToken;

use crate::{database::TestDb, env};

/// The connections of the test itself, which no fault hits.
pub const TELLING: &str = "test telling";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Embedded,
    Rabbit,
}

pub struct World {
    pub kind: Kind,
    pub db: TestDb,
    pub transport: Arc<dyn Transport>,
    pub wake: Wake,
    pub clock: Clock,
    pub tenant: TenantId,
    pool: Pool,
}

pub type Test<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;

/// Runs one test in a world of its own and clears it away.
pub async fn in_world(kind: Kind, test: impl for<'a> FnOnce(&'a World) -> Test<'a>) {
    let db = TestDb::create().await;
    let transport = match kind {
        Kind::Embedded => embedded(&db.module("orders")),
        Kind::Rabbit => rabbitmq_apart(&env("SOUK_TEST_AMQP_URL"), &format!("{}.", db.name)),
    };
    let telling = DbSettings { application_name: TELLING.into(), ..db.module("orders") };
    let world = World {
        kind,
        pool: pool(&telling),
        transport,
        wake: Wake::new(),
        clock: Clock::system(),
        tenant: TenantId::new(),
        db,
    };
    let outcome = AssertUnwindSafe(test(&world)).catch_unwind().await;
    if kind == Kind::Rabbit {
        crate::broker::delete_topology(&env("SOUK_TEST_AMQP_URL"), &world.db.name).await;
    }
    world.db.drop().await;
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

/// Settings with short waits: a test waits for conditions, and these decide how soon they can hold.
pub fn quick() -> EventSettings {
    EventSettings {
        relay_poll_ms: 50,
        worker_poll_ms: 20,
        timer_poll_ms: 50,
        retry_first_ms: 20,
        retry_cap_ms: 60,
        ..EventSettings::default()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
pub struct Effect {
    #[diesel(sql_type = Text)]
    pub consumer: String,
    #[diesel(sql_type = Text)]
    pub subject: String,
    #[diesel(sql_type = BigInt)]
    pub version: i64,
    #[diesel(sql_type = Text)]
    pub scope: String,
}

/// The fact most tests use: a key and a number.
pub fn fact(key: &str, version: i64) -> OrderAccepted {
    OrderAccepted { order_id: key.into(), store_id: "sto".into(), version }
}

impl World {
    pub fn meta(&self) -> Meta {
        Meta {
            tenant: Some(self.tenant),
            correlation: "cor-1".into(),
            traceparent: Some("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".into()),
        }
    }

    /// Tells facts as the module `orders`, in one transaction.
    pub async fn tell<E: Event>(&self, facts: &[E]) {
        self.tell_as(&self.meta(), facts).await;
    }

    pub async fn tell_as<E: Event>(&self, meta: &Meta, facts: &[E]) {
        let mut conn = self.pool.get().await.unwrap();
        let now = self.clock.now();
        conn.transaction::<_, OutboxError, _>(async |c| {
            for fact in facts {
                publish(c, meta, now, fact).await?;
            }
            Ok(())
        })
        .await
        .unwrap();
        self.wake.ring();
    }

    pub fn runner(&self, module: &'static str, consumers: Consumers) -> Runner {
        let (db, transport) = (self.db.module(module), self.transport.clone());
        let wake = if module == "orders" { self.wake.clone() } else { Wake::new() };
        let mut runner = Runner::new(module, db, transport, consumers, wake, self.clock.clone());
        runner.settings = quick();
        runner
    }

    /// Starts the teller, which hears nothing itself.
    pub fn teller(&self) -> Running {
        Running::start(self.runner("orders", Consumers::new()))
    }

    /// Starts the listener and waits until its queue exists: facts told before are nobody's.
    pub async fn listener(&self, consumers: Consumers) -> Running {
        Running::start(self.runner("catalog", consumers)).connected().await
    }

    /// What the listener did, in order.
    pub async fn effects(&self) -> Vec<Effect> {
        let mut conn = self.db.conn("catalog").await;
        sql_query("SELECT consumer, subject, version, scope FROM effect ORDER BY id")
            .load(&mut conn)
            .await
            .unwrap()
    }

    pub async fn versions(&self, consumer: &str, subject: &str) -> Vec<i64> {
        let mine = |e: &Effect| e.consumer == consumer && e.subject == subject;
        self.effects().await.into_iter().filter(mine).map(|e| e.version).collect()
    }

    pub async fn counts(&self) -> admin::Counts {
        let mut conn = self.db.conn("catalog").await;
        admin::counts(&mut conn, "catalog", self.clock.now()).await.unwrap()
    }

    pub async fn dead(&self) -> Vec<admin::DeadLetter> {
        let mut conn = self.db.conn("catalog").await;
        admin::dead_letters(&mut conn, 0, 1_000).await.unwrap()
    }

    pub async fn conn(&self) -> Conn {
        self.db.conn("catalog").await
    }
}

/// A module that runs.
pub struct Running {
    stop: CancellationToken,
    task: JoinHandle<Result<(), OutboxError>>,
    pub pulse: Pulse,
}

impl Running {
    pub fn start(runner: Runner) -> Self {
        let (stop, pulse) = (CancellationToken::new(), runner.pulse());
        let task = tokio::spawn(runner.run(stop.clone()));
        Self { stop, task, pulse }
    }

    pub async fn connected(self) -> Self {
        eventually("the receiver is connected", async || self.read().receiver_connected).await;
        self
    }

    pub fn read(&self) -> Reading {
        self.pulse.read()
    }

    /// A clean stop.
    pub async fn stop(self) {
        self.stop.cancel();
        self.task.await.unwrap().unwrap();
    }

    /// Dies without a word.
    pub async fn kill(self) {
        self.task.abort();
        drop(self.task.await);
    }
}

/// Waits until a condition holds; fails after 60 seconds.
pub async fn eventually<F: AsyncFn() -> bool>(what: &str, holds: F) {
    let mut pause = interval(Duration::from_millis(5));
    let asking = async {
        while !holds().await {
            pause.tick().await;
        }
    };
    assert!(timeout(Duration::from_secs(60), asking).await.is_ok(), "not within 60 seconds: {what}");
}
