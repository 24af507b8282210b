//! Money: `i64` minor units with an ISO 4217 currency. No floats, no silent overflow.
use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use tinystr::{TinyAsciiStr, tinystr};

/// An ISO 4217 currency code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency(TinyAsciiStr<3>);

/// A sum that has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Three capital letters were expected.
    #[error("not an ISO 4217 currency code: {0}")]
    Currency(String),
    /// Two currencies met.
    #[error("amounts in {0} and {1} do not add up")]
    Mixed(Currency, Currency),
    /// The sum leaves `i64`.
    #[error("amount out of range")]
    Overflow,
    /// Not a decimal number with the currency's number of decimals.
    #[error("not an amount in {0}: {1}")]
    Text(Currency, String),
}

impl Currency {
    /// Euro.
    pub const EUR: Self = Self(tinystr!(3, "EUR"));

    /// How many decimals the minor unit has (ISO 4217 exponent).
    #[must_use]
    pub fn exponent(self) -> u32 {
        match self.code() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND"
            | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        self.0.as_str()
    }
}

impl FromStr for Currency {
    type Err = MoneyError;
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        text.parse()
            .ok()
            .filter(|code: &TinyAsciiStr<3>| code.len() == 3 && code.is_ascii_alphabetic_uppercase())
            .map(Self)
            .ok_or_else(|| MoneyError::Currency(text.into()))
    }
}
impl TryFrom<String> for Currency {
    type Error = MoneyError;
    fn try_from(text: String) -> Result<Self, MoneyError> {
        text.parse()
    }
}
impl From<Currency> for String {
    fn from(c: Currency) -> Self {
        c.code().into()
    }
}
impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in minor units of a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Money {
    /// Minor units: 1250 is 12.50 EUR.
    #[schema(example = 1250)]
    pub amount: i64,
    /// ISO 4217 code.
    #[schema(value_type = String, pattern = "^[A-Z]{3}$", example = "EUR")]
    pub currency: Currency,
}

impl Money {
    /// An amount of minor units.
    #[must_use]
    pub const fn new(amount: i64, currency: Currency) -> Self {
        Self { amount, currency }
    }

    /// Nothing, in a currency.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// The sum of two amounts of one currency.
    ///
    /// # Errors
    /// Two currencies, or a sum outside `i64`.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::Mixed(self.currency, other.currency));
        }
        let amount = self.amount.checked_add(other.amount).ok_or(MoneyError::Overflow)?;
        Ok(Self { amount, ..self })
    }

    /// The amount `n` times.
    ///
    /// # Errors
    /// A product outside `i64`.
    pub fn times(self, n: i64) -> Result<Self, MoneyError> {
        let amount = self.amount.checked_mul(n).ok_or(MoneyError::Overflow)?;
        Ok(Self { amount, ..self })
    }

    /// Reads what a person or a file wrote: `12.50`, `12,5`, `1 234,50`. Never rounds: `12.505` EUR is refused.
    ///
    /// # Errors
    /// Anything that is not such a number, or too many decimals.
    pub fn parse_decimal(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let wrong = || MoneyError::Text(currency, text.into());
        let clean: String = text.trim().chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect();
        let (sign, digits) = clean.strip_prefix('-').map_or((1, clean.as_str()), |rest| (-1, rest));
        let (whole, cents) = match digits.rfind(['.', ',']) {
            Some(at) => (digits.get(..at).ok_or_else(wrong)?, digits.get(at + 1..).ok_or_else(wrong)?),
            None => (digits, ""),
        };
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(cents) {
            return Err(wrong());
        }
        let exponent = usize::try_from(currency.exponent()).map_err(|_| wrong())?;
        let kept = cents.trim_end_matches('0');
        if kept.len() > exponent {
            return Err(wrong());
        }
        let minor = format!("{whole}{kept:0<exponent$}").parse::<i64>().map_err(|_| MoneyError::Overflow)?;
        Ok(Self::new(minor * sign, currency))
    }

    /// The plain decimal form, `12.50`, as files and form fields have it.
    #[must_use]
    pub fn to_decimal(self) -> String {
        let exponent = self.currency.exponent();
        let base = 10_i64.pow(exponent);
        if exponent == 0 {
            return self.amount.to_string();
        }
        let sign = if self.amount < 0 { "-" } else { "" };
        let width = usize::try_from(exponent).unwrap_or_default();
        let (whole, rest) = (
            self.amount.unsigned_abs() / base.unsigned_abs(),
            self.amount.unsigned_abs() % base.unsigned_abs(),
        );
        format!("{sign}{whole}.{rest:0width$}")
    }
}

impl From<Money> for crate::common::v1::Money {
    fn from(m: Money) -> Self {
        Self { amount: m.amount, currency: m.currency.into() }
    }
}
impl TryFrom<crate::common::v1::Money> for Money {
    type Error = MoneyError;
    fn try_from(m: crate::common::v1::Money) -> Result<Self, MoneyError> {
        Ok(Self::new(m.amount, m.currency.parse()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_follow_the_currency() {
        let eur = |t| Money::parse_decimal(t, Currency::EUR).map(|m| m.amount);
        assert_eq!(eur("12.50"), Ok(1250));
        assert_eq!(eur("12,5"), Ok(1250));
        assert_eq!(eur("1 234,50"), Ok(123_450));
        assert_eq!(eur("12.500"), Ok(1250));
        assert_eq!(eur("-3"), Ok(-300));
        for odd in ["", "12.505", "1.2.3", "abc", "1e3", ".5", "99999999999999999999", "NaN", "1,234.50"] {
            assert!(eur(odd).is_err(), "{odd}");
        }
        let jpy: Currency = "JPY".parse().unwrap();
        assert_eq!(Money::parse_decimal("500", jpy).unwrap().amount, 500);
        assert!(Money::parse_decimal("5.5", jpy).is_err());
        let kwd: Currency = "KWD".parse().unwrap();
        assert_eq!(Money::parse_decimal("1.234", kwd).unwrap().to_decimal(), "1.234");
        assert_eq!(Money::new(-5, Currency::EUR).to_decimal(), "-0.05");
    }

    #[test]
    fn sums_refuse_mixing_and_overflow() {
        let jpy: Currency = "JPY".parse().unwrap();
        assert!(Money::zero(Currency::EUR).plus(Money::zero(jpy)).is_err());
        assert_eq!(
            Money::new(i64::MAX, Currency::EUR).plus(Money::new(1, Currency::EUR)),
            Err(MoneyError::Overflow)
        );
    }
}
