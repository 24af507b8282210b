//! Asks whatsapp to say something, in the transaction of what it says.
use chrono::{DateTime, Utc};
use souk_events::{ContactId, MessageId, MessageRequestId, ReservationId, reservations::v1 as told};
use souk_kit::{Conn, Problem};

use super::work::{Work, said_at};
use crate::store::{
    customers,
    requests::{self, Request},
};

/// A text of the catalogue with its parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// `rsv.held`
    pub key: &'static str,
    /// By name; formatted in the store's language, never personal.
    pub params: Vec<(&'static str, String)>,
}

impl Part {
    /// A text.
    #[must_use]
    pub fn new(key: &'static str, params: Vec<(&'static str, String)>) -> Self {
        Self { key, params }
    }
}

/// What is to be said.
#[derive(Clone, Debug, Default)]
pub struct Saying {
    /// reply, hold, payment, order, seller.
    pub class: &'static str,
    /// The same fact is said once.
    pub dedupe: String,
    /// One message.
    pub parts: Vec<Part>,
    /// The reservations that it names.
    pub named: Vec<ReservationId>,
    /// What its buttons send back.
    pub buttons: Vec<String>,
    /// The message that it answers.
    pub answers: Option<MessageId>,
    /// Not before.
    pub not_before: Option<DateTime<Utc>>,
    /// Never after.
    pub until: Option<DateTime<Utc>>,
    /// Personal parameters, sealed.
    pub personal: Option<Vec<u8>>,
    /// A received message whose picture goes with it.
    pub picture: Option<MessageId>,
}

/// Texts that say a total with the delivery.
const TOTALS: [&str; 5] = ["rsv.held", "rsv.held_known_address", "rsv.multi", "rsv.recap", "wl.promoted"];

/// Asks for it, once. None: it was asked for before, or there is nothing to say.
///
/// # Errors
/// The database.
pub async fn ask(
    conn: &mut Conn,
    work: &Work,
    contact: ContactId,
    saying: Saying,
) -> Result<Option<MessageRequestId>, Problem> {
    if saying.parts.is_empty() {
        return Ok(None);
    }
    let id = MessageRequestId::new();
    let row = Request {
        tenant_id: work.tenant,
        id,
        contact_id: contact,
        keys: saying.parts.iter().map(|part| part.key.to_owned()).collect(),
        named: saying.named,
        dedupe_key: saying.dedupe,
        personal: saying.personal,
        created_at: work.now,
    };
    if !requests::note(conn, &row).await? {
        return Ok(None);
    }
    if row.keys.iter().any(|key| TOTALS.contains(&key.as_str())) {
        customers::show_fee(conn, work.tenant, contact, Some(work.rules.delivery_fee)).await?;
    }
    let part = |part: Part| told::Part {
        key: part.key.to_owned(),
        params: part.params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
    };
    let fact = told::MessageRequested {
        request_id: id.to_string(),
        contact_id: contact.to_string(),
        class: saying.class.to_owned(),
        locale: work.store.lang().code().to_owned(),
        parts: saying.parts.into_iter().map(part).collect(),
        personal: row.personal.is_some(),
        dedupe_key: row.dedupe_key,
        in_reply_to: saying.answers.map(|id| id.to_string()).unwrap_or_default(),
        not_before: saying.not_before.map(said_at).unwrap_or_default(),
        valid_until: saying.until.map(said_at).unwrap_or_default(),
        button_payloads: saying.buttons,
        picture_of: saying.picture.map(|id| id.to_string()).unwrap_or_default(),
    };
    work.tell(conn, &fact).await?;
    Ok(Some(id))
}
