//! What staff look for an order by: the end of a number, a town, the code of an article.
use super::fulfilment::Address;

/// How many digits of a number tell people apart, however its country is written.
const DIGITS: usize = 9;
/// Longest town.
const TOWN: usize = 80;

/// How the deposit of an order of a live may stand.
pub const DEPOSITS: [&str; 4] = ["no_deposit", "deposit_pending", "deposit_approved", "deposit_rejected"];

/// The digits that a number is found by. None: too few.
#[must_use]
pub fn phone(text: &str) -> Option<String> {
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    let first = digits.len().checked_sub(DIGITS)?;
    digits.get(first..).map(|last| last.iter().collect())
}

/// The town that an order is found by: as it was said, else what follows the postcode of an address in one line.
#[must_use]
pub fn town(address: &Address) -> Option<String> {
    let said = if address.city.is_empty() { after_postcode(&address.street) } else { address.city.clone() };
    folded(&said)
}

/// A town as it is compared.
#[must_use]
pub fn folded(town: &str) -> Option<String> {
    let town = town.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    (!town.is_empty()).then(|| town.chars().take(TOWN).collect())
}

fn after_postcode(line: &str) -> String {
    let mut parts = line.split([',', '\n']).rev();
    let found = parts.find_map(|part| {
        let (code, town) = part.trim().split_once(' ')?;
        let is = (4..=5).contains(&code.len()) && code.chars().all(|c| c.is_ascii_digit());
        is.then(|| town.to_owned())
    });
    found.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_is_one_however_it_is_written() {
        let same = ["+33 6 00 00 00 42", "0600000042", "0033600000042"].map(phone);
        assert_eq!(same, [const { Some("600000042") }; 3].map(|end| end.map(str::to_owned)));
        assert_eq!(phone("42"), None);
    }

    #[test]
    fn a_town_is_said_or_follows_the_postcode() {
        let at = |street: &str, city: &str| Address {
            street: street.into(),
            postcode: String::new(),
            city: city.into(),
            note: String::new(),
            point: None,
        };
        assert_eq!(town(&at("12 rue des Lilas, 93100 Montreuil", "")).as_deref(), Some("montreuil"));
        assert_eq!(town(&at("x", " Saint  Denis ")).as_deref(), Some("saint denis"));
        assert_eq!(town(&at("Sacré-Coeur 3, villa 12", "")), None);
    }
}
