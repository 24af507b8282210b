//! Says it as JSON.
mod board;
mod lives;
mod personal;
mod proofs;
mod refunds;
mod settings;
pub mod step_in;
mod trace;

use utoipa_actix_web::service_config::ServiceConfig;

/// All operations.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(board::get_live_board)
        .service(step_in::step_in_on_reservation)
        .service(lives::begin_live)
        .service(lives::change_live)
        .service(lives::get_live_summary)
        .service(lives::get_live_weeks)
        .service(lives::get_live_record)
        .service(board::get_item_record)
        .service(board::get_double_attribution)
        .service(proofs::list_live_proofs)
        .service(proofs::approve_live_proof)
        .service(proofs::reject_live_proof)
        .service(proofs::reopen_live_proof)
        .service(refunds::list_live_refunds)
        .service(refunds::settle_live_refund)
        .service(personal::get_request_personal)
        .service(personal::get_group_personal)
        .service(settings::get_live_settings)
        .service(settings::replace_live_settings)
        .service(settings::get_price_grid)
        .service(settings::replace_price_grid)
        .service(settings::get_live_delivery_fee)
        .service(settings::replace_live_delivery_fee)
        .service(settings::get_label_ranges)
        .service(settings::replace_label_ranges)
        .service(trace::trace_reservations);
}
