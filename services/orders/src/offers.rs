//! The promotions of all merchants in memory.
use std::{collections::HashMap, sync::Arc};

use diesel::QueryResult;
use souk_events::TenantId;
use souk_kit::Conn;

use crate::{
    domain::promotion::Promotion,
    kept::{Kept, Source},
    store::promotions,
};

/// A merchant's promotions that are not over for good.
pub type List = Arc<[Promotion]>;

/// The copy of all promotions.
pub type Offers = Kept<AllPromotions>;

/// Every merchant that ever had a promotion.
pub struct AllPromotions;

impl Source for AllPromotions {
    type Key = TenantId;
    type Value = List;
    const WHAT: &'static str = "promotions in memory";

    async fn marks(conn: &mut Conn) -> QueryResult<Vec<(TenantId, i64)>> {
        promotions::marks(conn).await
    }

    async fn read(conn: &mut Conn, tenants: &[TenantId]) -> QueryResult<Vec<(TenantId, List)>> {
        let mut found: HashMap<TenantId, Vec<Promotion>> =
            tenants.iter().map(|tenant| (*tenant, Vec::new())).collect();
        for (tenant, promotion) in promotions::running(conn, tenants).await? {
            found.entry(tenant).or_default().push(promotion);
        }
        Ok(found.into_iter().map(|(tenant, list)| (tenant, list.into())).collect())
    }
}
