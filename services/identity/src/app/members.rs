//! The team of a tenant: who works there, as what; changes count the version of their rights.
use souk_events::{
    TenantId, UserId,
    identity::v1::{self, MembershipChanged, MembershipState},
};
use souk_kit::{Conn, Problem, Scope, token::Role};

use super::person;
use crate::{
    State,
    domain::roles::{self, State as Standing},
    error, store,
    store::memberships::{self, Membership, Place},
};

/// A member with what colleagues see of them.
pub struct Member {
    /// Role, state, version.
    pub membership: Membership,
    /// Name.
    pub display_name: String,
    /// Address.
    pub email: String,
}

/// The team, oldest member first, after a place.
///
/// # Errors
/// The database.
pub async fn list(
    state: &State,
    tenant: TenantId,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<Member>, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let mut team = Vec::new();
            for (membership, name, email) in memberships::team(conn, tenant, after, limit).await? {
                let display_name = person::open(conn, &state.sealer, &name).await?;
                let email = person::open(conn, &state.sealer, &email).await?;
                team.push(Member { membership, display_name, email });
            }
            Ok(team)
        })
        .await
}

/// Who changes a member.
#[derive(Clone, Copy, Debug)]
pub struct Actor {
    /// The person.
    pub user: UserId,
    /// Their role.
    pub role: Role,
}

/// Changes a member's role or state; what is none stays.
///
/// # Errors
/// 403 above the actor's reach, 404 for a stranger, 409 for the last owner.
pub async fn change(
    state: &State,
    tenant: TenantId,
    actor: Actor,
    user: UserId,
    role: Option<Role>,
    standing: Option<Standing>,
) -> Result<Membership, Problem> {
    state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let member = memberships::find(conn, tenant, user).await?.ok_or_else(Problem::not_found)?;
            let from = store::role(&member.role)?;
            let to = role.unwrap_or(from);
            let leaves = actor.user == user && standing == Some(Standing::Removed) && role.is_none();
            if !leaves && !roles::may_change(actor.role, from, to) {
                return Err(Problem::forbidden());
            }
            let current = Standing::parse(&member.state).unwrap_or(Standing::Active);
            let wanted = standing.unwrap_or(current);
            if (to, wanted) == (from, current) {
                return Ok(member);
            }
            let saved = memberships::change(conn, &member, (to, wanted), state.clock.now()).await;
            let saved = saved.map_err(error::last_owner)?.ok_or_else(error::member_changed)?;
            tell(conn, state, &saved, told_state(wanted)).await?;
            Ok(saved)
        })
        .await
}

const fn told_state(state: Standing) -> MembershipState {
    match state {
        Standing::Active => MembershipState::Active,
        Standing::Suspended => MembershipState::Suspended,
        Standing::Removed => MembershipState::Removed,
    }
}

const fn told_role(role: Role) -> v1::Role {
    match role {
        Role::Agent => v1::Role::Agent,
        Role::Seller => v1::Role::Seller,
        Role::Manager => v1::Role::Manager,
        Role::Owner => v1::Role::Owner,
    }
}

/// Tells a member's rights.
///
/// # Errors
/// The database.
pub async fn tell(
    conn: &mut Conn,
    state: &State,
    member: &Membership,
    word: MembershipState,
) -> Result<(), Problem> {
    let told = MembershipChanged {
        tenant_id: member.tenant_id.to_string(),
        user_id: member.user_id.to_string(),
        role: told_role(store::role(&member.role)?).into(),
        state: word.into(),
        perm_ver: member.perm_ver,
    };
    souk_outbox::publish(conn, &souk_kit::meta(Some(member.tenant_id)), state.clock.now(), &told).await?;
    Ok(())
}
