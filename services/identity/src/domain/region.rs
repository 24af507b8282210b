//! Countries that the forms offer, with their currency and time zone, and what a language suggests.
use souk_kit::Lang;

/// A country as a shop's form offers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// ISO 4217.
    pub currency: &'static str,
    /// IANA.
    pub timezone: &'static str,
}

const fn country(code: &'static str, currency: &'static str, timezone: &'static str) -> Country {
    Country { code, currency, timezone }
}

/// The countries on offer; their names are the texts `country-<code>`.
pub const COUNTRIES: [Country; 24] = [
    country("FR", "EUR", "Europe/Paris"),
    country("BE", "EUR", "Europe/Brussels"),
    country("CH", "CHF", "Europe/Zurich"),
    country("LU", "EUR", "Europe/Luxembourg"),
    country("CA", "CAD", "America/Toronto"),
    country("MA", "MAD", "Africa/Casablanca"),
    country("DZ", "DZD", "Africa/Algiers"),
    country("TN", "TND", "Africa/Tunis"),
    country("SN", "XOF", "Africa/Dakar"),
    country("CI", "XOF", "Africa/Abidjan"),
    country("CM", "XAF", "Africa/Douala"),
    country("EG", "EGP", "Africa/Cairo"),
    country("AE", "AED", "Asia/Dubai"),
    country("SA", "SAR", "Asia/Riyadh"),
    country("ES", "EUR", "Europe/Madrid"),
    country("MX", "MXN", "America/Mexico_City"),
    country("PT", "EUR", "Europe/Lisbon"),
    country("BR", "BRL", "America/Sao_Paulo"),
    country("GB", "GBP", "Europe/London"),
    country("IE", "EUR", "Europe/Dublin"),
    country("US", "USD", "America/New_York"),
    country("DE", "EUR", "Europe/Berlin"),
    country("IT", "EUR", "Europe/Rome"),
    country("NL", "EUR", "Europe/Amsterdam"),
];

/// A country of the list.
#[must_use]
pub fn find(code: &str) -> Option<Country> {
    COUNTRIES.into_iter().find(|c| c.code == code)
}

/// The country that a language suggests.
#[must_use]
pub fn suggested(lang: Lang) -> Country {
    let code = match lang {
        Lang::Fr => "FR",
        Lang::En => "GB",
        Lang::Es => "ES",
        Lang::Pt => "PT",
        Lang::Ar => "MA",
    };
    find(code).unwrap_or(country("FR", "EUR", "Europe/Paris"))
}

/// The currencies on offer, each once.
#[must_use]
pub fn currencies() -> Vec<&'static str> {
    let mut all: Vec<_> = COUNTRIES.iter().map(|c| c.currency).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Reads a country code.
///
/// # Errors
/// `country_wrong` for anything but two capital letters.
pub fn parse_country(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    if text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase()) {
        Ok(text.into())
    } else {
        Err("country_wrong")
    }
}

/// Reads a currency code.
///
/// # Errors
/// `currency_wrong` for anything but three capital letters.
pub fn parse_currency(text: &str) -> Result<String, &'static str> {
    let code: Result<souk_events::Currency, _> = text.trim().parse();
    code.map(|c| c.code().to_owned()).map_err(|_| "currency_wrong")
}

/// Reads a time zone.
///
/// # Errors
/// `timezone_wrong` for a name that the IANA database does not have.
pub fn parse_timezone(text: &str) -> Result<String, &'static str> {
    let zone: Result<chrono_tz::Tz, _> = text.trim().parse();
    zone.map(|z| z.name().to_owned()).map_err(|_| "timezone_wrong")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_on_offer_passes_the_rules_for_typed_values() {
        for c in COUNTRIES {
            assert_eq!(parse_country(c.code).unwrap(), c.code);
            assert_eq!(parse_currency(c.currency).unwrap(), c.currency);
            assert_eq!(parse_timezone(c.timezone).unwrap(), c.timezone);
        }
        for lang in Lang::ALL {
            assert!(find(suggested(lang).code).is_some());
        }
    }

    #[test]
    fn nonsense_is_refused() {
        assert!(parse_country("fr").is_err() && parse_country("FRA").is_err());
        assert!(parse_currency("eur").is_err() && parse_timezone("Mars/Olympus").is_err());
    }
}
