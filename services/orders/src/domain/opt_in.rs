//! What a customer may agree to at the checkout beside the order: nothing unless they say so.
use aws_lc_rs::digest;
use souk_kit::{FieldError, Lang, words};

use super::contact::Contact;

words! {
    /// What for.
    Purpose {
        /// Offers by WhatsApp.
        MarketingWhatsapp = "marketing_whatsapp",
        /// Offers by e-mail.
        MarketingEmail = "marketing_email",
    }
}

/// The version of the texts that people are shown; it goes up with every change of their meaning.
pub const TEXTS: u32 = 1;

impl Purpose {
    /// The key of the text that is shown.
    #[must_use]
    pub fn text(self) -> String {
        format!("opt-in-{}-text", self.as_str().replace('_', "-"))
    }
}

/// What was agreed to, and in which language it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptIn {
    /// Each once; empty: nothing.
    pub purposes: Vec<Purpose>,
    /// The language of the texts.
    pub lang: Lang,
}

/// Version and language of the texts that are shown: `1/fr`.
#[must_use]
pub fn version(lang: Lang) -> String {
    format!("{TEXTS}/{}", lang.code())
}

/// The language of the texts that were shown. None: they are not those of today.
#[must_use]
pub fn shown_in(shown: &str) -> Option<Lang> {
    let known = Lang::from_tag(shown.strip_prefix(&format!("{TEXTS}/"))?)?;
    (version(known) == shown).then_some(known)
}

/// The hash of a text that was shown, in hex.
#[must_use]
pub fn text_sha256(text: &str) -> String {
    let hash = digest::digest(&digest::SHA256, text.as_bytes());
    hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl OptIn {
    /// Reads what was said, and which texts were shown. Without a purpose the texts do not matter.
    ///
    /// # Errors
    /// Other texts than those of today were shown.
    pub fn read(said: impl Iterator<Item = Purpose>, shown: &str) -> Result<Self, FieldError> {
        let mut purposes = Vec::new();
        for purpose in said {
            if !purposes.contains(&purpose) {
                purposes.push(purpose);
            }
        }
        if purposes.is_empty() {
            return Ok(Self::default());
        }
        let lang = shown_in(shown).ok_or_else(|| FieldError::new("/opt_in/text_version", "text_outdated"))?;
        Ok(Self { purposes, lang })
    }

    /// Whether the contact has what the shop needs to write.
    ///
    /// # Errors
    /// Each field that is missing or will not do.
    pub fn fits(&self, contact: &Contact) -> Result<(), Vec<FieldError>> {
        let mut wrong = Vec::new();
        let international = contact
            .phone
            .strip_prefix('+')
            .is_some_and(|digits| (8..=15).contains(&digits.len()) && !digits.starts_with('0'));
        if self.purposes.contains(&Purpose::MarketingWhatsapp) && !international {
            wrong.push(FieldError::new("/contact/phone", "phone_country_needed"));
        }
        if self.purposes.contains(&Purpose::MarketingEmail) && contact.email.is_none() {
            wrong.push(FieldError::new("/contact/email", "required"));
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_agreed_to_unless_it_is_said_to_the_texts_of_today() {
        let both = || [Purpose::MarketingEmail, Purpose::MarketingEmail].into_iter();
        assert_eq!(OptIn::read([].into_iter(), "").unwrap(), OptIn::default());
        let said = OptIn::read(both(), "1/ar").unwrap();
        assert_eq!((said.purposes, version(said.lang)), (vec![Purpose::MarketingEmail], "1/ar".into()));
        for old in ["", "0/fr", "1/", "1/xx", "1/FR", "11/fr"] {
            assert_eq!(OptIn::read(both(), old).unwrap_err().pointer, "/opt_in/text_version", "{old}");
        }
    }

    #[test]
    fn there_has_to_be_something_to_write_to() {
        let contact = |phone, mail| Contact::read("Nour", phone, mail).unwrap();
        let all = OptIn { purposes: Purpose::ALL.to_vec(), lang: Lang::Fr };
        let pointers = |wrong: Vec<FieldError>| wrong.into_iter().map(|e| e.pointer).collect::<Vec<_>>();
        let wrong = pointers(all.fits(&contact("06 12 34 56 78", None)).unwrap_err());
        assert_eq!(wrong, ["/contact/phone", "/contact/email"]);
        assert!(all.fits(&contact("+33 6 12 34 56 78", Some("nour@example.org"))).is_ok());
        assert!(OptIn::default().fits(&contact("0612345678", None)).is_ok());
    }

    #[test]
    fn a_text_has_its_hash() {
        assert!(text_sha256("test").starts_with("9f86d081884c7d65"));
    }
}
