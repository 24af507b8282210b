//! A webhook came: whose it is, whether it is signed, and the one transaction that puts its message in its place.
use souk_events::{
    MessageId, TenantId,
    whatsapp::v1::{ContactOptedIn, ContactOptedOut, Kind, MessageReceived, OptWord, Role},
};
use souk_kit::{Conn, DbError, Problem, Scope, opt_words};

use super::{
    enqueue::{self, NotSaid, Wish},
    people::{self, Hashes, Pace},
    said::Part,
};
use crate::{
    domain::{
        class::Class,
        inbound::{self, Content, Form, Identity},
        number,
        signature::Signed,
    },
    error::Refusal,
    state::State,
    store::{
        contacts::{self, Contact},
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

/// Puts a verified message in its place: once, whatever comes twice.
///
/// # Errors
/// 400 without a message id; the database.
pub async fn receive(
    state: &State,
    sender: &Sender,
    body: &[u8],
    recovered: bool,
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
            if known.is_some_and(|known| !digests.contains(&known)) {
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
    recovered: bool,
}

async fn intake(state: &State, conn: &mut Conn, arrived: &Arrived<'_>) -> Result<(), Undone> {
    let Arrived { to, content, .. } = arrived;
    let (tenant, now) = (to.tenant_id, state.clock.now());
    let last = messages::lock_arrival(conn, tenant).await?;
    let hashes = Hashes::of(state, tenant, arrived.who);
    let mut contact = people::identify(state, conn, to, (arrived.who, &hashes)).await?;
    let kind = content.kind();
    let opt_word = Some(&content.text).filter(|_| kind == "text").and_then(|text| opt_words::opt_word(text));
    let pace = people::count(&mut contact, state.settings.contact_per_minute, now);
    contact.last_inbound_at = Some(now);
    contact.last_sender_id = Some(to.id);
    if let Some(name) = &content.profile_name {
        let subject = contact.id.to_string();
        contact.name = Some(
            state.sealer.seal(conn, tenant, &subject, now, name.as_bytes()).await.map_err(Problem::from)?,
        );
    }
    contacts::save(conn, &contact).await?;
    if pace != Pace::Fine && opt_word.is_none() {
        return if pace == Pace::TooMany { too_many(state, conn, &contact).await } else { Ok(()) };
    }
    let role = role(state, conn, (tenant, &hashes), &content.text).await?;
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
        recovered: arrived.recovered,
        received_at: now,
        content: Some(state.sealer.seal(conn, tenant, &subject, now, &plain).await.map_err(Problem::from)?),
    };
    if !messages::insert(conn, &row).await? {
        return Err(Undone::Duplicate);
    }
    souk_outbox::publish(conn, &souk_kit::meta(Some(tenant)), now, &told(&row)).await?;
    match opt_word {
        Some(opt_words::OptWord::Stop) => stop(state, conn, &row).await,
        Some(opt_words::OptWord::Start) => start(state, conn, &row).await,
        None => nobody_reads(state, conn, &row).await,
    }
}

fn told(row: &Message) -> MessageReceived {
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

/// Whether who wrote is one of the merchant's sellers; a code that links a number counts at once.
async fn role(
    state: &State,
    conn: &mut Conn,
    (tenant, hashes): (TenantId, &Hashes),
    text: &str,
) -> Result<&'static str, Undone> {
    let now = state.clock.now();
    let phones: Vec<_> = hashes.phone.iter().chain(&hashes.wa_id).cloned().collect();
    if sellers::is_one(conn, tenant, &phones, &hashes.bsuid).await? {
        return Ok("seller");
    }
    let Some(code) = number::link_code(text) else { return Ok("customer") };
    let codes = people::hashes(state, tenant, "link code", Some(code));
    let theirs = (hashes.phone.first().map(Vec::as_slice), hashes.bsuid.first().map(Vec::as_slice));
    let linked = sellers::link(conn, tenant, &codes, theirs, now).await?;
    Ok(if linked { "seller" } else { "customer" })
}

/// An answer of this module's own.
fn answer(key: &str, class: Class, row: &Message) -> Wish {
    Wish {
        id: souk_events::MessageRequestId::new(),
        contact: row.contact_id,
        class,
        parts: vec![Part::new(key, &[])],
        lang: None,
        dedupe_key: format!("{key}:{}", row.id),
        in_reply_to: Some(row.id),
        not_before: None,
        valid_until: None,
        payloads: Vec::new(),
    }
}

async fn say(state: &State, conn: &mut Conn, tenant: TenantId, wish: Wish) -> Result<(), Undone> {
    let correlation = souk_kit::meta(None).correlation;
    match enqueue::enqueue(state, conn, (tenant, &correlation), wish).await {
        Ok(_) => Ok(()),
        Err(NotSaid::Problem(problem)) => Err(problem.into()),
        Err(other) => Err(Problem::internal(other).into()),
    }
}

async fn stop(state: &State, conn: &mut Conn, row: &Message) -> Result<(), Undone> {
    let (tenant, now) = (row.tenant_id, state.clock.now());
    if contacts::opt_out(conn, row.contact_id, now).await? {
        let told = ContactOptedOut {
            contact_id: row.contact_id.to_string(),
            message_id: row.id.to_string(),
            seq: row.seq,
        };
        souk_outbox::publish(conn, &souk_kit::meta(Some(tenant)), now, &told).await?;
    }
    if contacts::may_answer_stop(conn, row.contact_id, now).await? {
        say(state, conn, tenant, answer("opt.out", Class::Optout, row)).await?;
    }
    Ok(())
}

async fn start(state: &State, conn: &mut Conn, row: &Message) -> Result<(), Undone> {
    let (tenant, now) = (row.tenant_id, state.clock.now());
    if contacts::opt_in(conn, row.contact_id).await? {
        let told = ContactOptedIn {
            contact_id: row.contact_id.to_string(),
            message_id: row.id.to_string(),
            seq: row.seq,
        };
        souk_outbox::publish(conn, &souk_kit::meta(Some(tenant)), now, &told).await?;
    }
    say(state, conn, tenant, answer("opt.in", Class::Optout, row)).await
}

/// Reservations is off for this merchant: a polite word, at most once an hour. The message waits there.
async fn nobody_reads(state: &State, conn: &mut Conn, row: &Message) -> Result<(), Undone> {
    let (tenant, now) = (row.tenant_id, state.clock.now());
    let off = !souk_outbox::switches::is_on(conn, "reservations", Some(tenant)).await?;
    if off && row.role == "customer" && contacts::may_say_none(conn, row.contact_id, now).await? {
        // Not as the answer to the message: that one comes when reservations is on again.
        say(state, conn, tenant, Wish { in_reply_to: None, ..answer("live.none", Class::Reply, row) })
            .await?;
    }
    Ok(())
}

async fn too_many(state: &State, conn: &mut Conn, contact: &Contact) -> Result<(), Undone> {
    let now = state.clock.now();
    let wish = Wish {
        id: souk_events::MessageRequestId::new(),
        contact: contact.id,
        class: Class::Reply,
        parts: vec![Part::new("limit.rate", &[])],
        lang: None,
        dedupe_key: format!("limit.rate:{}:{}", contact.id, now.timestamp()),
        in_reply_to: None,
        not_before: None,
        valid_until: None,
        payloads: Vec::new(),
    };
    tracing::warn!(contact = %contact.id, "too many messages in a minute");
    say(state, conn, contact.tenant_id, wish).await
}
