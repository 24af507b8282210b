//! What people agree to, and the chain of hashes that shows whether the record was changed afterwards.
use aws_lc_rs::digest;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// What may be agreed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// News about one's own orders by WhatsApp.
    OrderWhatsapp,
    /// Offers by WhatsApp.
    MarketingWhatsapp,
    /// Offers by e-mail.
    MarketingEmail,
}

/// The version of the texts that people are shown; it goes up with every change of their meaning.
pub const TEXTS: &str = "1";

impl Purpose {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::OrderWhatsapp, Self::MarketingWhatsapp, Self::MarketingEmail];
    /// The word in tables and answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OrderWhatsapp => "order_whatsapp",
            Self::MarketingWhatsapp => "marketing_whatsapp",
            Self::MarketingEmail => "marketing_email",
        }
    }
    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.as_str() == word)
    }
    /// Whether it needs a telephone number.
    #[must_use]
    pub fn by_phone(self) -> bool {
        self != Self::MarketingEmail
    }
    /// The key of the text that is shown.
    #[must_use]
    pub fn text(self) -> String {
        format!("consent-{}-text", self.as_str().replace('_', "-"))
    }
}

/// Everything that one link of a chain vouches for.
#[derive(Clone, Copy, Debug)]
pub struct Link<'a> {
    /// Whose chain.
    pub tenant: Uuid,
    /// Its place.
    pub seq: i64,
    /// Who.
    pub subject: &'a str,
    /// What for.
    pub purpose: &'a str,
    /// Given or taken back.
    pub granted: bool,
    /// Which text was shown.
    pub text_version: &'a str,
    /// Hash of that text.
    pub text_hash: &'a [u8],
    /// Where it was said.
    pub source: &'a str,
    /// When.
    pub at: DateTime<Utc>,
}

/// The hash of a text that was shown.
#[must_use]
pub fn text_hash(text: &str) -> Vec<u8> {
    digest::digest(&digest::SHA256, text.as_bytes()).as_ref().to_vec()
}

/// The hash of a link: of the one before it and of all it says, each part with its length.
#[must_use]
pub fn hash(before: &[u8], link: &Link<'_>) -> Vec<u8> {
    let mut sum = digest::Context::new(&digest::SHA256);
    let (seq, at) = (link.seq.to_be_bytes(), link.at.timestamp_micros().to_be_bytes());
    let parts: [&[u8]; 10] = [
        before,
        link.tenant.as_bytes(),
        &seq,
        link.subject.as_bytes(),
        link.purpose.as_bytes(),
        if link.granted { b"granted" } else { b"withdrawn" },
        link.text_version.as_bytes(),
        link.text_hash,
        link.source.as_bytes(),
        &at,
    ];
    for part in parts {
        sum.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        sum.update(part);
    }
    sum.finish().as_ref().to_vec()
}

/// A telephone number for WhatsApp as it is kept: `+` and 8 to 15 digits.
#[must_use]
pub fn phone(typed: &str) -> Option<String> {
    let kept: String = typed.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '(' | ')' | '/')).collect();
    let international = kept.strip_prefix("00").map_or(kept.clone(), |rest| format!("+{rest}"));
    let digits = international.strip_prefix('+')?;
    let fine = (8..=15).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !digits.starts_with('0');
    fine.then(|| international.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: Link<'static> = Link {
        tenant: Uuid::nil(),
        seq: 1,
        subject: "usr_a",
        purpose: "marketing_email",
        granted: true,
        text_version: "1/fr",
        text_hash: b"t",
        source: "account",
        at: DateTime::UNIX_EPOCH,
    };

    #[test]
    fn every_part_of_a_link_counts() {
        let changed = [
            Link { seq: 2, ..LINK },
            Link { tenant: Uuid::max(), ..LINK },
            Link { subject: "usr_b", ..LINK },
            Link { purpose: "order_whatsapp", ..LINK },
            Link { granted: false, ..LINK },
            Link { text_version: "2/fr", ..LINK },
            Link { text_hash: b"u", ..LINK },
            Link { source: "api", ..LINK },
            Link { at: LINK.at + chrono::TimeDelta::seconds(1), ..LINK },
            // Letters that move from one part to the next.
            Link { subject: "usr_amarketing", purpose: "_email", ..LINK },
        ];
        let all: std::collections::HashSet<_> = changed.iter().map(|l| hash(b"", l)).collect();
        assert_eq!(all.len(), changed.len());
        assert!(!all.contains(&hash(b"", &LINK)) && hash(b"x", &LINK) != hash(b"", &LINK));
    }

    #[test]
    fn numbers_are_international() {
        assert_eq!(phone("+33 6 12 34 56 78").as_deref(), Some("+33612345678"));
        assert_eq!(phone("0033 6.12.34.56.78").as_deref(), Some("+33612345678"));
        for bad in ["0612345678", "+0612345678", "+33", "+33abc12345678", "", "+3361234567890123456"] {
            assert_eq!(phone(bad), None, "{bad}");
        }
    }
}
