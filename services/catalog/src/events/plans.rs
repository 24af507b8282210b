//! Plans as identity tells them: the newest version wins.
use souk_events::{Envelope, TenantId, identity::v1::PlanChanged};
use souk_kit::{Conn, Scope, db};
use souk_outbox::{Consumer, HandlerError};

use crate::store::quotas;

/// Takes the number of products over.
pub struct OnPlanChanged;

impl Consumer for OnPlanChanged {
    type Event = PlanChanged;
    const NAME: &'static str = "catalog.on_plan_changed";

    async fn handle(&self, conn: &mut Conn, event: Envelope<PlanChanged>) -> Result<(), HandlerError> {
        let tenant: TenantId = event.data.tenant_id.parse()?;
        let products = Some(event.data.products).filter(|most| *most > 0);
        db::enter(conn, Scope::Tenant(tenant)).await?;
        Ok(quotas::hear(conn, tenant, products, event.data.version).await?)
    }
}
