//! Fields with a fixed set of answers: select, checkbox, switch, radio group, quantity.
use crate::wrap::{Wrap, wrap_methods};
use crate::{Attrs, Icon, ShellTexts, element, icon, open};
use maud::{Markup, Render, html};

/// A drop-down list.
#[derive(Clone, Debug)]
pub struct Select {
    name: String,
    options: Vec<(String, String)>,
    selected: String,
    wrap: Wrap,
    attrs: Attrs,
}

impl Select {
    /// A list without options yet.
    #[must_use]
    pub fn new(name: &str, label: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            options: Vec::new(),
            selected: String::new(),
            wrap: Wrap::new(name, label),
            attrs: Attrs::new(),
        }
    }

    /// Adds an option.
    #[must_use]
    pub fn option(mut self, value: impl Into<String>, label: impl Into<String>) -> Self {
        self.options.push((value.into(), label.into()));
        self
    }

    /// Adds many options: value and label.
    #[must_use]
    pub fn options<V: Into<String>, L: Into<String>>(
        mut self,
        options: impl IntoIterator<Item = (V, L)>,
    ) -> Self {
        self.options.extend(options.into_iter().map(|(value, label)| (value.into(), label.into())));
        self
    }

    /// The chosen value.
    #[must_use]
    pub fn selected(mut self, value: impl Into<String>) -> Self {
        self.selected = value.into();
        self
    }

    /// Cannot be changed.
    #[must_use]
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.attrs = self.attrs.flag("disabled", disabled);
        self
    }

    /// Any further attribute of the control.
    #[must_use]
    pub fn attr(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attrs = self.attrs.set(name, value);
        self
    }
}

wrap_methods!(Select);

impl Render for Select {
    fn render(&self) -> Markup {
        let attrs = self.wrap.wire(&self.name).set("class", "input select").extend(self.attrs.clone());
        let options = html! {
            @for (value, label) in &self.options {
                option value=(value) selected[*value == self.selected] { (label) }
            }
        };
        self.wrap.around(&html! {
            div class="select-frame" { (element("select", &attrs, &options)) (icon(Icon::ChevronDown)) }
        })
    }
}

/// A yes-or-no answer: a check box, or a switch when it takes effect at once.
#[derive(Clone, Debug)]
pub struct Checkbox {
    name: String,
    value: String,
    checked: bool,
    switch: bool,
    wrap: Wrap,
    attrs: Attrs,
}

impl Checkbox {
    /// An empty check box that sends `on`.
    #[must_use]
    pub fn new(name: &str, label: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            value: "on".to_owned(),
            checked: false,
            switch: false,
            wrap: Wrap::new(name, label),
            attrs: Attrs::new(),
        }
    }

    /// A switch.
    #[must_use]
    pub fn switch(name: &str, label: impl Into<String>) -> Self {
        Self { switch: true, ..Self::new(name, label) }
    }

    /// Whether it is on.
    #[must_use]
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = checked;
        self
    }

    /// What it sends when on.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// Cannot be changed.
    #[must_use]
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.attrs = self.attrs.flag("disabled", disabled);
        self
    }

    /// Any further attribute of the control.
    #[must_use]
    pub fn attr(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attrs = self.attrs.set(name, value);
        self
    }
}

wrap_methods!(Checkbox);

impl Render for Checkbox {
    fn render(&self) -> Markup {
        let attrs = self
            .wrap
            .wire(&self.name)
            .set("type", "checkbox")
            .set("class", if self.switch { "switch" } else { "check" })
            .maybe("role", self.switch.then_some("switch"))
            .set("value", &self.value)
            .flag("checked", self.checked)
            .extend(self.attrs.clone());
        html! {
            div class={ "choice" @if self.wrap.error.is_some() { " field-invalid" } } {
                (open("input", &attrs))
                label for=(self.wrap.id()) class=[self.wrap.hide_label.then_some("visually-hidden")] {
                    (self.wrap.label())
                }
                (self.wrap.notes())
            }
        }
    }
}

/// One answer out of a few, all visible.
#[derive(Clone, Debug)]
pub struct RadioGroup {
    name: String,
    options: Vec<(String, String, Option<String>)>,
    selected: String,
    cards: bool,
    wrap: Wrap,
}

