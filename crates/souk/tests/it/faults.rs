//! Whatever dies while people order: no order lost, none twice, the books agree, and `ops` knows each of them.
use std::{
    process::Command,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};

use futures_util::{StreamExt as _, stream};
use souk_testkit::{Actor, eventually};

use crate::{
    people::{add, contact},
    platform::{Platform, Wire},
    sql,
};

/// How many order at the same moment.
const AT_ONCE: usize = 8;
const STOCK: i64 = 1000;
/// How long anybody tries to order: longer than the lease of a claim whose answer was lost.
const PATIENCE: Duration = Duration::from_secs(45);

/// Like `eventually`, for those who must wait for a lease.
async fn patiently<F: Future<Output = bool>>(what: impl Fn() -> String, mut ask: impl FnMut() -> F) {
    let mut pause = tokio::time::interval(Duration::from_millis(50));
    let asking = async {
        loop {
            pause.tick().await;
            if ask().await {
                return;
            }
        }
    };
    assert!(tokio::time::timeout(PATIENCE, asking).await.is_ok(), "after {PATIENCE:?}: {}", what());
}

/// People in front of the same shelf, each with one piece in the cart.
struct Crowd {
    visitors: Vec<Actor>,
    placed: AtomicUsize,
}

impl Crowd {
    async fn gather(platform: &Platform, size: usize) -> Self {
        let shop = platform.shop("Etal").await;
        let (_, variant) = platform.product(&shop, "Pomme", 60, STOCK).await;
        let visitors: Vec<_> = (0..size).map(|_| platform.visitor()).collect();
        let filling = stream::iter(&visitors).for_each_concurrent(AT_ONCE, |visitor| async {
            add(visitor, &variant, 1).await;
        });
        filling.await;
        Self { visitors, placed: AtomicUsize::new(0) }
    }

    /// Everybody orders and tries again, with the same key, until the answer is an order.
    async fn order(&self) {
        let ordering = stream::iter(self.visitors.iter().enumerate()).for_each_concurrent(
            AT_ONCE,
            |(at, visitor)| async move {
                let key = format!("crowd-{at}");
                let last = Mutex::new(String::new());
                patiently(
                    || last.lock().unwrap().clone(),
                    || async {
                        let request = visitor
                            .request(reqwest::Method::POST, "/v1/checkouts")
                            .header("idempotency-key", &key);
                        let Ok(answer) = request.json(&contact()).send().await else { return false };
                        let (status, text) =
                            (answer.status().as_u16(), answer.text().await.unwrap_or_default());
                        // In flight still, or something is down: the same again. Anything else is an answer.
                        assert!(matches!(status, 201 | 409 | 500..=599), "{status}: {text}");
                        *last.lock().unwrap() = text;
                        status == 201
                    },
                )
                .await;
                self.placed.fetch_add(1, SeqCst);
            },
        );
        ordering.await;
    }

    /// Returns once this share of the crowd has ordered.
    async fn until(&self, part: usize, of: usize) {
        let enough = self.visitors.len() * part / of;
        patiently(|| "people order".into(), || async { self.placed.load(SeqCst) >= enough }).await;
    }

