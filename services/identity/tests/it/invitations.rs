//! Invitations: for one address, once, for a week.
use chrono::TimeDelta;
use serde_json::json;

use crate::town::{PASSWORD, Town};

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_is_taken_once_by_its_address() {
    let town = Town::open().await;
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let sent =
        amina.actor.post("/v1/invitations", json!({"email": "Bilal@Example.com", "role": "seller"})).await;
    assert_eq!(sent.expect(201).json()["email"], "bilal@example.com");
    let token = town.link("bilal@example.com", "/invitations/").await;
    let body = json!({"token": token});
    town.app.anyone().post("/v1/invitations/accept", &body).await.problem(401, "unauthenticated");
    let clara = town.citizen("clara@example.com").await;
    clara.actor.post("/v1/invitations/accept", &body).await.problem(403, "invitation_other_email");
    let bilal = town.citizen("bilal@example.com").await;
    let taken = bilal.actor.post("/v1/invitations/accept", &body).await.expect(200).json();
    assert_eq!((&taken["tenant_id"], &taken["role"]), (&json!(tenant), &json!("seller")));
    bilal.actor.post("/v1/invitations/accept", &body).await.problem(410, "invitation_spent");
    assert_eq!(amina.actor.get("/v1/invitations").await.expect(200).json()["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_ends_and_can_be_taken_back() {
    let town = Town::open().await;
    let (amina, _) = town.merchant("amina@example.com", "Le Souk").await;
    let bilal = town.citizen("bilal@example.com").await;
    let invite = json!({"email": "bilal@example.com", "role": "seller"});
    let sent = amina.actor.post("/v1/invitations", &invite).await.expect(201).json();
    let first = town.link("bilal@example.com", "/invitations/").await;
    let path = format!("/v1/invitations/{}", sent["id"].as_str().unwrap());
    amina.actor.delete(&path).await.expect(204);
    amina.actor.delete(&path).await.problem(409, "invitation_over");
    bilal
        .actor
        .post("/v1/invitations/accept", json!({"token": first}))
        .await
        .problem(410, "invitation_spent");

    amina.actor.post("/v1/invitations", &invite).await.expect(201);
    let second = souk_testkit::eventually("a second invitation", || async {
        Some(town.link("bilal@example.com", "/invitations/").await).filter(|t| *t != first)
    })
    .await;
    town.pass(TimeDelta::days(7));
    let bilal = town.log_in("bilal@example.com").await;
    bilal
        .actor
        .post("/v1/invitations/accept", json!({"token": second}))
        .await
        .problem(410, "invitation_spent");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_up_by_the_invitation_needs_no_second_mail() {
    let town = Town::open().await;
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    amina
        .actor
        .post("/v1/invitations", json!({"email": "bilal@example.com", "role": "agent"}))
        .await
        .expect(201);
    let token = town.link("bilal@example.com", "/invitations/").await;
    let page = town.app.anyone().get(&format!("/invitations/{token}")).await.expect(200).text();
    assert!(page.contains("Le Souk") && page.contains("/signup?email=bilal%40example.com"), "{page}");
    let new = json!({"email": "bilal@example.com", "password": PASSWORD, "display_name": "Bilal", "invitation": token});
    let created = town.app.anyone().post("/v1/users", new).await.expect(201).json();
    assert_eq!(created["verification_required"], false);
    let bilal = town.log_in("bilal@example.com").await;
    assert_eq!(bilal.actor.get("/v1/me").await.json()["tenant_id"], tenant);
    let other =
        json!({"email": "eve@example.com", "password": PASSWORD, "display_name": "Eve", "invitation": token});
    town.app.anyone().post("/v1/users", other).await.problem(410, "invitation_spent");
}
