//! A person sown through every module is erased, and nothing that names them is left anywhere.
use std::{
    collections::BTreeSet,
    fs, io,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use serde_json::json;
use souk::{Entry, modules, sources};
use souk_events::RawEvent;
use souk_outbox::{Subscription, Transport, TransportError};
use souk_testkit::{Actor, eventually};

use crate::{
    people::{add, press},
    platform::{Ground, Platform, Wire},
    sql,
    world::claim,
};

/// What is looked for: parts of the person's name, address, number and words.
const CANARIES: [&str; 4] = ["Zephyrine", "zephyrine", "33698765432", "Quetzal"];

/// What was seen of canaries on the wire and in the log: lines, as they were written.
static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());
/// How many lines were looked at, so that looking at none is noticed.
static LOOKED_AT: Mutex<(usize, usize)> = Mutex::new((0, 0));

fn look(line: &str) {
    if CANARIES.iter().any(|canary| line.contains(canary)) {
        SEEN.lock().unwrap_or_else(PoisonError::into_inner).push(line.to_owned());
    }
}

/// Reads along what is handed to the broker: what queues and dead letters can hold at all.
struct Tapped(Arc<dyn Transport>);

#[async_trait]
impl Transport for Tapped {
    async fn declare(&self, queue: &str, bindings: &[String]) -> Result<(), TransportError> {
        self.0.declare(queue, bindings).await
    }
    async fn publish(&self, batch: &[RawEvent]) -> Result<(), TransportError> {
        for event in batch {
            look(&format!("{event:?}"));
        }
        LOOKED_AT.lock().unwrap_or_else(PoisonError::into_inner).0 += batch.len();
        self.0.publish(batch).await
    }
    async fn subscribe(&self, queue: &str) -> Result<Box<dyn Subscription>, TransportError> {
        self.0.subscribe(queue).await
    }
}

/// The log of this process, read along.
struct Log;

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        look(&String::from_utf8_lossy(bytes));
        LOOKED_AT.lock().unwrap_or_else(PoisonError::into_inner).1 += 1;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Every place where a canary stands, in the clear or as bytes.
async fn traces(platform: &Platform) -> Vec<String> {
    let mut found = Vec::new();
    let schemas = sources().iter().map(|s| s.module).collect::<Vec<_>>();
    for schema in schemas {
        let mut conn = platform.db.admin(schema).await;
        for table in sql::tables(&mut conn, schema).await {
            for canary in CANARIES {
                let hex: String = canary.bytes().map(|b| format!("{b:02x}")).collect();
                let rows =
                    format!("{schema}.{table} t WHERE t::text LIKE '%{canary}%' OR t::text LIKE '%{hex}%'");
                if sql::count(&mut conn, &rows).await > 0 {
                    found.push(format!("{schema}.{table}: {canary}"));
                }
            }
        }
    }
    found
}

/// Files of a folder that hold a canary.
fn files(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else {
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap_or_default()).into_owned();
            if CANARIES.iter().any(|canary| text.contains(canary)) {
                found.push(path.display().to_string());
            }
        }
    }
}

#[test]
fn identity_waits_for_every_module_that_erases() {
    let all = modules();
    let erases = |m: &&Entry| {
        m.name != "identity"
            && (m.manifest)().unwrap().events.contains(&format!("{}.erasure_done.v1", m.name))
    };
    let erasing: BTreeSet<&str> = all.iter().filter(erases).map(|m| m.name).collect();
    let identity = all.iter().find(|m| m.name == "identity").unwrap();
    let line = identity.config.lines().find_map(|l| l.strip_prefix("modules = \"")).unwrap();
    let waited: BTreeSet<&str> = line.split('"').next().unwrap().split(',').collect();
    assert_eq!(waited, erasing);
}

