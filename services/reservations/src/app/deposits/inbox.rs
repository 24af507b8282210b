//! What waits for a decision, oldest first, with what is needed to decide (FR30).
use std::collections::{HashMap, hash_map::Entry};

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use souk_events::{ContactId, DepositId, MessageId, TenantId, UserId};
use souk_kit::{Conn, Kind, Problem, Scope};

use super::{
    codes,
    decide::{self, Decision},
};
use crate::{
    app::{
        override_hold::masked,
        work::{Cause, Work},
    },
    domain::reservation::State as Standing,
    state::State,
    store::{
        customers,
        deposits::{self, Deposit},
        groups::{self, Group},
        proofs::{self, Proof},
        reservations::{self, Reservation},
        stores,
    },
};

/// Most deposits that are shown.
const MOST: i64 = 100;
/// How long the address of a picture is good.
const GOOD: TimeDelta = TimeDelta::minutes(5);
/// What the word of such an address is made for.
const LINK: &str = "deposit proof";

/// A deposit as the shop sees it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The deposit.
    pub deposit: Deposit,
    /// The end of her number.
    pub who: String,
    /// What it covers.
    pub covered: Vec<Reservation>,
    /// The order that it became.
    pub order: Option<Group>,
    /// What she sent, oldest first.
    pub proofs: Vec<Shown>,
    /// The store's zone.
    pub zone: Tz,
    /// Her orders and her holds that ran out, of all lives.
    pub reliable: (i64, i64),
}

/// A proof, its words opened and its file under an address that is good for five minutes.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The proof.
    pub proof: Proof,
    /// What it says.
    pub words: Option<String>,
    /// Where its file is.
    pub url: Option<String>,
}

impl Row {
    /// What it is for: the number of the order, else the codes.
    #[must_use]
    pub fn target(&self) -> String {
        self.order.as_ref().map_or_else(|| codes(&self.covered), |group| group.number.clone())
    }

    /// The first end of what is held for it.
    #[must_use]
    pub fn ends(&self) -> Option<DateTime<Utc>> {
        self.covered.iter().filter_map(|row| row.expires_at).min()
    }
}

/// What waits, oldest first; with `decided` what was decided, newest first.
///
/// # Errors
/// The database.
pub async fn list(state: &State, tenant: TenantId, decided: bool) -> Result<Vec<Row>, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn: &mut Conn| {
            let all = if decided {
                deposits::decided(conn, tenant, MOST).await?
            } else {
                deposits::waiting(conn, tenant, MOST).await?
            };
            rows(conn, state, tenant, all).await
        })
        .await
}

pub(super) async fn rows(
    conn: &mut Conn,
    state: &State,
    tenant: TenantId,
    all: Vec<Deposit>,
) -> Result<Vec<Row>, Problem> {
    let ids: Vec<_> = all.iter().map(|row| row.id).collect();
    let contacts: Vec<ContactId> = all.iter().map(|row| row.contact_id).collect();
    let orders: Vec<_> = all.iter().filter_map(|row| row.group_id).collect();
    let people = customers::some(conn, &contacts).await?;
    let zone = stores::zone(conn, tenant).await?;
    let covered = reservations::of_deposits(conn, &ids).await?;
    let orders = groups::some(conn, &orders).await?;
    let mut reliable: HashMap<ContactId, (i64, i64)> = HashMap::new();
    for contact in contacts {
        if let Entry::Vacant(place) = reliable.entry(contact) {
            let whose = (tenant, contact);
            let good = reservations::count_by(conn, whose, None, Standing::Confirmed).await?;
            let bad = reservations::count_by(conn, whose, None, Standing::Expired).await?;
            place.insert((good, bad));
        }
    }
    let mut sent: HashMap<DepositId, Vec<Shown>> = HashMap::new();
    for proof in proofs::of(conn, &ids).await? {
        let words = match &proof.words {
            // Who was erased says nothing any more.
            Some(sealed) => match state.sealer.open(conn, sealed).await {
                Ok(plain) => Some(String::from_utf8_lossy(&plain).into_owned()),
                Err(souk_kit::seal::SealError::Unreadable(_)) => None,
                Err(error) => return Err(error.into()),
            },
            None => None,
        };
        let url = (!proof.content_type.is_empty()).then(|| link(state, proof.message_id)).transpose()?;
        sent.entry(proof.deposit_id).or_default().push(Shown { proof, words, url });
    }
    Ok(all
        .into_iter()
        .map(|deposit| Row {
            who: masked(&people, deposit.contact_id),
            covered: covered.iter().filter(|row| row.deposit_id == Some(deposit.id)).cloned().collect(),
            order: orders.iter().find(|group| Some(group.id) == deposit.group_id).cloned(),
            proofs: sent.remove(&deposit.id).unwrap_or_default(),
            zone,
            reliable: reliable.get(&deposit.contact_id).copied().unwrap_or_default(),
            deposit,
        })
        .collect())
}

fn value(id: MessageId, until: i64) -> String {
    format!("{id}:{until}")
}

fn link(state: &State, id: MessageId) -> Result<String, Problem> {
    let until = (state.clock.now() + GOOD).timestamp();
    let word = state.sealer.link_word(LINK, &value(id, until))?;
    Ok(format!("/dashboard/live/proofs/files/{id}?until={until}&word={word}"))
}

/// A file of a proof, for an address that is good.
///
/// # Errors
/// 404 for another merchant's, or when it is kept no more; 403 when the address is too old, or was made up.
pub async fn file(
    state: &State,
    tenant: TenantId,
    id: MessageId,
    (until, word): (i64, &str),
) -> Result<(String, Vec<u8>), Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn: &mut Conn| {
            let found = proofs::file(conn, id).await?.filter(|(proof, _)| proof.tenant_id == tenant);
            let (proof, sealed) = found.ok_or_else(Problem::not_found)?;
            let good = state.sealer.link_fits(LINK, &value(id, until), word);
            if !good || state.clock.now().timestamp() > until {
                return Err(Problem::new(Kind::Forbidden, "link_too_old"));
            }
            let sealed = sealed.ok_or_else(Problem::not_found)?;
            match state.sealer.open(conn, &sealed).await {
                Ok(bytes) => Ok((proof.content_type, bytes)),
                Err(souk_kit::seal::SealError::Unreadable(_)) => Err(Problem::not_found()),
                Err(error) => Err(error.into()),
            }
        })
        .await
}

/// Somebody of the shop decides.
///
/// # Errors
/// 404, 409 `deposit_decided` when somebody else was first, or the database.
pub async fn decide(
    state: &State,
    tenant: TenantId,
    by: UserId,
    id: DepositId,
    decision: Decision,
) -> Result<Row, Problem> {
    state
        .db
        .write(Scope::Tenant(tenant), async |conn: &mut Conn| {
            let row = deposits::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            stores::get(conn, row.store_id).await?;
            let who = (by.to_string(), Cause::Seller);
            let meta = souk_kit::meta(Some(tenant));
            let mut work = Work::begin(conn, &state.clock, (tenant, row.store_id), who, meta).await?;
            let row = deposits::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            decide::decide(conn, &mut work, state, &row, decision).await?;
            work.finish(conn).await?;
            let row = deposits::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            rows(conn, state, tenant, vec![row]).await?.pop().ok_or_else(Problem::not_found)
        })
        .await
}
