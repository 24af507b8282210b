//! Toasts: short news that goes away, shown by the page or by a response header.
use crate::{Tone, icon};
use maud::{Markup, html};
use std::fmt::Write;

/// A toast in the page itself, for news that a redirect brings along. Without script it stays as a line.
#[must_use]
pub fn toast(tone: Tone, text: &str) -> Markup {
    html! {
        div class={ "toast tone-" (tone.as_str()) } data-toast role="status" { (icon(tone.icon())) p { (text) } }
    }
}

/// The value of the response header `HX-Trigger` that shows a toast after a partial update. It is plain ASCII.
#[must_use]
pub fn toast_trigger(tone: Tone, text: &str) -> String {
    format!("{{\"toast\":{{\"tone\":\"{}\",\"text\":\"{}\"}}}}", tone.as_str(), json_ascii(text))
}

/// The same with a way back: a button that posts to `url`.
#[must_use]
pub fn toast_trigger_undo(tone: Tone, text: &str, label: &str, url: &str) -> String {
    format!(
        "{{\"toast\":{{\"tone\":\"{}\",\"text\":\"{}\",\"undo\":{{\"label\":\"{}\",\"url\":\"{}\"}}}}}}",
        tone.as_str(),
        json_ascii(text),
        json_ascii(label),
        json_ascii(url),
    )
}

fn json_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(b) if matches!(b, b' '..=b'~') && b != b'"' && b != b'\\' => out.push(char::from(b)),
            // Writing to a String cannot fail.
            _ => _ = write!(out, "\\u{unit:04x}"),
        }
    }
    out
}
