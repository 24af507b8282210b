//! Deposits and their proofs (FR23, FR26, FR43, FR44): received, looked at, decided, given back.
pub mod asked;
pub mod decide;
pub mod examine;
pub mod inbox;
pub mod nudge;
pub mod receive;
pub mod refund;
pub mod refunds;
pub mod targets;

use serde_json::{Value, json};
use souk_events::{ContactId, DepositId, MessageId, ReservationGroupId, reservations::v1 as told};
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
    let said = |row: &Deposit| {
        json!({ "state": row.state, "amount": row.amount, "refund_due": row.owed(), "reason": row.reason,
            "refund_note": row.refund_note })
    };
    work.note(action, saved.id.to_string(), None, before.map_or(Value::Null, said), said(&saved));
    let mut fact = told::DepositChanged {
        deposit_id: saved.id.to_string(),
        group_id: String::new(),
        contact_id: saved.contact_id.to_string(),
        state: told_as(&saved),
        amount: Some(saved.money().into()),
        version: saved.version,
        message_id: news.message.map(|id| id.to_string()).unwrap_or_default(),
        cancels_order: news.cancels,
        group_state: String::new(),
    };
    let orders = orders_of(conn, &saved).await?;
    if orders.is_empty() {
        work.tell(conn, &fact).await?;
    }
    for group in orders {
        let all: Vec<State> = deposits::of_group(conn, group).await?.iter().map(Deposit::state).collect();
        State::together(&all).as_str().clone_into(&mut fact.group_state);
        groups::set_deposit(conn, group, &fact.group_state).await?;
        fact.group_id = group.to_string();
        work.tell(conn, &fact).await?;
        // The file is fetched once.
        fact.message_id.clear();
    }
    Ok(saved)
}

/// The word of a fact for how a deposit stands.
fn told_as(row: &Deposit) -> String {
    match (row.refund_due, row.refunded_at) {
        (true, None) => "refund_due".to_owned(),
        (true, Some(_)) => "refunded".to_owned(),
        (false, _) => row.state.clone(),
    }
}

/// The orders of what a deposit covers: several, when one proof was for holds that were said yes to one after the other.
///
/// # Errors
/// The database.
pub(super) async fn orders_of(conn: &mut Conn, row: &Deposit) -> Result<Vec<ReservationGroupId>, Problem> {
    let covered = reservations::of_deposits(conn, &[row.id]).await?;
    let mut all: Vec<_> = row.group_id.into_iter().collect();
    for group in covered.iter().filter_map(|one| one.group_id) {
        if !all.contains(&group) {
            all.push(group);
        }
    }
    Ok(all)
}

/// What a deposit is for, as messages say it: the order's number, else the codes.
///
/// # Errors
/// The database.
pub(super) async fn target(conn: &mut Conn, row: &Deposit) -> Result<String, Problem> {
    let orders = orders_of(conn, row).await?;
    let orders = groups::some(conn, &orders).await?;
    if !orders.is_empty() {
        return Ok(orders.into_iter().map(|group| group.number).collect::<Vec<_>>().join(", "));
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
