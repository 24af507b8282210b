//! Codes as people type them: read when the sense is certain, asked about when it is not, never guessed.
use serde_json::json;
use souk_events::ContactId;

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn codes_are_free_and_need_nothing_but_a_price() {
    let world = World::start().await;
    for code in ["B7", "AB123", "Z0001"] {
        let _ = world.seller(&format!("{code} 12")).await.is("sel.item");
    }
    let said = world.write(ContactId::new(), "z 1").await.is("rsv.held");
    assert_eq!(said.param("code"), "Z0001", "as it stands on the label");
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_is_not_there_is_told_with_one_that_is_and_a_slip_is_asked_about() {
    let world = World::start().await;
    let camille = ContactId::new();
    let _ = world.seller("B7 10").await;
    let said = world.write(camille, "A12").await.is("code.unknown");
    assert_eq!((said.param("code"), said.param("example")), ("A12", "B7"));
    let _ = world.seller("A12 25").await;
    let said = world.write(camille, "A12A").await.is("code.suggest");
    assert_eq!(said.param("suggestion"), "A12");
    assert_eq!(said.0.button_payloads, ["code:A12"]);
    assert_eq!(world.count("FROM reservation").await, 0);
    let button = json!({ "kind": "button", "text": "Réserver A12", "button_payload": "code:A12" });
    let _ = world.send(world.message_with(camille, button)).await.is("rsv.held");
    assert_eq!(world.count("FROM reservation WHERE state = 'held'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_for_a_digit_is_read_and_a_code_in_a_long_sentence_is_not_taken() {
    let world = World::start().await;
    let camille = ContactId::new();
    let _ = world.seller("A7 10").await;
    let _ = world.write(camille, "AO7").await.is("rsv.held");
    let awa = ContactId::new();
    let _ = world.write(awa, "je suis passée hier devant la boutique A7 fermée").await.is("code.clarify");
    let _ = world.write(awa, "A7 il reste ?").await.is("code.ask");
    let _ = world.write(awa, "je ne veux pas A7").await.is("code.clarify");
    assert_eq!(world.count("FROM reservation").await, 1);
}
