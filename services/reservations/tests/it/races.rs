//! Whoever comes at the same moment: one winner, a queue in the order of arrival, nothing twice.
use std::{collections::BTreeSet, sync::Arc};

use chrono::TimeDelta;
use diesel_async::{AnsiTransactionManager, TransactionManager};
use futures_util::future::join_all;
use souk_events::{ContactId, EventId, LiveItemId, ReservationId};
use souk_kit::{Conn, token::Role};
use souk_reservations::{
    app::{
        confirm,
        hold::{self, Given},
        run_out, sessions,
    },
    domain::reservation::State,
    store::{customers::Customer, items, reservations},
};
use tokio::sync::Mutex;

use crate::world::World;

/// Connections at once.
const DOORS: usize = 24;

struct Doors {
    world: World,
    free: Mutex<Vec<Conn>>,
    permits: tokio::sync::Semaphore,
}

impl Doors {
    async fn open(world: World) -> Arc<Self> {
        let mut free = Vec::new();
        for _ in 0..DOORS {
            free.push(world.app.login().await);
        }
        Arc::new(Self { world, free: Mutex::new(free), permits: tokio::sync::Semaphore::new(DOORS) })
    }

    async fn with<T>(&self, job: impl AsyncFnOnce(&World, &mut Conn) -> T) -> T {
        let _permit = self.permits.acquire().await.unwrap();
        let mut conn = self.free.lock().await.pop().unwrap();
        let done = job(&self.world, &mut conn).await;
        self.free.lock().await.push(conn);
        done
    }

    /// A customer wants one piece of a code.
    async fn wish(&self, code: &str, contact: ContactId, seq: i64) -> Given {
        self.with(async |world, conn| {
            world
                .work(conn, async |conn, work| {
                    let item = items::by_code(conn, work.tenant, code).await?.unwrap();
                    let wish = hold::Wish {
                        contact,
                        quantity: 1,
                        size: String::new(),
                        seq,
                        session: item.session_id,
                        address_known: true,
                    };
                    hold::reserve(conn, work, &item, &wish).await
                })
                .await
        })
        .await
    }

    /// A customer says yes to what she holds; the number of the order.
    async fn yes(&self, contact: ContactId) -> Option<String> {
        self.with(async |world, conn| {
            let sealer = world.app.sealer();
            world
                .work(conn, async |conn, work| {
                    let customer = Customer::new(work.tenant, contact, work.store.store_id, work.now);
                    let mine = reservations::live_by(conn, work.tenant, contact).await?;
                    let done = confirm::confirm(conn, work, &sealer, &customer, &mine).await?;
                    Ok(done.group.map(|group| group.number))
                })
                .await
        })
        .await
    }

    async fn expire(&self, id: ReservationId) {
        self.with(async |world, conn| {
            AnsiTransactionManager::begin_transaction(conn).await.unwrap();
            run_out::expire(conn, &world.clock, world.tenant, id).await.unwrap();
            AnsiTransactionManager::commit_transaction(conn).await.unwrap();
        })
        .await;
    }

    async fn states(&self, item: LiveItemId) -> Vec<(i64, State)> {
        self.with(async |world, conn| {
            world.enter(conn).await;
            let rows = reservations::of_item(conn, item, 1_000).await.unwrap();
            AnsiTransactionManager::commit_transaction(conn).await.unwrap();
            rows.iter().map(|row| (row.seq, row.state())).collect()
        })
        .await
    }
}

async fn crowd(doors: &Arc<Doors>, code: &'static str, people: i64) -> Vec<Given> {
    let tries = (1..=people).map(|seq| {
        let doors = Arc::clone(doors);
        tokio::spawn(async move { doors.wish(code, ContactId::new(), seq).await })
    });
    join_all(tries).await.into_iter().map(Result::unwrap).collect()
}

