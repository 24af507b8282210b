//! Puts a message in the queue, in the transaction of its cause: its words, whether it may go, that it is told once.
use std::collections::HashMap;

use chrono::{DateTime, Utc};
use souk_events::{
    ContactId, MessageId, MessageRequestId, Meta, SenderId, TenantId, whatsapp::v1::MessageUndelivered,
};
use souk_kit::{Conn, Lang, Problem};

use super::said::{self, Part};
use crate::{
    domain::class::{Class, StopPolicy},
    state::State,
    store::{
        contacts::{self, Contact},
        messages, outgoing, senders, stores, texts,
    },
};

/// A message that somebody wants sent.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Under which id.
    pub id: MessageRequestId,
    /// To whom.
    pub contact: ContactId,
    /// Its kind.
    pub class: Class,
    /// What it says.
    pub parts: Vec<Part>,
    /// In which language; none: the contact's.
    pub lang: Option<Lang>,
    /// The same fact is never sent twice.
    pub dedupe_key: String,
    /// The message that it answers.
    pub in_reply_to: Option<MessageId>,
    /// Not before.
    pub not_before: Option<DateTime<Utc>>,
    /// Never after.
    pub valid_until: Option<DateTime<Utc>>,
    /// What its buttons send back.
    pub payloads: Vec<String>,
    /// From which number; none: the one they last wrote to.
    pub from: Option<SenderId>,
}

impl Wish {
    /// A message of this module's own, without parameters, sent at once.
    #[must_use]
    pub fn new(class: Class, contact: ContactId, part: Part, dedupe_key: String) -> Self {
        Self {
            id: MessageRequestId::new(),
            contact,
            class,
            parts: vec![part],
            lang: None,
            dedupe_key,
            in_reply_to: None,
            not_before: None,
            valid_until: None,
            payloads: Vec::new(),
            from: None,
        }
    }
}

/// Puts a message of this module's own in the queue.
///
/// # Errors
/// The database; nobody to write to, and a text that is not there, are faults of ours.
pub async fn own(state: &State, conn: &mut Conn, tenant: TenantId, wish: Wish) -> Result<(), Problem> {
    let correlation = souk_kit::meta(None).correlation;
    match enqueue(state, conn, (tenant, &correlation), wish).await {
        Ok(_) => Ok(()),
        Err(NotSaid::Problem(problem)) => Err(problem),
        Err(other) => Err(Problem::internal(other)),
    }
}

