//! "Order again": a button on the order and in the history, and what the cart says after it.
use actix_web::{HttpResponse, web};
use souk_events::{OrderId, Subject};
use souk_kit::{Caller, Kind, Path, Problem, View, caller::Anyone};
use souk_ui::{Banner, Button, Form, Icon, Markup, Render, Tone, html, toast};

use super::{frame::see_other, parts::named};
use crate::{
    app::{
        read,
        reorder::{self, LeftOut},
    },
    state::State,
};

pub(super) async fn run(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    id: Path<OrderId>,
) -> Result<HttpResponse, Problem> {
    let all = match reorder::run(&state, caller.subject()?, *id).await {
        Ok(all) => all,
        Err(problem) if problem.kind == Kind::Unavailable => {
            return Ok(see_other(&format!("/cart?wrong={}&back=/orders/{}", problem.code, *id)));
        }
        Err(problem) => return Err(problem),
    };
    let left = all.iter().filter_map(|a| Some(format!("{}.{}", a.line.position, a.left_out?.as_str())));
    let left: Vec<String> = left.collect();
    let some = if all.iter().any(|a| a.added.is_some()) { "" } else { "&none=1" };
    Ok(see_other(&format!("/cart?again={}&left={}{some}", *id, left.join(","))))
}

/// The button.
pub(super) fn button(view: &View, order: OrderId) -> Markup {
    let label = Button::secondary(view.t("order-again")).icon(Icon::RotateCcw).small();
    Form::post(format!("/orders/{order}/reorder")).inline().actions(label).render()
}

/// What the cart says after it: that it is done, and what is missing.
pub(super) async fn said(
    state: &State,
    whose: Subject,
    view: &View,
    order: OrderId,
    left: &str,
    none: bool,
) -> Result<Markup, Problem> {
    let done = (!none).then(|| toast(Tone::Success, &view.t("again-done")));
    let missing: Vec<(i32, LeftOut)> = left
        .split(',')
        .filter_map(|one| {
            let (place, why) = one.split_once('.')?;
            Some((place.parse().ok()?, LeftOut::parse(why)?))
        })
        .collect();
    if missing.is_empty() {
        return Ok(html! { @if let Some(done) = done { (done) } });
    }
    let full = read::own_order(state, whose, order).await?;
    let line = |(place, why): &(i32, LeftOut)| {
        let line = full.lines.iter().find(|l| l.position == *place)?;
        let what = named(&line.title, &line.variant_title);
        Some(view.with("checkout-line-wrong", &[("what", &what), ("why", &view.t(why.key()))]))
    };
    let said: Vec<String> = missing.iter().filter_map(line).collect();
    Ok(html! {
        @if let Some(done) = done { (done) }
        (Banner::new(Tone::Warning, view.t("again-missing")).text(said.join(" · ")))
    })
}
