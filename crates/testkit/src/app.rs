//! One module, alone, on a real database and a real transport, with people to call it.
use std::{collections::HashMap, marker::PhantomData, sync::Arc};

use chrono::{DateTime, Utc};
use diesel_async::RunQueryDsl;
use souk_events::{Event, EventId, GuestId, Meta, RawEvent, TenantId, UserId};
use souk_kit::{
    Clock, Service,
    migrate::{self, Source},
    seal::Sealer,
    serve::{self, Options, Running},
    token::Role,
};
use souk_outbox::{Conn, Transport};

use crate::{Actor, Issuer, TestDb, eventually};

/// What modules under test wrap their keys with.
const MASTER_KEY: &str = "1:c291ay1kZXZlbG9wbWVudC1vbmx5LW1hc3Rlci1rZXk=";

/// A module under test. Dropping it stops the module and drops its database.
pub struct TestApp<S: Service> {
    /// The running module.
    pub running: Option<Running>,
    /// Its database.
    pub db: TestDb,
    /// Signs tokens for it.
    pub issuer: Issuer,
    /// The transport it hears.
    pub transport: Arc<dyn Transport>,
    base: String,
    http: reqwest::Client,
    folder: tempfile::TempDir,
    settings: HashMap<String, String>,
    clock: Clock,
    service: PhantomData<S>,
}

/// What a test wants to be different.
pub struct Builder<S: Service> {
    settings: HashMap<String, String>,
    clock: Clock,
    service: PhantomData<S>,
}

impl<S: Service> Builder<S> {
    /// A setting, dotted key.
    #[must_use]
    pub fn setting(mut self, key: &str, value: impl Into<String>) -> Self {
        self.settings.insert(key.into(), value.into());
        self
    }
    /// Where another module is (a stub of the test).
    #[must_use]
    pub fn peer(self, module: &str, url: impl Into<String>) -> Self {
        self.setting(&format!("peers.{module}"), url)
    }
    /// A clock that the test moves.
    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }
    /// Starts it.
    pub async fn start(self) -> TestApp<S> {
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let db = TestDb::new(sources::<S>).await;
        let issuer = Issuer::start().await;
        let folder = tempfile::tempdir().expect("a folder");
        let bus = migrate::login(&db.settings(), "bus", "souk-bus").expect("bus login");
        let mut app = TestApp {
            running: None,
            transport: souk_outbox::embedded(&bus),
            base: String::new(),
            http: reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .no_proxy()
                .build()
                .expect("a client"),
            settings: self.settings,
            clock: self.clock,
            service: PhantomData,
            db,
            issuer,
            folder,
        };
        app.restart().await;
        app
    }
}

fn sources<S: Service>() -> Vec<Source> {
    let mut all = vec![Source { module: "bus", own: souk_outbox::BUS_MIGRATIONS, common: false }];
    all.extend(S::migrations().map(|own| Source { module: S::NAME, own, common: true }));
    all
}

impl<S: Service> TestApp<S> {
    /// The module with its default settings.
    pub async fn start() -> Self {
        Self::builder().start().await
    }

    /// What should be different.
    #[must_use]
    pub fn builder() -> Builder<S> {
        Builder { settings: HashMap::new(), clock: Clock::system(), service: PhantomData }
    }

