//! Icons: inline SVG from the Lucide set, decorative unless named.
use maud::{Markup, PreEscaped, html};

include!(concat!(env!("OUT_DIR"), "/icons.rs"));

impl Icon {
    /// The icon with this Lucide name, when it is embedded (`icons.txt`).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        find(name)
    }

    /// Its Lucide name.
    #[must_use]
    pub fn name(self) -> &'static str {
        data(self).0
    }
}

/// A decorative icon: hidden from screen readers, the text beside it speaks.
#[must_use]
pub fn icon(icon: Icon) -> Markup {
    let (_, flip, shapes) = data(icon);
    html! {
        svg class={ "icon" @if flip { " icon-flip" } } viewBox="0 0 24 24" aria-hidden="true" focusable="false" {
            (PreEscaped(shapes))
        }
    }
}

/// An icon that stands alone and therefore carries its own name.
#[must_use]
pub fn icon_named(icon: Icon, label: &str) -> Markup {
    let (_, flip, shapes) = data(icon);
    html! {
        svg class={ "icon" @if flip { " icon-flip" } } viewBox="0 0 24 24" role="img" aria-label=(label) focusable="false" {
            (PreEscaped(shapes))
        }
    }
}

/// Souk's mark: an arched doorway with a lamp.
#[must_use]
pub fn mark() -> Markup {
    html! {
        svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false" {
            rect class="mark-ground" width="32" height="32" rx="8" {}
            path class="mark-arch" d="M9.5 26V15.2a6.5 6.5 0 0 1 13 0V26h-3.6V15.4a2.9 2.9 0 0 0-5.8 0V26z" {}
            circle class="mark-lamp" cx="16" cy="22.6" r="2.4" {}
        }
    }
}
