//! A webhook came: whose it is, whether it is signed, and the one transaction that puts its message in its place.
use chrono::{DateTime, Utc};
use souk_events::{
    MessageId, TenantId,
    whatsapp::v1::{Kind, MessageReceived, OptWord, Role},
};
use souk_kit::{Conn, DbError, Problem, Scope, opt_words};

use super::{
    answers, held,
    people::{self, Hashes, Pace},
};
use crate::{
    domain::{
        inbound::{self, Content, Form, Identity},
        number,
        signature::Signed,
    },
    error::Refusal,
    state::State,
    store::{
        contacts,
        messages::{self, Message},
        sellers,
        senders::{self, Sender},
    },
};

const HOOK: Scope = Scope::Platform("webhook of a number");

/// What became of a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// It has a place.
    Taken,
    /// It had one.
    Duplicate,
    /// It has none, and was kept aside or left.
    Aside,
}

/// The number of a webhook's address.
///
/// # Errors
/// 404 when nothing has this address; the database.
pub async fn sender_of(state: &State, hook: &str) -> Result<Sender, Problem> {
    let found =
        state.db.read(HOOK, async |conn| Ok::<_, Problem>(senders::by_hook(conn, hook).await?)).await?;
    found.ok_or_else(Problem::not_found)
}

/// Whether Twilio signed it, with the account's token or, for a while, the one before.
///
/// # Errors
/// 403 when not.
pub fn verify(state: &State, sender: &Sender, signed: &Signed<'_>) -> Result<(), Problem> {
    let now = state.clock.now();
    let old = sender.old_secret.as_ref().filter(|_| sender.old_until.is_some_and(|until| now < until));
    for sealed in [Some(&sender.secret), old].into_iter().flatten() {
        let secret = state.sealer.open_platform(sealed)?;
        if std::str::from_utf8(&secret).is_ok_and(|secret| signed.by(secret)) {
            return Ok(());
        }
    }
    tracing::warn!(sender = %sender.id, "a webhook with a wrong signature");
    Err(Refusal::Unsigned.into())
}

/// Why a transaction came to nothing.
enum Undone {
    Duplicate,
    Problem(Problem),
}
impl From<Problem> for Undone {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}
impl From<DbError> for Undone {
    fn from(error: DbError) -> Self {
        Self::Problem(error.into())
    }
}
impl From<diesel::result::Error> for Undone {
    fn from(error: diesel::result::Error) -> Self {
        Self::Problem(error.into())
    }
}
impl From<souk_outbox::OutboxError> for Undone {
    fn from(error: souk_outbox::OutboxError) -> Self {
        Self::Problem(error.into())
    }
}

/// A message that Twilio had and we had not.
#[derive(Clone, Copy, Debug)]
pub struct Recovered {
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// When it was looked for.
    pub found_at: DateTime<Utc>,
}

/// Puts a verified message in its place: once, whatever comes twice.
///
/// # Errors
/// 400 without a message id; the database.
pub async fn receive(
    state: &State,
    sender: &Sender,
    body: &[u8],
    recovered: Option<Recovered>,
) -> Result<Receipt, Problem> {
    let form = inbound::form(body);
    let Some(to) = addressee(state, sender, &form).await? else {
        return aside(state, sender, "unroutable", body).await;
    };
    let Some(sid) = form.get("MessageSid").filter(|sid| (1..=64).contains(&sid.len())) else {
        aside(state, sender, "no_message_sid", body).await?;
        return Err(Problem::invalid("message_sid_missing"));
    };
    let who = Identity::of(&form);
    if who.is_empty() {
        return aside(state, sender, "no_sender", body).await;
    }
    let digests = digests(state, &form);
    let arrived =
        Arrived { to: &to, sid, who: &who, digest: digests.first(), content: Content::of(&form), recovered };
    let scope = Scope::Tenant(sender.tenant_id);
    let done = state.db.write(scope, async |conn| intake(state, conn, &arrived).await).await;
    match done {
        Ok(()) => {
            state.due.notify_one();
            Ok(Receipt::Taken)
        }
        Err(Undone::Problem(problem)) => Err(problem),
        Err(Undone::Duplicate) => {
            let known = state
                .db
                .read(scope, async |conn| {
                    Ok::<_, Problem>(messages::digest(conn, sender.tenant_id, sid).await?)
                })
                .await?;
            // The sweep's form and the webhook's differ and say the same.
            let swept = recovered.is_some();
            if known.is_some_and(|(known, by_sweep)| !swept && !by_sweep && !digests.contains(&known)) {
                tracing::warn!(sender = %sender.id, "another message under an id that is known");
                aside(state, sender, "other_body", body).await?;
            }
            tracing::info!(sender = %sender.id, "a webhook came again");
            Ok(Receipt::Duplicate)
        }
    }
}

