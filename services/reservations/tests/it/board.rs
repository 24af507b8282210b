//! Staff look at the live and step in; every step is on record and nobody else's.
use serde_json::{Value, json};
use souk_events::{ContactId, TenantId};
use souk_kit::token::Role;

use crate::world::World;

async fn item(world: &World, code: &str) -> Value {
    let agent = world.app.as_staff(world.tenant, Role::Agent);
    let board = agent.get("/v1/live/board").await.expect(200).json();
    let items = board["items"].as_array().unwrap();
    items.iter().find(|item| item["code"] == code).unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_shows_who_holds_and_who_waits_without_names() {
    let world = World::start().await;
    let (camille, theo) = (ContactId::new(), ContactId::new());
    let _ = world.seller("S01 x2 20").await;
    let _ = world.write(camille, "S01 x2").await.is("rsv.held");
    let _ = world.write(theo, "S01").await.is("wl.joined");
    let shown = item(&world, "S01").await;
    assert_eq!((&shown["on_hand"], &shown["available"]), (&json!(2), &json!(0)));
    assert_eq!(shown["holders"][0]["who"].as_str().unwrap().chars().count(), 4, "two dots, two digits");
    assert_eq!((&shown["waiting"][0]["rank"], &shown["waiting"][0]["state"]), (&json!(1), &json!("waiting")));
    let other = world.app.as_owner(TenantId::new()).get("/v1/live/board").await.expect(200).json();
    assert_eq!(other["items"], json!([]));
    let report =
        world.app.as_owner(world.tenant).get("/v1/reports/double-attribution").await.expect(200).json();
    assert_eq!(report, json!({ "violations": [], "broken_at": null }));
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_extend_move_and_release_with_a_reason() {
    let world = World::start().await;
    let people = [ContactId::new(), ContactId::new(), ContactId::new()];
    let _ = world.seller("A1 10").await;
    for who in people {
        let _ = world.write(who, "A1").await;
    }
    let shown = item(&world, "A1").await;
    let id = |claim: &Value| claim["reservation_id"].as_str().unwrap().to_owned();
    let (held, last) = (id(&shown["holders"][0]), id(&shown["waiting"][1]));
    let seller = world.app.as_staff(world.tenant, Role::Seller);
    let why = json!({ "reason": "she is on the phone" });
    let step = |id: &str, step: &str| format!("/v1/live/reservations/{id}/{step}");
    let agent = world.app.as_staff(world.tenant, Role::Agent);
    let _ = agent.post(&step(&last, "to_head"), &why).await.problem(403, "forbidden");
    let _ = seller.post(&step(&held, "extend"), json!({ "reason": " " })).await.problem(422, "fields_wrong");
    let foreign = world.app.as_owner(TenantId::new());
    let _ = foreign.post(&step(&held, "extend"), &why).await.problem(404, "not_found");
    for _ in 0..5 {
        let _ = seller.post(&step(&held, "extend"), &why).await.expect(200);
    }
    let _ = seller.post(&step(&held, "extend"), &why).await.problem(409, "hold_not_extended");
    let _ = seller.post(&step(&last, "to_head"), &why).await.expect(200);
    let _ = seller.post(&step(&held, "to_head"), &why).await.problem(409, "reservation_moved_on");
    let _ = seller.post(&step(&held, "release"), &why).await.expect(200);
    let _ = seller.post(&step(&held, "release"), &why).await.problem(409, "reservation_moved_on");
    assert_eq!(world.told(people[2]).await[0].keys(), ["wl.promoted"], "she was moved to the head");
    let path = format!("/v1/live/items/{}/record", shown["id"].as_str().unwrap());
    let record = seller.get(&path).await.expect(200).json();
    let actions: Vec<&str> =
        record["items"].as_array().unwrap().iter().map(|row| row["action"].as_str().unwrap()).collect();
    assert!(actions.starts_with(&["item_created", "held", "waiting", "waiting"]), "{actions:?}");
    assert!(actions.contains(&"override.released") && actions.contains(&"promoted"), "{actions:?}");
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_cannot_be_changed() {
    let world = World::start().await;
    let _ = world.seller("A1 10").await;
    let mut conn = world.app.login().await;
    world.enter(&mut conn).await;
    let change = diesel::sql_query("UPDATE audit SET actor = 'nobody'");
    let refused = diesel_async::RunQueryDsl::execute(change, &mut conn).await.unwrap_err();
    assert!(refused.to_string().contains("only ever added to"), "{refused}");
}
