//! What a customer may ask of her own data: to see it once, and to have it erased (§11).
use diesel_async::RunQueryDsl;
use serde_json::{Value, json};
use souk_events::{
    ContactId, OrderId, ReservationGroupId,
    orders::v1::OrderCompleted,
    reservations::v1::{ContactErased, ReservationConfirmed},
};
use souk_reservations::store::own_data::TABLES;
use souk_testkit::eventually;

use crate::{
    deposits::{HOME, picture, shop},
    world::{Said, World, request},
};

/// What stands in a message of what is personal.
async fn personal(world: &World, said: &Said) -> Value {
    let path = format!("/internal/requests/{}/personal", request(said));
    world.app.as_module("whatsapp").get(&path).await.expect(200).json()
}

async fn link(world: &World, who: ContactId) -> String {
    let said = world.write(who, "MES DONNÉES").await.is("gdpr.access");
    assert_eq!(said.param("hours"), "24");
    assert!(said.0.personal && said.param("link").is_empty(), "a link is no part of a fact");
    let link = personal(world, &said).await["params"]["link"].as_str().unwrap().to_owned();
    link[link.find("/live-data/").unwrap()..].to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn s11_mes_donnees_is_a_link_that_opens_once_within_a_day() {
    let world = shop(json!({})).await;
    let camille = ContactId::new();
    let _ = world.write(camille, "A1").await;
    let _ = world.write(camille, HOME).await.is("rsv.recap");
    let _ = picture(&world, camille, "").await.is("dep.received");
    let _ = world.write(camille, "OUI").await.is("cfm.done_deposit");
    let anyone = world.app.anyone();
    let first = link(&world, camille).await;
    let page = anyone.get(&first).await.expect(200).text();
    assert!(!page.contains("Montreuil"), "a page that is only looked at shows nothing");
    let _ = anyone.get(&format!("{first}x")).await.expect(404);
    let page = anyone.form(&first, &[]).await.expect(200).text();
    assert!(page.contains("Camille") && page.contains("Montreuil") && page.contains("VF-0001"), "{page}");
    assert!(page.contains("data:application/json;base64,"));
    let _ = anyone.form(&first, &[]).await.expect(410);
    let _ = anyone.get(&first).await.expect(410);
    let second = link(&world, camille).await;
    world.later(24 * 3600 + 1);
    let _ = anyone.form(&second, &[]).await.expect(410);
}

#[tokio::test(flavor = "multi_thread")]
async fn s11_every_table_with_a_contact_is_shown_to_its_contact() {
    let world = World::start().await;
    let mut conn = world.app.admin().await;
    let all = diesel::dsl::sql::<diesel::sql_types::Text>(
        "SELECT table_name::text FROM information_schema.columns
         WHERE table_schema = 'reservations' AND column_name = 'contact_id'",
    );
    let all: Vec<String> = RunQueryDsl::load(all, &mut conn).await.unwrap();
    assert!(all.len() > 4, "{all:?}");
    for table in all {
        assert!(TABLES.iter().any(|(name, _)| *name == table), "{table} is shown to nobody");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn s11_erasing_is_asked_about_first_and_then_nothing_of_her_is_left() {
    let world = shop(json!({})).await;
    let (camille, theo) = (ContactId::new(), ContactId::new());
    let _ = world.write(camille, &format!("ADRESSE: {HOME}")).await;
    let _ = world.write(camille, "A1").await;
    let _ = world.write(theo, "A1").await.is("wl.joined");
    let _ = world.write(camille, "EFFACER").await.is("fallback");
    let _ = world.write(camille, "SUPPRIMER MES DONNÉES").await.is("gdpr.erase_confirm");
    let _ = world.write(camille, "AIDE").await.is("help.customer");
    let _ = world.write(camille, "EFFACER").await;
    assert_eq!(world.count("FROM audit WHERE action = 'contact.erased'").await, 0, "only right after it");
    let _ = world.write(camille, "SUPPRIMER MES DONNÉES").await.is("gdpr.erase_confirm");
    let _ = world.write(camille, "EFFACER").await.is("gdpr.erased");
    assert_eq!(world.app.told::<ContactErased>().await[0].contact_id, camille.to_string());
    let keys = format!("FROM subject_key WHERE subject = '{camille}'");
    assert_eq!(world.count(&keys).await, 0);
    let empty = "personal IS NULL AND address IS NULL AND phone_ending = '' AND erased_at IS NOT NULL";
    let row = format!("FROM customer WHERE contact_id = '{}' AND {empty}", camille.0);
    assert_eq!(world.count(&row).await, 1);
    assert_eq!(world.count("FROM audit WHERE action = 'contact.erased'").await, 1);
    // What was on its way when she was erased makes nobody anew.
    let late = world.message(camille, "merci");
    let heard = world.app.hear(Some(world.tenant), &late).await;
    world.app.handled(heard).await;
    assert!(world.reply(&late).await.is_none());
    assert_eq!((world.count(&keys).await, world.count(&row).await), (0, 1));
    assert_eq!(world.told(theo).await[0].keys(), ["wl.promoted"], "what she held is the next one's");
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s11_an_open_order_or_a_refund_keeps_it_until_the_night_after() {
    let world = shop(json!({})).await;
    let (camille, theo) = (ContactId::new(), ContactId::new());
    let _ = world.write(camille, &format!("ADRESSE: {HOME}")).await;
    let _ = world.write(camille, "A1").await;
    let _ = world.write(camille, "OUI").await.is("cfm.done");
    let _ = world.write(camille, "SUPPRIMER MES DONNÉES").await.is("gdpr.erase_confirm");
    assert_eq!(world.write(camille, "EFFACER").await.is("gdpr.erase_blocked").param("order"), "VF-0001");
    // A deposit whose money is owed keeps somebody too.
    let _ = world.seller("B1 30").await;
    let _ = world.write(theo, "B1").await;
    let _ = picture(&world, theo, "").await.is("dep.received");
    let _ = world.write(theo, "ANNULER").await.is("rsv.cancelled");
    let _ = world.write(theo, "SUPPRIMER MES DONNÉES").await.is("gdpr.erase_confirm");
    assert_eq!(world.write(theo, "EFFACER").await.is("gdpr.erase_blocked").param("order"), "B1");
    let group: ReservationGroupId =
        world.app.told::<ReservationConfirmed>().await[0].group_id.parse().unwrap();
    let (order_id, store_id) = (OrderId(group.0).to_string(), world.store.to_string());
    let told = OrderCompleted { order_id, store_id, version: 9, hold_id: String::new() };
    let id = world.app.hear(Some(world.tenant), &told).await;
    world.app.handled(id).await;
    world.later(8 * 3600);
    eventually("she is erased in the night", || async {
        (world.count("FROM audit WHERE action = 'contact.erased'").await == 1).then_some(())
    })
    .await;
    assert_eq!(world.count("FROM reservation_group WHERE personal <> ''").await, 0);
    assert_eq!(world.count("FROM reservation_group WHERE total = 2500").await, 1, "amounts stay");
    assert_eq!(
        world.count("FROM customer WHERE erase_wanted_at IS NOT NULL").await,
        1,
        "the other one waits"
    );
}
