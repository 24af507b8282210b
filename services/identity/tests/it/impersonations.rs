//! An operator looks at what others see: with a reason, on record, told to those concerned, and never to change anything.
use chrono::TimeDelta;
use serde_json::{Value, json};
use souk_events::{
    OrderId, StoreId, UserId,
    identity::v1::{ImpersonationEnded, ImpersonationStarted},
    orders::v1::OrderIntervened,
};
use souk_testkit::{Actor, eventually};

use crate::town::{PASSWORD, Person, Town};

/// An operator in a browser.
struct Operator<'t> {
    town: &'t Town,
    cookie: String,
}

impl<'t> Operator<'t> {
    async fn enter(town: &'t Town) -> Self {
        town.citizen("boss@example.com").await;
        let form = [("email", "boss@example.com"), ("password", PASSWORD), ("next", "")];
        let answer = town.app.anyone().form("/login", &form).await.expect(303);
        Self { town, cookie: answer.header("set-cookie").split(['=', ';']).nth(1).unwrap().to_owned() }
    }

    /// What the door learns about the browser now.
    async fn known(&self) -> Value {
        let body = json!({"session": self.cookie});
        self.town.app.as_module("gateway").post("/internal/sessions/exchange", body).await.expect(200).json()
    }

    async fn actor(&self) -> Actor {
        self.town.app.bearing(self.known().await["token"].as_str().map(str::to_owned))
    }
}

async fn town() -> Town {
    Town::with(&[("identity.admins", "boss@example.com")]).await
}

