//! Says it as JSON, and takes the provider's webhooks.
mod hooks;
mod intents;
mod own;
mod person;
mod store_payments;

use utoipa_actix_web::service_config::ServiceConfig;

pub use hooks::routes as hooks;

/// All of them but the webhooks, which are no part of the API.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(intents::open_payment)
        .service(intents::get_methods)
        .service(own::get_payment)
        .service(person::get_payer_data)
        .service(store_payments::list_store_payments)
        .service(store_payments::get_store_payment)
        .service(store_payments::refund_payment);
}
