//! The seller runs the live from her phone.
use souk_events::ContactId;

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_code_means_one_thing_until_it_is_changed() {
    let world = World::start().await;
    let camille = ContactId::new();
    let _ = world.seller("A12 25").await.is("sel.item");
    let _ = world.seller("A12 30").await.is("sel.duplicate");
    let _ = world.seller("A012 30").await.is("sel.duplicate");
    let _ = world.write(camille, "A12").await;
    let _ = world.seller("MODIF A12 30").await.is("sel.modified");
    let said = world.write(camille, "A12").await.is("rsv.already_held");
    drop(said);
    let said = world.write(camille, "1 rue des Lilas, 93100 Montreuil").await.is("rsv.recap");
    assert_eq!(said.param("total"), "25,00\u{a0}€", "a hold keeps the price it was shown");
    let _ = world.seller("SUPPR A12").await.is("sel.modify_blocked");
    let _ = world.write(camille, "annuler").await.is("rsv.cancelled");
    let _ = world.seller("SUPPR A12").await.is("sel.modified");
    let _ = world.write(camille, "A12").await.is("code.unknown");
    let _ = world.seller("A12 40").await.is("sel.item");
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_price_there_is_no_item() {
    let world = World::start().await;
    let said = world.seller("Z9").await.is("sel.no_price");
    assert_eq!(said.param("letter"), "Z");
    assert_eq!(world.count("FROM live_item").await, 0);
    assert_eq!(world.count("FROM live_session").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn stock_goes_no_lower_than_what_is_held_unless_forced() {
    let world = World::start().await;
    let people: Vec<_> = (0..4).map(|_| ContactId::new()).collect();
    let _ = world.seller("S01 x3 20").await.is("sel.stock");
    for who in &people[..3] {
        let _ = world.write(*who, "S01").await.is("rsv.held");
    }
    let _ = world.write(people[3], "S01").await.is("wl.joined");
    let _ = world.seller("MODIF S01 x2").await.is("sel.modify_blocked");
    let _ = world.seller("MODIF S01 +1").await.is("sel.modified");
    assert_eq!(world.told(people[3]).await.len(), 1, "one more: the one who waits has it");
    let _ = world.seller("MODIF S01 x1 !").await.is("sel.modified");
    for who in &people[..2] {
        let _ = world.write(*who, "5 rue des Lilas, 93100 Montreuil").await;
    }
    let _ = world.write(people[0], "oui").await.is("cfm.done");
    let said = world.write(people[1], "oui").await.is("cfm.soldout");
    assert_eq!(said.param("rank"), "1");
    assert_eq!(world.on_hand("S1").await, 0);
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_seller_releases_looks_and_ends() {
    let world = World::start().await;
    let (camille, theo) = (ContactId::new(), ContactId::new());
    let _ = world.seller("LIVE ON").await.is("sel.live_on");
    let _ = world.seller("LIVE ON").await.is("sel.live_on");
    assert_eq!(world.count("FROM live_session").await, 1);
    let _ = world.seller("A1 10").await;
    let _ = world.write(camille, "A1").await;
    let _ = world.write(theo, "A1").await;
    let _ = world.seller("FILE A1").await.is("sel.stock_report");
    let _ = world.seller("STOCK").await.is("sel.stock_report");
    let _ = world.seller("LIBERE A1").await.is("sel.released");
    assert_eq!(world.told(camille).await[0].keys(), ["rsv.released"]);
    assert_eq!(world.told(theo).await[0].keys(), ["wl.promoted"]);
    let _ = world.seller("PAUSE").await.is("sel.modified");
    let _ = world.write(camille, "A1").await.is("live.paused");
    let _ = world.seller("REPRISE").await.is("sel.modified");
    let said = world.seller("CLIENT A1").await.is("wl.joined");
    assert_eq!(said.0.class, "reply");
    let _ = world.seller("LIVE OFF").await.is("sel.closed");
    let _ = world.write(theo, "2 rue des Lilas, 93100 Montreuil").await.is("rsv.recap");
    let _ = world.write(theo, "oui").await.is("cfm.done");
    let _ = world.write(camille, "A1").await;
    assert_eq!(world.count("FROM live_session WHERE state = 'active'").await, 0, "nothing opened another");
    world.sound().await;
}
