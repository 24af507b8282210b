//! Erasing a person: asked for, undone, done in every module, and done again after a restore.
use chrono::TimeDelta;
use diesel_async::SimpleAsyncConnection;
use serde_json::{Value, json};
use souk_events::{
    catalog::v1::ErasureDone as CatalogDone,
    identity::v1::{ErasureRequested, MembershipChanged, MembershipState},
    ops::v1::ErasureDone as OpsDone,
    orders::v1::ErasureDone as OrdersDone,
    payments::v1::ErasureDone as PaymentsDone,
    reservations::v1::ErasureDone as ReservationsDone,
    whatsapp::v1::ErasureDone as WhatsappDone,
};
use souk_testkit::eventually;

use crate::town::{PASSWORD, Person, Town};

const EMAIL: &str = "camille@example.com";

async fn gone(town: &Town, person: &Person) {
    eventually("the account is gone", || async {
        let path = format!("/internal/users/{}/personal?purpose=test", person.id);
        let answer = town.app.as_module("orders").get(&path).await;
        (answer.status == 404).then_some(())
    })
    .await;
}

async fn no_timer(town: &Town) {
    eventually("the timer found nothing to do", || async {
        use diesel_async::RunQueryDsl;
        let mut conn = town.app.admin().await;
        let sql = "SELECT count(*) FROM timer WHERE kind = 'identity.erase'";
        let left: i64 =
            diesel::dsl::sql::<diesel::sql_types::BigInt>(sql).get_result(&mut conn).await.unwrap();
        (left == 0).then_some(())
    })
    .await;
}

