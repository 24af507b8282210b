//! What people agree to: said on their page, kept in a chain, told to the merchant as a list.
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use souk_events::{Subject, TenantId, UserId};
use souk_kit::{Conn, Lang, Problem, Scope};
use uuid::Uuid;

use super::{opt_ins, person};
use crate::{
    State,
    domain::consent::{self, Link, Purpose},
    store::{
        accounts,
        consents::{self, Consent, Shop},
        opt_ins as opt_in_rows,
    },
};

/// The chain of the platform itself.
pub const PLATFORM: Uuid = Uuid::nil();
/// The source of what was said at a checkout.
pub(super) const CHECKOUT: &str = "checkout";
const LINKED: Scope = Scope::Platform("consents given with a person's address");

fn own(user: UserId) -> Scope {
    Scope::Subject(Subject::User(user))
}

/// What a person says to one merchant, or to the platform.
#[derive(Clone, Debug)]
pub struct Said {
    /// The merchant; nil for the platform.
    pub tenant: Uuid,
    /// Everything that is agreed to from now on; what is left out is taken back.
    pub granted: Vec<Purpose>,
    /// The number for WhatsApp; the one that is known when none.
    pub phone: Option<String>,
    /// Where it was said.
    pub source: &'static str,
}

/// The shops a person may agree with, by name: those that are open, and those they agree with already, to take it back
/// whatever became of the shop.
///
/// # Errors
/// The database.
pub async fn shops(state: &State, user: UserId) -> Result<Vec<Shop>, Problem> {
    state
        .db
        .read(Scope::Platform("shops to agree with"), async |conn| {
            let mut said = consents::current(conn, &user.to_string()).await?;
            said.extend(opt_ins::linked(conn, state, user).await?);
            let agreed: Vec<_> = said.into_iter().filter(|c| c.granted).map(|c| c.tenant_id).collect();
            Ok(consents::shops(conn, &agreed).await?)
        })
        .await
}

/// What a person agrees to now, everywhere, and their number: with their account, and at checkouts with the address of
/// the account.
///
/// # Errors
/// The database.
pub async fn current(state: &State, user: UserId) -> Result<(Vec<Consent>, Option<String>), Problem> {
    let linked = state.db.read(LINKED, async |conn| opt_ins::linked(conn, state, user).await).await?;
    let (mut found, phone) = own_consents(state, user).await?;
    for one in linked {
        if !found.iter().any(|c| c.tenant_id == one.tenant_id && c.purpose == one.purpose) {
            found.push(one);
        }
    }
    Ok((found, phone))
}

async fn own_consents(state: &State, user: UserId) -> Result<(Vec<Consent>, Option<String>), Problem> {
    state
        .db
        .read(own(user), async |conn| {
            let found = consents::current(conn, &user.to_string()).await?;
            let phone = match consents::phone(conn, user).await? {
                Some(sealed) => Some(person::open(conn, &state.sealer, &sealed).await?),
                None => None,
            };
            Ok((found.into_iter().filter(|c| c.granted).collect(), phone))
        })
        .await
}

/// Records what changed, each with the text that was shown.
///
/// # Errors
/// 422 without a number for WhatsApp, or for one that is none.
pub async fn say(state: &State, user: UserId, said: &Said, lang: Lang) -> Result<(), Problem> {
    let typed = said.phone.as_deref().map(str::trim).filter(|p| !p.is_empty());
    let phone = typed.map(|p| consent::phone(p).ok_or_else(|| Problem::field("/phone", "phone_wrong")));
    let phone = phone.transpose()?;
    let subject = user.to_string();
    let now = state.clock.now();
    state
        .db
        .write(own(user), async |conn| {
            // Before the chain: two answers at once would wait for each other, or one forget the other's number.
            consents::lock_person(conn, user).await?;
            if let Some(phone) = &phone {
                let sealed = person::seal(conn, &state.sealer, user, now, phone).await?;
                consents::set_phone(conn, user, &sealed).await?;
            }
            let by_phone = said.granted.iter().any(|p| p.by_phone());
            if by_phone && consents::phone(conn, user).await?.is_none() {
                return Err(Problem::field("/phone", "required"));
            }
            let mut chain = Chain::take(conn, said.tenant).await?;
            let known = consents::current(conn, &subject).await?;
            let known = known.iter().filter(|c| c.granted && c.tenant_id == said.tenant);
            let known: Vec<_> = known.map(|c| c.purpose.as_str()).collect();
            for purpose in Purpose::ALL {
                let granted = said.granted.contains(&purpose);
                if known.contains(&purpose.as_str()) == granted {
                    continue;
                }
                let shown = state.texts.get(lang, &purpose.text());
                let new = Consent {
                    tenant_id: said.tenant,
                    seq: 0,
                    subject: subject.clone(),
                    purpose: purpose.as_str().into(),
                    granted,
                    text_version: format!("{}/{}", consent::TEXTS, lang.code()),
                    text_hash: consent::text_hash(&shown),
                    source: said.source.into(),
                    at: now,
                    hash: Vec::new(),
                };
                chain.add(conn, new).await?;
            }
            // The number is kept for what needs it, with whatever merchant.
            let left = consents::current(conn, &subject).await?;
            let needs = |c: &Consent| c.granted && Purpose::parse(&c.purpose).is_some_and(|p| p.by_phone());
            if !left.iter().any(needs) {
                consents::forget_phone(conn, user).await?;
            }
            Ok(())
        })
        .await?;
    state
        .db
        .write(LINKED, async |conn| {
            // What they say as themselves takes the place of what they said without an account.
            let mut linked = opt_ins::linked(conn, state, user).await?;
            linked.retain(|c| c.tenant_id == said.tenant);
            opt_ins::withdraw(conn, linked, said.source, now).await?;
            opt_ins::tidy(conn, said.tenant, &subject).await
        })
        .await
}

