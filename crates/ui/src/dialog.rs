//! Dialogs and drawers, on the browser's own `<dialog>`.
use crate::{Icon, ShellTexts, icon};
use maud::{Markup, Render, html};

/// A dialog, opened by a button with `.opens(id)` and closed by Escape, its cross or a `form method="dialog"`.
#[derive(Clone, Debug)]
pub struct Dialog {
    id: String,
    title: String,
    close: &'static str,
    body: Vec<Markup>,
    actions: Option<Markup>,
    drawer: bool,
}

impl Dialog {
    /// A dialog in the middle of the screen.
    #[must_use]
    pub fn new(id: &str, title: impl Into<String>, texts: &ShellTexts) -> Self {
        Self {
            id: id.to_owned(),
            title: title.into(),
            close: texts.close,
            body: Vec::new(),
            actions: None,
            drawer: false,
        }
    }

    /// A sheet at the side of the screen, or at its bottom on a phone.
    #[must_use]
    pub fn drawer(id: &str, title: impl Into<String>, texts: &ShellTexts) -> Self {
        Self { drawer: true, ..Self::new(id, title, texts) }
    }

    /// Content; may be called more than once.
    #[must_use]
    pub fn body(mut self, body: impl Render) -> Self {
        self.body.push(body.render());
        self
    }

    /// The buttons at its foot.
    #[must_use]
    pub fn actions(mut self, actions: impl Render) -> Self {
        self.actions = Some(actions.render());
        self
    }
}

impl Render for Dialog {
    fn render(&self) -> Markup {
        html! {
            dialog class={ @if self.drawer { "dialog drawer" } @else { "dialog" } } id=(self.id)
                aria-labelledby={ (self.id) "-title" } {
                div class="dialog-head" {
                    h2 id={ (self.id) "-title" } { (self.title) }
                    form method="dialog" {
                        button class="button button-quiet button-icon" aria-label=(self.close) { (icon(Icon::X)) }
                    }
                }
                div class="dialog-body" { @for part in &self.body { (part) } }
                @if let Some(actions) = &self.actions { div class="dialog-foot" { (actions) } }
            }
        }
    }
}
