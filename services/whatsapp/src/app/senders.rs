//! Connects a shop's number, replaces its token, keeps its templates.
use aws_lc_rs::rand;
use chrono::TimeDelta;
use souk_events::{SenderId, StoreId, TenantId};
use souk_kit::{FieldError, Lang, Problem, Scope};

use super::settle::tell_sender;
use crate::{
    clients::twilio::Account,
    domain::{catalogue, number},
    error::{Refusal, broke},
    state::State,
    store::{
        outgoing,
        senders::{self, Sender},
        stores, texts,
    },
};

/// How long the token before counts, for webhooks that are on their way.
const OLD_TOKEN: TimeDelta = TimeDelta::minutes(15);
/// The account of numbers that do not exist: what is sent from them stays here.
pub const SIMULATED: &str = "AC00000000000000000000000000000000";
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// What connects a number.
#[derive(Clone, Debug, Default)]
pub struct Connection {
    /// The store it speaks for.
    pub store: Option<StoreId>,
    /// The number, as people write it.
    pub phone: String,
    /// The account at Twilio.
    pub account_sid: String,
    /// Its token.
    pub auth_token: String,
}

fn is_sid(prefix: &str, text: &str) -> bool {
    text.strip_prefix(prefix)
        .is_some_and(|rest| rest.len() == 32 && rest.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn token(text: &str) -> Result<&str, FieldError> {
    let text = text.trim();
    match text.len() {
        0 => Err(FieldError::new("/auth_token", "required")),
        1..=200 if text.bytes().all(|b| b.is_ascii_graphic()) => Ok(text),
        _ => Err(FieldError::new("/auth_token", "token_wrong")),
    }
}

/// 26 letters that nobody guesses.
fn hook() -> Result<String, Problem> {
    let mut bytes = [0u8; 26];
    rand::fill(&mut bytes).map_err(|_| Problem::internal("no randomness"))?;
    let letter = |byte: &u8| ALPHABET.get(usize::from(byte % 32)).copied().map_or('0', char::from);
    Ok(bytes.iter().map(letter).collect())
}

/// Asks Twilio whether the account takes the token; when it does not answer now, the first message will show.
async fn try_token(state: &State, sid: &str, token: &str) -> Result<(), Problem> {
    if state.twilio.takes(Account { sid, token }).await == Some(false) {
        return Err(Refusal::TokenWrong.into());
    }
    Ok(())
}

/// Connects a number to a store.
///
/// # Errors
/// What is wrong with the fields; 409 when the number or the store is taken; the database.
pub async fn connect(state: &State, tenant: TenantId, wish: &Connection) -> Result<Sender, Problem> {
    let mut wrong = Vec::new();
    let phone = number::phone(&wish.phone);
    if phone.is_none() {
        wrong.push(FieldError::new("/phone", "phone_wrong"));
    }
    let account_sid = wish.account_sid.trim();
    if !is_sid("AC", account_sid) || account_sid == SIMULATED {
        wrong.push(FieldError::new("/account_sid", "account_wrong"));
    }
    let token = token(&wish.auth_token).map_err(|e| wrong.push(e)).unwrap_or_default();
    let store = match wish.store {
        Some(store) => store,
        None => {
            wrong.push(FieldError::new("/store_id", "store_unknown"));
            StoreId::new()
        }
    };
    let Some(phone) = phone.filter(|_| wrong.is_empty()) else { return Err(Problem::fields(wrong)) };
    try_token(state, account_sid, token).await?;
    let address = format!("{}{phone}", number::CHANNEL);
    let account = Account { sid: account_sid, token };
    let channel = match state.twilio.channel(account, &address).await {
        Ok(Some(channel)) => Some(channel),
        Ok(None) => return Err(Refusal::NotYours.into()),
        Err(code) if matches!(code.as_str(), "401" | "403") => return Err(Refusal::NotYours.into()),
        // The next sweep asks again.
        Err(_) => None,
    };
    let mut row = fresh(state, (tenant, store), address, account_sid, token)?;
    if let Some(channel) = &channel {
        (row.channel_sid, row.channel_status) = (channel.sid.clone(), channel.status.clone());
    }
    let row = keep(state, tenant, store, row).await?;
    if let Some(channel) = channel {
        let hooks = hooks(&state.public_url, &row.hook);
        if !state.twilio.enter_hooks(account, &channel.sid, (&hooks.0, &hooks.1)).await {
            tracing::warn!(sender = %row.id, "the addresses of the webhooks have to be entered by hand");
        }
    }
    state.due.notify_one();
    Ok(row)
}

/// The addresses of a number's webhooks: messages, and statuses.
#[must_use]
pub fn hooks(public_url: &str, hook: &str) -> (String, String) {
    let at = |what: &str| format!("{public_url}/hooks/whatsapp/{hook}/{what}#rc=5&rp=all");
    (at("inbound"), at("status"))
}

async fn keep(state: &State, tenant: TenantId, store: StoreId, row: Sender) -> Result<Sender, Problem> {
    let now = state.clock.now();
    state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            if stores::find(conn, tenant, store).await?.is_none() {
                return Err(Problem::field("/store_id", "store_unknown"));
            }
            if senders::replace_simulated(conn, &row, SIMULATED).await.map_err(taken)? {
                let all = senders::all(conn, tenant).await?;
                let row = all.into_iter().find(|one| one.store_id == store).ok_or_else(Problem::not_found)?;
                tell_sender(conn, &row, now).await?;
                return Ok(row);
            }
            senders::insert(conn, &row).await.map_err(taken)?;
            tell_sender(conn, &row, now).await?;
            Ok(row)
        })
        .await
}

