//! The head of a page: where one is, what it is, and the one thing to do next.
use crate::{Button, ShellTexts};
use maud::{Markup, Render, html};

/// Breadcrumbs, title, status, lead and actions.
#[derive(Clone, Debug)]
pub struct PageHeader {
    title: String,
    lead: Option<String>,
    crumbs: Vec<(String, String)>,
    crumbs_label: &'static str,
    status: Option<Markup>,
    primary: Option<Button>,
    secondary: Vec<Button>,
}

impl PageHeader {
    /// A header with its title (the page's `h1`).
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            lead: None,
            crumbs: Vec::new(),
            crumbs_label: "",
            status: None,
            primary: None,
            secondary: Vec::new(),
        }
    }

    /// One sentence under the title.
    #[must_use]
    pub fn lead(mut self, text: impl Into<String>) -> Self {
        self.lead = Some(text.into());
        self
    }

    /// The pages above this one, outermost first: address and label.
    #[must_use]
    pub fn breadcrumbs(mut self, texts: &ShellTexts, crumbs: &[(&str, &str)]) -> Self {
        self.crumbs_label = texts.breadcrumb;
        self.crumbs = crumbs.iter().map(|(href, label)| ((*href).into(), (*label).into())).collect();
        self
    }

    /// A status or tag beside the title.
    #[must_use]
    pub fn status(mut self, status: Markup) -> Self {
        self.status = Some(status);
        self
    }

    /// The one primary action.
    #[must_use]
    pub fn primary(mut self, button: Button) -> Self {
        self.primary = Some(button);
        self
    }

    /// A further action.
    #[must_use]
    pub fn secondary(mut self, button: Button) -> Self {
        self.secondary.push(button);
        self
    }
}

impl Render for PageHeader {
    fn render(&self) -> Markup {
        html! {
            header class="page-header" {
                @if !self.crumbs.is_empty() { (breadcrumbs(self.crumbs_label, &self.crumbs)) }
                div class="page-header-row" {
                    div class="page-header-text" {
                        div class="page-header-title" {
                            h1 { bdi { (self.title) } }
                            @if let Some(status) = &self.status { (status) }
                        }
                        @if let Some(lead) = &self.lead { p class="lead" { bdi { (lead) } } }
                    }
                    @if self.primary.is_some() || !self.secondary.is_empty() {
                        div class="page-header-actions" {
                            @for button in &self.secondary { (button) }
                            @if let Some(button) = &self.primary { (button) }
                        }
                    }
                }
            }
        }
    }
}

/// The way to a page: address and name of each step, outermost first.
#[must_use]
pub fn breadcrumbs<S: AsRef<str>>(label: &str, crumbs: &[(S, S)]) -> Markup {
    html! {
        nav class="breadcrumbs" aria-label=(label) {
            ol { @for (href, text) in crumbs { li { a href=(href.as_ref()) { bdi { (text.as_ref()) } } } } }
        }
    }
}
