//! A shop on WhatsApp: a stand-in for whatsapp says what messages say, customers and a seller write.
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
};

use actix_web::{App, HttpResponse, HttpServer, web};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use chrono::{DateTime, TimeDelta, Utc};
use diesel_async::{AnsiTransactionManager, TransactionManager};
use serde_json::{Value, json};
use souk_events::{
    ContactId, MessageId, MessageRequestId, Meta, StoreId, TenantId,
    identity::v1::StoreSaved,
    reservations::v1::MessageRequested,
    whatsapp::v1::{Kind, MessageReceived, OptWord, Role},
};
use souk_kit::{Clock, Conn, Problem, Scope, db};
use souk_reservations::{
    Reservations,
    app::work::{Cause, Work},
    store::checks,
};
use souk_testkit::{Builder, TestApp};

type Messages = Arc<Mutex<HashMap<String, Value>>>;

pub struct World {
    pub app: TestApp<Reservations>,
    pub clock: Clock,
    pub tenant: TenantId,
    pub store: StoreId,
    pub seller: ContactId,
    messages: Messages,
    seq: AtomicI64,
}

/// What was said back: the keys of the message and the parameters of its texts.
#[derive(Clone, Debug)]
pub struct Said(pub MessageRequested);

impl Said {
    pub fn keys(&self) -> Vec<&str> {
        self.0.parts.iter().map(|part| part.key.as_str()).collect()
    }
    pub fn param(&self, name: &str) -> &str {
        self.0.parts.iter().find_map(|part| part.params.get(name)).map_or("", String::as_str)
    }
    #[track_caller]
    pub fn is(self, key: &str) -> Self {
        assert_eq!(self.keys(), [key], "{:?}", self.0.parts);
        self
    }
}

/// A small JPEG, base 64: the one picture that everybody sends.
fn picture() -> String {
    let grey = |x: u32, y: u32| image::Luma([u8::try_from((x / 4 * 53 + y / 4 * 31) % 251).unwrap()]);
    let mut out = std::io::Cursor::new(Vec::new());
    image::GrayImage::from_fn(36, 32, grey).write_to(&mut out, image::ImageFormat::Jpeg).unwrap();
    BASE64.encode(out.into_inner())
}

async fn serve(messages: Messages) -> String {
    let server = HttpServer::new(move || {
        let messages = Arc::clone(&messages);
        let read = move |id: web::Path<String>| {
            let found = messages.lock().unwrap().get(id.as_str()).cloned();
            std::future::ready(match found {
                // A message that cannot be handled, until the test makes it one that can.
                Some(message) if message["poison"] == true => HttpResponse::InternalServerError().finish(),
                Some(message) => HttpResponse::Ok().json(message),
                None => HttpResponse::ServiceUnavailable().finish(),
            })
        };
        let file = || {
            let file = json!({ "content_type": "image/jpeg", "bytes": picture() });
            std::future::ready(HttpResponse::Ok().json(file))
        };
        App::new()
            .route("/internal/messages/{id}", web::get().to(read))
            .route("/internal/messages/{id}/media/0", web::get().to(file))
    })
    .workers(1)
    .disable_signals()
    .bind(("127.0.0.1", 0))
    .unwrap();
    let address = server.addrs().first().copied().unwrap();
    tokio::spawn(server.run());
    format!("http://{address}")
}

/// Ten in the evening, in the middle of a live.
pub fn evening() -> DateTime<Utc> {
    "2026-11-22T20:00:00Z".parse().unwrap()
}

impl World {
    pub async fn start() -> Self {
        Self::with(TestApp::builder()).await
    }

    pub async fn with(builder: Builder<Reservations>) -> Self {
        let messages = Messages::default();
        let clock = Clock::fixed(evening());
        let url = serve(Arc::clone(&messages)).await;
        let app = builder.clock(clock.clone()).peer("whatsapp", url).start().await;
        let (tenant, store) = (TenantId::new(), StoreId::new());
        let world =
            Self { app, clock, tenant, store, seller: ContactId::new(), messages, seq: AtomicI64::new(0) };
        world.open(tenant, store).await;
        world
    }

    /// Identity tells of a store.
    pub async fn open(&self, tenant: TenantId, store: StoreId) {
        let told = StoreSaved {
            store_id: store.to_string(),
            tenant_id: tenant.to_string(),
            slug: "chez-amina".into(),
            name: "Chez Amina".into(),
            currency: "EUR".into(),
            country: "FR".into(),
            timezone: "Europe/Paris".into(),
            language: "fr".into(),
            version: 1,
            active: true,
        };
        let id = self.app.hear(Some(tenant), &told).await;
        self.app.handled(id).await;
    }

    /// A message as whatsapp tells it, and as it answers for it.
    pub fn message(&self, who: ContactId, text: &str) -> MessageReceived {
        self.message_with(who, json!({ "text": text }))
    }

