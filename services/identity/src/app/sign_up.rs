//! Signing up. An address that has an account already gets the same answer, and a mail that says so.
use chrono::TimeDelta;
use souk_events::UserId;
use souk_kit::{Conn, FieldError, Lang, Problem, Scope, page::encoded};

use super::{
    invitations,
    log_in::{self, Client},
    mailing, person,
};
use crate::{
    State,
    domain::{
        email::Email,
        name, password,
        secret::{self, Secret},
        throttle::Ladder,
    },
    error,
    store::{
        accounts::{self, Account},
        invitations as invitation_rows,
        links::{self, Purpose},
        throttle,
    },
};

/// What a person typed.
#[derive(Clone, Debug)]
pub struct SignUp {
    /// Address.
    pub email: String,
    /// Password.
    pub password: String,
    /// Name.
    pub display_name: String,
    /// Language of mails and pages.
    pub language: Lang,
    /// Token of an invitation, which proves the address as well.
    pub invitation: Option<String>,
    /// Where the link in the mail leads when the address is confirmed, a path of ours.
    pub next: Option<String>,
}

/// What came of it.
pub struct SignedUp {
    /// The new account, or an id that means nothing when the address had one.
    pub user: UserId,
    /// The cookie of the session that works once the address is confirmed.
    pub cookie: Secret,
    /// The address is to be confirmed first.
    pub must_verify: bool,
}

/// Makes an account and, for a browser, the session it will go on with.
///
/// # Errors
/// 422 with the fields that are wrong, 410 for an invitation that is over, 503.
pub async fn sign_up(state: &State, form: &SignUp, client: Option<&Client>) -> Result<SignedUp, Problem> {
    let (email, display_name) = check(form)?;
    let hash = state.passwords.hash(&form.password).await?;
    let cookie = Secret::new().map_err(Problem::internal)?;
    let (user, must_verify) = state
        .db
        .write(Scope::Platform("sign up"), async |conn| {
            let now = state.clock.now();
            let hashes = person::lookups(&state.sealer, &email);
            if let Some(known) = accounts::by_email(conn, &hashes).await? {
                remind(conn, state, &known, &email, form.next.as_deref()).await?;
                return Ok((UserId::new(), state.config.identity.verify_required));
            }
            let invited = match &form.invitation {
                Some(token) => invitation_rows::by_token(conn, &secret::hash(token), now).await?,
                None => None,
            };
            if form.invitation.is_some() && invited.is_none() {
                return Err(error::invitation_spent());
            }
            let invited = invited.filter(|i| hashes.contains(&i.email_lookup));
            let proven = invited.is_some() || !state.config.identity.verify_required;
            let id = UserId::new();
            let mut account = Account {
                id,
                email_lookup: person::lookup(&state.sealer, &email)?,
                email: person::seal(conn, &state.sealer, id, now, email.as_str()).await?,
                display_name: person::seal(conn, &state.sealer, id, now, &display_name).await?,
                language: form.language.code().into(),
                admin: false,
                verified_at: proven.then_some(now),
                created_at: now,
            };
            if !accounts::insert(conn, &account, &hash).await? {
                // Somebody was faster with the same address.
                return Ok((UserId::new(), state.config.identity.verify_required));
            }
            log_in::appoint(conn, state, &mut account).await?;
            if let Some(invitation) = invited {
                invitations::join(conn, state, &invitation, id).await?;
            }
            if !proven {
                send_link(conn, state, &account, &email, form.next.as_deref()).await?;
            }
            if let Some(client) = client {
                log_in::begin(conn, state, &account, client, Some(&cookie), None).await?;
            }
            Ok((id, !proven))
        })
        .await?;
    mailing::ring(state);
    Ok(SignedUp { user, cookie, must_verify })
}

fn check(form: &SignUp) -> Result<(Email, String), Problem> {
    let mut wrong = Vec::new();
    let email = Email::parse(&form.email);
    let display_name = name::parse(&form.display_name);
    match &email {
        None => wrong.push(FieldError::new("/email", "email_wrong")),
        Some(email) => {
            if let Some(code) = password::refuse(&form.password, email) {
                wrong.push(FieldError::new("/password", code));
            }
        }
    }
    if let Err(code) = display_name {
        wrong.push(FieldError::new("/display_name", code));
    }
    match (email, display_name) {
        (Some(email), Ok(display_name)) if wrong.is_empty() => Ok((email, display_name)),
        _ => Err(Problem::fields(wrong)),
    }
}

/// Writes to somebody who signs up again.
async fn remind(
    conn: &mut Conn,
    state: &State,
    known: &Account,
    email: &Email,
    next: Option<&str>,
) -> Result<(), Problem> {
    if !may_mail(conn, state, email).await? {
        return Ok(());
    }
    if known.verified_at.is_none() {
        return send_link(conn, state, known, email, next).await;
    }
    let lang = crate::store::language(&known.language);
    let login = format!("{}/login", state.public_url);
    mailing::queue(conn, state, email, lang, "known", &[("link", &login)]).await
}

/// Whether an address may get one more mail that a stranger can ask for.
pub(super) async fn may_mail(conn: &mut Conn, state: &State, email: &Email) -> Result<bool, Problem> {
    let who = state.sealer.lookup(Ladder::Mail.word(), email.as_str()).into_iter().next().unwrap_or_default();
    Ok(throttle::count(conn, Ladder::Mail, &who, state.clock.now()).await?.is_ok())
}

/// Writes the mail with the link that confirms the address.
pub(super) async fn send_link(
    conn: &mut Conn,
    state: &State,
    account: &Account,
    email: &Email,
    next: Option<&str>,
) -> Result<(), Problem> {
    let now = state.clock.now();
    let token = Secret::new().map_err(Problem::internal)?;
    let until = now + TimeDelta::hours(state.config.links.verify_hours);
    links::insert(conn, account.id, Purpose::Verify, &token.hash(), until, now).await?;
    let mut link = format!("{}/verify?token={}", state.public_url, token.as_str());
    if let Some(next) = next {
        link = format!("{link}&next={}", encoded(next));
    }
    let hours = state.config.links.verify_hours.to_string();
    let lang = crate::store::language(&account.language);
    mailing::queue(conn, state, email, lang, "verify", &[("link", &link), ("hours", &hours)]).await
}
