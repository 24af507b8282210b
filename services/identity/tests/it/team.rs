//! Members: roles, changes, the last owner.
use serde_json::json;
use souk_events::identity::v1::{MembershipChanged, MembershipState, Role};

use crate::town::Town;

#[tokio::test(flavor = "multi_thread")]
async fn a_role_change_counts_and_is_told() {
    let town = Town::open().await;
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let bilal = town.colleague(&amina, &tenant, "bilal@example.com", "agent").await;
    bilal.actor.get("/v1/members").await.problem(403, "forbidden");
    let path = format!("/v1/members/{}", bilal.id);
    let changed = amina.actor.patch(&path, json!({"role": "manager"})).await.expect(200).json();
    assert_eq!((&changed["role"], &changed["perm_ver"]), (&json!("manager"), &json!(2)));
    let told = town.app.told::<MembershipChanged>().await;
    let last = told.last().unwrap();
    assert_eq!((last.role(), last.state(), last.perm_ver), (Role::Manager, MembershipState::Active, 2));

    let bilal = town.work_for(bilal, &tenant).await;
    let team = bilal.actor.get("/v1/members").await.expect(200).json();
    let mails: Vec<_> =
        team["items"].as_array().unwrap().iter().map(|m| m["email"].as_str().unwrap()).collect();
    assert_eq!(mails, ["amina@example.com", "bilal@example.com"]);
    // A manager reaches nobody above.
    bilal
        .actor
        .patch(&format!("/v1/members/{}", amina.id), json!({"role": "agent"}))
        .await
        .problem(403, "forbidden");
    bilal.actor.patch(&path, json!({"role": "owner"})).await.problem(403, "forbidden");
    bilal
        .actor
        .post("/v1/invitations", json!({"email": "x@example.com", "role": "manager"}))
        .await
        .problem(403, "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn suspended_and_removed_members_have_no_rights_and_may_come_back() {
    let town = Town::open().await;
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let bilal = town.colleague(&amina, &tenant, "bilal@example.com", "seller").await;
    let path = format!("/v1/members/{}", bilal.id);
    amina.actor.patch(&path, json!({"state": "suspended"})).await.expect(200);
    bilal.actor.post("/v1/auth/switch", json!({"tenant_id": tenant})).await.problem(404, "not_found");
    amina.actor.patch(&path, json!({"state": "active"})).await.expect(200);
    let bilal = town.work_for(bilal, &tenant).await;
    amina.actor.delete(&path).await.expect(204);
    amina.actor.delete(&path).await.problem(404, "not_found");
    bilal.actor.post("/v1/auth/switch", json!({"tenant_id": tenant})).await.problem(404, "not_found");

    town.pass(chrono::TimeDelta::minutes(1));
    amina.actor.post("/v1/invitations", json!({"email": bilal.email, "role": "agent"})).await.expect(201);
    souk_testkit::eventually("a second invitation", || async {
        (town.mails("bilal@example.com").iter().filter(|(_, t)| t.contains("/invitations/")).count() == 2)
            .then_some(())
    })
    .await;
    let token = town.link("bilal@example.com", "/invitations/").await;
    bilal.actor.post("/v1/invitations/accept", json!({"token": token})).await.expect(200);
    // The version of the rights never goes back.
    assert_eq!(town.app.told::<MembershipChanged>().await.last().unwrap().perm_ver, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_owner_stays_whatever_is_tried() {
    let town = Town::open().await;
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let own = format!("/v1/members/{}", amina.id);
    amina.actor.delete(&own).await.problem(409, "last_owner");
    amina.actor.patch(&own, json!({"role": "agent"})).await.problem(409, "last_owner");
    amina.actor.patch(&own, json!({"state": "suspended"})).await.problem(409, "last_owner");
    let bilal = town.colleague(&amina, &tenant, "bilal@example.com", "owner").await;
    amina.actor.delete(&own).await.expect(204);
    bilal.actor.delete(&format!("/v1/members/{}", bilal.id)).await.problem(409, "last_owner");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_owners_who_leave_at_once_leave_one() {
    let town = Town::open().await;
    for round in 0..5 {
        let (amina, tenant) = town.merchant(&format!("amina{round}@example.com"), "Le Souk").await;
        let bilal = town.colleague(&amina, &tenant, &format!("bilal{round}@example.com"), "owner").await;
        let (a, b) = (format!("/v1/members/{}", amina.id), format!("/v1/members/{}", bilal.id));
        let (one, other) = tokio::join!(amina.actor.delete(&a), bilal.actor.delete(&b));
        let mut answers = [one.status.as_u16(), other.status.as_u16()];
        answers.sort_unstable();
        assert_eq!(answers, [204, 409]);
    }
}

/// Every page of a list, by its cursors; each has at most two rows.
async fn pages(actor: &souk_testkit::Actor, path: &str) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    let mut after = String::new();
    loop {
        let page = actor.get(&format!("{path}?limit=2&after={after}")).await.expect(200).json();
        let mails = page["items"].as_array().unwrap().iter();
        pages.push(mails.map(|m| m["email"].as_str().unwrap().to_owned()).collect());
        assert_eq!(page["has_more"], json!(page["next_cursor"].is_string()));
        match page["next_cursor"].as_str() {
            Some(next) => next.clone_into(&mut after),
            None => return pages,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn team_and_invitations_come_in_pages() {
    let town = Town::open().await;
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let mut all = vec!["amina@example.com".to_owned()];
    for n in 0..4 {
        let email = format!("member{n}@example.com");
        town.colleague(&amina, &tenant, &email, "agent").await;
        all.push(email);
    }
    let seen = pages(&amina.actor, "/v1/members").await;
    assert_eq!(seen.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 1]);
    assert_eq!(seen.concat(), all, "each once, oldest first");

    let mut invited = Vec::new();
    for n in 0..3 {
        town.pass(chrono::TimeDelta::seconds(1));
        let email = format!("guest{n}@example.com");
        amina.actor.post("/v1/invitations", json!({"email": email, "role": "agent"})).await.expect(201);
        invited.insert(0, email);
    }
    assert_eq!(pages(&amina.actor, "/v1/invitations").await.concat(), invited, "each once, newest first");
    for path in ["/v1/members?limit=0", "/v1/members?after=x", "/v1/invitations?limit=101"] {
        amina.actor.get(path).await.problem(400, "fields_wrong");
    }
    amina.actor.get("/dashboard/team?members=x").await.problem(400, "fields_wrong");
    let page = amina.actor.get("/dashboard/team").await.expect(200).text();
    assert!(page.contains("member3@example.com") && page.contains("guest2@example.com"));
}
