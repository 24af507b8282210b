//! Time: reminders, ends, late yeses, lives that end by themselves. The clock is moved by hand.
use souk_events::{ContactId, reservations::v1::SessionClosed};
use souk_testkit::eventually;

use crate::world::World;

const HOME: &str = "12 rue des Lilas, 93100 Montreuil";

async fn told(world: &World, who: ContactId, count: usize) -> Vec<String> {
    eventually("it is said", || async {
        let all = world.told(who).await;
        (all.len() >= count).then_some(())
    })
    .await;
    world.told(who).await.iter().map(|said| said.keys().join("+")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_is_reminded_of_ends_and_goes_on() {
    let world = World::start().await;
    let (camille, theo, lea) = (ContactId::new(), ContactId::new(), ContactId::new());
    let _ = world.seller("A1 10").await;
    let _ = world.write(camille, "A1").await.is("rsv.held");
    let _ = world.write(theo, "A1").await.is("wl.joined");
    let _ = world.write(lea, "A1").await.is("wl.joined");
    world.later(180);
    assert_eq!(told(&world, camille, 1).await, ["rsv.reminder"]);
    world.later(121);
    let _ = world.write(lea, "A1").await.is("wl.already");
    assert_eq!(world.told(camille).await.len(), 1, "the grace is not over");
    world.later(1);
    assert_eq!(told(&world, camille, 2).await, ["rsv.reminder", "rsv.expired"]);
    assert_eq!(told(&world, theo, 1).await, ["wl.promoted"]);
    assert!(world.told(lea).await.is_empty());
    let offer = world.told(theo).await.remove(0);
    assert_eq!(offer.param("minutes"), "5");
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_confirms_in_time_is_not_reminded() {
    let world = World::start().await;
    let camille = ContactId::new();
    let _ = world.seller("A1 10").await;
    let _ = world.write(camille, "A1").await;
    let _ = world.write(camille, HOME).await;
    world.later(179);
    let _ = world.write(camille, "OUI").await.is("cfm.done");
    world.later(600);
    let _ = world.write(camille, "MA COMMANDE").await.is("order.list");
    assert!(world.told(camille).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_yes_counts_while_the_piece_is_free() {
    let world = World::start().await;
    let (camille, theo) = (ContactId::new(), ContactId::new());
    let _ = world.seller("A1 10").await;
    let _ = world.write(camille, &format!("ADRESSE: {HOME}")).await;
    let _ = world.write(camille, "A1").await;
    world.later(303);
    let _ = told(&world, camille, 1).await;
    let said = world.write(camille, "oui").await.is("cfm.late_ok");
    assert_eq!(said.param("order"), "VF-0001");
    let _ = world.seller("A2 10").await;
    let _ = world.write(camille, "A2").await.is("rsv.held_known_address");
    let _ = world.write(theo, "A2").await.is("wl.joined");
    world.later(301);
    let said = world.write(camille, "oui").await.is("cfm.soldout");
    assert_eq!(said.param("rank"), "2", "the one who waited has it now");
    assert_eq!(told(&world, theo, 1).await, ["wl.promoted"]);
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_that_waited_for_us_too_long_are_answered_not_executed() {
    let world = World::start().await;
    let camille = ContactId::new();
    let _ = world.seller("A1 10").await;
    let old = world.message(camille, "A1");
    world.later(601);
    let _ = world.send(old).await.is("rsv.expired");
    assert_eq!(world.count("FROM reservation").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_live_ends_when_nothing_happens_and_makes_room_for_its_codes() {
    let world = World::start().await;
    let (camille, theo) = (ContactId::new(), ContactId::new());
    let _ = world.seller("A1 10").await;
    let _ = world.seller("A2 10").await;
    let _ = world.write(camille, "A1").await;
    let _ = world.write(camille, HOME).await;
    let _ = world.write(camille, "oui").await.is("cfm.done");
    let _ = world.write(theo, "A1").await.is("cfm.soldout");
    world.later(44 * 60);
    let _ = world.write(theo, "A2").await.is("rsv.held");
    world.later(303);
    let _ = told(&world, theo, 1).await;
    world.later(41 * 60);
    eventually("the live ends", || async {
        (world.count("FROM live_session WHERE state = 'closed'").await == 1).then_some(())
    })
    .await;
    let closed = world.app.told::<SessionClosed>().await;
    assert_eq!((closed[0].orders, closed[0].expired), (1, 1));
    assert_eq!(world.count("FROM reservation WHERE state = 'closed'").await, 1);
    let summary = world.told(world.seller).await;
    assert_eq!(summary[0].keys(), ["sel.closed"]);
    let _ = world.write(theo, "A2").await;
    let _ = world.seller("A1 30").await.is("sel.item");
    world.sound().await;
}
