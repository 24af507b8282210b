//! What was typed into the checkout, as it comes and as it is shown again.
use serde::{Deserialize, Serialize};
use souk_events::Money;
use souk_kit::{Lang, Problem};

use crate::{
    app::place::Wish,
    domain::contact::{self, Contact},
};

/// The form's fields.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Typed {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub phone: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub note: String,
    /// The idempotency key made with the page.
    #[serde(default)]
    pub key: String,
    /// The total that was shown, minor units.
    #[serde(default)]
    pub amount: String,
    /// Its currency.
    #[serde(default)]
    pub currency: String,
}

impl Typed {
    /// Checks everything with the same rules as the API.
    pub fn read(&self, lang: Lang) -> Result<Wish, Problem> {
        let mut errors = Vec::new();
        let contact =
            Contact::read(&self.name, &self.phone, Some(&self.email)).map_err(|e| errors.extend(e)).ok();
        let note = contact::note(&self.note).map_err(|e| errors.push(e)).ok();
        match (contact, note) {
            (Some(contact), Some(note)) => Ok(Wish { contact, note, expected_total: self.shown()?, lang }),
            _ => Err(Problem::fields(errors)),
        }
    }

    /// The total the person agreed to; a form without one was not made by this page.
    fn shown(&self) -> Result<Option<Money>, Problem> {
        let unreadable = || Problem::invalid("body_unreadable");
        let amount = self.amount.parse().map_err(|_| unreadable())?;
        let currency = self.currency.parse().map_err(|_| unreadable())?;
        Ok(Some(Money::new(amount, currency)))
    }
}

/// The name of a form field by its JSON pointer.
pub(super) fn field(pointer: &str) -> &str {
    let name = pointer.rsplit('/').next().unwrap_or_default();
    if ["name", "phone", "email", "note"].contains(&name) { name } else { "" }
}
