//! Whether a webhook is Twilio's: the signature over its address and its form, as both its schemes make it.
use std::collections::{BTreeMap, BTreeSet};

use aws_lc_rs::{constant_time, digest, hmac};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use url::form_urlencoded;

/// What came and how it was signed.
#[derive(Clone, Copy, Debug)]
pub struct Signed<'a> {
    /// The address as it was configured at Twilio.
    pub url: &'a str,
    /// The raw body.
    pub body: &'a [u8],
    /// `X-Twilio-Signature`.
    pub signature: &'a str,
    /// `X-Twilio-Webhooks-Signature-Settings`: present where a shared key signs.
    pub settings: Option<&'a str>,
}

impl Signed<'_> {
    /// Whether this secret made the signature.
    #[must_use]
    pub fn by(&self, secret: &str) -> bool {
        let Ok(given) = BASE64.decode(self.signature) else { return false };
        let algorithm = match self.settings {
            Some(settings) if settings.split(',').any(|s| s.trim() == "algorithm=HMAC_SHA256") => {
                hmac::HMAC_SHA256
            }
            Some(_) => return false,
            None => hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
        };
        let key = hmac::Key::new(algorithm, secret.as_bytes());
        let Some(form) = self.form() else { return false };
        spellings(self.url).iter().any(|url| {
            let made = hmac::sign(&key, format!("{url}{form}").as_bytes());
            constant_time::verify_slices_are_equal(made.as_ref(), &given).is_ok()
        })
    }

    /// The signed part of the body: keys in byte order, each with its distinct values. A body that the address
    /// names by its digest is not signed itself; none: it is not the one that is named.
    fn form(&self) -> Option<String> {
        let query = self.url.split_once('?').map(|(_, query)| query).unwrap_or_default();
        let named = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "bodySHA256");
        if let Some((_, expected)) = named {
            let found = hex::encode(digest::digest(&digest::SHA256, self.body));
            return (expected == found).then(String::new);
        }
        let mut fields: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (key, value) in form_urlencoded::parse(self.body) {
            fields.entry(key.into_owned()).or_default().insert(value.into_owned());
        }
        let signed = fields.iter().flat_map(|(key, values)| values.iter().map(move |v| format!("{key}{v}")));
        Some(signed.collect())
    }
}

/// The address as it is, without its port, and with the usual one: Twilio signs either.
fn spellings(url: &str) -> Vec<String> {
    let url = url.split_once('#').map_or(url, |(before, _)| before);
    let mut all = vec![url.to_owned()];
    let Some((scheme, rest)) = url.split_once("://") else { return all };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    match authority.rsplit_once(':') {
        Some((host, _)) => all.push(format!("{scheme}://{host}{path}")),
        None => {
            let port = if scheme == "https" { 443 } else { 80 };
            all.push(format!("{scheme}://{authority}:{port}{path}"));
        }
    }
    all
}

/// The signature that a secret makes under the older scheme, for who plays Twilio.
#[must_use]
pub fn sign(secret: &str, url: &str, body: &[u8]) -> Option<String> {
    let form = Signed { url, body, signature: "", settings: None }.form()?;
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret.as_bytes());
    Some(BASE64.encode(hmac::sign(&key, format!("{url}{form}").as_bytes())))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Vector {
        secret: String,
        url: String,
        body: String,
        sig: String,
        settings: Option<String>,
        expect: bool,
    }

    #[test]
    fn every_vector_of_the_python_package_is_judged_alike() {
        let all: Vec<Vector> =
            serde_json::from_str(include_str!("../../tests/fixtures/signature_vectors.json")).unwrap();
        assert!(all.len() > 100);
        for v in &all {
            let signed = Signed {
                url: &v.url,
                body: v.body.as_bytes(),
                signature: &v.sig,
                settings: v.settings.as_deref(),
            };
            assert_eq!(signed.by(&v.secret), v.expect, "{} {}", v.url, v.body);
        }
    }

    #[test]
    fn an_address_is_signed_without_its_fragment_and_with_or_without_its_port() {
        let body = b"Body=&From=whatsapp%3A%2B33600000001";
        let made = souk_testkit::twilio::sign(
            "secret",
            "https://souk.example/hooks/whatsapp/x/inbound#rc=5&rp=all",
            body,
        );
        let signed = |url| Signed { url, body, signature: &made, settings: None };
        assert!(signed("https://souk.example/hooks/whatsapp/x/inbound").by("secret"));
        assert!(signed("https://souk.example:443/hooks/whatsapp/x/inbound").by("secret"));
        assert!(!signed("http://souk.example/hooks/whatsapp/x/inbound").by("secret"));
        assert!(!signed("https://souk.example/hooks/whatsapp/x/inbound").by("other"));
    }

    #[test]
    fn what_is_no_signature_fits_nothing() {
        for signature in ["", "no base64!", "AAAA"] {
            let signed =
                Signed { url: "https://souk.example/", body: b"a=1", signature, settings: Some("key=x") };
            assert!(!signed.by("secret"));
        }
    }
}
