//! Rows of `modifier_group` and `modifier`.
use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;
use souk_events::{ModifierGroupId, ModifierId, StoreId, TenantId};
use souk_kit::Conn;

use crate::{
    domain::{
        modifier::{Group, Modifier},
        titles,
    },
    schema::{modifier, modifier_group, product},
};

/// A group as it is kept.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = modifier_group)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/catalog")]
pub struct GroupRow {
    pub tenant_id: TenantId,
    pub id: ModifierGroupId,
    pub store_id: StoreId,
    pub title: String,
    pub titles: serde_json::Value,
    pub min_choices: i32,
    pub max_choices: i32,
    pub version: i64,
    pub changed_at: DateTime<Utc>,
}

/// A modifier as it is kept.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = modifier)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/catalog")]
pub struct ModifierRow {
    pub tenant_id: TenantId,
    pub id: ModifierId,
    pub group_id: ModifierGroupId,
    pub position: i32,
    pub title: String,
    pub titles: serde_json::Value,
    pub price_delta: i64,
    pub sold_out: bool,
}

fn number(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

/// The rows of a group.
fn rows(tenant: TenantId, group: &Group, now: DateTime<Utc>) -> (GroupRow, Vec<ModifierRow>) {
    let row = |(position, of): (usize, &Modifier)| ModifierRow {
        tenant_id: tenant,
        id: of.id,
        group_id: group.id,
        position: number(position),
        title: of.title.clone(),
        titles: titles::keep(&of.titles),
        price_delta: of.price_delta,
        sold_out: of.sold_out,
    };
    let own = GroupRow {
        tenant_id: tenant,
        id: group.id,
        store_id: group.store,
        title: group.title.clone(),
        titles: titles::keep(&group.titles),
        min_choices: number(group.min),
        max_choices: number(group.max),
        version: group.version,
        changed_at: now,
    };
    (own, group.modifiers.iter().enumerate().map(row).collect())
}

fn together(groups: Vec<GroupRow>, modifiers: Vec<ModifierRow>) -> Vec<(TenantId, Group)> {
    let mut of: HashMap<ModifierGroupId, Vec<Modifier>> = HashMap::new();
    for row in modifiers {
        of.entry(row.group_id).or_default().push(Modifier {
            id: row.id,
            title: row.title,
            titles: titles::read(row.titles),
            price_delta: row.price_delta,
            sold_out: row.sold_out,
        });
    }
    let group = |row: GroupRow| {
        let group = Group {
            modifiers: of.remove(&row.id).unwrap_or_default(),
            id: row.id,
            store: row.store_id,
            title: row.title,
            titles: titles::read(row.titles),
            min: usize::try_from(row.min_choices).unwrap_or_default(),
            max: usize::try_from(row.max_choices).unwrap_or_default(),
            version: row.version,
        };
        (row.tenant_id, group)
    };
    groups.into_iter().map(group).collect()
}

/// All groups of the scope, or of one tenant, with their modifiers, by store and age.
///
/// # Errors
/// The database.
pub async fn all(conn: &Conn, tenant: Option<TenantId>) -> QueryResult<Vec<(TenantId, Group)>> {
    let (mut first, mut second) = (conn, conn);
    let mut groups = modifier_group::table.into_boxed();
    let mut modifiers = modifier::table.into_boxed();
    if let Some(tenant) = tenant {
        groups = groups.filter(modifier_group::tenant_id.eq(tenant));
        modifiers = modifiers.filter(modifier::tenant_id.eq(tenant));
    }
    let (groups, modifiers) = try_join!(
        groups
            .order((modifier_group::store_id, modifier_group::id))
            .select(GroupRow::as_select())
            .load(&mut first),
        modifiers
            .order((modifier::group_id, modifier::position))
            .select(ModifierRow::as_select())
            .load(&mut second),
    )?;
    Ok(together(groups, modifiers))
}

/// Some groups of the scope with their modifiers.
///
/// # Errors
/// The database.
pub async fn some(conn: &Conn, ids: &[ModifierGroupId]) -> QueryResult<Vec<Group>> {
    let (mut first, mut second) = (conn, conn);
    let groups = modifier_group::table.filter(modifier_group::id.eq_any(ids));
    let modifiers = modifier::table.filter(modifier::group_id.eq_any(ids));
    let (groups, modifiers) = try_join!(
        groups.select(GroupRow::as_select()).load(&mut first),
        modifiers
            .order((modifier::group_id, modifier::position))
            .select(ModifierRow::as_select())
            .load(&mut second),
    )?;
    Ok(together(groups, modifiers).into_iter().map(|(_, group)| group).collect())
}

/// How many groups a store has.
///
/// # Errors
/// The database.
pub async fn count(conn: &mut Conn, store: StoreId) -> QueryResult<i64> {
    modifier_group::table.filter(modifier_group::store_id.eq(store)).count().get_result(conn).await
}

/// Inserts a group.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, tenant: TenantId, group: &Group, now: DateTime<Utc>) -> QueryResult<()> {
    let (row, modifiers) = rows(tenant, group, now);
    diesel::insert_into(modifier_group::table).values(row).execute(conn).await?;
    diesel::insert_into(modifier::table).values(modifiers).execute(conn).await.map(drop)
}