    /// Every order is there once: at its customer, on the shelf, in the ledger, in the log.
    async fn books_balance(&self, platform: &Platform) {
        let count = i64::try_from(self.visitors.len()).unwrap();
        for visitor in &self.visitors {
            let orders = visitor.get("/v1/orders").await.expect(200).json();
            assert_eq!(orders["items"].as_array().unwrap().len(), 1, "{orders}");
        }
        let mut orders = platform.db.admin("orders").await;
        assert_eq!(sql::count(&mut orders, "orders").await, count);
        assert_eq!(sql::count(&mut orders, "outbox WHERE kind = 'orders.order_placed.v1'").await, count);
        let mut catalog = platform.db.admin("catalog").await;
        eventually("every order has its piece", || async {
            let mut catalog = platform.db.admin("catalog").await;
            (sql::count(&mut catalog, "hold WHERE status = 'allocated'").await == count).then_some(())
        })
        .await;
        // Who got no answer to a hold may have left one behind: it ends by its timer, let us say now.
        let left = sql::count(&mut catalog, "hold WHERE status = 'held'").await;
        let timers =
            sql::count(&mut catalog, "timer WHERE kind = 'catalog.hold_expires' AND dead_at IS NULL").await;
        assert!(timers >= left, "{left} holds are left and {timers} of them have an end");
        sql::run(&mut catalog, "UPDATE hold SET expires_at = now() - interval '1 s' WHERE status = 'held'")
            .await;
        sql::run(
            &mut catalog,
            "UPDATE timer SET due_at = now() - interval '1 s', next_at = now() - interval '1 s'",
        )
        .await;
        let want = format!("{STOCK} {count} 0");
        eventually("what was left behind is back on the shelf", || async {
            let mut catalog = platform.db.admin("catalog").await;
            let shelf = "SELECT concat_ws(' ', on_hand, allocated, held) AS line FROM stock";
            (sql::line(&mut catalog, shelf).await == want).then_some(())
        })
        .await;
        let ledger =
            "SELECT concat_ws(' ', sum(on_hand), sum(allocated), sum(held)) AS line FROM stock_movement";
        assert_eq!(sql::line(&mut catalog, ledger).await, want, "the ledger says the same");
        assert_eq!(sql::count(&mut catalog, "hold WHERE status = 'allocated'").await, count);
        assert_eq!(sql::count(&mut catalog, "hold WHERE status IN ('held', 'short', 'consumed')").await, 0);
        eventually("ops has heard of every order", || async {
            let mut ops = platform.db.admin("ops").await;
            (sql::count(&mut ops, "event_log WHERE kind = 'orders.order_placed.v1'").await == count)
                .then_some(())
        })
        .await;
        let mut ops = platform.db.admin("ops").await;
        let once = "SELECT count(DISTINCT subject)::text AS line FROM event_log WHERE kind = 'orders.order_placed.v1'";
        assert_eq!(sql::line(&mut ops, once).await, count.to_string());
        for module in ["catalog", "orders", "ops"] {
            let mut conn = platform.db.admin(module).await;
            assert_eq!(
                sql::count(&mut conn, "inbox WHERE dead_at IS NOT NULL").await,
                0,
                "{module} gave up on a fact"
            );
        }
    }
}

/// A broker of this test's own, in a folder of its own.
struct OwnBroker(tempfile::TempDir);

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy/dev/rabbit.sh");

impl OwnBroker {
    async fn ctl(&self, command: &'static str) -> String {
        let mut script = Command::new("bash");
        script.args([SCRIPT, command]).env("SOUK_STATE", self.0.path());
        let done = tokio::task::spawn_blocking(move || script.output()).await.unwrap().unwrap();
        assert!(done.status.success(), "{command}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap().trim().to_owned()
    }
}

impl Drop for OwnBroker {
    fn drop(&mut self) {
        let _ = Command::new("bash").args([SCRIPT, "destroy"]).env("SOUK_STATE", self.0.path()).output();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_broker_is_killed_and_restarted_while_people_order() {
    let broker = OwnBroker(tempfile::tempdir().unwrap());
    let platform = Platform::start_on(&broker.ctl("start").await, &[]).await;
    let crowd = Crowd::gather(&platform, 120).await;
    let killing = async {
        crowd.until(1, 4).await;
        broker.ctl("kill").await;
        crowd.until(2, 3).await;
        broker.ctl("start").await;
    };
    tokio::join!(crowd.order(), killing);
    crowd.books_balance(&platform).await;
}

async fn connections_are_cut(wire: Wire) {
    let platform = Platform::start(wire).await;
    let crowd = Crowd::gather(&platform, 60).await;
    let cutting = async {
        let mut admin = platform.db.admin("public").await;
        for part in [1, 2, 3, 4] {
            crowd.until(part, 5).await;
            let cut = "SELECT count(pg_terminate_backend(pid))::text AS line FROM pg_stat_activity
                       WHERE datname = current_database() AND pid <> pg_backend_pid()";
            let cut: i64 = sql::line(&mut admin, cut).await.parse().unwrap();
            assert!(cut > 4, "there was something to cut");
        }
    };
    tokio::join!(crowd.order(), cutting);
    crowd.books_balance(&platform).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_cuts_every_connection_while_people_order() {
    connections_are_cut(Wire::Embedded).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_cuts_every_connection_while_people_order_on_rabbitmq() {
    connections_are_cut(Wire::Rabbit).await;
}

async fn the_catalogue_dies(wire: Wire) {
    let mut platform = Platform::start(wire).await;
    let crowd = Crowd::gather(&platform, 60).await;
    let killing = async {
        for part in [1, 2] {
            crowd.until(part, 4).await;
            platform.kill("catalog");
            platform.boot("catalog").await;
        }
    };
    tokio::join!(crowd.order(), killing);
    crowd.books_balance(&platform).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_catalogue_dies_while_people_order() {
    the_catalogue_dies(Wire::Embedded).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_catalogue_dies_while_people_order_on_rabbitmq() {
    the_catalogue_dies(Wire::Rabbit).await;
}
