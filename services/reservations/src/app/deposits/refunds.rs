//! What the shop owes: deposits of which nothing came, until somebody gave the money back.
use souk_events::{DepositId, TenantId, UserId};
use souk_kit::{Conn, Problem, Scope, line};

use super::{
    News, change,
    inbox::{self, Row},
};
use crate::{
    app::work::{Cause, Work},
    state::State,
    store::deposits::{self, Deposit},
};

/// Most rows that are shown.
const MOST: i64 = 100;
/// Longest note.
const NOTE: usize = 200;

/// The refunds that are owed, oldest first.
///
/// # Errors
/// The database.
pub async fn owed(state: &State, tenant: TenantId) -> Result<Vec<Row>, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn: &mut Conn| {
            let all = deposits::owed(conn, tenant, MOST).await?;
            inbox::rows(conn, state, tenant, all).await
        })
        .await
}

/// Somebody gave the money back, and says how. It stays on record.
///
/// # Errors
/// 404; 409 `refund_not_due` when nothing is owed, or no more; 422 without a note; the database.
pub async fn given_back(
    state: &State,
    tenant: TenantId,
    by: UserId,
    id: DepositId,
    note: &str,
) -> Result<Row, Problem> {
    let note = line::required(note, NOTE).map_err(|code| Problem::field("/note", code))?;
    state
        .db
        .write(Scope::Tenant(tenant), async |conn: &mut Conn| {
            let row = deposits::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            let who = (by.to_string(), Cause::Seller);
            let meta = souk_kit::meta(Some(tenant));
            let mut work = Work::begin(conn, &state.clock, (tenant, row.store_id), who, meta).await?;
            let row = deposits::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            if !row.owed() {
                return Err(Problem::conflict("refund_not_due").state(row.state));
            }
            let after = Deposit {
                refunded_at: Some(work.now),
                refunded_by: by.to_string(),
                refund_note: note.clone(),
                ..row.clone()
            };
            let saved =
                change(conn, &mut work, "deposit.refunded", Some(&row), after, News::default()).await?;
            work.finish(conn).await?;
            inbox::rows(conn, state, tenant, vec![saved]).await?.pop().ok_or_else(Problem::not_found)
        })
        .await
}
