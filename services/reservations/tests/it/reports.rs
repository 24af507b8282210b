//! How lives went: counted, exported, on record; and what must not be is found.
use diesel_async::SimpleAsyncConnection;
use serde_json::{Value, json};
use souk_events::{ContactId, Money, ReservationGroupId, orders::v1 as orders};
use souk_kit::token::Role;
use souk_reservations::store::checks;
use souk_testkit::eventually;

use crate::world::World;

const HOME: &str = "1 rue des Lilas, 93100 Montreuil";

/// A live of one order of two pieces, one piece that nobody bought, and somebody who said nothing any more.
async fn sold() -> (World, ContactId) {
    let world = World::start().await;
    let (camille, theo) = (ContactId::new(), ContactId::new());
    let _ = world.seller("LIVE ON").await;
    let _ = world.seller("S01 x2 20").await;
    let _ = world.seller("A7 30").await;
    let _ = world.seller("A8 30").await;
    let _ = world.write(theo, "A7").await.is("rsv.held");
    let _ = world.write(camille, "S01 x2").await.is("rsv.held");
    world.later(60);
    let _ = world.write(camille, HOME).await;
    let _ = world.write(camille, "oui").await.is("cfm.done");
    world.later(303);
    let gone = "FROM reservation WHERE state = 'expired'";
    eventually("the other one runs out", || async { (world.count(gone).await == 1).then_some(()) }).await;
    (world, camille)
}

