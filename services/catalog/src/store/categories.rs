//! Rows of `category`.
use chrono::{DateTime, Utc};
use diesel::{dsl::count_star, prelude::*};
use diesel_async::RunQueryDsl;
use souk_events::{CategoryId, ProductId, TenantId};
use souk_kit::Conn;

use crate::{
    domain::{category::Category, titles},
    schema::{category, product},
};

/// A category as it is kept.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = category)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/catalog")]
pub struct CategoryRow {
    pub tenant_id: TenantId,
    pub id: CategoryId,
    pub parent_id: Option<CategoryId>,
    pub name: String,
    pub folded: String,
    pub slug: String,
    pub position: i32,
    pub version: i64,
    pub changed_at: DateTime<Utc>,
    pub titles: serde_json::Value,
}

impl From<CategoryRow> for Category {
    fn from(row: CategoryRow) -> Self {
        Self {
            id: row.id,
            parent: row.parent_id,
            name: row.name,
            titles: titles::read(row.titles),
            slug: row.slug,
            position: row.position,
            version: row.version,
        }
    }
}

/// All categories of the scope.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Conn) -> QueryResult<Vec<CategoryRow>> {
    category::table.select(CategoryRow::as_select()).load(conn).await
}

/// All categories of a tenant, for the read model.
///
/// # Errors
/// The database.
pub async fn of(conn: &mut Conn, tenant: TenantId) -> QueryResult<Vec<CategoryRow>> {
    let own = category::table.filter(category::tenant_id.eq(tenant));
    own.select(CategoryRow::as_select()).load(conn).await
}

/// All categories of the scope, locked so that one change of the tree follows the other.
///
/// # Errors
/// The database.
pub async fn lock(conn: &mut Conn) -> QueryResult<Vec<CategoryRow>> {
    let rows = category::table.order(category::id).for_update();
    rows.select(CategoryRow::as_select()).load(conn).await
}

/// Inserts a category; false when a sibling has its name, or another one its slug.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, row: &CategoryRow) -> QueryResult<bool> {
    let done =
        diesel::insert_into(category::table).values(row).on_conflict_do_nothing().execute(conn).await?;
    Ok(done == 1)
}

/// Names and moves a category when nobody changed it since `expected`; false when somebody did.
///
/// # Errors
/// A unique violation when a sibling has its name, or the database.
pub async fn update(conn: &mut Conn, row: &CategoryRow, expected: i64) -> QueryResult<bool> {
    let done = diesel::update(category::table.find(row.id).filter(category::version.eq(expected)))
        .set((
            category::parent_id.eq(row.parent_id),
            category::name.eq(&row.name),
            category::folded.eq(&row.folded),
            category::titles.eq(&row.titles),
            category::version.eq(expected + 1),
            category::changed_at.eq(row.changed_at),
        ))
        .execute(conn)
        .await?;
    Ok(done == 1)
}

/// Puts siblings in this order.
///
/// # Errors
/// The database.
pub async fn arrange(conn: &mut Conn, order: &[CategoryId]) -> QueryResult<()> {
    for (place, id) in order.iter().enumerate() {
        let place = i32::try_from(place).unwrap_or(i32::MAX);
        let moved = category::table.find(id).filter(category::position.ne(place));
        diesel::update(moved).set(category::position.eq(place)).execute(conn).await?;
    }
    Ok(())
}

/// Removes a category when nobody changed it since `expected`; false when somebody did.
///
/// # Errors
/// A foreign key violation while others are below it, or the database.
pub async fn delete(conn: &mut Conn, id: CategoryId, expected: i64) -> QueryResult<bool> {
    let row = category::table.find(id).filter(category::version.eq(expected));
    Ok(diesel::delete(row).execute(conn).await? == 1)
}

/// Lets the products of a category stand in another one; says which.
///
/// # Errors
/// The database.
pub async fn move_products(
    conn: &mut Conn,
    from: CategoryId,
    to: Option<(CategoryId, &str)>,
) -> QueryResult<Vec<ProductId>> {
    let (id, name) = to.map_or((None, ""), |(id, name)| (Some(id), name));
    diesel::update(product::table.filter(product::category_id.eq(from)))
        .set((product::category_id.eq(id), product::category.eq(name)))
        .returning(product::id)
        .get_results(conn)
        .await
}

/// How many products stand right in each category.
///
/// # Errors
/// The database.
pub async fn counts(conn: &mut Conn) -> QueryResult<Vec<(CategoryId, i64)>> {
    let rows: Vec<(Option<CategoryId>, i64)> = product::table
        .filter(product::category_id.is_not_null())
        .group_by(product::category_id)
        .select((product::category_id, count_star()))
        .load(conn)
        .await?;
    Ok(rows.into_iter().filter_map(|(id, n)| Some((id?, n))).collect())
}
