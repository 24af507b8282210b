//! Measures the way of a fact from its outbox to its effect, and raw publish-confirm beside it. One line of JSON.
//! `measure WHAT DATABASE_URL AMQP_URL` with WHAT one of `raw`, `embedded`, `rabbitmq`; the database has the tables of
//! `souk migrate`, nobody else uses it, and the URL is the superuser's.
#![expect(clippy::print_stdout, reason = "a program that prints what it measured")]
use std::{
    error::Error,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use diesel::{sql_query, sql_types::BigInt};
use diesel_async::{AsyncConnection as _, RunQueryDsl, SimpleAsyncConnection as _};
use lapin::{
    BasicProperties, Connection, ConnectionProperties,
    options::{BasicPublishOptions, ConfirmSelectOptions, QueueDeclareOptions, QueueDeleteOptions},
    types::{AMQPValue, FieldTable},
};
use souk_events::{Envelope, Meta, TenantId, orders::v1::OrderAccepted};
use souk_outbox::{
    Clock, Conn, Consumer, Consumers, DbSettings, HandlerError, OutboxError, Runner, Transport, Wake,
    connect, embedded, publish, rabbitmq_apart,
};
use tokio::{sync::watch, time::sleep};
use tokio_util::sync::CancellationToken;

type Failure = Box<dyn Error + Send + Sync>;

/// Facts of the throughput run.
const MANY: i64 = 10_000;
/// Facts sent, received and handled at once.
const BATCH: u16 = 100;
/// Facts of the latency run and the pause between two of them.
const FEW: i64 = 600;
const PAUSE: Duration = Duration::from_millis(5);

/// Inserts one row per fact and notes when.
struct Effect {
    seen: Arc<Mutex<Vec<(i64, Instant)>>>,
    count: watch::Sender<i64>,
}

impl Consumer for Effect {
    type Event = OrderAccepted;
    const NAME: &'static str = "catalog.measured";

    async fn handle(&self, conn: &mut Conn, event: Envelope<OrderAccepted>) -> Result<(), HandlerError> {
        let version = event.data.version;
        sql_query("INSERT INTO bench_effect VALUES ($1)").bind::<BigInt, _>(version).execute(conn).await?;
        if let Ok(mut seen) = self.seen.lock() {
            seen.push((version, Instant::now()));
        }
        self.count.send_modify(|n| *n += 1);
        Ok(())
    }
}

fn settings(database: &str, schema: &str) -> Result<DbSettings, Failure> {
    let mut url = url::Url::parse(database)?;
    url.set_query(Some(&format!("options=-csearch_path%3D{schema}")));
    Ok(DbSettings::new(url, format!("measure {schema}")))
}

fn fact(version: i64) -> OrderAccepted {
    OrderAccepted { order_id: format!("ord_{version}"), store_id: "sto_measured".into(), version }
}

async fn tell(conn: &mut Conn, from: i64, to: i64) -> Result<(), OutboxError> {
    let meta = Meta { tenant: Some(TenantId::new()), correlation: "measured".into(), traceparent: None };
    let now = Clock::system().now();
    conn.transaction::<_, OutboxError, _>(async |c| {
        for version in from..to {
            publish(c, &meta, now, &fact(version)).await?;
        }
        Ok(())
    })
    .await
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

/// The value below which `percent` of the sorted values lie.
fn percentile(sorted: &[f64], percent: usize) -> f64 {
    sorted
        .get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}

/// A teller (`orders`) and a listener (`catalog`): throughput of a waiting outbox, then latency at a steady pace.
async fn outbox(database: &str, transport: Arc<dyn Transport>) -> Result<String, Failure> {
    let mut conn = connect(&settings(database, "orders")?).await?;
    conn.batch_execute(
        "CREATE TABLE IF NOT EXISTS catalog.bench_effect (version bigint NOT NULL);
         TRUNCATE orders.outbox, orders.inbox, catalog.outbox, catalog.inbox, catalog.bench_effect",
    )
    .await?;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (count, mut counted) = watch::channel(0);
    let (wake, stop) = (Wake::new(), CancellationToken::new());
    let consumers = Consumers::new().add(Effect { seen: Arc::clone(&seen), count });
    let runner = |module, consumers, wake| -> Result<Runner, Failure> {
        let mut runner = Runner::new(
            module,
            settings(database, module)?,
            Arc::clone(&transport),
            consumers,
            wake,
            Clock::system(),
        );
        runner.settings.batch = BATCH;
        Ok(runner)
    };
    let listener = runner("catalog", consumers, Wake::new())?;
    let teller = runner("orders", Consumers::new(), wake.clone())?;
    let pulse = listener.pulse();
    let mut tasks = vec![tokio::spawn(listener.run(stop.clone()))];
    while !pulse.read().receiver_connected {
        sleep(Duration::from_millis(10)).await;
    }

    let step = i64::from(BATCH);
    for from in (0..MANY).step_by(BATCH.into()) {
        tell(&mut conn, from, from + step).await?;
    }
    let began = Instant::now();
    tasks.push(tokio::spawn(teller.run(stop.clone())));
    counted.wait_for(|n| *n >= MANY).await?;
    let throughput = began.elapsed();

    let mut told = Vec::new();
    let mut pace = tokio::time::interval(PAUSE);
    for version in MANY..MANY + FEW {
        pace.tick().await;
        told.push(Instant::now());
        tell(&mut conn, version, version + 1).await?;
        wake.ring();
    }
    counted.wait_for(|n| *n >= MANY + FEW).await?;
    stop.cancel();
    for task in tasks {
        task.await??;
    }
    let seen = seen.lock().map(|seen| seen.clone()).unwrap_or_default();
    let mut waits: Vec<f64> = seen
        .iter()
        .filter_map(|(version, at)| {
            Some(millis(at.duration_since(*told.get(usize::try_from(version - MANY).ok()?)?)))
        })
        .collect();
    waits.sort_by(f64::total_cmp);
    let (rate, p50, p99) =
        (10_000.0 / throughput.as_secs_f64(), percentile(&waits, 50), percentile(&waits, 99));
    let twice = i64::try_from(seen.len())? - MANY - FEW;
    Ok(format!(r#"{{"rate": {rate:.0}, "p50": {p50:.2}, "p99": {p99:.2}, "twice": {twice}}}"#))
}

/// The broker alone: messages of the same size into a quorum queue, confirmed batch by batch, then one by one.
async fn raw(amqp: &str) -> Result<String, Failure> {
    let connection = Connection::connect(amqp, ConnectionProperties::default()).await?;
    let channel = connection.create_channel().await?;
    let mut arguments = FieldTable::default();
    arguments.insert("x-queue-type".into(), AMQPValue::LongString("quorum".into()));
    let durable = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
    channel.queue_declare("bench.raw".into(), durable, arguments).await?;
    channel.confirm_select(ConfirmSelectOptions::default()).await?;
    let body = [b'x'; 450];
    let send = async || {
        let properties = BasicProperties::default().with_delivery_mode(2);
        channel
            .basic_publish("".into(), "bench.raw".into(), BasicPublishOptions::default(), &body, properties)
            .await
    };
    let began = Instant::now();
    for _ in (0..MANY).step_by(BATCH.into()) {
        let mut confirms = Vec::new();
        for _ in 0..BATCH {
            confirms.push(send().await?);
        }
        for confirm in confirms {
            confirm.await?;
        }
    }
    let rate = 10_000.0 / began.elapsed().as_secs_f64();
    let mut waits = Vec::new();
    let mut pace = tokio::time::interval(PAUSE);
    for _ in 0..FEW {
        pace.tick().await;
        let began = Instant::now();
        send().await?.await?;
        waits.push(millis(began.elapsed()));
    }
    waits.sort_by(f64::total_cmp);
    channel.queue_delete("bench.raw".into(), QueueDeleteOptions::default()).await?;
    connection.close(200, "done".into()).await?;
    let (p50, p99) = (percentile(&waits, 50), percentile(&waits, 99));
    Ok(format!(r#"{{"rate": {rate:.0}, "p50": {p50:.2}, "p99": {p99:.2}, "twice": 0}}"#))
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    // A second provider in the process would be refused; the first one serves.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, database, amqp] = arguments.as_slice() else {
        return Err("measure raw|embedded|rabbitmq DATABASE_URL AMQP_URL".into());
    };
    let line = match what.as_str() {
        "raw" => raw(amqp).await?,
        "embedded" => outbox(database, embedded(&settings(database, "bus")?)).await?,
        "rabbitmq" => outbox(database, rabbitmq_apart(amqp, "bench")).await?,
        other => return Err(format!("{other} is none of raw, embedded, rabbitmq").into()),
    };
    println!("{line}");
    Ok(())
}
