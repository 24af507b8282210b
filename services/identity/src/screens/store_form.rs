//! The fields of a store, shared by onboarding and the stores page.
use serde::Deserialize;
use souk_kit::{Lang, View};
use souk_ui::{Field, Markup, Select, field_row, html};

use super::{form::Errors, page};
use crate::{app::stores::Draft, domain::region};

/// What a person typed about a new store.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Typed {
    pub(super) name: String,
    pub(super) country: String,
    pub(super) currency: String,
    #[serde(default)]
    pub(super) city: String,
}

impl Typed {
    /// What the language suggests.
    pub(super) fn suggested(lang: Lang) -> Self {
        let country = region::suggested(lang);
        Self { country: country.code.into(), currency: country.currency.into(), ..Self::default() }
    }

    /// As the use cases take it.
    pub(super) fn draft(&self) -> Draft {
        Draft {
            name: self.name.clone(),
            country: self.country.clone(),
            currency: self.currency.clone(),
            city: Some(self.city.clone()),
            timezone: None,
            language: None,
            slug: None,
        }
    }
}

/// Name, country, currency, town.
pub(super) fn fields(view: &View, typed: &Typed, errors: &Errors) -> Markup {
    let countries =
        region::COUNTRIES.map(|c| (c.code, view.t(&format!("country-{}", c.code.to_lowercase()))));
    let mut countries = countries.to_vec();
    countries.sort_by(|a, b| a.1.cmp(&b.1));
    let currencies = region::currencies().into_iter().map(|c| (c, c));
    html! {
        (Field::text("name", view.t("shop-name")).value(&typed.name).required().maxlength(80)
            .autocomplete("organization").maybe_error(errors.at("name").or(errors.at("slug"))))
        (field_row(html! {
            (Select::new("country", view.t("country")).options(countries).selected(&typed.country)
                .maybe_error(errors.at("country")))
            (Select::new("currency", view.t("currency")).options(currencies).selected(&typed.currency)
                .hint(view.t("currency-hint")).maybe_error(errors.at("currency")))
        }))
        (Field::text("city", view.t("city")).value(&typed.city).optional(page::texts(view).optional).maxlength(80)
            .autocomplete("address-level2").maybe_error(errors.at("city")))
    }
}
