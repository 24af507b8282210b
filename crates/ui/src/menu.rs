//! Menus behind a button: a plain disclosure with links and small forms, so it needs no script.
use crate::{Icon, icon};
use maud::{Markup, Render, html};

/// A menu, such as a row's further actions or the choice of a store.
#[derive(Clone, Debug)]
pub struct Menu {
    label: String,
    icon: Icon,
    only_icon: bool,
    items: Vec<Markup>,
}

impl Menu {
    /// A menu with its label shown.
    #[must_use]
    pub fn new(label: impl Into<String>, icon: Icon) -> Self {
        Self { label: label.into(), icon, only_icon: false, items: Vec::new() }
    }

    /// A menu that shows three dots; the label is for screen readers.
    #[must_use]
    pub fn more(label: impl Into<String>) -> Self {
        Self { only_icon: true, ..Self::new(label, Icon::Ellipsis) }
    }

    /// Adds an item, from [`menu_link`] or [`menu_button`].
    #[must_use]
    pub fn item(mut self, item: Markup) -> Self {
        self.items.push(item);
        self
    }
}

impl Render for Menu {
    fn render(&self) -> Markup {
        html! {
            details class="menu menu-inline" data-menu {
                summary class={ "button " @if self.only_icon { "button-quiet button-icon" } @else { "button-secondary" } }
                    aria-label=[self.only_icon.then_some(&self.label)] {
                    (icon(self.icon))
                    @if !self.only_icon { span class="menu-label" { (self.label) } (icon(Icon::ChevronDown)) }
                }
                div class="menu-panel" { @for item in &self.items { (item) } }
            }
        }
    }
}

/// An item that leads somewhere; also for the slot `shell.menu`.
#[must_use]
pub fn menu_link(href: &str, label: &str, name: Icon, active: bool) -> Markup {
    html! {
        a class="menu-item" href=(href) aria-current=[active.then_some("true")] {
            (icon(name)) span { (label) }
            @if active { (icon(Icon::Check)) }
        }
    }
}

/// An item that does something: a form of one button that posts; also for the slot `shell.menu`.
#[must_use]
pub fn menu_button(action: &str, label: &str, name: Icon) -> Markup {
    html! {
        form method="post" action=(action) {
            button class="menu-item" type="submit" { (icon(name)) span { (label) } }
        }
    }
}
