//! A module that placing an order needs dies and comes back while people order.
use super::{board, crowd::Crowd, ground, on_both};
use crate::platform::{Platform, Wire};

on_both!(the_catalogue_dies_while_people_order);

async fn the_catalogue_dies_while_people_order(wire: Wire) {
    let mut platform = Platform::start_on(wire, ground()).await;
    let crowd = Crowd::gather(&platform, 60).await;
    let killing = async {
        for orders in [15, 30] {
            crowd.until(orders).await;
            platform.kill("catalog");
            board::shows_silent(&crowd.operator, "catalog").await;
            platform.boot("catalog").await;
        }
    };
    tokio::join!(crowd.order(), killing);
    crowd.books_agree(&platform, 0).await;
}
