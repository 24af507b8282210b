//! Looks at Twilio for messages that never reached us, and puts them in their place (NFR-I3, `live-commerce.md` §3.4).
use chrono::{DateTime, TimeDelta, Utc};
use souk_kit::{Problem, Scope};

use super::{
    receive::{self, Recovered},
    senders::SIMULATED,
    settle,
};
use crate::{
    clients::twilio::{Account, Inbound},
    state::State,
    store::{
        messages, outgoing,
        senders::{self, Sender},
    },
};

const DUE: Scope = Scope::Platform("numbers that are due to be swept");
/// How often a number is swept.
const EVERY: TimeDelta = TimeDelta::minutes(10);
/// A message so young may have its webhook on the way, which says more than Twilio's list does.
const YOUNG: TimeDelta = TimeDelta::minutes(1);
/// How far each sweep goes back behind the last one.
const OVERLAP: TimeDelta = TimeDelta::minutes(5);

/// Sweeps a number whose time has come. False: there is none.
///
/// # Errors
/// The database.
pub async fn sweep_due(state: &State) -> Result<bool, Problem> {
    let now = state.clock.now();
    let due = state
        .db
        .read(DUE, async |conn| {
            Ok::<_, Problem>(senders::take_sweep(conn, SIMULATED, now + EVERY, now).await?)
        })
        .await?;
    let Some(sender) = due else { return Ok(false) };
    if let Err(error) = sweep(state, &sender, now).await {
        tracing::warn!(sender = %sender.id, %error, "messages that were lost are looked for later");
    }
    Ok(true)
}

async fn sweep(state: &State, sender: &Sender, now: DateTime<Utc>) -> Result<(), Problem> {
    // Nothing from before the number was connected.
    let since = sender.swept_until.map_or(sender.created_at, |at| (at - OVERLAP).max(sender.created_at));
    let token = state.sealer.open_platform(&sender.secret)?;
    let token = String::from_utf8_lossy(&token).into_owned();
    let account = Account { sid: &sender.account_sid, token: &token };
    look(state, account, sender, now).await?;
    let found = state.twilio.received(account, &sender.address, since).await;
    let mut found = found.map_err(|code| Problem::internal(format!("twilio: {code}")))?;
    found.sort_by(|one, other| (one.sent_at, &one.sid).cmp(&(other.sent_at, &other.sid)));
    let scope = Scope::Tenant(sender.tenant_id);
    let sids: Vec<_> = found.iter().map(|one| one.sid.clone()).collect();
    let known = state
        .db
        .read(scope, async |conn| Ok::<_, Problem>(messages::known_of(conn, sender.tenant_id, &sids).await?))
        .await?;
    let mut lost = 0;
    let mut failed = Ok(());
    for one in found.iter().filter(|one| one.sent_at <= now - YOUNG && !known.contains(&one.sid)) {
        match recover(state, account, sender, (one, now)).await {
            Ok(()) => lost += 1,
            // It is looked for again; those behind it have their place now.
            Err(error) => failed = Err(error),
        }
    }
    if lost > 0 {
        tracing::warn!(sender = %sender.id, lost, "messages that were lost have their place");
    }
    failed?;
    state
        .db
        .write(scope, async |conn| {
            Ok::<_, Problem>(senders::swept(conn, (sender.tenant_id, sender.id), now).await?)
        })
        .await
}

async fn recover(
    state: &State,
    account: Account<'_>,
    sender: &Sender,
    (one, now): (&Inbound, DateTime<Utc>),
) -> Result<(), Problem> {
    let recovered = Recovered { sent_at: one.sent_at, found_at: now };
    let form = form(state, account, sender, one).await?;
    receive::receive(state, sender, form.as_bytes(), Some(recovered)).await.map(drop)
}

/// Why a number is offline that Twilio may say is well again.
const MENDED: [&str; 5] = [OFFLINE, NOT_YOURS, "63002", "63007", "63020"];
const OFFLINE: &str = "channel_offline";
const NOT_YOURS: &str = "not_yours";

/// How the number stands at Twilio: one that is offline there, or no more of this account, sends nothing until it is
/// well again (FR4).
async fn look(
    state: &State,
    account: Account<'_>,
    sender: &Sender,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let Ok(channel) = state.twilio.channel(account, &sender.address).await else { return Ok(()) };
    let whose = (sender.tenant_id, sender.id);
    state
        .db
        .write(Scope::Tenant(sender.tenant_id), async |conn| {
            let wrong = match &channel {
                None => Some(NOT_YOURS),
                Some(channel) if channel.status.starts_with("OFFLINE") => Some(OFFLINE),
                Some(_) => None,
            };
            if let Some(reason) = wrong {
                return settle::go_offline(conn, sender, reason, now).await;
            }
            let stands = channel.as_ref().map_or(("", ""), |c| (c.sid.as_str(), c.status.as_str()));
            // While it is made or looked at by Meta nothing is mended: what waits would come back at once.
            let online = stands.1.starts_with("ONLINE");
            let mended: &[&str] = if online { &MENDED } else { &[] };
            if let Some(again) = senders::stands_well(conn, whose, stands, mended, now).await? {
                outgoing::wake(conn, whose, now).await?;
                settle::tell_sender(conn, &again, now).await?;
            }
            Ok(())
        })
        .await?;
    state.due.notify_one();
    Ok(())
}

/// The message as its webhook would have brought it.
async fn form(
    state: &State,
    account: Account<'_>,
    sender: &Sender,
    one: &Inbound,
) -> Result<String, Problem> {
    let files = match one.files {
        0 => Vec::new(),
        _ => state
            .twilio
            .files_of(account, &one.sid)
            .await
            .map_err(|code| Problem::internal(format!("twilio: {code}")))?,
    };
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.append_pair("MessageSid", &one.sid)
        .append_pair("AccountSid", &sender.account_sid)
        .append_pair("From", &one.from)
        .append_pair("To", &sender.address)
        .append_pair("Body", &one.body)
        .append_pair("NumMedia", &files.len().to_string());
    for (n, (content_type, url)) in files.iter().enumerate() {
        form.append_pair(&format!("MediaUrl{n}"), url);
        form.append_pair(&format!("MediaContentType{n}"), content_type);
    }
    Ok(form.finish())
}
