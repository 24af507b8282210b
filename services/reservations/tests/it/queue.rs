//! The waiting list: first come, first served, whatever frees a piece.
use souk_events::{
    ContactId, OrderId, ReservationGroupId,
    orders::v1::{Actor, OrderCancelled, OrderCompleted, OrderDeparted, OrderPreparing},
    reservations::v1::ReservationConfirmed,
    whatsapp::v1::{ContactMerged, ContactOptedOut, MessageUndelivered},
};
use souk_testkit::eventually;

use crate::world::{World, request};

const HOME: &str = "12 rue des Lilas, 93100 Montreuil";

async fn four(world: &World) -> [ContactId; 4] {
    let people = [ContactId::new(), ContactId::new(), ContactId::new(), ContactId::new()];
    let _ = world.seller("A1 10").await;
    let _ = world.write(people[0], "A1").await.is("rsv.held");
    for (n, who) in people.iter().enumerate().skip(1) {
        let said = world.write(*who, "A1").await.is("wl.joined");
        assert_eq!(said.param("rank"), (n + 1).to_string());
    }
    people
}

#[tokio::test(flavor = "multi_thread")]
async fn who_gives_back_makes_room_for_the_first_who_waits() {
    let world = World::start().await;
    let people = four(&world).await;
    let _ = world.write(people[0], "ANNULER A1").await.is("rsv.cancelled");
    let told = world.told(people[1]).await;
    let [offer] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!((offer.keys(), offer.param("minutes")), (vec!["wl.promoted"], "5"));
    assert!(!offer.0.valid_until.is_empty());
    assert!(world.told(people[2]).await.is_empty());
    let said = world.write(people[2], "A1").await.is("wl.already");
    assert_eq!(said.param("rank"), "2");
    let _ = world.write(people[2], "ANNULER A1").await.is("wl.left");
    let said = world.write(people[3], "A1").await.is("wl.already");
    assert_eq!(said.param("rank"), "2");
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_that_does_not_arrive_goes_to_the_next() {
    let world = World::start().await;
    let people = four(&world).await;
    let _ = world.write(people[0], "ANNULER A1").await;
    let offer = world.told(people[1]).await.remove(0);
    let failed = MessageUndelivered {
        request_id: request(&offer).to_string(),
        contact_id: people[1].to_string(),
        state: "failed".into(),
        error_code: "63003".into(),
    };
    for _ in 0..2 {
        let id = world.app.hear(Some(world.tenant), &failed).await;
        world.app.handled(id).await;
    }
    assert_eq!(world.told(people[2]).await.len(), 1);
    assert!(world.told(people[3]).await.is_empty());
    assert_eq!(world.count("FROM reservation WHERE state = 'unreachable'").await, 1);
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fr6_who_turns_out_to_be_another_keeps_the_address_the_hold_and_the_stop() {
    let world = World::start().await;
    let (stays, goes, other) = (ContactId::new(), ContactId::new(), ContactId::new());
    let _ = world.seller("A1 10").await;
    let _ = world.seller("A2 10").await;
    let _ = world.seller("A3 10").await;
    let _ = world.write(stays, "A1").await.is("rsv.held");
    let _ = world.write(other, "A2").await.is("rsv.held");
    let _ = world.write(goes, "A2").await.is("wl.joined");
    let _ = world.write(goes, "A3").await.is("rsv.held");
    let _ = world.write(goes, HOME).await.is("rsv.recap");
    let merged = ContactMerged { contact_id: stays.to_string(), merged_contact_id: goes.to_string() };
    for _ in 0..2 {
        let id = world.app.hear(Some(world.tenant), &merged).await;
        world.app.handled(id).await;
    }
    let theirs = format!("FROM reservation WHERE contact_id = '{}'", stays.0);
    assert_eq!(world.count(&theirs).await, 3, "her hold and her place in the queue are hers");
    let known = format!("FROM customer WHERE contact_id = '{}' AND address IS NOT NULL", stays.0);
    assert_eq!(world.count(&known).await, 1);
    let stop = ContactOptedOut { contact_id: stays.to_string(), message_id: String::new(), seq: 99 };
    let id = world.app.hear(Some(world.tenant), &stop).await;
    world.app.handled(id).await;
    assert_eq!(world.count(&format!("{theirs} AND state = 'waiting'")).await, 0, "a STOP counts for both");
    assert_eq!(world.count(&format!("{theirs} AND state = 'held'")).await, 2);
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_no_messages_waits_no_more_and_keeps_a_hold() {
    let world = World::start().await;
    let people = four(&world).await;
    for who in [people[0], people[1]] {
        let stop = ContactOptedOut { contact_id: who.to_string(), message_id: String::new(), seq: 9 };
        let id = world.app.hear(Some(world.tenant), &stop).await;
        world.app.handled(id).await;
    }
    assert_eq!(world.count("FROM reservation WHERE state = 'held'").await, 1);
    assert_eq!(world.count("FROM reservation WHERE state = 'waiting'").await, 2);
    world.later(303);
    eventually("the hold ends", || async { (!world.told(people[2]).await.is_empty()).then_some(()) }).await;
    assert!(world.told(people[0]).await.is_empty(), "neither reminder nor end is told after STOP");
    assert!(world.told(people[1]).await.is_empty());
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_called_off_gives_its_piece_to_who_waits() {
    let world = World::start().await;
    let people = four(&world).await;
    let _ = world.write(people[0], HOME).await.is("rsv.recap");
    let _ = world.write(people[0], "oui").await.is("cfm.done");
    let said = world.write(ContactId::new(), "A1").await.is("cfm.soldout");
    assert_eq!(said.param("rank"), "5");
    let group: ReservationGroupId =
        world.app.told::<ReservationConfirmed>().await[0].group_id.parse().unwrap();
    let off = OrderCancelled {
        order_id: OrderId(group.0).to_string(),
        store_id: world.store.to_string(),
        version: 2,
        hold_id: String::new(),
        reason: "customer_asked".into(),
        actor: Actor::Merchant.into(),
    };
    for _ in 0..2 {
        let id = world.app.hear(Some(world.tenant), &off).await;
        world.app.handled(id).await;
    }
    assert_eq!(world.on_hand("A1").await, 1);
    assert_eq!(world.told(people[1]).await.len(), 1);
    assert_eq!(world.count("FROM stock_ledger WHERE delta = 1").await, 1);
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn quick_changes_of_an_order_are_one_message() {
    let world = World::start().await;
    let camille = ContactId::new();
    let _ = world.seller("A1 10").await;
    let _ = world.write(camille, "A1").await;
    let _ = world.write(camille, HOME).await;
    let _ = world.write(camille, "oui").await.is("cfm.done");
    let group: ReservationGroupId =
        world.app.told::<ReservationConfirmed>().await[0].group_id.parse().unwrap();
    let (order_id, store_id) = (OrderId(group.0).to_string(), world.store.to_string());
    let left = OrderDeparted { order_id: order_id.clone(), store_id: store_id.clone(), version: 4 };
    let began = OrderPreparing { order_id: order_id.clone(), store_id: store_id.clone(), version: 3 };
    let id = world.app.hear(Some(world.tenant), &left).await;
    world.app.handled(id).await;
    let id = world.app.hear(Some(world.tenant), &began).await;
    world.app.handled(id).await;
    assert!(world.told(camille).await.is_empty());
    world.later(20);
    eventually("it is told", || async { (!world.told(camille).await.is_empty()).then_some(()) }).await;
    let told = world.told(camille).await;
    assert_eq!(told[0].keys(), ["order.out_for_delivery"], "the latest word, though it came first");
    assert_eq!((told[0].param("order"), told[0].param("balance")), ("VF-0001", "10,00\u{a0}€"));
    let done = OrderCompleted { order_id, store_id, version: 5, hold_id: String::new() };
    let id = world.app.hear(Some(world.tenant), &done).await;
    world.app.handled(id).await;
    world.later(20);
    eventually("it is told", || async { (world.told(camille).await.len() == 2).then_some(()) }).await;
    assert_eq!(world.told(camille).await[1].keys(), ["order.delivered"]);
}
