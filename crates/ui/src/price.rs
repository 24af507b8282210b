//! Prices, formatted by the caller in the page's locale.
use maud::{Markup, Render, html};

/// A price, with the one it replaces and a unit when there are such.
#[derive(Clone, Debug)]
pub struct Price {
    amount: String,
    was: Option<(String, String)>,
    unit: Option<String>,
    large: bool,
}

impl Price {
    /// A price as the locale writes it, such as `12,50 €`.
    #[must_use]
    pub fn new(amount: impl Into<String>) -> Self {
        Self { amount: amount.into(), was: None, unit: None, large: false }
    }

    /// The former price, struck through; `label` says to screen readers what it is.
    #[must_use]
    pub fn was(mut self, amount: impl Into<String>, label: impl Into<String>) -> Self {
        self.was = Some((amount.into(), label.into()));
        self
    }

    /// What the price is for, such as `/ kg`.
    #[must_use]
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    /// The price of a product page or a total.
    #[must_use]
    pub fn large(mut self) -> Self {
        self.large = true;
        self
    }
}

impl Render for Price {
    fn render(&self) -> Markup {
        html! {
            span class={ "price" @if self.large { " price-large" } @if self.was.is_some() { " price-reduced" } } {
                bdi class="price-now" { (self.amount) }
                @if let Some(unit) = &self.unit { bdi class="price-unit" { (unit) } }
                @if let Some((amount, label)) = &self.was {
                    s class="price-was" { span class="visually-hidden" { (label) " " } bdi { (amount) } }
                }
            }
        }
    }
}

/// A price and nothing else.
#[must_use]
pub fn price(amount: &str) -> Markup {
    Price::new(amount).render()
}