fn count(given: &[Given], fits: impl Fn(&Given) -> bool) -> usize {
    given.iter().filter(|one| fits(one)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_one_want_one_piece_and_the_queue_is_full_after_fifty() {
    let world = World::start().await;
    let _ = world.seller("A1 10").await;
    let doors = Doors::open(world).await;
    let given = crowd(&doors, "A1", 300).await;
    assert_eq!(count(&given, |one| matches!(one, Given::Held(..))), 1);
    let ranks: BTreeSet<i64> = given
        .iter()
        .filter_map(|one| if let Given::Waiting(_, rank, _) = one { Some(*rank) } else { None })
        .collect();
    assert_eq!(count(&given, |one| matches!(one, Given::Waiting(..))), 50);
    assert_eq!(count(&given, |one| matches!(one, Given::Full)), 249);
    assert!(ranks.iter().all(|rank| (2..=51).contains(rank)), "{ranks:?}");
    doors.world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_pieces_are_twenty_holds_then_twenty_orders_numbered_without_a_gap() {
    let world = World::start().await;
    let _ = world.seller("S01 x20 10").await;
    let doors = Doors::open(world).await;
    let given = crowd(&doors, "S1", 60).await;
    let holders: Vec<ContactId> = given
        .iter()
        .filter_map(|one| if let Given::Held(row, _) = one { Some(row.contact_id) } else { None })
        .collect();
    assert_eq!((holders.len(), count(&given, |one| matches!(one, Given::Waiting(..)))), (20, 40));
    assert_eq!(doors.world.on_hand("S1").await, 20);
    let yeses = holders.iter().chain(&holders).chain(&holders).map(|who| {
        let (doors, who) = (Arc::clone(&doors), *who);
        tokio::spawn(async move { doors.yes(who).await })
    });
    let numbers: Vec<String> = join_all(yeses).await.into_iter().filter_map(Result::unwrap).collect();
    let expected: BTreeSet<String> = (1..=20).map(|n| format!("VF-{n:04}")).collect();
    assert_eq!((numbers.len(), numbers.into_iter().collect::<BTreeSet<_>>()), (20, expected));
    assert_eq!(doors.world.on_hand("S1").await, 0);
    doors.world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_yeses_for_the_last_piece_have_one_winner() {
    let world = World::start().await;
    let doors = Doors::open(world).await;
    for round in 1..=60 {
        let code = format!("S{round}");
        let _ = doors.world.seller(&format!("{code} x2 10")).await;
        let (one, two) = (ContactId::new(), ContactId::new());
        for (who, seq) in [(one, 1), (two, 2)] {
            assert!(matches!(doors.wish(&code, who, seq).await, Given::Held(..)));
        }
        let _ = doors.world.seller(&format!("MODIF {code} x1 !")).await.is("sel.modified");
        let (a, b) = tokio::join!(doors.yes(one), doors.yes(two));
        assert_ne!(a.is_some(), b.is_some(), "round {round}: {a:?} {b:?}");
        assert_eq!(doors.world.on_hand(&code).await, 0);
    }
    doors.world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_yes_against_three_ends_is_confirmed_or_expired_never_both() {
    let world = World::start().await;
    let doors = Doors::open(world).await;
    for round in 1..=60 {
        let code = format!("A{round}");
        let _ = doors.world.seller(&format!("{code} 10")).await;
        let (who, next) = (ContactId::new(), ContactId::new());
        let Given::Held(row, _) = doors.wish(&code, who, 1).await else { panic!("round {round}") };
        assert!(matches!(doors.wish(&code, next, 2).await, Given::Waiting(..)));
        doors.world.clock.advance(TimeDelta::seconds(303));
        let id = row.id;
        let (yes, (), (), ()) =
            tokio::join!(doors.yes(who), doors.expire(id), doors.expire(id), doors.expire(id));
        let states = doors.states(row.item_id).await;
        let expected = match yes {
            Some(_) => [(1, State::Confirmed), (2, State::Waiting)],
            None => [(1, State::Expired), (2, State::Held)],
        };
        assert_eq!(states, expected, "round {round}");
    }
    doors.world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_against_a_yes_has_one_winner_a_hundred_times() {
    let world = World::start().await;
    let doors = Doors::open(world).await;
    for round in 1..=100 {
        let code = format!("A{round}");
        let _ = doors.world.seller(&format!("{code} 10")).await;
        let (who, next) = (ContactId::new(), ContactId::new());
        let Given::Held(row, _) = doors.wish(&code, who, 1).await else { panic!("round {round}") };
        assert!(matches!(doors.wish(&code, next, 2).await, Given::Waiting(..)));
        let seller = doors.world.app.as_staff(doors.world.tenant, Role::Seller);
        let path = format!("/v1/live/reservations/{}/release", row.id);
        let (yes, answer) =
            tokio::join!(doors.yes(who), seller.post(&path, serde_json::json!({ "reason": "a race" })));
        let states = doors.states(row.item_id).await;
        let expected = match yes {
            Some(_) => [(1, State::Confirmed), (2, State::Waiting)],
            None => [(1, State::Released), (2, State::Held)],
        };
        assert_eq!(states, expected, "round {round}");
        assert_eq!(answer.status.as_u16(), if yes.is_some() { 409 } else { 200 }, "round {round}");
    }
    doors.world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_message_has_one_effect_however_often_it_comes() {
    let world = World::start().await;
    let _ = world.seller("A1 10").await;
    let message = world.message(ContactId::new(), "A1");
    let mut ids: Vec<EventId> = Vec::new();
    for _ in 0..50 {
        ids.push(world.app.hear(Some(world.tenant), &message).await);
    }
    for id in ids {
        world.app.handled(id).await;
    }
    assert!(world.reply(&message).await.is_some(), "and one reply");
    assert_eq!(world.count("FROM reservation").await, 1);
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_at_once_open_one_live_and_make_one_item() {
    let world = World::start().await;
    let doors = Doors::open(world).await;
    let tries = (0..20).map(|_| {
        let doors = Arc::clone(&doors);
        tokio::spawn(async move {
            let open = async |world: &World, conn: &mut Conn| {
                world.work(conn, async |conn, work| Ok(sessions::ensure(conn, work, "").await?.id)).await
            };
            doors.with(open).await
        })
    });
    let ids: BTreeSet<_> = join_all(tries).await.into_iter().map(|id| id.unwrap().0).collect();
    assert_eq!(ids.len(), 1);
    assert_eq!(doors.world.count("FROM live_session").await, 1);
    doors.world.sound().await;
}
