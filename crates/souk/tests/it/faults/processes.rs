//! Processes killed with `kill -9` at the three points where a fact is between two hands.
use souk_testkit::eventually;

use super::{
    board, crowd::Crowd, gate::Gate, ground, on_both, process::Process, servers::OwnServer, witness::Witness,
};
use crate::{
    platform::{Ground, Platform, Wire},
    sql,
};

const PEOPLE: usize = 10;

on_both!(
    a_relay_killed_between_publish_and_mark,
    a_consumer_killed_mid_effect,
    a_receiver_killed_before_it_acknowledges,
);

/// A platform one of whose modules is a process of its own.
struct Parted {
    platform: Platform,
    crowd: Crowd,
    process: Process,
    _broker: Option<OwnServer>,
}

impl Parted {
    async fn start(wire: Wire, module: &str) -> Self {
        let mut broker = None;
        let mut address = String::new();
        if wire == Wire::Rabbit {
            address = broker.insert(OwnServer::broker()).ctl("start").await;
        }
        let ground = Ground { broker: broker.is_some().then_some(&*address), ..ground() };
        let mut platform = Platform::start_on(wire, ground).await;
        platform.stop(module).await;
        let process = Process::start(&platform, module).await;
        let crowd = Crowd::gather(&platform, PEOPLE).await;
        Self { platform, crowd, process, _broker: broker }
    }
}

/// The relay has handed facts over and is about to mark them as sent. They are sent twice, their effect is made once.
async fn a_relay_killed_between_publish_and_mark(wire: Wire) {
    let Parted { _broker, platform, crowd, process } = Parted::start(wire, "orders").await;
    let witness = Witness::of(&platform, "orders.order_placed.v1").await;
    let mut gate = Gate::shut(&platform, "orders", "UPDATE", "outbox").await;
    crowd.order().await;
    gate.reached(&platform).await;
    eventually("what was published is on the wire", || async { (!witness.seen().is_empty()).then_some(()) })
        .await;
    process.kill();
    gate.forget_who_waits().await;
    let mut orders = platform.db.admin("orders").await;
    let unmarked = "outbox WHERE published_at IS NULL";
    assert_eq!(sql::count(&mut orders, unmarked).await, i64::try_from(PEOPLE).unwrap());
    let once = witness.seen();
    gate.open(&platform).await;

    let _heir = Process::start(&platform, "orders").await;
    eventually("the heir marks all of them", || async {
        let mut orders = platform.db.admin("orders").await;
        (sql::count(&mut orders, unmarked).await == 0).then_some(())
    })
    .await;
    eventually("every fact has come", || async { (witness.seen().len() == PEOPLE).then_some(()) }).await;
    eventually("what the dead one had sent came again", || async {
        let again = witness.seen();
        once.iter().all(|(id, times)| again[id] > *times).then_some(())
    })
    .await;
    crowd.books_agree(&platform, 0).await;
}

/// The effect is made and about to be marked as done, in one open transaction.
async fn a_consumer_killed_mid_effect(wire: Wire) {
    let Parted { _broker, platform, crowd, process } = Parted::start(wire, "catalog").await;
    // The effect keeps the stock row to itself: it begins when everybody has ordered.
    let beginning = Gate::shut(&platform, "catalog", "INSERT", "inbox").await;
    let end = Gate::shut(&platform, "catalog", "UPDATE", "inbox").await;
    crowd.order().await;
    beginning.reached(&platform).await;
    beginning.open(&platform).await;
    end.reached(&platform).await;
    process.kill();
    board::shows_silent(&crowd.operator, "catalog").await;
    end.open(&platform).await;
    let mut catalog = platform.db.admin("catalog").await;
    eventually("the database has noticed the death", || async {
        let mut conn = platform.db.admin("public").await;
        let its = "pg_stat_activity WHERE datname = current_database() AND usename = 'souk_catalog'";
        (sql::count(&mut conn, its).await == 0).then_some(())
    })
    .await;
    assert_eq!(sql::count(&mut catalog, "hold WHERE status = 'allocated'").await, 0, "rolled back");
    assert_eq!(
        sql::count(
            &mut catalog,
            "inbox WHERE consumer = 'catalog.on_order_placed' AND finished_at IS NOT NULL"
        )
        .await,
        0
    );

    let _heir = Process::start(&platform, "catalog").await;
    crowd.books_agree(&platform, 0).await;
}

/// The facts are about to be written into the inbox: written they will be, but nobody tells the wire.
async fn a_receiver_killed_before_it_acknowledges(wire: Wire) {
    let Parted { _broker, platform, crowd, process } = Parted::start(wire, "catalog").await;
    let gate = Gate::shut(&platform, "catalog", "INSERT", "inbox").await;
    crowd.order().await;
    gate.reached(&platform).await;
    process.kill();
    gate.open(&platform).await;
    let heard = "inbox WHERE consumer = 'catalog.on_order_placed'";
    eventually("the dead one's rows are there", || async {
        let mut catalog = platform.db.admin("catalog").await;
        (sql::count(&mut catalog, heard).await > 0).then_some(())
    })
    .await;

    let _heir = Process::start(&platform, "catalog").await;
    crowd.books_agree(&platform, 0).await;
    let mut catalog = platform.db.admin("catalog").await;
    assert_eq!(sql::count(&mut catalog, heard).await, i64::try_from(PEOPLE).unwrap());
}
