//! Skeletons: the shape of what is coming, so that nothing jumps when it does.
use crate::ShellTexts;
use maud::{Markup, html};

/// Lines of text on their way.
#[must_use]
pub fn skeleton_lines(lines: usize, texts: &ShellTexts) -> Markup {
    html! {
        div class="skeleton-block" role="status" {
            span class="visually-hidden" { (texts.loading) }
            @for _ in 0..lines { span class="skeleton" {} }
        }
    }
}

/// Rows of a table on their way.
#[must_use]
pub fn skeleton_rows(rows: usize, texts: &ShellTexts) -> Markup {
    html! {
        div class="skeleton-rows" role="status" {
            span class="visually-hidden" { (texts.loading) }
            @for _ in 0..rows {
                div { span class="skeleton" {} span class="skeleton" {} span class="skeleton" {} }
            }
        }
    }
}

/// Product cards on their way.
#[must_use]
pub fn skeleton_cards(cards: usize, texts: &ShellTexts) -> Markup {
    html! {
        div class="products" role="status" {
            span class="visually-hidden" { (texts.loading) }
            @for _ in 0..cards {
                div class="product" {
                    span class="photo photo-square skeleton" {}
                    div class="product-body" { span class="skeleton" {} span class="skeleton skeleton-short" {} }
                }
            }
        }
    }
}