/// The end of a chain, held until the transaction ends.
pub(super) struct Chain {
    seq: i64,
    hash: Vec<u8>,
}

impl Chain {
    pub(super) async fn take(conn: &mut Conn, tenant: Uuid) -> Result<Self, Problem> {
        let (seq, hash) = consents::take_chain(conn, tenant).await?;
        Ok(Self { seq, hash })
    }

    /// Adds a row whose place and hash are not known yet.
    pub(super) async fn add(&mut self, conn: &mut Conn, new: Consent) -> Result<(), Problem> {
        self.seq += 1;
        let mut new = Consent { seq: self.seq, ..new };
        new.hash = consent::hash(&self.hash, &vouched(&new));
        consents::add(conn, &new).await?;
        self.hash = new.hash;
        Ok(())
    }
}

/// Takes everything back that a person agreed to, also at checkouts with their address: they are erased.
///
/// # Errors
/// The database.
pub async fn withdraw_all(
    conn: &mut Conn,
    state: &State,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let mut said = consents::current(conn, &user.to_string()).await?;
    said.retain(|c| c.granted);
    said.extend(opt_ins::linked(conn, state, user).await?);
    opt_ins::withdraw(conn, said, "erasure", now).await
}

/// Adds to the chains that these are taken back. Answers with which merchant and whose they were, each once.
pub(super) async fn take_back(
    conn: &mut Conn,
    mut said: Vec<Consent>,
    source: &str,
    now: DateTime<Utc>,
) -> Result<Vec<(Uuid, String)>, Problem> {
    let mut subjects: Vec<_> = said.iter().map(|c| (c.tenant_id, c.subject.clone())).collect();
    subjects.sort();
    subjects.dedup();
    // Whoever takes several chains takes them in one order.
    said.sort_by_key(|c| c.tenant_id);
    for one in said {
        let mut chain = Chain::take(conn, one.tenant_id).await?;
        // Behind the chain's end nobody else says anything: what was taken back meanwhile stays so.
        let now_said = consents::current(conn, &one.subject).await?;
        let still = |c: &Consent| c.granted && c.tenant_id == one.tenant_id && c.purpose == one.purpose;
        if now_said.iter().any(still) {
            chain.add(conn, Consent { granted: false, source: source.into(), at: now, ..one }).await?;
        }
    }
    Ok(subjects)
}

/// How many people agree to each purpose with a merchant.
///
/// # Errors
/// The database.
pub async fn counts(state: &State, tenant: TenantId) -> Result<Vec<(Purpose, usize)>, Problem> {
    let work = async |conn: &mut Conn| Ok::<_, Problem>(consents::granted(conn, tenant.0).await?);
    let found = state.db.read(Scope::Tenant(tenant), work).await?;
    let count = |p: Purpose| (p, found.iter().filter(|c| c.purpose == p.as_str()).count());
    Ok(Purpose::ALL.into_iter().map(count).collect())
}

/// Somebody who agrees, with what is needed to write to them.
pub struct OptIn {
    /// What for.
    pub purpose: String,
    /// Name.
    pub name: String,
    /// Address, for e-mail; empty otherwise.
    pub email: String,
    /// Number, for WhatsApp; empty otherwise.
    pub phone: String,
    /// The proof.
    pub proof: Consent,
}

