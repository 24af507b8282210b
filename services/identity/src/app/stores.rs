//! Stores of a tenant: more of them, and changes.
use souk_events::{StoreId, TenantId, identity::v1::StoreSaved};
use souk_kit::{Conn, FieldError, Lang, Problem, Scope};

use crate::{
    State,
    domain::{name, region, slug},
    error,
    store::{
        self, stores,
        stores::{Change, Store},
        tenants,
    },
};

/// A store as a person described it; what is none is suggested.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// ISO 4217.
    pub currency: String,
    /// Town.
    pub city: Option<String>,
    /// IANA; the country's when left out.
    pub timezone: Option<String>,
    /// Language it writes in; the person's when left out.
    pub language: Option<Lang>,
    /// Its word in URLs; made of the name when left out.
    pub slug: Option<String>,
}

/// A draft that is in order.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    currency: String,
    city: String,
    timezone: String,
    language: Lang,
    slug: Option<String>,
}

impl Draft {
    /// Checks everything at once.
    ///
    /// # Errors
    /// 422 with the fields that are wrong.
    pub fn check(&self, lang: Lang) -> Result<Plan, Problem> {
        let mut wrong = Vec::new();
        let mut keep = |pointer: &'static str, read: Result<String, &'static str>| {
            read.map_err(|code| wrong.push(FieldError::new(pointer, code))).unwrap_or_default()
        };
        let zone = region::find(self.country.trim()).map_or("UTC", |c| c.timezone);
        let plan = Plan {
            name: keep("/name", name::parse(&self.name)),
            country: keep("/country", region::parse_country(&self.country)),
            currency: keep("/currency", region::parse_currency(&self.currency)),
            city: keep("/city", name::optional(self.city.as_deref().unwrap_or_default())),
            timezone: keep("/timezone", region::parse_timezone(self.timezone.as_deref().unwrap_or(zone))),
            language: self.language.unwrap_or(lang),
            slug: self.slug.as_deref().map(|s| keep("/slug", slug::parse(s))),
        };
        if wrong.is_empty() { Ok(plan) } else { Err(Problem::fields(wrong)) }
    }
}

impl Plan {
    /// The slugs to try, in order: the chosen one alone, or the name's with and without a suffix.
    #[must_use]
    pub fn slugs(&self) -> Vec<String> {
        if let Some(chosen) = &self.slug {
            return vec![chosen.clone()];
        }
        let random = uuid::Uuid::new_v4().simple().to_string();
        let suffixes = ["", random.get(..4).unwrap_or_default(), random.get(4..12).unwrap_or_default()];
        suffixes.iter().map(|s| slug::from_name(&self.name, s)).collect()
    }
}

/// What a unique slug that is taken means to the person.
#[must_use]
pub fn taken(error: diesel::result::Error) -> Problem {
    if store::violates(&error, "store_slug") { Problem::field("/slug", "taken") } else { error::quota(error) }
}

/// Whether another slug may help.
#[must_use]
pub fn is_taken(problem: &Problem) -> bool {
    problem.errors.iter().any(|e| e.pointer == "/slug" && e.code == "taken")
}

/// Adds a planned store in the tenant's transaction and tells it.
///
/// # Errors
/// 422 when the slug is taken.
pub async fn insert(
    conn: &mut Conn,
    state: &State,
    tenant: TenantId,
    plan: &Plan,
    slug: &str,
) -> Result<Store, Problem> {
    let new = Store {
        id: StoreId::new(),
        tenant_id: tenant,
        slug: slug.to_owned(),
        name: plan.name.clone(),
        currency: plan.currency.clone(),
        country: plan.country.clone(),
        timezone: plan.timezone.clone(),
        language: plan.language.code().into(),
        city: plan.city.clone(),
        version: 1,
        created_at: state.clock.now(),
    };
    stores::insert(conn, &new).await.map_err(taken)?;
    let owner = tenants::hold(conn, tenant).await?.ok_or_else(Problem::not_found)?;
    tell(conn, state, &new, owner.active()).await?;
    Ok(new)
}

/// Tells a store's full state.
///
/// # Errors
/// The database.
pub async fn tell(conn: &mut Conn, state: &State, store: &Store, active: bool) -> Result<(), Problem> {
    let told = StoreSaved {
        store_id: store.id.to_string(),
        tenant_id: store.tenant_id.to_string(),
        slug: store.slug.clone(),
        name: store.name.clone(),
        currency: store.currency.clone(),
        country: store.country.clone(),
        timezone: store.timezone.clone(),
        language: store.language.clone(),
        version: store.version,
        active,
    };
    let meta = souk_kit::meta(Some(store.tenant_id));
    souk_outbox::publish(conn, &meta, state.clock.now(), &told).await?;
    Ok(())
}

/// The stores of a tenant.
///
/// # Errors
/// The database.
pub async fn list(state: &State, tenant: TenantId) -> Result<Vec<Store>, Problem> {
    state.db.read(Scope::Tenant(tenant), async |conn| Ok(stores::of_tenant(conn, tenant).await?)).await
}

/// Adds a store to a tenant.
///
/// # Errors
/// 422 with the fields that are wrong.
pub async fn add(state: &State, tenant: TenantId, draft: &Draft, lang: Lang) -> Result<Store, Problem> {
    let plan = draft.check(lang)?;
    let mut last = Problem::conflict("slug_taken");
    for slug in plan.slugs() {
        let work = async |conn: &mut Conn| insert(conn, state, tenant, &plan, &slug).await;
        match state.db.write(Scope::Tenant(tenant), work).await {
            Err(problem) if is_taken(&problem) => last = problem,
            done => return done,
        }
    }
    Err(last)
}

/// Changes a store of a tenant. Its currency and country stay: orders and prices hang on them.
///
/// # Errors
/// 404 for another tenant's store, 422 with the fields that are wrong.
pub async fn change(state: &State, tenant: TenantId, id: StoreId, change: &Change) -> Result<Store, Problem> {
    let change = checked(change)?;
    state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let saved = stores::change(conn, tenant, id, &change).await.map_err(taken)?;
            let saved = saved.ok_or_else(Problem::not_found)?;
            let owner = tenants::hold(conn, tenant).await?.ok_or_else(Problem::not_found)?;
            tell(conn, state, &saved, owner.active()).await?;
            Ok(saved)
        })
        .await
}

fn checked(change: &Change) -> Result<Change, Problem> {
    let mut wrong = Vec::new();
    let mut keep = |pointer: &'static str, read: Option<Result<String, &'static str>>| {
        read.and_then(|r| r.map_err(|code| wrong.push(FieldError::new(pointer, code))).ok())
    };
    let checked = Change {
        name: keep("/name", change.name.as_deref().map(name::parse)),
        city: keep("/city", change.city.as_deref().map(name::optional)),
        timezone: keep("/timezone", change.timezone.as_deref().map(region::parse_timezone)),
        slug: keep("/slug", change.slug.as_deref().map(slug::parse)),
        language: change.language.clone(),
    };
    if wrong.is_empty() { Ok(checked) } else { Err(Problem::fields(wrong)) }
}
