//! The WhatsApp side of a merchant: a connected number, a seller's number, a customer who wrote and is answered.
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use serde_json::json;
use souk_events::{
    ContactId, DepositId, LiveItemId, LiveSessionId, MessageId, MessageRequestId, ReservationGroupId,
    ReservationId,
};
use souk_testkit::{eventually, twilio};

use crate::{people::Shop, platform::Platform, sql, world::uuid};

/// What of it has an id.
pub struct Hotline {
    pub sender: String,
    pub seller: String,
    pub contact: String,
    pub message: String,
    pub request: String,
    /// A hold of the live, what is held, an order, and something that was said there.
    pub hold: String,
    pub item: String,
    pub group: String,
    pub said: String,
    /// A deposit for the hold.
    pub deposit: String,
    /// The live itself.
    pub live: String,
}

/// Nobody listens there: Twilio does not answer.
pub const NOBODY: &str = "http://127.0.0.1:9";

/// Connects a number of the merchant's own; somebody writes STOP to it, which is answered.
pub async fn connect(platform: &Platform, shop: &Shop) -> Hotline {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = format!("+3370000{:04}", NEXT.fetch_add(1, SeqCst));
    let wish = json!({ "store_id": shop.store, "phone": number, "account_sid": twilio::ACCOUNT,
        "auth_token": twilio::TOKEN });
    let sender = eventually("whatsapp knows the store", || async {
        let made = shop.owner.post("/v1/whatsapp/senders", wish.clone()).await;
        (made.status == 201).then(|| made.json()["id"].as_str().unwrap().to_owned())
    })
    .await;
    let seller = json!({ "label": "Secret", "phone": "+33611111111" });
    let seller = shop.owner.post("/v1/whatsapp/sellers", seller).await.expect(201).json();
    let mut conn = platform.db.admin("whatsapp").await;
    let of = |table: &str, what: &str| {
        format!("SELECT {what}::text AS line FROM {table} WHERE tenant_id = '{}'", uuid(&shop.tenant))
    };
    let hook = sql::lines(&mut conn, &of("sender", "hook")).await.remove(0);
    let url = format!("{}/hooks/whatsapp/{hook}/inbound", platform.url);
    let to = format!("whatsapp:{number}");
    let fields = twilio::written("SM00000000000000000000000000000001", "whatsapp:+33622222222", &to, "STOP");
    let written = twilio::Twilio::start().await.post(&url, &fields).await;
    assert_eq!(written.as_u16(), 200);
    let mut id = async |table: &str| -> uuid::Uuid {
        sql::lines(&mut conn, &of(table, "id")).await.remove(0).parse().unwrap()
    };
    let contact = ContactId(id("contact").await).to_string();
    let message = MessageId(id("message").await).to_string();
    let request = MessageRequestId(id("outgoing").await).to_string();
    let live = sell(platform, shop, &url, &to).await;
    Hotline {
        sender,
        seller: seller["id"].as_str().unwrap().to_owned(),
        contact,
        message,
        request,
        hold: ReservationId(live[0]).to_string(),
        item: LiveItemId(live[1]).to_string(),
        group: ReservationGroupId(live[2]).to_string(),
        said: MessageRequestId(live[3]).to_string(),
        deposit: DepositId(live[4]).to_string(),
        live: LiveSessionId(live[5]).to_string(),
    }
}

/// The seller puts two pieces up; one is ordered, the other held. The ids of hold, item, order, a message, a
/// deposit and the live.
async fn sell(platform: &Platform, shop: &Shop, url: &str, to: &str) -> [uuid::Uuid; 6] {
    let (seller, customer) = ("whatsapp:+33611111111", "whatsapp:+33633333333");
    let words = [
        (seller, "A1 10"),
        (seller, "A2 10"),
        (customer, "A1"),
        (customer, "12 rue des Lilas, 93100 Montreuil"),
        (customer, "OUI"),
        (customer, "A2"),
        (customer, "PREUVE virement A2"),
    ];
    let twilio = twilio::Twilio::start().await;
    for (at, (from, text)) in words.into_iter().enumerate() {
        let sid = format!("SM{:032}", at + 2);
        let fields = twilio::written(&sid, from, to, text);
        assert_eq!(twilio.post(url, &fields).await.as_u16(), 200);
    }
    let mut conn = platform.db.admin("reservations").await;
    let tenant = uuid(&shop.tenant);
    let of = |what: &str, table: &str, which: &str| {
        format!("SELECT {what}::text AS line FROM {table} WHERE tenant_id = '{tenant}' AND {which}")
    };
    let mut found = Vec::new();
    for (what, table, which) in [
        ("id", "reservation", "state = 'held'"),
        ("item_id", "reservation", "state = 'held'"),
        ("id", "reservation_group", "true"),
        ("id", "request", "personal IS NOT NULL"),
        ("id", "deposit", "true"),
        ("id", "live_session", "true"),
    ] {
        let sql = of(what, table, which);
        let id = loop_until(&mut conn, &sql).await;
        found.push(id.parse().unwrap());
    }
    let mut orders = platform.db.admin("orders").await;
    let accepted = "channel = 'live' AND lifecycle = 'accepted'";
    let _ = loop_until(&mut orders, &of("id", "orders", accepted)).await;
    found.try_into().unwrap()
}

/// The first line of a query, as soon as there is one.
async fn loop_until(conn: &mut souk_kit::Conn, query: &str) -> String {
    let conn = tokio::sync::Mutex::new(conn);
    eventually("the live goes on", || async { sql::lines(&mut **conn.lock().await, query).await.pop() }).await
}
