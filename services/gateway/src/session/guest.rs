//! Visitors: a signed id in a cookie, made when somebody first does something worth remembering.
use chrono::Duration;
use souk_events::GuestId;
use souk_kit::{
    Clock, Problem,
    token::{Bearer, Claims, GATEWAY, Verifier},
};

use super::Visitor;

/// Reads a visitor's cookie; none when it is forged, expired or something else than a visitor's.
pub async fn read(verifier: &Verifier, cookie: &str) -> Option<Visitor> {
    let claims = verifier.verify(cookie).await.ok()?;
    (claims.kind == Bearer::Guest).then(|| Visitor { token: cookie.to_owned(), subject: claims.sub.clone() })
}

/// A new visitor.
///
/// # Errors
/// The gateway's key cannot sign.
pub fn make(verifier: &Verifier, clock: &Clock, days: u32) -> Result<Visitor, Problem> {
    let now = clock.now();
    let subject = GuestId::new().to_string();
    let until = now + Duration::days(i64::from(days));
    let claims = Claims::new(Bearer::Guest, GATEWAY, subject.clone(), now.timestamp(), until.timestamp());
    let token = verifier.sign_own(&claims).map_err(Problem::internal)?;
    Ok(Visitor { token, subject })
}
