//! Orders as HTML: pages, fragments and live streams.
mod account;
mod again;
mod board;
mod board_cards;
mod cart;
mod changes;
mod checkout;
mod checkout_form;
mod checkout_ways;
mod codes;
mod detail;
mod exports;
pub(crate) mod frame;
mod fulfilment;
mod fulfilment_fields;
pub(crate) mod letter;
mod list;
mod live;
mod parts;
mod promotion_desk;
mod promotion_fields;
mod promotion_form;
mod promotions;
mod slots;
mod streams;
mod tracking;
mod typed;
mod watch;

use actix_web::web;

/// All screens.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/cart", web::get().to(cart::show))
        .route("/cart/lines", web::post().to(cart::add))
        .route("/cart/lines/{line}", web::post().to(cart::change))
        .route("/cart/codes", web::post().to(codes::add))
        .route("/cart/codes/{code}/remove", web::post().to(codes::remove))
        .route("/checkout", web::get().to(checkout::show))
        .route("/checkout", web::post().to(checkout::place))
        .route("/orders/{id}", web::get().to(tracking::show))
        .route("/orders/{id}/cancel", web::post().to(tracking::cancel))
        .route("/orders/{id}/reorder", web::post().to(again::run))
        .route("/account/orders", web::get().to(account::show))
        .route("/dashboard/orders", web::get().to(board::show))
        .route("/dashboard/orders/list", web::get().to(list::show))
        .route("/dashboard/orders/list", web::post().to(list::act))
        .route("/dashboard/orders/export", web::get().to(exports::show))
        .route("/dashboard/orders/export.csv", web::get().to(exports::download))
        .route("/dashboard/orders/{id}", web::get().to(detail::show))
        .route("/dashboard/orders/{id}/contact", web::post().to(detail::contact))
        .route("/dashboard/orders/{id}/delay", web::post().to(changes::delay))
        .route("/dashboard/orders/{id}/reduce", web::post().to(changes::reduce))
        .route("/dashboard/orders/{id}/{action}", web::post().to(board::act))
        .route("/dashboard/fulfilment", web::get().to(fulfilment::show))
        .route("/dashboard/fulfilment", web::post().to(fulfilment::save))
        .route("/ops/orders", web::get().to(watch::list))
        .route("/ops/orders/{id}", web::get().to(watch::show))
        .route("/ops/orders/{id}", web::post().to(watch::act))
        .route("/live/orders/{id}", web::get().to(live::order))
        .route("/live/board", web::get().to(live::board))
        .route("/slots/header.cart", web::get().to(slots::cart))
        .route("/slots/shell.cart", web::get().to(slots::cart))
        .route("/slots/account.sections", web::get().to(slots::account))
        .route("/slots/shop.brief", web::get().to(slots::brief))
        .route("/slots/dashboard.home", web::get().to(slots::dashboard));
    promotion_desk::routes(cfg, "/dashboard/promotions");
    promotion_desk::routes(cfg, "/ops/promotions");
}