/// Saves a group with its modifiers when nobody else did since `expected`; false when somebody did. Modifiers that are
/// left out go; new ones come.
///
/// # Errors
/// A unique violation for the id of another group's modifier, or the database.
pub async fn update(
    conn: &mut Conn,
    tenant: TenantId,
    group: &Group,
    expected: i64,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let (row, modifiers) = rows(tenant, group, now);
    let done =
        diesel::update(modifier_group::table.find(group.id).filter(modifier_group::version.eq(expected)))
            .set((
                modifier_group::title.eq(row.title),
                modifier_group::titles.eq(row.titles),
                modifier_group::min_choices.eq(row.min_choices),
                modifier_group::max_choices.eq(row.max_choices),
                modifier_group::version.eq(expected + 1),
                modifier_group::changed_at.eq(now),
            ))
            .execute(conn)
            .await?;
    if done == 0 {
        return Ok(false);
    }
    // The version above was changed first: nobody else is here.
    diesel::delete(modifier::table.filter(modifier::group_id.eq(group.id))).execute(conn).await?;
    diesel::insert_into(modifier::table).values(modifiers).execute(conn).await?;
    Ok(true)
}

/// Marks a modifier as sold out, or sells it again; its group, none when there is no such modifier.
///
/// # Errors
/// The database.
pub async fn set_sold_out(
    conn: &mut Conn,
    id: ModifierId,
    on: bool,
    now: DateTime<Utc>,
) -> QueryResult<Option<ModifierGroupId>> {
    let of = modifier::table.find(id).select(modifier::group_id);
    let Some(group) = of.first::<ModifierGroupId>(conn).await.optional()? else { return Ok(None) };
    // The group's row first, as whoever saves the group does.
    diesel::update(modifier_group::table.find(group))
        .set((modifier_group::version.eq(modifier_group::version + 1), modifier_group::changed_at.eq(now)))
        .execute(conn)
        .await?;
    let done = diesel::update(modifier::table.find(id)).set(modifier::sold_out.eq(on)).execute(conn).await?;
    Ok((done == 1).then_some(group))
}

/// Removes a group and takes it from its products; says which products had it. None when there is no such group.
///
/// # Errors
/// The database.
pub async fn delete(
    conn: &mut Conn,
    id: ModifierGroupId,
) -> QueryResult<Option<Vec<souk_events::ProductId>>> {
    if diesel::delete(modifier_group::table.find(id)).execute(conn).await? == 0 {
        return Ok(None);
    }
    let had = product::table.filter(product::modifier_groups.contains(vec![id]));
    diesel::update(had)
        // Its version tells whoever is editing the product.
        .set((
            product::modifier_groups.eq(diesel::dsl::array_remove(product::modifier_groups, id)),
            product::version.eq(product::version + 1),
        ))
        .returning(product::id)
        .get_results(conn)
        .await
        .map(Some)
}

/// How many products ask each of the scope's groups.
///
/// # Errors
/// The database.
pub async fn used(conn: &mut Conn) -> QueryResult<HashMap<ModifierGroupId, i64>> {
    let lists: Vec<Vec<ModifierGroupId>> = product::table
        .filter(product::modifier_groups.ne(Vec::<ModifierGroupId>::new()))
        .select(product::modifier_groups)
        .load(conn)
        .await?;
    let mut counts = HashMap::new();
    lists.into_iter().flatten().for_each(|id| *counts.entry(id).or_default() += 1);
    Ok(counts)
}
