//! What must be true when all is over: every order once, at its customer, on the shelf, in the ledger and at `ops`.
use std::collections::BTreeSet;

use serde_json::{Value, json};
use souk_testkit::{Actor, eventually};

use super::crowd::{Crowd, STOCK, patiently};
use crate::{platform::Platform, sql};

/// Orders whose whole timeline is looked at.
const LOOKED_AT: usize = 20;
const PLACED: &str = "orders.order_placed.v1";

impl Crowd {
    /// Compares everything that knows something about the orders; `cancelled` of them were called off.
    pub async fn books_agree(&self, platform: &Platform, cancelled: usize) {
        let orders = self.orders().await;
        assert_eq!(orders.len(), self.placed(), "who got an answer has an order, and nobody has two");
        let count = i64::try_from(orders.len()).unwrap();
        let mut conn = platform.db.admin("orders").await;
        assert_eq!(sql::count(&mut conn, "orders").await, count);
        assert_eq!(sql::count(&mut conn, &format!("outbox WHERE kind = '{PLACED}'")).await, count);
        shelf(platform, count - i64::try_from(cancelled).unwrap()).await;
        for module in ["catalog", "orders", "ops"] {
            let mut conn = platform.db.admin(module).await;
            let dead = sql::count(&mut conn, "inbox WHERE dead_at IS NOT NULL").await;
            assert_eq!(dead, 0, "{module} gave up on a fact");
        }
        on_record(&self.operator, &orders).await;
        all_is_well(&self.operator).await;
    }

    /// (id, number) of every order, as the customers see them.
    async fn orders(&self) -> BTreeSet<(String, String)> {
        let mut all = BTreeSet::new();
        for visitor in &self.visitors {
            let own = visitor.get("/v1/orders?limit=100").await.expect(200).json();
            for order in own["items"].as_array().unwrap() {
                let word = |key: &str| order[key].as_str().unwrap().to_owned();
                all.insert((word("id"), word("number")));
            }
        }
        all
    }
}

/// So many pieces are promised, none is held, and the ledger says the same.
async fn shelf(platform: &Platform, promised: i64) {
    let mut catalog = platform.db.admin("catalog").await;
    patiently(
        || "every order has its piece, and no other".into(),
        || async {
            let mut catalog = platform.db.admin("catalog").await;
            let pending = "inbox WHERE finished_at IS NULL AND dead_at IS NULL";
            sql::count(&mut catalog, "hold WHERE status = 'allocated'").await == promised
                && sql::count(&mut catalog, pending).await == 0
        },
    )
    .await;
    // Who got no answer to a hold may have left one behind: it ends by its timer, let us say now.
    let left = sql::count(&mut catalog, "hold WHERE status = 'held'").await;
    let ends = "timer WHERE kind = 'catalog.hold_expires' AND dead_at IS NULL";
    assert!(
        sql::count(&mut catalog, ends).await >= left,
        "{left} holds are left, not all of them with an end"
    );
    let now = "UPDATE hold SET expires_at = now() - interval '1 s' WHERE status = 'held';
               UPDATE timer SET due_at = now() - interval '1 s', next_at = now() - interval '1 s'";
    sql::run(&mut catalog, now).await;
    let want = format!("{STOCK} {promised} 0");
    eventually("what was left behind is back on the shelf", || async {
        let mut catalog = platform.db.admin("catalog").await;
        let shelf = "SELECT concat_ws(' ', on_hand, allocated, held) AS line FROM stock";
        (sql::line(&mut catalog, shelf).await == want).then_some(())
    })
    .await;
    let ledger = "SELECT concat_ws(' ', sum(on_hand), sum(allocated), sum(held)) AS line FROM stock_movement";
    assert_eq!(sql::line(&mut catalog, ledger).await, want, "the ledger says the same");
    assert_eq!(sql::count(&mut catalog, "hold WHERE status = 'allocated'").await, promised);
    assert_eq!(sql::count(&mut catalog, "hold WHERE status IN ('held', 'short', 'consumed')").await, 0);
}

/// The event log has every order once, and a search for its number tells its story.
async fn on_record(admin: &Actor, orders: &BTreeSet<(String, String)>) {
    let ids: BTreeSet<_> = orders.iter().map(|(id, _)| id.clone()).collect();
    eventually("ops has heard of every order", || async {
        let known = subjects(admin, PLACED).await;
        (known.len() >= ids.len()).then_some(())
    })
    .await;
    let known = subjects(admin, PLACED).await;
    assert_eq!(known.len(), ids.len(), "each order is on record once");
    assert_eq!(known.into_iter().collect::<BTreeSet<_>>(), ids);
    for (id, number) in orders.iter().take(LOOKED_AT) {
        let story = admin.get(&format!("/v1/ops/timeline?q={number}")).await.expect(200).json();
        let placed = |entry: &&Value| entry["type"] == PLACED && entry["subject"] == id.as_str();
        assert_eq!(story["entries"].as_array().unwrap().iter().filter(placed).count(), 1, "{story}");
    }
}

/// What the facts of a kind in the event log are about, page by page.
async fn subjects(admin: &Actor, kind: &str) -> Vec<String> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let page =
            admin.get(&format!("/v1/ops/events?type={kind}&limit=100{after}")).await.expect(200).json();
        let subjects = page["items"].as_array().unwrap().iter().map(|e| e["subject"].as_str().unwrap());
        all.extend(subjects.map(str::to_owned));
        match page["next_cursor"].as_str() {
            Some(cursor) => after = format!("&after={cursor}"),
            None => return all,
        }
    }
}

/// `ops` has no dead letter to show, and every module is well again without having been restarted.
async fn all_is_well(admin: &Actor) {
    eventually("every module says what it gave up on", || async {
        let dead = admin.get("/v1/ops/dead-letters").await.expect(200).json();
        assert_eq!(dead["groups"], json!([]), "{dead}");
        (dead["silent"] == json!([])).then_some(())
    })
    .await;
    eventually("every module is green", || async {
        let board = admin.get("/v1/ops/health").await.expect(200).json();
        (board["light"] == "green").then_some(())
    })
    .await;
}
