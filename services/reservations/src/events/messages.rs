//! What whatsapp tells: messages in, contacts that want none, messages that did not arrive.
use std::time::Duration;

use souk_events::{
    Envelope,
    whatsapp::v1::{
        ContactMerged, ContactOptedIn, ContactOptedOut, MessageReceived, MessageUndelivered, OptWord,
    },
};
use souk_kit::{AskError, Conn};
use souk_outbox::{Asker, Consumer, HandlerError, Retries};

use crate::{
    app::{hear, heard_of},
    clients::whatsapp::Message,
    state::State,
};

/// How often a message that cannot be handled is tried again before the others go on (`live-commerce.md` §3.2).
const POISON: &[Duration] = &[Duration::from_millis(500), Duration::from_secs(2), Duration::from_secs(10)];

/// Reads a message and acts on it, in the order of arrival.
pub struct OnMessageReceived(pub State);

impl Asker for OnMessageReceived {
    type Event = MessageReceived;
    type Answer = Option<Message>;
    const NAME: &'static str = "reservations.on_message_received";

    fn ordered_by(&self, event: &Envelope<MessageReceived>) -> Option<String> {
        event.meta.tenant.map(|tenant| tenant.to_string())
    }

    fn retries(&self) -> Retries {
        Retries::ThenGoOn(POISON)
    }

    async fn ask(&self, event: &Envelope<MessageReceived>) -> Result<Option<Message>, HandlerError> {
        if event.data.opt_word() != OptWord::Unspecified {
            return Ok(None);
        }
        match self.0.whatsapp.message(&event.data.message_id).await {
            Ok(message) => Ok(message),
            Err(error @ AskError::NobodyHome { .. }) => Err(HandlerError::absent(error.to_string())),
            Err(error) => Err(error.into()),
        }
    }

    async fn handle(
        &self,
        conn: &mut Conn,
        event: Envelope<MessageReceived>,
        answer: &Option<Message>,
    ) -> Result<(), HandlerError> {
        hear::message(conn, &self.0, &event.meta, &event.data, answer.as_ref()).await?;
        Ok(())
    }
}

/// A customer wants no messages.
pub struct OnContactOptedOut(pub State);

impl Consumer for OnContactOptedOut {
    type Event = ContactOptedOut;
    const NAME: &'static str = "reservations.on_contact_opted_out";

    fn ordered_by(&self, event: &Envelope<ContactOptedOut>) -> Option<String> {
        Some(event.data.contact_id.clone())
    }

    async fn handle(&self, conn: &mut Conn, event: Envelope<ContactOptedOut>) -> Result<(), HandlerError> {
        let contact = event.data.contact_id.parse()?;
        Ok(heard_of::opted(conn, &self.0, &event.meta, contact, (true, event.data.seq)).await?)
    }
}

/// A customer wants messages again.
pub struct OnContactOptedIn(pub State);

impl Consumer for OnContactOptedIn {
    type Event = ContactOptedIn;
    const NAME: &'static str = "reservations.on_contact_opted_in";

    fn ordered_by(&self, event: &Envelope<ContactOptedIn>) -> Option<String> {
        Some(event.data.contact_id.clone())
    }

    async fn handle(&self, conn: &mut Conn, event: Envelope<ContactOptedIn>) -> Result<(), HandlerError> {
        let contact = event.data.contact_id.parse()?;
        Ok(heard_of::opted(conn, &self.0, &event.meta, contact, (false, event.data.seq)).await?)
    }
}

/// Two contacts are one person.
pub struct OnContactMerged(pub State);

impl Consumer for OnContactMerged {
    type Event = ContactMerged;
    const NAME: &'static str = "reservations.on_contact_merged";

    async fn handle(&self, conn: &mut Conn, event: Envelope<ContactMerged>) -> Result<(), HandlerError> {
        let both = (event.data.contact_id.parse()?, event.data.merged_contact_id.parse()?);
        Ok(heard_of::merged(conn, &self.0, &event.meta, both).await?)
    }
}

/// A message did not arrive: an offer goes to the next one.
pub struct OnMessageUndelivered(pub State);

impl Consumer for OnMessageUndelivered {
    type Event = MessageUndelivered;
    const NAME: &'static str = "reservations.on_message_undelivered";

    async fn handle(&self, conn: &mut Conn, event: Envelope<MessageUndelivered>) -> Result<(), HandlerError> {
        let request = event.data.request_id.parse()?;
        Ok(heard_of::undelivered(conn, &self.0, &event.meta, request).await?)
    }
}
