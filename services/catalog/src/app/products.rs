//! Reading products as staff see them, publishing them, and their photos.
use std::collections::HashMap;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use souk_events::{Money, ProductId, TenantId, VariantId, catalog::v1 as told};
use souk_kit::{Conn, Problem, Scope, paging::Page, uploads};
use souk_outbox::publish;

use super::{
    bundles::{self, Part},
    categories,
};
use crate::{
    domain::{category, hours::next_morning, kind::ProductKind, stock::NEVER},
    error,
    shelf::WIDTHS,
    state::State,
    store::{
        lists::{self, Wanted},
        products::{self, ProductRow, TextRow, VariantRow},
        stock::{self, StockRow},
        stores::{self, StoreRow},
    },
};

/// A product with all that belongs to it, as staff see it.
#[derive(Clone, Debug)]
pub struct Whole {
    /// Its own row.
    pub row: ProductRow,
    /// Its store.
    pub store: StoreRow,
    /// The names of its category and those above it, as a path.
    pub category: String,
    /// Its variants with their stock, in order.
    pub variants: Vec<(VariantRow, StockRow)>,
    /// Its texts in further languages.
    pub texts: Vec<TextRow>,
    /// What is in it, for a bundle.
    pub parts: Vec<Part>,
}

impl Whole {
    /// Whether it is sold out by hand at a moment.
    #[must_use]
    pub fn is_sold_out_today(&self, at: DateTime<Utc>) -> bool {
        self.row.sold_out_until.is_some_and(|until| at < until)
    }

    /// An amount in the store's currency.
    #[must_use]
    pub fn money(&self, amount: i64) -> Money {
        Money::new(amount, self.store.currency())
    }
}

/// Most photos of one product.
const MAX_PHOTOS: usize = 8;

/// In place of a stock row, for a variant of which nothing is counted.
pub(super) fn uncounted(row: &ProductRow, variant: &VariantRow) -> Option<StockRow> {
    (row.kind() != ProductKind::Goods).then_some(StockRow {
        tenant_id: row.tenant_id,
        variant_id: variant.id,
        product_id: row.id,
        store_id: row.store_id,
        on_hand: 0,
        allocated: 0,
        held: 0,
        version: 0,
        low_own: None,
        low_at: NEVER,
        low: false,
    })
}

/// Reads products with all that belongs to them, in the order given.
pub(super) async fn complete(conn: &mut Conn, rows: Vec<ProductRow>) -> Result<Vec<Whole>, Problem> {
    let ids: Vec<ProductId> = rows.iter().map(|r| r.id).collect();
    let variants = products::variants(conn, &ids).await?;
    let stock: HashMap<VariantId, StockRow> =
        stock::of_products(conn, &ids).await?.into_iter().map(|s| (s.variant_id, s)).collect();
    let texts = products::texts(conn, &ids).await?;
    let stores: HashMap<_, _> = stores::all(conn).await?.into_iter().map(|s| (s.id, s)).collect();
    let tree = categories::known(conn).await?;
    let parts = bundles::named(conn, &rows).await?;
    let whole = |row: ProductRow| {
        let own = variants.iter().filter(|v| v.product_id == row.id);
        Some(Whole {
            variants: own
                .filter_map(|v| Some((v.clone(), stock.get(&v.id).copied().or_else(|| uncounted(&row, v))?)))
                .collect(),
            parts: parts
                .iter()
                .filter(|(bundle, ..)| *bundle == row.id)
                .map(|(_, part)| part.clone())
                .collect(),
            texts: texts.iter().filter(|t| t.product_id == row.id).cloned().collect(),
            store: stores.get(&row.store_id)?.clone(),
            category: match row.category_id.map(|id| tree.names(id)) {
                Some(names) if !names.is_empty() => category::written(&names),
                _ => row.category.clone(),
            },
            row,
        })
    };
    Ok(rows.into_iter().filter_map(whole).collect())
}

pub(super) async fn whole(conn: &mut Conn, id: ProductId) -> Result<Whole, Problem> {
    let row = products::get(conn, id).await?;
    complete(conn, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

/// A product of the tenant.
///
/// # Errors
/// 404, or the database.
pub async fn get(state: &State, tenant: TenantId, id: ProductId) -> Result<Whole, Problem> {
    state.db.read(Scope::Tenant(tenant), async |conn| whole(conn, id).await).await
}

/// Products of the tenant, newest first.
///
/// # Errors
/// The database.
pub async fn list(
    state: &State,
    tenant: TenantId,
    wanted: &Wanted,
    after: Option<ProductId>,
    limit: i64,
) -> Result<Page<Whole>, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let mut wanted = wanted.clone();
            if let Some(chosen) = &mut wanted.categories {
                let tree = categories::known(conn).await?;
                *chosen = chosen.iter().flat_map(|id| tree.family(*id)).collect();
            }
            let rows = lists::list(conn, &wanted, after, limit + 1).await?;
            let page = Page::cut(rows, limit, |r| r.id);
            let Page { items, next_cursor, has_more } = page;
            Ok(Page { items: complete(conn, items).await?, next_cursor, has_more })
        })
        .await
}

/// Some products of the tenant, newest first.
///
/// # Errors
/// The database.
pub async fn some(state: &State, tenant: TenantId, ids: &[ProductId]) -> Result<Vec<Whole>, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let rows = products::some(conn, ids).await?;
            complete(conn, rows).await
        })
        .await
}

