//! Sends what is due: claimed in one transaction, sent outside of any, settled in another.
use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::{StreamExt as _, stream};
use souk_events::ContactId;
use souk_kit::{Problem, Scope, Service as _};

use super::{
    contents, opened,
    said::Said,
    senders::SIMULATED,
    settle::{self, settle},
};
use crate::{
    Whatsapp,
    clients::twilio::{Account, Letter, Words},
    domain::{
        class::{Class, StopPolicy},
        outcome::Verdict,
    },
    state::State,
    store::{
        self, contacts,
        outgoing::{self, Due, Outgoing},
        senders::{self, Sender},
        stores, texts,
    },
};

const QUEUE: Scope = Scope::Platform("messages that are due");
/// How many are taken at once.
const BATCH: i64 = 40;
/// How many contacts are written to at once.
const AT_ONCE: usize = 8;
/// Meta's window of a day, less the time that sending takes.
const WINDOW: TimeDelta = TimeDelta::seconds(24 * 3600 - 60);

/// Sends what is due; returns how many were taken.
///
/// # Errors
/// The database.
pub async fn send_due(state: &State) -> Result<usize, Problem> {
    let now = state.clock.now();
    let until = now + state.sending.lease();
    let due = state
        .db
        .read(QUEUE, async |conn| Ok::<_, Problem>(outgoing::claim(conn, BATCH, until, now).await?))
        .await?;
    let count = due.len();
    // Messages to one contact go out one after the other, in the order in which they were asked for.
    let mut lines: BTreeMap<ContactId, Vec<Due>> = BTreeMap::new();
    for one in due {
        lines.entry(one.contact).or_default().push(one);
    }
    stream::iter(lines.into_values())
        .for_each_concurrent(AT_ONCE, |mut line| async move {
            line.sort_by_key(|one| one.id);
            for one in line {
                // Too little of the lease is left: whoever takes it next sends it, so that only one does.
                if state.clock.now() + state.sending.lease() / 2 > until {
                    break;
                }
                if let Err(error) = send(state, one).await {
                    tracing::warn!(request = %one.id, %error, "a message waits");
                }
            }
        })
        .await;
    Ok(count)
}

