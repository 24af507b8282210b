//! An operator of the platform steps in on an order of any merchant.
use serde_json::json;
use souk_events::{
    OrderId, UserId,
    orders::v1::{Actor as By, OrderCancelled, OrderIntervened},
};
use souk_kit::{
    Clock,
    token::{Claims, Role},
};
use souk_testkit::{Actor, Issuer, eventually};

use crate::{post::Post, shop::World};

/// An operator whose last proof is too old.
fn tired(w: &World) -> Actor {
    let claims = Claims { admin: true, fresh_until: 0, ..Issuer::user_claims(UserId::new()) };
    w.app.bearing(Some(w.app.issuer.sign(&claims)))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_moves_an_order_on_and_calls_one_off() {
    let post = Post::default();
    let w = World::posting(Clock::system(), &post.serve().await).await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 1).await;
    let body = json!({"contact": {"name": "Nour", "phone": "0612345678", "email": "nour@example.org"}});
    let placed = guest.post_once("/v1/checkouts", "once", body).await.expect(201).json();
    let id = placed["orders"][0]["id"].as_str().unwrap().to_owned();
    let number = placed["orders"][0]["number"].as_str().unwrap().to_owned();

    let boss = w.app.as_admin();
    let found = boss.get(&format!("/v1/admin/orders?q={number}")).await.expect(200).json();
    assert_eq!(found["items"][0]["id"], id.as_str());
    assert_eq!(found["items"][0]["tenant_id"], w.tenant.to_string());
    let none = boss.get(&format!("/v1/admin/orders?q={}", OrderId::new())).await.expect(200).json();
    assert_eq!(none["items"], json!([]));
    let part = number.get(1..).unwrap();
    let today = Clock::system().now().date_naive();
    for (query, there) in [
        (format!("q={part}"), true),
        ("q=chez%20NOUR".into(), true),
        (format!("q=nour&from={today}&to={}", today.succ_opt().unwrap()), true),
        (format!("q=nour&to={}", today - chrono::TimeDelta::days(2)), false),
        ("q=%25".into(), false),
        ("q=elsewhere".into(), false),
    ] {
        let found = boss.get(&format!("/v1/admin/orders?{query}")).await.expect(200).json();
        assert_eq!(!found["items"].as_array().unwrap().is_empty(), there, "{query}");
    }
    for day in ["", "x", "-5000-01-01", "%2B200000-01-01"] {
        let wrong = format!("/v1/admin/orders?from={day}");
        let wrong = boss.get(&wrong).await.problem(400, "fields_wrong").json();
        assert_eq!(wrong["errors"][0]["pointer"], "/from", "{day}");
    }
    let path = format!("/v1/admin/orders/{id}/interventions");
    let why = "the shop's telephone is dead";
    let step = |action: &str| json!({"action": action, "reason": why});
    w.app.as_owner(w.tenant).post(&path, step("accept")).await.problem(403, "forbidden");
    tired(&w).post(&path, step("accept")).await.problem(403, "step_up_required");
    boss.post(&path, json!({"action": "accept", "reason": ""})).await.problem(422, "fields_wrong");
    boss.post(&path, step("reject")).await.problem(422, "fields_wrong");
    boss.post(&path, step("complete")).await.problem(409, "order_moved_on");
    let moved = boss.post(&path, step("accept")).await.expect(200).json();
    assert_eq!(
        (&moved["order"]["status"], &moved["interventions"][0]["reason"]),
        (&json!("accepted"), &json!(why))
    );
    let (one, two) = tokio::join!(boss.post(&path, step("cancel")), boss.post(&path, step("cancel")));
    let mut both = [one.status.as_u16(), two.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [200, 409], "one wins");

    let told = w.app.told::<OrderCancelled>().await;
    assert_eq!((told[0].reason.as_str(), told[0].actor()), ("platform", By::Platform));
    let told = w.app.told::<OrderIntervened>().await;
    assert_eq!(told.iter().map(|t| t.action.as_str()).collect::<Vec<_>>(), ["accept", "cancel"]);
    assert!(!serde_json::to_string(&told[1]).unwrap().contains("telephone"), "facts carry no texts");
    let customer = guest.get(&format!("/orders/{id}")).await.expect(200).text();
    assert!(customer.contains("by the platform") && !customer.contains(why), "{customer}");
    eventually("the customer is told", || async {
        post.mails().iter().any(|m| m.contains("The platform stepped in")).then_some(())
    })
    .await;
    let staff = w
        .app
        .as_staff(w.tenant, Role::Agent)
        .get(&format!("/dashboard/orders/{id}"))
        .await
        .expect(200)
        .text();
    assert!(staff.contains("telephone is dead"), "{staff}");
    let other = w.app.as_owner(souk_events::TenantId::new()).get(&format!("/dashboard/orders/{id}")).await;
    other.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_operators_keep_what_was_typed() {
    let w = World::start().await;
    let id = w.order(&w.guest()).await["id"].as_str().unwrap().to_owned();
    let boss = w.app.as_admin();
    assert!(boss.get("/ops/orders").await.expect(200).text().contains(&id));
    let page = format!("/ops/orders/{id}");
    assert!(boss.get(&page).await.expect(200).text().contains("Step in"));
    let wrong = boss.form(&page, &[("action", "accept"), ("reason", " ")]).await.expect(422).text();
    assert!(wrong.contains("This field is required"), "{wrong}");
    let late = tired(&w).form(&page, &[("action", "accept"), ("reason", "a b")]).await.expect(303);
    assert!(
        late.header("location").starts_with("/confirm?next=%2Fops%2Forders%2F"),
        "{}",
        late.header("location")
    );
    let asked = boss.get(&format!("{page}?action=accept&reason=a%20b")).await.expect(200).text();
    assert!(asked.contains("value=\"a b\""), "what was typed comes back");
    boss.form(&page, &[("action", "cancel"), ("reason", "a double order")]).await.expect(303);
    let done = boss.get(&page).await.expect(200).text();
    assert!(done.contains("a double order") && done.contains("This order is over"), "{done}");
}
