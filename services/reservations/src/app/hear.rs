//! A message came in: one effect per Twilio id, one reply, in the order of arrival.
use std::collections::BTreeMap;

use serde_json::json;
use souk_events::{
    Meta,
    whatsapp::v1::{MessageReceived, OptWord},
};
use souk_kit::{Conn, Problem};

use super::{
    customer::{self, Reply},
    say::{self, Saying},
    seller,
    work::{Cause, Work},
};
use crate::{
    clients::whatsapp::Message,
    state::State,
    store::heard::{self, Heard},
};

/// Acts on a message. `said` is what it says; none when there is nothing to read.
///
/// # Errors
/// 404 while its store is not known yet, or the database.
pub async fn message(
    conn: &mut Conn,
    state: &State,
    meta: &Meta,
    fact: &MessageReceived,
    said: Option<&Message>,
) -> Result<(), Problem> {
    let tenant = meta.tenant.ok_or_else(Problem::not_found)?;
    let store = fact.store_id.parse().map_err(Problem::internal)?;
    let who = (fact.contact_id.clone(), Cause::Message);
    let mut work = Work::begin(conn, &state.clock, (tenant, store), who, meta.clone()).await?;
    let row = Heard {
        tenant_id: tenant,
        message_sid: fact.message_sid.clone(),
        message_id: fact.message_id.parse().map_err(Problem::internal)?,
        seq: fact.seq,
        contact_id: fact.contact_id.parse().map_err(Problem::internal)?,
        received_at: fact.received_at.parse().map_err(Problem::internal)?,
        processed_at: work.now,
        intent: "unread".into(),
    };
    if !heard::note(conn, &row).await? {
        return Ok(());
    }
    let words = fact.opt_word() != OptWord::Unspecified;
    let Some(said) = said.filter(|_| !words) else { return Ok(()) };
    let text = said.text.as_deref().unwrap_or_default();
    let (reply, intent, class) = if said.role == "seller" {
        match seller::obey(conn, &mut work, state, said, text).await? {
            seller::Done::Said(reply, intent) => (reply, intent, "seller"),
            seller::Done::AsCustomer(text) => {
                work.note("as_customer", said.message_id.to_string(), None, json!(null), json!(null));
                let (reply, intent) = customer::answer(conn, &mut work, state, said, &text).await?;
                (reply, intent, "reply")
            }
        }
    } else {
        let (reply, intent) = customer::answer(conn, &mut work, state, said, text).await?;
        (reply, intent, "reply")
    };
    heard::understood(conn, row.message_id, intent).await?;
    answer(conn, &work, state, said, reply, class).await?;
    work.finish(conn).await
}

/// One reply to one message.
async fn answer(
    conn: &mut Conn,
    work: &Work,
    state: &State,
    said: &Message,
    reply: Reply,
    class: &'static str,
) -> Result<(), Problem> {
    let own = [("address", &reply.address), ("instructions", &reply.instructions), ("link", &reply.link)];
    let own: BTreeMap<&str, &String> =
        own.iter().filter_map(|(name, value)| Some((*name, (*value).as_ref()?))).collect();
    let personal = if own.is_empty() {
        None
    } else {
        let plain = json!(own).to_string();
        let whose = said.contact_id.to_string();
        Some(state.sealer.seal(conn, work.tenant, &whose, work.now, plain.as_bytes()).await?)
    };
    let saying = Saying {
        class,
        dedupe: format!("reply:{}", said.message_id),
        parts: reply.parts,
        named: reply.named,
        buttons: reply.buttons,
        answers: Some(said.message_id),
        personal,
        ..Saying::default()
    };
    say::ask(conn, work, said.contact_id, saying).await?;
    Ok(())
}
