//! Live pages: a first picture at once, the next within the poll, whoever made the change.
use std::time::Duration;

use diesel_async::SimpleAsyncConnection;
use souk_kit::token::Role;
use souk_testkit::Actor;

use crate::shop::World;

const LIMIT: Duration = Duration::from_secs(5);

/// A stream that is read until a text appears.
struct Stream {
    response: reqwest::Response,
    seen: String,
}

impl Stream {
    async fn open(who: &Actor, path: &str) -> Self {
        let response = who.request(reqwest::Method::GET, path).send().await.expect("a stream");
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["x-accel-buffering"], "no");
        Self { response, seen: String::new() }
    }

    async fn shows(&mut self, text: &str) {
        let reading = async {
            while !self.seen.contains(text) {
                let chunk = self.response.chunk().await.expect("readable").expect("the stream goes on");
                self.seen.push_str(&String::from_utf8_lossy(&chunk));
            }
        };
        tokio::time::timeout(LIMIT, reading).await.unwrap_or_else(|_| panic!("waited {LIMIT:?} for {text}"));
        self.seen.clear();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_customer_and_the_board_follow() {
    let w = World::start().await;
    let guest = w.guest();
    let agent = w.app.as_staff(w.tenant, Role::Agent);
    let mut board = Stream::open(&agent, "/live/board").await;
    board.shows("event: board").await;

    let order = w.order(&guest).await;
    let id = order["id"].as_str().unwrap();
    board.shows("A-1001").await;
    let mut page = Stream::open(&guest, &format!("/live/orders/{id}")).await;
    page.shows("Waiting for the shop").await;
    let _ = agent.post(&format!("/v1/store-orders/{id}/accept"), ()).await.expect(200);
    page.shows("accepted and starts soon").await;
    board.shows("Start").await;
    let later = w.app.clock().now() + chrono::TimeDelta::minutes(40);
    let late = serde_json::json!({"ready_at": later, "reason": "too_busy"});
    let _ = agent.post(&format!("/v1/store-orders/{id}/delay"), late).await.expect(200);
    page.shows("Later than planned").await;
    board.shows("Later than planned").await;

    // A change by another process rings no bell here: the poll finds it.
    let mut other = w.app.admin().await;
    let sql = format!(
        "UPDATE orders.orders SET preparation = 'ready', version = version + 1, updated_at = updated_at + interval '1 second' \
         WHERE number = '{}'",
        order["number"].as_str().unwrap()
    );
    other.batch_execute(&sql).await.unwrap();
    page.shows("come and collect it").await;
    board.shows("Hand over").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopping_module_ends_its_streams() {
    let mut w = World::start().await;
    let agent = w.app.as_staff(w.tenant, Role::Agent);
    let mut board = Stream::open(&agent, "/live/board").await;
    board.shows("event: board").await;
    let stopping = w.app.running.take().expect("it runs").stop();
    tokio::time::timeout(LIMIT, stopping).await.expect("it stops although somebody watches");
}
