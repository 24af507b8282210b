//! Stripe's signature: `t=…,v1=…` over `t.body`, several v1 while a secret is replaced, five minutes old at most.

/// How old a signature may be, seconds; as far may it lie ahead.
pub const TOLERANCE: i64 = 300;

/// A header, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// When it was signed, seconds since 1970.
    pub at: i64,
    /// Signatures, bytes.
    pub v1: Vec<Vec<u8>>,
}

impl Header {
    /// Reads it. None: it is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut at = None;
        let mut v1 = Vec::new();
        for (name, value) in text.split(',').filter_map(|part| part.trim().split_once('=')) {
            match name {
                "t" => at = value.parse().ok(),
                "v1" => v1.extend(hex::decode(value)),
                _ => {}
            }
        }
        Some(Self { at: at?, v1 }).filter(|header| !header.v1.is_empty())
    }

    /// Whether it is young enough at this second.
    #[must_use]
    pub fn is_fresh(&self, now: i64) -> bool {
        now.abs_diff(self.at) <= TOLERANCE.unsigned_abs()
    }

    /// What was signed.
    #[must_use]
    pub fn signed(&self, body: &[u8]) -> Vec<u8> {
        [format!("{}.", self.at).as_bytes(), body].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_as_stripe_writes_them() {
        let header = Header::read("t=100,v1=00ff,v0=aa,v1=01").unwrap();
        assert_eq!(header, Header { at: 100, v1: vec![vec![0, 255], vec![1]] });
        assert!(header.is_fresh(400) && !header.is_fresh(401) && !header.is_fresh(-201));
        assert_eq!(header.signed(b"{}"), b"100.{}");
        for odd in ["", "t=1", "v1=00", "t=x,v1=00", "t=1,v1=zz"] {
            assert_eq!(Header::read(odd), None, "{odd}");
        }
    }
}