/// Who agrees to what with a merchant. Whoever erased their account is not among them.
///
/// # Errors
/// The database.
pub async fn opt_ins(state: &State, tenant: TenantId) -> Result<Vec<OptIn>, Problem> {
    state
        .db
        .read(Scope::Platform("export of opt-ins"), async |conn| {
            let (mut all, mut seen) = (Vec::new(), HashSet::new());
            let mut said: HashMap<String, Vec<Vec<u8>>> = HashMap::new();
            for (subject, sealed) in opt_in_rows::contacts(conn, tenant).await? {
                said.entry(subject).or_default().push(sealed);
            }
            for proof in consents::granted(conn, tenant.0).await? {
                let Some(purpose) = Purpose::parse(&proof.purpose) else { continue };
                // The number in the account is the one that they see and change: it goes first.
                let own = match proof.subject.parse::<UserId>() {
                    Ok(user) if purpose.by_phone() => consents::phone(conn, user).await?,
                    _ => None,
                };
                let sealed = said.get(&proof.subject).filter(|_| proof.source == CHECKOUT && own.is_none());
                let sealed = sealed.map(Vec::as_slice).unwrap_or_default();
                if let Some((name, email, phone)) = at_checkout(conn, state, sealed, purpose).await? {
                    // Somebody without an account may have agreed with several orders.
                    if seen.insert((purpose, email.to_lowercase(), phone.clone())) {
                        all.push(OptIn { purpose: proof.purpose.clone(), name, email, phone, proof });
                    }
                    continue;
                }
                let Ok(user) = proof.subject.parse() else { continue };
                let Some(account) = accounts::find(conn, user).await? else { continue };
                let name = person::open(conn, &state.sealer, &account.display_name).await?;
                let phone = match own {
                    Some(sealed) => person::open(conn, &state.sealer, &sealed).await?,
                    None => String::new(),
                };
                let email = if purpose.by_phone() {
                    String::new()
                } else {
                    person::email(conn, &state.sealer, &account).await?.as_str().to_owned()
                };
                // The number was given at a checkout and is not known yet.
                if purpose.by_phone() && phone.is_empty() {
                    continue;
                }
                all.push(OptIn { purpose: proof.purpose.clone(), name, email, phone, proof });
            }
            Ok(all)
        })
        .await
}

/// Name, address and number of somebody who agreed at a checkout, from the newest contact that has what is needed.
async fn at_checkout(
    conn: &mut Conn,
    state: &State,
    contacts: &[Vec<u8>],
    purpose: Purpose,
) -> Result<Option<(String, String, String)>, Problem> {
    for sealed in contacts {
        let known = opt_ins::opened(conn, state, sealed).await?;
        let found = if purpose.by_phone() {
            known.phone.map(|phone| (known.name, String::new(), phone))
        } else {
            known.email.map(|email| (known.name, email, String::new()))
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// A chain that was changed: whose, and from which place on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The merchant; nil for the platform.
    pub tenant: Uuid,
    /// The first place that does not fit; one past the end when the end is missing.
    pub seq: i64,
}

/// What a look at all chains found.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// Links that were looked at.
    pub links: i64,
    /// Chains that were changed.
    pub broken: Vec<Broken>,
}

const BATCH: i64 = 1000;

/// Computes every chain anew and compares, up to the end that it has now: links are added meanwhile.
///
/// # Errors
/// The database.
pub async fn verify(conn: &mut Conn) -> Result<Verdict, diesel::result::Error> {
    let mut verdict = Verdict::default();
    for (tenant, end, last) in consents::chains(conn).await? {
        let (mut seq, mut before) = (0, Vec::new());
        let mut fits = true;
        while fits {
            let batch = consents::after(conn, tenant, seq, BATCH.min(end - seq)).await?;
            if batch.is_empty() {
                break;
            }
            for c in &batch {
                fits = c.seq == seq + 1 && consent::hash(&before, &vouched(c)) == c.hash;
                if !fits {
                    break;
                }
                seq = c.seq;
                before.clone_from(&c.hash);
                verdict.links += 1;
            }
        }
        if !fits || seq != end || before != last {
            verdict.broken.push(Broken { tenant, seq: seq + 1 });
        }
    }
    Ok(verdict)
}

fn vouched(c: &Consent) -> Link<'_> {
    Link {
        tenant: c.tenant_id,
        seq: c.seq,
        subject: &c.subject,
        purpose: &c.purpose,
        granted: c.granted,
        text_version: &c.text_version,
        text_hash: &c.text_hash,
        source: &c.source,
        at: c.at,
    }
}
