//! Starts every module on a database of its own, on either transport, behind the gateway.
use std::{
    collections::{BTreeMap, HashMap},
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::SeqCst},
    },
};

use souk::{modules, sources};
use souk_kit::{
    Clock, keys, migrate,
    serve::{Options, Running},
};
use souk_outbox::Transport;
use souk_testkit::TestDb;

/// How facts travel in a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    Embedded,
    Rabbit,
}

/// Puts something between the modules and the wire.
pub type Between = fn(Arc<dyn Transport>) -> Arc<dyn Transport>;

/// What a platform stands on, where that is not the usual: the servers of all tests and no settings of its own.
#[derive(Default)]
pub struct Ground<'a> {
    /// Superuser URL of a database server of the test's own.
    pub database: Option<&'a str>,
    /// A broker of the test's own; without one, several platforms share a broker under prefixes.
    pub broker: Option<&'a str>,
    /// Settings of all modules, or of one: `orders:orders.catalog_ms`.
    pub settings: &'a [(&'a str, &'a str)],
    /// Stands between the modules and the wire.
    pub between: Option<Between>,
}

/// A platform of its own: database, keys, ports, queues.
pub struct Platform {
    pub db: TestDb,
    pub running: BTreeMap<&'static str, Running>,
    pub url: String,
    pub clock: Clock,
    /// Put before the names of this platform's exchanges and queues.
    pub prefix: String,
    /// Modules that this process does not run, `(name, base URL)`; the gateway learns of them when it starts.
    pub others: Vec<(String, String)>,
    pub transport: Arc<dyn Transport>,
    ports: BTreeMap<&'static str, u16>,
    folder: tempfile::TempDir,
    extra: HashMap<String, String>,
}

/// A port nobody listens on, below the range the kernel takes for connections by itself: it stays free until its
/// module takes it.
pub fn free_port() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let candidates = std::iter::repeat_with(|| {
        let step = std::process::id().wrapping_mul(97).wrapping_add(NEXT.fetch_add(1, SeqCst));
        u16::try_from(12_000 + step % 8_000).unwrap()
    });
    candidates.take(8_000).find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).unwrap()
}

impl Platform {
    /// Every module, ready to answer.
    pub async fn start(wire: Wire) -> Self {
        Self::start_with(wire, &[]).await
    }

    /// Every module, with settings of the test.
    pub async fn start_with(wire: Wire, settings: &[(&str, &str)]) -> Self {
        Self::start_on(wire, Ground { settings, ..Ground::default() }).await
    }

    /// Every module, on other ground than usual.
    pub async fn start_on(wire: Wire, ground: Ground<'_>) -> Self {
        let db = match ground.database {
            Some(server) => TestDb::on(server, sources).await,
            None => TestDb::new(sources).await,
        };
        let mut extra: HashMap<String, String> =
            ground.settings.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let mut prefix = format!("t{}", uuid::Uuid::new_v4().simple());
        let mut transport = match (wire, ground.broker) {
            (Wire::Embedded, _) => {
                souk_outbox::embedded(&migrate::login(&db.settings(), "bus", "souk-bus").unwrap())
            }
            (Wire::Rabbit, None) => souk_outbox::rabbitmq_apart(&souk_testkit::amqp_url(), &prefix),
            (Wire::Rabbit, Some(broker)) => {
                prefix.clear();
                extra.insert("transport.kind".into(), "rabbitmq".into());
                extra.insert("transport.amqp_url".into(), broker.into());
                souk_outbox::rabbitmq(broker)
            }
        };
        if let Some(between) = ground.between {
            transport = between(transport);
        }
        let folder = tempfile::tempdir().unwrap();
        let names: Vec<&str> = modules().iter().map(|m| m.name).chain(["foreign"]).collect();
        keys::ensure(&folder.path().join("keys"), &names).unwrap();
        let ports: BTreeMap<_, _> = modules().iter().map(|m| (m.name, free_port())).collect();
        let mut platform = Self {
            url: format!("http://localhost:{}", ports["gateway"]),
            db,
            running: BTreeMap::new(),
            clock: Clock::system(),
            prefix,
            others: Vec::new(),
            transport,
            ports,
            folder,
            extra,
        };
        for module in modules() {
            platform.boot(module.name).await;
        }
        platform.until_open().await;
        platform
    }

