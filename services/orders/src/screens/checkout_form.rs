//! What was typed into the checkout, as it comes and as it is shown again.
use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use souk_events::{Currency, Money, Point, StoreId};
use souk_kit::{FieldError, Lang, Problem};

use crate::{
    app::{
        place::Wish,
        ways::{Choices, Options},
    },
    domain::{
        contact::{self, Contact},
        fulfilment::{Address, Choice, Mode, TIP_MAX},
        opt_in::{self, OptIn, Purpose},
    },
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
    /// How something can be paid online; none: only at the counter.
    #[serde(skip)]
    pub online: Option<String>,
    /// The address, and per store `mode.<id>`, `slot.<id>`, `tip.<id>` and `tip_other.<id>`.
    #[serde(flatten)]
    pub more: BTreeMap<String, String>,
}

impl Typed {
    /// A field that a plain checkout does not have.
    pub fn more(&self, name: &str) -> &str {
        self.more.get(name).map_or("", |text| text.trim())
    }

    /// What was typed about one store.
    pub fn of(&self, name: &str, store: StoreId) -> &str {
        self.more(&format!("{name}.{store}"))
    }

    /// Stores that do not hand over as usual start with what they offer.
    pub fn start_with(&mut self, options: &HashMap<StoreId, Options>) {
        for (store, of) in options {
            let name = format!("mode.{store}");
            self.more.entry(name).or_insert_with(|| of.terms.rule.usual().as_str().to_owned());
        }
    }

    /// Whether the person only wants to see what a choice means.
    pub fn only_shows(&self) -> bool {
        self.more("do") == "show"
    }

    /// What was chosen, and what of it cannot be read.
    pub fn choices(&self) -> (Choices, Vec<FieldError>) {
        let mut wrong = Vec::new();
        let mut choices = Choices::new();
        for (name, mode) in &self.more {
            let Some(store) = name.strip_prefix("mode.").and_then(|id| id.parse::<StoreId>().ok()) else {
                continue;
            };
            let mode = Mode::parse(mode).unwrap_or(Mode::Pickup);
            let slot = self.of("slot", store).parse().ok();
            let tip = if mode == Mode::Delivery { self.tip(store, &mut wrong) } else { 0 };
            choices.insert(store, Choice { mode, slot, tip });
        }
        (choices, wrong)
    }

    fn tip(&self, store: StoreId, wrong: &mut Vec<FieldError>) -> i64 {
        let currency: Currency = self.currency.parse().unwrap_or(Currency::EUR);
        let tip = match (self.of("tip", store), self.of("tip_other", store)) {
            ("other", "") | ("", _) => Some(0),
            ("other", text) => Money::parse_decimal(text, currency).ok().map(|m| m.amount),
            (minor, _) => minor.parse().ok(),
        };
        tip.filter(|n| (0..=TIP_MAX).contains(n)).unwrap_or_else(|| {
            wrong.push(FieldError::new(format!("/tip_other.{store}"), "amount_wrong"));
            0
        })
    }

    fn address(&self) -> Result<Address, Vec<FieldError>> {
        let degrees = |name: &str| self.more(name).replace(',', ".").parse::<f64>();
        let point = match (self.more("latitude"), self.more("longitude")) {
            ("", "") => None,
            _ => Some(Point {
                lat: degrees("latitude").unwrap_or(f64::NAN),
                lon: degrees("longitude").unwrap_or(f64::NAN),
            }),
        };
        Address::read(
            self.more("street"),
            self.more("postcode"),
            self.more("city"),
            self.more("courier_note"),
            point,
        )
    }

    /// Checks everything with the same rules as the API.
    pub fn read(&self, lang: Lang) -> Result<Wish, Problem> {
        let (choices, mut errors) = self.choices();
        let contact =
            Contact::read(&self.name, &self.phone, Some(&self.email)).map_err(|e| errors.extend(e)).ok();
        let note = contact::note(&self.note).map_err(|e| errors.push(e)).ok();
        let brought = choices.values().any(|c| c.mode == Mode::Delivery);
        let address = match brought.then(|| self.address()).transpose() {
            Ok(address) => address,
            Err(wrong) => {
                errors.extend(wrong);
                None
            }
        };
        let noted = self.more.iter().filter_map(|(name, text)| {
            Some((name.strip_prefix("note.")?.parse().ok()?, text.as_str(), format!("/{name}")))
        });
        let line_notes = contact::line_notes(noted).map_err(|e| errors.push(e)).unwrap_or_default();
        let opt_in = self.opt_in(contact.as_ref()).map_err(|wrong| errors.extend(wrong)).unwrap_or_default();
        match (contact, note) {
            (Some(contact), Some(note)) if errors.is_empty() => Ok(Wish {
                contact: Contact { address, ..contact },
                note,
                line_notes,
                choices,
                expected_total: self.shown()?,
                lang,
                opt_in,
                online: self.more("payment") == "online",
            }),
            _ => Err(Problem::fields(errors)),
        }
    }

    /// Whether something beside the order was ticked.
    fn ticked(&self, purpose: Purpose) -> bool {
        !self.more(&ticks(purpose)).is_empty()
    }

    /// Whether it still is when the page is shown again: nobody agrees to words that have changed since.
    pub fn stays_ticked(&self, purpose: Purpose) -> bool {
        self.ticked(purpose) && opt_in::shown_in(self.more(SHOWN)).is_some()
    }

    fn opt_in(&self, contact: Option<&Contact>) -> Result<OptIn, Vec<FieldError>> {
        let said = Purpose::ALL.iter().copied().filter(|purpose| self.ticked(*purpose));
        let opt_in = OptIn::read(said, self.more(SHOWN)).map_err(|wrong| vec![wrong])?;
        contact.map_or(Ok(()), |contact| opt_in.fits(contact))?;
        Ok(opt_in)
    }

    /// The total the person agreed to; a form without one was not made by this page.
    fn shown(&self) -> Result<Option<Money>, Problem> {
        let unreadable = || Problem::invalid("body_unreadable");
        let amount = self.amount.parse().map_err(|_| unreadable())?;
        let currency = self.currency.parse().map_err(|_| unreadable())?;
        Ok(Some(Money::new(amount, currency)))
    }
}

/// The field that says which texts were shown.
pub(super) const SHOWN: &str = "opt_in_texts";

/// The box of a purpose.
pub(super) fn ticks(purpose: Purpose) -> String {
    format!("opt_in.{}", purpose.as_str())
}

/// The name of a form field by its JSON pointer.
pub(super) fn field(pointer: &str) -> &str {
    match pointer {
        "/address/note" => "courier_note",
        "/address/point" => "latitude",
        _ => {
            let name = pointer.rsplit('/').next().unwrap_or_default();
            let known = ["name", "phone", "email", "note", "street", "postcode", "city"];
            if known.contains(&name) || name.starts_with("tip_other.") || name.starts_with("note.") {
                name
            } else {
                ""
            }
        }
    }
}