/// All that sending needs, or what is to be done instead.
enum Plan {
    Send(Box<Ready>),
    End(&'static str, &'static str),
    Wait(TimeDelta, &'static str),
}

pub(super) struct Ready {
    pub(super) said: Said,
    to: String,
    pub(super) token: String,
    pub(super) template: Option<String>,
    /// What is known of the content of its shape: its id, and before when Twilio is not asked again.
    pub(super) content: Option<(Option<String>, DateTime<Utc>)>,
}

async fn send(state: &State, due: Due) -> Result<(), Problem> {
    let scope = Scope::Tenant(due.tenant);
    let found = state.db.read(scope, async |conn| plan(state, conn, due).await).await?;
    let Some((mut row, sender, plan)) = found else { return Ok(()) };
    let now = state.clock.now();
    match plan {
        Plan::End(how, code) => {
            state.db.write(scope, async |conn| settle::end(conn, &row, (how, code), now).await).await
        }
        Plan::Wait(pause, code) => {
            state
                .db
                .read(scope, async |conn| {
                    Ok(outgoing::wait(conn, row.id, now + pause, due.unclear, code).await?)
                })
                .await
        }
        Plan::Send(ready) => {
            let known = (row.as_template, row.with_buttons);
            row.as_template = ready.template.is_some();
            let content = contents::of(state, (&row, &sender), &ready).await?;
            row.with_buttons = content.is_some();
            if (row.as_template, row.with_buttons) != known {
                state
                    .db
                    .read(scope, async |conn| Ok::<_, Problem>(outgoing::going(conn, &row).await?))
                    .await?;
            }
            let mut verdict = post(state, (&row, &sender), &ready, content.as_deref(), due.unclear).await;
            // Buttons that are not taken are left out: the words say the same. Where the words go, it was the buttons.
            if row.with_buttons && matches!(verdict, Verdict::Final(_)) {
                row.with_buttons = false;
                verdict = post(state, (&row, &sender), &ready, None, false).await;
                if matches!(verdict, Verdict::Accepted(_)) {
                    contents::refused(state, (&row, &sender), &ready).await?;
                }
            }
            state.db.write(scope, async |conn| settle(state, conn, (&row, &sender), verdict).await).await
        }
    }
}

async fn plan(
    state: &State,
    conn: &mut souk_kit::Conn,
    due: Due,
) -> Result<Option<(Outgoing, Sender, Plan)>, Problem> {
    let (tenant, now) = (due.tenant, state.clock.now());
    let Some(row) = outgoing::find(conn, tenant, due.id).await?.filter(|row| row.state == "sending") else {
        return Ok(None);
    };
    let sender = senders::find(conn, tenant, row.sender_id).await?;
    let contact = contacts::find(conn, tenant, row.contact_id).await?;
    let (Some(sender), Some(contact)) = (sender, contact) else { return Ok(None) };
    let end = |how, code| Plan::End(how, code);
    let class = Class::of(&row.class).unwrap_or(Class::Hold);
    let policy =
        StopPolicy::of(stores::stop_policy(conn, tenant).await?.as_deref().unwrap_or("transactional_only"));
    let refused = contact.opted_out_at.is_some() && !policy.allows(class, row.in_reply_to.is_some());
    let blocked = !contact.blocked_code.is_empty() && class != Class::Reply && class != Class::Optout;
    let plan = if row.valid_until.is_some_and(|until| until <= now) {
        end("stale", "too_late")
    } else if refused || blocked {
        end("suppressed", "opted_out")
    } else if !souk_outbox::switches::is_on(conn, Whatsapp::NAME, Some(tenant)).await? {
        Plan::Wait(TimeDelta::seconds(10), "module_off")
    } else if sender.state != "online" {
        Plan::Wait(TimeDelta::minutes(1), "sender_offline")
    } else if sender.paused_until.is_some_and(|until| now < until) {
        Plan::Wait(TimeDelta::seconds(30), "sender_paused")
    } else {
        let said: Option<Said> = opened::value(conn, &state.sealer, row.content.as_deref()).await?;
        let to = opened::address(conn, &state.sealer, &contact).await?;
        let open = !row.as_template && contact.last_inbound_at.is_some_and(|at| now < at + WINDOW);
        let template = match &said {
            Some(said) if !open && said.whole => {
                texts::template(conn, (tenant, sender.id), &row.key, &row.locale).await?
            }
            _ => None,
        };
        match said.zip(to) {
            None => end("dead", "erased"),
            Some(_) if !open && template.is_none() => end("dead", "no_template"),
            Some(_) if !open && sender.unasked_from.is_some_and(|from| now < from) => {
                Plan::Wait(TimeDelta::minutes(10), "limit_of_the_day")
            }
            Some(_)
                if !senders::take_turn(conn, (tenant, sender.id), state.sending.per_second, now).await? =>
            {
                Plan::Wait(TimeDelta::milliseconds(200), "")
            }
            Some((said, to)) => {
                let token = state.sealer.open_platform(&sender.secret)?;
                let token = String::from_utf8_lossy(&token).into_owned();
                let content = match said.shape() {
                    Some(shape) => {
                        let whose = (tenant, &*sender.account_sid, &*row.locale, &*shape.word());
                        store::contents::find(conn, whose).await?
                    }
                    None => None,
                };
                Plan::Send(Box::new(Ready { said, to, token, template, content }))
            }
        }
    };
    Ok(Some((row, sender, plan)))
}

/// Sends it, unless an attempt before did: then Twilio has it.
async fn post(
    state: &State,
    (row, sender): (&Outgoing, &Sender),
    ready: &Ready,
    buttons: Option<&str>,
    unclear: bool,
) -> Verdict {
    let now = state.clock.now();
    let account = Account { sid: &sender.account_sid, token: &ready.token };
    let variables = if buttons.is_some() { ready.said.content_json() } else { ready.said.variables_json() };
    let words = match buttons.or(ready.template.as_deref()) {
        Some(content_sid) => Words::Template { content_sid, variables: &variables },
        None => Words::Body(&ready.said.body),
    };
    let callback =
        format!("{}/hooks/whatsapp/{}/status?request={}#rc=5&rp=all", state.public_url, sender.hook, row.id);
    let letter = Letter {
        from: &sender.address,
        to: &ready.to,
        words,
        callback: &callback,
        valid_for: row.valid_until.map(|until| until - now),
    };
    if sender.account_sid == SIMULATED {
        return Verdict::Accepted(format!("SM{}", row.id.0.simple()));
    }
    if unclear {
        match state.twilio.find(account, &letter, &ready.said.body, row.created_at).await {
            Ok(sids) => match unclaimed(state, row, sids).await {
                Ok(Some(sid)) => return Verdict::Accepted(sid),
                Ok(None) => {}
                Err(_) => return Verdict::Unclear("no_database".to_owned()),
            },
            Err(code) => return Verdict::Unclear(code),
        }
    }
    state.twilio.send(account, &letter).await
}

/// The first of Twilio's ids that is no other message's: two messages may say the same. What came back of this one is
/// over, and does not stand for what is sent again.
async fn unclaimed(state: &State, row: &Outgoing, sids: Vec<String>) -> Result<Option<String>, Problem> {
    let tenant = row.tenant_id;
    let sids: Vec<String> = sids.into_iter().filter(|sid| !row.old_sids.contains(sid)).collect();
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            for sid in sids {
                if outgoing::by_sid(conn, tenant, &sid).await?.is_none() {
                    return Ok(Some(sid));
                }
            }
            Ok::<_, Problem>(None)
        })
        .await
}