    pub fn message_with(&self, who: ContactId, more: Value) -> MessageReceived {
        let id = MessageId::new();
        let seq = self.seq.fetch_add(1, Ordering::Relaxed) + 1;
        let seller = who == self.seller;
        let now = self.clock.now();
        let ending = format!("{:02}", who.0.as_u128() % 100);
        let mut said = json!({
            "message_id": id, "contact_id": who, "role": if seller { "seller" } else { "customer" },
            "kind": "text", "seq": seq, "received_at": now, "recovered": false, "text": null,
            "button_payload": null, "quoted_request": null, "media": [], "location": null,
            "phone": format!("+336000000{ending}"), "phone_ending": ending, "profile_name": "Camille",
        });
        said.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.messages.lock().unwrap().insert(id.to_string(), said);
        MessageReceived {
            message_id: id.to_string(),
            message_sid: format!("SM{}", id.0.simple()),
            store_id: self.store.to_string(),
            seq,
            contact_id: who.to_string(),
            role: if seller { Role::Seller } else { Role::Customer }.into(),
            kind: Kind::Text.into(),
            received_at: now.to_rfc3339(),
            recovered: false,
            opt_word: OptWord::Unspecified.into(),
        }
    }

    /// From now on whatsapp says what the message says.
    pub fn mend(&self, message: &MessageReceived) {
        let mut all = self.messages.lock().unwrap();
        all.get_mut(&message.message_id).unwrap()["poison"] = json!(false);
    }

    /// Somebody writes; what is said back.
    pub async fn write(&self, who: ContactId, text: &str) -> Said {
        self.send(self.message(who, text)).await
    }

    pub async fn send(&self, message: MessageReceived) -> Said {
        let id = self.app.hear(Some(self.tenant), &message).await;
        self.app.handled(id).await;
        self.reply(&message).await.unwrap_or_else(|| panic!("nothing was said to {message:?}"))
    }

    /// What was said to a message.
    pub async fn reply(&self, message: &MessageReceived) -> Option<Said> {
        let all = self.app.told::<MessageRequested>().await;
        let mut mine = all.into_iter().filter(|said| said.in_reply_to == message.message_id);
        let first = mine.next();
        assert!(mine.next().is_none(), "one reply to one message");
        first.map(Said)
    }

    /// What was said to somebody without being asked, oldest first.
    pub async fn told(&self, who: ContactId) -> Vec<Said> {
        let all = self.app.told::<MessageRequested>().await;
        let mine =
            |said: &MessageRequested| said.in_reply_to.is_empty() && said.contact_id == who.to_string();
        all.into_iter().filter(mine).map(Said).collect()
    }

    pub async fn seller(&self, text: &str) -> Said {
        self.write(self.seller, text).await
    }

    /// The one number of a query.
    pub async fn count(&self, sql: &str) -> i64 {
        let mut conn = self.app.admin().await;
        let count = diesel::dsl::sql::<diesel::sql_types::BigInt>(&format!("SELECT count(*) {sql}"));
        diesel_async::RunQueryDsl::get_result(count, &mut conn).await.unwrap()
    }

    /// `on_hand` of a code.
    pub async fn on_hand(&self, code: &str) -> i32 {
        let mut conn = self.app.admin().await;
        let sql =
            format!("SELECT on_hand FROM live_item WHERE code = '{code}' ORDER BY created_at DESC LIMIT 1");
        let found = diesel::dsl::sql::<diesel::sql_types::Integer>(&sql);
        diesel_async::RunQueryDsl::get_result(found, &mut conn).await.unwrap()
    }

    pub fn later(&self, seconds: i64) {
        self.clock.advance(TimeDelta::seconds(seconds));
    }

    /// All that must always be true, is; and the record is whole.
    pub async fn sound(&self) {
        let mut conn = self.app.login().await;
        let begun = self.enter(&mut conn).await;
        assert_eq!(checks::violations(&mut conn, begun).await.unwrap(), []);
        assert_eq!(checks::broken_chain(&mut conn).await.unwrap(), None);
    }

    /// Begins a transaction in the shop's scope, as the module has it.
    pub async fn enter(&self, conn: &mut Conn) -> TenantId {
        AnsiTransactionManager::begin_transaction(conn).await.unwrap();
        db::enter(conn, Scope::Tenant(self.tenant)).await.unwrap();
        self.tenant
    }

    /// One piece of work in a transaction of its own, on a connection of its own.
    pub async fn work<T>(
        &self,
        conn: &mut Conn,
        job: impl AsyncFnOnce(&mut Conn, &mut Work) -> Result<T, Problem>,
    ) -> T {
        AnsiTransactionManager::begin_transaction(conn).await.unwrap();
        let who = ("test".to_owned(), Cause::Message);
        let whose = (self.tenant, self.store);
        let mut work = Work::begin(conn, &self.clock, whose, who, Meta::default()).await.unwrap();
        let done = job(conn, &mut work).await.unwrap();
        work.finish(conn).await.unwrap();
        AnsiTransactionManager::commit_transaction(conn).await.unwrap();
        done
    }
}

/// The request id of something that was said.
pub fn request(said: &Said) -> MessageRequestId {
    said.0.request_id.parse().unwrap()
}
