//! Who is at the door: a signed-in person, a visitor, an API caller, or nobody yet.
pub mod exchange;
pub mod guest;

use std::sync::Arc;

use souk_kit::token::{Bearer, Claims};

use crate::domain::navigation::Person;
pub use exchange::{Exchanged, Sessions};

/// How a shop's key begins; everything else after `Bearer` is an access token.
pub const KEY: &str = "souk_key_";

/// The caller as the gateway knows it.
#[derive(Clone, Debug, Default)]
pub enum Who {
    /// No session, no visitor's cookie.
    #[default]
    Nobody,
    /// Came with its own `Authorization`, passed on as it is; the claims when the token is good.
    Api(Option<Arc<Claims>>),
    /// A program with a shop's key, exchanged for a token.
    Key(Arc<Exchanged>),
    /// A visitor with a verified cookie.
    Guest(Visitor),
    /// A signed-in browser.
    Session(Arc<Exchanged>),
}

/// A visitor.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The token, which is the cookie's value.
    pub token: String,
    /// `gst_…`
    pub subject: String,
}

impl Who {
    /// The token that modules get; an API caller's own header is passed on instead.
    #[must_use]
    pub fn bearer(&self) -> Option<&str> {
        match self {
            Self::Guest(visitor) => Some(&visitor.token),
            Self::Session(session) | Self::Key(session) => Some(&session.token),
            Self::Nobody | Self::Api(_) => None,
        }
    }

    /// The person's id, when there is one.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        match self {
            Self::Nobody => None,
            Self::Api(claims) => claims.as_ref().map(|c| c.sub.as_str()),
            Self::Guest(visitor) => Some(&visitor.subject),
            Self::Session(session) => Some(&session.user_id),
            Self::Key(key) => Some(&key.session_id),
        }
    }

    /// What decides navigation and switches.
    #[must_use]
    pub fn person(&self) -> Person {
        match self {
            Self::Nobody | Self::Guest(_) | Self::Api(None) => Person::default(),
            Self::Api(Some(claims)) => {
                let tenant = claims.tid.map(|t| t.to_string());
                let known = claims.kind == Bearer::User;
                Person { known, tenant, role: claims.role, admin: claims.admin }
            }
            Self::Session(s) | Self::Key(s) => {
                Person { known: true, tenant: s.tenant_id.clone(), role: s.role, admin: s.admin }
            }
        }
    }

    /// The tenant whose staff the caller is.
    #[must_use]
    pub fn tenant(&self) -> Option<String> {
        self.person().tenant
    }
}
