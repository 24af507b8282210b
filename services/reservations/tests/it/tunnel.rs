//! From a code to an order: the rows of the tunnel, as a customer lives them.
use serde_json::json;
use souk_events::{
    ContactId,
    reservations::v1::{MessageRequested, ReservationConfirmed},
};

use crate::world::{World, request};

const HOME: &str = "12 rue des Lilas, Bât A12, 93100 Montreuil";

#[tokio::test(flavor = "multi_thread")]
async fn a_code_an_address_and_a_yes_are_an_order() {
    let world = World::start().await;
    let camille = ContactId::new();
    let said = world.seller("A12 25 robe rouge").await.is("sel.item");
    assert_eq!(said.param("price"), "25,00\u{a0}€");
    let said = world.write(camille, "a 12").await.is("rsv.held");
    assert_eq!(
        (said.param("code"), said.param("minutes"), said.param("total")),
        ("A12", "5", "25,00\u{a0}€")
    );
    assert_eq!(said.0.button_payloads.len(), 2);
    assert!(!said.0.personal);
    assert_eq!(world.on_hand("A12").await, 1, "stock falls at the confirmation");
    let said = world.write(camille, HOME).await.is("rsv.recap");
    assert!(said.0.personal, "the address is asked for");
    assert_eq!(said.param("delivery"), "", "what costs nothing is not said");
    let path = format!("/internal/requests/{}/personal", request(&said));
    let asked = world.app.as_module("whatsapp").get(&path).await.expect(200).json();
    assert_eq!(asked, json!({ "params": { "address": HOME } }));
    let said = world.write(camille, "OUI").await.is("cfm.done");
    assert_eq!(said.param("order"), "VF-0001");
    assert_eq!(world.on_hand("A12").await, 0);
    let told = world.app.told::<ReservationConfirmed>().await;
    let [order] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!((order.number.as_str(), order.lines.len()), ("VF-0001", 1));
    assert_eq!(order.lines[0].label, "robe rouge");
    let path = format!("/internal/groups/{}/personal", order.group_id);
    let orders = world.app.as_module("orders");
    let _ = orders.get(&path).await.problem(400, "fields_wrong");
    let known = orders.get(&format!("{path}?purpose=order")).await.expect(200).json();
    assert_eq!((&known["address"], &known["name"]), (&json!(HOME), &json!("Camille")));
    let everything = serde_json::to_string(&world.app.told::<MessageRequested>().await).unwrap();
    assert!(!everything.contains("Lilas") && !everything.contains("Camille"), "facts carry nothing personal");
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_is_kept_and_a_yes_before_it_is_remembered() {
    let world = World::start().await;
    let camille = ContactId::new();
    let _ = world.seller("A1 10").await;
    let _ = world.seller("A2 15").await;
    let _ = world.write(camille, "A1").await.is("rsv.held");
    let _ = world.write(camille, "oui").await.is("rsv.need_address");
    let _ = world.write(camille, HOME).await.is("cfm.done");
    let said = world.write(camille, "A2").await.is("rsv.held_known_address");
    assert!(said.0.personal);
    let _ = world.write(camille, "oui").await.is("cfm.done");
    assert_eq!(world.count("FROM reservation_group WHERE number IN ('VF-0001', 'VF-0002')").await, 2);
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_holds_are_one_order_and_one_can_be_meant() {
    let world = World::start().await;
    let camille = ContactId::new();
    for item in ["A1 10", "A2 15", "A3 20", "A4 30"] {
        let _ = world.seller(item).await;
    }
    let said = world.write(camille, "A1, A2 et A3").await.is("rsv.multi");
    assert_eq!(said.param("total"), "45,00\u{a0}€");
    let _ = world.write(camille, HOME).await.is("rsv.recap");
    let said = world.write(camille, "OUI A3").await.is("cfm.done");
    assert_eq!(said.param("total"), "20,00\u{a0}€");
    let _ = world.write(camille, "annuler").await.is("rsv.cancel_which");
    let _ = world.write(camille, "ANNULER A1").await.is("rsv.cancelled");
    let _ = world.write(camille, "A4").await.is("rsv.held_known_address");
    let said = world.write(camille, "oui").await.is("cfm.done");
    assert_eq!(said.param("total"), "45,00\u{a0}€", "A2 and A4");
    let _ = world.write(camille, "oui").await.is("cfm.nothing");
    let said = world.write(camille, "MA COMMANDE").await.is("order.list");
    assert!(said.param("lines").contains("VF-0002"), "{}", said.param("lines"));
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_code_again_changes_nothing_and_five_holds_are_enough() {
    let world = World::start().await;
    let (camille, theo) = (ContactId::new(), ContactId::new());
    for n in 1..=6 {
        let _ = world.seller(&format!("A{n} 10")).await;
    }
    let _ = world.write(camille, "A1").await.is("rsv.held");
    let _ = world.write(camille, "A01").await.is("rsv.already_held");
    let said = world.write(theo, "A1").await.is("wl.joined");
    assert_eq!(said.param("rank"), "2");
    let _ = world.write(theo, "A1").await.is("wl.already");
    let _ = world.write(camille, "A2, A3, A4, A5").await.is("rsv.multi");
    let said = world.write(camille, "A6").await.is("limit.holds");
    assert_eq!(said.param("max"), "5");
    assert_eq!(world.count("FROM reservation WHERE state = 'held'").await, 5);
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_there_is_is_held_in_part_and_a_piece_is_one() {
    let world = World::start().await;
    let (camille, theo) = (ContactId::new(), ContactId::new());
    let said = world.seller("S01 x2 20").await.is("sel.stock");
    assert_eq!(said.param("qty"), "2");
    assert_eq!(world.count("FROM live_session").await, 0, "prepared stock opens no live");
    let said = world.write(camille, "S01 x3").await.is("rsv.partial");
    assert_eq!((said.param("held"), said.param("missing"), said.param("rank")), ("2", "1", "1"));
    assert_eq!(world.count("FROM live_session WHERE state = 'active'").await, 1);
    let _ = world.seller("A1 10").await;
    let _ = world.write(theo, "A1 x2").await.is("rsv.held");
    assert_eq!(world.count("FROM reservation WHERE code = 'A1' AND quantity = 1").await, 1);
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sizes_are_asked_for_pooled_or_counted() {
    let world = World::start().await;
    let (camille, theo) = (ContactId::new(), ContactId::new());
    let _ = world.seller("S01 x20 tailles S,M,L 20").await.is("sel.stock");
    let _ = world.seller("S02 S:1 M:2 15").await.is("sel.stock");
    let _ = world.write(camille, &format!("ADRESSE: {HOME}")).await;
    let said = world.write(camille, "S01").await.is("rsv.need_size");
    assert_eq!(said.param("sizes"), "S, M, L");
    assert_eq!(world.count("FROM reservation WHERE state = 'held'").await, 1, "held before the size");
    let _ = world.write(camille, "M").await.is("rsv.held_known_address");
    let _ = world.write(theo, "S02").await.is("rsv.need_size");
    assert_eq!(world.count("FROM reservation WHERE code = 'S2'").await, 0, "counted sizes are not");
    let _ = world.write(theo, "s").await.is("rsv.held");
    let _ = world.write(ContactId::new(), "S02 S").await.is("wl.joined");
    let _ = world.write(ContactId::new(), "S02 M").await.is("rsv.held");
    let _ = world.write(camille, "oui").await.is("cfm.done");
    assert_eq!(world.on_hand("S1").await, 19);
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_size_may_come_with_its_code_and_an_open_question_gives_way_to_another_code() {
    let world = World::start().await;
    let (camille, theo) = (ContactId::new(), ContactId::new());
    let _ = world.seller("S01 x20 tailles S,M,L 20").await.is("sel.stock");
    let _ = world.seller("S02 S:1 M:2 15").await.is("sel.stock");
    let _ = world.seller("A1 10").await;
    let _ = world.write(camille, "S01").await.is("rsv.need_size");
    let _ = world.write(camille, "S01 XL").await.is("rsv.need_size");
    let _ = world.write(camille, "S01 M").await.is("rsv.held");
    assert_eq!(world.count("FROM reservation WHERE size = 'M'").await, 1);
    let _ = world.write(theo, "S02").await.is("rsv.need_size");
    let _ = world.write(theo, "A1").await.is("rsv.held");
    let _ = world.write(theo, HOME).await.is("rsv.recap");
    let lea = ContactId::new();
    let _ = world.write(lea, "S02").await.is("rsv.need_size");
    let _ = world.write(lea, HOME).await.is("rsv.need_size");
    let _ = world.write(lea, "M").await.is("rsv.held_known_address");
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_code_is_answered_and_holds_nothing() {
    let world = World::start().await;
    let camille = ContactId::new();
    let _ = world.seller("A12 25").await;
    let _ = world.write(camille, "A13").await.is("code.suggest");
    let _ = world.write(camille, "A12A").await.is("code.suggest");
    let _ = world.write(camille, "Z99").await.is("code.unknown");
    let said = world.write(camille, "A12 ?").await.is("code.ask");
    assert_eq!(said.param("price"), "25,00\u{a0}€");
    let _ = world.write(camille, "blablabla").await.is("fallback");
    let _ = world.write(camille, "toujours blabla").await.is("handoff");
    let silent = world.message(camille, "encore blabla");
    let id = world.app.hear(Some(world.tenant), &silent).await;
    world.app.handled(id).await;
    assert!(world.reply(&silent).await.is_none(), "a person answers now");
    assert_eq!(world.count("FROM reservation").await, 0);
    let _ = world.write(camille, "A12").await.is("rsv.held");
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_and_quotes_mean_their_own_hold() {
    let world = World::start().await;
    let camille = ContactId::new();
    let _ = world.seller("A1 10").await;
    let _ = world.seller("A2 15").await;
    let _ = world.write(camille, &format!("ADRESSE: {HOME}")).await;
    let first = world.write(camille, "A1").await.is("rsv.held_known_address");
    let _ = world.write(camille, "A2").await;
    let press =
        |payload: &str| world.message_with(camille, json!({ "button_payload": payload, "kind": "button" }));
    let quote = json!({ "text": "oui", "quoted_request": request(&first) });
    let said = world.send(world.message_with(camille, quote)).await.is("cfm.done");
    assert_eq!(said.param("total"), "10,00\u{a0}€");
    let said = world.send(press(&first.0.button_payloads[1])).await.is("cfm.nothing");
    drop(said);
    let stranger = ContactId::new();
    let foreign = json!({ "button_payload": first.0.button_payloads[0], "kind": "button" });
    let _ = world.send(world.message_with(stranger, foreign)).await.is("cfm.nothing");
    let _ = world.send(press("code:A1")).await.is("cfm.soldout");
    world.sound().await;
}