async fn erasures(operator: &Person) -> Value {
    operator.actor.get("/v1/admin/erasures").await.expect(200).json()["items"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_waits_and_can_be_undone() {
    let town = Town::open().await;
    let camille = town.citizen(EMAIL).await;
    let package = camille.actor.get("/v1/me/data").await.expect(200);
    assert!(package.header("content-disposition").contains("my-data.json"));
    let package = package.json();
    assert_eq!(package["did_not_answer"], json!(["orders", "payments"]), "nobody else is there");
    assert_eq!(package["data"]["identity"]["email"], EMAIL);
    let asked = camille.actor.post("/v1/me/erasure", json!({})).await.expect(202).json();
    assert_eq!(asked["due_at"], "2026-12-05T08:00:00Z");
    camille.actor.post("/v1/me/erasure", json!({})).await.problem(409, "erasure_open");
    let page = camille.actor.get("/account/privacy").await.expect(200).text();
    assert!(page.contains("Keep my account"), "{page}");
    camille.actor.form("/account/privacy/undo", &[]).await.expect(303);
    camille.actor.delete("/v1/me/erasure").await.problem(404, "not_found");
    town.pass(TimeDelta::days(15));
    no_timer(&town).await;
    let camille = town.log_in(EMAIL).await;
    assert!(town.app.told::<ErasureRequested>().await.is_empty());
    camille.actor.form("/account/privacy/erase", &[]).await.expect(303);
    town.pass(TimeDelta::minutes(16));
    let late = camille.actor.get("/v1/me").await;
    assert_eq!(late.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_undone_request_is_over_also_for_the_only_owner_of_a_shop() {
    let town = Town::open().await;
    let camille = town.citizen(EMAIL).await;
    camille.actor.post("/v1/me/erasure", json!({})).await.expect(202);
    camille.actor.delete("/v1/me/erasure").await.expect(204);
    let shop = json!({"name": "Le Souk", "country": "FR", "currency": "EUR", "city": "Lyon"});
    camille.actor.post("/v1/tenants", shop).await.expect(201);
    town.pass(TimeDelta::days(15));
    no_timer(&town).await;
    town.log_in(EMAIL).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_due_goes_here_and_is_done_when_every_module_answered() {
    let town = Town::with(&[("identity.admins", "boss@example.com")]).await;
    town.citizen("boss@example.com").await;
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let camille = town.colleague(&amina, &tenant, EMAIL, "seller").await;
    let consents = json!({"tenant_id": tenant, "purposes": ["marketing_email"]});
    camille.actor.put("/v1/me/consents", consents).await.expect(200);
    amina.actor.post("/v1/me/erasure", json!({})).await.problem(409, "last_owner");
    let asked = camille.actor.post("/v1/me/erasure", json!({})).await.expect(202).json();
    let id = asked["id"].as_str().unwrap().to_owned();
    amina.actor.post("/v1/invitations", json!({"email": EMAIL, "role": "agent"})).await.expect(201);
    town.pass(TimeDelta::days(14));
    gone(&town, &camille).await;

    let told = town.app.told::<ErasureRequested>().await;
    assert_eq!((told.len(), &told[0].subject_id, &told[0].erasure_id), (1, &camille.id, &id));
    let left = town.app.told::<MembershipChanged>().await;
    assert!(left.iter().any(|m| m.user_id == camille.id && m.state() == MembershipState::Removed));
    let body = json!({"email": EMAIL, "password": PASSWORD});
    town.app.anyone().post("/v1/auth/token", body).await.problem(401, "credentials_wrong");

    let boss = town.log_in("boss@example.com").await;
    let (erasure_id, subject_id) = (id.clone(), camille.id.clone());
    let orders = OrdersDone { erasure_id, subject_id, rows: 4 };
    let again = OrdersDone { rows: 0, ..orders.clone() };
    let heard = town.app.hear(None, &orders).await;
    town.app.handled(heard).await;
    let heard = town.app.hear(None, &again).await;
    town.app.handled(heard).await;
    let found = erasures(&boss).await;
    assert_eq!(found[0]["state"], "running");
    let rows: Vec<_> = found[0]["answers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| (a["module"].as_str(), a["rows"].as_i64()))
        .collect();
    let modules: Vec<_> = rows.iter().filter_map(|row| row.0).collect();
    assert_eq!(modules, ["catalog", "identity", "ops", "orders", "payments", "reservations", "whatsapp"]);
    assert_eq!(rows[0], (Some("catalog"), None));
    assert_eq!(rows[3], (Some("orders"), Some(4)), "the first answer counts");
    let (erasure_id, subject_id) = (id.clone(), camille.id.clone());
    let catalog = CatalogDone { erasure_id, subject_id, rows: 0 };
    let ops = OpsDone { erasure_id: id.clone(), subject_id: camille.id.clone(), rows: 0 };
    let both = [town.app.hear(None, &catalog).await, town.app.hear(None, &ops).await];
    for heard in both {
        town.app.handled(heard).await;
    }
    let (erasure_id, subject_id) = (id.clone(), camille.id.clone());
    let payments = PaymentsDone { erasure_id, subject_id, rows: 2 };
    let (erasure_id, subject_id) = (id.clone(), camille.id.clone());
    let reservations = ReservationsDone { erasure_id, subject_id, rows: 0 };
    let heard = [town.app.hear(None, &payments).await, town.app.hear(None, &reservations).await];
    for heard in heard {
        town.app.handled(heard).await;
    }
    assert_eq!(erasures(&boss).await[0]["state"], "running", "whatsapp has not answered");
    let whatsapp = WhatsappDone { erasure_id: id.clone(), subject_id: camille.id.clone(), rows: 0 };
    let heard = town.app.hear(None, &whatsapp).await;
    town.app.handled(heard).await;
    assert_eq!(erasures(&boss).await[0]["state"], "done");
    let page = boss.actor.get("/ops/erasures").await.expect(200).text();
    assert!(page.contains("orders (4)") && page.contains(&camille.id), "{page}");
    let ledger = town.app.as_module("ops").get("/internal/consents/verify").await.json();
    assert_eq!(ledger, json!({"entries": 2, "broken": []}));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_backup_erases_again() {
    let mut town = Town::with(&[("privacy.grace_days", "0"), ("privacy.modules", "")]).await;
    let camille = town.citizen(EMAIL).await;
    let mut conn = town.app.admin().await;
    let kept = ["account", "credential", "subject_key"];
    for table in kept {
        conn.batch_execute(&format!("CREATE TABLE backup_{table} AS SELECT * FROM {table}")).await.unwrap();
    }
    camille.actor.post("/v1/me/erasure", json!({})).await.expect(202);
    gone(&town, &camille).await;
    eventually("it is closed and on the list", || async {
        use diesel_async::RunQueryDsl;
        let mut conn = town.app.admin().await;
        let sql = "SELECT bool_and(listed AND state = 'done') FROM erasure";
        let done: bool =
            diesel::dsl::sql::<diesel::sql_types::Bool>(sql).get_result(&mut conn).await.unwrap();
        done.then_some(())
    })
    .await;
    conn.batch_execute("DELETE FROM erasure").await.unwrap();
    for table in kept {
        conn.batch_execute(&format!(
            "INSERT INTO {table} SELECT * FROM backup_{table} ON CONFLICT DO NOTHING"
        ))
        .await
        .unwrap();
    }
    town.log_in(EMAIL).await;
    town.app.restart().await;
    gone(&town, &camille).await;
    assert_eq!(town.app.told::<ErasureRequested>().await.len(), 2, "other modules are asked again");
    // A start without a restore finds nothing to do.
    town.app.restart().await;
    assert_eq!(town.app.told::<ErasureRequested>().await.len(), 2);
}