/// The number that a form is meant for: this one, or another of the same merchant at the same account.
async fn addressee(state: &State, sender: &Sender, form: &Form) -> Result<Option<Sender>, Problem> {
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    if field("AccountSid") != sender.account_sid {
        return Ok(None);
    }
    let to = field("To");
    if to == sender.address {
        return Ok(Some(sender.clone()));
    }
    let tenant = sender.tenant_id;
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            Ok::<_, Problem>(senders::by_address(conn, tenant, to).await?)
        })
        .await
}

/// Keeps what has no place.
async fn aside(state: &State, sender: &Sender, cause: &str, body: &[u8]) -> Result<Receipt, Problem> {
    let sealed = state.sealer.seal_platform(body)?;
    let (whose, now) = ((sender.tenant_id, sender.id), state.clock.now());
    tracing::warn!(sender = %sender.id, cause, "a message was kept aside");
    state
        .db
        .read(Scope::Tenant(sender.tenant_id), async |conn| {
            messages::keep_stray(conn, whose, cause, &sealed, now).await?;
            Ok::<_, Problem>(Receipt::Aside)
        })
        .await
}

/// The keyed hashes of what a form says; what Twilio adds when it tries again is no part of it.
fn digests(state: &State, form: &Form) -> Vec<Vec<u8>> {
    let said: String = form.iter().map(|(key, value)| format!("{key}={value}\n")).collect();
    state.sealer.lookup("message form", &said)
}

struct Arrived<'a> {
    to: &'a Sender,
    sid: &'a str,
    who: &'a Identity,
    digest: Option<&'a Vec<u8>>,
    content: Content,
    recovered: Option<Recovered>,
}

