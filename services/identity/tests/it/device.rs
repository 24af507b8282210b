//! A device that makes passkeys and signs with them, as a phone or a security key does.
use aws_lc_rs::{
    digest::{SHA256, digest},
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use serde_json::{Value, json};

const PRESENT: u8 = 1;
const VERIFIED: u8 = 4;
const WITH_KEY: u8 = 64;

/// One key of one person, and how it behaves.
pub struct Device {
    key: EcdsaKeyPair,
    handle: Vec<u8>,
    owner: Vec<u8>,
    /// What it counts to; 0 for a device that does not count.
    pub counter: u32,
    /// Whether it asks its owner for a finger or a code.
    pub verifies: bool,
    /// The page that it believes to be on.
    pub origin: String,
}

impl Device {
    pub fn new() -> Self {
        let random = SystemRandom::new();
        let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        Self {
            key: EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, key.as_ref()).unwrap(),
            handle: uuid::Uuid::new_v4().as_bytes().to_vec(),
            owner: Vec::new(),
            counter: 1,
            verifies: true,
            origin: "http://localhost:8080".into(),
        }
    }

    /// What the browser tells: the question and the page.
    fn page(&self, kind: &str, question: &Value) -> Vec<u8> {
        let told = json!({"type": kind, "challenge": question["challenge"], "origin": self.origin, "crossOrigin": false});
        told.to_string().into_bytes()
    }

    fn state(&self, site: &str, more: u8) -> Vec<u8> {
        let flags = PRESENT | more | if self.verifies { VERIFIED } else { 0 };
        let mut data = digest(&SHA256, site.as_bytes()).as_ref().to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// Answers `navigator.credentials.create`.
    pub fn make(&mut self, question: &Value) -> Value {
        self.owner = BASE64.decode(question["user"]["id"].as_str().unwrap()).unwrap();
        let page = self.page("webauthn.create", question);
        let point = self.key.public_key().as_ref();
        let mut data = self.state(question["rp"]["id"].as_str().unwrap(), WITH_KEY);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(&self.handle);
        // The key in COSE: elliptic curve, ES256, P-256, x, y.
        data.extend([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 32]);
        data.extend(&point[33..65]);
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let handle = BASE64.encode(&self.handle);
        json!({
            "id": handle, "rawId": handle, "type": "public-key", "clientExtensionResults": {},
            "response": {"clientDataJSON": BASE64.encode(page), "attestationObject": BASE64.encode(object)},
        })
    }

    /// Answers `navigator.credentials.get`; a device that counts counts on.
    pub fn sign(&mut self, question: &Value) -> Value {
        self.counter += u32::from(self.counter > 0);
        let page = self.page("webauthn.get", question);
        let data = self.state(question["rpId"].as_str().unwrap(), 0);
        let signed = [data.as_slice(), digest(&SHA256, &page).as_ref()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        let handle = BASE64.encode(&self.handle);
        json!({
            "id": handle, "rawId": handle, "type": "public-key", "clientExtensionResults": {},
            "response": {
                "clientDataJSON": BASE64.encode(page), "authenticatorData": BASE64.encode(data),
                "signature": BASE64.encode(signature.as_ref()), "userHandle": BASE64.encode(&self.owner),
            },
        })
    }

    /// Says that the key is somebody else's.
    pub fn claim(&mut self, owner: &[u8]) {
        self.owner = owner.to_vec();
    }
}
