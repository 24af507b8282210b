//! Imports: a file is read whole when it comes; its sound products are written in chunks by a timer, so that a
//! restart goes on where the last chunk ended.
use std::collections::HashMap;

use bytes::Bytes;
use souk_events::{Currency, StoreId, TenantId};
use souk_kit::{Conn, FieldError, Problem, Scope, paging::Page};
use souk_outbox::timers;
use uuid::Uuid;

use super::{
    import_stock,
    products::{Whole, complete, tell, whole},
    said,
    save_product::{self, By, Start},
};
use crate::{
    domain::{
        csv::{self, ImportProduct, LineError},
        kind::ProductKind,
        product::{Product, ProductInput},
        stock::Counters,
    },
    state::State,
    store::{
        imports::{self, ErrorRow, ImportRow, ItemRow},
        products::{self, ProductRow},
        quotas,
        stock::StockRow,
        stores::{self, StoreRow},
    },
};

/// The timer that writes the next chunk.
pub const CHUNK: &str = "catalog.import_chunk";

/// Where lines begin that are worked off last, above all lines of a file.
const LAST: i32 = 1 << 30;

fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

/// Reads a file and lets its products wait to be written.
///
/// # Errors
/// 404 for a store that is not the tenant's, 422 for a file that is not read at all.
pub async fn start(
    state: &State,
    tenant: TenantId,
    actor: &str,
    store: StoreId,
    file_name: &str,
    bytes: Bytes,
) -> Result<ImportRow, Problem> {
    let scope = Scope::Tenant(tenant);
    let store =
        state.db.read::<_, Problem, _>(scope, async |conn| Ok(stores::get(conn, store).await?)).await?;
    let currency: Currency = store.currency.parse()?;
    let most = state.import.max_products;
    let parsed = tokio::task::spawn_blocking(move || csv::read(&bytes, currency, most))
        .await
        .map_err(Problem::internal)?
        .map_err(|why| Problem::field("/file", why.code()).arg("most", most.to_string()))?;
    let id = Uuid::now_v7();
    let now = state.clock.now();
    let waits = !parsed.products.is_empty();
    let row = ImportRow {
        tenant_id: tenant,
        id,
        store_id: store.id,
        actor: actor.to_owned(),
        file_name: if file_name.trim().is_empty() {
            "catalogue.csv".to_owned()
        } else {
            file_name.trim().to_owned()
        },
        status: if waits { "waiting" } else { "done" }.to_owned(),
        products_total: count(parsed.products.len() + parsed.refused),
        products_done: count(parsed.refused),
        created: 0,
        updated: 0,
        refused: count(parsed.refused),
        errors: count(parsed.errors.len()),
        created_at: now,
        finished_at: (!waits).then_some(now),
    };
    let mut items = Vec::with_capacity(parsed.products.len());
    for product in parsed.products {
        // Bundles come last: their parts may stand below them in the file.
        let is_bundle = product.product.kind == Some(ProductKind::Bundle);
        let line = if is_bundle { LAST.saturating_add(product.line) } else { product.line };
        let product = serde_json::to_value(product).map_err(Problem::internal)?;
        items.push(ItemRow { tenant_id: tenant, import_id: id, line, product });
    }
    let errors: Vec<_> = parsed.errors.into_iter().map(|e| error_row(tenant, id, e)).collect();
    state
        .db
        .write(scope, async |conn| {
            imports::insert(conn, &row, &items, &errors).await?;
            if waits {
                timers::schedule(conn, CHUNK, &id.to_string(), Some(tenant), now, &serde_json::Value::Null)
                    .await?;
            }
            Ok::<_, Problem>(())
        })
        .await?;
    Ok(row)
}

fn error_row(tenant: TenantId, id: Uuid, error: LineError) -> ErrorRow {
    let clean = |text: String| text.replace('\0', "\u{fffd}");
    ErrorRow {
        tenant_id: tenant,
        import_id: id,
        line: error.line,
        field: clean(error.field),
        code: error.code,
        value: clean(error.value),
    }
}

