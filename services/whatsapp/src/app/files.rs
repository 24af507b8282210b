//! A file of a message: fetched from Twilio at the first ask, checked, kept sealed, and removed there.
use souk_events::MessageId;
use souk_kit::{Conn, Kind, Problem, Scope, seal::SealError, uploads};

use super::opened;
use crate::{
    clients::{files::NoFile, twilio::Account},
    domain::inbound::{Content, Media},
    state::State,
    store::{
        media, media_problems, messages,
        messages::Message,
        senders::{self, Sender},
    },
};

const ASKED: Scope = Scope::Platform("a module asks for a file of a message");
/// The widest that a picture is kept.
const WIDTH: u32 = 1600;
const JPEG: &str = "image/jpeg";
const PDF: &str = "application/pdf";

/// A file.
pub struct File {
    /// `image/jpeg` or `application/pdf`.
    pub content_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

enum Known {
    Kept(File),
    AtTwilio(Box<(Message, Sender, Media)>),
}

/// The file of a message with this number, from 0.
///
/// # Errors
/// 404 when there is none or it is kept no more; 415 when it is neither a picture nor a PDF; 413; 503 when Twilio does
/// not give it now; the database.
pub async fn fetch(state: &State, id: MessageId, number: usize) -> Result<File, Problem> {
    let place = i32::try_from(number).map_err(|_| Problem::not_found())?;
    let known = state
        .db
        .read(ASKED, async |conn| {
            if let Some((content_type, sealed)) = media::find(conn, id, place).await? {
                // Of two who fetched it at once the one that came late found it gone at Twilio.
                media_problems::mended(conn, id, place).await?;
                return match state.sealer.open(conn, &sealed).await {
                    Ok(bytes) => Ok(Known::Kept(File { content_type, bytes })),
                    Err(SealError::Unreadable(_)) => Err(Problem::not_found()),
                    Err(error) => Err(error.into()),
                };
            }
            let row = messages::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            let said: Option<Content> = opened::value(conn, &state.sealer, row.content.as_deref()).await?;
            let file =
                said.and_then(|said| said.media.into_iter().nth(number)).ok_or_else(Problem::not_found)?;
            let sender = senders::find(conn, row.tenant_id, row.sender_id).await?;
            let sender = sender.ok_or_else(Problem::not_found)?;
            Ok(Known::AtTwilio(Box::new((row, sender, file))))
        })
        .await?;
    let (row, sender, file) = match known {
        Known::Kept(file) => return Ok(file),
        Known::AtTwilio(there) => *there,
    };
    let token = state.sealer.open_platform(&sender.secret)?;
    let token = String::from_utf8_lossy(&token).into_owned();
    let account = Account { sid: &sender.account_sid, token: &token };
    let (tenant, now) = (row.tenant_id, state.clock.now());
    let checked = match bring(state, account, &file.url).await {
        Ok(checked) => checked,
        Err(problem) => {
            tracing::warn!(message = %id, code = %problem.code, "a file was not fetched");
            let which = (tenant, id, place);
            let kept = async |conn: &mut Conn| {
                Ok::<_, Problem>(media_problems::failed(conn, which, &problem.code, now).await?)
            };
            state.db.read(Scope::Tenant(tenant), kept).await?;
            return Err(problem);
        }
    };
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let subject = row.contact_id.to_string();
            let sealed = state.sealer.seal(conn, tenant, &subject, now, &checked.bytes).await?;
            media::keep(conn, (tenant, id, place), (&checked.content_type, &sealed), now).await?;
            media_problems::mended(conn, id, place).await?;
            Ok::<_, Problem>(())
        })
        .await?;
    state.files.remove(account, &file.url).await;
    Ok(checked)
}

/// Fetches a file and looks at it.
async fn bring(state: &State, account: Account<'_>, url: &str) -> Result<File, Problem> {
    let bytes = state.files.fetch(account, url).await.map_err(|error| match error {
        NoFile::Elsewhere => Problem::not_found(),
        NoFile::TooLarge => Problem::new(Kind::TooLarge, "file_too_large"),
        NoFile::NotNow(_) => Problem::unavailable("file_not_there"),
    })?;
    tokio::task::spawn_blocking(move || checked(bytes)).await.map_err(Problem::internal)?
}

/// What it really is, whatever it was said to be. Pictures are made anew, which leaves out what cameras note.
fn checked(bytes: Vec<u8>) -> Result<File, Problem> {
    if bytes.starts_with(b"%PDF-") {
        return Ok(File { content_type: PDF.to_owned(), bytes });
    }
    let picture = uploads::picture(&bytes, &[WIDTH])?;
    let made = picture.sizes.into_iter().next().ok_or_else(|| Problem::internal("no picture was made"))?;
    Ok(File { content_type: JPEG.to_owned(), bytes: made.jpeg })
}
