//! A store's number on WhatsApp, and the link that opens a conversation with it.

/// The number as it is kept: `+` and 8 to 15 digits. None: without a country code, or no number.
#[must_use]
pub fn number(typed: &str) -> Option<String> {
    // In `+33 (0)6 …` the zero is only dialled within the country.
    let plain: String =
        typed.replace("(0)", "").chars().filter(|c| c.is_alphanumeric() || *c == '+').collect();
    let full = plain.strip_prefix("00").map_or_else(|| plain.clone(), |rest| format!("+{rest}"));
    let digits = full.strip_prefix('+')?;
    let fine = (8..=15).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !digits.starts_with('0');
    fine.then_some(full)
}

/// A link that opens WhatsApp with the first words typed already.
#[must_use]
pub fn link(number: &str, text: &str) -> String {
    let text: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
    // A plus sign of the text itself is written as %2B.
    format!("https://wa.me/{}?text={}", number.trim_start_matches('+'), text.replace('+', "%20"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_carry_their_country() {
        assert_eq!(number("0033 6.12-34 56 78").as_deref(), Some("+33612345678"));
        assert_eq!(number("+212 (6) 12345678").as_deref(), Some("+212612345678"));
        assert_eq!(number("\u{202a}+33 (0)6\u{a0}12 34 56 78\u{202c}").as_deref(), Some("+33612345678"));
        for odd in ["", "0612345678", "+33", "+0612345678", "+33612a45678", "+1234567890123456"] {
            assert_eq!(number(odd), None, "{odd}");
        }
    }

    #[test]
    fn every_letter_of_the_text_arrives() {
        let link = link("+33612345678", "Commande A-1 : 1+1 & thé ?");
        assert_eq!(
            link,
            "https://wa.me/33612345678?text=Commande%20A-1%20%3A%201%2B1%20%26%20th%C3%A9%20%3F"
        );
    }
}
