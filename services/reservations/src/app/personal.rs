//! What is personal, for the modules that need it.
use serde_json::{Value, json};
use souk_events::{MessageRequestId, ReservationGroupId};
use souk_kit::{Conn, Lang, Problem, Scope, seal::SealError};

use super::confirm::Personal;
use crate::{
    state::State,
    store::{
        groups::{self, Group},
        requests, stores,
    },
};

/// The personal parameters of a message.
///
/// # Errors
/// 404, or 410 when the person was erased.
pub async fn of_request(state: &State, id: MessageRequestId) -> Result<Value, Problem> {
    let scope = Scope::Platform("a message's personal parameters");
    state
        .db
        .read(scope, async |conn: &mut Conn| {
            let row = requests::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            let Some(sealed) = row.personal else { return Ok(json!({})) };
            let plain = state.sealer.open(conn, &sealed).await.map_err(unopened)?;
            serde_json::from_slice(&plain).map_err(Problem::internal)
        })
        .await
}

/// Only a destroyed key means that the person was erased: a database that does not answer is asked again.
fn unopened(error: SealError) -> Problem {
    match error {
        SealError::Unreadable(_) => Problem::new(souk_kit::Kind::Gone, "person_erased"),
        database => database.into(),
    }
}

/// Name, phone and address of an order, and what its shop speaks.
///
/// # Errors
/// 404, or 410 when the person was erased.
pub async fn of_group(state: &State, id: ReservationGroupId) -> Result<(Group, Personal, Lang), Problem> {
    let scope = Scope::Platform("a live order's personal data");
    state
        .db
        .read(scope, async |conn: &mut Conn| {
            let row = groups::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            let plain = state.sealer.open(conn, &row.personal).await.map_err(unopened)?;
            let known = serde_json::from_slice(&plain).map_err(Problem::internal)?;
            let lang = stores::get(conn, row.store_id).await?.lang();
            Ok((row, known, lang))
        })
        .await
}
