//! Keyset paging: previous and next, no page numbers that go stale.
use crate::{Icon, ShellTexts, icon};
use maud::{Markup, Render, html};

/// Links to the neighbouring pages.
#[derive(Clone, Debug)]
pub struct Pager {
    previous: Option<String>,
    next: Option<String>,
    note: Option<String>,
    words: [&'static str; 3],
}

impl Pager {
    /// A pager; a missing address means that there is no such page.
    #[must_use]
    pub fn new(previous: Option<String>, next: Option<String>, texts: &ShellTexts) -> Self {
        Self { previous, next, note: None, words: [texts.pages, texts.previous, texts.next] }
    }

    /// What is shown, such as "25 of about 1,200".
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

impl Render for Pager {
    fn render(&self) -> Markup {
        let [label, previous, next] = self.words;
        html! {
            @if self.previous.is_some() || self.next.is_some() || self.note.is_some() {
                nav class="pager" aria-label=(label) {
                    @if let Some(note) = &self.note { span class="pager-note" { (note) } }
                    @if self.previous.is_some() || self.next.is_some() {
                        @match &self.previous {
                            Some(url) => a class="button button-secondary button-small" href=(url) rel="prev" {
                                (icon(Icon::ChevronLeft)) span { (previous) }
                            },
                            None => span class="button button-secondary button-small" aria-disabled="true" {
                                (icon(Icon::ChevronLeft)) span { (previous) }
                            },
                        }
                        @match &self.next {
                            Some(url) => a class="button button-secondary button-small" href=(url) rel="next" {
                                span { (next) } (icon(Icon::ChevronRight))
                            },
                            None => span class="button button-secondary button-small" aria-disabled="true" {
                                span { (next) } (icon(Icon::ChevronRight))
                            },
                        }
                    }
                }
            }
        }
    }
}
