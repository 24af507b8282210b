//! A merchant has another plan: modules that it does not include are switched off for that merchant, and those that a plan
//! before left out are switched on again. What an operator switched by hand stays as it is.
use souk_events::{Envelope, TenantId, identity::v1::PlanChanged, ops::v1::ModuleSwitched};
use souk_kit::Conn;
use souk_outbox::{Consumer, HandlerError, publish};

use crate::{
    State,
    store::switches::{self, Switch},
};

/// Who decided, where a plan did.
const PLAN: &str = "plan";

/// Makes switches of a plan.
pub struct OnPlanChanged(pub State);

impl Consumer for OnPlanChanged {
    type Event = PlanChanged;
    const NAME: &'static str = "ops.on_plan_changed";

    fn ordered_by(&self, event: &Envelope<PlanChanged>) -> Option<String> {
        Some(event.data.tenant_id.clone())
    }

    async fn handle(&self, conn: &mut Conn, event: Envelope<PlanChanged>) -> Result<(), HandlerError> {
        let said = event.data;
        let tenant: TenantId = said.tenant_id.parse()?;
        switches::lock(conn).await?;
        let known = switches::of_tenant(conn, tenant).await?;
        // Off already, or on because an operator wanted it so.
        let stays = |s: &Switch| !s.on || s.changed_by != PLAN;
        let stands = |module: &str| known.iter().any(|s| s.module == module && stays(s));
        let off = said.modules_off.iter().filter(|m| self.0.modules.has(m) && !stands(m));
        let mut wanted: Vec<(String, bool)> = off.map(|module| (module.clone(), false)).collect();
        let by_plan = known.iter().filter(|s| !s.on && s.changed_by == PLAN);
        let again = by_plan.filter(|s| !said.modules_off.contains(&s.module));
        wanted.extend(again.map(|s| (s.module.clone(), true)));
        for (module, on) in wanted {
            let now = self.0.clock.now();
            let revision = switches::next_revision(conn).await?;
            let told =
                ModuleSwitched { module: module.clone(), tenant_id: said.tenant_id.clone(), on, revision };
            let new = Switch {
                module,
                tenant_id: Some(tenant),
                on,
                revision,
                changed_at: now,
                changed_by: PLAN.to_owned(),
                reason: said.plan.clone(),
            };
            switches::set(conn, &new).await?;
            publish(conn, &souk_kit::meta(Some(tenant)), now, &told).await?;
        }
        Ok(())
    }
}
