//! A person's own profile, and what other modules may ask about a person.
use souk_events::{Subject, UserId};
use souk_kit::{Lang, Problem, Scope};

use super::person;
use crate::{
    State,
    domain::name,
    store::{
        accounts,
        memberships::{self, Rights},
    },
};

/// A person as they see themselves.
pub struct Profile {
    /// Who.
    pub user: UserId,
    /// Address.
    pub email: String,
    /// Name.
    pub display_name: String,
    /// Language.
    pub language: String,
    /// Platform operator.
    pub admin: bool,
    /// Where they work.
    pub tenants: Vec<Rights>,
}

/// The profile of a person.
///
/// # Errors
/// 404 when there is no such person.
pub async fn find(state: &State, user: UserId) -> Result<Profile, Problem> {
    state
        .db
        .read(Scope::Subject(Subject::User(user)), async |conn| {
            let account = accounts::find(conn, user).await?.ok_or_else(Problem::not_found)?;
            Ok(Profile {
                user,
                email: person::open(conn, &state.sealer, &account.email).await?,
                display_name: person::open(conn, &state.sealer, &account.display_name).await?,
                language: account.language,
                admin: account.admin,
                tenants: memberships::rights(conn, user).await?,
            })
        })
        .await
}

/// Changes name and language; what is none stays.
///
/// # Errors
/// 422 for a name that is none.
pub async fn change(
    state: &State,
    user: UserId,
    display_name: Option<&str>,
    language: Option<Lang>,
) -> Result<Profile, Problem> {
    let display_name =
        display_name.map(name::parse).transpose().map_err(|code| Problem::field("/display_name", code))?;
    state
        .db
        .write(Scope::Subject(Subject::User(user)), async |conn| {
            let sealed = match &display_name {
                Some(name) => Some(person::seal(conn, &state.sealer, user, state.clock.now(), name).await?),
                None => None,
            };
            Ok::<_, Problem>(accounts::change(conn, user, sealed, language.map(Lang::code)).await?)
        })
        .await?;
    find(state, user).await
}
