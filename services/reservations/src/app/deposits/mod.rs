//! Deposits and their proofs (FR23, FR26, FR43, FR44): received, looked at, decided, given back.
pub mod asked;
pub mod decide;
pub mod examine;
pub mod inbox;
pub mod nudge;
pub mod receive;
pub mod refund;
pub mod targets;

use serde_json::{Value, json};
use souk_events::{ContactId, DepositId, MessageId, reservations::v1 as told};
use souk_kit::{Conn, Problem};

use super::{
    say::{self, Part, Saying},
    work::Work,
};
use crate::{
    domain::{deposit::State, reservation::State as Standing},
    store::{
        deposits::{self, Deposit},
        groups, items,
        reservations::{self, Reservation},
        sessions,
    },
};

/// What a change of a deposit tells, beside its state.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct News {
    /// The message with the newest proof.
    pub message: Option<MessageId>,
    /// The order is to be called off.
    pub cancels: bool,
}

/// Writes a deposit, its order's state of deposits, the record and the fact.
///
/// # Errors
/// 409 when somebody else was first, or the database.
pub(super) async fn change(
    conn: &mut Conn,
    work: &mut Work,
    action: &str,
    before: Option<&Deposit>,
    after: Deposit,
    news: News,
) -> Result<Deposit, Problem> {
    let saved = match before {
        None => {
            deposits::insert(conn, &after).await?;
            after
        }
        Some(_) => deposits::save(conn, &after)
            .await?
            .ok_or_else(|| Problem::conflict("deposit_decided").state(after.state.clone()))?,
    };
    let said = |row: &Deposit| json!({ "state": row.state, "amount": row.amount, "refund_due": row.refund_due, "reason": row.reason });
    work.note(action, saved.id.to_string(), None, before.map_or(Value::Null, said), said(&saved));
    let mut together = String::new();
    if let Some(group) = saved.group_id {
        let all: Vec<State> = deposits::of_group(conn, group).await?.iter().map(Deposit::state).collect();
        State::together(&all).as_str().clone_into(&mut together);
        groups::set_deposit(conn, group, &together).await?;
    }
    let fact = told::DepositChanged {
        deposit_id: saved.id.to_string(),
        group_id: saved.group_id.map(|id| id.to_string()).unwrap_or_default(),
        contact_id: saved.contact_id.to_string(),
        state: if saved.refund_due { "refund_due".to_owned() } else { saved.state.clone() },
        amount: Some(saved.money().into()),
        version: saved.version,
        message_id: news.message.map(|id| id.to_string()).unwrap_or_default(),
        cancels_order: news.cancels,
        group_state: together,
    };
    work.tell(conn, &fact).await?;
    Ok(saved)
}

/// What a deposit is for, as messages say it: the order's number, else the codes.
///
/// # Errors
/// The database.
pub(super) async fn target(conn: &mut Conn, row: &Deposit) -> Result<String, Problem> {
    if let Some(id) = row.group_id
        && let Some(group) = groups::find(conn, id).await?
    {
        return Ok(group.number);
    }
    Ok(codes(&reservations::of_deposits(conn, &[row.id]).await?))
}

/// `A12, B7`
pub(super) fn codes(rows: &[Reservation]) -> String {
    rows.iter().map(|row| row.code.clone()).collect::<Vec<_>>().join(", ")
}

/// What a deposit covers and is still held.
pub(super) async fn held(conn: &mut Conn, id: DepositId) -> Result<Vec<Reservation>, Problem> {
    let rows = reservations::of_deposits(conn, &[id]).await?;
    Ok(rows.into_iter().filter(|row| row.state() == Standing::Held).collect())
}

/// Tells a customer something about her money, once.
///
/// # Errors
/// The database.
pub(super) async fn tell_customer(
    conn: &mut Conn,
    work: &Work,
    row: &Deposit,
    dedupe: String,
    parts: Vec<Part>,
) -> Result<(), Problem> {
    let saying = Saying { class: "payment", dedupe, parts, ..Saying::default() };
    say::ask(conn, work, row.contact_id, saying).await.map(drop)
}

/// Who of the shop is told of a deposit: who sells what it is for, else who sells in its live.
///
/// # Errors
/// The database.
pub(super) async fn seller_of(conn: &mut Conn, row: &Deposit) -> Result<Option<ContactId>, Problem> {
    for covered in reservations::of_deposits(conn, &[row.id]).await? {
        if let Some(seller) = items::find(conn, covered.item_id).await?.and_then(|item| item.made_by) {
            return Ok(Some(seller));
        }
    }
    let session = match row.session_id {
        Some(id) => Some(id),
        None => sessions::active(conn, row.tenant_id).await?.map(|session| session.id),
    };
    let Some(session) = session else { return Ok(None) };
    Ok(items::seller_of(conn, session).await?)
}

/// Whether a hold stays beyond its end, and until when: its proof waits for a decision (I10).
///
/// # Errors
/// The database.
pub(super) async fn kept_until(
    conn: &mut Conn,
    work: &Work,
    row: &Reservation,
) -> Result<Option<chrono::DateTime<chrono::Utc>>, Problem> {
    let (Some(id), Some(review)) = (row.deposit_id, work.deposit.review) else { return Ok(None) };
    let found = deposits::find(conn, id).await?.filter(|d| d.state() == State::Pending && d.locks);
    Ok(found.map(|deposit| deposit.submitted_at + review))
}
