//! The simulator: phones that do not exist write to a number that does not exist, through the real webhook, signed.
use souk_events::{StoreId, TenantId};
use souk_kit::{FieldError, Kind, Problem, Scope};
use url::form_urlencoded;
use uuid::Uuid;

use super::{
    conversation::{self, Line},
    people, sellers, senders,
};
use crate::{
    domain::{number, signature},
    state::State,
    store::{
        contacts,
        senders::{self as numbers, Sender},
        stores,
    },
};

/// A phone of the simulator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phone {
    /// A customer.
    First,
    /// Another one, for the waitlist.
    Second,
    /// The merchant's own.
    Seller,
}

impl Phone {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::First, Self::Second, Self::Seller];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
            Self::Seller => "seller",
        }
    }

    /// The phone of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phone| phone.word() == word)
    }

    /// Its number, with a country code that no country has.
    fn number(self) -> &'static str {
        match self {
            Self::First => "+99900000000001",
            Self::Second => "+99900000000002",
            Self::Seller => "+99900000000003",
        }
    }
}

const TEXT_MAX: usize = 1000;

/// The number that is written to; none: the simulator was not started.
///
/// # Errors
/// The database.
pub async fn started(state: &State, tenant: TenantId) -> Result<Option<Sender>, Problem> {
    let all = state
        .db
        .read(Scope::Tenant(tenant), async |conn| Ok::<_, Problem>(numbers::all(conn, tenant).await?))
        .await?;
    Ok(all.into_iter().find(|number| number.account_sid == senders::SIMULATED))
}

/// The first store without a number.
async fn store(state: &State, tenant: TenantId) -> Result<Option<StoreId>, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let (all, taken) = (stores::all(conn, tenant).await?, numbers::all(conn, tenant).await?);
            let free = all.into_iter().find(|store| !taken.iter().any(|n| n.store_id == store.store_id));
            Ok::<_, Problem>(free.map(|store| store.store_id))
        })
        .await
}

/// Gives a store a number that does not exist and makes the third phone a seller's.
///
/// # Errors
/// 409 when every store has a number; the database.
pub async fn start(state: &State, tenant: TenantId, label: &str) -> Result<(), Problem> {
    let Some(store) = store(state, tenant).await? else {
        return Err(Problem::conflict("store_has_number"));
    };
    senders::connect_simulated(state, tenant, store).await?;
    match sellers::add(state, tenant, (label, Phone::Seller.number())).await {
        Err(problem) if problem.code != "seller_known" => Err(problem),
        _ => Ok(()),
    }
}

/// What a phone and the number said to each other, oldest first.
///
/// # Errors
/// The database.
pub async fn lines(state: &State, tenant: TenantId, phone: Phone) -> Result<Vec<Line>, Problem> {
    let hashes = people::hashes(state, tenant, "phone", Some(phone.number()));
    let found = state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            Ok::<_, Problem>(contacts::by_phone(conn, tenant, &hashes).await?)
        })
        .await?;
    match found {
        Some(contact) => Ok(conversation::show(state, tenant, contact).await?.lines),
        None => Ok(Vec::new()),
    }
}

/// A phone writes: a form as Twilio's, signed with the number's token, sent to the address that Twilio would call.
///
/// # Errors
/// What is wrong with the words; 404 when it was not started; 503 when the platform's own address does not answer.
pub async fn write(state: &State, tenant: TenantId, phone: Phone, text: &str) -> Result<(), Problem> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > TEXT_MAX {
        let code = if text.is_empty() { "required" } else { "too_long" };
        return Err(Problem::fields(vec![FieldError::new("/text", code)]));
    }
    let sender = started(state, tenant).await?.ok_or_else(Problem::not_found)?;
    let (sid, from) =
        (format!("SM{}", Uuid::now_v7().simple()), format!("{}{}", number::CHANNEL, phone.number()));
    let fields = [
        ("MessageSid", sid.as_str()),
        ("SmsSid", &sid),
        ("AccountSid", &sender.account_sid),
        ("From", &from),
        ("To", &sender.address),
        ("Body", text),
        ("NumMedia", "0"),
        ("ProfileName", phone.word()),
    ];
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let url = format!("{}/hooks/whatsapp/{}/inbound", state.public_url, sender.hook);
    let token = state.sealer.open_platform(&sender.secret)?;
    let token = String::from_utf8_lossy(&token).into_owned();
    let signed =
        signature::sign(&token, &url, body.as_bytes()).ok_or_else(|| Problem::internal("no form"))?;
    match state.twilio.knock(&url, &signed, body).await {
        Some(status) if (200..300).contains(&status) => Ok(()),
        status => {
            tracing::warn!(?status, "the simulator's message was not taken");
            Err(Problem::new(Kind::Unavailable, "simulator_unheard"))
        }
    }
}
