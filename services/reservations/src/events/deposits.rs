//! A proof came: its file is fetched, kept and compared, and the shop is told.
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use souk_events::{Envelope, reservations::v1::DepositChanged};
use souk_kit::{Conn, Problem};
use souk_outbox::{Asker, HandlerError};

use crate::{
    app::deposits::examine::{self, File},
    clients::whatsapp,
    domain::{deposit::State as Standing, look},
    state::State,
};

/// Fetches the file of a proof before its transaction.
pub struct OnDepositChanged(pub State);

impl Asker for OnDepositChanged {
    type Event = DepositChanged;
    type Answer = Option<File>;
    const NAME: &'static str = "reservations.on_deposit_changed";

    fn ordered_by(&self, event: &Envelope<DepositChanged>) -> Option<String> {
        Some(event.data.deposit_id.clone())
    }

    async fn ask(&self, event: &Envelope<DepositChanged>) -> Result<Option<File>, HandlerError> {
        if !is_proof(&event.data) {
            return Ok(None);
        }
        let Some(said) = self.0.whatsapp.file(&event.data.message_id).await? else { return Ok(None) };
        Ok(tokio::task::spawn_blocking(move || read(said)).await.map_err(Problem::internal)?)
    }

    async fn handle(
        &self,
        conn: &mut Conn,
        event: Envelope<DepositChanged>,
        answer: &Option<File>,
    ) -> Result<(), HandlerError> {
        if !is_proof(&event.data) {
            return Ok(());
        }
        let ids = (event.data.deposit_id.parse()?, event.data.message_id.parse()?);
        Ok(examine::examine(conn, &self.0, &event.meta, ids, answer.as_ref()).await?)
    }
}

fn is_proof(fact: &DepositChanged) -> bool {
    // A proof of what is over is kept too.
    let shown = fact.state == Standing::Pending.as_str() || fact.state == "refund_due";
    shown && !fact.message_id.is_empty()
}

/// Takes a while: not on a worker thread.
fn read(said: whatsapp::File) -> Option<File> {
    let bytes = BASE64.decode(said.bytes).ok()?;
    let (width, height) = look::SIZE;
    let small = image::load_from_memory(&bytes)
        .ok()
        .map(|picture| picture.resize_exact(width, height, image::imageops::FilterType::Triangle));
    let look = small.and_then(|picture| look::of(&picture.to_luma8().into_raw()));
    Some(File { content_type: said.content_type, bytes, look })
}
