//! Catalog's own switch: while it is off for everybody, nothing is served to the public and nothing new is begun.
//! What ends business (releases, facts, the probes) goes on.
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use actix_web::{HttpResponse, guard::GuardContext, web};
use souk_kit::{Db, Problem, Service as _};
use tokio::{select, time::sleep};
use tokio_util::sync::CancellationToken;

use crate::{Catalog, state::State};

/// How often the switch is looked at.
const EVERY: Duration = Duration::from_millis(500);
/// What other modules ask to begin something new.
const NEW_BUSINESS: [&str; 2] = ["/internal/quotes", "/internal/holds"];

/// Whether catalog is off, as it was a moment ago.
#[derive(Clone, Debug, Default)]
pub struct OwnSwitch(Arc<AtomicBool>);

impl OwnSwitch {
    /// Off for everybody. A tenant's own switch counts at the door, for its staff.
    #[must_use]
    pub fn is_off(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Follows the module's copy of the switches until `stop`. Without the database it stays as it was.
    pub async fn follow(&self, db: &Db, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            match look(db).await {
                Ok(on) => {
                    if self.0.swap(!on, Ordering::Relaxed) == on {
                        tracing::info!(on, "switched");
                    }
                }
                Err(error) => tracing::debug!(%error, "the switch stays as it was"),
            }
            select! {
                () = stop.cancelled() => {}
                () = sleep(EVERY) => {}
            }
        }
    }
}

async fn look(db: &Db) -> Result<bool, Problem> {
    let mut conn = db.public().await?;
    Ok(souk_outbox::switches::is_on(&mut conn, Catalog::NAME, None).await?)
}

/// Whether a request finds catalog switched off.
#[must_use]
pub fn closed(request: &GuardContext<'_>) -> bool {
    let off = request.app_data::<web::Data<State>>().is_some_and(|state| state.switch.is_off());
    off && !goes_on(request.head().uri.path())
}

fn goes_on(path: &str) -> bool {
    path.starts_with("/internal/") && !NEW_BUSINESS.contains(&path)
}

/// The answer while it is off.
///
/// # Errors
/// Always: 503 `module_off`.
pub async fn refuse() -> Result<HttpResponse, Problem> {
    Err(Problem::unavailable("module_off"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_business_goes_on() {
        for path in ["/internal/holds/hld_1/release", "/internal/manifest", "/internal/health/ready"] {
            assert!(goes_on(path), "{path}");
        }
        for path in ["/internal/holds", "/internal/quotes", "/v1/products", "/m/store", "/"] {
            assert!(!goes_on(path), "{path}");
        }
    }
}
