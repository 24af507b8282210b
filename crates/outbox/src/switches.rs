//! Which modules are on: copied from the operators' decisions, newest revision wins.
use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    dsl::{exists, not},
    insert_into,
    prelude::*,
    select, update,
    upsert::excluded,
};
use diesel_async::RunQueryDsl;
use souk_events::{Envelope, TenantId, ops::v1::ModuleSwitched};

use crate::{
    Clock, Conn, Consumer, HandlerError, OnResume, OutboxError,
    inbox::SWITCH_CONSUMER,
    schema::{inbox, module_switch},
};

/// Whether a module is on for a tenant (or, without one, for the platform). Nothing said means on.
///
/// # Errors
/// When the switches cannot be read.
pub async fn is_on(conn: &mut Conn, module: &str, tenant: Option<TenantId>) -> Result<bool, OutboxError> {
    let off = module_switch::table.filter(
        module_switch::module
            .eq(module)
            .and(not(module_switch::on))
            .and(module_switch::tenant.is_null().or(module_switch::tenant.eq(tenant))),
    );
    Ok(select(not(exists(off))).get_result(conn).await?)
}

/// Keeps the copy, and resumes this module's inbox when it is on again. Runs in every module.
pub(crate) struct FollowSwitches {
    pub(crate) module: &'static str,
    pub(crate) resume: OnResume,
    pub(crate) clock: Clock,
}

impl Consumer for FollowSwitches {
    type Event = ModuleSwitched;
    const NAME: &'static str = SWITCH_CONSUMER;

    async fn handle(&self, conn: &mut Conn, event: Envelope<ModuleSwitched>) -> Result<(), HandlerError> {
        let said = event.data;
        let tenant = match said.tenant_id.as_str() {
            "" => None,
            text => Some(text.parse().map_err(|e| HandlerError::refused(format!("tenant_id: {e}")))?),
        };
        let now = self.clock.now();
        let upsert = insert_into(module_switch::table)
            .values((
                module_switch::module.eq(&said.module),
                module_switch::tenant.eq(tenant),
                module_switch::on.eq(said.on),
                module_switch::revision.eq(said.revision),
                module_switch::changed_at.eq(now),
            ))
            .on_conflict((module_switch::module, module_switch::tenant))
            .do_update()
            .set((
                module_switch::on.eq(excluded(module_switch::on)),
                module_switch::revision.eq(excluded(module_switch::revision)),
                module_switch::changed_at.eq(excluded(module_switch::changed_at)),
            ));
        let newer = module_switch::revision.lt(excluded(module_switch::revision));
        let newest = diesel::query_dsl::methods::FilterDsl::filter(upsert, newer).execute(conn).await? > 0;
        if newest && said.on && said.module == self.module {
            self.resume(conn, tenant, now).await?;
        }
        Ok(())
    }
}

impl FollowSwitches {
    /// Drops what waited too long. What another switch still holds back keeps waiting.
    async fn resume(
        &self,
        conn: &mut Conn,
        tenant: Option<TenantId>,
        now: DateTime<Utc>,
    ) -> Result<(), HandlerError> {
        let told_before = match self.resume {
            OnResume::Replay => return Ok(()),
            OnResume::Drop => now + TimeDelta::days(36_500),
            OnResume::MaxAge(age) => now - TimeDelta::from_std(age)?,
        };
        let still_off = module_switch::table.filter(
            module_switch::module
                .eq(self.module)
                .and(not(module_switch::on))
                .and(module_switch::tenant.is_null().or(module_switch::tenant.eq(inbox::tenant))),
        );
        let waited = inbox::table
            .filter(inbox::finished_at.is_null().and(inbox::dead_at.is_null()))
            .filter(inbox::consumer.ne(SWITCH_CONSUMER))
            .filter(inbox::time.lt(told_before))
            .filter(not(exists(still_off)));
        let dropped = (inbox::finished_at.eq(now), inbox::outcome.eq("dropped"));
        let count = match tenant {
            None => update(waited).set(dropped).execute(conn).await?,
            Some(tenant) => {
                update(waited.filter(inbox::tenant.eq(tenant))).set(dropped).execute(conn).await?
            }
        };
        tracing::info!(module = self.module, count, "facts that waited for the module were dropped");
        Ok(())
    }
}
