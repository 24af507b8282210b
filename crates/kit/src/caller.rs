//! Who is calling, in the handler's signature: `caller: Caller<Seller>`. A handler without one sees no tenant.
use std::{future::Future, marker::PhantomData, pin::Pin, sync::Arc};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header::{self, HeaderMap},
    web,
};
use souk_events::{Subject, TenantId, UserId};

use crate::{
    Kind, Problem, Scope,
    token::{Bearer, Claims, Role, TokenError, Verifier},
};

/// What a handler demands of its caller.
pub trait Demand: 'static {
    /// Whether the person must have proved who they are a short while ago: see [`Fresh`].
    const FRESH: bool = false;
    /// Whether a program's key will do: keys work for a shop, never for the person who made them.
    const KEYS: bool = false;
    /// What an operator who looks at somebody's view ([`Claims::act`]) may do: see [`Looking`] and [`Own`].
    const LOOKS: Looks = Looks::Read;
    /// Accepts the claims or says why not.
    ///
    /// # Errors
    /// 401 without a suitable token, 403 with one that may not.
    fn check(claims: &Claims) -> Result<(), Problem>;
}

macro_rules! tenant_roles {
    ($($(#[$doc:meta])* $name:ident => $role:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;
        impl Demand for $name {
            const KEYS: bool = true;
            fn check(claims: &Claims) -> Result<(), Problem> {
                signed_in(claims)?;
                let role = claims.role.filter(|_| claims.tid.is_some());
                if role.is_some_and(|r| r >= $role) { Ok(()) } else { Err(Problem::forbidden()) }
            }
        }
    )+};
}

tenant_roles! {
    /// Any member of a tenant's staff.
    Agent => Role::Agent;
    /// Staff who sell and change the catalogue.
    Seller => Role::Seller;
    /// Staff who see money and manage people.
    Manager => Role::Manager;
    /// The owner of the tenant.
    Owner => Role::Owner;
}

/// A visitor or a signed-in person.
#[derive(Clone, Copy, Debug)]
pub struct Anyone;
/// A signed-in person.
#[derive(Clone, Copy, Debug)]
pub struct User;
/// A platform operator.
#[derive(Clone, Copy, Debug)]
pub struct Admin;
/// Another module.
#[derive(Clone, Copy, Debug)]
pub struct Module;

/// What an operator who looks at somebody's view may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    /// Nothing.
    Never,
    /// What changes nothing.
    Read,
    /// All of it.
    Act,
}

/// What `D` demands, of a person who proved who they are a short while ago. For what somebody who found an open
/// screen must not do: rights, keys, money, exports. Pages are led to `/confirm` and come back. A program's key has no
/// screen: it was made with such a proof, and its scope says what it may do.
#[derive(Clone, Copy, Debug)]
pub struct Fresh<D>(PhantomData<D>);

impl<D: Demand> Demand for Fresh<D> {
    const FRESH: bool = true;
    const KEYS: bool = D::KEYS;
    const LOOKS: Looks = D::LOOKS;
    fn check(claims: &Claims) -> Result<(), Problem> {
        D::check(claims)
    }
}

/// What `D` demands, also of an operator who looks at somebody's view: to end that, or to leave.
#[derive(Clone, Copy, Debug)]
pub struct Looking<D>(PhantomData<D>);

impl<D: Demand> Demand for Looking<D> {
    const LOOKS: Looks = Looks::Act;
    fn check(claims: &Claims) -> Result<(), Problem> {
        D::check(claims)
    }
}

/// What `D` demands, never of an operator who looks at somebody's view: what is taken along is noted under a name.
#[derive(Clone, Copy, Debug)]
pub struct Own<D>(PhantomData<D>);

impl<D: Demand> Demand for Own<D> {
    const KEYS: bool = D::KEYS;
    const LOOKS: Looks = Looks::Never;
    fn check(claims: &Claims) -> Result<(), Problem> {
        D::check(claims)
    }
}

fn signed_in(claims: &Claims) -> Result<(), Problem> {
    match claims.kind {
        Bearer::User => Ok(()),
        Bearer::Guest => Err(Problem::unauthenticated()),
        Bearer::Service => Err(Problem::forbidden()),
    }
}

