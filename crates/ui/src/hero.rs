//! The opening of a public page: a promise and the first thing to do.
use maud::{Markup, Render, html};

/// A wide band with the page's `h1`, a sentence, and a search field or buttons.
#[must_use]
pub fn hero(title: &str, lead: &str, action: impl Render) -> Markup {
    html! {
        section class="hero" {
            (arches())
            h1 { (title) }
            p class="hero-lead" { (lead) }
            div class="hero-action" { (action) }
        }
    }
}

/// Arches within arches, like the gates along a market street; decoration only.
fn arches() -> Markup {
    html! {
        svg class="hero-arches" viewBox="0 0 420 320" preserveAspectRatio="xMaxYMax slice" aria-hidden="true" focusable="false" {
            @for (ring, half) in [200, 145, 92, 44].into_iter().enumerate() {
                path class={ "hero-arch-" (ring + 1) }
                    d={ "M" (220 - half) " 320V" (30 + half + ring * 44) "a" (half) " " (half) " 0 0 1 " (2 * half) " 0V320z" } {}
            }
        }
    }
}
