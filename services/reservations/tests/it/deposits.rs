//! Deposits and their proofs: what locks a hold, who decides, what a customer is told. The clock is moved by hand.
use reqwest::Method;
use serde_json::{Value, json};
use souk_events::{
    ContactId, TenantId,
    reservations::v1::{DepositChanged, ReservationConfirmed},
};
use souk_kit::token::Role;
use souk_testkit::eventually;

use crate::world::{Said, World};

pub const HOME: &str = "12 rue des Lilas, 93100 Montreuil";

/// A shop that takes deposits, with one piece for 25.
pub async fn shop(more: Value) -> World {
    let world = World::start().await;
    let mut set = json!({ "deposit_instructions": "Wave 06 00 00 00 00" });
    set.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    put(&world, 0, &set).await;
    let _ = world.seller("A1 25").await.is("sel.item");
    world
}

async fn put(world: &World, version: i64, set: &Value) {
    let owner = world.app.as_owner(world.tenant);
    let request = owner.request(Method::PUT, "/v1/live/settings");
    let request = request.header("if-match", format!("\"{version}\"")).json(set);
    let _ = owner.send(request).await.expect(200);
}

/// A picture comes, and the shop is told of it.
pub async fn picture(world: &World, who: ContactId, caption: &str) -> Said {
    let media = json!({ "kind": "media", "text": caption, "media": [{ "content_type": "image/jpeg" }] });
    world.send(world.message_with(who, media)).await
}

pub async fn proofs(world: &World) -> Vec<Value> {
    let agent = world.app.as_staff(world.tenant, Role::Agent);
    let list = agent.get("/v1/live/proofs").await.expect(200).json();
    list["items"].as_array().unwrap().clone()
}

pub async fn told(world: &World, who: ContactId, key: &str) -> Said {
    eventually("it is said", || async {
        world.told(who).await.into_iter().rev().find(|said| said.keys().contains(&key))
    })
    .await
}

async fn state(world: &World, sql: &str) -> bool {
    world.count(&format!("FROM reservation WHERE {sql}")).await == 1
}

pub async fn reaches(world: &World, sql: &str) {
    eventually("the reservation gets there", || async { state(world, sql).await.then_some(()) }).await;
}

