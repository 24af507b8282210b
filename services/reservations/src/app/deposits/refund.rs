//! What was paid for came to nothing: the customer is told, and the shop owes her the money.
use souk_events::DepositId;
use souk_kit::{Conn, Problem};

use super::{News, change, seller_of, target, tell_customer};
use crate::{
    app::{
        say::{self, Part, Saying},
        work::Work,
    },
    store::{
        deposits::{self, Deposit},
        reservations,
    },
};

/// Looks at a deposit after something that it covers ended. Some: nothing of it is left, and it was paid.
///
/// # Errors
/// The database.
pub async fn left(conn: &mut Conn, work: &mut Work, id: DepositId) -> Result<Option<Deposit>, Problem> {
    let Some(row) = deposits::find(conn, id).await? else { return Ok(None) };
    let rows = reservations::of_deposits(conn, &[id]).await?;
    if !row.state().covers()
        || row.refund_due
        || rows.is_empty()
        || rows.iter().any(|row| row.ended_at.is_none())
    {
        return Ok(None);
    }
    let after = Deposit { refund_due: true, refund_due_at: Some(work.now), ..row.clone() };
    let saved = change(conn, work, "deposit.refund_due", Some(&row), after, News::default()).await?;
    let target = target(conn, &saved).await?;
    let part = Part::new("dep.refund_due", vec![("target", target.clone())]);
    tell_customer(conn, work, &saved, format!("refund:{}:{}", saved.id, saved.version), vec![part]).await?;
    if let Some(seller) = seller_of(conn, &saved).await? {
        let alert = format!("{} · {target} · {} ↩", saved.name(), work.money(saved.amount));
        let saying = Saying {
            class: "seller",
            dedupe: format!("refund_alert:{}:{}", saved.id, saved.version),
            parts: vec![Part::new("sel.alert", vec![("alert", alert)])],
            ..Saying::default()
        };
        say::ask(conn, work, seller, saying).await?;
    }
    Ok(Some(saved))
}
