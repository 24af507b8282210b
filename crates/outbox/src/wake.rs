//! A bell inside one process: whoever committed rings it, whoever waits for rows listens.
use tokio::sync::watch;

/// Wakes the relay after a commit. Rings between two looks melt into one; a poll stands behind it as a net.
#[derive(Clone, Debug)]
pub struct Wake(watch::Sender<()>);

impl Wake {
    /// A new bell; clones ring the same one.
    #[must_use]
    pub fn new() -> Self {
        Self(watch::Sender::new(()))
    }

    /// Says "there is something to look at". Call it after the commit.
    pub fn ring(&self) {
        self.0.send_replace(());
    }

    pub(crate) fn listen(&self) -> watch::Receiver<()> {
        self.0.subscribe()
    }
}

impl Default for Wake {
    fn default() -> Self {
        Self::new()
    }
}
