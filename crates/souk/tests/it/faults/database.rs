//! The database dies while people order: its server as a whole, or every connection to it.
use super::{board, crowd::Crowd, ground, on_both, servers::OwnServer};
use crate::{
    people::contact,
    platform::{Ground, Platform, Wire},
    sql,
};

on_both!(the_server_crashes_while_people_order, every_connection_is_cut_while_people_order);

async fn the_server_crashes_while_people_order(wire: Wire) {
    let server = OwnServer::database();
    let address = server.ctl("start").await;
    let ground = Ground { database: Some(&address), ..ground() };
    let platform = Platform::start_on(wire, ground).await;
    let crowd = Crowd::gather(&platform, 60).await;
    let crashing = async {
        crowd.until(20).await;
        server.ctl("crash").await;
        let meanwhile = platform.visitor();
        let window = meanwhile.get("/v1/products").await.expect(200).json();
        assert_eq!(window["items"].as_array().unwrap().len(), 1, "the shop window needs no database");
        let refused = meanwhile.post_once("/v1/checkouts", "meanwhile", contact()).await;
        assert_eq!(refused.problem(503, "database_unavailable").json()["retryable"], true);
        board::shows_trouble(&crowd.operator, "orders", "database").await;
        assert_eq!(server.ctl("start").await, address);
    };
    tokio::join!(crowd.order(), crashing);
    crowd.books_agree(&platform, 0).await;
}

async fn every_connection_is_cut_while_people_order(wire: Wire) {
    let platform = Platform::start_on(wire, ground()).await;
    let crowd = Crowd::gather(&platform, 60).await;
    let cutting = async {
        let mut admin = platform.db.admin("public").await;
        for orders in [12, 24, 36, 48] {
            crowd.until(orders).await;
            let cut = "SELECT count(pg_terminate_backend(pid))::text AS line FROM pg_stat_activity
                       WHERE datname = current_database() AND pid <> pg_backend_pid()";
            let cut: i64 = sql::line(&mut admin, cut).await.parse().unwrap();
            assert!(cut > 4, "there was something to cut");
        }
    };
    tokio::join!(crowd.order(), cutting);
    crowd.books_agree(&platform, 0).await;
}
