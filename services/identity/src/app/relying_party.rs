//! What a device is asked to sign and whether it signed it: the ceremonies of WebAuthn, without rows or people.
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use souk_events::UserId;
use souk_kit::Problem;
use webauthn_rs_core::{
    WebauthnCore,
    error::WebauthnError,
    proto::{
        AttestationConveyancePreference, AuthenticationState, COSEAlgorithm, Credential, PublicKeyCredential,
        RegisterPublicKeyCredential, RegistrationState, UserVerificationPolicy,
    },
};

use crate::{config, domain::passkey::Site, error};

/// What people read in their device's list of passkeys.
const NAME: &str = "Souk";

/// The platform, as devices know it.
pub struct RelyingParty(WebauthnCore);

/// A question to a device, and what has to be kept until its answer.
pub struct Question {
    /// For the browser: `publicKey` of `navigator.credentials`.
    pub public_key: Value,
    /// For [`RelyingParty::registered`] or [`RelyingParty::proved`].
    pub state: Value,
}

/// What a device answered to whoever wants to sign in or to prove once more who they are.
pub struct Answer(PublicKeyCredential);

impl Answer {
    /// Reads what the browser sent.
    ///
    /// # Errors
    /// 422.
    pub fn read(credential: Value) -> Result<Self, Problem> {
        serde_json::from_value(credential).map(Self).map_err(|_| error::passkey_unreadable())
    }
    /// By what the device knows the key that it used.
    #[must_use]
    pub fn handle(&self) -> &[u8] {
        self.0.get_credential_id()
    }
    /// Whose key the device says it is.
    #[must_use]
    pub fn says(&self) -> Option<&[u8]> {
        self.0.get_user_unique_id()
    }
}

/// What was proved.
#[derive(Clone, Copy, Debug)]
pub enum Proved {
    /// The person was there; the device counts to this.
    Yes(i64),
    /// A device counted less far than before: there may be a copy of it.
    Copy,
    /// It is not the key, the page or the question.
    No,
}

/// What is kept of a new passkey.
pub struct Registered {
    /// By what the device knows it.
    pub handle: Vec<u8>,
    /// Its public half.
    pub credential: Value,
    /// What the device counts to.
    pub counter: i64,
}

fn json(value: &impl Serialize) -> Result<Value, Problem> {
    serde_json::to_value(value).map_err(Problem::internal)
}

fn read<T: for<'de> Deserialize<'de>>(value: Value) -> Result<T, Problem> {
    serde_json::from_value(value).map_err(Problem::internal)
}

impl RelyingParty {
    /// Bound to host and origins.
    ///
    /// # Errors
    /// A setting that is no address.
    pub fn new(config: &config::Passkeys, public_url: &str) -> anyhow::Result<Self> {
        let site = Site::new(&config.rp_id, &config.origins, public_url)?;
        let wait = Duration::from_secs(config.challenge_seconds.unsigned_abs());
        Ok(Self(WebauthnCore::new_unsafe_experts_only(NAME, &site.id, site.origins, wait, None, None)))
    }

    /// Asks a device for a new passkey that it finds by itself later, of somebody whom it has verified.
    ///
    /// # Errors
    /// A person without a name.
    pub fn ask_new(
        &self,
        user: UserId,
        email: &str,
        name: &str,
        known: Vec<Vec<u8>>,
    ) -> Result<Question, Problem> {
        let shown = if name.is_empty() { email } else { name };
        let asked = self
            .0
            .new_challenge_register_builder(user.0.as_bytes(), email, shown)
            .map_err(Problem::internal)?
            .attestation(AttestationConveyancePreference::None)
            .credential_algorithms(COSEAlgorithm::secure_algs())
            .user_verification_policy(UserVerificationPolicy::Required)
            .require_resident_key(true)
            .exclude_credentials(Some(known));
        let (question, state) = self.0.generate_challenge_register(asked).map_err(Problem::internal)?;
        Ok(Question { public_key: json(&question.public_key)?, state: json(&state)? })
    }

    /// Looks at a device's new passkey.
    ///
    /// # Errors
    /// 422 for one that does not fit what was asked.
    pub fn registered(&self, state: Value, credential: Value) -> Result<Registered, Problem> {
        let state: RegistrationState = read(state)?;
        let given: RegisterPublicKeyCredential =
            serde_json::from_value(credential).map_err(|_| error::passkey_unreadable())?;
        let made = self.0.register_credential(&given, &state, None).map_err(|error| {
            tracing::info!(%error, "a new passkey was refused");
            Problem::field("/credential", "passkey_wrong")
        })?;
        Ok(Registered {
            handle: made.cred_id.clone(),
            counter: made.counter.into(),
            credential: json(&made)?,
        })
    }

    /// Asks a device to prove that its owner is there: any of the passkeys it has for the platform will do.
    ///
    /// # Errors
    /// A failure of ours.
    pub fn ask_proof(&self) -> Result<Question, Problem> {
        let asked = self
            .0
            .new_challenge_authenticate_builder(Vec::new(), Some(UserVerificationPolicy::Required))
            .map_err(Problem::internal)?;
        let (question, state) = self.0.generate_challenge_authenticate(asked).map_err(Problem::internal)?;
        Ok(Question { public_key: json(&question.public_key)?, state: json(&state)? })
    }

    /// Looks at a device's answer, with the passkey that is kept and what it counted to.
    ///
    /// # Errors
    /// Rows that cannot be read.
    pub fn proved(
        &self,
        state: Value,
        answer: &Answer,
        credential: Value,
        counter: i64,
    ) -> Result<Proved, Problem> {
        let state: AuthenticationState = read(state)?;
        let mut known: Credential = read(credential)?;
        known.counter = u32::try_from(counter).map_err(Problem::internal)?;
        Ok(match self.0.authenticate_single_credential(&answer.0, &state, &known) {
            Ok(result) if result.user_verified() => Proved::Yes(result.counter().into()),
            Err(WebauthnError::CredentialPossibleCompromise) => Proved::Copy,
            Ok(_) | Err(_) => Proved::No,
        })
    }
}