pub fn path(proof: &Value, step: &str) -> String {
    format!("/v1/live/proofs/{}/{step}", proof["id"].as_str().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn fr23_a_deposit_is_suggested_with_the_hold_and_nothing_is_asked_without_a_way_to_pay() {
    let world = shop(json!({})).await;
    let camille = ContactId::new();
    let said = world.write(camille, "A1").await;
    assert_eq!(said.keys(), ["rsv.held", "dep.invite"]);
    assert_eq!(said.0.parts[1].params["deposit"], "7,50\u{a0}€");
    assert!(said.0.personal, "how to pay is no part of the fact");
    put(&world, 1, &json!({ "deposit_instructions": "" })).await;
    let _ = world.seller("A2 25").await;
    let _ = world.write(camille, "A2").await.is("rsv.held");
}

#[tokio::test(flavor = "multi_thread")]
async fn fr44_a_proof_locks_at_once_waits_for_the_shop_and_a_refusal_makes_it_soft_again() {
    let world = shop(json!({})).await;
    let camille = ContactId::new();
    let _ = world.write(camille, "A1").await;
    world.later(240);
    let said = picture(&world, camille, "").await.is("dep.received");
    assert_eq!(said.param("target"), "A1");
    assert!(state(&world, "lock = 'locked' AND expires_at = held_at + interval '19 minutes'").await);
    let first = told(&world, world.seller, "sel.proof").await;
    assert_eq!(first.0.button_payloads, ["pv:P1", "px:P1"]);
    // The shop is reminded after five minutes.
    world.later(300);
    eventually("the shop is reminded", || async {
        let all = world.told(world.seller).await;
        (all.iter().filter(|said| said.keys() == ["sel.proof"]).count() == 2).then_some(())
    })
    .await;
    world.later(60);
    let seller = world.app.as_staff(world.tenant, Role::Seller);
    let proof = proofs(&world).await.remove(0);
    let _ = seller.post(&path(&proof, "reject"), json!({ "reason": "amount" })).await.expect(200);
    assert!(state(&world, "lock = 'soft' AND expires_at = held_at + interval '15 minutes'").await);
    let told = told(&world, camille, "dep.rejected").await;
    assert_eq!(told.param("reason"), "le montant ne correspond pas");
    world.later(301);
    assert!(state(&world, "state = 'held'").await, "15:01 is within the grace");
    world.later(1);
    reaches(&world, "state = 'expired'").await;
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fr44_a_hold_whose_proof_waits_never_ends_before_a_day_and_then_the_money_is_due() {
    let world = shop(json!({})).await;
    let (camille, theo) = (ContactId::new(), ContactId::new());
    let _ = world.write(camille, "A1").await;
    let _ = world.write(theo, "A1").await.is("wl.joined");
    let _ = picture(&world, camille, "").await.is("dep.received");
    let _ = told(&world, world.seller, "sel.proof").await;
    world.later(23 * 3600);
    let _ = world.write(theo, "A1").await.is("wl.already");
    assert!(state(&world, "state = 'held' AND lock = 'locked'").await);
    world.later(3600);
    reaches(&world, "state = 'expired'").await;
    let _ = told(&world, camille, "dep.refund_due").await;
    assert!(!world.told(camille).await.iter().any(|said| said.keys() == ["rsv.expired"]));
    let _ = told(&world, theo, "wl.promoted").await;
    let proof = proofs(&world).await.remove(0);
    assert_eq!(proof["refund_due"], true);
    let agent = world.app.as_staff(world.tenant, Role::Agent);
    let done = agent.post(&path(&proof, "approve"), json!({})).await.expect(200).json();
    assert_eq!((&done["state"], &done["refund_due"]), (&json!("deposit_approved"), &json!(true)));
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fr44_where_it_is_required_a_yes_waits_for_the_proof_and_its_approval_makes_the_order() {
    let world = shop(json!({ "deposit_mode": "required_above", "deposit_above": 2000 })).await;
    let camille = ContactId::new();
    let _ = world.write(camille, &format!("ADRESSE: {HOME}")).await;
    let said = world.write(camille, "A1").await;
    assert_eq!(said.keys(), ["rsv.held_known_address", "dep.required"]);
    let _ = world.write(camille, "OUI").await.is("dep.required");
    assert!(state(&world, "state = 'held' AND lock = 'soft'").await);
    let _ = picture(&world, camille, "A1").await.is("dep.received");
    let _ = told(&world, world.seller, "sel.proof").await;
    let _ = world.seller("VALIDE P1").await.is("sel.proof_done");
    let told = told(&world, camille, "dep.approved").await;
    assert_eq!(told.keys(), ["dep.approved", "order.confirmed"], "one message says both");
    assert_eq!(told.param("balance"), "17,50\u{a0}€");
    assert!(state(&world, "state = 'confirmed'").await);
    let made = world.app.told::<ReservationConfirmed>().await;
    assert_eq!(made[0].deposit, "deposit_approved");
    // Beneath the amount nothing is asked.
    let _ = world.seller("B1 20").await;
    let _ = world.write(camille, "B1").await.is("rsv.held_known_address");
    let _ = world.write(camille, "OUI").await.is("cfm.done");
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fr25_an_order_with_a_proof_is_new_until_the_shop_decides() {
    let world = shop(json!({ "on_deposit_rejected": "cancel_order" })).await;
    let camille = ContactId::new();
    let _ = world.write(camille, "A1").await;
    let _ = picture(&world, camille, "").await.is("dep.received");
    let _ = told(&world, world.seller, "sel.proof").await;
    let _ = world.write(camille, HOME).await.is("rsv.recap");
    let _ = world.write(camille, "OUI").await.is("cfm.done_deposit");
    assert_eq!(world.app.told::<ReservationConfirmed>().await[0].deposit, "deposit_pending");
    let _ = world.seller("REFUSE VF-1").await.is("sel.modify_blocked");
    let _ = world.seller("REFUSE VF-1 floue").await.is("sel.proof_done");
    let facts = world.app.told::<DepositChanged>().await;
    let last = facts.last().unwrap();
    assert_eq!((last.state.as_str(), last.group_state.as_str()), ("deposit_rejected", "deposit_rejected"));
    assert!(last.cancels_order && !last.group_id.is_empty());
    let told = told(&world, camille, "dep.rejected").await;
    assert_eq!((told.param("target"), told.param("reason")), ("VF-0001", "illisible"));
    // She may send another one.
    let _ = picture(&world, camille, "").await.is("dep.received");
    let facts = world.app.told::<DepositChanged>().await;
    assert_eq!(facts.last().unwrap().group_state, "deposit_pending");
}

#[tokio::test(flavor = "multi_thread")]
async fn fr26_two_decide_at_once_and_the_first_one_counts() {
    let world = shop(json!({})).await;
    let camille = ContactId::new();
    let _ = world.write(camille, "A1").await;
    let _ = picture(&world, camille, "").await.is("dep.received");
    let proof = proofs(&world).await.remove(0);
    let (one, other) =
        (world.app.as_staff(world.tenant, Role::Agent), world.app.as_staff(world.tenant, Role::Seller));
    let (approve, reject) = (path(&proof, "approve"), path(&proof, "reject"));
    let (yes, no) =
        tokio::join!(one.post(&approve, json!({})), other.post(&reject, json!({ "reason": "other" })));
    let mut statuses = [yes.status.as_u16(), no.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let payments = |all: Vec<Said>| all.iter().filter(|said| said.0.class == "payment").count();
    assert_eq!(payments(world.told(camille).await), 1);
    assert_eq!(world.count("FROM audit WHERE action IN ('deposit.approved', 'deposit.rejected')").await, 1);
    let late = world.seller("VALIDE P1").await.is("sel.modify_blocked");
    assert!(late.param("reason").contains("P1"), "{}", late.param("reason"));
    let stranger = world.app.as_owner(TenantId::new());
    let _ = stranger.post(&approve, json!({})).await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn fr43_an_accepted_deposit_is_final_unless_a_manager_reopens_it() {
    let world = shop(json!({})).await;
    let camille = ContactId::new();
    let _ = world.write(camille, "A1").await;
    let _ = picture(&world, camille, "").await.is("dep.received");
    let proof = proofs(&world).await.remove(0);
    let (agent, manager) =
        (world.app.as_staff(world.tenant, Role::Agent), world.app.as_staff(world.tenant, Role::Manager));
    let _ = manager.post(&path(&proof, "reopen"), json!({})).await.problem(409, "deposit_decided");
    let _ = agent.post(&path(&proof, "approve"), json!({})).await.expect(200);
    let no = json!({ "reason": "used" });
    let _ = agent.post(&path(&proof, "reject"), &no).await.problem(409, "deposit_decided");
    let _ = agent.post(&path(&proof, "reopen"), json!({})).await.problem(403, "forbidden");
    let _ = manager.post(&path(&proof, "reopen"), json!({})).await.expect(200);
    let _ = agent.post(&path(&proof, "reject"), &no).await.expect(200);
    let _ = agent.post(&path(&proof, "approve"), json!({})).await.problem(409, "deposit_decided");
    assert_eq!(world.count("FROM audit WHERE action = 'deposit.reopened'").await, 1);
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_for_several_is_asked_about_and_one_for_nothing_is_not_fetched() {
    let world = shop(json!({})).await;
    let (camille, theo) = (ContactId::new(), ContactId::new());
    let _ = picture(&world, theo, "").await.is("dep.no_context");
    assert_eq!(world.count("FROM deposit_proof").await, 0);
    let _ = world.seller("B1 30").await;
    let _ = world.write(camille, "A1, B1").await;
    let said = picture(&world, camille, "").await.is("dep.which");
    assert_eq!(said.param("options"), "A1 · B1 · TOUT");
    let said = world.write(camille, "b1").await.is("dep.received");
    assert_eq!(said.param("target"), "B1");
    assert_eq!(world.count("FROM reservation WHERE lock = 'locked'").await, 1);
    let _ = world.write(camille, "PREUVE virement 4512 pour A1").await.is("dep.received");
    let all = proofs(&world).await;
    assert_eq!((all.len(), &all[1]["proofs"][0]["words"]), (2, &json!("PREUVE virement 4512 pour A1")));
    assert_eq!(world.seller("PREUVES").await.param("lines").lines().count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn fr44_a_proof_that_comes_too_late_holds_what_is_free_or_the_money_is_due() {
    let world = shop(json!({})).await;
    let (camille, theo) = (ContactId::new(), ContactId::new());
    let _ = world.write(camille, "A1").await;
    world.later(302);
    reaches(&world, "state = 'expired'").await;
    let _ = picture(&world, camille, "").await.is("dep.received");
    assert!(state(&world, "state = 'held' AND lock = 'locked'").await, "it was free");
    let _ = world.seller("B1 30").await;
    let _ = world.write(theo, "B1").await;
    world.later(302);
    reaches(&world, "state = 'expired' AND code = 'B1'").await;
    let _ = world.write(ContactId::new(), "B1").await;
    let media = json!({ "kind": "media", "text": "", "media": [{ "content_type": "image/jpeg" }] });
    let id = world.app.hear(Some(world.tenant), &world.message_with(theo, media)).await;
    world.app.handled(id).await;
    let _ = told(&world, theo, "dep.refund_due").await;
    let _ = told(&world, world.seller, "sel.alert").await;
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_refused_proofs_in_a_live_lock_nothing_more_before_a_decision() {
    let world = shop(json!({})).await;
    let camille = ContactId::new();
    let _ = world.write(camille, "A1").await;
    for _ in 0..3 {
        let _ = picture(&world, camille, "").await.is("dep.received");
        let _ = world.seller("REFUSE P1 floue").await.is("sel.proof_done");
    }
    let _ = picture(&world, camille, "").await.is("handoff");
    assert!(state(&world, "state = 'held' AND lock = 'soft'").await);
    let _ = world.seller("VALIDE P1").await.is("sel.proof_done");
    assert!(state(&world, "state = 'held' AND lock = 'locked'").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_lets_three_holds_run_out_pays_a_deposit_in_that_live() {
    let world = shop(json!({})).await;
    let camille = ContactId::new();
    let _ = world.write(camille, &format!("ADRESSE: {HOME}")).await;
    for n in 1..=3 {
        assert_eq!(world.write(camille, "A1").await.keys(), ["rsv.held_known_address", "dep.invite"]);
        world.later(303);
        eventually("it runs out", || async {
            (world.count("FROM reservation WHERE state = 'expired'").await == n).then_some(())
        })
        .await;
    }
    assert_eq!(world.write(camille, "A1").await.keys(), ["rsv.held_known_address", "dep.required"]);
    let _ = world.write(camille, "OUI").await.is("dep.required");
    let _ = picture(&world, camille, "").await.is("dep.received");
    let shown = proofs(&world).await.remove(0);
    assert_eq!((&shown["confirmed"], &shown["expired"]), (&json!(0), &json!(3)));
    let _ = world.write(ContactId::new(), "A1").await.is("wl.joined");
}

#[tokio::test(flavor = "multi_thread")]
async fn fr30_the_same_picture_twice_is_warned_of_and_a_file_is_shown_for_five_minutes_only() {
    let world = shop(json!({})).await;
    let (camille, theo) = (ContactId::new(), ContactId::new());
    let _ = world.seller("B1 30").await;
    let _ = world.write(camille, "A1").await;
    let _ = picture(&world, camille, "").await.is("dep.received");
    let first = told(&world, world.seller, "sel.proof").await;
    assert_eq!(first.param("warning"), "");
    let _ = world.write(theo, "B1").await;
    let _ = picture(&world, theo, "").await.is("dep.received");
    eventually("the shop is warned", || async {
        let all = world.told(world.seller).await;
        all.iter().any(|said| said.param("pid") == "P2" && said.param("warning").contains("P1")).then_some(())
    })
    .await;
    let agent = world.app.as_staff(world.tenant, Role::Agent);
    let shown = proofs(&world).await;
    assert_eq!((&shown[0]["number"], &shown[1]["seen_in"]), (&json!(1), &Value::Null));
    assert_eq!(shown[1]["proofs"][0]["seen_in"], 1);
    let url = shown[0]["proofs"][0]["url"].as_str().unwrap().to_owned();
    let file = agent.get(&url).await.expect(200);
    assert_eq!(file.header("content-type"), "image/jpeg");
    let _ = world.app.as_owner(TenantId::new()).get(&url).await.expect(404);
    let _ = agent.get(&url.replace("word=", "word=x")).await.expect(403);
    world.later(301);
    let _ = agent.get(&url).await.expect(403);
    // The page shows the oldest first and decides without scripts.
    let page = agent.get("/dashboard/live/proofs").await.expect(200).text();
    assert!(page.contains("P1 · A1") && page.contains("data-key=\"v\"") && page.contains("data-key=\"j\""));
    let form = format!("/dashboard/live/proofs/{}", shown[0]["id"].as_str().unwrap());
    let done = agent.form(&form, &[("do", "approve")]).await.expect(303);
    assert!(done.header("location").ends_with("done=approved"));
    let late = agent.form(&form, &[("do", "reject"), ("reason", "other")]).await.expect(303);
    assert!(late.header("location").ends_with("done=late"));
    let _ = agent
        .form(&format!("/dashboard/live/proofs/{}", shown[1]["id"].as_str().unwrap()), &[("do", "approve")])
        .await;
    let page = agent.get("/dashboard/live/proofs").await.expect(200).text();
    assert!(page.contains("Nothing to check"), "{page}");
    // Nothing of what she sent stands in a table as it came.
    let sealed =
        world.count("FROM deposit_proof WHERE file IS NOT NULL AND substr(file, 1, 2) <> '\\xffd8'").await;
    assert_eq!(sealed, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn fr3_a_yes_is_to_the_total_that_was_shown() {
    let world = World::start().await;
    put(&world, 0, &json!({ "delivery_fee": 500 })).await;
    let (camille, theo) = (ContactId::new(), ContactId::new());
    let _ = world.seller("A1 25").await;
    let _ = world.write(camille, "A1").await;
    let said = world.write(camille, HOME).await.is("rsv.recap");
    assert_eq!(said.param("total"), "30,00\u{a0}€");
    put(&world, 1, &json!({ "delivery_fee": 900 })).await;
    let _ = world.seller("MODIF A1 40").await;
    assert_eq!(world.write(camille, "OUI").await.is("cfm.done").param("total"), "30,00\u{a0}€");
    assert_eq!(world.app.told::<ReservationConfirmed>().await[0].delivery_fee.as_ref().unwrap().amount, 500);
    // Who is shown the new fee pays it.
    let _ = world.seller("A2 25").await;
    let _ = world.write(theo, "A2").await;
    assert_eq!(world.write(theo, HOME).await.is("rsv.recap").param("total"), "34,00\u{a0}€");
    assert_eq!(world.write(theo, "OUI").await.is("cfm.done").param("total"), "34,00\u{a0}€");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_released_or_cancelled_hold_with_a_proof_owes_the_money() {
    let world = shop(json!({})).await;
    let camille = ContactId::new();
    let _ = world.write(camille, "A1").await;
    let _ = picture(&world, camille, "").await.is("dep.received");
    let _ = world.write(camille, "ANNULER").await.is("rsv.cancelled");
    let _ = told(&world, camille, "dep.refund_due").await;
    let facts = world.app.told::<DepositChanged>().await;
    assert_eq!(facts.last().unwrap().state, "refund_due");
    assert_eq!(world.count("FROM audit WHERE action = 'deposit.refund_due'").await, 1);
}
