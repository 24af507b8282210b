//! Contents with buttons or a list: made once per account, language and shape; one that Twilio does not make or take is
//! left for an hour, and its messages go as text, which says the same.
use chrono::TimeDelta;
use souk_kit::{Problem, Scope};

use super::{deliver::Ready, senders::SIMULATED};
use crate::{
    clients::twilio::Account,
    domain::shape::Shape,
    state::State,
    store::{contents, outgoing::Outgoing, senders::Sender},
};

/// How long Twilio is not asked again.
const LEFT: TimeDelta = TimeDelta::hours(1);

/// The content at Twilio for a message. None: it needs none, goes as a template, came back before, or Twilio makes none.
///
/// # Errors
/// The database.
pub(super) async fn of(
    state: &State,
    (row, sender): (&Outgoing, &Sender),
    ready: &Ready,
) -> Result<Option<String>, Problem> {
    let Some(shape) = ready.said.shape() else { return Ok(None) };
    if ready.template.is_some() || sender.account_sid == SIMULATED || !row.old_sids.is_empty() {
        return Ok(None);
    }
    match &ready.content {
        Some((Some(sid), _)) => return Ok(Some(sid.clone())),
        Some((None, until)) if state.clock.now() < *until => return Ok(None),
        _ => {}
    }
    let account = Account { sid: &sender.account_sid, token: &ready.token };
    let made = state.twilio.make_content(account, &row.locale, shape).await;
    keep(state, (row, sender), shape, made.as_deref()).await?;
    Ok(made)
}

/// Twilio did not take a message with it: the next ones go as text, later it is made anew.
///
/// # Errors
/// The database.
pub(super) async fn refused(
    state: &State,
    whose: (&Outgoing, &Sender),
    ready: &Ready,
) -> Result<(), Problem> {
    match ready.said.shape() {
        Some(shape) => keep(state, whose, shape, None).await,
        None => Ok(()),
    }
}

async fn keep(
    state: &State,
    (row, sender): (&Outgoing, &Sender),
    shape: Shape,
    sid: Option<&str>,
) -> Result<(), Problem> {
    let (tenant, retry_at) = (row.tenant_id, state.clock.now() + LEFT);
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let whose = (tenant, sender.account_sid.as_str(), row.locale.as_str(), &*shape.word());
            Ok::<_, Problem>(contents::keep(conn, whose, sid, retry_at).await?)
        })
        .await
}
