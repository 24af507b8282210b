//! All shops of a person at a glance: each with a token with which the page asks the modules about it.
use souk_events::{SessionId, Subject, UserId};
use souk_kit::{Problem, Scope};

use super::access;
use crate::{
    State,
    store::{
        memberships::{self, Rights},
        tenants::{self, Tenant},
    },
};

/// A shop that the person works for.
pub struct Shop {
    /// Which, and as what.
    pub rights: Rights,
    /// For the fragments of the page; never for the browser.
    pub token: String,
}

/// Some shops of a person.
pub struct Shops {
    /// Those whose rights count now, oldest first.
    pub open: Vec<Shop>,
    /// There are more after these.
    pub more: bool,
    /// Those that may not sell at the moment: suspended, or not approved yet.
    pub held_back: Vec<Tenant>,
}

/// Reads a person's shops from a place in the list on.
///
/// # Errors
/// The database, or no signing key.
pub async fn list(
    state: &State,
    user: UserId,
    session: SessionId,
    from: usize,
    limit: usize,
) -> Result<Shops, Problem> {
    let (all, held_back) = state
        .db
        .read(Scope::Subject(Subject::User(user)), async |conn| {
            let all = memberships::rights(conn, user).await?;
            Ok::<_, Problem>((all, tenants::held_back(conn, user).await?))
        })
        .await?;
    let more = all.len() > from.saturating_add(limit);
    let mut open = Vec::new();
    for rights in all.into_iter().skip(from).take(limit) {
        let token = access::glance(state, user, session, &rights).await?;
        open.push(Shop { rights, token });
    }
    Ok(Shops { open, more, held_back })
}
