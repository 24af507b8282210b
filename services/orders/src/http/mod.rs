//! Orders as JSON: one file per resource.
pub mod cart;
pub mod checkouts;
pub mod fulfilments;
pub mod if_match;
pub mod interventions;
pub mod order_views;
pub mod orders;
pub mod person;
pub mod personal;
pub mod platform_promotions;
pub mod promotion_views;
pub mod promotions;
pub mod reorders;
pub mod store_bulk;
mod store_changes;
pub mod store_exports;
pub mod store_orders;
pub mod views;

use utoipa_actix_web::service_config::ServiceConfig;

/// All JSON routes.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(cart::get_cart)
        .service(cart::clear_cart)
        .service(cart::add_cart_line)
        .service(cart::set_cart_line)
        .service(cart::remove_cart_line)
        .service(cart::add_cart_code)
        .service(cart::remove_cart_code)
        .service(checkouts::place_checkout)
        .service(checkouts::get_checkout_options)
        .service(fulfilments::list_fulfilments)
        .service(fulfilments::get_fulfilment)
        .service(fulfilments::replace_fulfilment)
        .service(orders::list_orders)
        .service(orders::get_order)
        .service(orders::cancel_order)
        .service(reorders::reorder_order)
        .service(store_orders::list_store_orders)
        .service(store_exports::export_store_orders)
        .service(store_orders::get_store_order_totals)
        .service(store_bulk::move_store_orders)
        .service(store_orders::get_store_order)
        .service(store_orders::reject_order)
        .service(store_orders::cancel_store_order)
        .service(store_changes::delay_order)
        .service(store_changes::reduce_order)
        .service(store_orders::move_order)
        .service(promotions::list_promotions)
        .service(promotions::create_promotion)
        .service(promotions::get_promotion)
        .service(promotions::replace_promotion)
        .service(promotions::move_promotion)
        .service(platform_promotions::list_platform_promotions)
        .service(platform_promotions::create_platform_promotion)
        .service(platform_promotions::get_platform_promotion)
        .service(platform_promotions::replace_platform_promotion)
        .service(platform_promotions::move_platform_promotion)
        .service(interventions::find_orders)
        .service(interventions::get_any_order)
        .service(interventions::intervene_order)
        .service(person::get_person_data)
        .service(personal::get_order_personal);
}