#[tokio::test(flavor = "multi_thread")]
async fn how_a_live_and_its_week_went_is_counted_and_taken_along() {
    let (world, _) = sold().await;
    let owner = world.app.as_owner(world.tenant).reading("en");
    let weeks = owner.get("/v1/reports/live-weeks").await.expect(200).json();
    let week = &weeks["items"][0];
    assert_eq!(week["week"], "2026-11-16", "Sunday evening belongs to the week before");
    let count = &week["count"];
    assert_eq!((&count["holds"], &count["confirmed"], &count["expired"]), (&json!(2), &json!(1), &json!(1)));
    assert_eq!((&count["confirmation_rate_bp"], &count["ghost_rate_bp"]), (&json!(5000), &json!(5000)));
    assert_eq!((&count["orders"], &count["sold"]["amount"]), (&json!(1), &json!(4000)));
    assert_eq!(count["median_seconds"], 60);
    let board = owner.get("/v1/live/board").await.expect(200).json();
    let id = board["session"]["id"].as_str().unwrap().to_owned();
    let _ = owner.post(&format!("/v1/live/sessions/{id}/close"), ()).await.expect(200);
    let summary = owner.get(&format!("/v1/live/summaries/{id}")).await.expect(200).json();
    assert_eq!(summary["count"], *count);
    assert_eq!(summary["unsold"], json!(["A7", "A8"]));
    let page = owner.get("/dashboard/live/reports").await.expect(200).text();
    assert!(page.contains("50.0 %") && page.contains("1:00"), "{page}");
    let table = owner.get("/dashboard/live/reports/weeks.csv").await.expect(200).text();
    assert!(table.contains("2026-11-16,2,1,1,1,0,0,0,0,40.00,EUR,60"), "{table}");
    let rows = owner.get(&format!("/dashboard/live/sessions/{id}/reservations.csv")).await.expect(200).text();
    assert!(rows.contains(",S1,,2,20.00,EUR,confirmed,2026-11-22T21:00:00+01:00"), "{rows}");
    let seller = world.app.as_staff(world.tenant, Role::Seller);
    let tired = world.app.as_tired_owner(world.tenant);
    for file in ["reports/weeks.csv", &format!("sessions/{id}/reservations.csv")] {
        let _ = tired.get(&format!("/dashboard/live/{file}")).await.problem(403, "step_up_required");
    }
    let _ = seller.get("/dashboard/live/reports/weeks.csv").await.expect(403);
    let _ = seller.get(&format!("/dashboard/live/sessions/{id}/reservations.csv")).await.expect(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn pieces_taken_off_an_order_are_in_the_live_again_and_whoever_waits_has_them() {
    let (world, camille) = sold().await;
    let theo = ContactId::new();
    let _ = world.write(theo, "S01").await.is("cfm.soldout");
    assert_eq!(world.on_hand("S1").await, 0);
    let mut conn = world.app.login().await;
    world.enter(&mut conn).await;
    let groups = souk_reservations::store::groups::by(&mut conn, world.tenant, camille, 1).await.unwrap();
    let group: ReservationGroupId = groups[0].id;
    let lines = souk_reservations::store::reservations::of_group(&mut conn, group).await.unwrap();
    drop(conn);
    let euros = |amount| Some(Money::new(amount, souk_events::Currency::EUR).into());
    let told = |quantity, total| orders::OrderReduced {
        order_id: souk_events::OrderId(group.0).to_string(),
        version: 3,
        lines: vec![orders::Line {
            line_id: souk_events::LineId(lines[0].id.0).to_string(),
            quantity,
            ..orders::Line::default()
        }],
        total: euros(total),
        ..orders::OrderReduced::default()
    };
    for _ in 0..2 {
        let id = world.app.hear(Some(world.tenant), &told(1, 2000)).await;
        world.app.handled(id).await;
    }
    assert_eq!(world.on_hand("S1").await, 1, "told twice, one piece is back");
    assert_eq!(world.told(theo).await[0].keys(), ["wl.promoted"]);
    assert_eq!(world.count("FROM reservation_group WHERE total = 2000").await, 1);
    assert_eq!(world.count("FROM reservation WHERE state = 'confirmed' AND quantity = 1").await, 1);
    world.sound().await;
    let id = world.app.hear(Some(world.tenant), &told(2, 4000)).await;
    world.app.handled(id).await;
    assert_eq!(world.on_hand("S1").await, 1, "what is told late takes nothing back");
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_must_not_be_is_found_every_night_and_shown_in_red() {
    let (world, _) = sold().await;
    let owner = world.app.as_owner(world.tenant).reading("en");
    let page = owner.get("/dashboard/live/record").await.expect(200).text();
    assert!(page.contains("Nothing was given twice"), "{page}");
    let mut admin = world.app.admin().await;
    admin.batch_execute("UPDATE live_item SET on_hand = 5 WHERE code = 'S1'").await.unwrap();
    world.later(8 * 3600);
    let found = "FROM check_run WHERE violations = 1";
    eventually("the night comes", || async { (world.count(found).await >= 1).then_some(()) }).await;
    let owner = world.app.as_owner(world.tenant).reading("en");
    let page = owner.get("/dashboard/live/record").await.expect(200).text();
    assert!(page.contains("Stock and ledger apart") && page.contains("S1"), "{page}");
    let watch = world.app.as_admin().reading("en").get("/ops/live").await.expect(200).text();
    assert!(watch.contains("tone-danger") && watch.contains("S1"), "{watch}");
    let _ = owner.get("/ops/live").await.expect(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_queue_that_is_passed_or_a_hold_beyond_stock_is_found() {
    let world = World::start().await;
    let _ = world.seller("A1 10").await;
    let _ = world.seller("S1 x1 10").await;
    let _ = world.write(ContactId::new(), "A1").await;
    let _ = world.write(ContactId::new(), "A1").await;
    let _ = world.write(ContactId::new(), "S1").await;
    world.sound().await;
    let mut admin = world.app.admin().await;
    let planted = "UPDATE reservation SET place = 0 WHERE state = 'waiting';
        UPDATE reservation SET quantity = 3 WHERE code = 'S1'";
    admin.batch_execute(planted).await.unwrap();
    let mut conn = world.app.login().await;
    let tenant = world.enter(&mut conn).await;
    let found = checks::violations(&mut conn, tenant).await.unwrap();
    let rules: Vec<&str> = found.iter().map(|one| one.rule.as_str()).collect();
    assert_eq!(rules, ["held_beyond_stock", "queue_jumped"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn twelve_actions_are_on_record_with_who_and_what_and_a_changed_row_breaks_the_chain() {
    let (world, _) = sold().await;
    let theo = ContactId::new();
    let _ = world.seller("A9 10").await;
    let _ = world.seller("MODIF A9 12").await;
    let _ = world.write(theo, "A9").await;
    let _ = world.write(ContactId::new(), "A9").await;
    let _ = world.seller("LIBERE A9").await;
    let _ = world.seller("SUPPR A8").await;
    let _ = world.seller("GRILLE A 15").await;
    let _ = world.seller("LIVE OFF").await;
    let owner = world.app.as_owner(world.tenant);
    let record = owner.get("/v1/live/record").await.expect(200).json();
    let rows = record["items"].as_array().unwrap();
    let has = |action: &str| rows.iter().find(|row| row["action"] == action);
    for action in [
        "session_opened",
        "item_created",
        "item_modified",
        "item_removed",
        "held",
        "expired",
        "confirmed",
        "ordered",
        "waiting",
        "released",
        "promoted",
        "settings.changed",
        "session_closed",
    ] {
        let row = has(action).unwrap_or_else(|| panic!("{action} is not on record"));
        assert!(row["actor"].as_str().is_some_and(|actor| !actor.is_empty()), "{row}");
        assert!(!(row["before"].is_null() && row["after"].is_null()), "{row}");
    }
    assert!(
        has("item_modified")
            .is_some_and(|row| row["before"]["price"] == 1000 && row["after"]["price"] == 1200)
    );
    assert_eq!(world.count("FROM audit WHERE correlation = ''").await, 0);
    let seqs: Vec<i64> = rows.iter().map(|row| row["seq"].as_i64().unwrap()).collect();
    let whole: Vec<i64> = (1..=seqs[0]).rev().collect();
    assert_eq!(seqs, whole, "newest first, none missing");
    let page = owner.get("/v1/live/record?action=item_&before=6").await.expect(200).json();
    assert!(page["items"].as_array().unwrap().iter().all(|row| row["seq"].as_i64() < Some(6)));
    let mut admin = world.app.admin().await;
    let tampered = "ALTER TABLE audit DISABLE TRIGGER only_added_to;
        UPDATE audit SET actor = 'nobody' WHERE seq = 4; ALTER TABLE audit ENABLE TRIGGER only_added_to";
    admin.batch_execute(tampered).await.unwrap();
    let report: Value = owner.get("/v1/reports/double-attribution").await.expect(200).json();
    assert_eq!(report["broken_at"], 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_first_is_told_in_the_order_of_arrival() {
    let world = World::start().await;
    let people = [ContactId::new(), ContactId::new()];
    let _ = world.seller("A007 10").await;
    for who in people {
        let _ = world.write(who, "a7").await;
    }
    let seller = world.app.as_staff(world.tenant, Role::Seller).reading("en");
    let board = seller.get("/v1/live/board").await.expect(200).json();
    let item = &board["items"][0];
    assert_eq!(item["code"], "A007", "as the seller wrote it");
    let path = format!("/dashboard/live/items/{}/record", item["id"].as_str().unwrap());
    let page = seller.get(&path).await.expect(200).text();
    let place = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}: {page}"));
    assert!(place("Held") < place("Waiting"), "the first stands first");
    assert!(page.contains("Who was first for A007"));
    let agent = world.app.as_staff(world.tenant, Role::Agent);
    let _ = agent.get(&path).await.expect(403);
}