/// A number that was never heard of.
fn fresh(
    state: &State,
    (tenant, store): (TenantId, StoreId),
    address: String,
    account: &str,
    secret: &str,
) -> Result<Sender, Problem> {
    let now = state.clock.now();
    Ok(Sender {
        id: SenderId::new(),
        tenant_id: tenant,
        store_id: store,
        hook: hook()?,
        address,
        account_sid: account.to_owned(),
        secret: state.sealer.seal_platform(secret.as_bytes())?,
        old_secret: None,
        old_until: None,
        state: "online".to_owned(),
        reason: String::new(),
        paused_until: None,
        swept_until: None,
        unasked_from: None,
        channel_sid: String::new(),
        channel_status: String::new(),
        next_send_at: now,
        revision: 1,
        created_at: now,
        changed_at: now,
    })
}

fn taken(error: diesel::result::Error) -> Problem {
    if broke(&error, "sender_address") {
        Refusal::NumberTaken.into()
    } else if broke(&error, "sender_store") {
        Refusal::StoreHasNumber.into()
    } else {
        Problem::from(error)
    }
}

/// A number that does not exist, for the simulator. A store that has a number keeps it.
///
/// # Errors
/// The database.
pub async fn connect_simulated(state: &State, tenant: TenantId, store: StoreId) -> Result<(), Problem> {
    let mut digits = [0u8; 8];
    rand::fill(&mut digits).map_err(|_| Problem::internal("no randomness"))?;
    let now = state.clock.now();
    // No country has this code.
    let address = format!("{}+999{:010}", number::CHANNEL, u64::from_be_bytes(digits) % 10_000_000_000);
    let row = fresh(state, (tenant, store), address, SIMULATED, &hook()?)?;
    let done = state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            senders::insert(conn, &row).await.map_err(taken)?;
            tell_sender(conn, &row, now).await
        })
        .await;
    match done {
        Err(problem) if problem.code == "store_has_number" => Ok(()),
        done => done,
    }
}

/// Replaces a number's token; the one before counts for a quarter of an hour more. Its messages wait no longer.
///
/// # Errors
/// What is wrong with the token; no such number; the database.
pub async fn replace_token(
    state: &State,
    tenant: TenantId,
    id: SenderId,
    new: &str,
) -> Result<Sender, Problem> {
    let new = token(new).map_err(|e| Problem::fields(vec![e]))?;
    let scope = Scope::Tenant(tenant);
    let known =
        state.db.read(scope, async |conn| Ok::<_, Problem>(senders::find(conn, tenant, id).await?)).await?;
    let known = known.ok_or_else(Problem::not_found)?;
    try_token(state, &known.account_sid, new).await?;
    let sealed = state.sealer.seal_platform(new.as_bytes())?;
    let now = state.clock.now();
    let sender = state
        .db
        .write(scope, async |conn| {
            let sender = senders::replace_secret(conn, (tenant, id), &sealed, now + OLD_TOKEN, now).await?;
            outgoing::wake(conn, (tenant, id), now).await?;
            tell_sender(conn, &sender, now).await?;
            Ok::<_, Problem>(sender)
        })
        .await?;
    state.due.notify_one();
    Ok(sender)
}

/// Keeps which template Meta approved for a text.
///
/// # Errors
/// What is wrong with the fields; no such number; the database.
pub async fn set_template(
    state: &State,
    (tenant, id): (TenantId, SenderId),
    (key, locale): (&str, &str),
    content_sid: &str,
) -> Result<(), Problem> {
    let entry = catalogue::find(key).ok_or_else(Problem::not_found)?;
    let lang = Lang::ALL.into_iter().find(|lang| lang.code() == locale).ok_or_else(Problem::not_found)?;
    if !is_sid("HX", content_sid) {
        return Err(Problem::field("/content_sid", "content_sid_wrong"));
    }
    let now = state.clock.now();
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            senders::find(conn, tenant, id).await?.ok_or_else(Problem::not_found)?;
            let what = (entry.key, lang.code());
            Ok(texts::set_template(conn, (tenant, id), what, content_sid, now).await?)
        })
        .await
}
