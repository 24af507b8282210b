//! The broker dies while people order: placing does not need it, and nothing that waited for it is lost.
use super::{board, crowd::Crowd, ground, servers::OwnServer};
use crate::{
    platform::{Ground, Platform, Wire},
    sql,
};

#[tokio::test(flavor = "multi_thread")]
async fn pitfall_22_the_broker_is_killed_and_restarted_during_five_hundred_placements() {
    let broker = OwnServer::broker();
    let address = broker.ctl("start").await;
    let ground = Ground { broker: Some(&address), ..ground() };
    let platform = Platform::start_on(Wire::Rabbit, ground).await;
    let crowd = Crowd::gather(&platform, 50).await;
    let killing = async {
        for orders in [60, 260] {
            crowd.until(orders).await;
            broker.ctl("kill").await;
            board::shows_trouble(&crowd.operator, "orders", "relay").await;
            let _ = platform.inside("orders", None).get("/internal/health/ready").await.expect(200);
            crowd.until(orders + 100).await;
            let mut conn = platform.db.admin("orders").await;
            assert!(sql::count(&mut conn, "outbox WHERE published_at IS NULL").await > 50, "facts wait");
            broker.ctl("start").await;
        }
    };
    tokio::join!(crowd.order_times(10), killing);
    assert_eq!(crowd.placed(), 500);
    crowd.books_agree(&platform, 0).await;
}
