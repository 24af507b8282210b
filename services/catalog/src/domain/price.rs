//! Prices as files and forms write them: symbols, thousands and both decimal points, but never a guess.
use souk_events::{Currency, Money};

/// The largest price, in minor units.
pub const MAX: i64 = 100_000_000_000;

/// The code of what is wrong with an amount.
#[must_use]
pub fn wrong(amount: i64) -> Option<&'static str> {
    match amount {
        ..0 => Some("price_negative"),
        0..=MAX => None,
        _ => Some("price_too_high"),
    }
}

/// Reads a price. `1,234.50`, `1.234,50`, `1 234,50`, `€12.50` and `12,50 EUR` are understood; `1.234` is refused
/// as ambiguous where the currency has no thousandths.
///
/// # Errors
/// The code of what is wrong: `price_missing`, `price_wrong`, `price_ambiguous`, `price_negative`, `price_too_high`.
pub fn parse(text: &str, currency: Currency) -> Result<i64, &'static str> {
    let mut plain: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')).collect();
    for sign in [currency.code(), "€", "$", "£", "DH"] {
        plain = plain.strip_prefix(sign).or_else(|| plain.strip_suffix(sign)).unwrap_or(&plain).to_owned();
    }
    if plain.is_empty() {
        return Err("price_missing");
    }
    if plain.starts_with(['-', '−']) {
        return Err("price_negative");
    }
    let plain = level(&plain, currency)?;
    let price = Money::parse_decimal(&plain, currency).map_err(|_| "price_wrong")?.amount;
    if price > MAX { Err("price_too_high") } else { Ok(price) }
}

/// Takes the thousands separators out and leaves one decimal point at most.
fn level(text: &str, currency: Currency) -> Result<String, &'static str> {
    let points = text.matches('.').count();
    let commas = text.matches(',').count();
    let (thousands, decimal) = match (points, commas) {
        (0, 0) => return Ok(text.to_owned()),
        (1, 0) | (0, 1) => {
            let after = text.rsplit(['.', ',']).next().unwrap_or_default();
            let thousandths = currency.exponent() == 3;
            return if after.len() == 3 && !thousandths {
                Err("price_ambiguous")
            } else {
                Ok(text.to_owned())
            };
        }
        (p, 0) if p > 1 => ('.', None),
        (0, c) if c > 1 => (',', None),
        _ if text.rfind('.') > text.rfind(',') => (',', Some('.')),
        _ => ('.', Some(',')),
    };
    let (whole, cents) = match decimal {
        Some(point) => text.rsplit_once(point).ok_or("price_wrong")?,
        None => (text, ""),
    };
    let mut groups = whole.split(thousands);
    let first = groups.next().unwrap_or_default();
    let tidy =
        (1..=3).contains(&first.len()) && groups.clone().all(|g| g.len() == 3) && !cents.contains(thousands);
    if !tidy {
        return Err("price_wrong");
    }
    let joined: String = whole.chars().filter(|c| *c != thousands).collect();
    Ok(if cents.is_empty() { joined } else { format!("{joined}.{cents}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_spellings_are_read_and_odd_ones_named() {
        let eur = |t| parse(t, Currency::EUR);
        for (text, cents) in [
            ("12.50", 1250),
            ("12,5", 1250),
            ("€12.50", 1250),
            ("12,50 €", 1250),
            ("EUR 12", 1200),
            ("1,234.50", 123_450),
            ("1.234,50", 123_450),
            ("1 234,50", 123_450),
            ("1\u{202f}234,50\u{a0}€", 123_450),
            ("1,234,567.00", 123_456_700),
            ("0", 0),
        ] {
            assert_eq!(eur(text), Ok(cents), "{text}");
        }
        for (text, code) in [
            ("", "price_missing"),
            ("€", "price_missing"),
            ("-3", "price_negative"),
            ("1.234", "price_ambiguous"),
            ("12.505", "price_ambiguous"),
            ("12.5050", "price_wrong"),
            ("gratuit", "price_wrong"),
            ("1,23,456.00", "price_wrong"),
            ("1e3", "price_wrong"),
            ("99999999999999999999", "price_wrong"),
            ("9999999999.00", "price_too_high"),
            ("12,34,56", "price_wrong"),
        ] {
            assert_eq!(eur(text), Err(code), "{text}");
        }
        assert_eq!(parse("1.234", "TND".parse().unwrap()), Ok(1234));
        assert_eq!(parse("500", "JPY".parse().unwrap()), Ok(500));
    }

    proptest::proptest! {
        #[test]
        fn what_money_writes_is_read_back(amount in 0i64..MAX) {
            let text = Money::new(amount, Currency::EUR).to_decimal();
            proptest::prop_assert_eq!(parse(&text, Currency::EUR), Ok(amount));
        }
        #[test]
        fn nothing_makes_it_fall_over(text in "\\PC{0,24}") {
            let _ = parse(&text, Currency::EUR);
        }
    }
}
