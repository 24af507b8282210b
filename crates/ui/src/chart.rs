//! Charts: a picture first, the numbers behind it in a table.
use crate::ShellTexts;
use maud::{Markup, html};

/// One bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// Its length.
    pub value: u64,
    /// Its value in words, such as `1 240 €`.
    pub shown: String,
}

const HEIGHT: u64 = 120;
const STEP: usize = 32;

/// Upright bars, the largest filling the height.
#[must_use]
pub fn bar_chart(title: &str, bars: &[Bar], texts: &ShellTexts) -> Markup {
    let largest = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    let width = bars.len().max(1) * STEP;
    html! {
        figure class="chart" {
            figcaption { (title) }
            svg viewBox={ "0 0 " (width) " " (HEIGHT + 1) } preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                @for line in [0, 40, 80] { line class="chart-line" x1="0" x2=(width) y1=(line) y2=(line) {} }
                @for (place, bar) in bars.iter().enumerate() {
                    @let height = bar.value.saturating_mul(HEIGHT) / largest;
                    rect class="chart-bar" x=(place * STEP + 5) y=(HEIGHT - height) width=(STEP - 10) height=(height) rx="2" {
                        title { (bar.label) ": " (bar.shown) }
                    }
                }
                line class="chart-base" x1="0" x2=(width) y1=(HEIGHT) y2=(HEIGHT) {}
            }
            div class="chart-labels" aria-hidden="true" { @for bar in bars { span { (bar.label) } } }
            details class="chart-table" {
                summary { (texts.as_table) }
                table class="table" {
                    caption class="visually-hidden" { (title) }
                    tbody { @for bar in bars { tr { th scope="row" { (bar.label) } td class="cell-number" { (bar.shown) } } } }
                }
            }
        }
    }
}
