//! Writes the mails that were noted, in the language of their order.
use std::sync::Arc;

use souk_kit::{Lang, View, mail::Letter, mail_queue::Clerk};

use crate::{
    app::mailing::{self, Note},
    screens::{frame, letter},
    state::State,
};

/// Writes mails.
pub struct Writer {
    /// What the module has.
    pub state: State,
}

impl Clerk for Writer {
    type Note = Note;

    async fn write(&self, note: Note) -> anyhow::Result<Option<Letter>> {
        let Some((to, full)) = mailing::addressed(&self.state, note).await? else { return Ok(None) };
        let lang = Lang::from_tag(&full.order.language).unwrap_or(Lang::Fr);
        let view = View { lang, texts: Arc::clone(&self.state.texts), here: String::new() };
        let opt_out = frame::opt_out(&self.state.sealer, &full)?;
        Ok(Some(letter::write(&view, &full, note.news, to, &self.state.public_url, opt_out.as_deref())))
    }
}
