//! The money of an order: it arrives and the order is placed, it does not and the order ends, some goes back.
use chrono::{DateTime, TimeDelta, Utc};
use souk_events::{Meta, OrderId, Subject};
use souk_kit::{Conn, Problem, Scope, db, mail_queue::MailQueue};
use souk_outbox::publish;

use super::{
    fact, mailing,
    transition::{self, Command},
};
use crate::{
    domain::{
        news::News,
        order::{Action, Actor, Lifecycle, PaymentMethod, Reason},
    },
    jobs::accept_deadline,
    store::{
        cart, cart_codes, orders, paying, redemptions,
        rows::{HistoryRow, Order},
    },
};

/// An order that waits is not yet its shop's: it is changed in this scope.
const WAITS: Scope = Scope::Platform("the payment of an order");

/// The money is here: the order is placed. A second time, or when the order ended meanwhile, nothing happens; what
/// was paid for an ended order goes back by itself.
///
/// # Errors
/// The database.
pub async fn captured(
    conn: &mut Conn,
    mails: &MailQueue,
    id: OrderId,
    (meta, accept_within): (&Meta, TimeDelta),
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    db::enter(conn, WAITS).await?;
    let Some(order) = paying::pay(conn, id, now + accept_within, now).await? else { return Ok(()) };
    orders::remember(conn, &entry(&order, now)).await?;
    let lines = orders::lines(conn, &[id]).await?;
    let used = redemptions::of_order(conn, order.tenant_id, id).await?;
    let given = used.iter().map(|one| fact::discount(&order, one)).collect();
    let meta = Meta { tenant: Some(order.tenant_id), ..meta.clone() };
    publish(conn, &meta, now, &fact::placed(&order, &lines, given)).await?;
    accept_deadline::set(conn, order.tenant_id, id, order.accept_by, &meta).await?;
    if let Ok(whose) = order.customer.parse::<Subject>() {
        let bought: Vec<_> = lines.iter().map(|line| (line.line_id, line.quantity)).collect();
        cart::take(conn, whose, &bought).await?;
        let codes: Vec<String> = used.iter().filter_map(|one| one.code.clone()).collect();
        cart_codes::remove(conn, whose, &codes).await?;
    }
    mailing::note(conn, mails, &order, News::Placed).await
}

fn entry(order: &Order, now: DateTime<Utc>) -> HistoryRow {
    HistoryRow {
        tenant_id: order.tenant_id,
        order_id: order.id,
        version: order.version,
        what: Lifecycle::Placed.as_str().into(),
        actor: Actor::Customer.as_str().into(),
        person: Some(order.customer.clone()),
        reason: None,
        at: now,
        ready_at: None,
    }
}

/// Nobody paid, and nobody will: the order ends and its goods are free.
///
/// # Errors
/// The database.
pub async fn expired(
    conn: &mut Conn,
    mails: &MailQueue,
    order: OrderId,
    meta: &Meta,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    db::enter(conn, WAITS).await?;
    let command = Command {
        order,
        action: Action::Cancel,
        actor: Actor::System,
        person: None,
        reason: Some(Reason::Unpaid),
        version: None,
    };
    transition::apply(conn, mails, &command, meta, now).await.map(drop)
}

/// Money went back, or came back to us.
///
/// # Errors
/// The database.
pub async fn refunded(
    conn: &mut Conn,
    order: OrderId,
    status: &str,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    db::enter(conn, WAITS).await?;
    let how = match status {
        "refunded" => PaymentMethod::Refunded,
        "partly_refunded" => PaymentMethod::PartlyRefunded,
        _ => PaymentMethod::Paid,
    };
    if !paying::stands(conn, order, how, now).await?
        && orders::find(conn, order).await?.is_some_and(|row| row.lifecycle == Lifecycle::Unpaid.as_str())
    {
        // It overtook the word that the money is here: heard again after it.
        return Err(Problem::not_found());
    }
    Ok(())
}
