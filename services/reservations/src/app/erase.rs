//! A customer had her data erased: her keys are destroyed, what is personal is emptied, others are told (§11).
use serde_json::json;
use souk_events::{ContactId, TenantId, reservations::v1::ContactErased};
use souk_kit::{Conn, Problem, Scope, db, erasure};

use super::{
    deposits,
    end::{self, Ending},
    promote,
    work::{Cause, Work},
};
use crate::{
    domain::reservation::State as Standing,
    state::State,
    store::{
        customers::{self, Customer},
        deposits as rows, groups, own_data, reservations,
    },
};

/// Most orders looked at.
const ORDERS: i64 = 100;
/// Most people of one merchant in a night.
const MANY: i64 = 100;

/// What of hers is open: the number of an order that is not over, or what money is owed or paid for. None: nothing.
///
/// # Errors
/// The database.
pub async fn open(conn: &mut Conn, tenant: TenantId, contact: ContactId) -> Result<Option<String>, Problem> {
    let selves = customers::selves(conn, tenant, contact).await?;
    for one in &selves {
        let orders = groups::by(conn, tenant, *one, ORDERS).await?;
        if let Some(group) = orders.iter().find(|row| row.state == "confirmed" && row.news != "completed") {
            return Ok(Some(group.number.clone()));
        }
    }
    for row in rows::by(conn, tenant, &selves).await? {
        // A hold that ends with her would leave money that is owed.
        if row.owed() || (row.state().covers() && !deposits::held(conn, row.id).await?.is_empty()) {
            return Ok(Some(deposits::target(conn, &row).await?));
        }
    }
    Ok(None)
}

/// Erases a customer of whom nothing is open. A second time there is nothing left to erase.
///
/// # Errors
/// The database.
pub async fn erase(conn: &mut Conn, work: &mut Work, contact: ContactId) -> Result<(), Problem> {
    let selves = customers::selves(conn, work.tenant, contact).await?;
    let mut freed = Vec::new();
    for one in &selves {
        for row in reservations::live_by(conn, work.tenant, *one).await? {
            let ending = Ending::new(Standing::Cancelled, "erased");
            freed.extend(end::end(conn, work, &row, ending).await?.map(|row| row.item_id));
        }
    }
    freed.sort_unstable();
    freed.dedup();
    promote::next(conn, work, &freed).await?;
    own_data::wipe(conn, work.tenant, &selves).await?;
    for one in &selves {
        // An empty row stays: what she wrote just before, and what of hers is still fetched, makes no new one.
        let nobody = Customer::new(work.tenant, *one, work.store.store_id, work.now);
        customers::save(conn, &Customer { erased_at: Some(work.now), ..nobody }).await?;
        erasure::forget(conn, one).await?;
        work.note("contact.erased", one.to_string(), None, json!(null), json!(null));
        work.tell(conn, &ContactErased { contact_id: one.to_string() }).await?;
    }
    Ok(())
}

/// Erases those of a merchant who wait for it and have nothing open any more.
///
/// # Errors
/// The database.
pub async fn those_who_wait(conn: &mut Conn, state: &State, tenant: TenantId) -> Result<(), Problem> {
    db::enter(conn, Scope::Tenant(tenant)).await?;
    for row in customers::to_erase(conn, tenant, MANY).await? {
        let who = ("timer".to_owned(), Cause::Timer);
        let meta = souk_kit::meta(Some(tenant));
        let mut work = Work::begin(conn, &state.clock, (tenant, row.store_id), who, meta).await?;
        if open(conn, tenant, row.contact_id).await?.is_none() {
            erase(conn, &mut work, row.contact_id).await?;
        }
        work.finish(conn).await?;
    }
    Ok(())
}
