//! Facts in small print and large: stat tiles, description lists, totals, avatars, code.
use crate::{Attrs, Icon, ShellTexts, Tone, element, icon};
use maud::{Markup, Render, html};

/// One number that matters, with what it means beside it.
#[derive(Clone, Debug)]
pub struct StatTile {
    label: String,
    value: String,
    change: Option<(Tone, String)>,
    href: Option<String>,
    icon: Option<Icon>,
}

impl StatTile {
    /// A tile.
    #[must_use]
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), change: None, href: None, icon: None }
    }

    /// How it compares, such as "+12 % on last Saturday".
    #[must_use]
    pub fn change(mut self, tone: Tone, text: impl Into<String>) -> Self {
        self.change = Some((tone, text.into()));
        self
    }

    /// Where the detail is.
    #[must_use]
    pub fn href(mut self, url: impl Into<String>) -> Self {
        self.href = Some(url.into());
        self
    }

    /// An icon beside the label.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }
}

impl Render for StatTile {
    fn render(&self) -> Markup {
        let body = html! {
            span class="stat-label" { @if let Some(name) = self.icon { (icon(name)) } (self.label) }
            bdi class="stat-value" { (self.value) }
            @if let Some((tone, text)) = &self.change {
                span class={ "stat-change tone-" (tone.as_str()) } { (text) }
            }
        };
        match &self.href {
            Some(url) => element("a", &Attrs::new().set("class", "stat").set("href", url), &body),
            None => element("div", &Attrs::new().set("class", "stat"), &body),
        }
    }
}

/// Terms and their values.
#[must_use]
pub fn description_list(items: &[(&str, Markup)]) -> Markup {
    html! {
        dl class="facts" {
            @for (term, value) in items { div { dt { (term) } dd { (value) } } }
        }
    }
}

/// The lines of an order's sum, the last one being the total.
#[must_use]
pub fn summary(lines: &[(&str, &str)], total: (&str, &str)) -> Markup {
    html! {
        dl class="summary" {
            @for (label, amount) in lines { div { dt { bdi { (label) } } dd { bdi { (amount) } } } }
            div class="summary-total" { dt { (total.0) } dd { bdi { (total.1) } } }
        }
    }
}

/// The first letters of a name, articles aside, and one of five colours that goes with it.
pub(crate) fn monogram(name: &str) -> (String, u8) {
    let words: Vec<&str> = name.split_whitespace().collect();
    let telling = words.iter().filter(|word| word.chars().count() > 2);
    let letters = |word: &&str| word.chars().next();
    let mut taken: Vec<char> = telling.filter_map(letters).take(2).collect();
    if taken.is_empty() {
        taken = words.iter().filter_map(letters).take(2).collect();
    }
    let letters = taken.into_iter().flat_map(char::to_uppercase).collect();
    (letters, name.bytes().fold(0u8, u8::wrapping_add) % 5)
}

/// The first letters of a name in a circle; decorative, the name stands beside it.
#[must_use]
pub fn avatar(name: &str) -> Markup {
    let (letters, hue) = monogram(name);
    html! { span class={ "avatar avatar-" (hue) } aria-hidden="true" { (letters) } }
}

/// An id, a key, a line of code in running text.
#[must_use]
pub fn code(text: &str) -> Markup {
    html! { code dir="ltr" { (text) } }
}

/// A long id in a table: its end is cut off by the room there is, and whole on hover.
#[must_use]
pub fn code_short(text: &str) -> Markup {
    html! { code class="code-short" dir="ltr" title=(text) { (text) } }
}

/// Several lines of code, scrollable by keyboard.
#[must_use]
pub fn code_block(label: &str, text: &str) -> Markup {
    html! { pre class="code" dir="ltr" tabindex="0" role="group" aria-label=(label) { code { (text) } } }
}

/// A value to copy, with its button (shown only where script runs).
#[must_use]
pub fn copyable(text: &str, texts: &ShellTexts) -> Markup {
    html! {
        span class="copyable" {
            code dir="ltr" { (text) }
            button type="button" class="button button-quiet button-icon button-small" data-copy=(text)
                aria-label=(texts.copy) title=(texts.copy) hidden { (icon(Icon::Copy)) }
        }
    }
}