impl Demand for Anyone {
    fn check(claims: &Claims) -> Result<(), Problem> {
        if claims.kind == Bearer::Service { Err(Problem::forbidden()) } else { Ok(()) }
    }
}
impl Demand for User {
    fn check(claims: &Claims) -> Result<(), Problem> {
        signed_in(claims)
    }
}
impl Demand for Admin {
    fn check(claims: &Claims) -> Result<(), Problem> {
        signed_in(claims)?;
        if claims.admin { Ok(()) } else { Err(Problem::forbidden()) }
    }
}
impl Demand for Module {
    fn check(claims: &Claims) -> Result<(), Problem> {
        if claims.kind == Bearer::Service { Ok(()) } else { Err(Problem::forbidden()) }
    }
}

/// A caller that met the demand `D`.
pub struct Caller<D> {
    claims: Arc<Claims>,
    demand: PhantomData<D>,
}

impl<D> Clone for Caller<D> {
    fn clone(&self) -> Self {
        Self { claims: Arc::clone(&self.claims), demand: PhantomData }
    }
}

impl<D> Caller<D> {
    /// What the token says.
    #[must_use]
    pub fn claims(&self) -> &Claims {
        &self.claims
    }
    /// The person: a user or a visitor.
    ///
    /// # Errors
    /// 403 when a module calls.
    pub fn subject(&self) -> Result<Subject, Problem> {
        self.claims.subject().ok_or_else(Problem::forbidden)
    }
    /// The signed-in person.
    ///
    /// # Errors
    /// 401 for a visitor.
    pub fn user(&self) -> Result<UserId, Problem> {
        match self.claims.subject() {
            Some(Subject::User(id)) => Ok(id),
            _ => Err(Problem::unauthenticated()),
        }
    }
    /// The operator who looks at what this person sees; none: it is the person.
    #[must_use]
    pub fn operator(&self) -> Option<UserId> {
        self.claims.act.as_deref().and_then(|id| id.parse().ok())
    }
    /// The tenant the person works for.
    ///
    /// # Errors
    /// 403 when there is none.
    pub fn tenant(&self) -> Result<TenantId, Problem> {
        self.claims.tid.ok_or_else(Problem::forbidden)
    }
    /// The database scope of the caller's tenant.
    ///
    /// # Errors
    /// 403 when there is none.
    pub fn tenant_scope(&self) -> Result<Scope, Problem> {
        self.tenant().map(Scope::Tenant)
    }
    /// The database scope of the caller's own things.
    ///
    /// # Errors
    /// 403 when a module calls.
    pub fn own_scope(&self) -> Result<Scope, Problem> {
        self.subject().map(Scope::Subject)
    }
}

impl<D: Demand> FromRequest for Caller<D> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let verifier = req.app_data::<web::Data<Verifier>>().cloned();
        let token = bearer(req.headers());
        let change = !req.method().is_safe();
        Box::pin(async move {
            let verifier = verifier.ok_or_else(|| Problem::internal("no verifier in this process"))?;
            let token = token.ok_or_else(Problem::unauthenticated)?;
            let claims = verifier.verify(&token).await.map_err(|e| match e {
                TokenError::Refused(why) => {
                    tracing::debug!(why, "token refused");
                    Problem::unauthenticated()
                }
                TokenError::NoKey(why) => {
                    tracing::warn!(why, "identity's keys cannot be had");
                    Problem::unavailable("identity_unavailable")
                }
            })?;
            if claims.scope.is_some() && !(D::KEYS && claims.reaches(verifier.module(), change)) {
                return Err(Problem::new(Kind::Forbidden, "scope_missing"));
            }
            let may = D::LOOKS == Looks::Act || (D::LOOKS == Looks::Read && !change);
            if claims.act.is_some() && !may {
                return Err(Problem::new(Kind::Forbidden, "read_only"));
            }
            D::check(&claims)?;
            if D::FRESH && claims.scope.is_none() && !verifier.is_fresh(&claims) {
                return Err(Problem::new(Kind::Forbidden, "step_up_required"));
            }
            Ok(Self { claims, demand: PhantomData })
        })
    }
}

pub(crate) fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}
