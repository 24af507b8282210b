//! What every field has around its control: label, hint, error, and the ids that tie them together.
use crate::{Attrs, Icon, icon};
use maud::{Markup, html};

/// The label, hint and error around any control.
#[derive(Clone, Debug)]
pub(crate) struct Wrap {
    id: String,
    label: String,
    pub(crate) hint: Option<String>,
    pub(crate) error: Option<String>,
    pub(crate) required: bool,
    pub(crate) optional: Option<String>,
    pub(crate) hide_label: bool,
}

impl Wrap {
    pub(crate) fn new(name: &str, label: impl Into<String>) -> Self {
        Self {
            id: field_id(name),
            label: label.into(),
            hint: None,
            error: None,
            required: false,
            optional: None,
            hide_label: false,
        }
    }

    pub(crate) fn set_id(&mut self, id: &str) {
        self.id = id.to_owned();
    }

    pub(crate) fn label(&self) -> &str {
        &self.label
    }

    /// The attributes that tie a control to its label, hint and error.
    pub(crate) fn wire(&self, name: &str) -> Attrs {
        Attrs::new()
            .set("id", &self.id)
            .set("name", name)
            .maybe("aria-describedby", self.described_by())
            .maybe("aria-invalid", self.error.is_some().then_some("true"))
            .flag("required", self.required)
    }

    pub(crate) fn described_by(&self) -> Option<String> {
        let hint = self.hint.is_some().then(|| format!("{}-hint", self.id));
        let error = self.error.is_some().then(|| format!("{}-error", self.id));
        let both: Vec<String> = error.into_iter().chain(hint).collect();
        (!both.is_empty()).then(|| both.join(" "))
    }

    pub(crate) fn around(&self, control: &Markup) -> Markup {
        html! {
            div class={ "field" @if self.error.is_some() { " field-invalid" } } {
                label class={ "label" @if self.hide_label { " visually-hidden" } } for=(self.id) {
                    (self.label)
                    @if let Some(word) = &self.optional { span class="label-note" { " (" (word) ")" } }
                }
                (self.notes())
                (control)
            }
        }
    }

    /// Hint and error, which stand between label and control so that a phone's keyboard never covers them.
    pub(crate) fn notes(&self) -> Markup {
        html! {
            @if let Some(hint) = &self.hint { p class="hint" id={ (self.id) "-hint" } { (hint) } }
            @if let Some(error) = &self.error {
                p class="field-error" id={ (self.id) "-error" } { (icon(Icon::CircleAlert)) (error) }
            }
        }
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }
}

/// The id of the control with this name.
#[must_use]
pub fn field_id(name: &str) -> String {
    let safe: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("f-{safe}")
}

macro_rules! wrap_methods {
    ($type:ty) => {
        impl $type {
            /// Help that is always shown.
            #[must_use]
            pub fn hint(mut self, text: impl Into<String>) -> Self {
                self.wrap.hint = Some(text.into());
                self
            }

            /// What is wrong and what would be right.
            #[must_use]
            pub fn error(mut self, text: impl Into<String>) -> Self {
                self.wrap.error = Some(text.into());
                self
            }

            /// The same, when there is something wrong.
            #[must_use]
            pub fn maybe_error(mut self, text: Option<impl Into<String>>) -> Self {
                self.wrap.error = text.map(Into::into);
                self
            }

            /// Must be filled in.
            #[must_use]
            pub fn required(mut self) -> Self {
                self.wrap.required = true;
                self
            }

            /// May stay empty, and the label says so with this word.
            #[must_use]
            pub fn optional(mut self, word: impl Into<String>) -> Self {
                self.wrap.optional = Some(word.into());
                self
            }

            /// Keeps the label for screen readers only.
            #[must_use]
            pub fn hide_label(mut self) -> Self {
                self.wrap.hide_label = true;
                self
            }

            /// Another id, when a page has two fields of this name.
            #[must_use]
            pub fn id(mut self, id: &str) -> Self {
                self.wrap.set_id(id);
                self
            }
        }
    };
}
pub(crate) use wrap_methods;
