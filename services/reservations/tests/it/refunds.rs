//! Albums of proofs, refunds that are owed, and decisions that are taken back. The clock is moved by hand.
use chrono::TimeDelta;
use serde_json::json;
use souk_events::{ContactId, TenantId};
use souk_kit::token::Role;
use souk_testkit::eventually;

use crate::{
    deposits::{path, picture, proofs, shop, told},
    world::World,
};

#[tokio::test(flavor = "multi_thread")]
async fn fr23_an_album_is_one_proof_with_pages_and_keeps_its_place() {
    let world = shop(json!({})).await;
    let camille = ContactId::new();
    let _ = world.write(camille, "A1").await;
    let _ = picture(&world, camille, "").await.is("dep.received");
    world.later(60);
    let _ = picture(&world, camille, "").await.is("dep.received");
    let all = proofs(&world).await;
    assert_eq!((all.len(), all[0]["proofs"].as_array().unwrap().len()), (1, 2));
    let first = "FROM deposit WHERE submitted_at = (SELECT min(received_at) FROM deposit_proof)";
    assert_eq!(world.count(first).await, 1, "it waits since its first page");
    eventually("both files are kept", || async {
        (world.count("FROM deposit_proof WHERE file IS NOT NULL").await == 2).then_some(())
    })
    .await;
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fr23_pictures_that_wait_for_what_they_are_for_are_pages_of_one_proof() {
    let world = shop(json!({})).await;
    let camille = ContactId::new();
    let _ = world.seller("B1 30").await;
    let _ = world.write(camille, "A1, B1").await;
    let _ = picture(&world, camille, "").await.is("dep.which");
    let _ = picture(&world, camille, "").await.is("dep.which");
    let _ = picture(&world, camille, "").await.is("dep.which");
    assert_eq!(world.write(camille, "b1").await.is("dep.received").param("target"), "B1");
    let all = proofs(&world).await;
    assert_eq!((all.len(), all[0]["proofs"].as_array().unwrap().len()), (1, 3), "nothing is lost");
    eventually("all files are kept", || async {
        (world.count("FROM deposit_proof WHERE file IS NOT NULL").await == 3).then_some(())
    })
    .await;
    assert_eq!(world.count("FROM customer WHERE cardinality(proof_pages) > 0").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn fr26_refunds_that_are_owed_are_listed_until_somebody_gave_the_money_back() {
    let world = shop(json!({})).await;
    let camille = ContactId::new();
    let _ = world.write(camille, "A1").await;
    let _ = picture(&world, camille, "").await.is("dep.received");
    let (agent, seller) =
        (world.app.as_staff(world.tenant, Role::Agent), world.app.as_staff(world.tenant, Role::Seller));
    let list = async || agent.get("/v1/live/refunds").await.expect(200).json()["items"].clone();
    assert_eq!(list().await, json!([]));
    let id = proofs(&world).await[0]["id"].as_str().unwrap().to_owned();
    let done = format!("/v1/live/refunds/{id}/done");
    let note = json!({ "note": "transfer of the 22nd" });
    let _ = seller.post(&done, &note).await.problem(409, "refund_not_due");
    let _ = world.write(camille, "ANNULER").await.is("rsv.cancelled");
    let owed = list().await;
    assert_eq!((&owed[0]["id"], &owed[0]["target"]), (&json!(id), &json!("A1")));
    assert_eq!(
        (&owed[0]["amount"]["amount"], &owed[0]["refund_due_at"]),
        (&json!(750), &json!(world.clock.now()))
    );
    let page = agent.get("/dashboard/live/proofs/refunds").await.expect(200).text();
    assert!(page.contains("P1 · A1") && !page.contains("name=\"note\""), "an agent only looks");
    let _ = agent.post(&done, &note).await.problem(403, "forbidden");
    let _ = seller.post(&done, json!({ "note": " " })).await.problem(422, "fields_wrong");
    let foreign = world.app.as_owner(TenantId::new());
    let _ = foreign.post(&done, &note).await.problem(404, "not_found");
    let form = format!("/dashboard/live/proofs/{id}/refunded");
    let wrong = seller.form(&form, &[("note", "")]).await.expect(422).text();
    assert!(wrong.contains("name=\"note\""));
    let there = seller.form(&form, &[("note", "transfer of the 22nd")]).await.expect(303);
    assert!(there.header("location").ends_with("done=refunded"));
    let _ = seller.post(&done, &note).await.problem(409, "refund_not_due");
    assert_eq!(list().await, json!([]));
    assert_eq!(world.count("FROM audit WHERE action = 'deposit.refunded'").await, 1);
    let manager = world.app.as_staff(world.tenant, Role::Manager);
    assert!(proofs(&world).await.is_empty(), "what was given back waits for nobody");
    let reject = format!("/v1/live/proofs/{id}/reject");
    let _ = seller.post(&reject, json!({ "reason": "other" })).await.problem(409, "deposit_decided");
    let reopen = format!("/v1/live/proofs/{id}/reopen");
    let _ = manager.post(&reopen, json!({})).await.problem(409, "deposit_decided");
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fr26_a_manager_reopens_on_the_page_and_the_shop_is_reminded_anew() {
    let world = shop(json!({})).await;
    let camille = ContactId::new();
    let _ = world.write(camille, "A1").await;
    let _ = picture(&world, camille, "").await.is("dep.received");
    let _ = told(&world, world.seller, "sel.proof").await;
    let proof = proofs(&world).await.remove(0);
    let (agent, manager) =
        (world.app.as_staff(world.tenant, Role::Agent), world.app.as_staff(world.tenant, Role::Manager));
    let _ = agent.post(&path(&proof, "approve"), json!({})).await.expect(200);
    world.later(3600);
    let here = "/dashboard/live/proofs/decided";
    assert!(!agent.get(here).await.expect(200).text().contains("/reopen"));
    assert!(manager.get(here).await.expect(200).text().contains("/reopen"));
    let form = format!("/dashboard/live/proofs/{}/reopen", proof["id"].as_str().unwrap());
    let _ = agent.form(&form, &[]).await.expect(403);
    let done = manager.form(&form, &[]).await.expect(303);
    assert!(done.header("location").ends_with("done=reopened"));
    let before = world.told(world.seller).await.iter().filter(|said| said.keys() == ["sel.proof"]).count();
    world.later(301);
    eventually("the shop is reminded", || async {
        let all = world.told(world.seller).await;
        (all.iter().filter(|said| said.keys() == ["sel.proof"]).count() > before).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_hold_says_how_its_deposit_stands() {
    let world = shop(json!({})).await;
    let camille = ContactId::new();
    let _ = world.write(camille, "A1").await;
    let agent = world.app.as_staff(world.tenant, Role::Agent);
    let board = agent.get("/v1/live/board").await.expect(200).json();
    let id = board["items"][0]["holders"][0]["reservation_id"].as_str().unwrap().to_owned();
    let page = async || agent.get(&format!("/dashboard/live/reservations/{id}")).await.expect(200).text();
    assert!(page().await.contains("is suggested to the customer"));
    let _ = picture(&world, camille, "").await.is("dep.received");
    let shown = page().await;
    assert!(
        shown.contains("waits for your decision") && shown.contains("/dashboard/live/proofs?open=1"),
        "{shown}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_night_that_is_due_is_not_put_off_by_a_start() {
    let world = World::start().await;
    let nights = "FROM timer WHERE kind = 'reservations.night'";
    eventually("the night is set", || async { (world.count(nights).await == 1).then_some(()) }).await;
    let mut conn = world.app.login().await;
    world.enter(&mut conn).await;
    let then = world.clock.now() + TimeDelta::days(1);
    souk_reservations::app::nightly::next_night(&mut conn, then).await.unwrap();
    use diesel_async::{AnsiTransactionManager, TransactionManager};
    AnsiTransactionManager::commit_transaction(&mut conn).await.unwrap();
    assert_eq!(world.count(nights).await, 2, "the first one stays");
    assert_eq!(world.count(&format!("{nights} AND due_at = '2026-11-23T03:00:00Z'")).await, 1);
}
