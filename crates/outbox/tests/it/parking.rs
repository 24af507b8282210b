//! A module that is off lets its facts wait; when it is on again they are replayed, dropped or sifted.
use std::time::Duration;

use chrono::TimeDelta;
use souk_events::{EventId, Meta, RawEvent, TenantId, ops::v1::ModuleSwitched};
use souk_outbox::{Consumers, OnResume, switches};

use crate::{
    actors::diligent,
    world::{Running, World, eventually, fact},
};

crate::on_both!(
    replay_keeps_the_order,
    one_tenant_is_off_alone,
    drop_forgets_what_waited,
    max_age_sifts_what_waited,
    an_old_revision_changes_nothing,
);

impl World {
    async fn switch(&self, tenant: Option<TenantId>, on: bool, revision: i64) {
        let tenant_id = tenant.map(|t| t.to_string()).unwrap_or_default();
        let said = ModuleSwitched { module: "catalog".into(), tenant_id, on, revision };
        self.tell_as(&Meta { tenant: None, ..self.meta() }, &[said]).await;
    }

    async fn is_on(&self, tenant: Option<TenantId>) -> bool {
        switches::is_on(&mut self.conn().await, "catalog", tenant).await.unwrap()
    }

    async fn start_with(&self, resume: OnResume) -> (Running, Running) {
        let first = diligent::<0>().ordered();
        (self.listener(Consumers::new().add(first).on_resume(resume)).await, self.teller())
    }
}

async fn replay_keeps_the_order(w: &World) {
    let (listener, teller) = w.start_with(OnResume::Replay).await;
    w.tell(&[fact("a", 1)]).await;
    w.switch(None, false, 1).await;
    eventually("it is off", async || !w.is_on(None).await).await;
    w.tell(&[fact("a", 2), fact("b", 2), fact("a", 3)]).await;
    eventually("they are parked", async || w.counts().await.parked == 3).await;
    assert_eq!(w.counts().await.inbox_pending, 0);
    assert!(!w.is_on(Some(w.tenant)).await, "off for everybody");
    w.switch(None, true, 2).await;
    w.tell(&[fact("a", 4), fact("b", 4)]).await;
    eventually("all are handled", async || w.effects().await.len() == 6).await;
    assert_eq!(w.versions("catalog.first", "a").await, [1, 2, 3, 4]);
    assert_eq!(w.versions("catalog.first", "b").await, [2, 4]);
    teller.stop().await;
    listener.stop().await;
}

async fn one_tenant_is_off_alone(w: &World) {
    let (listener, teller) = w.start_with(OnResume::Replay).await;
    let other = Meta { tenant: Some(TenantId::new()), ..w.meta() };
    w.switch(Some(w.tenant), false, 1).await;
    eventually("it is off", async || !w.is_on(Some(w.tenant)).await).await;
    assert!(w.is_on(None).await && w.is_on(other.tenant).await);
    w.tell(&[fact("mine", 1), fact("mine", 2)]).await;
    w.tell_as(&other, &[fact("theirs", 1)]).await;
    eventually("the others go on", async || w.versions("catalog.first", "theirs").await == [1]).await;
    eventually("mine are parked", async || w.counts().await.parked == 2).await;

    // The platform goes off and on meanwhile: the tenant's own switch still holds.
    w.switch(None, false, 2).await;
    eventually("all is off", async || !w.is_on(None).await).await;
    w.switch(None, true, 3).await;
    eventually("the platform is on", async || w.is_on(None).await).await;
    w.tell_as(&other, &[fact("theirs", 2)]).await;
    eventually("the others go on again", async || w.versions("catalog.first", "theirs").await == [1, 2])
        .await;
    assert!(w.versions("catalog.first", "mine").await.is_empty());
    w.switch(Some(w.tenant), true, 4).await;
    eventually("mine follow in order", async || w.versions("catalog.first", "mine").await == [1, 2]).await;
    teller.stop().await;
    listener.stop().await;
}

async fn drop_forgets_what_waited(w: &World) {
    let (listener, teller) = w.start_with(OnResume::Drop).await;
    let other = Meta { tenant: Some(TenantId::new()), ..w.meta() };
    w.switch(Some(w.tenant), false, 1).await;
    w.switch(None, false, 2).await;
    eventually("it is off", async || !w.is_on(None).await).await;
    w.tell(&[fact("mine", 1)]).await;
    w.tell_as(&other, &[fact("theirs", 1)]).await;
    eventually("both are parked", async || w.counts().await.parked == 2).await;
    w.switch(None, true, 3).await;
    eventually("the platform is on", async || w.is_on(None).await).await;
    assert_eq!(w.counts().await.parked, 1, "the tenant that is still off keeps its own");
    w.tell_as(&other, &[fact("theirs", 2)]).await;
    eventually("what comes later is handled", async || w.versions("catalog.first", "theirs").await == [2])
        .await;
    w.switch(Some(w.tenant), true, 4).await;
    eventually("the tenant is on", async || w.is_on(Some(w.tenant)).await).await;
    w.tell(&[fact("mine", 2)]).await;
    eventually("so is the tenant's", async || w.versions("catalog.first", "mine").await == [2]).await;
    assert_eq!(w.counts().await, souk_outbox::admin::Counts::default());
    teller.stop().await;
    listener.stop().await;
}

async fn max_age_sifts_what_waited(w: &World) {
    let (listener, teller) = w.start_with(OnResume::MaxAge(Duration::from_secs(600))).await;
    w.switch(None, false, 1).await;
    eventually("it is off", async || !w.is_on(None).await).await;
    let told = |version, ago| {
        let time = w.clock.now() - TimeDelta::minutes(ago);
        RawEvent::wrap(EventId::new(), "orders", time, &w.meta(), &fact("a", version)).unwrap()
    };
    w.transport.publish(&[told(1, 60), told(2, 11), told(3, 1)]).await.unwrap();
    eventually("they are parked", async || w.counts().await.parked == 3).await;
    w.switch(None, true, 2).await;
    eventually("the young one is handled", async || w.versions("catalog.first", "a").await == [3]).await;
    assert_eq!(w.counts().await, souk_outbox::admin::Counts::default());
    teller.stop().await;
    listener.stop().await;
}

async fn an_old_revision_changes_nothing(w: &World) {
    let (listener, teller) = w.start_with(OnResume::Replay).await;
    w.switch(None, false, 5).await;
    w.switch(None, true, 4).await;
    eventually("both are heard", async || listener.read().handled == 2).await;
    assert!(!w.is_on(None).await);
    teller.stop().await;
    listener.stop().await;
}
