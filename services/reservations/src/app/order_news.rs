//! What becomes of an order is told to its customer; changes that follow each other quickly are one message.
use chrono::TimeDelta;
use serde_json::Value;
use souk_events::{ReservationGroupId, TenantId};
use souk_kit::{Conn, Problem, Scope, db};
use souk_outbox::timers;

use super::{
    deposits::decide,
    say::{self, Part, Saying},
    work::{Cause, Work},
};
use crate::{
    jobs,
    state::State,
    store::{groups, proofs},
};

/// Changes within this time are one message.
const TOGETHER: TimeDelta = TimeDelta::seconds(20);
/// News older than this is none.
const USEFUL: TimeDelta = TimeDelta::hours(24);

/// Notes a word of an order; it is told when nothing newer follows.
///
/// # Errors
/// The database.
pub async fn hear(
    conn: &mut Conn,
    state: &State,
    tenant: TenantId,
    id: ReservationGroupId,
    word: &str,
    version: i64,
) -> Result<(), Problem> {
    db::enter(conn, Scope::Tenant(tenant)).await?;
    if word == "completed" || word.starts_with("cancelled") {
        proofs::order_ended(conn, id, state.clock.now()).await?;
    }
    if groups::news(conn, id, word, version).await? {
        let due = state.clock.now() + TOGETHER;
        timers::schedule(conn, jobs::NEWS, &format!("{id}:{version}"), Some(tenant), due, &Value::Null)
            .await?;
    }
    Ok(())
}

/// Tells the word of a version, unless a newer one followed.
///
/// # Errors
/// The database.
pub async fn tell(
    conn: &mut Conn,
    state: &State,
    tenant: TenantId,
    (id, version): (ReservationGroupId, i64),
) -> Result<(), Problem> {
    db::enter(conn, Scope::Tenant(tenant)).await?;
    let Some(group) = groups::find(conn, id).await? else { return Ok(()) };
    let who = ("orders".to_owned(), Cause::Order);
    let meta = souk_kit::meta(Some(tenant));
    let work = Work::begin(conn, &state.clock, (tenant, group.store_id), who, meta).await?;
    let Some(group) = groups::find(conn, id).await?.filter(|group| group.news_version == version) else {
        return Ok(());
    };
    let (word, reason) = group.news.split_once(':').unwrap_or((group.news.as_str(), ""));
    let order = ("order", group.number.clone());
    let part = match word {
        "preparing" => Part::new("order.preparing", vec![order]),
        "departed" => {
            let left = group.total.saturating_sub(decide::paid_for(conn, id).await?).max(0);
            Part::new("order.out_for_delivery", vec![order, ("balance", work.money(left))])
        }
        "completed" => Part::new("order.delivered", vec![order]),
        // She was told with the refusal of her proof.
        "cancelled" if reason == "deposit_rejected" => return Ok(()),
        "cancelled" => {
            let key = format!("reason-{}", reason.replace('_', "-"));
            let reason = state.texts.find(work.store.lang(), &key, &[]).unwrap_or_default();
            Part::new("order.cancelled", vec![order, ("reason", reason)])
        }
        _ => return Ok(()),
    };
    let saying = Saying {
        class: "order",
        dedupe: format!("order:{id}:{}", group.news_version),
        parts: vec![part],
        until: Some(work.now + USEFUL),
        ..Saying::default()
    };
    say::ask(conn, &work, group.contact_id, saying).await?;
    work.finish(conn).await
}
