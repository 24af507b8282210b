//! `[markets]`: what differs from country to country.
use std::collections::HashMap;

use anyhow::Context as _;
use serde::Deserialize;
use souk_events::Currency;
use souk_kit::Lang;

/// A way to pay, on the spot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payment {
    /// Coins and notes.
    Cash,
    /// By card.
    Card,
}

impl Payment {
    /// The key of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Cash => "pay-cash",
            Self::Card => "pay-card",
        }
    }
}

/// One country.
#[derive(Clone, Debug)]
pub struct Market {
    /// Its code in small letters, `fr`.
    pub country: String,
    /// What its shops sell in.
    pub currency: Currency,
    /// What its people read, the first one most.
    pub languages: Vec<Lang>,
    /// How one pays.
    pub payment: Vec<Payment>,
}

/// All of them; never empty.
#[derive(Clone, Debug)]
pub struct Markets {
    home: Market,
    all: Vec<Market>,
}

#[derive(Deserialize)]
struct Settings {
    countries: String,
    home: String,
    #[serde(flatten)]
    each: HashMap<String, Written>,
}

#[derive(Clone, Deserialize)]
struct Written {
    currency: String,
    languages: String,
    payment: String,
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|word| !word.is_empty())
}

impl Written {
    fn read(&self, country: &str) -> anyhow::Result<Market> {
        let lang =
            |word: &str| Lang::from_tag(word).with_context(|| format!("markets.{country}.languages: {word}"));
        let payment = |word: &str| match word {
            "cash" => Ok(Payment::Cash),
            "card" => Ok(Payment::Card),
            other => anyhow::bail!("markets.{country}.payment: {other} is none of cash, card"),
        };
        Ok(Market {
            country: country.to_owned(),
            currency: self.currency.parse().with_context(|| format!("markets.{country}.currency"))?,
            languages: words(&self.languages).map(lang).collect::<anyhow::Result<_>>()?,
            payment: words(&self.payment).map(payment).collect::<anyhow::Result<_>>()?,
        })
    }
}

impl Markets {
    /// Reads them.
    ///
    /// # Errors
    /// A country without its table, or an entry of it that is none, named.
    pub fn load(settings: &souk_kit::config::Settings) -> anyhow::Result<Self> {
        let written: Settings = settings.section("markets")?;
        let read = |country: &str| {
            let table =
                written.each.get(country).with_context(|| format!("[markets.{country}] is missing"))?;
            table.read(country)
        };
        let all: Vec<_> = words(&written.countries).map(read).collect::<anyhow::Result<_>>()?;
        let home = all.iter().find(|market| market.country == written.home).cloned();
        let home =
            home.with_context(|| format!("markets.home: {} is none of the countries", written.home))?;
        Ok(Self { home, all })
    }

    /// The one that applies to who did not choose another.
    #[must_use]
    pub fn home(&self) -> &Market {
        &self.home
    }

    /// The country chosen, or the home one.
    #[must_use]
    pub fn chosen(&self, country: Option<&str>) -> &Market {
        let named = |market: &&Market| country.is_some_and(|c| market.country.eq_ignore_ascii_case(c));
        self.all.iter().find(named).unwrap_or(&self.home)
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Market] {
        &self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEFAULTS: &str = include_str!("../config.toml");

    fn load(pairs: &[(&str, &str)]) -> anyhow::Result<Markets> {
        let extra = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        Markets::load(&souk_kit::config::Settings::load("storefront", DEFAULTS, &extra).unwrap())
    }

    #[test]
    fn countries_come_from_the_settings_and_the_home_one_is_for_who_chose_none() {
        let markets = load(&[("markets.home", "ca"), ("markets.ca.payment", "card")]).unwrap();
        let home = markets.home();
        assert_eq!(home.currency.code(), "CAD");
        assert_eq!(home.payment, [Payment::Card]);
        assert_eq!(markets.chosen(Some("MA")).languages, [Lang::Ar, Lang::Fr]);
        assert_eq!(markets.chosen(Some("xx")).country, "ca");
        assert_eq!(markets.all().len(), 4);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let said = |pairs: &[(&str, &str)]| format!("{:#}", load(pairs).unwrap_err());
        assert!(said(&[("markets.countries", "fr,xx")]).contains("[markets.xx] is missing"));
        assert!(said(&[("markets.home", "xx")]).contains("markets.home"));
        assert!(said(&[("markets.fr.payment", "shells")]).contains("markets.fr.payment: shells"));
        assert!(said(&[("markets.fr.currency", "euro")]).contains("markets.fr.currency"));
    }
}
