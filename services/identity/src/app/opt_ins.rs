//! Consents that were given at a checkout: heard as a fact, the contact asked of orders afterwards, taken back by a
//! link or by whoever signs in with the address.
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{OrderId, StoreId, Subject, TenantId, UserId};
use souk_kit::{AskError, Conn, Problem, Scope};
use uuid::Uuid;

use super::{consents, person};
use crate::{
    State,
    domain::{
        consent::{self, Purpose},
        email::Email,
    },
    store::{
        accounts,
        consents::{self as ledger, Consent},
        opt_ins::{self, OptIn},
    },
};

/// What the words of links are made for.
const LINK: &str = "opt_out";
/// Those that a checkout asks for, and a link takes back.
const MARKETING: [Purpose; 2] = [Purpose::MarketingWhatsapp, Purpose::MarketingEmail];
const BUDGET: Duration = Duration::from_secs(2);
/// How many contacts are asked for in one go.
const BATCH: i64 = 50;
/// The pause after a first vain attempt; it doubles up to a day.
const PAUSE: TimeDelta = TimeDelta::seconds(5);

/// What somebody agreed to at a checkout.
pub struct Given {
    /// The merchant.
    pub tenant: TenantId,
    /// The order.
    pub order: OrderId,
    /// The store.
    pub store: StoreId,
    /// Who ordered.
    pub customer: Subject,
    /// Which texts were shown, with their language.
    pub text_version: String,
    /// Each purpose with the hash of its text.
    pub agreed: Vec<(Purpose, Vec<u8>)>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Adds it to the ledger, in the merchant's scope. What was agreed to before is not said twice.
///
/// # Errors
/// The database.
pub async fn record(conn: &mut Conn, given: Given) -> Result<(), Problem> {
    let subject = match given.customer {
        Subject::User(user) => user.to_string(),
        Subject::Guest(_) => given.order.to_string(),
    };
    let new = OptIn {
        tenant_id: given.tenant,
        order_id: given.order,
        store_id: given.store,
        subject: subject.clone(),
        contact: None,
        email_lookup: None,
        phone_lookup: None,
        attempts: 0,
        next_at: Some(given.at),
        created_at: given.at,
    };
    if !opt_ins::insert(conn, &new).await? {
        return Ok(());
    }
    let mut chain = consents::Chain::take(conn, given.tenant.0).await?;
    let known = ledger::current(conn, &subject).await?;
    for (purpose, text_hash) in given.agreed {
        let said = |c: &&Consent| c.granted && c.tenant_id == given.tenant.0 && c.purpose == purpose.as_str();
        if known.iter().any(|c| said(&c)) {
            continue;
        }
        let new = Consent {
            tenant_id: given.tenant.0,
            seq: 0,
            subject: subject.clone(),
            purpose: purpose.as_str().into(),
            granted: true,
            text_version: given.text_version.clone(),
            text_hash,
            source: consents::CHECKOUT.into(),
            at: given.at,
            hash: Vec::new(),
        };
        chain.add(conn, new).await?;
    }
    Ok(())
}

/// What orders says about whom to write to, and what is kept of it: only what was agreed to needs it.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// Number.
    #[serde(default)]
    pub phone: Option<String>,
    /// Address.
    #[serde(default)]
    pub email: Option<String>,
}

/// Asks for the contacts that are not known yet. Answers how many are.
///
/// # Errors
/// The database.
pub async fn fetch(state: &State) -> Result<usize, Problem> {
    const SCOPE: Scope = Scope::Platform("contacts of opt-ins");
    let now = state.clock.now();
    let due = async |conn: &mut Conn| Ok::<_, Problem>(opt_ins::due(conn, now, BATCH).await?);
    let mut known = 0;
    for one in state.db.read(SCOPE, due).await? {
        let path = format!("/internal/orders/{}/personal?purpose=opt_in", one.order_id);
        let answer = state.ask.get::<Contact>("orders", &path, BUDGET).await;
        let again = match &answer {
            // The person was erased, or the order is not there any more.
            Err(AskError::Refused { problem, .. })
                if ["contact_erased", "not_found"].contains(&problem.code.as_str()) =>
            {
                None
            }
            _ => Some(now + PAUSE * 2_i32.pow(one.attempts.clamp(0, 14).unsigned_abs())),
        };
        state
            .db
            .write(SCOPE, async |conn| match &answer {
                Ok(contact) => keep(conn, state, &one, contact).await,
                Err(_) => Ok::<_, Problem>(opt_ins::put_off(conn, &one, again).await?),
            })
            .await?;
        known += usize::from(answer.is_ok());
    }
    Ok(known)
}

/// Whether it was agreed to at a checkout of this merchant: only that needs the contact that was given there.
fn here(said: &Consent, tenant: Uuid) -> bool {
    said.granted && said.tenant_id == tenant && said.source == consents::CHECKOUT
}

