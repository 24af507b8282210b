//! Orders' facts move units, twice told and out of order included.
use serde_json::Value;
use souk_events::{
    Event, EventId, OrderId,
    orders::v1::{Line, OrderCancelled, OrderCompleted, OrderPlaced, OrderReduced, OrderRejected},
};

use crate::world::{World, variant};

struct Told {
    order: OrderId,
    hold: String,
}

impl Told {
    fn placed(&self) -> OrderPlaced {
        OrderPlaced { order_id: self.order.to_string(), hold_id: self.hold.clone(), ..OrderPlaced::default() }
    }
    fn cancelled(&self) -> OrderCancelled {
        OrderCancelled {
            order_id: self.order.to_string(),
            hold_id: self.hold.clone(),
            ..OrderCancelled::default()
        }
    }
    fn rejected(&self) -> OrderRejected {
        OrderRejected {
            order_id: self.order.to_string(),
            hold_id: self.hold.clone(),
            ..OrderRejected::default()
        }
    }
    fn completed(&self) -> OrderCompleted {
        OrderCompleted {
            order_id: self.order.to_string(),
            hold_id: self.hold.clone(),
            ..OrderCompleted::default()
        }
    }
}

/// Lets a fact arrive twice under one id and once more under another, and waits.
async fn thrice<E: Event>(world: &World, event: &E) {
    let id = EventId::new();
    let now = world.app.clock().now();
    world.app.hear_as(id, now, Some(world.tenant), event).await;
    world.app.hear_as(id, now, Some(world.tenant), event).await;
    world.app.handled(id).await;
    let again = world.app.hear(Some(world.tenant), event).await;
    world.app.handled(again).await;
}

async fn held(world: &World, product: &Value, quantity: i64) -> Told {
    let wish = world.wish(&[(variant(product), quantity)]);
    let _ = world.hold(&wish).await.expect(200);
    Told { order: OrderId::new(), hold: wish["hold_id"].as_str().unwrap().to_owned() }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_books_balance_whatever_order_facts_arrive_in() {
    let world = World::start().await;
    let product = world.product("Couscous", 1200, 20).await;
    let books = async || world.books(variant(&product)).await;

    let order = held(&world, &product, 3).await;
    assert_eq!(books().await, (20, 0, 3));
    thrice(&world, &order.placed()).await;
    assert_eq!(books().await, (20, 3, 0));
    thrice(&world, &order.completed()).await;
    assert_eq!(books().await, (17, 0, 0));

    let order = held(&world, &product, 2).await;
    thrice(&world, &order.placed()).await;
    thrice(&world, &order.rejected()).await;
    assert_eq!(books().await, (17, 0, 0));

    let order = held(&world, &product, 4).await;
    thrice(&world, &order.cancelled()).await;
    thrice(&world, &order.placed()).await;
    assert_eq!(books().await, (17, 0, 0), "cancelled before placed");

    let order = held(&world, &product, 5).await;
    thrice(&world, &order.completed()).await;
    thrice(&world, &order.placed()).await;
    thrice(&world, &order.cancelled()).await;
    assert_eq!(books().await, (12, 0, 0), "completed before placed; a late cancellation changes nothing");

    let order = held(&world, &product, 6).await;
    let _ = world.release(&order.hold.to_string()).await.expect(204);
    assert_eq!(books().await, (12, 0, 0));
    thrice(&world, &order.placed()).await;
    assert_eq!(books().await, (12, 6, 0), "given back, but placed after all");
    let _ = world.release(&order.hold.to_string()).await.problem(409, "hold_allocated");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_placed_on_units_that_were_sold_meanwhile_oversells_nothing() {
    let world = World::start().await;
    let product = world.product("Théière", 3000, 1).await;
    let late = held(&world, &product, 1).await;
    let _ = world.release(&late.hold.to_string()).await.expect(204);
    let quick = held(&world, &product, 1).await;
    thrice(&world, &quick.placed()).await;
    thrice(&world, &late.placed()).await;
    assert_eq!(world.books(variant(&product)).await, (1, 1, 0));
    thrice(&world, &quick.completed()).await;
    thrice(&world, &late.cancelled()).await;
    assert_eq!(world.books(variant(&product)).await, (0, 0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_live_order_without_a_hold_is_none_of_our_business() {
    let world = World::start().await;
    let live = Told { order: OrderId::new(), hold: String::new() };
    thrice(&world, &live.placed()).await;
}

/// The order's only line has so many pieces now.
fn reduced(order: &Told, line: &str, left: i32) -> OrderReduced {
    OrderReduced {
        order_id: order.order.to_string(),
        hold_id: order.hold.clone(),
        lines: vec![Line { line_id: line.to_owned(), quantity: left, ..Line::default() }],
        ..OrderReduced::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pieces_taken_off_an_order_come_back_once_whenever_it_is_told() {
    let world = World::start().await;
    let product = world.product("Harira", 500, 20).await;
    let books = async || world.books(variant(&product)).await;
    let held = async |quantity: i64| {
        let wish = world.wish(&[(variant(&product), quantity)]);
        let _ = world.hold(&wish).await.expect(200);
        let line = wish["lines"][0]["line_id"].as_str().unwrap().to_owned();
        (Told { order: OrderId::new(), hold: wish["hold_id"].as_str().unwrap().to_owned() }, line)
    };

    let (order, line) = held(5).await;
    thrice(&world, &order.placed()).await;
    thrice(&world, &reduced(&order, &line, 3)).await;
    assert_eq!(books().await, (20, 3, 0));
    thrice(&world, &reduced(&order, &line, 1)).await;
    thrice(&world, &reduced(&order, &line, 3)).await;
    assert_eq!(books().await, (20, 1, 0), "an older word changes nothing");
    thrice(&world, &order.completed()).await;
    assert_eq!(books().await, (19, 0, 0));

    let (order, line) = held(4).await;
    thrice(&world, &reduced(&order, &line, 1)).await;
    assert_eq!(books().await, (19, 0, 1), "told before it was placed");
    thrice(&world, &order.placed()).await;
    assert_eq!(books().await, (19, 1, 0));
    thrice(&world, &order.cancelled()).await;
    assert_eq!(books().await, (19, 0, 0));

    let (order, line) = held(4).await;
    thrice(&world, &order.completed()).await;
    thrice(&world, &reduced(&order, &line, 0)).await;
    assert_eq!(books().await, (19, 0, 0), "what was taken off never left the store");
}
