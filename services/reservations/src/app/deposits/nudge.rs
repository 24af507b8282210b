//! The shop is reminded of a proof that nobody looked at: after five minutes, and after fifteen.
use chrono::{DateTime, Utc};
use souk_events::{DepositId, TenantId};
use souk_kit::{Conn, Problem, Scope, db};

use super::{
    receive::{FIRST_NUDGE, LAST_NUDGE},
    seller_of, target,
};
use crate::{
    app::{
        override_hold::masked,
        say::{self, Part, Saying},
        work::{Cause, Work},
    },
    domain::deposit::State as Standing,
    state::State,
    store::{
        customers,
        deposits::{self, Deposit},
        proofs,
    },
};

/// Reminds of a deposit that still stands as it did. Some: look again then.
///
/// # Errors
/// The database.
pub async fn nudge(
    conn: &mut Conn,
    state: &State,
    tenant: TenantId,
    (id, version): (DepositId, i64),
) -> Result<Option<DateTime<Utc>>, Problem> {
    db::enter(conn, Scope::Tenant(tenant)).await?;
    let Some(row) = deposits::find(conn, id).await? else { return Ok(None) };
    let who = ("timer".to_owned(), Cause::Timer);
    let meta = souk_kit::meta(Some(tenant));
    let work = Work::begin(conn, &state.clock, (tenant, row.store_id), who, meta).await?;
    let waits = |row: &Deposit| row.state() == Standing::Pending && row.version == version;
    let Some(row) = deposits::find(conn, id).await?.filter(waits) else { return Ok(None) };
    let last = row.submitted_at + LAST_NUDGE;
    let (place, again) = if work.now >= last { ("last", None) } else { ("first", Some(last)) };
    if work.now >= row.submitted_at + FIRST_NUDGE {
        show(conn, &work, state, &row, format!("nudge:{id}:{version}:{place}")).await?;
    }
    work.finish(conn).await?;
    Ok(again)
}

/// Shows a deposit to the shop, with its two buttons and what is odd about its picture.
///
/// # Errors
/// The database.
pub(super) async fn show(
    conn: &mut Conn,
    work: &Work,
    state: &State,
    row: &Deposit,
    dedupe: String,
) -> Result<(), Problem> {
    let Some(seller) = seller_of(conn, row).await? else { return Ok(()) };
    let people = customers::some(conn, &[row.contact_id]).await?;
    let all = proofs::of(conn, &[row.id]).await?;
    let warning = match all.iter().rev().find_map(|proof| proof.seen_in) {
        Some(number) => {
            let said = state.texts.with(work.store.lang(), "proof-seen", &[("pid", &format!("P{number}"))]);
            format!(" ⚠️ {said}")
        }
        None => String::new(),
    };
    let params = vec![
        ("pid", row.name()),
        ("who", masked(&people, row.contact_id)),
        ("target", target(conn, row).await?),
        ("deposit", work.money(row.amount)),
        ("warning", warning),
    ];
    let saying = Saying {
        class: "seller",
        dedupe,
        parts: vec![Part::new("sel.proof", params)],
        buttons: vec![format!("pv:{}", row.name()), format!("px:{}", row.name())],
        picture: all.last().map(|proof| proof.message_id),
        ..Saying::default()
    };
    say::ask(conn, work, seller, saying).await.map(drop)
}
