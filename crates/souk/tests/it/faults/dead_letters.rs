//! Facts that a module cannot handle, whatever it tries: `ops` shows them, gives them back, and the books agree.
use serde_json::{Value, json};
use souk_testkit::{Actor, eventually};

use super::{crowd::Crowd, on_both};
use crate::{
    platform::{Ground, Platform, Wire},
    sql,
};

on_both!(what_the_catalogue_gives_up_on_is_shown_and_given_back);

/// No hold becomes an allocation while this is there.
const BREAK: &str = "
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'could not extend file: no space left on device'; END $$;
    CREATE TRIGGER refuse BEFORE UPDATE ON hold FOR EACH ROW WHEN (NEW.status = 'allocated')
        EXECUTE FUNCTION refuse();";
const MEND: &str = "DROP TRIGGER refuse ON hold; DROP FUNCTION refuse()";

async fn letters(admin: &Actor) -> Vec<Value> {
    let shown = admin.get("/v1/ops/dead-letters").await.expect(200).json();
    let groups = shown["groups"].as_array().unwrap();
    let mine =
        groups.iter().filter(|g| g["module"] == "catalog" && g["consumer"] == "catalog.on_order_placed");
    mine.flat_map(|g| g["letters"].as_array().unwrap().clone()).collect()
}

async fn what_the_catalogue_gives_up_on_is_shown_and_given_back(wire: Wire) {
    let settings = [("catalog:events.max_attempts", "2"), ("orders:orders.catalog_ms", "5000")];
    let platform = Platform::start_on(wire, Ground { settings: &settings, ..Ground::default() }).await;
    let crowd = Crowd::gather(&platform, 5).await;
    let mut catalog = platform.db.admin("catalog").await;
    sql::run(&mut catalog, BREAK).await;
    crowd.order().await;

    let admin = &crowd.operator;
    eventually("ops shows a dead letter of each order", || async {
        (letters(admin).await.len() == crowd.placed()).then_some(())
    })
    .await;
    let dead = letters(admin).await;
    for letter in &dead {
        assert!(letter["last_error"].as_str().unwrap().contains("no space left on device"), "{letter}");
        let story = admin.get(&format!("/v1/ops/timeline?q={}", letter["subject"].as_str().unwrap())).await;
        assert!(story.text().contains(letter["event_id"].as_str().unwrap()), "{}", story.text());
    }
    eventually("the health board says so", || async {
        let board = admin.get("/v1/ops/health").await.expect(200).json();
        (board["light"] == "amber" && board["dead"] == crowd.placed()).then_some(())
    })
    .await;

    sql::run(&mut catalog, MEND).await;
    let ids: Vec<_> = dead.iter().map(|letter| letter["seq"].clone()).collect();
    let wish = json!({ "module": "catalog", "ids": ids, "reason": "the disk has room again" });
    let done = admin.post("/v1/ops/dead-letters/replay", wish).await.expect(200).json();
    assert_eq!(done["count"], crowd.placed());
    let record = admin.get("/v1/ops/audit").await.expect(200).text();
    assert!(record.contains("the disk has room again"), "{record}");
    crowd.books_agree(&platform, 0).await;
}
