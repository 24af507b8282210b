//! How amounts and times are written for people, by language.
use chrono::{DateTime, Locale, NaiveDate, Utc};
use chrono_tz::Tz;
use souk_events::{Currency, Money};

use crate::Lang;

const NBSP: char = '\u{a0}';

fn symbol(currency: Currency) -> String {
    match currency.code() {
        "EUR" => "€".into(),
        "GBP" => "£".into(),
        "USD" | "CAD" | "AUD" => "$".into(),
        "BRL" => "R$".into(),
        "JPY" => "¥".into(),
        "MAD" => "DH".into(),
        "XOF" | "XAF" => "F\u{202f}CFA".into(),
        code => code.into(),
    }
}

/// An amount for a field of a form: as people of the language write it, without currency and thousands.
#[must_use]
pub fn decimal(lang: Lang, value: Money) -> String {
    let plain = value.to_decimal();
    match lang {
        Lang::Fr | Lang::Es | Lang::Pt => plain.replace('.', ","),
        Lang::En | Lang::Ar => plain,
    }
}

/// An amount as people of a language write it: `12,50 €`, `€12.50`.
#[must_use]
pub fn money(lang: Lang, value: Money) -> String {
    let plain = value.to_decimal();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("−", rest));
    let (whole, cents) = digits.split_once('.').unwrap_or((digits, ""));
    let (thousands, point) = match lang {
        Lang::Fr => ('\u{202f}', ','),
        Lang::Es | Lang::Pt => ('.', ','),
        Lang::En | Lang::Ar => (',', '.'),
    };
    let mut number = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            number.push(thousands);
        }
        number.push(c);
    }
    if !cents.is_empty() {
        number.push(point);
        number.push_str(cents);
    }
    let symbol = symbol(value.currency);
    match lang {
        Lang::En if symbol.chars().count() == 1 => format!("{sign}{symbol}{number}"),
        Lang::Ar => format!("\u{2066}{sign}{number}{NBSP}{symbol}\u{2069}"),
        _ => format!("{sign}{number}{NBSP}{symbol}"),
    }
}

fn locale(lang: Lang) -> Locale {
    match lang {
        Lang::Fr => Locale::fr_FR,
        Lang::En => Locale::en_GB,
        Lang::Es => Locale::es_ES,
        Lang::Pt => Locale::pt_PT,
        Lang::Ar => Locale::ar_EG,
    }
}

/// A day and a time in a zone: `21 nov. 2026, 18:05`.
#[must_use]
pub fn date_time(lang: Lang, zone: Tz, at: DateTime<Utc>) -> String {
    at.with_timezone(&zone).format_localized("%-d %b %Y, %H:%M", locale(lang)).to_string()
}

/// A day of the calendar: `mercredi 25 novembre`.
#[must_use]
pub fn day(lang: Lang, date: NaiveDate) -> String {
    date.format_localized("%A %-d %B", locale(lang)).to_string()
}

/// A day of the week, a day and a time in a zone: `Mon 23 Nov, 18:05`.
#[must_use]
pub fn weekday_time(lang: Lang, zone: Tz, at: DateTime<Utc>) -> String {
    at.with_timezone(&zone).format_localized("%a %-d %b, %H:%M", locale(lang)).to_string()
}

/// A time in a zone: `18:05`.
#[must_use]
pub fn time(zone: Tz, at: DateTime<Utc>) -> String {
    at.with_timezone(&zone).format("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_follow_the_language() {
        let sum = Money::new(123_456_789, Currency::EUR);
        assert_eq!(money(Lang::Fr, sum), "1\u{202f}234\u{202f}567,89\u{a0}€");
        assert_eq!(money(Lang::En, sum), "€1,234,567.89");
        assert_eq!(money(Lang::Es, Money::new(-5, Currency::EUR)), "−0,05\u{a0}€");
        assert_eq!(money(Lang::En, Money::new(-5, Currency::EUR)), "−€0.05");
        assert_eq!(decimal(Lang::Fr, Money::new(123_456, Currency::EUR)), "1234,56");
        assert_eq!(decimal(Lang::En, Money::new(123_456, Currency::EUR)), "1234.56");
        assert_eq!(money(Lang::En, Money::new(500, "XOF".parse().unwrap())), "500\u{a0}F\u{202f}CFA");
    }

    #[test]
    fn days_have_names() {
        assert_eq!(day(Lang::En, "2026-11-25".parse().unwrap()), "Wednesday 25 November");
    }
}
