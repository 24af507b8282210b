//! Moving an order: one conditional update decides, its winner writes history and tells the fact.
use chrono::{DateTime, Utc};
use souk_events::{
    Meta, OrderId,
    orders::v1::{
        self as facts, OrderAccepted, OrderCancelled, OrderCompleted, OrderDeparted, OrderPreparing,
        OrderReady, OrderRejected,
    },
};
use souk_kit::{Conn, Kind, Problem, Scope, mail_queue::MailQueue};
use souk_outbox::{OutboxError, publish};

use super::mailing;
use crate::{
    domain::{
        news::News,
        order::{Action, Actor, Reason},
    },
    jobs::accept_deadline,
    live::Changed,
    state::State,
    store::{
        fulfilments, orders,
        redemptions::{self, Settled},
        rows::{HistoryRow, Order},
    },
};

/// What somebody wants done to an order.
#[derive(Clone, Debug)]
pub struct Command {
    /// Which order.
    pub order: OrderId,
    /// What.
    pub action: Action,
    /// In which role.
    pub actor: Actor,
    /// Who, when it is a person.
    pub person: Option<String>,
    /// Why, when it ends the order early.
    pub reason: Option<Reason>,
    /// Only if the order still has this version.
    pub version: Option<i64>,
}

/// Does it on a request's behalf, in the caller's scope.
///
/// # Errors
/// 404 when the scope does not show the order, 409 with the current state when it moved on, 412 when `If-Match`
/// names another version.
pub async fn run(state: &State, scope: Scope, command: Command) -> Result<Order, Problem> {
    let now = state.clock.now();
    let moved = state
        .db
        .write(scope, async |conn| {
            let tenant = match scope {
                Scope::Tenant(tenant) => Some(tenant),
                Scope::Subject(_) | Scope::Platform(_) => None,
            };
            if let Some(order) = apply(conn, &state.mails, &command, &souk_kit::meta(tenant), now).await? {
                return Ok(order);
            }
            Err(not_moved(conn, command.order, command.version).await)
        })
        .await?;
    state.mails.ring();
    state.bell.ring(Changed { tenant: moved.tenant_id, order: moved.id });
    Ok(moved)
}

/// Why an order did not move, by how it stands now.
pub(super) async fn not_moved(conn: &mut Conn, id: OrderId, version: Option<i64>) -> Problem {
    match orders::find(conn, id).await {
        Ok(Some(there)) => refusal(version, &there),
        Ok(None) => Problem::not_found(),
        Err(error) => error.into(),
    }
}

/// Why an order that stands so does not move: it is at another version, or stands elsewhere.
pub(super) fn refusal(version: Option<i64>, there: &Order) -> Problem {
    if version.is_some_and(|v| v != there.version) {
        return Problem::new(Kind::Stale, "stale");
    }
    Problem::conflict("order_moved_on").state(there.label().as_str())
}

/// Does it inside a transaction. None: the order does not stand where the action starts.
///
/// # Errors
/// The database.
pub async fn apply(
    conn: &mut Conn,
    mails: &MailQueue,
    command: &Command,
    meta: &Meta,
    now: DateTime<Utc>,
) -> Result<Option<Order>, Problem> {
    let step = command.action.transition(command.actor);
    let moved = orders::move_on(conn, command.order, &step, command.reason, command.version, now).await?;
    let Some(order) = moved else { return Ok(None) };
    let row = HistoryRow {
        tenant_id: order.tenant_id,
        order_id: order.id,
        version: order.version,
        what: command.action.done().to_owned(),
        actor: command.actor.as_str().to_owned(),
        person: command.person.clone(),
        reason: command.reason.map(|r| r.as_str().to_owned()),
        at: now,
        ready_at: None,
    };
    orders::remember(conn, &row).await?;
    if matches!(command.action, Action::Accept | Action::Reject | Action::Cancel) {
        accept_deadline::lift(conn, order.id).await?;
    }
    if let (Action::Reject | Action::Cancel, Some(start)) = (command.action, order.slot_start) {
        let whose = (order.tenant_id, order.store_id);
        fulfilments::give_place_back(conn, whose, &order.fulfilment, start).await?;
    }
    // Only what took something off was counted.
    if order.discount > 0
        && let Some(how) = settles(command.action)
    {
        redemptions::settle(conn, order.tenant_id, order.id, how, now).await?;
    }
    // A customer's request knows no tenant: the order does.
    let meta = Meta { tenant: Some(order.tenant_id), ..meta.clone() };
    tell(conn, command, &order, &meta, now).await?;
    // Nobody was told of an order that was never paid.
    if let Some(news) = News::of(command.action, order.mode()).filter(|_| !order.is_unpaid()) {
        mailing::note(conn, mails, &order, news).await?;
    }
    Ok(Some(order))
}

/// What becomes of the promotions that an order used.
fn settles(action: Action) -> Option<Settled> {
    match action {
        Action::Complete => Some(Settled::Committed),
        Action::Reject | Action::Cancel => Some(Settled::Released),
        Action::Accept | Action::Start | Action::Ready | Action::Depart => None,
    }
}

async fn tell(
    conn: &mut Conn,
    command: &Command,
    order: &Order,
    meta: &Meta,
    now: DateTime<Utc>,
) -> Result<(), OutboxError> {
    let (order_id, store_id, hold_id) = (order.id.to_string(), order.store_id.to_string(), order.told_hold());
    let version = order.version;
    let reason = command.reason.map(Reason::as_str).unwrap_or_default().to_owned();
    let actor = match command.actor {
        Actor::Customer => facts::Actor::Customer,
        Actor::Merchant => facts::Actor::Merchant,
        Actor::System => facts::Actor::System,
        Actor::Platform => facts::Actor::Platform,
    }
    .into();
    match command.action {
        Action::Accept => publish(conn, meta, now, &OrderAccepted { order_id, store_id, version }).await,
        Action::Start => publish(conn, meta, now, &OrderPreparing { order_id, store_id, version }).await,
        Action::Ready => publish(conn, meta, now, &OrderReady { order_id, store_id, version }).await,
        Action::Depart => publish(conn, meta, now, &OrderDeparted { order_id, store_id, version }).await,
        Action::Complete => {
            publish(conn, meta, now, &OrderCompleted { order_id, store_id, version, hold_id }).await
        }
        Action::Reject => {
            publish(conn, meta, now, &OrderRejected { order_id, store_id, version, hold_id, reason, actor })
                .await
        }
        Action::Cancel => {
            publish(conn, meta, now, &OrderCancelled { order_id, store_id, version, hold_id, reason, actor })
                .await
        }
    }
    .map(drop)
}

/// The command of somebody of the shop.
///
/// # Errors
/// 422 when an ending has no reason a person can give.
pub fn by_staff(
    order: OrderId,
    action: Action,
    person: String,
    reason: Option<Reason>,
    version: Option<i64>,
) -> Result<Command, Problem> {
    let fitting = reason.is_some_and(|r| Reason::OF_STAFF.contains(&r)) == action.needs_reason();
    if !fitting {
        let code = if reason.is_some() { "choice_unknown" } else { "required" };
        return Err(Problem::field("/reason", code));
    }
    Ok(Command { order, action, actor: Actor::Merchant, person: Some(person), reason, version })
}

/// The command of the person who ordered.
#[must_use]
pub fn by_customer(order: OrderId, person: String, version: Option<i64>) -> Command {
    Command {
        order,
        action: Action::Cancel,
        actor: Actor::Customer,
        person: Some(person),
        reason: Some(Reason::CustomerAsked),
        version,
    }
}
