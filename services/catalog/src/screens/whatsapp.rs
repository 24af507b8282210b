//! The button that opens WhatsApp with a store: on its own page, and on the page of an order.
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use souk_kit::{Problem, Query, View};
use souk_ui::{Button, Icon, Markup, html};

use super::fragment;
use crate::{domain::whatsapp, shelf::StoreCard, state::State};

/// Which order of which store.
#[derive(Debug, Default, Deserialize)]
pub struct About {
    #[serde(default)]
    store: String,
    #[serde(default)]
    order: String,
}

/// The button; nothing for a store without a number. `order` is the number of an order that it is about.
pub fn button(view: &View, store: &StoreCard, order: Option<&str>) -> Markup {
    let Some(number) = &store.whatsapp else { return html! {} };
    let text = match order {
        Some(order) => view.with("whatsapp-order", &[("number", order), ("store", &store.name)]),
        None => view.with("whatsapp-store", &[("store", &store.name)]),
    };
    let link = Button::secondary(view.t("whatsapp-write"))
        .href(whatsapp::link(number, &text))
        .icon(Icon::MessageCircle)
        .attr("rel", "noopener noreferrer")
        .attr("target", "_blank");
    html! { (link) }
}

/// `order.actions`: the button about one order.
pub async fn order(
    state: web::Data<State>,
    view: View,
    about: Query<About>,
) -> Result<HttpResponse, Problem> {
    let shelf = state.shelf.look()?;
    let plain =
        about.order.len() <= 40 && !about.order.is_empty() && about.order.chars().all(|c| !c.is_control());
    let found = shelf.store_named(&about.store).filter(|_| plain);
    Ok(fragment(html! { @if let Some(store) = found { (button(&view, store, Some(&about.order))) } }))
}
