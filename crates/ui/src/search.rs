//! The search field of a page or a table.
use crate::{Icon, icon};
use maud::{Markup, html};

/// A search form that works by a plain GET.
#[must_use]
pub fn search_form(action: &str, name: &str, value: &str, label: &str) -> Markup {
    html! {
        form class="search" action=(action) method="get" role="search" aria-label=(label) {
            (icon(Icon::Search))
            input class="input" type="search" name=(name) value=(value) placeholder=(label) aria-label=(label) data-search;
        }
    }
}
