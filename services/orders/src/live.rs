//! The bell of this process: what changed an order rings it after the commit, live pages listen.
use souk_events::{OrderId, TenantId};
use tokio::sync::broadcast;

/// An order that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The merchant.
    pub tenant: TenantId,
    /// The order.
    pub order: OrderId,
}

/// Rings and listens. A missed ring does no harm: live pages also look by themselves.
#[derive(Clone, Debug)]
pub struct Bell(broadcast::Sender<Changed>);

impl Bell {
    /// A new bell; clones ring the same one.
    #[must_use]
    pub fn new() -> Self {
        Self(broadcast::Sender::new(256))
    }
    /// Says that an order changed.
    pub fn ring(&self, changed: Changed) {
        // Nobody listening is fine.
        let _ = self.0.send(changed);
    }
    /// Listens from now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Changed> {
        self.0.subscribe()
    }
}

impl Default for Bell {
    fn default() -> Self {
        Self::new()
    }
}
