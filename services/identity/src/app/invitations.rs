//! Invitations by mail: a link of some days, for one address, taken once.
use chrono::TimeDelta;
use souk_events::{TenantId, UserId, identity::v1::MembershipState};
use souk_kit::{Conn, Lang, Problem, Scope, token::Role};
use uuid::Uuid;

use super::{
    mailing,
    members::{self, Actor},
    person,
};
use crate::{
    State,
    domain::{
        email::Email,
        roles,
        secret::{self, Secret},
    },
    error, store,
    store::{
        accounts,
        invitations::{self, Invitation, Place},
        memberships, tenants,
    },
};

/// Invites an address as a role.
///
/// # Errors
/// 403 for a role above the actor's reach, 422 for what is no address.
pub async fn invite(
    state: &State,
    tenant: TenantId,
    actor: Actor,
    email: &str,
    role: Role,
    lang: Lang,
) -> Result<Invitation, Problem> {
    let email = Email::parse(email).ok_or_else(|| Problem::field("/email", "email_wrong"))?;
    if !roles::may_manage(actor.role, role) {
        return Err(Problem::forbidden());
    }
    let now = state.clock.now();
    let token = Secret::new().map_err(Problem::internal)?;
    let days = state.config.links.invitation_days;
    let new = Invitation {
        id: Uuid::now_v7(),
        tenant_id: tenant,
        token: token.hash(),
        email_lookup: person::lookup(&state.sealer, &email)?,
        email: state.sealer.seal_platform(email.as_str().as_bytes())?,
        role: role.as_str().into(),
        state: "sent".into(),
        invited_by: actor.user,
        accepted_by: None,
        expires_at: now + TimeDelta::days(days),
        created_at: now,
    };
    let link = format!("{}/invitations/{}", state.public_url, token.as_str());
    state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let shop = tenants::find(conn, tenant).await?.ok_or_else(Problem::not_found)?;
            invitations::insert(conn, &new).await?;
            let role = state.texts.get(lang, &format!("role-{}", role.as_str()));
            let args =
                [("link", link.as_str()), ("shop", &shop.name), ("role", &role), ("days", &days.to_string())];
            mailing::queue(conn, state, &email, lang, "invitation", &args).await
        })
        .await?;
    mailing::ring(state);
    Ok(new)
}

/// The open invitations of a tenant with their addresses, newest first, after a place.
///
/// # Errors
/// The database.
pub async fn list(
    state: &State,
    tenant: TenantId,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<(Invitation, String)>, Problem> {
    let now = state.clock.now();
    let work =
        async |conn: &mut Conn| Ok::<_, Problem>(invitations::open(conn, tenant, now, after, limit).await?);
    let open = state.db.read(Scope::Tenant(tenant), work).await?;
    open.into_iter()
        .map(|invitation| {
            let email = address(state, &invitation)?;
            Ok((invitation, email))
        })
        .collect()
}

/// The address of an invitation.
///
/// # Errors
/// Its master key is retired.
pub fn address(state: &State, invitation: &Invitation) -> Result<String, Problem> {
    String::from_utf8(state.sealer.open_platform(&invitation.email)?).map_err(Problem::internal)
}

/// Takes an open invitation back.
///
/// # Errors
/// 403 above the actor's reach, 404, 409 when it is over.
pub async fn revoke(state: &State, tenant: TenantId, actor: Actor, id: Uuid) -> Result<(), Problem> {
    state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let found = invitations::find(conn, tenant, id).await?.ok_or_else(Problem::not_found)?;
            if !roles::may_manage(actor.role, store::role(&found.role)?) {
                return Err(Problem::forbidden());
            }
            if invitations::revoke(conn, tenant, id).await? {
                Ok(())
            } else {
                Err(Problem::conflict("invitation_over").state(found.state))
            }
        })
        .await
}

/// What an invited person sees.
pub struct Offer {
    /// Which shop.
    pub shop: String,
    /// As what.
    pub role: Role,
    /// For which address.
    pub email: String,
    /// Whether that address has an account.
    pub has_account: bool,
}

/// Looks at an invitation without taking it. Who holds the token was meant to see this.
///
/// # Errors
/// 410 when it is over.
pub async fn look(state: &State, token: &str) -> Result<Offer, Problem> {
    let token = secret::hash(token);
    state
        .db
        .read(Scope::Platform("invitation"), async |conn| {
            let found = invitations::by_token(conn, &token, state.clock.now()).await?;
            let found = found.ok_or_else(error::invitation_spent)?;
            let shop = tenants::find(conn, found.tenant_id).await?.ok_or_else(error::invitation_spent)?;
            let email = address(state, &found)?;
            let hashes = Email::parse(&email).map(|e| person::lookups(&state.sealer, &e)).unwrap_or_default();
            let has_account = accounts::by_email(conn, &hashes).await?.is_some();
            Ok(Offer { shop: shop.name, role: store::role(&found.role)?, email, has_account })
        })
        .await
}

/// Takes an invitation: the signed-in person must hold its address.
///
/// # Errors
/// 403 for another address, 410 when it is over.
pub async fn accept(state: &State, user: UserId, token: &str) -> Result<(TenantId, Role), Problem> {
    let token = secret::hash(token);
    state
        .db
        .write(Scope::Platform("invitation"), async |conn| {
            let found = invitations::by_token(conn, &token, state.clock.now()).await?;
            let found = found.ok_or_else(error::invitation_spent)?;
            let account = accounts::find(conn, user).await?.ok_or_else(Problem::unauthenticated)?;
            let own = person::lookups(&state.sealer, &person::email(conn, &state.sealer, &account).await?);
            if !own.contains(&found.email_lookup) {
                return Err(Problem::new(souk_kit::Kind::Forbidden, "invitation_other_email"));
            }
            join(conn, state, &found, user).await?;
            Ok((found.tenant_id, store::role(&found.role)?))
        })
        .await
}

/// Turns an invitation into a membership. Somebody who works there already keeps the role they have.
pub(super) async fn join(
    conn: &mut Conn,
    state: &State,
    found: &Invitation,
    user: UserId,
) -> Result<(), Problem> {
    let now = state.clock.now();
    if !invitations::accept(conn, found.id, user, now).await? {
        return Err(error::invitation_spent());
    }
    if let Some(member) = memberships::join(conn, found.tenant_id, user, store::role(&found.role)?, now)
        .await
        .map_err(error::team_full)?
    {
        members::tell(conn, state, &member, MembershipState::Active).await?;
    }
    Ok(())
}
