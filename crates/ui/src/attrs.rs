//! Attributes chosen at run time (`hx-*`, `data-*`, `aria-*`), which `html!` cannot splice by itself.
use maud::{Markup, PreEscaped, Render};

/// A list of attributes, written in order, names checked and values escaped.
#[derive(Clone, Debug, Default)]
pub struct Attrs(Vec<(String, Option<String>)>);

impl Attrs {
    /// An empty list.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `name="value"`. A name that is no plain attribute name, or that would hold script or style, is left out.
    #[must_use]
    pub fn set(mut self, name: &str, value: impl Into<String>) -> Self {
        self.push(name, Some(value.into()));
        self
    }

    /// Adds `name="value"` when there is a value.
    #[must_use]
    pub fn maybe(self, name: &str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// Adds a bare attribute such as `disabled` when `on`.
    #[must_use]
    pub fn flag(mut self, name: &str, on: bool) -> Self {
        if on {
            self.push(name, None);
        }
        self
    }

    /// Appends all of another list.
    #[must_use]
    pub fn extend(mut self, other: Attrs) -> Self {
        self.0.extend(other.0);
        self
    }

    fn push(&mut self, name: &str, value: Option<String>) {
        let plain = !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'_' | b'.'));
        let scripted = name == "style" || name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"));
        if plain && !scripted {
            self.0.push((name.to_owned(), value));
        }
    }
}

impl Render for Attrs {
    fn render_to(&self, out: &mut String) {
        for (name, value) in &self.0 {
            out.push(' ');
            out.push_str(name);
            if let Some(value) = value {
                out.push_str("=\"");
                value.render_to(out);
                out.push('"');
            }
        }
    }
}

/// `<tag attrs>body</tag>`.
#[must_use]
pub fn element(tag: &str, attrs: &Attrs, body: &Markup) -> Markup {
    let mut out = open(tag, attrs).into_string();
    out.push_str(&body.0);
    out.push_str("</");
    out.push_str(tag);
    out.push('>');
    PreEscaped(out)
}

/// `<tag attrs>` alone, for void elements such as `input`.
#[must_use]
pub fn open(tag: &str, attrs: &Attrs) -> Markup {
    let mut out = format!("<{tag}");
    attrs.render_to(&mut out);
    out.push('>');
    PreEscaped(out)
}
