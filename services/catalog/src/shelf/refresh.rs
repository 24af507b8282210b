//! Keeps the shelf fresh: filled at start, told by the writers of this process, and a poll for those of others.
use std::{
    collections::{HashMap, HashSet},
    sync::{PoisonError, atomic::Ordering},
    time::Duration,
};

use souk_events::{ProductId, StoreId, TenantId};
use souk_kit::{Conn, Db, DbError};
use tokio::{select, time::sleep};
use tokio_util::sync::CancellationToken;

use super::{Rung, Shelf, item::Item, rows};
use crate::{
    domain::{category::Category, modifier::Group, synonym::Synonyms},
    store::{
        categories::{self, CategoryRow},
        changes, modifiers, products, shelf as tables, stock,
        synonyms::{self, SynonymRow},
    },
};

const BATCH: usize = 1_000;
/// Products that are put under other words while readers wait.
const WORDS_BATCH: usize = 50;

fn tree(rows: Vec<CategoryRow>) -> Vec<Category> {
    rows.into_iter().map(Category::from).collect()
}

fn groups(rows: &[SynonymRow]) -> Synonyms {
    Synonyms::new(rows.iter().map(|row| row.terms.as_slice()))
}

async fn complete(conn: &mut Conn, found: Vec<products::ProductRow>) -> Result<Vec<Item>, DbError> {
    let ids: Vec<ProductId> = found.iter().map(|p| p.id).collect();
    let variants = products::variants(conn, &ids).await?;
    let stock = stock::of_products(conn, &ids).await?;
    let texts = products::texts(conn, &ids).await?;
    Ok(rows::items(found, variants, stock, texts))
}

impl Shelf {
    /// Fills the shelf from the tables and says from where to look for changes.
    async fn fill(&self, db: &Db) -> Result<i64, DbError> {
        let mut conn = db.public().await?;
        let from = changes::settled(&mut conn).await?;
        {
            let _turn = self.turn.lock().await;
            for store in tables::stores(&mut conn).await? {
                self.change().put_store(rows::store(store));
            }
        }
        self.fill_words(&mut conn).await?;
        let mut last = None;
        loop {
            let _turn = self.turn.lock().await;
            let found =
                tables::published_after(&mut conn, last, i64::try_from(BATCH).unwrap_or(i64::MAX)).await?;
            let full = found.len() == BATCH;
            last = found.last().map(|p| p.id);
            for item in complete(&mut conn, found).await? {
                let _ = self.change().put(item);
            }
            if !full {
                break;
            }
        }
        self.ready.store(true, Ordering::Release);
        Ok(from)
    }

    /// Every merchant's categories, synonyms and modifiers, before the products that stand under them.
    async fn fill_words(&self, conn: &mut Conn) -> Result<(), DbError> {
        let _turn = self.turn.lock().await;
        let mut words: HashMap<TenantId, (Vec<CategoryRow>, Vec<SynonymRow>)> = HashMap::new();
        for row in categories::all(conn).await? {
            words.entry(row.tenant_id).or_default().0.push(row);
        }
        for row in synonyms::all(conn).await? {
            words.entry(row.tenant_id).or_default().1.push(row);
        }
        let mut asked: HashMap<TenantId, Vec<Group>> = HashMap::new();
        for (tenant, group) in modifiers::all(conn, None).await? {
            asked.entry(tenant).or_default().push(group);
        }
        for (tenant, groups) in asked {
            self.change().set_groups(tenant, groups);
        }
        for (tenant, (rows, terms)) in words {
            self.change().set_words(tenant, tree(rows), groups(&terms));
        }
        Ok(())
    }

    /// Reads some products again; those that are not published any more go.
    ///
    /// # Errors
    /// The database.
    pub async fn refresh(&self, db: &Db, ids: &[ProductId]) -> Result<(), DbError> {
        for ids in ids.chunks(BATCH) {
            let _turn = self.turn.lock().await;
            let mut conn = db.public().await?;
            let found = tables::published_among(&mut conn, ids).await?;
            for tenant in self.strange(&found) {
                self.read_words(&mut conn, tenant).await?;
            }
            let items = complete(&mut conn, found).await?;
            let mut gone: HashSet<_> = ids.iter().copied().collect();
            let mut changed = HashSet::new();
            {
                let mut places = self.change();
                for item in items {
                    gone.remove(&item.id);
                    changed.extend(places.put(item));
                }
                gone.into_iter().for_each(|id| changed.extend(places.take(id)));
            }
            self.ring(changed.into_iter().map(Rung::Product));
        }
        Ok(())
    }

    /// Merchants of products that stand in a category or ask modifiers which are not known here yet.
    fn strange(&self, found: &[products::ProductRow]) -> HashSet<TenantId> {
        let places = self.places.read().unwrap_or_else(PoisonError::into_inner);
        let unknown = found.iter().filter(|row| {
            row.category_id.is_some_and(|id| !places.knows(id)) || !places.knows_groups(&row.modifier_groups)
        });
        unknown.map(|row| row.tenant_id).collect()
    }

