//! Tabs that are links: each view has its own address.
use maud::{Markup, html};

/// One tab.
#[derive(Clone, Debug)]
pub struct Tab {
    href: String,
    label: String,
    active: bool,
    count: Option<String>,
}

impl Tab {
    /// A tab.
    #[must_use]
    pub fn new(href: impl Into<String>, label: impl Into<String>, active: bool) -> Self {
        Self { href: href.into(), label: label.into(), active, count: None }
    }

    /// How much is behind it.
    #[must_use]
    pub fn count(mut self, count: impl ToString) -> Self {
        self.count = Some(count.to_string());
        self
    }
}

/// A row of tabs; `label` names it.
#[must_use]
pub fn tabs(label: &str, tabs: &[Tab]) -> Markup {
    html! {
        nav class="tabs" aria-label=(label) {
            @for tab in tabs {
                a class="tab" href=(tab.href) aria-current=[tab.active.then_some("page")] {
                    (tab.label)
                    @if let Some(count) = &tab.count { span class="chip-count" { (count) } }
                }
            }
        }
    }
}
