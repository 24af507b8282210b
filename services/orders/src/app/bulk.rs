//! One step for many orders, each in a transaction of its own: one that cannot move holds up nobody (FR31).
use souk_events::OrderId;
use souk_kit::{FieldError, Problem, Scope};

use super::transition;
use crate::{
    domain::order::{Action, Reason},
    state::State,
    store::rows::Order,
};

/// Most orders at once.
const MOST: usize = 100;

/// Does it, and says what became of each.
///
/// # Errors
/// 422 for none or too many, or without a reason a person can give; what stops all of them, such as the database.
pub async fn run(
    state: &State,
    scope: Scope,
    person: &str,
    mut ids: Vec<OrderId>,
    (step, reason): (Action, Option<Reason>),
) -> Result<Vec<(OrderId, Result<Order, Problem>)>, Problem> {
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() || ids.len() > MOST {
        return Err(Problem::fields(vec![FieldError::new("/ids", "number_range")]));
    }
    let mut done = Vec::new();
    for id in ids {
        let command = transition::by_staff(id, step, person.to_owned(), reason, None)?;
        match transition::run(state, scope, command).await {
            Err(problem) if !problem.kind.status().is_client_error() => return Err(problem),
            said => done.push((id, said)),
        }
    }
    Ok(done)
}
