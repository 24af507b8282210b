//! Buttons and links that look like buttons: one primary per screen.
use crate::{Attrs, Icon, element, icon};
use maud::{Markup, Render, html};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Primary,
    Secondary,
    Quiet,
    Danger,
}

/// A button, or a link when it has an `href`. A button submits its form unless told otherwise.
#[derive(Clone, Debug)]
pub struct Button {
    label: String,
    kind: Kind,
    icon: Option<Icon>,
    end_icon: Option<Icon>,
    href: Option<String>,
    plain: bool,
    small: bool,
    wide: bool,
    only_icon: bool,
    disabled: bool,
    loading: bool,
    attrs: Attrs,
}

impl Button {
    fn new(label: impl Into<String>, kind: Kind) -> Self {
        Self {
            label: label.into(),
            kind,
            icon: None,
            end_icon: None,
            href: None,
            plain: false,
            small: false,
            wide: false,
            only_icon: false,
            disabled: false,
            loading: false,
            attrs: Attrs::new(),
        }
    }

    /// The one main action of a screen.
    #[must_use]
    pub fn primary(label: impl Into<String>) -> Self {
        Self::new(label, Kind::Primary)
    }

    /// Any other action.
    #[must_use]
    pub fn secondary(label: impl Into<String>) -> Self {
        Self::new(label, Kind::Secondary)
    }

    /// An action that stays in the background.
    #[must_use]
    pub fn quiet(label: impl Into<String>) -> Self {
        Self::new(label, Kind::Quiet)
    }

    /// An action that destroys something.
    #[must_use]
    pub fn danger(label: impl Into<String>) -> Self {
        Self::new(label, Kind::Danger)
    }

    /// Makes it a link.
    #[must_use]
    pub fn href(mut self, url: impl Into<String>) -> Self {
        self.href = Some(url.into());
        self
    }

    /// An icon before the label.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// An icon after the label.
    #[must_use]
    pub fn end_icon(mut self, icon: Icon) -> Self {
        self.end_icon = Some(icon);
        self
    }

    /// Shows only the icon; the label is still what screen readers say.
    #[must_use]
    pub fn icon_only(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self.only_icon = true;
        self
    }

    /// Does not submit the form around it (`type="button"`).
    #[must_use]
    pub fn plain(mut self) -> Self {
        self.plain = true;
        self
    }

    /// Smaller, for rows and cards.
    #[must_use]
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// As wide as its container.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// Cannot be pressed.
    #[must_use]
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.disabled = disabled;
        self
    }

    /// Shows that its work is under way.
    #[must_use]
    pub fn loading(mut self, loading: bool) -> Self {
        self.loading = loading;
        self
    }

    /// What the form sends when this button submits it.
    #[must_use]
    pub fn name_value(self, name: &str, value: impl Into<String>) -> Self {
        self.attr("name", name).attr("value", value)
    }

    /// Opens the dialog or drawer with this id.
    #[must_use]
    pub fn opens(self, dialog: &str) -> Self {
        self.plain().attr("data-dialog-open", dialog).attr("aria-haspopup", "dialog")
    }

    /// Any further attribute, such as `hx-post` or `data-key`.
    #[must_use]
    pub fn attr(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attrs = self.attrs.set(name, value);
        self
    }

    fn class(&self) -> String {
        let kind = match self.kind {
            Kind::Primary => "primary",
            Kind::Secondary => "secondary",
            Kind::Quiet => "quiet",
            Kind::Danger => "danger",
        };
        let mut class = format!("button button-{kind}");
        for (on, name) in
            [(self.small, " button-small"), (self.wide, " button-wide"), (self.only_icon, " button-icon")]
        {
            if on {
                class.push_str(name);
            }
        }
        class
    }
}

impl Render for Button {
    fn render(&self) -> Markup {
        let mut attrs = Attrs::new().set("class", self.class());
        if self.only_icon {
            attrs = attrs.set("aria-label", &self.label).set("title", &self.label);
        }
        attrs = attrs.maybe("aria-busy", self.loading.then_some("true"));
        let body = html! {
            @if self.loading { span class="spinner" aria-hidden="true" {} }
            @if let Some(name) = self.icon { (icon(name)) }
            @if !self.only_icon { span { (self.label) } }
            @if let Some(name) = self.end_icon { (icon(name)) }
        };
        match &self.href {
            Some(url) if !self.disabled => {
                element("a", &attrs.set("href", url).extend(self.attrs.clone()), &body)
            }
            Some(_) => element("a", &attrs.set("role", "link").set("aria-disabled", "true"), &body),
            None => {
                let kind = if self.plain { "button" } else { "submit" };
                let attrs = attrs.set("type", kind).flag("disabled", self.disabled || self.loading);
                element("button", &attrs.extend(self.attrs.clone()), &body)
            }
        }
    }
}

/// Actions side by side.
#[must_use]
pub fn button_row(buttons: &Markup) -> Markup {
    html! { div class="button-row" { (buttons) } }
}
