//! The category tree of a merchant: made, named, moved and removed by staff, and grown by what products say.
use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use serde::{Deserialize, Serialize};
use souk_events::{CategoryId, TenantId};
use souk_kit::{Conn, Problem, Scope};

use crate::{
    domain::{
        category::{self, Category, Tree},
        text,
        titles::{self, TitleInput, Titles},
    },
    error,
    state::State,
    store::categories::{self, CategoryRow},
};

/// A category as somebody describes it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CategoryInput {
    /// Its name, unique among its siblings.
    #[schema(min_length = 1, max_length = 80)]
    pub name: String,
    /// Its name in further languages; when left out, those it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 5)]
    pub translations: Option<Vec<TitleInput>>,
    /// The category it belongs to; none at the top.
    #[serde(default)]
    pub parent_id: Option<CategoryId>,
    /// Its place among its siblings, from 0; last when left out and new there.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000)]
    pub position: Option<u16>,
}

/// The tree with how many products stand right in each category.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// The tree.
    pub tree: Tree,
    /// Products by category.
    pub products: HashMap<CategoryId, i64>,
}

/// The name and what it is in further languages, when they and the place are fine; without further ones none are said.
fn checked(input: &CategoryInput) -> Result<(String, Option<Titles>), Problem> {
    let name = name(input)?;
    let mut errors = Vec::new();
    let said = input.translations.as_deref().map(|given| titles::check(given, "", &mut errors));
    if errors.is_empty() { Ok((name, said)) } else { Err(Problem::fields(errors)) }
}

fn name(input: &CategoryInput) -> Result<String, Problem> {
    if input.position.is_some_and(|place| usize::from(place) > category::MOST) {
        return Err(Problem::field("/position", "category_place"));
    }
    match text::clean(&input.name, category::NAME) {
        Ok(name) if name.is_empty() => Err(Problem::field("/name", "required")),
        Ok(name) if name.contains('>') => Err(Problem::field("/name", "category_sign")),
        Ok(name) => Ok(name),
        Err(code) => Err(Problem::field("/name", code)),
    }
}

async fn tree(conn: &mut Conn) -> Result<Tree, Problem> {
    Ok(Tree::new(categories::all(conn).await?.into_iter().map(Category::from).collect()))
}

async fn locked(conn: &mut Conn) -> Result<Tree, Problem> {
    Ok(Tree::new(categories::lock(conn).await?.into_iter().map(Category::from).collect()))
}

/// The categories of a transaction's tenant.
pub(super) async fn known(conn: &mut Conn) -> Result<Tree, Problem> {
    tree(conn).await
}

/// The tenant's tree.
///
/// # Errors
/// The database.
pub async fn list(state: &State, tenant: TenantId) -> Result<Counted, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let products = categories::counts(conn).await?.into_iter().collect();
            Ok(Counted { tree: tree(conn).await?, products })
        })
        .await
}

fn row(tenant: TenantId, found: &Category, now: DateTime<Utc>) -> CategoryRow {
    CategoryRow {
        tenant_id: tenant,
        id: found.id,
        parent_id: found.parent,
        folded: text::fold(&found.name),
        name: found.name.clone(),
        titles: titles::keep(&found.titles),
        slug: found.slug.clone(),
        position: found.position,
        version: found.version,
        changed_at: now,
    }
}

/// A name that a sibling has is told by the constraint.
fn taken(error: DieselError) -> Problem {
    match error {
        DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => {
            Problem::field("/name", "category_taken")
        }
        other => other.into(),
    }
}

/// A new category, last among its siblings unless a place is given.
///
/// # Errors
/// 422: name wrong or taken, unknown parent, too deep, too many.
pub async fn create(state: &State, tenant: TenantId, input: &CategoryInput) -> Result<Category, Problem> {
    let (name, said) = checked(input)?;
    let now = state.clock.now();
    let made = state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let tree = locked(conn).await?;
            if tree.len() >= category::MOST {
                return Err(Problem::field("/name", "category_too_many"));
            }
            tree.may_stand(None, input.parent_id).map_err(|code| Problem::field("/parent_id", code))?;
            let last = tree.children(input.parent_id).count();
            let made = Category {
                id: CategoryId::new(),
                parent: input.parent_id,
                slug: tree.free_slug(&name),
                name: name.clone(),
                titles: said.clone().unwrap_or_default(),
                position: i32::try_from(last).unwrap_or(i32::MAX),
                version: 1,
            };
            if !categories::insert(conn, &row(tenant, &made, now)).await? {
                return Err(Problem::field("/name", "category_taken"));
            }
            if let Some(place) = input.position {
                let order = tree.order(made.id, made.parent, usize::from(place));
                categories::arrange(conn, &order).await?;
            }
            Ok(made)
        })
        .await?;
    state.shelf.refresh_words(&state.db, tenant).await?;
    Ok(made)
}

