//! Facts that whatsapp hears: what is to be said, who is handed over to a person, how stores are called.
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use souk_events::{
    ContactId, Envelope, MessageRequestId,
    identity::v1::StoreSaved,
    ops::v1::ModuleSwitched,
    reservations::v1::{ContactHandedOver, MessageRequested},
    whatsapp::v1::ErasureDone,
};
use souk_kit::{Conn, Lang, Service as _, erasure::Eraser};
use souk_outbox::{Asker, Consumer, HandlerError};

use crate::{
    Whatsapp,
    app::{
        enqueue::{self, NotSaid, Wish},
        held,
        said::Part,
    },
    domain::class::Class,
    state::State,
    store::{
        contacts,
        stores::{self, Store},
    },
};

/// Somebody wants a message sent. What it says of a person is asked for before.
pub struct OnMessageRequested(pub State);

fn time(text: &str) -> Result<Option<DateTime<Utc>>, HandlerError> {
    if text.is_empty() {
        return Ok(None);
    }
    let read = DateTime::parse_from_rfc3339(text);
    Ok(Some(read.map_err(|e| HandlerError::refused(format!("{text}: {e}")))?.with_timezone(&Utc)))
}

impl Asker for OnMessageRequested {
    type Event = MessageRequested;
    type Answer = BTreeMap<String, String>;
    const NAME: &'static str = "whatsapp.on_message_requested";

    fn ordered_by(&self, event: &Envelope<MessageRequested>) -> Option<String> {
        Some(event.data.contact_id.clone())
    }

    async fn ask(&self, event: &Envelope<MessageRequested>) -> Result<Self::Answer, HandlerError> {
        if !event.data.personal {
            return Ok(BTreeMap::new());
        }
        let request: MessageRequestId = event.data.request_id.parse()?;
        Ok(self.0.reservations.personal(request).await?)
    }

    async fn handle(
        &self,
        conn: &mut Conn,
        event: Envelope<MessageRequested>,
        answer: &Self::Answer,
    ) -> Result<(), HandlerError> {
        let said = event.data;
        let tenant = event.meta.tenant.ok_or_else(|| HandlerError::refused("no tenant"))?;
        let class = Class::of(&said.class).ok_or_else(|| HandlerError::refused("no such class"))?;
        let parts = said.parts.into_iter().map(|part| {
            let mut params: BTreeMap<_, _> = part.params.into_iter().collect();
            params.extend(answer.clone());
            Part { key: part.key, params }
        });
        let wish = Wish {
            id: said.request_id.parse()?,
            contact: said.contact_id.parse()?,
            class,
            parts: parts.collect(),
            lang: Lang::from_tag(&said.locale),
            dedupe_key: said.dedupe_key,
            in_reply_to: Some(said.in_reply_to)
                .filter(|id| !id.is_empty())
                .map(|id| id.parse())
                .transpose()?,
            not_before: time(&said.not_before)?,
            valid_until: time(&said.valid_until)?,
            payloads: said.button_payloads,
            from: None,
        };
        let whose = (tenant, event.meta.correlation.as_str());
        match enqueue::enqueue(&self.0, conn, whose, wish).await {
            Ok(_) => {
                self.0.due.notify_one();
                Ok(())
            }
            Err(NotSaid::Problem(problem)) => Err(problem.into()),
            Err(never) => Err(HandlerError::refused(never.to_string())),
        }
    }
}

/// A person of the shop is to answer somebody.
pub struct OnContactHandedOver(pub State);

impl Consumer for OnContactHandedOver {
    type Event = ContactHandedOver;
    const NAME: &'static str = "whatsapp.on_contact_handed_over";

    fn ordered_by(&self, event: &Envelope<ContactHandedOver>) -> Option<String> {
        Some(event.data.contact_id.clone())
    }

    async fn handle(&self, conn: &mut Conn, event: Envelope<ContactHandedOver>) -> Result<(), HandlerError> {
        let contact: ContactId = event.data.contact_id.parse()?;
        let tenant = event.meta.tenant.ok_or_else(|| HandlerError::refused("no tenant"))?;
        // Somebody who turned out to be another is that one.
        let known = contacts::find(conn, tenant, contact).await?;
        let contact = known.and_then(|known| known.merged_into).unwrap_or(contact);
        contacts::hand_over(conn, contact, Some(self.0.clock.now())).await?;
        Ok(())
    }
}

/// The module is on again: what was held meanwhile is told.
pub struct OnModuleSwitched(pub State);

impl Consumer for OnModuleSwitched {
    type Event = ModuleSwitched;
    const NAME: &'static str = "whatsapp.on_module_switched";

    async fn handle(&self, conn: &mut Conn, event: Envelope<ModuleSwitched>) -> Result<(), HandlerError> {
        let said = event.data;
        if said.module != Whatsapp::NAME || !said.on {
            return Ok(());
        }
        let tenant = Some(said.tenant_id).filter(|id| !id.is_empty()).map(|id| id.parse()).transpose()?;
        held::on_again(&self.0, conn, tenant).await?;
        self.0.due.notify_one();
        Ok(())
    }
}

/// Keeps the newest state of each store.
pub struct OnStoreSaved;

impl Consumer for OnStoreSaved {
    type Event = StoreSaved;
    const NAME: &'static str = "whatsapp.on_store_saved";

    async fn handle(&self, conn: &mut Conn, event: Envelope<StoreSaved>) -> Result<(), HandlerError> {
        let said = event.data;
        let row = Store {
            tenant_id: said.tenant_id.parse()?,
            store_id: said.store_id.parse()?,
            name: said.name,
            language: said.language,
            timezone: said.timezone,
            version: said.version,
        };
        stores::save(conn, &row).await?;
        Ok(())
    }
}

/// The module's part in the erasure of somebody with an account: contacts have none, so only kept answers go.
pub struct Erase;

impl Eraser for Erase {
    type Done = ErasureDone;
    const NAME: &'static str = "whatsapp.on_erasure_requested";

    fn done(erasure_id: String, subject_id: String, rows: i64) -> ErasureDone {
        ErasureDone { erasure_id, subject_id, rows }
    }
}
