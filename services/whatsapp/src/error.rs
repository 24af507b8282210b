//! What whatsapp refuses, as problems.
use souk_kit::{Kind, Problem};

/// Why a wish was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The number is connected already, by whom is not said.
    #[error("the number is connected already")]
    NumberTaken,
    /// The store has a number.
    #[error("the store has a number")]
    StoreHasNumber,
    /// The number is a seller's already.
    #[error("the number is a seller's already")]
    SellerKnown,
    /// Twilio does not take the account's token.
    #[error("the account's token is not taken")]
    TokenWrong,
    /// The account has no such number.
    #[error("the account has no such number")]
    NotYours,
    /// No message of a seller's phone has come within a day.
    #[error("nobody to try it with")]
    NobodyWrote,
    /// There is nobody to answer: no message of theirs, or none for a day.
    #[error("the contact cannot be answered now")]
    WindowClosed,
    /// Said STOP, or blocks the number.
    #[error("the contact wants no messages")]
    OptedOut,
    /// Only what was given up is tried again.
    #[error("the message is {0}")]
    NotGivenUp(String),
    /// A webhook that is not signed as Twilio signs.
    #[error("signature")]
    Unsigned,
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NumberTaken => Self::conflict("number_taken"),
            Refusal::StoreHasNumber => Self::conflict("store_has_number"),
            Refusal::SellerKnown => Self::conflict("seller_known"),
            Refusal::TokenWrong => Self::field("/auth_token", "token_wrong"),
            Refusal::NotYours => Self::field("/phone", "number_not_yours"),
            Refusal::NobodyWrote => Self::conflict("nobody_wrote"),
            Refusal::WindowClosed => Self::conflict("window_closed"),
            Refusal::OptedOut => Self::conflict("opted_out"),
            Refusal::NotGivenUp(state) => Self::conflict("not_given_up").state(state),
            Refusal::Unsigned => Self::new(Kind::Forbidden, "signature_wrong"),
        }
    }
}

/// Whether a statement broke this constraint.
#[must_use]
pub fn broke(error: &diesel::result::Error, constraint: &str) -> bool {
    matches!(error, diesel::result::Error::DatabaseError(_, said) if said.constraint_name() == Some(constraint))
}
