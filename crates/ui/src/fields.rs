//! Text-like form fields: one label, one control, an optional hint, an optional error, all wired together.
use crate::wrap::{Wrap, wrap_methods};
use crate::{Attrs, Icon, icon, open};
use maud::{Markup, Render, html};

/// What is typed into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Input(&'static str),
    Password,
    Textarea,
}

/// A labelled field. Its id is `f-<name>`, which error summaries link to.
#[derive(Clone, Debug)]
pub struct Field {
    kind: Kind,
    name: String,
    value: String,
    rows: String,
    prefix: Option<String>,
    suffix: Option<String>,
    reveal: Option<(&'static str, &'static str)>,
    wrap: Wrap,
    attrs: Attrs,
    control_class: &'static str,
}

impl Field {
    fn new(kind: Kind, name: &str, label: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            value: String::new(),
            rows: "4".to_owned(),
            prefix: None,
            suffix: None,
            reveal: None,
            wrap: Wrap::new(name, label),
            attrs: Attrs::new(),
            control_class: "",
        }
    }

    /// One line of text.
    #[must_use]
    pub fn text(name: &str, label: impl Into<String>) -> Self {
        Self::new(Kind::Input("text"), name, label)
    }

    /// An e-mail address.
    #[must_use]
    pub fn email(name: &str, label: impl Into<String>) -> Self {
        Self::new(Kind::Input("email"), name, label).attr("inputmode", "email").attr("spellcheck", "false")
    }

    /// A password with a button that shows it; `texts` names the button.
    #[must_use]
    pub fn password(name: &str, label: impl Into<String>, texts: &crate::ShellTexts) -> Self {
        let mut field = Self::new(Kind::Password, name, label);
        field.reveal = Some((texts.show, texts.hide));
        field
    }

    /// A whole number.
    #[must_use]
    pub fn number(name: &str, label: impl Into<String>) -> Self {
        let mut field = Self::new(Kind::Input("number"), name, label).attr("inputmode", "numeric");
        field.control_class = " input-number";
        field
    }

    /// An amount of money, typed with the locale's decimal mark; the currency stands after it, when it is known.
    #[must_use]
    pub fn money(name: &str, label: impl Into<String>, currency: impl Into<String>) -> Self {
        let mut field = Self::new(Kind::Input("text"), name, label).attr("inputmode", "decimal");
        field.suffix = Some(currency.into()).filter(|currency| !currency.is_empty());
        field.control_class = " input-number";
        field
    }

    /// A phone number.
    #[must_use]
    pub fn phone(name: &str, label: impl Into<String>) -> Self {
        let mut field = Self::new(Kind::Input("tel"), name, label).autocomplete("tel");
        field.control_class = " input-ltr";
        field
    }

    /// A web address.
    #[must_use]
    pub fn url(name: &str, label: impl Into<String>) -> Self {
        let mut field = Self::new(Kind::Input("url"), name, label).attr("inputmode", "url");
        field.control_class = " input-ltr";
        field
    }

    /// A search term.
    #[must_use]
    pub fn search(name: &str, label: impl Into<String>) -> Self {
        Self::new(Kind::Input("search"), name, label)
    }

    /// A day (`YYYY-MM-DD`).
    #[must_use]
    pub fn date(name: &str, label: impl Into<String>) -> Self {
        Self::new(Kind::Input("date"), name, label)
    }

    /// A time of day (`HH:MM`).
    #[must_use]
    pub fn time(name: &str, label: impl Into<String>) -> Self {
        Self::new(Kind::Input("time"), name, label)
    }

    /// Several lines of text.
    #[must_use]
    pub fn textarea(name: &str, label: impl Into<String>) -> Self {
        Self::new(Kind::Textarea, name, label)
    }

    /// What it contains.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// Height of a text area in lines.
    #[must_use]
    pub fn rows(mut self, rows: u8) -> Self {
        self.rows = rows.to_string();
        self
    }

    /// A fixed text before the value.
    #[must_use]
    pub fn prefix(mut self, text: impl Into<String>) -> Self {
        self.prefix = Some(text.into());
        self
    }

    /// A fixed text after the value.
    #[must_use]
    pub fn suffix(mut self, text: impl Into<String>) -> Self {
        self.suffix = Some(text.into());
        self
    }

    /// An example of what to type; never the only instruction.
    #[must_use]
    pub fn placeholder(self, text: impl Into<String>) -> Self {
        self.attr("placeholder", text)
    }

    /// What browsers may fill in, such as `email` or `new-password`.
    #[must_use]
    pub fn autocomplete(self, token: &str) -> Self {
        self.attr("autocomplete", token)
    }

    /// Smallest value, for numbers and dates.
    #[must_use]
    pub fn min(self, value: impl ToString) -> Self {
        self.attr("min", value.to_string())
    }

    /// Largest value, for numbers and dates.
    #[must_use]
    pub fn max(self, value: impl ToString) -> Self {
        self.attr("max", value.to_string())
    }

    /// Longest text.
    #[must_use]
    pub fn maxlength(self, length: impl ToString) -> Self {
        self.attr("maxlength", length.to_string())
    }

    /// Cannot be changed and is not sent.
    #[must_use]
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.attrs = self.attrs.flag("disabled", disabled);
        self
    }

    /// Cannot be changed but is sent.
    #[must_use]
    pub fn readonly(mut self) -> Self {
        self.attrs = self.attrs.flag("readonly", true);
        self
    }

    /// Any further attribute of the control.
    #[must_use]
    pub fn attr(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attrs = self.attrs.set(name, value);
        self
    }

    fn control(&self) -> Markup {
        let attrs = self.wrap.wire(&self.name).set("class", format!("input{}", self.control_class));
        match self.kind {
            Kind::Textarea => {
                let attrs = attrs.set("rows", &self.rows).extend(self.attrs.clone());
                // A newline right after the tag is dropped by browsers: one is added so that none is lost.
                crate::element("textarea", &attrs, &html! { "\n" (self.value) })
            }
            Kind::Password => {
                let attrs =
                    attrs.set("type", "password").set("value", &self.value).extend(self.attrs.clone());
                let (show, hide) = self.reveal.unwrap_or_default();
                html! {
                    (open("input", &attrs))
                    button class="affix affix-button" type="button" data-reveal hidden aria-label=(show)
                        data-show=(show) data-hide=(hide) aria-pressed="false" {
                        (icon(Icon::Eye)) (icon(Icon::EyeOff))
                    }
                }
            }
            Kind::Input(kind) => {
                open("input", &attrs.set("type", kind).set("value", &self.value).extend(self.attrs.clone()))
            }
        }
    }
}

wrap_methods!(Field);

impl Render for Field {
    fn render(&self) -> Markup {
        let framed = self.prefix.is_some() || self.suffix.is_some() || self.kind == Kind::Password;
        self.wrap.around(&html! {
            @if framed {
                div class="input-frame" {
                    @if let Some(text) = &self.prefix { span class="affix" { (text) } }
                    (self.control())
                    @if let Some(text) = &self.suffix { span class="affix" { (text) } }
                }
            } @else { (self.control()) }
        })
    }
}
