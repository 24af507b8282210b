//! A shop whose number is connected to a stand-in for Twilio, on a clock that the test moves.
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use souk_events::{
    ContactId, MessageId, MessageRequestId, StoreId, TenantId,
    identity::v1::StoreSaved,
    ops::v1::ModuleSwitched,
    reservations::v1::{MessageRequested, Part},
    whatsapp::v1::MessageReceived,
};
use souk_kit::Clock;
use souk_testkit::{
    Actor, TestApp, eventually,
    twilio::{self, Twilio},
};
use souk_whatsapp::Whatsapp;

/// What people type to get to the platform.
pub const PUBLIC: &str = "http://localhost:8080";
/// The shop's number.
pub const NUMBER: &str = "whatsapp:+33700000001";
/// A customer.
pub const AWA: &str = "whatsapp:+33600000017";

pub struct Shop {
    pub app: TestApp<Whatsapp>,
    pub twilio: Twilio,
    pub tenant: TenantId,
    pub store: StoreId,
    pub sender: String,
    pub hook: String,
    pub start: DateTime<Utc>,
    next: AtomicU32,
}

pub fn noon() -> DateTime<Utc> {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

/// The module with a stand-in for Twilio, and nothing connected yet.
pub async fn module() -> (TestApp<Whatsapp>, Twilio) {
    let twilio = Twilio::start().await;
    let app = TestApp::<Whatsapp>::builder()
        .setting("twilio.api_base", twilio.url())
        .setting("twilio.media_hosts", "127.0.0.1")
        .setting("twilio.timeout_ms", "2000")
        .setting("sending.look_ms", "20")
        .clock(Clock::fixed(noon()))
        .start()
        .await;
    twilio.module_at(PUBLIC, app.url());
    (app, twilio)
}

/// A store of a merchant, as identity tells it.
pub async fn store(app: &TestApp<Whatsapp>, tenant: TenantId, name: &str) -> StoreId {
    let store = StoreId::new();
    let saved = StoreSaved {
        store_id: store.to_string(),
        tenant_id: tenant.to_string(),
        name: name.to_owned(),
        currency: "EUR".to_owned(),
        country: "FR".to_owned(),
        timezone: "Europe/Paris".to_owned(),
        language: "fr".to_owned(),
        version: 1,
        active: true,
        ..StoreSaved::default()
    };
    let heard = app.hear(Some(tenant), &saved).await;
    app.handled(heard).await;
    store
}

pub fn connection(store: StoreId, phone: &str) -> Value {
    json!({ "store_id": store, "phone": phone, "account_sid": twilio::ACCOUNT, "auth_token": twilio::TOKEN })
}

impl Shop {
    pub async fn open() -> Self {
        let (app, twilio) = module().await;
        Self::on(app, twilio).await
    }

    pub async fn on(app: TestApp<Whatsapp>, twilio: Twilio) -> Self {
        let tenant = TenantId::new();
        let store = store(&app, tenant, "Chez Awa").await;
        let made =
            app.as_owner(tenant).post("/v1/whatsapp/senders", connection(store, "+33 7 00 00 00 01")).await;
        let sender = made.expect(201).json()["id"].as_str().unwrap().to_owned();
        let hook = hook_of(&app, tenant).await;
        Self { app, twilio, tenant, store, sender, hook, start: noon(), next: AtomicU32::new(1) }
    }

    pub fn owner(&self) -> Actor {
        self.app.as_owner(self.tenant)
    }

    pub fn inbound_url(&self) -> String {
        format!("{PUBLIC}/hooks/whatsapp/{}/inbound", self.hook)
    }

    pub fn sid(&self) -> String {
        format!("SM{:032x}", u64::from(self.next.fetch_add(1, SeqCst)) + 0xA000)
    }

    /// Somebody writes, and the module takes it.
    pub async fn write(&self, from: &str, text: &str) -> MessageReceived {
        let before = self.app.told::<MessageReceived>().await.len();
        let sid = self.sid();
        let status = self.twilio.post(&self.inbound_url(), &twilio::written(&sid, from, NUMBER, text)).await;
        assert_eq!(status.as_u16(), 200);
        let told = self.app.told::<MessageReceived>().await;
        assert_eq!(told.len(), before + 1, "{text} was not told");
        told.into_iter().next_back().unwrap()
    }

    /// Somebody writes while nobody is told of it.
    pub async fn deliver(&self, from: &str, text: &str) {
        let sid = self.sid();
        let status = self.twilio.post(&self.inbound_url(), &twilio::written(&sid, from, NUMBER, text)).await;
        assert_eq!(status.as_u16(), 200);
    }

    /// The module is switched, for a merchant or for all.
    pub async fn switch(&self, tenant: Option<TenantId>, (on, revision): (bool, i64)) {
        let tenant_id = tenant.map(|tenant| tenant.to_string()).unwrap_or_default();
        let switched = ModuleSwitched { module: "whatsapp".to_owned(), tenant_id, on, revision };
        let heard = self.app.hear(tenant, &switched).await;
        // What is held while the module is off is let go by a consumer that waits until it is on.
        if on {
            self.app.handled(heard).await;
        } else {
            eventually("it is off", || async {
                let sql =
                    format!("SELECT count(*) FROM module_switch WHERE NOT \"on\" AND revision = {revision}");
                (self.count(&sql).await == 1).then_some(())
            })
            .await;
        }
    }

    /// Changes what is there.
    pub async fn run(&self, sql: &str) {
        let mut conn = self.app.admin().await;
        diesel_async::RunQueryDsl::execute(diesel::sql_query(sql), &mut conn).await.unwrap();
    }

    /// The one number of a query.
    pub async fn count(&self, sql: &str) -> i64 {
        let mut conn = self.app.admin().await;
        let count = diesel::dsl::sql::<diesel::sql_types::BigInt>(sql);
        diesel_async::RunQueryDsl::get_result(count, &mut conn).await.unwrap()
    }

    /// What a module is told about a message.
    pub async fn read(&self, message: &str) -> Value {
        self.app.as_module("stranger").get(&format!("/internal/messages/{message}")).await.expect(200).json()
    }

    /// Reservations wants something said.
    pub async fn want(&self, wish: MessageRequested) {
        let heard = self.app.hear(Some(self.tenant), &wish).await;
        self.app.handled(heard).await;
    }

    /// Waits until Twilio has so many messages for somebody; returns their texts.
    pub async fn texts(&self, to: &str, count: usize) -> Vec<String> {
        eventually("Twilio has the messages", || async {
            let texts = self.twilio.texts_to(to);
            (texts.len() >= count).then_some(texts)
        })
        .await
    }

    pub fn advance(&self, by: TimeDelta) {
        self.app.clock().advance(by);
    }

    /// How a message stands: state, attempts, error code.
    pub async fn standing(&self, request: &str) -> (String, i64, String) {
        let id: MessageRequestId = request.parse().unwrap();
        let mut conn = self.app.admin().await;
        let row: Value = diesel_async::RunQueryDsl::get_result(
            diesel::dsl::sql::<diesel::sql_types::Jsonb>(&format!(
                "SELECT jsonb_build_object('state', state, 'attempts', attempts, 'code', error_code) FROM outgoing WHERE id = '{}'",
                id.0
            )),
            &mut conn,
        )
        .await
        .unwrap();
        let text = |name: &str| row[name].as_str().unwrap().to_owned();
        (text("state"), row["attempts"].as_i64().unwrap(), text("code"))
    }

    /// Waits until a message stands so.
    pub async fn stands(&self, request: &str, state: &str) -> (String, i64, String) {
        eventually("the message stands so", || async {
            let now = self.standing(request).await;
            (now.0 == state).then_some(now)
        })
        .await
    }
}

/// The part of the number's webhook addresses that nobody can guess, as the page shows it.
pub async fn hook_of(app: &TestApp<Whatsapp>, tenant: TenantId) -> String {
    let page = app.as_owner(tenant).get("/dashboard/whatsapp").await.expect(200).text();
    let (_, after) = page.split_once("/hooks/whatsapp/").unwrap();
    after.split('/').next().unwrap().to_owned()
}

/// A message that is the answer to another.
pub fn reply(to: &MessageReceived, key: &str, params: &[(&str, &str)]) -> MessageRequested {
    let request = MessageRequestId::new();
    MessageRequested {
        request_id: request.to_string(),
        contact_id: to.contact_id.clone(),
        class: "reply".to_owned(),
        locale: "fr".to_owned(),
        parts: vec![part(key, params)],
        dedupe_key: format!("reply:{}:1", to.message_id),
        in_reply_to: to.message_id.clone(),
        ..MessageRequested::default()
    }
}

/// A message that nobody asked for.
pub fn notice(to: &MessageReceived, class: &str, key: &str, params: &[(&str, &str)]) -> MessageRequested {
    let request = MessageRequestId::new();
    MessageRequested {
        request_id: request.to_string(),
        class: class.to_owned(),
        dedupe_key: format!("{key}:{request}"),
        in_reply_to: String::new(),
        ..reply(to, key, params)
    }
}

pub fn part(key: &str, params: &[(&str, &str)]) -> Part {
    let params = params.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    Part { key: key.to_owned(), params }
}

/// Ids are what they say they are.
pub fn ids(told: &MessageReceived) -> (MessageId, ContactId) {
    (told.message_id.parse().unwrap(), told.contact_id.parse().unwrap())
}