/// Names a category, moves it below another, or to another place among its siblings.
///
/// # Errors
/// 404, 412 stale, 422: name wrong or taken, a parent that is itself or below it, too deep.
pub async fn save(
    state: &State,
    tenant: TenantId,
    id: CategoryId,
    expected: i64,
    input: &CategoryInput,
) -> Result<Category, Problem> {
    let (name, said) = checked(input)?;
    let now = state.clock.now();
    let saved = state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let tree = locked(conn).await?;
            let before = tree.get(id).ok_or_else(Problem::not_found)?;
            tree.may_stand(Some(id), input.parent_id).map_err(|code| Problem::field("/parent_id", code))?;
            let titles = said.clone().unwrap_or_else(|| before.titles.clone());
            let after = Category { name: name.clone(), titles, parent: input.parent_id, ..before.clone() };
            if !categories::update(conn, &row(tenant, &after, now), expected).await.map_err(taken)? {
                return Err(error::stale(before.version));
            }
            let moved = before.parent != after.parent;
            let place = input.position.map(usize::from).or(moved.then_some(usize::MAX));
            if let Some(place) = place {
                categories::arrange(conn, &tree.order(id, after.parent, place)).await?;
            }
            let saved = self::tree(conn).await?;
            saved.get(id).cloned().ok_or_else(Problem::not_found)
        })
        .await?;
    state.shelf.refresh_words(&state.db, tenant).await?;
    Ok(saved)
}

/// Removes a category; its products go to the one above it.
///
/// # Errors
/// 404, 409 `category_not_empty` while others are below it, 412 stale.
pub async fn delete(state: &State, tenant: TenantId, id: CategoryId, expected: i64) -> Result<(), Problem> {
    let moved = state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let tree = locked(conn).await?;
            let found = tree.get(id).ok_or_else(Problem::not_found)?;
            if tree.children(Some(id)).next().is_some() {
                return Err(Problem::conflict("category_not_empty"));
            }
            let above = found.parent.and_then(|parent| tree.get(parent));
            let above = above.map(|above| (above.id, above.name.as_str()));
            let moved = categories::move_products(conn, id, above).await?;
            if !categories::delete(conn, id, expected).await? {
                return Err(error::stale(found.version));
            }
            Ok(moved)
        })
        .await?;
    state.shelf.refresh_words(&state.db, tenant).await?;
    Ok(state.shelf.refresh(&state.db, &moved).await?)
}

/// Where products stand that name these paths; what is missing of a path is made. A tenant with as many categories
/// as there may be gets no more: the product stands in the nearest one above.
///
/// # Errors
/// The database.
pub(super) async fn ensure<'p>(
    conn: &mut Conn,
    tenant: TenantId,
    now: DateTime<Utc>,
    paths: impl IntoIterator<Item = &'p str>,
) -> Result<BTreeMap<String, CategoryId>, Problem> {
    let mut found = BTreeMap::new();
    // In the order of their names, so that two imports do not wait for each other.
    let mut wanted: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for path in paths.into_iter().filter(|path| !path.is_empty()) {
        wanted.insert(path, category::names(path).unwrap_or_default());
    }
    if wanted.is_empty() {
        return Ok(found);
    }
    let mut tree = tree(conn).await?;
    for (path, names) in wanted {
        for _ in 0..category::DEPTH {
            let (above, [missing, ..]) = tree.find(&names) else { break };
            if tree.len() >= category::MOST {
                break;
            }
            grow(conn, tenant, now, &tree, above, missing).await?;
            tree = self::tree(conn).await?;
        }
        if let (Some(id), _) = tree.find(&names) {
            found.insert(path.to_owned(), id);
        }
    }
    Ok(found)
}

/// Makes one category below another. Whoever makes the same at the same time wins or loses without a difference.
async fn grow(
    conn: &mut Conn,
    tenant: TenantId,
    now: DateTime<Utc>,
    tree: &Tree,
    above: Option<CategoryId>,
    name: &str,
) -> Result<(), Problem> {
    let id = CategoryId::new();
    let last = tree.children(above).count();
    let mut made = Category {
        id,
        parent: above,
        slug: tree.free_slug(name),
        name: name.to_owned(),
        titles: Titles::new(),
        position: i32::try_from(last).unwrap_or(i32::MAX),
        version: 1,
    };
    if !categories::insert(conn, &row(tenant, &made, now)).await? {
        // Somebody made it meanwhile, or only took the address part: then this one is let in with another.
        made.slug = format!("{}-{}", made.slug, id.0.simple());
        categories::insert(conn, &row(tenant, &made, now)).await?;
    }
    Ok(())
}
