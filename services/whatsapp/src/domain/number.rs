//! Numbers and other ids of people on WhatsApp, as Twilio writes them.

/// What WhatsApp puts before an address at Twilio.
pub const CHANNEL: &str = "whatsapp:";

/// A phone number with its country, `+33612345678`, out of what people type. None: it is none.
#[must_use]
pub fn phone(typed: &str) -> Option<String> {
    // In `+33 (0)6 …` the zero is only dialled within the country.
    let plain: String =
        typed.replace("(0)", "").chars().filter(|c| c.is_alphanumeric() || *c == '+').collect();
    let full = plain.strip_prefix("00").map_or_else(|| plain.clone(), |rest| format!("+{rest}"));
    is_phone(&full).then_some(full)
}

fn is_phone(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (6..=15).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && !digits.starts_with('0')
    })
}

/// The phone of `whatsapp:+33…`.
#[must_use]
pub fn phone_of(address: &str) -> Option<&str> {
    address.strip_prefix(CHANNEL).filter(|text| is_phone(text))
}

/// Whether it is an id behind which a person hides their phone: `FR.abc123`, `FR.ENT.abc123`.
#[must_use]
pub fn is_bsuid(text: &str) -> bool {
    let Some((country, rest)) = text.split_once('.') else { return false };
    let rest = rest.strip_prefix("ENT.").unwrap_or(rest);
    country.len() == 2
        && country.bytes().all(|b| b.is_ascii_uppercase())
        && (1..=128).contains(&rest.len())
        && rest.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// The last two digits, by which people are told apart where their number is not shown.
#[must_use]
pub fn ending(phone: &str) -> &str {
    phone.len().checked_sub(2).and_then(|at| phone.get(at..)).unwrap_or_default()
}

/// The code in `LIER 482913`, in the words of the five languages.
#[must_use]
pub fn link_code(text: &str) -> Option<&str> {
    let (word, code) = text.trim().split_once(char::is_whitespace)?;
    let words = ["LIER", "LINK", "VINCULAR", "LIGAR", "ربط"];
    let code = code.trim();
    let fits = words.contains(&word.to_uppercase().as_str()) && code.len() == 6;
    (fits && code.bytes().all(|b| b.is_ascii_digit())).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_are_read_as_people_and_twilio_write_them() {
        assert_eq!(phone("0033 6.12-34 56 78").as_deref(), Some("+33612345678"));
        assert_eq!(phone("+33 (0)6 12 34 56 78").as_deref(), Some("+33612345678"));
        for odd in ["", "0612345678", "+33", "+0612345678", "+33612a45678", "+1234567890123456"] {
            assert_eq!(phone(odd), None, "{odd}");
        }
        assert_eq!(phone_of("whatsapp:+33600000001"), Some("+33600000001"));
        assert_eq!(phone_of("+33600000001"), None);
        assert_eq!(phone_of("whatsapp:FR.abc"), None);
        assert_eq!(ending("+33600000017"), "17");
    }

    #[test]
    fn hidden_people_have_ids_of_their_own() {
        assert!(is_bsuid("FR.13491208655302741918") && is_bsuid("US.ENT.abc1"));
        assert!(!is_bsuid("fr.1") && !is_bsuid("FR.") && !is_bsuid("FR.a-b") && !is_bsuid("+336"));
    }

    #[test]
    fn a_code_links_only_as_a_whole_message() {
        assert_eq!(link_code(" lier 482913 "), Some("482913"));
        assert_eq!(link_code("LINK  482913"), Some("482913"));
        assert_eq!(link_code("LIER 48291"), None);
        assert_eq!(link_code("482913"), None);
    }
}