    /// Whoever calls this holds the turn.
    async fn read_words(&self, conn: &mut Conn, tenant: TenantId) -> Result<(), DbError> {
        let rows = tree(categories::of(conn, tenant).await?);
        let terms = groups(&synonyms::of(conn, tenant).await?);
        let asked = modifiers::all(conn, Some(tenant)).await?.into_iter().map(|(_, group)| group).collect();
        self.change().set_groups(tenant, asked);
        let found_otherwise = self.change().set_words(tenant, rows, terms);
        for ids in found_otherwise.chunks(WORDS_BATCH) {
            let mut places = self.change();
            ids.iter().for_each(|id| places.reindex(*id));
        }
        Ok(())
    }

    /// Reads a merchant's categories, synonyms and modifiers again; its products are found by what they say.
    ///
    /// # Errors
    /// The database.
    pub async fn refresh_words(&self, db: &Db, tenant: TenantId) -> Result<(), DbError> {
        let _turn = self.turn.lock().await;
        let mut conn = db.public().await?;
        self.read_words(&mut conn, tenant).await
    }

    /// Reads a store again; its products come and go with it.
    ///
    /// # Errors
    /// The database.
    pub async fn refresh_store(&self, db: &Db, id: StoreId) -> Result<(), DbError> {
        let turn = self.turn.lock().await;
        let mut conn = db.public().await?;
        match tables::store(&mut conn, id).await? {
            Some(row) => {
                let is_new = {
                    let mut places = self.change();
                    let is_new = places.store(id).is_none();
                    places.put_store(rows::store(row));
                    is_new
                };
                if is_new {
                    let ids = tables::published_of(&mut conn, id).await?;
                    drop((conn, turn));
                    self.refresh(db, &ids).await?;
                }
            }
            None => self.change().drop_store(id),
        }
        self.ring([Rung::Store(id)]);
        Ok(())
    }

    /// Takes over what other processes changed.
    async fn catch_up(&self, db: &Db, reader: &mut Reader) -> Result<(), DbError> {
        let mut conn = db.public().await?;
        let settled = changes::settled(&mut conn).await?;
        let mut changed = changes::since(&mut conn, reader.from).await?;
        changed.retain(|row| !reader.seen.contains_key(&row.seq));
        let read: Vec<(i64, i64)> = changed.iter().map(|row| (row.seq, row.xact)).collect();
        let mut stores = HashSet::new();
        let mut words = HashSet::new();
        let mut whole = HashSet::new();
        let mut counters = HashSet::new();
        for row in changed {
            match (row.store_id, row.product_id, row.variant_id) {
                (Some(store), ..) => drop(stores.insert(store)),
                (_, _, Some(variant)) => drop(counters.insert(variant)),
                (_, Some(product), None) => drop(whole.insert(product)),
                (None, None, None) => drop(words.insert(row.tenant_id)),
            }
        }
        let counters: Vec<_> = counters.into_iter().collect();
        for variants in counters.chunks(BATCH) {
            let rows = stock::of_variants(&mut conn, variants).await?;
            let news: Vec<_> =
                rows.iter().map(|r| (r.variant_id, r.counters().available(), r.version)).collect();
            self.set_stock(&news);
        }
        drop(conn);
        for tenant in words {
            self.refresh_words(db, tenant).await?;
        }
        for store in stores {
            self.refresh_store(db, store).await?;
        }
        let whole: Vec<_> = whole.into_iter().collect();
        self.refresh(db, &whole).await?;
        reader.advance(settled, read);
        Ok(())
    }
}

/// How far the change table was read: everything before `from`, and single rows of transactions after it. A long
/// transaction elsewhere on the server holds `from` back, but not the rows.
struct Reader {
    from: i64,
    seen: HashMap<i64, i64>,
}

impl Reader {
    fn advance(&mut self, settled: i64, read: Vec<(i64, i64)>) {
        self.from = settled;
        self.seen.extend(read);
        self.seen.retain(|_, xact| *xact >= settled);
    }
}

/// Fills the shelf, then follows changes until `stop`.
pub async fn run(shelf: &Shelf, db: &Db, every: Duration, stop: &CancellationToken) {
    let mut reader: Option<Reader> = None;
    while !stop.is_cancelled() {
        let step = match &mut reader {
            None => shelf.fill(db).await.map(|from| reader = Some(Reader { from, seen: HashMap::new() })),
            Some(reader) => shelf.catch_up(db, reader).await,
        };
        if let Err(error) = step {
            tracing::warn!(%error, "the shelf could not be brought up to date");
        }
        select! {
            () = stop.cancelled() => {}
            () = sleep(every) => {}
        }
    }
}