/// Why a wish is none.
#[derive(Debug, thiserror::Error)]
pub enum NotSaid {
    /// No such contact, or it writes to no number of ours.
    #[error("nobody to write to")]
    Nobody,
    /// The catalogue has no such text.
    #[error("no text {0}")]
    NoText(String),
    /// The database, mostly.
    #[error(transparent)]
    Problem(#[from] Problem),
}

impl From<diesel::result::Error> for NotSaid {
    fn from(error: diesel::result::Error) -> Self {
        Self::Problem(error.into())
    }
}

/// The contact, or the one that it turned out to be.
async fn contact(conn: &mut Conn, tenant: TenantId, id: ContactId) -> Result<Contact, NotSaid> {
    let found = contacts::find(conn, tenant, id).await?.ok_or(NotSaid::Nobody)?;
    match found.merged_into {
        Some(other) => contacts::find(conn, tenant, other).await?.ok_or(NotSaid::Nobody),
        None => Ok(found),
    }
}

/// What else the message says: what is kept of a new customer, and that somebody who said STOP gets no reminders.
async fn along(
    conn: &mut Conn,
    tenant: TenantId,
    to: &Contact,
    wish: &Wish,
    now: DateTime<Utc>,
) -> Result<Vec<Part>, NotSaid> {
    let mut also = Vec::new();
    if wish.class != Class::Reply {
        return Ok(also);
    }
    let asked = match wish.in_reply_to {
        Some(id) => messages::find(conn, id).await?.filter(|m| m.tenant_id == tenant),
        None => None,
    };
    if asked.is_some_and(|m| m.role == "customer")
        && to.privacy_told_at.is_none()
        && contacts::may_tell_privacy(conn, to.id, now).await?
    {
        also.push(Part::new("privacy.first", &[]));
    }
    if to.opted_out_at.is_some() && !to.hint_told && contacts::may_hint(conn, to.id).await? {
        also.push(Part::new("opt.hint", &[]));
    }
    Ok(also)
}

/// Puts it in the queue. False: the same fact was told before, or the message was answered before. Somebody who
/// wants no such message gets none, which is told.
///
/// # Errors
/// Nobody to write to, no such text, or the database.
pub async fn enqueue(
    state: &State,
    conn: &mut Conn,
    (tenant, correlation): (TenantId, &str),
    wish: Wish,
) -> Result<bool, NotSaid> {
    let now = state.clock.now();
    let to = contact(conn, tenant, wish.contact).await?;
    let sender = match wish.from.or(to.last_sender_id) {
        Some(id) => senders::find(conn, tenant, id).await?,
        None => senders::all(conn, tenant).await?.into_iter().next(),
    };
    let sender = sender.ok_or(NotSaid::Nobody)?;
    let lang = wish.lang.or_else(|| Lang::from_tag(&to.locale)).unwrap_or_default();
    let store = stores::find(conn, tenant, sender.store_id).await?;
    let shop = store.map(|store| store.name).unwrap_or_default();
    let own: HashMap<_, _> = texts::wordings(conn, tenant, lang.code()).await?.into_iter().collect();
    let first = wish.parts.first().map(|part| part.key.clone()).unwrap_or_default();
    let policy =
        StopPolicy::of(stores::stop_policy(conn, tenant).await?.as_deref().unwrap_or("transactional_only"));
    let allowed = to.opted_out_at.is_none() || policy.allows(wish.class, wish.in_reply_to.is_some());
    let mut row = outgoing::Outgoing {
        id: wish.id,
        tenant_id: tenant,
        contact_id: to.id,
        sender_id: sender.id,
        class: wish.class.word().to_owned(),
        key: first,
        locale: lang.code().to_owned(),
        dedupe_key: wish.dedupe_key.clone(),
        in_reply_to: wish.in_reply_to,
        content: None,
        state: "pending".to_owned(),
        priority: wish.class.priority(),
        next_at: Some(wish.not_before.unwrap_or(now).max(now)),
        valid_until: wish.valid_until,
        attempts: 0,
        sid: None,
        error_code: String::new(),
        correlation: correlation.to_owned(),
        created_at: now,
        changed_at: now,
        old_sids: Vec::new(),
        as_template: false,
        with_buttons: false,
    };
    if allowed {
        let mut parts = wish.parts.clone();
        parts.extend(along(conn, tenant, &to, &wish, now).await?);
        let said = said::say(&state.texts, &own, lang, &shop, (&parts, &wish.payloads));
        let said = serde_json::to_vec(&said.map_err(NotSaid::NoText)?).map_err(Problem::internal)?;
        let sealed = state.sealer.seal(conn, tenant, &to.id.to_string(), now, &said).await;
        row.content = Some(sealed.map_err(Problem::from)?);
    } else {
        row.state = "suppressed".to_owned();
        row.next_at = None;
        row.error_code = "opted_out".to_owned();
    }
    let made = outgoing::insert(conn, &row).await?;
    if made && !allowed {
        undelivered(conn, &row, ("suppressed", "opted_out"), now).await?;
    }
    if !made {
        tracing::info!(request = %row.id, key = row.key, "not said twice");
    }
    Ok(made)
}

/// Tells whoever asked for a message that it does not arrive.
///
/// # Errors
/// The database.
pub async fn undelivered(
    conn: &mut Conn,
    row: &outgoing::Outgoing,
    (state, code): (&str, &str),
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let told = MessageUndelivered {
        request_id: row.id.to_string(),
        contact_id: row.contact_id.to_string(),
        state: state.to_owned(),
        error_code: code.to_owned(),
    };
    souk_outbox::publish(conn, &meta(row), now, &told).await?;
    Ok(())
}

/// The envelope of a fact about a message.
#[must_use]
pub fn meta(row: &outgoing::Outgoing) -> Meta {
    Meta { tenant: Some(row.tenant_id), correlation: row.correlation.clone(), traceparent: None }
}
