//! Banners: something the whole page must know. Empty states: nothing here yet, and how to begin.
use crate::{Button, Icon, Tone, icon};
use maud::{Markup, Render, html};

/// A line across the page or a card.
#[derive(Clone, Debug)]
pub struct Banner {
    tone: Tone,
    icon: Icon,
    title: String,
    text: Option<String>,
    action: Option<Button>,
}

impl Banner {
    /// A banner in a tone.
    #[must_use]
    pub fn new(tone: Tone, title: impl Into<String>) -> Self {
        Self { tone, icon: tone.icon(), title: title.into(), text: None, action: None }
    }

    /// A part of Souk is switched off.
    #[must_use]
    pub fn module_off(title: impl Into<String>) -> Self {
        Self::new(Tone::Neutral, title).icon(Icon::PowerOff)
    }

    /// Another icon.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = icon;
        self
    }

    /// A second sentence.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// What can be done about it.
    #[must_use]
    pub fn action(mut self, button: Button) -> Self {
        self.action = Some(button);
        self
    }
}

impl Render for Banner {
    fn render(&self) -> Markup {
        let role = if self.tone == Tone::Danger { "alert" } else { "status" };
        html! {
            div class={ "banner tone-" (self.tone.as_str()) } role=(role) {
                (icon(self.icon))
                div class="banner-text" {
                    p class="banner-title" { (self.title) }
                    @if let Some(text) = &self.text { p { (text) } }
                }
                @if let Some(action) = &self.action { (action) }
            }
        }
    }
}

/// What a place is for, and the first step.
#[derive(Clone, Debug)]
pub struct EmptyState {
    icon: Icon,
    title: String,
    text: String,
    actions: Vec<Button>,
    code: Option<(String, String)>,
}

impl EmptyState {
    /// An empty state.
    #[must_use]
    pub fn new(icon: Icon, title: impl Into<String>, text: impl Into<String>) -> Self {
        Self { icon, title: title.into(), text: text.into(), actions: Vec::new(), code: None }
    }

    /// The first step; a second call adds an alternative.
    #[must_use]
    pub fn action(mut self, button: Button) -> Self {
        self.actions.push(button);
        self
    }

    /// A reference such as an error or correlation id, in small print, after the word for it.
    #[must_use]
    pub fn code(mut self, label: impl Into<String>, code: impl Into<String>) -> Self {
        self.code = Some((label.into(), code.into()));
        self
    }
}

impl Render for EmptyState {
    fn render(&self) -> Markup {
        html! {
            div class="empty" {
                span class="empty-icon" { (icon(self.icon)) }
                p class="empty-title" { (self.title) }
                p class="empty-text" { (self.text) }
                @if !self.actions.is_empty() {
                    div class="button-row" { @for button in &self.actions { (button) } }
                }
                @if let Some((label, code)) = &self.code { p class="hint" { (label) " " code dir="ltr" { (code) } } }
            }
        }
    }
}

/// A whole page that says what happened (404, 403, 500, module off) and what to do.
#[must_use]
pub fn error_page(state: &EmptyState) -> Markup {
    html! { div class="error-page" { h1 class="visually-hidden" { (state.title) } (state) } }
}
