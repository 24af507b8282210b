//! Says it as JSON: one file per resource.
mod activity;
mod audit;
mod dead_letters;
mod events;
mod health;
mod modules;
mod queue;
mod replays;
mod switches;
mod timeline;

use souk_events::TenantId;
use souk_kit::FieldError;
use utoipa_actix_web::service_config::ServiceConfig;

pub use audit::{AuditQuery, page as audit_page};
pub use dead_letters::ids as letter_ids;
pub use events::{EventQuery, page as event_page};
pub use queue::{
    FASTEST as PROBLEMS_FASTEST, MOST as PROBLEMS_MOST, ProblemsRequest, check as problems_check,
    pace as problems_pace,
};
pub use replays::{ReplayRequest, page as replay_page};

/// All of them.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(events::list_events)
        .service(timeline::get_timeline)
        .service(dead_letters::list_dead_letters)
        .service(dead_letters::replay_dead_letters)
        .service(dead_letters::archive_dead_letters)
        .service(queue::list_message_problems)
        .service(queue::act_on_message_problems)
        .service(replays::list_replays)
        .service(replays::begin_replay)
        .service(replays::get_replay)
        .service(replays::continue_replay)
        .service(replays::stop_replay)
        .service(modules::list_modules)
        .service(switches::list_switches)
        .service(switches::set_switch)
        .service(switches::internal_switches)
        .service(health::get_health)
        .service(health::get_availability)
        .service(activity::get_activity)
        .service(audit::list_audit);
}

/// A tenant id in a query or form; nothing when it is blank.
///
/// # Errors
/// A text that is no tenant id.
pub fn tenant(pointer: &str, text: Option<&str>) -> Result<Option<TenantId>, FieldError> {
    match text.map(str::trim).filter(|t| !t.is_empty()) {
        None => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| FieldError::new(pointer, "tenant_unknown")),
    }
}
