//! Tenants: onboarding, a new name, suspension by an operator.
use souk_events::{
    SessionId, Subject, TenantId, UserId,
    identity::v1::{MembershipState, TenantSaved, TenantStatus},
};
use souk_kit::{Conn, Lang, Problem, Scope, token::Role};

use super::{
    members, plans,
    stores::{self, Draft, Plan},
};
use crate::{
    State,
    domain::name,
    store::{
        memberships, revocations, sessions, stores as store_rows,
        stores::Store,
        tenants,
        tenants::{Decision, Tenant, Wanted},
    },
};

/// Onboarding: a tenant with its first store, owned by the caller, whose session works for it from now on.
///
/// # Errors
/// 422 with the fields that are wrong.
pub async fn open(
    state: &State,
    user: UserId,
    session: Option<SessionId>,
    draft: &Draft,
    lang: Lang,
) -> Result<Store, Problem> {
    let plan = draft.check(lang)?;
    let tenant = TenantId::new();
    let mut opened = Err(Problem::conflict("slug_taken"));
    for slug in plan.slugs() {
        let work = async |conn: &mut Conn| found(conn, state, tenant, user, &plan, &slug).await;
        opened = state.db.write(Scope::Tenant(tenant), work).await;
        if !opened.as_ref().is_err_and(stores::is_taken) {
            break;
        }
    }
    let store = opened?;
    if let Some(session) = session {
        let own = Scope::Subject(Subject::User(user));
        state
            .db
            .write(own, async |conn| Ok::<_, Problem>(sessions::set_tenant(conn, session, tenant).await?))
            .await?;
    }
    Ok(store)
}

async fn found(
    conn: &mut Conn,
    state: &State,
    id: TenantId,
    user: UserId,
    plan: &Plan,
    slug: &str,
) -> Result<Store, Problem> {
    let now = state.clock.now();
    let tenant = Tenant {
        id,
        name: plan.name.clone(),
        country: plan.country.clone(),
        status: if state.config.identity.approval_required { "pending" } else { "active" }.into(),
        reason: String::new(),
        version: 1,
        created_at: now,
    };
    tenants::insert(conn, &tenant).await?;
    tell(conn, state, &tenant).await?;
    plans::tell_first(conn, state, id, user).await?;
    let owner = memberships::join(conn, id, user, Role::Owner, now).await?;
    let owner = owner.ok_or_else(|| Problem::internal("a new tenant has members"))?;
    members::tell(conn, state, &owner, MembershipState::Active).await?;
    stores::insert(conn, state, id, plan, slug).await
}

/// Tells a tenant's full state.
///
/// # Errors
/// The database.
pub async fn tell(conn: &mut Conn, state: &State, tenant: &Tenant) -> Result<(), Problem> {
    // Who waits for approval may not sell either, which is all that others need to know.
    let status = if tenant.active() { TenantStatus::Active } else { TenantStatus::Suspended };
    let told = TenantSaved {
        tenant_id: tenant.id.to_string(),
        name: tenant.name.clone(),
        status: status.into(),
        country: tenant.country.clone(),
        version: tenant.version,
    };
    souk_outbox::publish(conn, &souk_kit::meta(Some(tenant.id)), state.clock.now(), &told).await?;
    Ok(())
}

/// A tenant, for its staff.
///
/// # Errors
/// 404.
pub async fn find(state: &State, id: TenantId) -> Result<Tenant, Problem> {
    let work = async |conn: &mut Conn| tenants::find(conn, id).await?.ok_or_else(Problem::not_found);
    state.db.read(Scope::Tenant(id), work).await
}

/// Gives a tenant another name.
///
/// # Errors
/// 422 for a name that is none.
pub async fn rename(state: &State, id: TenantId, text: &str) -> Result<Tenant, Problem> {
    let name = name::parse(text).map_err(|code| Problem::field("/name", code))?;
    state
        .db
        .write(Scope::Tenant(id), async |conn| {
            let saved = tenants::rename(conn, id, &name).await?.ok_or_else(Problem::not_found)?;
            tell(conn, state, &saved).await?;
            Ok(saved)
        })
        .await
}

/// Tenants for operators, newest first.
///
/// # Errors
/// The database.
pub async fn list(
    state: &State,
    wanted: &Wanted,
    after: Option<TenantId>,
    limit: i64,
) -> Result<Vec<Tenant>, Problem> {
    let work = async |conn: &mut Conn| Ok(tenants::list(conn, wanted, after, limit).await?);
    state.db.read(Scope::Platform("list of tenants"), work).await
}

/// A tenant as operators see it.
pub struct Merchant {
    /// Itself.
    pub tenant: Tenant,
    /// Its stores.
    pub stores: Vec<Store>,
    /// How many people work there.
    pub people: usize,
    /// What was decided about it, newest first.
    pub decisions: Vec<Decision>,
}

/// A tenant with what an operator needs to decide.
///
/// # Errors
/// 404.
pub async fn look(state: &State, id: TenantId) -> Result<Merchant, Problem> {
    state
        .db
        .read(Scope::Platform("a merchant"), async |conn| {
            let tenant = tenants::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            let stores = store_rows::of_tenant(conn, id).await?;
            let people = tenants::people(conn, id).await?.len();
            Ok(Merchant { tenant, stores, people, decisions: tenants::decisions(conn, id).await? })
        })
        .await
}

/// Tenants that a person works for and that may not sell.
///
/// # Errors
/// The database.
pub async fn held_back(state: &State, user: UserId) -> Result<Vec<Tenant>, Problem> {
    let own = Scope::Subject(Subject::User(user));
    state.db.read(own, async |conn| Ok(tenants::held_back(conn, user).await?)).await
}

/// Suspends a tenant, or approves it and lets it work again: its people lose or regain their rights, its stores their
/// shop window. Who decided, when and why stays on record.
///
/// # Errors
/// 404, or 409 when it is in that status already.
pub async fn set_active(
    state: &State,
    operator: UserId,
    id: TenantId,
    active: bool,
    reason: &str,
) -> Result<Tenant, Problem> {
    let to = if active { "active" } else { "suspended" };
    let shown = if active { "" } else { reason };
    state
        .db
        .write(Scope::Platform("status of a tenant"), async |conn| {
            let Some(saved) = tenants::set_status(conn, id, to, shown).await? else {
                let tenant = tenants::find(conn, id).await?.ok_or_else(Problem::not_found)?;
                return Err(Problem::conflict("tenant_status").state(tenant.status));
            };
            let decision = Decision {
                tenant_id: id,
                version: saved.version,
                status: to.into(),
                reason: reason.into(),
                operator,
                at: state.clock.now(),
            };
            tenants::record(conn, &decision).await?;
            tracing::info!(tenant = %id, %operator, status = to, "decided about a merchant");
            tell(conn, state, &saved).await?;
            for store in store_rows::bump_all(conn, id).await? {
                stores::tell(conn, state, &store, active).await?;
            }
            for user in tenants::people(conn, id).await? {
                revocations::insert(conn, user, None, state.clock.now()).await?;
            }
            Ok(saved)
        })
        .await
}
