//! How all stores hand over orders, in memory.
use std::{collections::HashMap, sync::Arc};

use diesel::QueryResult;
use souk_events::StoreId;
use souk_kit::Conn;

use crate::{
    domain::fulfilment::Terms,
    kept::{Kept, Source},
    store::fulfilments,
};

/// The rules of some stores; those without one are not in it.
pub type Rules = HashMap<StoreId, Arc<Terms>>;

/// The copy of all rules.
pub type Ways = Kept<AllRules>;

/// Every store that has a rule.
pub struct AllRules;

impl Source for AllRules {
    type Key = StoreId;
    type Value = Arc<Terms>;
    const WHAT: &'static str = "fulfilment in memory";

    async fn marks(conn: &mut Conn) -> QueryResult<Vec<(StoreId, i64)>> {
        fulfilments::versions(conn).await
    }

    async fn read(conn: &mut Conn, stores: &[StoreId]) -> QueryResult<Vec<(StoreId, Arc<Terms>)>> {
        let rows = fulfilments::of_stores(conn, stores).await?;
        let terms = rows.into_iter().filter_map(fulfilments::FulfilmentRow::terms);
        Ok(terms.map(|terms| (terms.store_id, Arc::new(terms))).collect())
    }
}
