//! Tax included in prices: class by product, rate by country and day. Quotes and holds freeze the rate.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What kind of rate a product has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum TaxClass {
    /// The country's usual rate.
    #[default]
    Standard,
    /// Food, books and the like.
    Reduced,
    /// No tax.
    Zero,
}

impl TaxClass {
    /// All of them, usual first.
    pub const ALL: [Self; 3] = [Self::Standard, Self::Reduced, Self::Zero];

    /// Its name in files, forms and the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Reduced => "reduced",
            Self::Zero => "zero",
        }
    }

    /// Reads its name.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.as_str().eq_ignore_ascii_case(text.trim()))
    }
}

/// Country, first day (year, month), standard and reduced rate in basis points; later rows win. Where a country
/// has no reduced rate both are the usual one. Canada's is the federal part. In Brazil and the United States what
/// is due depends on the state and on the seller: prices are final there and no rate is shown.
const RATES: &[(&str, i32, u32, u32, u32)] = &[
    ("AE", 2018, 1, 500, 500),
    ("AT", 2000, 1, 2000, 1000),
    ("BE", 2000, 1, 2100, 600),
    ("BR", 2000, 1, 0, 0),
    ("CA", 2008, 1, 500, 500),
    ("CH", 2018, 1, 770, 250),
    ("CH", 2024, 1, 810, 260),
    ("CI", 2000, 1, 1800, 900),
    ("CM", 2005, 1, 1925, 1925),
    ("DE", 2007, 1, 1900, 700),
    ("DZ", 2017, 1, 1900, 900),
    ("EG", 2017, 7, 1400, 500),
    ("ES", 2012, 9, 2100, 1000),
    ("FR", 2014, 1, 2000, 550),
    ("GB", 2011, 1, 2000, 500),
    ("IE", 2021, 3, 2300, 1350),
    ("IT", 2013, 10, 2200, 1000),
    ("LU", 2024, 1, 1700, 800),
    ("MA", 2000, 1, 2000, 1000),
    ("MX", 2010, 1, 1600, 1600),
    ("NL", 2019, 1, 2100, 900),
    ("PT", 2011, 1, 2300, 600),
    ("SA", 2020, 7, 1500, 1500),
    ("SN", 2000, 1, 1800, 1000),
    ("TN", 2018, 1, 1900, 700),
    ("US", 2000, 1, 0, 0),
];

/// Whether the table knows what a country asks for.
#[must_use]
pub fn knows(country: &str) -> bool {
    RATES.iter().any(|(code, ..)| *code == country)
}

/// The rate in basis points; a country that is not in the table has none.
#[must_use]
pub fn rate_bp(country: &str, class: TaxClass, on: NaiveDate) -> u32 {
    let started = |y: &i32, m: &u32| NaiveDate::from_ymd_opt(*y, *m, 1).is_some_and(|first| first <= on);
    let row = RATES.iter().rev().find(|(c, y, m, ..)| *c == country && started(y, m));
    match (row, class) {
        (Some((.., standard, _)), TaxClass::Standard) => *standard,
        (Some((.., reduced)), TaxClass::Reduced) => *reduced,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_follow_country_class_and_day() {
        let day = |y, m| NaiveDate::from_ymd_opt(y, m, 15).unwrap();
        assert_eq!(rate_bp("FR", TaxClass::Standard, day(2026, 11)), 2000);
        assert_eq!(rate_bp("FR", TaxClass::Reduced, day(2026, 11)), 550);
        assert_eq!(rate_bp("FR", TaxClass::Zero, day(2026, 11)), 0);
        assert_eq!(rate_bp("CH", TaxClass::Standard, day(2023, 12)), 770);
        assert_eq!(rate_bp("CH", TaxClass::Standard, day(2024, 1)), 810);
        assert_eq!(rate_bp("SA", TaxClass::Reduced, day(2026, 11)), 1500);
        assert_eq!(rate_bp("XX", TaxClass::Standard, day(2026, 1)), 0);
    }
}