    /// The address of a module behind the door.
    pub fn address(&self, module: &str) -> String {
        format!("http://127.0.0.1:{}", self.ports[module])
    }

    /// The folder of this platform's keys.
    pub fn keys(&self) -> std::path::PathBuf {
        self.folder.path().join("keys")
    }

    fn settings(&self, module: &str) -> HashMap<String, String> {
        let database = self.db.settings();
        let path = |name: &str| self.folder.path().join(name).display().to_string();
        let list = |also: &str| {
            let all = self.ports.iter().filter(|(name, _)| **name != "gateway" || also == "gateway");
            let ours = all.map(|(name, port)| format!("{name}=http://127.0.0.1:{port}"));
            let others = self.others.iter().map(|(name, base)| format!("{name}={base}"));
            ours.chain(others).collect::<Vec<_>>().join(",")
        };
        let mut settings: HashMap<String, String> = [
            ("http.port", self.ports[module].to_string()),
            ("http.workers", "1".into()),
            ("http.shutdown_seconds", "2".into()),
            ("database.url", database.url),
            ("database.password_seed", "souk-test".into()),
            ("database.max", "4".into()),
            ("security.keys_dir", path("keys")),
            ("storage.dir", path("blobs")),
            ("mail.dir", path("mail")),
            ("gateway.public_url", self.url.clone()),
            ("gateway.volume", path("gateway")),
            ("gateway.modules", list("")),
            ("gateway.switches_ms", "200".into()),
            ("gateway.refresh_ms", "500".into()),
            ("gateway.first_read_ms", "1000".into()),
            ("ops.modules", list("gateway")),
            ("identity.verify_required", "false".into()),
            ("identity.admins", "admin@test.souk".into()),
            ("events.retry_first_ms", "50".into()),
            ("twilio.api_base", crate::hotline::NOBODY.into()),
        ]
        .map(|(key, value)| (key.to_owned(), value))
        .into();
        for (name, port) in &self.ports {
            settings.insert(format!("peers.{name}"), format!("http://127.0.0.1:{port}"));
        }
        for (key, value) in &self.extra {
            if let Some((owner, key)) = key.split_once(':') {
                if owner == module {
                    settings.insert(key.to_owned(), value.clone());
                }
            } else {
                settings.insert(key.clone(), value.clone());
            }
        }
        settings
    }

    /// The settings of a module as its own process finds them in the environment. On RabbitMQ they fit a platform
    /// that has the broker to itself: a process knows no prefix.
    pub fn environment(&self, module: &str) -> Vec<(String, String)> {
        let name = |key: &str| format!("SOUK__{}", key.to_uppercase().replace('.', "__"));
        self.settings(module).iter().map(|(key, value)| (name(key), value.clone())).collect()
    }

    /// Starts one module, again if it was stopped.
    pub async fn boot(&mut self, name: &'static str) {
        let entry = modules().into_iter().find(|m| m.name == name).unwrap();
        let options = Options {
            settings: self.settings(name),
            clock: Some(self.clock.clone()),
            transport: Some(Arc::clone(&self.transport)),
        };
        let running = (entry.boot)(options).await.unwrap_or_else(|e| panic!("{name}: {e:#}"));
        self.running.insert(name, running);
    }

    /// Stops one module as an operator would.
    pub async fn stop(&mut self, name: &str) {
        self.running.remove(name).unwrap().stop().await;
    }

    /// Kills one module as `kill -9` would.
    pub fn kill(&mut self, name: &str) {
        self.running.remove(name).unwrap().abort();
    }

    /// Waits until every module hears, the gateway knows each of them and the catalogue answers.
    pub async fn until_open(&self) {
        let deaf = |running: &Running| running.pulse.as_ref().is_some_and(|p| !p.read().receiver_connected);
        souk_testkit::eventually("every queue exists: facts told before are nobody's", || async {
            (!self.running.values().any(deaf)).then_some(())
        })
        .await;
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        souk_testkit::eventually("the door is open", || async {
            for path in ["/v1/stores", "/login", "/cart", "/", "/.well-known/jwks.json"] {
                let answer = http.get(format!("{}{path}", self.url)).send().await.ok()?;
                if !answer.status().is_success() {
                    return None;
                }
            }
            Some(())
        })
        .await;
    }
}

impl Drop for Platform {
    fn drop(&mut self) {
        for (_, running) in std::mem::take(&mut self.running) {
            running.abort();
        }
    }
}
