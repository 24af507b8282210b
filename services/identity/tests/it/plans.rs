//! Plans: nothing beyond the limit, also at once; operators give another one with a reason.
use diesel_async::SimpleAsyncConnection;
use futures_util::future::join_all;
use serde_json::{Value, json};
use souk_events::identity::v1::PlanChanged;

use crate::town::{Person, Town};

fn store(n: usize) -> Value {
    json!({"name": format!("Store {n}"), "country": "FR", "currency": "EUR", "city": "Lyon"})
}

async fn town() -> (Town, Person, String, Person) {
    let town = Town::with(&[("identity.admins", "boss@example.com")]).await;
    let boss = town.citizen("boss@example.com").await;
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    (town, amina, tenant, boss)
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_at_once_share_the_places_that_are_left() {
    let (_town, amina, _, _) = town().await;
    let all = (0..20).map(|n| amina.actor.post("/v1/tenants/current/stores", store(n)));
    let all = join_all(all).await;
    assert_eq!(all.iter().filter(|a| a.status == 201).count(), 2, "one of three was there");
    let refused = all.into_iter().find(|a| a.status != 201).unwrap().problem(409, "quota_reached").json();
    assert_eq!(refused["current_state"], "stores 3");
    assert!(refused["title"].as_str().unwrap().contains('3'), "{refused}");
    let wish = json!({"name": "Till", "scopes": ["orders:read"]});
    let all = join_all((0..9).map(|_| amina.actor.post("/v1/api-keys", &wish))).await;
    assert_eq!(all.iter().filter(|a| a.status == 201).count(), 5);
    let key = amina.actor.get("/v1/api-keys").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    amina.actor.delete(&format!("/v1/api-keys/{key}")).await.expect(204);
    amina.actor.post("/v1/api-keys", &wish).await.expect(201);
    let plan = amina.actor.get("/v1/tenants/current/plan").await.expect(200).json();
    assert_eq!(plan["quotas"][0], json!({"what": "stores", "used": 3, "limit": 3}));
    let page = amina.actor.get("/dashboard/plan").await.expect(200).text();
    assert!(page.contains("Your plan: Free.") && page.contains("full"), "{page}");
    let page = amina
        .actor
        .form(
            "/dashboard/stores",
            &[("name", "Four"), ("country", "FR"), ("currency", "EUR"), ("city", "Lyon")],
        )
        .await;
    let page = page.expect(409).text();
    assert!(page.contains("Your plan allows 3 at most") && page.contains("value=\"Four\""), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_is_counted_when_they_come() {
    let (town, amina, tenant, _) = town().await;
    let mut conn = town.app.admin().await;
    conn.batch_execute("UPDATE plan SET staff = 2 WHERE code = 'free'").await.unwrap();
    let theo = town.colleague(&amina, &tenant, "theo@example.com", "agent").await;
    amina
        .actor
        .post("/v1/invitations", json!({"email": "lea@example.com", "role": "agent"}))
        .await
        .expect(201);
    let token = town.link("lea@example.com", "/invitations/").await;
    let lea = town.citizen("lea@example.com").await;
    let accept = || lea.actor.post("/v1/invitations/accept", json!({"token": token}));
    accept().await.problem(409, "team_full");
    amina.actor.delete(&format!("/v1/members/{}", theo.id)).await.expect(204);
    accept().await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_gives_another_plan_with_a_reason() {
    let (town, amina, tenant, boss) = town().await;
    let path = format!("/v1/admin/tenants/{tenant}/plan");
    let wish = |plan: &str, reason: &str| json!({"plan": plan, "reason": reason});
    amina.actor.put(&path, wish("pro", "please")).await.problem(403, "forbidden");
    boss.actor.put(&path, wish("gold", "a deal")).await.problem(422, "fields_wrong");
    boss.actor.put(&path, wish("pro", " ")).await.problem(422, "fields_wrong");
    boss.actor.put(&path, wish("free", "the same")).await.problem(409, "plan_unchanged");
    let many = (0..4).map(|_| boss.actor.put(&path, wish("pro", "a deal")));
    let done = join_all(many).await;
    assert_eq!(done.iter().filter(|a| a.status == 200).count(), 1, "one wins");
    let told = town.app.told::<PlanChanged>().await;
    let told: Vec<_> = told.iter().map(|t| (t.plan.as_str(), t.products, t.version)).collect();
    assert_eq!(
        told,
        [("free", 1_000, 1), ("pro", 50_000, 2)],
        "the one that it began with, then the new one"
    );
    let page = format!("/ops/merchants/{tenant}");
    assert!(boss.actor.get(&page).await.expect(200).text().contains("a deal"));
    let fields = [("plan", "free"), ("plan_reason", "")];
    let wrong = boss.actor.form(&format!("{page}/plan"), &fields).await.expect(422).text();
    assert!(wrong.contains("f-plan-reason-error"), "{wrong}");
    let fields = [("plan", "unlimited"), ("plan_reason", "a friend of the house")];
    boss.actor.form(&format!("{page}/plan"), &fields).await.expect(303);
    let plan = amina.actor.get("/v1/tenants/current/plan").await.expect(200).json();
    assert_eq!((&plan["plan"], &plan["quotas"][1]["limit"]), (&json!("unlimited"), &Value::Null));
}
