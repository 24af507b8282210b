//! PREUVES, VALIDE, REFUSE: the deposits that wait, and a decision (FR26).
use souk_kit::{Conn, Kind, Problem};

use super::{Reply, Seller, report};
use crate::{
    app::{
        deposits::{
            self,
            decide::{self, Decision},
        },
        override_hold::masked,
        work::Work,
    },
    domain::{
        deposit::{Reason, State},
        grammar::intent::ProofName,
    },
    store::{
        customers,
        deposits::{self as rows, Deposit},
        groups,
    },
};

/// Most lines.
const LINES: i64 = 20;

/// What waits for a decision, oldest first.
pub(super) async fn list(conn: &mut Conn, work: &Work) -> Result<Reply, Problem> {
    let waiting = rows::waiting(conn, work.tenant, LINES).await?;
    let contacts: Vec<_> = waiting.iter().map(|row| row.contact_id).collect();
    let people = customers::some(conn, &contacts).await?;
    let mut lines = Vec::new();
    for row in &waiting {
        let who = masked(&people, row.contact_id);
        let target = deposits::target(conn, row).await?;
        lines.push(format!("{} · {target} · {who} · {}", row.name(), work.money(row.amount)));
    }
    Ok(report::report("sel.stock_report", &lines))
}

/// The deposit that a seller means: of an order the one that waits, else its newest.
async fn named(conn: &mut Conn, work: &Work, name: &ProofName) -> Result<Option<Deposit>, Problem> {
    match name {
        ProofName::Number(number) => Ok(rows::by_number(conn, work.tenant, i64::from(*number)).await?),
        ProofName::Order(number) => {
            let Some(group) = groups::by_number(conn, work.tenant, &format!("VF-{number:04}")).await? else {
                return Ok(None);
            };
            let all = rows::of_group(conn, group.id).await?;
            let waits = all.iter().find(|row| row.state() == State::Pending);
            Ok(waits.or(all.first()).cloned())
        }
    }
}

/// Accepts a proof, or refuses it for a reason.
pub(super) async fn decide(
    conn: &mut Conn,
    work: &mut Work,
    desk: &Seller<'_>,
    name: &ProofName,
    refused: Option<Option<String>>,
) -> Result<Reply, Problem> {
    let said = match name {
        ProofName::Number(number) => format!("P{number}"),
        ProofName::Order(number) => format!("VF-{number:04}"),
    };
    let Some(row) = named(conn, work, name).await? else {
        return Ok(desk.blocked(work, "blocked-unknown", &[("code", &said)]));
    };
    let decision = match refused {
        None => Decision::Approve,
        Some(Some(words)) => Decision::Reject(Reason::of(&words)),
        Some(None) => {
            return Ok(desk.blocked(work, "blocked-proof-reason", &[("pid", &row.name())]));
        }
    };
    match decide::decide(conn, work, desk.state, &row, decision).await {
        Ok(done) => {
            let key = if done.state() == State::Approved { "proof-approved" } else { "proof-rejected" };
            let decision = desk.text(work, key, &[]);
            Ok(Reply::part("sel.proof_done", vec![("pid", done.name()), ("decision", decision)]))
        }
        Err(problem) if problem.kind == Kind::Conflict => {
            let key = if row.state() == State::Approved { "proof-approved" } else { "proof-rejected" };
            let was = desk.text(work, key, &[]);
            let who = who(conn, work, desk, &row).await?;
            let args = [("pid", row.name()), ("was", was), ("who", who)];
            let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            Ok(desk.blocked(work, "blocked-proof-decided", &args))
        }
        Err(problem) => Err(problem),
    }
}

/// Who decided before, as the shop knows them.
async fn who(conn: &mut Conn, work: &Work, desk: &Seller<'_>, row: &Deposit) -> Result<String, Problem> {
    if row.decided_by == work.actor {
        return Ok(desk.text(work, "proof-by-you", &[]));
    }
    let Ok(contact) = row.decided_by.parse() else { return Ok(desk.text(work, "proof-by-shop", &[])) };
    let people = customers::some(conn, &[contact]).await?;
    let known = people.iter().any(|person| !person.phone_ending.is_empty());
    Ok(if known { masked(&people, contact) } else { desk.text(work, "proof-by-shop", &[]) })
}
