//! Says it as JSON.
mod board;
mod personal;
mod settings;

use utoipa_actix_web::service_config::ServiceConfig;

/// All operations.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(board::get_live_board)
        .service(board::step_in_on_reservation)
        .service(board::get_item_record)
        .service(board::get_double_attribution)
        .service(personal::get_request_personal)
        .service(personal::get_group_personal)
        .service(settings::get_live_settings)
        .service(settings::replace_live_settings)
        .service(settings::get_price_grid)
        .service(settings::replace_price_grid)
        .service(settings::get_label_ranges)
        .service(settings::replace_label_ranges);
}
