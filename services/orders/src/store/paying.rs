//! The money of orders: conditional updates that decide whether one is placed.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::OrderId;
use souk_kit::Conn;

use super::rows::Order;
use crate::{
    domain::order::{Lifecycle, PaymentMethod},
    schema::orders,
};

/// The money is here: an order that waited for it is placed now. None: it does not wait.
///
/// # Errors
/// The database.
pub async fn pay(
    conn: &mut Conn,
    id: OrderId,
    accept_by: DateTime<Utc>,
    now: DateTime<Utc>,
) -> QueryResult<Option<Order>> {
    diesel::update(orders::table.find(id).filter(orders::lifecycle.eq(Lifecycle::Unpaid.as_str())))
        .set((
            orders::lifecycle.eq(Lifecycle::Placed.as_str()),
            orders::payment_method.eq(PaymentMethod::Paid.as_str()),
            orders::placed_at.eq(now),
            orders::accept_by.eq(accept_by),
            orders::updated_at.eq(now),
            orders::version.eq(orders::version + 1),
        ))
        .returning(Order::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// How the money stands that was paid online. False: nothing was paid, as far as is known here.
///
/// # Errors
/// The database.
pub async fn stands(
    conn: &mut Conn,
    id: OrderId,
    how: PaymentMethod,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let paid =
        [PaymentMethod::Paid, PaymentMethod::PartlyRefunded, PaymentMethod::Refunded].map(|w| w.as_str());
    diesel::update(orders::table.find(id).filter(orders::payment_method.eq_any(paid)))
        .set((orders::payment_method.eq(how.as_str()), orders::updated_at.eq(now)))
        .execute(conn)
        .await
        .map(|rows| rows == 1)
}
