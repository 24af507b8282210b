//! Forms: method, target, error summary linked to the fields, body and actions.
use crate::{Attrs, Icon, element, field_id, icon, open};
use maud::{Markup, PreEscaped, Render, html};

/// A form. It sends once: the script holds back a second submit until the answer is there.
#[derive(Clone, Debug)]
pub struct Form {
    attrs: Attrs,
    hidden: Vec<(String, String)>,
    errors: Option<Markup>,
    body: Vec<Markup>,
    actions: Option<Markup>,
    inline: bool,
}

impl Form {
    /// A form that changes something.
    #[must_use]
    pub fn post(action: impl Into<String>) -> Self {
        Self::new("post", action)
    }

    /// A form that asks for something.
    #[must_use]
    pub fn get(action: impl Into<String>) -> Self {
        Self::new("get", action)
    }

    fn new(method: &str, action: impl Into<String>) -> Self {
        Self {
            attrs: Attrs::new().set("method", method).set("action", action),
            hidden: Vec::new(),
            errors: None,
            body: Vec::new(),
            actions: None,
            inline: false,
        }
    }

    /// Sends files.
    #[must_use]
    pub fn multipart(self) -> Self {
        self.attr("enctype", "multipart/form-data")
    }

    /// A value sent with the form and not shown.
    #[must_use]
    pub fn hidden(mut self, name: &str, value: impl Into<String>) -> Self {
        self.hidden.push((name.to_owned(), value.into()));
        self
    }

    /// What is wrong, field by field: a summary on top, each line linked to its field. Nothing when empty.
    #[must_use]
    pub fn errors(mut self, title: &str, errors: &[(&str, &str)]) -> Self {
        self.errors = (!errors.is_empty()).then(|| error_summary(title, errors));
        self
    }

    /// Fields, in order; may be called more than once.
    #[must_use]
    pub fn body(mut self, body: impl Render) -> Self {
        self.body.push(body.render());
        self
    }

    /// The buttons at the end.
    #[must_use]
    pub fn actions(mut self, actions: impl Render) -> Self {
        self.actions = Some(actions.render());
        self
    }

    /// Fields and buttons on one line, for filters and single buttons.
    #[must_use]
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    /// Any further attribute, such as `hx-post` or `id`.
    #[must_use]
    pub fn attr(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attrs = self.attrs.set(name, value);
        self
    }
}

impl Render for Form {
    fn render(&self) -> Markup {
        let class = if self.inline { "form form-inline" } else { "form" };
        let hidden: String = self
            .hidden
            .iter()
            .map(|(name, value)| {
                open("input", &Attrs::new().set("type", "hidden").set("name", name).set("value", value)).0
            })
            .collect();
        let body = html! {
            (PreEscaped(hidden))
            @if let Some(errors) = &self.errors { (errors) }
            @for part in &self.body { (part) }
            @if let Some(actions) = &self.actions { div class="form-actions" { (actions) } }
        };
        let attrs = Attrs::new().set("class", class).flag("data-form", true).extend(self.attrs.clone());
        element("form", &attrs, &body)
    }
}

/// The list of what is wrong: field name and sentence. It takes the focus when the page loads.
#[must_use]
pub fn error_summary(title: &str, errors: &[(&str, &str)]) -> Markup {
    html! {
        div class="error-summary" role="alert" tabindex="-1" data-error-summary {
            (icon(Icon::OctagonAlert))
            div {
                p class="error-summary-title" { (title) }
                ul {
                    @for (field, message) in errors {
                        li {
                            @if field.is_empty() { (message) } @else { a href={ "#" (field_id(field)) } { (message) } }
                        }
                    }
                }
            }
        }
    }
}

/// Groups related fields under a heading.
#[must_use]
pub fn field_group(legend: &str, fields: impl Render) -> Markup {
    html! { fieldset class="field-group" { legend { (legend) } (fields) } }
}

/// Fields that belong to one choice of a select of the same form. Without scripts they are always there.
#[must_use]
pub fn only_when(select: &str, choice: &str, fields: impl Render) -> Markup {
    html! { div data-when=(select) data-choice=(choice) { (fields) } }
}

/// Fields side by side where there is room.
#[must_use]
pub fn field_row(fields: impl Render) -> Markup {
    html! { div class="field-row" { (fields) } }
}