async fn mailed(town: &Town, who: &Person, words: &str) {
    eventually("the mail", || async {
        town.mails(&who.email).iter().any(|(_, text)| text.contains(words)).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_sees_a_merchants_view_and_changes_nothing() {
    let town = town().await;
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let boss = Operator::enter(&town).await;
    let actor = boss.actor().await;
    let begin = |body: Value| {
        let actor = actor.clone();
        async move { actor.post("/v1/admin/impersonations", body).await }
    };
    begin(json!({"tenant_id": tenant, "reason": " "})).await.problem(422, "fields_wrong");
    begin(json!({"reason": "x"})).await.problem(422, "fields_wrong");
    let nobody = begin(json!({"user_id": UserId::new(), "reason": "x"})).await.problem(422, "fields_wrong");
    assert_eq!(nobody.json()["errors"][0]["pointer"], "/user_id");
    amina.actor.post("/v1/admin/impersonations", json!({})).await.problem(403, "forbidden");
    let api = town.log_in("boss@example.com").await;
    let wish = json!({"tenant_id": tenant, "reason": "orders are stuck"});
    api.actor.post("/v1/admin/impersonations", &wish).await.problem(409, "browser_needed");
    begin(wish.clone()).await.expect(201);
    begin(wish).await.problem(409, "impersonation_open");

    let known = boss.known().await;
    assert_eq!(known["tenant_id"], tenant.as_str());
    assert_eq!((&known["admin"], &known["looking"]["whose"]), (&json!(false), &json!("Le Souk")));
    assert_eq!(known["looking"]["reason"], "orders are stuck");
    assert_eq!(known["expires_at"].as_str().unwrap(), "2026-11-21T08:10:00Z");
    let looking = boss.actor().await;
    assert!(looking.get("/dashboard/stores").await.expect(200).text().contains("Le Souk"));
    looking.get("/v1/members").await.expect(200);
    looking.get("/ops/merchants").await.problem(403, "forbidden");
    let member = json!({"email": "thief@example.com", "role": "owner"});
    looking.post("/v1/invitations", member).await.problem(403, "read_only");
    looking.patch("/v1/me", json!({"display_name": "Mallory"})).await.problem(403, "read_only");
    looking.get("/v1/consents/export").await.problem(403, "step_up_required");
    mailed(&town, &amina, "orders are stuck").await;

    let told = town.app.told::<ImpersonationStarted>().await;
    assert_eq!((told.len(), told[0].tenant_id.as_str()), (1, tenant.as_str()));
    assert_eq!(
        looking.form("/impersonation/end", &[]).await.expect(303).header("location"),
        "/ops/impersonations"
    );
    looking.form("/impersonation/end", &[]).await.expect(303);
    assert_eq!(
        town.app.told::<ImpersonationEnded>().await.iter().map(|e| e.by.clone()).collect::<Vec<_>>(),
        ["operator"]
    );
    let own = boss.actor().await;
    let page = own.get("/ops/impersonations").await.expect(200).text();
    assert!(page.contains("orders are stuck"), "{page}");
    let list = own.get("/v1/admin/impersonations").await.expect(200).json();
    assert_eq!(list["items"][0]["tenant_id"], tenant.as_str());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customers_view_ends_by_itself_and_with_the_operators_rights() {
    let town = town().await;
    let camille = town.citizen("camille@example.com").await;
    let boss = Operator::enter(&town).await;
    let actor = boss.actor().await;
    let form = |person: &'static str| {
        let actor = actor.clone();
        async move {
            let fields = [("tenant_id", ""), ("person", person), ("reason", "cannot see an order")];
            actor.form("/ops/impersonations", &fields).await
        }
    };
    let wrong = form("nobody@example.com").await.expect(422).text();
    assert!(wrong.contains("Nobody has this address") && wrong.contains("cannot see an order"), "{wrong}");
    let wrong = form("boss@example.com").await.expect(422).text();
    assert!(wrong.contains("This is an operator"), "{wrong}");
    assert_eq!(form("camille@example.com").await.expect(303).header("location"), "/account");
    let known = boss.known().await;
    assert_eq!(known["user_id"], camille.id.as_str());
    assert_eq!((&known["tenant_id"], known["tenants"].as_array().unwrap().len()), (&Value::Null, 0));
    let looking = boss.actor().await;
    assert_eq!(looking.get("/v1/me").await.expect(200).json()["email"], "camille@example.com");
    looking.post("/v1/me/erasure", json!({})).await.problem(403, "read_only");
    mailed(&town, &camille, "cannot see an order").await;
    town.pass(TimeDelta::minutes(15));
    assert_eq!(boss.known().await["looking"], Value::Null, "its time is over");
    eventually("it is on record", || async {
        let told = town.app.told::<ImpersonationEnded>().await;
        told.iter().any(|e| e.by == "time" && e.subject_id == camille.id).then_some(())
    })
    .await;
    let old = boss.actor().await.form("/ops/impersonations", &[("person", "camille@example.com")]).await;
    let to = old.expect(303).header("location").to_owned();
    assert!(to.starts_with("/confirm?next=") && !to.contains("camille"), "the proof is too old: {to}");
    let back = to.split_once("next=").unwrap().1.replace("%2F", "/").replace("%3F", "?").replace("%3D", "=");
    let page = boss.actor().await.get(&back).await.expect(200).text();
    assert!(page.contains("value=\"camille@example.com\""), "what was typed is there again");
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_while_looking_ends_both() {
    let town = town().await;
    let (_, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let boss = Operator::enter(&town).await;
    let wish = json!({"tenant_id": tenant, "reason": "a question"});
    boss.actor().await.post("/v1/admin/impersonations", wish).await.expect(201);
    boss.actor().await.form("/logout", &[]).await.expect(303);
    assert_eq!(town.app.told::<ImpersonationEnded>().await.len(), 1);
    let body = json!({"session": boss.cookie});
    let gone = town.app.as_module("gateway").post("/internal/sessions/exchange", body).await;
    gone.problem(401, "session_unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_are_written_to_when_the_platform_steps_in() {
    let town = Town::open().await;
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let order = OrderId::new().to_string();
    let fact = OrderIntervened {
        order_id: order.clone(),
        tenant_id: tenant,
        store_id: StoreId::new().to_string(),
        version: 3,
        number: "A-1042".into(),
        action: "cancel".into(),
        operator_id: UserId::new().to_string(),
    };
    let heard = town.app.hear(None, &fact).await;
    town.app.handled(heard).await;
    mailed(&town, &amina, &format!("/dashboard/orders/{order}")).await;
}