/// Writes the next chunk; says whether there is more.
///
/// # Errors
/// The database: the chunk is tried again as a whole.
pub async fn chunk(state: &State, conn: &mut Conn, id: Uuid) -> Result<bool, Problem> {
    let Some(mut row) = imports::lock(conn, id).await? else { return Ok(false) };
    // A chunk writes twice: what its first new products wait for is held before anything else.
    quotas::lock(conn, row.tenant_id).await?;
    let items = imports::waiting(conn, id, state.import.chunk).await?;
    let store = stores::get(conn, row.store_id).await?;
    let now = state.clock.now();
    let actor = row.actor.clone();
    let by = By { tenant: row.tenant_id, actor: &actor, now };
    let lines: Vec<i32> = items.iter().map(|i| i.line).collect();
    let mut errors = Vec::new();
    let mut wanted = Vec::with_capacity(items.len());
    for item in items {
        wanted.push(serde_json::from_value::<ImportProduct>(item.product).map_err(Problem::internal)?);
    }
    let is_bundle = |one: &ImportProduct| one.product.kind == Some(ProductKind::Bundle);
    let (bundles, others): (Vec<_>, Vec<_>) = wanted.into_iter().partition(is_bundle);
    let mut all = write(state, conn, by, &store, &others).await?;
    all.extend(write(state, conn, by, &store, &bundles).await?);
    for written in all {
        match written {
            Written::Created => row.created += 1,
            Written::Updated => row.updated += 1,
            Written::Refused(found) => {
                row.refused += 1;
                errors.extend(found.into_iter().map(|e| error_row(row.tenant_id, id, e)));
            }
        }
    }
    row.products_done += count(lines.len());
    row.errors += count(errors.len());
    let more = !lines.is_empty() && row.products_done < row.products_total;
    row.status = if more { "running" } else { "done" }.to_owned();
    row.finished_at = (!more).then_some(now);
    imports::done(conn, id, &lines).await?;
    imports::add_errors(conn, &errors).await?;
    imports::save(conn, &row).await?;
    if more {
        timers::schedule(conn, CHUNK, &id.to_string(), Some(row.tenant_id), now, &serde_json::Value::Null)
            .await?;
    }
    Ok(more)
}

enum Written {
    Created,
    Updated,
    Refused(Vec<LineError>),
}

fn refused(wanted: &ImportProduct, errors: &[FieldError]) -> Written {
    let line = |pointer: &str| {
        let number =
            pointer.strip_prefix("/variants/").and_then(|p| p.split('/').next()?.parse::<usize>().ok());
        number.and_then(|i| wanted.lines.get(i).copied()).unwrap_or(wanted.line)
    };
    let field = |pointer: &str| match pointer.starts_with("/parts/") {
        true => "parts".to_owned(),
        false => pointer.rsplit('/').next().unwrap_or_default().to_owned(),
    };
    Written::Refused(
        errors
            .iter()
            .map(|e| LineError {
                line: line(&e.pointer),
                field: field(&e.pointer),
                code: e.code.to_string(),
                value: wanted.handle.clone(),
            })
            .collect(),
    )
}

/// Writes some products of a file: new ones together, known ones one by one where they differ.
async fn write(
    state: &State,
    conn: &mut Conn,
    by: By<'_>,
    store: &StoreRow,
    wanted: &[ImportProduct],
) -> Result<Vec<Written>, Problem> {
    let handles: Vec<String> = wanted.iter().map(|w| w.handle.clone()).collect();
    let rows = products::by_handles(conn, store.id, &handles).await?;
    let mut known: HashMap<String, Whole> =
        complete(conn, rows).await?.into_iter().map(|w| (w.row.handle.clone(), w)).collect();
    let questions = match wanted.iter().any(|one| one.modifiers.is_some()) {
        true => said::questions(conn, store.id).await?,
        false => said::Questions::new(),
    };
    let mut written = Vec::with_capacity(wanted.len());
    let mut new: Vec<(&ImportProduct, Product, Start)> = Vec::new();
    for one in wanted {
        let found = known.remove(&one.handle);
        let before = found.as_ref().map(|whole| said::said(whole, &questions));
        let filled = before.as_ref().map(|before| one.filled(before));
        let whole = filled.as_ref().unwrap_or(one);
        if before.as_ref().is_some_and(|before| whole.repeats(before)) {
            written.push(Written::Updated);
            continue;
        }
        let parts = said::parts(conn, store.id, whole, before.as_ref()).await?;
        let named = said::groups(whole, before.as_ref(), &questions).and_then(|groups| Ok((groups, parts?)));
        let checked = named.and_then(|(modifier_groups, parts)| {
            Product::check(ProductInput { modifier_groups, parts, ..whole.product.clone() })
        });
        let product = match checked {
            Ok(product) => product,
            Err(errors) => {
                written.push(refused(one, &errors));
                continue;
            }
        };
        match found {
            Some(found) => written.push(update(state, conn, by, (store, found.row), whole, &product).await?),
            None => {
                let start =
                    Start { handle: Some(one.handle.clone()), published: one.published.unwrap_or(true) };
                new.push((one, product, start));
            }
        }
    }
    let pairs: Vec<_> = new.iter().map(|(_, product, start)| (product, start)).collect();
    let made = save_product::write_new(conn, by, store, &pairs).await?;
    for (made, (one, ..)) in made.into_iter().zip(&new) {
        match made {
            Ok(whole) => {
                if one.low.iter().flatten().any(Option::is_some) {
                    import_stock::mark(conn, store, whole.row.id, one).await?;
                }
                if whole.row.published {
                    tell(state, conn, &whole).await?;
                }
                written.push(Written::Created);
            }
            Err(errors) => written.push(refused(one, &errors)),
        }
    }
    Ok(written)
}

