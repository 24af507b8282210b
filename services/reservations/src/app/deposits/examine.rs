//! The file of a proof is kept, compared with those of other deposits, and shown to the shop.
use sha2::{Digest as _, Sha256};
use souk_events::{DepositId, MessageId, Meta};
use souk_kit::{Conn, Problem, Scope, db};

use super::nudge;
use crate::{
    app::work::{Cause, Work},
    domain::look,
    state::State,
    store::{
        customers, deposits,
        proofs::{self, Kept},
    },
};

/// A file as whatsapp gave it, and what it looks like.
#[derive(Clone)]
pub struct File {
    /// `image/jpeg` or `application/pdf`.
    pub content_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Alike for pictures that look alike; none for what is no picture.
    pub look: Option<u64>,
}

/// Keeps the file, sealed with the customer's key, and tells the shop of the proof. A second time nothing changes.
///
/// # Errors
/// The database.
pub async fn examine(
    conn: &mut Conn,
    state: &State,
    meta: &Meta,
    (id, message): (DepositId, MessageId),
    file: Option<&File>,
) -> Result<(), Problem> {
    let Some(tenant) = meta.tenant else { return Ok(()) };
    db::enter(conn, Scope::Tenant(tenant)).await?;
    let Some(seen) = deposits::find(conn, id).await? else { return Ok(()) };
    let who = ("whatsapp".to_owned(), Cause::Message);
    let work = Work::begin(conn, &state.clock, (tenant, seen.store_id), who, meta.clone()).await?;
    let Some(row) = deposits::find(conn, id).await? else { return Ok(()) };
    let whose = customers::find(conn, tenant, row.contact_id).await?;
    if whose.is_some_and(|her| her.erased_at.is_some()) {
        return work.finish(conn).await;
    }
    if let Some(file) = file {
        let digest = Sha256::digest(&file.bytes).to_vec();
        let whose = row.contact_id.to_string();
        let sealed = state.sealer.seal(conn, tenant, &whose, work.now, &file.bytes).await?;
        let others = proofs::others(conn, tenant, id).await?;
        let same = |(_, other, looks): &&(i64, Option<Vec<u8>>, Option<i64>)| {
            other.as_ref() == Some(&digest)
                || file
                    .look
                    .is_some_and(|mine| looks.is_some_and(|its| look::alike(mine, its.cast_unsigned())))
        };
        let kept = Kept {
            content_type: file.content_type.clone(),
            file: sealed,
            seen_in: others.iter().find(same).map(|(number, ..)| *number),
            digest,
            look: file.look.map(u64::cast_signed),
        };
        proofs::keep(conn, message, &kept).await?;
    }
    if row.state() == crate::domain::deposit::State::Pending {
        nudge::show(conn, &work, state, &row, format!("proof:{id}:{message}")).await?;
    }
    work.finish(conn).await
}