/// Tells that a published product changed, or that it is not published any more.
pub(super) async fn tell(state: &State, conn: &mut Conn, whole: &Whole) -> Result<(), Problem> {
    let meta = souk_kit::meta(Some(whole.row.tenant_id));
    let (product_id, store_id) = (whole.row.id.to_string(), whole.row.store_id.to_string());
    let version = whole.row.version;
    if whole.row.published {
        let price = whole.variants.iter().map(|(v, _)| v.price).min().unwrap_or_default();
        let price_from = Some(whole.money(price).into());
        let slug = whole.row.slug.clone();
        let event = told::ProductPublished { product_id, store_id, slug, version, price_from };
        publish(conn, &meta, state.clock.now(), &event).await?;
    } else {
        let event = told::ProductUnpublished { product_id, store_id, version };
        publish(conn, &meta, state.clock.now(), &event).await?;
    }
    Ok(())
}

/// Publishes a product or takes it out of the shop. Doing it twice changes nothing.
///
/// # Errors
/// 404, or the database.
pub async fn set_published(
    state: &State,
    tenant: TenantId,
    id: ProductId,
    on: bool,
) -> Result<Whole, Problem> {
    let now = state.clock.now();
    change(state, tenant, id, async |row| {
        if row.published == on {
            return Ok(false);
        }
        row.published = on;
        row.published_at = row.published_at.or(on.then_some(now));
        Ok(true)
    })
    .await
}

/// Marks a product as sold out until its store's next morning, or takes the mark away.
///
/// # Errors
/// 404, or the database.
pub async fn set_sold_out(
    state: &State,
    tenant: TenantId,
    id: ProductId,
    on: bool,
) -> Result<Whole, Problem> {
    let now = state.clock.now();
    let done = state
        .db
        .write::<_, Problem, _>(Scope::Tenant(tenant), async |conn| {
            let mut found = whole(conn, id).await?;
            let zone = found.store.timezone.parse().unwrap_or(chrono_tz::Tz::UTC);
            found.row.sold_out_until = on.then(|| next_morning(zone, now));
            if !products::set_sold_out(conn, id, found.row.sold_out_until).await? {
                return Err(Problem::not_found());
            }
            Ok(found)
        })
        .await?;
    state.shelf.refresh(&state.db, &[id]).await?;
    Ok(done)
}

/// Changes a product's own row, whatever its version; the shelf follows.
async fn change(
    state: &State,
    tenant: TenantId,
    id: ProductId,
    edit: impl AsyncFn(&mut ProductRow) -> Result<bool, Problem>,
) -> Result<Whole, Problem> {
    let done = state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let mut row = products::get(conn, id).await?;
            let expected = row.version;
            let was_published = row.published;
            row.changed_at = state.clock.now();
            if edit(&mut row).await? {
                if !products::update(conn, &row, expected).await? {
                    return Err(error::stale(expected));
                }
                let whole = whole(conn, id).await?;
                if was_published || whole.row.published {
                    tell(state, conn, &whole).await?;
                }
                return Ok(whole);
            }
            whole(conn, id).await
        })
        .await?;
    state.shelf.refresh(&state.db, &[id]).await?;
    Ok(done)
}

/// Checks a picture, keeps it in all widths and says its name without width.
///
/// # Errors
/// 413, 415, 422 for what is no picture, or the store of blobs.
pub async fn keep_picture(state: &State, folder: &str, bytes: Bytes) -> Result<String, Problem> {
    let hash = hex::encode(Sha256::digest(&bytes).get(..8).unwrap_or_default());
    let made = tokio::task::spawn_blocking(move || uploads::picture(&bytes, &WIDTHS))
        .await
        .map_err(Problem::internal)??;
    let name = format!("{folder}/{hash}");
    for size in made.sizes {
        let name = format!("{name}-{}", size.width);
        state.blobs.put(&format!("{name}.webp"), size.webp.into()).await?;
        state.blobs.put(&format!("{name}.jpg"), size.jpeg.into()).await?;
    }
    Ok(name)
}

/// Gives a product a photo; it comes first.
///
/// # Errors
/// 404, 413, 415, 422, or the database.
pub async fn add_photo(
    state: &State,
    tenant: TenantId,
    id: ProductId,
    bytes: Bytes,
) -> Result<Whole, Problem> {
    get(state, tenant, id).await?;
    let name = keep_picture(state, &format!("p/{}", id.0.simple()), bytes).await?;
    change(state, tenant, id, async |row| {
        row.photos.retain(|p| *p != name);
        row.photos.insert(0, name.clone());
        row.photos.truncate(MAX_PHOTOS);
        Ok(true)
    })
    .await
}

/// Takes a photo away, named by the last part of its name. Its files stay: pages in flight still show them.
///
/// # Errors
/// 404, or the database.
pub async fn remove_photo(
    state: &State,
    tenant: TenantId,
    id: ProductId,
    photo: &str,
) -> Result<Whole, Problem> {
    change(state, tenant, id, async |row| {
        let before = row.photos.len();
        row.photos.retain(|p| p.rsplit('/').next() != Some(photo));
        if row.photos.len() == before { Err(Problem::not_found()) } else { Ok(true) }
    })
    .await
}