/// Brings a known product up to date. Everything that may refuse it is looked at before the first statement
/// changes anything, so that a refused product leaves nothing behind in the chunk's transaction.
async fn update(
    state: &State,
    conn: &mut Conn,
    by: By<'_>,
    (store, mut row): (&StoreRow, ProductRow),
    one: &ImportProduct,
    product: &Product,
) -> Result<Written, Problem> {
    let counted = import_stock::counted(conn, row.id, one).await?;
    let code = |stock: &StockRow, change: Option<Counters>| match change {
        None => Some("stock_moved"),
        Some(change) if stock.counters().moved(change).is_none() => Some("stock_promised"),
        Some(_) => None,
    };
    let short: Vec<_> = counted
        .iter()
        .filter_map(|(i, stock, change)| {
            Some(FieldError::new(format!("/variants/{i}/stock"), code(stock, *change)?))
        })
        .collect();
    if !short.is_empty() {
        return Ok(refused(one, &short));
    }
    let (id, was_published) = (row.id, row.published);
    row.published = one.published.unwrap_or(was_published);
    row.published_at = row.published_at.or(row.published.then_some(by.now));
    let seen = was_published || row.published;
    match save_product::write_changed(conn, by, row, product, false).await {
        Ok(()) => {}
        Err(problem) if !problem.errors.is_empty() => return Ok(refused(one, &problem.errors)),
        Err(problem) => return Err(problem),
    }
    import_stock::count(state, conn, by, &counted).await?;
    import_stock::mark(conn, store, id, one).await?;
    if seen {
        let saved = whole(conn, id).await?;
        tell(state, conn, &saved).await?;
    }
    Ok(Written::Updated)
}

/// An import of the tenant.
///
/// # Errors
/// 404, or the database.
pub async fn get(state: &State, tenant: TenantId, id: Uuid) -> Result<ImportRow, Problem> {
    state.db.read(Scope::Tenant(tenant), async |conn| Ok(imports::get(conn, id).await?)).await
}

/// The tenant's imports, newest first.
///
/// # Errors
/// The database.
pub async fn list(
    state: &State,
    tenant: TenantId,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Page<ImportRow>, Problem> {
    let scope = Scope::Tenant(tenant);
    let rows = state
        .db
        .read::<_, Problem, _>(scope, async |conn| Ok(imports::list(conn, after, limit + 1).await?))
        .await?;
    Ok(Page::cut(rows, limit, |r| r.id))
}

/// The errors of an import, by line, after a number of them.
///
/// # Errors
/// 404, or the database.
pub async fn errors(
    state: &State,
    tenant: TenantId,
    id: Uuid,
    after: i64,
    limit: i64,
) -> Result<Vec<ErrorRow>, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            imports::get(conn, id).await?;
            let rows = imports::errors(conn, id, after, limit).await?;
            Ok(rows.into_iter().map(|(_, row)| row).collect())
        })
        .await
}