async fn keep(conn: &mut Conn, state: &State, one: &OptIn, said: &Contact) -> Result<(), Problem> {
    let user: Option<UserId> = one.subject.parse().ok();
    let gone = match user {
        Some(user) => accounts::find(conn, user).await?.is_none(),
        None => false,
    };
    let agreed = ledger::current(conn, &one.subject).await?;
    let needed = |c: &&Consent| here(c, one.tenant_id.0);
    let agrees = |p: Purpose| agreed.iter().filter(needed).any(|c| c.purpose == p.as_str());
    let kept = Contact {
        name: said.name.clone(),
        phone: said.phone.as_deref().filter(|_| agrees(Purpose::MarketingWhatsapp)).and_then(consent::phone),
        email: said.email.clone().filter(|_| agrees(Purpose::MarketingEmail)),
    };
    if gone || (kept.phone.is_none() && kept.email.is_none()) {
        return Ok(opt_ins::put(conn, one, &opt_ins::Contact::NONE).await?);
    }
    let (now, plain) = (state.clock.now(), serde_json::to_vec(&kept).map_err(Problem::internal)?);
    let sealed = match user {
        Some(user) => person::seal_bytes(conn, &state.sealer, user, now, &plain).await?,
        None => state.sealer.seal(conn, one.tenant_id, &one.subject, now, &plain).await?,
    };
    let email = kept.email.as_deref().and_then(Email::parse);
    let email_lookup = email.map(|e| person::lookup(&state.sealer, &e)).transpose()?;
    let number = kept.phone.map(|number| state.sealer.lookup("phone", &number));
    let phone_lookup = number.and_then(|hashes| hashes.into_iter().next());
    let row = opt_ins::Contact { contact: Some(sealed), email_lookup, phone_lookup, next_at: None };
    Ok(opt_ins::put(conn, one, &row).await?)
}

/// Opens a contact.
pub(super) async fn opened(conn: &mut Conn, state: &State, sealed: &[u8]) -> Result<Contact, Problem> {
    let plain = state.sealer.open(conn, sealed).await?;
    serde_json::from_slice(&plain).map_err(Problem::internal)
}

/// What a link leads to.
pub struct Offer {
    /// The store.
    pub store: String,
    /// What is agreed to now.
    pub purposes: Vec<Purpose>,
}

async fn at(conn: &mut Conn, state: &State, order: OrderId, word: &str) -> Result<(OptIn, String), Problem> {
    if !state.sealer.link_fits(LINK, &order.to_string(), word) {
        return Err(Problem::not_found());
    }
    opt_ins::of_order(conn, order).await?.ok_or_else(Problem::not_found)
}

/// What those who have this address or number agree to with a merchant. Their hashes are made anew, under every key
/// that still counts: others may have been kept before the master key was changed, or after.
async fn agreed(conn: &mut Conn, state: &State, one: &OptIn) -> Result<Vec<Consent>, Problem> {
    let known = match &one.contact {
        Some(sealed) => opened(conn, state, sealed).await?,
        None => Contact::default(),
    };
    let email = known.email.as_deref().and_then(Email::parse);
    let emails = email.map(|e| person::lookups(&state.sealer, &e)).unwrap_or_default();
    let phones = known.phone.map(|number| state.sealer.lookup("phone", &number)).unwrap_or_default();
    let alike = opt_ins::alike(conn, one, &emails, &phones).await?;
    let mut subjects: Vec<String> = alike.into_iter().map(|other| other.subject).collect();
    subjects.sort();
    subjects.dedup();
    let mut found = Vec::new();
    for subject in subjects {
        let said = ledger::current(conn, &subject).await?.into_iter();
        let marketing = |c: &Consent| MARKETING.iter().any(|p| p.as_str() == c.purpose);
        found.extend(said.filter(|c| c.granted && c.tenant_id == one.tenant_id.0 && marketing(c)));
    }
    Ok(found)
}

/// Reads a link.
///
/// # Errors
/// 404 for one that was not made here, or whose order told nothing (yet).
pub async fn look(state: &State, order: OrderId, word: &str) -> Result<Offer, Problem> {
    state
        .db
        .read(Scope::Platform("a link in a mail"), async |conn| {
            let (one, store) = at(conn, state, order, word).await?;
            let said = agreed(conn, state, &one).await?;
            let purposes = MARKETING.into_iter().filter(|p| said.iter().any(|c| c.purpose == p.as_str()));
            Ok(Offer { store, purposes: purposes.collect() })
        })
        .await
}

/// Takes back everything that the link's person agreed to with the shop, whichever order it was said with.
///
/// # Errors
/// 404 for a link that was not made here.
pub async fn take_back(state: &State, order: OrderId, word: &str) -> Result<(), Problem> {
    let now = state.clock.now();
    state
        .db
        .write(Scope::Platform("a link in a mail"), async |conn| {
            let (one, _) = at(conn, state, order, word).await?;
            let said = agreed(conn, state, &one).await?;
            withdraw(conn, said, "link", now).await
        })
        .await
}

/// Takes consents back; contacts that nothing needs any more go.
pub(super) async fn withdraw(
    conn: &mut Conn,
    said: Vec<Consent>,
    source: &str,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    for (tenant, subject) in consents::take_back(conn, said, source, now).await? {
        tidy(conn, tenant, &subject).await?;
    }
    Ok(())
}

/// Removes the contacts that a merchant was given at checkouts, unless something that was agreed to there is left.
pub(super) async fn tidy(conn: &mut Conn, tenant: Uuid, subject: &str) -> Result<(), Problem> {
    if !ledger::current(conn, subject).await?.iter().any(|c| here(c, tenant)) {
        opt_ins::forget(conn, tenant, subject).await?;
    }
    Ok(())
}

/// What was agreed to at checkouts without an account, with the confirmed address of this one.
pub(super) async fn linked(conn: &mut Conn, state: &State, user: UserId) -> Result<Vec<Consent>, Problem> {
    let Some(account) = accounts::find(conn, user).await?.filter(|a| a.verified_at.is_some()) else {
        return Ok(Vec::new());
    };
    let email = person::email(conn, &state.sealer, &account).await?;
    let mut found = Vec::new();
    for one in opt_ins::with_email(conn, &person::lookups(&state.sealer, &email)).await? {
        found.extend(ledger::current(conn, &one.subject).await?.into_iter().filter(|c| c.granted));
    }
    Ok(found)
}