/// Orders one piece and pays for it at the test method; the number of the order.
async fn pay(person: &Actor, variant: &str) -> String {
    add(person, variant, 1).await;
    let contact = json!({ "name": "Zephyrine Quetzal", "phone": "+33698765432" });
    let wish = json!({ "contact": contact, "payment": "online" });
    let placed = person.post_once("/v1/checkouts", "canary-2", wish).await.expect(201).json();
    let page = person.get(placed["payment"]["url"].as_str().unwrap()).await.expect(200).text();
    let test = page.split("href=\"/pay/test/").nth(1).unwrap().split('"').next().unwrap();
    let _ = person.form(&format!("/pay/test/{test}"), &[("do", "pay")]).await.expect(303);
    let order = format!("/v1/orders/{}", placed["orders"][0]["id"].as_str().unwrap());
    eventually("the money arrived", || async {
        (person.get(&order).await.json()["status"] == "placed").then_some(())
    })
    .await;
    placed["orders"][0]["number"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_canary_is_sown_erased_and_leaves_no_trace() {
    tracing_subscriber::fmt().with_env_filter("info,souk=debug").with_writer(|| Log).init();
    let ground = Ground {
        settings: &[("identity:privacy.grace_days", "0")],
        between: Some(|wire| Arc::new(Tapped(wire))),
        ..Ground::default()
    };
    let platform = Platform::start_on(Wire::Rabbit, ground).await;
    let shop = platform.shop("Le Souk").await;
    let (_, variant) = platform.product(&shop, "Pain", 400, 20).await;

    let email = "zephyrine@test.souk";
    let token = platform.sign_in(email).await;
    let person = platform.bearer(&token);
    let id = claim(token.split('.').nth(1).unwrap(), "sub");
    person.patch("/v1/me", json!({ "display_name": "Zephyrine Quetzal" })).await.expect(200);
    let invited = json!({ "email": email, "role": "agent" });
    shop.owner.post("/v1/invitations", invited).await.expect(201);
    let consents = json!({ "tenant_id": shop.tenant, "purposes": ["marketing_whatsapp", "marketing_email"],
        "phone": "+33698765432" });
    person.put("/v1/me/consents", consents).await.expect(200);
    add(&person, &variant, 2).await;
    let contact = json!({ "contact": { "name": "Zephyrine Quetzal", "phone": "+33698765432", "email": email },
        "note": "Ring at Quetzal" });
    let placed = person.post_once("/v1/checkouts", "canary-1", contact).await.expect(201).json();
    let order = placed["orders"][0]["id"].as_str().unwrap().to_owned();
    let paid = pay(&person, &variant).await;
    add(&person, &variant, 1).await;
    let contact = format!("/internal/orders/{order}/personal?purpose=test");
    let asks = || platform.inside("orders", Some(&platform.service_token("ops")));
    assert!(asks().get(&contact).await.expect(200).text().contains("Zephyrine"), "the canary was sown");
    let opt_ins = shop.owner.get("/v1/consents/export").await.expect(200).text();
    assert!(opt_ins.contains("+33698765432") && opt_ins.contains(email), "{opt_ins}");

    let package = person.get("/v1/me/data").await.expect(200).json();
    assert_eq!(package["did_not_answer"], json!([]));
    let theirs = &package["data"];
    assert_eq!(
        (&theirs["identity"]["email"], &theirs["identity"]["phone"]),
        (&json!(email), &json!("+33698765432"))
    );
    let bought = theirs["orders"]["orders"].as_array().unwrap();
    let first = bought.iter().find(|o| o["id"] == json!(order)).unwrap();
    assert_eq!((bought.len(), &first["contact"]["name"]), (2, &json!("Zephyrine Quetzal")));
    assert_eq!(
        (&first["note"], &theirs["orders"]["cart"][0]["quantity"]),
        (&json!("Ring at Quetzal"), &json!(1))
    );
    let payments = theirs["payments"]["payments"].as_array().unwrap();
    assert!(payments.iter().any(|p| p["number"] == json!(paid) && p["state"] == "captured"), "{payments:?}");
    press(&person, "/v1/me/erasure").await.expect(202);
    let admin = platform.admin().await;
    eventually("every module answered", || async {
        let found = admin.get("/v1/admin/erasures").await.expect(200).json();
        let mine = found["items"].as_array().unwrap().iter().find(|e| e["user_id"] == json!(id)).cloned()?;
        (mine["state"] == "done").then_some(())
    })
    .await;

    assert_eq!(traces(&platform).await, [""; 0]);
    let (facts, lines) = *LOOKED_AT.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(facts > 10 && lines > 10, "nothing was read along: {facts} facts, {lines} lines");
    assert_eq!(*SEEN.lock().unwrap_or_else(PoisonError::into_inner), [""; 0], "on the wire or in the log");
    let mut left = Vec::new();
    files(platform.keys().parent().unwrap(), &mut left);
    // Mails that went out are no longer ours; here they lie in files, as in a mail server.
    left.retain(|path| !path.contains("/mail/"));
    assert_eq!(left, [""; 0]);
    for source in sources().iter().filter(|s| s.common) {
        let mut conn = platform.db.admin(source.module).await;
        let keys = sql::count(&mut conn, &format!("subject_key WHERE subject = '{id}'")).await;
        assert_eq!(keys, 0, "{}: a key would open what backups hold", source.module);
        let dead = sql::count(&mut conn, "inbox WHERE dead_at IS NOT NULL").await;
        assert_eq!(dead, 0, "{}: dead letters", source.module);
    }
    asks().get(&contact).await.expect(410);
    let kept = shop.owner.get(&format!("/v1/store-orders/{order}")).await;
    assert_eq!(kept.status, 200, "the order and its amount stay: {}", kept.text());
    assert_eq!(shop.owner.get("/v1/consents/export").await.expect(200).text().lines().count(), 1);
    let verified = platform.inside("identity", Some(&platform.service_token("ops")));
    let verified = verified.get("/internal/consents/verify").await.expect(200).json();
    assert_eq!((&verified["entries"], &verified["broken"]), (&json!(4), &json!([])));
}