    /// Stops the module, if it runs, and starts it again on the same database and port-free address.
    pub async fn restart(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop().await;
        }
        let database = self.db.settings();
        let path = |name: &str| self.folder.path().join(name).display().to_string();
        let mut settings: HashMap<String, String> = HashMap::from(
            [
                ("http.port", "0".to_owned()),
                ("http.workers", "2".to_owned()),
                ("http.shutdown_seconds", "1".to_owned()),
                ("database.url", database.url),
                ("database.password_seed", crate::database::PASSWORD_SEED.to_owned()),
                ("peers.identity", self.issuer.url()),
                ("security.master_keys", MASTER_KEY.to_owned()),
                ("security.keys_dir", self.issuer.keys_dir().display().to_string()),
                ("storage.dir", path("blobs")),
                ("mail.dir", path("mail")),
                ("events.worker_poll_ms", "50".to_owned()),
                ("events.relay_poll_ms", "50".to_owned()),
                ("events.timer_poll_ms", "50".to_owned()),
                ("events.retry_first_ms", "20".to_owned()),
            ]
            .map(|(key, value)| (key.to_owned(), value)),
        );
        settings.extend(self.settings.clone());
        let options = Options {
            settings,
            clock: Some(self.clock.clone()),
            transport: Some(Arc::clone(&self.transport)),
        };
        let running = serve::boot::<S>(options).await.unwrap_or_else(|e| panic!("{}: {e:#}", S::NAME));
        self.base = format!("http://{}", running.address);
        if let Some(pulse) = running.pulse.clone() {
            eventually("the module has its queue", || async {
                pulse.read().receiver_connected.then_some(())
            })
            .await;
        }
        self.running = Some(running);
    }

    /// `http://127.0.0.1:port`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.base
    }
    /// The clock the module goes by.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }
    /// Where mails of the module are written.
    #[must_use]
    pub fn mail_folder(&self) -> std::path::PathBuf {
        self.folder.path().join("mail")
    }

    /// Somebody with this token.
    #[must_use]
    pub fn bearing(&self, token: Option<String>) -> Actor {
        Actor { http: self.http.clone(), base: self.base.clone(), token, language: "en" }
    }
    /// Nobody in particular.
    #[must_use]
    pub fn anyone(&self) -> Actor {
        self.bearing(None)
    }
    /// A visitor.
    #[must_use]
    pub fn as_guest(&self, guest: GuestId) -> Actor {
        self.bearing(Some(self.issuer.guest(guest)))
    }
    /// A signed-in person.
    #[must_use]
    pub fn as_user(&self, user: UserId) -> Actor {
        self.bearing(Some(self.issuer.sign(&Issuer::user_claims(user))))
    }
    /// A member of a tenant's staff.
    #[must_use]
    pub fn as_staff(&self, tenant: TenantId, role: Role) -> Actor {
        self.bearing(Some(self.issuer.staff(UserId::new(), tenant, role)))
    }
    /// The owner of a tenant.
    #[must_use]
    pub fn as_owner(&self, tenant: TenantId) -> Actor {
        self.as_staff(tenant, Role::Owner)
    }
    /// The owner of a tenant, whose last proof of who they are is too old for money and exports.
    #[must_use]
    pub fn as_tired_owner(&self, tenant: TenantId) -> Actor {
        let claims = Issuer::user_claims(UserId::new());
        let (tid, role) = (Some(tenant), Some(Role::Owner));
        self.bearing(Some(self.issuer.sign(&souk_kit::token::Claims { tid, role, fresh_until: 0, ..claims })))
    }
    /// A platform operator.
    #[must_use]
    pub fn as_admin(&self) -> Actor {
        let claims = souk_kit::token::Claims { admin: true, ..Issuer::user_claims(UserId::new()) };
        self.bearing(Some(self.issuer.sign(&claims)))
    }
    /// Another module.
    #[must_use]
    pub fn as_module(&self, module: &str) -> Actor {
        self.bearing(Some(self.issuer.module(module)))
    }

    /// Lets a fact arrive as if its module had told it; returns its id.
    pub async fn hear<E: Event>(&self, tenant: Option<TenantId>, event: &E) -> EventId {
        let id = EventId::new();
        self.hear_as(id, self.clock.now(), tenant, event).await;
        id
    }

    /// Lets a fact arrive under a given id: twice is a duplicate.
    pub async fn hear_as<E: Event>(
        &self,
        id: EventId,
        time: DateTime<Utc>,
        tenant: Option<TenantId>,
        event: &E,
    ) {
        let meta = Meta { tenant, correlation: format!("test-{id}"), traceparent: None };
        let source = E::TYPE.split('.').next().unwrap_or_default();
        let raw = RawEvent::wrap(id, source, time, &meta, event).expect("serialises");
        self.transport.publish(&[raw]).await.expect("the transport takes it");
    }

    /// Seals and opens as the module does.
    #[must_use]
    pub fn sealer(&self) -> Sealer {
        Sealer::new(&MASTER_KEY.to_owned().into()).expect("a sealer")
    }

    /// Waits until the module has acted on a fact (all its consumers are done with it).
    pub async fn handled(&self, id: EventId) {
        eventually("the fact is handled", || async move {
            let mut conn = self.db.admin(S::NAME).await;
            let done: bool = diesel::select(diesel::dsl::sql::<diesel::sql_types::Bool>(&format!(
                "EXISTS (SELECT FROM inbox WHERE event_id = '{0}') AND NOT EXISTS (SELECT FROM inbox WHERE event_id = '{0}' AND finished_at IS NULL)",
                id.0
            )))
            .get_result(&mut conn)
            .await
            .expect("read the inbox");
            done.then_some(())
        })
        .await;
    }

    /// Facts of one type that the module told so far, oldest first.
    pub async fn told<E: Event>(&self) -> Vec<E> {
        let mut conn = self.db.admin(S::NAME).await;
        let rows: Vec<serde_json::Value> = diesel::dsl::sql::<diesel::sql_types::Jsonb>(&format!(
            "SELECT data FROM outbox WHERE kind = '{}' ORDER BY seq",
            E::TYPE
        ))
        .load(&mut conn)
        .await
        .expect("read the outbox");
        rows.into_iter().map(|data| serde_json::from_value(data).expect("fits its contract")).collect()
    }

    /// A superuser connection on the module's schema.
    pub async fn admin(&self) -> Conn {
        self.db.admin(S::NAME).await
    }
    /// A connection as the module itself has it.
    pub async fn login(&self) -> Conn {
        self.db.login(S::NAME).await
    }
}

impl<S: Service> Drop for TestApp<S> {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            running.abort();
        }
    }
}
