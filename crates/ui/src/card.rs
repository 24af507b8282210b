//! Cards: a sheet with a title, content and actions.
use maud::{Markup, Render, html};

/// A sheet of content.
#[derive(Clone, Debug)]
pub struct Card {
    title: Option<String>,
    note: Option<String>,
    actions: Option<Markup>,
    body: Vec<Markup>,
    footer: Option<Markup>,
    id: Option<String>,
    flush: bool,
    class: &'static str,
}

impl Card {
    /// A card without a title.
    #[must_use]
    pub fn bare() -> Self {
        Self {
            title: None,
            note: None,
            actions: None,
            body: Vec::new(),
            footer: None,
            id: None,
            flush: false,
            class: "card",
        }
    }

    /// A card with a title (an `h2`).
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: Some(title.into()), ..Self::bare() }
    }

    /// A quiet line under the title.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Actions beside the title.
    #[must_use]
    pub fn actions(mut self, actions: impl Render) -> Self {
        self.actions = Some(actions.render());
        self
    }

    /// Content; may be called more than once.
    #[must_use]
    pub fn body(mut self, body: impl Render) -> Self {
        self.body.push(body.render());
        self
    }

    /// A line at the end.
    #[must_use]
    pub fn footer(mut self, footer: impl Render) -> Self {
        self.footer = Some(footer.render());
        self
    }

    /// An id, for links and partial updates.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Lets the content touch the edges, for tables and lists.
    #[must_use]
    pub fn flush(mut self) -> Self {
        self.flush = true;
        self
    }
}

impl Render for Card {
    fn render(&self) -> Markup {
        html! {
            section class={ (self.class) @if self.flush { " card-flush" } } id=[self.id.as_deref()] {
                @if self.title.is_some() || self.actions.is_some() {
                    header class="card-head" {
                        div {
                            @if let Some(title) = &self.title { h2 { bdi { (title) } } }
                            @if let Some(note) = &self.note { p class="hint" { (note) } }
                        }
                        @if let Some(actions) = &self.actions { div class="card-actions" { (actions) } }
                    }
                }
                @if !self.body.is_empty() { div class="card-body" { @for part in &self.body { (part) } } }
                @if let Some(footer) = &self.footer { footer class="card-foot" { (footer) } }
            }
        }
    }
}

/// Cards or tiles side by side, as many to a row as fit.
#[must_use]
pub fn grid(items: impl Render) -> Markup {
    html! { div class="grid" { (items) } }
}

/// A main column and a narrower one beside it, below it on phones.
#[must_use]
pub fn split(main: impl Render, aside: impl Render) -> Markup {
    html! { div class="split" { div class="stack" { (main) } aside class="stack" { (aside) } } }
}

/// Blocks below each other with the usual distance.
#[must_use]
pub fn stack(items: impl Render) -> Markup {
    html! { div class="stack" { (items) } }
}

/// A titled part of a page without a sheet under it.
#[must_use]
pub fn section(title: &str, link: Option<(&str, &str)>, body: impl Render) -> Markup {
    html! {
        section class="section" {
            header class="section-head" {
                h2 { (title) }
                @if let Some((href, label)) = link { a href=(href) { (label) } }
            }
            (body)
        }
    }
}