impl RadioGroup {
    /// A group without options yet; the label is its legend.
    #[must_use]
    pub fn new(name: &str, legend: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            options: Vec::new(),
            selected: String::new(),
            cards: false,
            wrap: Wrap::new(name, legend),
        }
    }

    /// Adds an answer.
    #[must_use]
    pub fn option(mut self, value: impl Into<String>, label: impl Into<String>) -> Self {
        self.options.push((value.into(), label.into(), None));
        self
    }

    /// Adds an answer with an explanation.
    #[must_use]
    pub fn option_with(
        mut self,
        value: impl Into<String>,
        label: impl Into<String>,
        note: impl Into<String>,
    ) -> Self {
        self.options.push((value.into(), label.into(), Some(note.into())));
        self
    }

    /// The chosen value.
    #[must_use]
    pub fn selected(mut self, value: impl Into<String>) -> Self {
        self.selected = value.into();
        self
    }

    /// Shows each answer as a card, for choices that matter.
    #[must_use]
    pub fn cards(mut self) -> Self {
        self.cards = true;
        self
    }
}

wrap_methods!(RadioGroup);

impl Render for RadioGroup {
    fn render(&self) -> Markup {
        html! {
            fieldset class={ "radios" @if self.cards { " radios-cards" } @if self.wrap.error.is_some() { " field-invalid" } }
                aria-describedby=[self.wrap.described_by()] {
                legend class={ "label" @if self.wrap.hide_label { " visually-hidden" } } {
                    (self.wrap.label())
                    @if let Some(word) = &self.wrap.optional { span class="label-note" { " (" (word) ")" } }
                }
                (self.wrap.notes())
                @for (place, (value, label, note)) in self.options.iter().enumerate() {
                    @let id = if place == 0 { self.wrap.id().to_owned() } else { format!("{}-{place}", self.wrap.id()) };
                    div class="choice" {
                        input type="radio" class="radio" id=(id) name=(self.name) value=(value)
                            checked[*value == self.selected] required[self.wrap.required]
                            aria-describedby=[note.as_ref().map(|_| format!("{id}-note"))];
                        label for=(id) { bdi { (label) } }
                        @if let Some(note) = note { p class="hint" id={ (id) "-note" } { (note) } }
                    }
                }
            }
        }
    }
}

/// A small whole number with buttons for one more and one less.
#[derive(Clone, Debug)]
pub struct Quantity {
    name: String,
    value: u32,
    min: u32,
    max: u32,
    texts: [&'static str; 2],
    wrap: Wrap,
    attrs: Attrs,
}

impl Quantity {
    /// A quantity from 1 to 99. The buttons need script; the number field works without.
    #[must_use]
    pub fn new(name: &str, label: impl Into<String>, value: u32, texts: &ShellTexts) -> Self {
        Self {
            name: name.to_owned(),
            value,
            min: 1,
            max: 99,
            texts: [texts.less, texts.plus],
            wrap: Wrap::new(name, label),
            attrs: Attrs::new(),
        }
    }

    /// Its limits.
    #[must_use]
    pub fn range(mut self, min: u32, max: u32) -> Self {
        self.min = min;
        self.max = max;
        self
    }

    /// Any further attribute of the control.
    #[must_use]
    pub fn attr(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attrs = self.attrs.set(name, value);
        self
    }
}

wrap_methods!(Quantity);

impl Render for Quantity {
    fn render(&self) -> Markup {
        let attrs = self
            .wrap
            .wire(&self.name)
            .set("type", "number")
            .set("class", "input")
            .set("inputmode", "numeric")
            .set("min", self.min.to_string())
            .set("max", self.max.to_string())
            .set("value", self.value.to_string())
            .extend(self.attrs.clone());
        let [less, plus] = self.texts;
        self.wrap.around(&html! {
            div class="quantity" data-quantity {
                button type="button" data-step="-1" aria-label=(less) hidden { (icon(Icon::Minus)) }
                (open("input", &attrs))
                button type="button" data-step="1" aria-label=(plus) hidden { (icon(Icon::Plus)) }
            }
        })
    }
}
