//! The merchant's list of numbers from which a live is run.
use aws_lc_rs::rand;
use chrono::TimeDelta;
use souk_events::TenantId;
use souk_kit::{FieldError, Problem, Scope};
use uuid::Uuid;

use super::{opened, people};
use crate::{
    domain::number,
    error::{Refusal, broke},
    state::State,
    store::sellers::{self, SellerPhone},
};

/// How long a code that links a number counts.
const CODE: TimeDelta = TimeDelta::minutes(10);
const LABEL_MAX: usize = 60;

/// One of them, as its merchant sees it.
#[derive(Clone, Debug)]
pub struct Seller {
    /// Its id.
    pub id: Uuid,
    /// Who that is.
    pub label: String,
    /// The last digits of its number; none: it hides.
    pub ending: Option<String>,
    /// Whether it is known when it writes.
    pub linked: bool,
}

/// The merchant's sellers, by name.
///
/// # Errors
/// The database.
pub async fn list(state: &State, tenant: TenantId) -> Result<Vec<Seller>, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let mut all = Vec::new();
            for row in sellers::all(conn, tenant).await? {
                let phone = opened::text(conn, &state.sealer, row.phone.as_deref()).await?;
                all.push(Seller {
                    id: row.id,
                    label: row.label,
                    ending: phone.map(|phone| number::ending(&phone).to_owned()),
                    linked: row.phone_hash.is_some() || row.bsuid_hash.is_some(),
                });
            }
            Ok::<_, Problem>(all)
        })
        .await
}

/// Six digits.
fn code() -> Result<String, Problem> {
    let mut bytes = [0u8; 8];
    rand::fill(&mut bytes).map_err(|_| Problem::internal("no randomness"))?;
    Ok(format!("{:06}", u64::from_be_bytes(bytes) % 1_000_000))
}

/// Adds a number, or, where it hides, the code that links it within ten minutes.
///
/// # Errors
/// What is wrong with the fields; 409 when it is a seller's already; the database.
pub async fn add(
    state: &State,
    tenant: TenantId,
    (label, phone): (&str, &str),
) -> Result<(Uuid, Option<String>), Problem> {
    let mut wrong = Vec::new();
    let label = label.trim();
    match label.chars().count() {
        0 => wrong.push(FieldError::new("/label", "required")),
        n if n > LABEL_MAX => wrong.push(FieldError::new("/label", "too_long")),
        _ => {}
    }
    let hides = phone.trim().is_empty();
    let known = number::phone(phone);
    if !hides && known.is_none() {
        wrong.push(FieldError::new("/phone", "phone_wrong"));
    }
    if !wrong.is_empty() {
        return Err(Problem::fields(wrong));
    }
    let (id, now) = (Uuid::now_v7(), state.clock.now());
    let code = if hides { Some(code()?) } else { None };
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let sealed = match &known {
                Some(phone) => {
                    let subject = format!("seller {id}");
                    Some(state.sealer.seal(conn, tenant, &subject, now, phone.as_bytes()).await?)
                }
                None => None,
            };
            let first =
                |what, value: Option<&str>| people::hashes(state, tenant, what, value).into_iter().next();
            let row = SellerPhone {
                id,
                tenant_id: tenant,
                label: label.to_owned(),
                phone: sealed,
                phone_hash: first("phone", known.as_deref()),
                bsuid_hash: None,
                code_hash: first("link code", code.as_deref()),
                code_until: code.as_ref().map(|_| now + CODE),
                code_tries: 0,
                active: true,
                created_at: now,
            };
            sellers::insert(conn, &row).await.map_err(|error| {
                if broke(&error, "seller_phone_number") {
                    Refusal::SellerKnown.into()
                } else {
                    Problem::from(error)
                }
            })
        })
        .await?;
    Ok((id, code))
}

/// Takes one away; from its next message on it is a customer.
///
/// # Errors
/// 404 when there is none; the database.
pub async fn remove(state: &State, tenant: TenantId, id: Uuid) -> Result<(), Problem> {
    let gone = state
        .db
        .read(Scope::Tenant(tenant), async |conn| Ok::<_, Problem>(sellers::remove(conn, tenant, id).await?))
        .await?;
    if gone { Ok(()) } else { Err(Problem::not_found()) }
}
