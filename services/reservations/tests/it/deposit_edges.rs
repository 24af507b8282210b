//! Deposits where several holds, orders or pictures meet: each stands for what it was sent for, and is told once.
use serde_json::json;
use souk_events::{ContactId, reservations::v1::DepositChanged};
use souk_kit::token::Role;
use souk_testkit::eventually;

use crate::{
    deposits::{HOME, path, picture, proofs, reaches, shop, told},
    world::World,
};

async fn changes(world: &World, state: &str) -> Vec<DepositChanged> {
    world.app.told::<DepositChanged>().await.into_iter().filter(|fact| fact.state == state).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_proof_for_two_orders_decides_on_both() {
    let world = shop(json!({})).await;
    let camille = ContactId::new();
    let _ = world.seller("B1 30").await;
    let _ = world.write(camille, &format!("ADRESSE: {HOME}")).await;
    let _ = world.write(camille, "A1, B1").await;
    let _ = picture(&world, camille, "").await.is("dep.which");
    let _ = world.write(camille, "TOUT").await.is("dep.received");
    let _ = world.write(camille, "OUI A1").await;
    let _ = world.write(camille, "OUI B1").await;
    assert_eq!(world.count("FROM reservation_group WHERE deposit = 'deposit_pending'").await, 2);
    let proof = proofs(&world).await.remove(0);
    let agent = world.app.as_staff(world.tenant, Role::Agent);
    let _ = agent.post(&path(&proof, "approve"), json!({})).await.expect(200);
    assert_eq!(world.count("FROM reservation_group WHERE deposit = 'deposit_approved'").await, 2);
    let mut orders: Vec<_> =
        changes(&world, "deposit_approved").await.into_iter().map(|fact| fact.group_id).collect();
    orders.sort();
    orders.dedup();
    assert_eq!(orders.len(), 2, "both orders hear of it");
    let said = told(&world, camille, "dep.approved").await;
    assert_eq!(said.param("target"), "VF-0001, VF-0002");
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_for_all_leaves_what_another_one_stands_for() {
    let world = shop(json!({})).await;
    let camille = ContactId::new();
    let _ = world.seller("B1 30").await;
    let _ = world.write(camille, "A1, B1").await;
    let _ = picture(&world, camille, "A1").await.is("dep.received");
    let _ = picture(&world, camille, "B1").await.is("dep.received");
    let _ = picture(&world, camille, "").await.is("dep.which");
    let _ = world.write(camille, "TOUT").await.is("dep.received");
    let links = "FROM (SELECT DISTINCT deposit_id FROM reservation WHERE deposit_id IS NOT NULL) x";
    assert_eq!(world.count(links).await, 2, "each hold keeps its own");
    let _ = world.seller("VALIDE P2").await.is("sel.proof_done");
    assert_eq!(world.count("FROM deposit WHERE refund_due").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_given_back_is_told_once_however_many_pictures_come() {
    let world = shop(json!({})).await;
    let theo = ContactId::new();
    let _ = world.write(theo, "A1").await;
    world.later(302);
    reaches(&world, "state = 'expired'").await;
    let _ = world.write(ContactId::new(), "A1").await;
    for _ in 0..2 {
        let media = json!({ "kind": "media", "text": "", "media": [{ "content_type": "image/jpeg" }] });
        let id = world.app.hear(Some(world.tenant), &world.message_with(theo, media)).await;
        world.app.handled(id).await;
    }
    let _ = told(&world, theo, "dep.refund_due").await;
    let owed = world.told(theo).await.into_iter().filter(|said| said.keys() == ["dep.refund_due"]).count();
    assert_eq!((owed, world.count("FROM deposit").await, world.count("FROM deposit_proof").await), (1, 1, 2));
    assert_eq!(changes(&world, "refund_due").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_is_not_hers_is_asked_about() {
    let world = shop(json!({})).await;
    let camille = ContactId::new();
    let _ = world.seller("B1 30").await;
    let _ = world.write(camille, "A1").await;
    let _ = picture(&world, camille, "B1").await.is("dep.which");
    assert_eq!(world.count("FROM deposit").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_whose_other_deposit_was_accepted_is_not_called_off() {
    let world = shop(json!({ "on_deposit_rejected": "cancel_order" })).await;
    let camille = ContactId::new();
    let _ = world.seller("B1 30").await;
    let _ = world.write(camille, &format!("ADRESSE: {HOME}")).await;
    let _ = world.write(camille, "A1, B1").await;
    let _ = picture(&world, camille, "A1").await.is("dep.received");
    let _ = picture(&world, camille, "B1").await.is("dep.received");
    let _ = world.write(camille, "OUI").await;
    let _ = world.seller("VALIDE P1").await.is("sel.proof_done");
    let _ = world.seller("REFUSE P2 floue").await.is("sel.proof_done");
    let refused = eventually("it is refused", || async {
        changes(&world, "deposit_rejected").await.into_iter().next()
    })
    .await;
    assert!(!refused.cancels_order);
    assert_eq!(refused.group_state, "deposit_approved");
}