async fn intake(state: &State, conn: &mut Conn, arrived: &Arrived<'_>) -> Result<(), Undone> {
    let Arrived { to, content, .. } = arrived;
    let (tenant, now) = (to.tenant_id, state.clock.now());
    let last = messages::lock_arrival(conn, tenant).await?;
    // One that came before is not counted against its writer.
    if messages::digest(conn, tenant, arrived.sid).await?.is_some() {
        return Err(Undone::Duplicate);
    }
    let on = held::open(state, conn, tenant).await?;
    let hashes = Hashes::of(state, tenant, arrived.who);
    let mut contact = people::identify(state, conn, (to, last), (arrived.who, &hashes)).await?;
    let kind = content.kind();
    let opt_word = Some(&content.text).filter(|_| kind == "text").and_then(|text| opt_words::opt_word(text));
    let seller = is_seller(conn, tenant, &hashes).await?;
    let pace = match (seller, arrived.recovered) {
        (false, None) => people::count(&mut contact, state.settings.contact_per_minute, now),
        _ => Pace::Fine,
    };
    let received_at = arrived.recovered.map_or(now, |recovered| recovered.sent_at.min(now));
    contact.last_inbound_at = contact.last_inbound_at.max(Some(received_at));
    contact.last_sender_id = Some(to.id);
    match opt_word {
        Some(opt_words::OptWord::Start) => contact.opted_in_at = contact.opted_in_at.max(Some(received_at)),
        // One said again is as new as the last time; the first one is told.
        Some(opt_words::OptWord::Stop) if contact.opted_out_at.is_some() => {
            contact.opted_out_at = contact.opted_out_at.max(Some(received_at));
        }
        _ => {}
    }
    if let Some(name) = &content.profile_name {
        let subject = contact.id.to_string();
        contact.name = Some(
            state.sealer.seal(conn, tenant, &subject, now, name.as_bytes()).await.map_err(Problem::from)?,
        );
    }
    contacts::save(conn, &contact).await?;
    let refused = pace != Pace::Fine && opt_word.is_none();
    let role = match (seller, refused) {
        (true, _) => "seller",
        (false, true) => "customer",
        (false, false) => linked(state, conn, (tenant, &hashes), &content.text).await?,
    };
    let plain = serde_json::to_vec(content).map_err(Problem::internal)?;
    let subject = contact.id.to_string();
    let row = Message {
        id: MessageId::new(),
        tenant_id: tenant,
        sender_id: to.id,
        store_id: to.store_id,
        message_sid: arrived.sid.to_owned(),
        digest: arrived.digest.cloned().unwrap_or_default(),
        seq: last + 1,
        contact_id: contact.id,
        role: role.to_owned(),
        kind: kind.to_owned(),
        opt_word: opt_word
            .map(|word| if word == opt_words::OptWord::Stop { "stop" } else { "start" }.to_owned()),
        recovered: arrived.recovered.is_some(),
        received_at,
        content: Some(state.sealer.seal(conn, tenant, &subject, now, &plain).await.map_err(Problem::from)?),
        held: !on && opt_word.is_none() && !refused,
    };
    if !messages::insert(conn, &row).await? {
        return Err(Undone::Duplicate);
    }
    if refused {
        // It has its place, so that no sweep takes it for lost; nobody acts on it.
        return match pace {
            Pace::TooMany if on => Ok(answers::too_many(state, conn, &contact).await?),
            _ => Ok(()),
        };
    }
    if row.held {
        return Ok(());
    }
    if let Some(recovered) = arrived.recovered.filter(|_| opt_word.is_none() && held::late(&row, now)) {
        let since = format!("sweep:{}", recovered.found_at.timestamp());
        return Ok(held::apologise(state, conn, &row, &since).await?);
    }
    souk_outbox::publish(conn, &souk_kit::meta(Some(tenant)), now, &told(&row)).await?;
    match opt_word {
        Some(opt_words::OptWord::Stop) => answers::stop(state, conn, &row).await?,
        Some(opt_words::OptWord::Start) => answers::start(state, conn, &row).await?,
        None => answers::nobody_reads(state, conn, &row).await?,
    }
    Ok(())
}

/// A message as it is told.
#[must_use]
pub fn told(row: &Message) -> MessageReceived {
    let kind = match row.kind.as_str() {
        "button" => Kind::Button,
        "media" => Kind::Media,
        "location" => Kind::Location,
        "contact_card" => Kind::ContactCard,
        _ => Kind::Text,
    };
    let role = if row.role == "seller" { Role::Seller } else { Role::Customer };
    let opt_word = match row.opt_word.as_deref() {
        Some("stop") => OptWord::Stop,
        Some(_) => OptWord::Start,
        None => OptWord::Unspecified,
    };
    MessageReceived {
        message_id: row.id.to_string(),
        message_sid: row.message_sid.clone(),
        store_id: row.store_id.to_string(),
        seq: row.seq,
        contact_id: row.contact_id.to_string(),
        role: role.into(),
        kind: kind.into(),
        received_at: row.received_at.to_rfc3339(),
        recovered: row.recovered,
        opt_word: opt_word.into(),
    }
}

/// Whether who wrote is one of the merchant's sellers.
async fn is_seller(conn: &mut Conn, tenant: TenantId, hashes: &Hashes) -> Result<bool, Undone> {
    let phones: Vec<_> = hashes.phone.iter().chain(&hashes.wa_id).cloned().collect();
    Ok(sellers::is_one(conn, tenant, &phones, &hashes.bsuid).await?)
}

/// A customer, unless the message is a code that links a seller's number, which counts at once.
async fn linked(
    state: &State,
    conn: &mut Conn,
    (tenant, hashes): (TenantId, &Hashes),
    text: &str,
) -> Result<&'static str, Undone> {
    let now = state.clock.now();
    let Some(code) = number::link_code(text) else { return Ok("customer") };
    let codes = people::hashes(state, tenant, "link code", Some(code));
    let theirs = (hashes.phone.first().map(Vec::as_slice), hashes.bsuid.first().map(Vec::as_slice));
    let linked = sellers::link(conn, tenant, &codes, theirs, now).await?;
    Ok(if linked { "seller" } else { "customer" })
}
