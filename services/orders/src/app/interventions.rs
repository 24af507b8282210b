//! An operator of the platform steps in: the change is the order's own, the reason is kept beside it.
use souk_events::{OrderId, UserId, orders::v1::OrderIntervened};
use souk_kit::{Lang, Problem, Scope, line};
use souk_outbox::publish;

use super::{
    read::{self, Full},
    transition::{self, Command},
};
use crate::{
    domain::order::{Action, Actor, Reason},
    live::Changed,
    state::State,
    store::{
        interventions::{self, Intervention, Sought},
        rows::Order,
    },
};

/// The longest reason.
pub const REASON_MAX: usize = 200;
const OPERATOR: Scope = Scope::Platform("an operator looks at orders");

/// What an operator wants.
#[derive(Clone, Debug)]
pub struct Step {
    /// Which order.
    pub order: OrderId,
    /// What.
    pub action: Action,
    /// Why, in their words.
    pub reason: String,
    /// Only if the order still has this version.
    pub version: Option<i64>,
}

/// Moves an order of any merchant. Its history says that the platform did it, the customer is told as always, and the
/// fact has the merchant told.
///
/// # Errors
/// 422 without a reason or for a step that is the merchant's alone; 404, 409 and 412 as for everybody.
pub async fn run(state: &State, operator: UserId, step: &Step) -> Result<Order, Problem> {
    let reason = line::required(&step.reason, REASON_MAX).map_err(|code| Problem::field("/reason", code))?;
    if !step.action.of_operators() {
        return Err(Problem::field("/action", "choice_unknown"));
    }
    let now = state.clock.now();
    let command = Command {
        order: step.order,
        action: step.action,
        actor: Actor::Platform,
        person: Some(operator.to_string()),
        reason: step.action.needs_reason().then_some(Reason::Platform),
        version: step.version,
    };
    let meta = souk_kit::meta(None);
    let moved = state
        .db
        .write(Scope::Platform("an operator steps in"), async |conn| {
            let Some(order) = transition::apply(conn, &state.mails, &command, &meta, now).await? else {
                return Err(transition::not_moved(conn, step.order, step.version).await);
            };
            let row = Intervention {
                tenant_id: order.tenant_id,
                order_id: order.id,
                version: order.version,
                action: step.action.as_str().to_owned(),
                operator,
                reason: reason.clone(),
                at: now,
            };
            interventions::insert(conn, &row).await?;
            let told = OrderIntervened {
                order_id: order.id.to_string(),
                tenant_id: order.tenant_id.to_string(),
                store_id: order.store_id.to_string(),
                version: order.version,
                number: order.number.clone(),
                action: row.action,
                operator_id: operator.to_string(),
            };
            publish(conn, &meta, now, &told).await?;
            Ok(order)
        })
        .await?;
    tracing::info!(order = %moved.id, %operator, action = step.action.as_str(), "an operator stepped in");
    state.mails.ring();
    state.bell.ring(Changed { tenant: moved.tenant_id, order: moved.id });
    Ok(moved)
}

/// Orders of any merchant, newest first; the text may be an id.
///
/// # Errors
/// The database.
pub async fn find(
    state: &State,
    sought: &Sought,
    after: Option<OrderId>,
    limit: i64,
) -> Result<Vec<Order>, Problem> {
    state
        .db
        .read(OPERATOR, async |conn| {
            if let Ok(id) = sought.text.parse::<OrderId>() {
                return Ok(crate::store::orders::find(conn, id).await?.into_iter().collect());
            }
            Ok(interventions::orders(conn, sought, after, limit).await?)
        })
        .await
}

/// One order of any merchant, without what is personal, and what operators did to it.
///
/// # Errors
/// 404.
pub async fn look(state: &State, id: OrderId, lang: Lang) -> Result<(Full, Vec<Intervention>), Problem> {
    let find = async |conn: &mut souk_kit::Conn| {
        let order = crate::store::orders::find(conn, id).await?.ok_or_else(Problem::not_found)?;
        Ok::<_, Problem>((order.tenant_id, interventions::of_order(conn, id).await?))
    };
    let (tenant, steps) = state.db.read(OPERATOR, find).await?;
    let mut full = read::staff_order(state, tenant, id, lang).await?;
    // What the customer had to say is for the shop alone.
    full.line_notes.clear();
    Ok((full, steps))
}

/// What operators did to one of the merchant's orders.
///
/// # Errors
/// The database.
pub async fn of_order(
    state: &State,
    tenant: souk_events::TenantId,
    id: OrderId,
) -> Result<Vec<Intervention>, Problem> {
    state.db.read(Scope::Tenant(tenant), async |conn| Ok(interventions::of_order(conn, id).await?)).await
}
