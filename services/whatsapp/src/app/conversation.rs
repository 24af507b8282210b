//! Conversations that a person of the shop answers: what was said on both sides, an answer, and back to the bot.
use chrono::{DateTime, TimeDelta, Utc};
use souk_events::{ContactId, MessageRequestId, TenantId};
use souk_kit::{Conn, Problem, Scope};

use super::{
    enqueue::{self, Wish},
    opened,
    said::{Part, Said},
};
use crate::{
    domain::{class::Class, inbound::Content},
    error::Refusal,
    state::State,
    store::{
        contacts::{self, Contact},
        messages, outgoing,
    },
};

/// Lines that are shown of each side.
const SHOWN: i64 = 50;
/// Conversations on a page.
pub const LISTED: i64 = 100;
const TEXT_MAX: usize = 1000;
const WINDOW: TimeDelta = TimeDelta::hours(24);

/// Somebody who waits for an answer.
pub struct Waiting {
    /// Their id.
    pub id: ContactId,
    /// The name they gave themselves.
    pub name: Option<String>,
    /// The last digits of their number.
    pub ending: String,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// One line of a conversation.
pub struct Line {
    /// When it was said.
    pub at: DateTime<Utc>,
    /// By the shop.
    pub ours: bool,
    /// The words; none: they are not kept any more.
    pub text: Option<String>,
    /// What comes with it: `media`, `location`.
    pub kind: String,
    /// Where an answer of ours stands.
    pub state: Option<String>,
}

/// A conversation.
pub struct Conversation {
    /// With whom.
    pub id: ContactId,
    /// The name they gave themselves.
    pub name: Option<String>,
    /// The last digits of their number.
    pub ending: String,
    /// Since when a person answers; none: the bot does.
    pub since: Option<DateTime<Utc>>,
    /// Oldest first.
    pub lines: Vec<Line>,
}

/// Those who wait, longest first.
///
/// # Errors
/// The database.
pub async fn waiting(state: &State, tenant: TenantId) -> Result<Vec<Waiting>, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let mut all = Vec::new();
            for row in contacts::handed_over(conn, tenant, LISTED).await? {
                let name = opened::text(conn, &state.sealer, row.name.as_deref()).await?;
                let since = row.handed_over_at.unwrap_or(row.created_at);
                all.push(Waiting { id: row.id, name, ending: row.phone_ending, since });
            }
            Ok::<_, Problem>(all)
        })
        .await
}

async fn known(conn: &mut Conn, tenant: TenantId, id: ContactId) -> Result<Contact, Problem> {
    let found = contacts::find(conn, tenant, id).await?;
    found.filter(|contact| contact.merged_into.is_none()).ok_or_else(Problem::not_found)
}

/// One conversation, its last lines.
///
/// # Errors
/// 404 when there is none; the database.
pub async fn show(state: &State, tenant: TenantId, id: ContactId) -> Result<Conversation, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let contact = known(conn, tenant, id).await?;
            let mut lines = Vec::new();
            for row in messages::of_contact(conn, tenant, id, SHOWN).await? {
                let said: Option<Content> =
                    opened::value(conn, &state.sealer, row.content.as_deref()).await?;
                let text = said.map(|said| said.text);
                lines.push(Line { at: row.received_at, ours: false, text, kind: row.kind, state: None });
            }
            for row in outgoing::to_contact(conn, tenant, id, SHOWN).await? {
                let said: Option<Said> = opened::value(conn, &state.sealer, row.content.as_deref()).await?;
                // The link to her own data is hers alone.
                let text = said.map(|said| said.body).filter(|_| row.key != "gdpr.access");
                lines.push(Line {
                    at: row.created_at,
                    ours: true,
                    text,
                    kind: "text".to_owned(),
                    state: Some(row.state),
                });
            }
            lines.sort_by_key(|line| line.at);
            Ok::<_, Problem>(Conversation {
                id,
                name: opened::text(conn, &state.sealer, contact.name.as_deref()).await?,
                ending: contact.phone_ending,
                since: contact.handed_over_at,
                lines,
            })
        })
        .await
}

/// Answers in a person's words. Within a day of the contact's last message only: that is WhatsApp's rule.
///
/// # Errors
/// What is wrong with the words; 409 when the contact cannot be answered; the database.
pub async fn reply(
    state: &State,
    tenant: TenantId,
    id: ContactId,
    text: &str,
) -> Result<MessageRequestId, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::field("/text", "required"));
    }
    if text.chars().count() > TEXT_MAX {
        return Err(Problem::field("/text", "too_long"));
    }
    let (request, now) = (MessageRequestId::new(), state.clock.now());
    let wish = Wish::new(Class::Reply, id, Part::new("free", &[("text", text)]), format!("free:{request}"));
    let wish = Wish { id: request, ..wish };
    state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let contact = known(conn, tenant, id).await?;
            if contact.last_inbound_at.is_none_or(|at| now >= at + WINDOW) {
                return Err(Refusal::WindowClosed.into());
            }
            if contact.opted_out_at.is_some() {
                return Err(Refusal::OptedOut.into());
            }
            enqueue::own(state, conn, tenant, wish).await
        })
        .await?;
    state.due.notify_one();
    Ok(request)
}

/// Gives a conversation back to the bot.
///
/// # Errors
/// 404 when there is none; the database.
pub async fn close(state: &State, tenant: TenantId, id: ContactId) -> Result<(), Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            known(conn, tenant, id).await?;
            contacts::hand_over(conn, id, None).await?;
            Ok(())
        })
        .await
}

/// Tries a message again that was given up.
///
/// # Errors
/// 404 when there is none, 409 when it was not given up; the database.
pub async fn again(state: &State, tenant: TenantId, id: MessageRequestId) -> Result<(), Problem> {
    let now = state.clock.now();
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            if outgoing::again(conn, (tenant, id), now, now).await? {
                return Ok(());
            }
            let row = outgoing::find(conn, tenant, id).await?.ok_or_else(Problem::not_found)?;
            Err(Problem::from(Refusal::NotGivenUp(row.state)))
        })
        .await?;
    state.due.notify_one();
    Ok(())
}
