//! What is on the board: a column per stage, a card per order, the next step as one big button.
use souk_kit::{View, format, token::Role};
use souk_ui::{Banner, BoardCard, BoardColumn, Button, Form, Markup, Render, Tone, board, html};

use super::parts::{ago, badge, bought, costs, handed_over, later};
use crate::{
    app::read::{BOARD_OPEN, Board},
    domain::{
        fulfilment::Mode,
        order::{Action, Label, Payment},
    },
    store::rows::Order,
};

/// The board's columns.
pub(super) fn draw(view: &View, seen: &Board, role: Role) -> Markup {
    let open = |labels: &[Label]| -> Vec<BoardCard> {
        seen.open.iter().filter(|o| labels.contains(&o.label())).map(|o| card(view, seen, o, role)).collect()
    };
    let done = seen.done.iter().map(|o| card(view, seen, o, role)).collect();
    let column = |id: &str, tone: Tone| {
        BoardColumn::new(
            format!("column-{id}"),
            view.t(&format!("column-{id}")),
            tone,
            view.t(&format!("column-{id}-empty")),
        )
    };
    let columns = board(
        "board",
        &view.t("board-title"),
        &[
            column("new", Tone::Warning).cards(open(&[Label::Placed])).alert(),
            column("preparing", Tone::Info).cards(open(&[Label::Accepted, Label::Preparing])),
            column("ready", Tone::Live).cards(open(&[Label::Ready, Label::OutForDelivery])),
            column("done", Tone::Success).cards(done),
        ],
    );
    html! {
        @if seen.is_cut() { (Banner::new(Tone::Warning, view.with("board-too-many", &[("n", &BOARD_OPEN.to_string())]))) }
        (columns)
    }
}

fn card(view: &View, seen: &Board, order: &Order, role: Role) -> BoardCard {
    let label = order.label();
    let mut card = BoardCard::new(
        format!("order-{}", order.id),
        &order.number,
        format!("/dashboard/orders/{}", order.id),
    )
    .tone(super::parts::tone(label))
    .meta(ago(view, order.zone(), order.placed_at))
    .meta(costs(view, order));
    if order.mode() == Mode::Delivery || order.slot_start.is_some() {
        card = card.meta(html! { b { (handed_over(view, order)) } });
    }
    if label != Label::Placed {
        card = card.meta(badge(view, label));
    }
    if seen.stores.len() > 1 {
        card = card.meta(html! { (order.store_name) });
    }
    if label == Label::Placed {
        card = card.deadline(order.accept_by.to_rfc3339(), format::time(order.zone(), order.accept_by));
    }
    if let Some(later) = later(view, order, seen.delays.get(&order.id).copied()) {
        card = card.meta(html! { b { (later) } });
    }
    for line in seen.lines.iter().filter(|l| l.order_id == order.id && l.quantity > 0) {
        card = card.line(format!("{}×", line.quantity), bought(line, seen.line_notes.get(&line.line_id)));
    }
    if let Some((_, note)) = seen.notes.iter().find(|(id, _)| *id == order.id) {
        card = card.note(note);
    }
    if order.state().is_over() { card } else { card.actions(buttons(view, order, role)) }
}

/// The next step first and big; turning down is a link to where the reason is given.
fn buttons(view: &View, order: &Order, role: Role) -> Markup {
    let steps = next_steps(order);
    html! {
        @for (place, step) in steps.iter().enumerate() { (step_form(view, order, *step, place == 0)) }
        @if order.label() == Label::Placed && role >= Action::Reject.role() {
            (Button::quiet(view.t("do-reject")).href(format!("/dashboard/orders/{}#end", order.id))
                .attr("id", format!("reject-{}", order.id)))
        }
    }
}

/// One step as a form of one button: with scripts the board follows by itself, without them the page comes back.
fn step_form(view: &View, order: &Order, step: Action, first: bool) -> Markup {
    let path = format!("/dashboard/orders/{}/{}", order.id, step.as_str());
    let form = Form::post(&path).attr("hx-post", &path).attr("hx-swap", "none");
    // The board is drawn anew while one works on it: the focus comes back to the button of the same id.
    let id = format!("{}-{}", step.as_str(), order.id);
    form.actions(step_button(view, order, step, first).attr("id", id)).render()
}

/// The button of a step; the next one is the biggest thing.
pub(super) fn step_button(view: &View, order: &Order, step: Action, first: bool) -> Button {
    let label = step_word(view, order, step);
    if first { Button::primary(label).wide() } else { Button::secondary(label) }
}

/// What a step is called: what was paid already is handed over, and nothing is taken.
pub(super) fn step_word(view: &View, order: &Order, step: Action) -> String {
    match step {
        Action::Complete if order.payment() != Payment::Awaiting => view.t("do-hand-over"),
        _ => view.t(&format!("do-{}", step.as_str())),
    }
}

/// What the shop does next with an order, the usual step first.
pub(super) fn next_steps(order: &Order) -> &'static [Action] {
    match order.label() {
        Label::Placed => &[Action::Accept],
        Label::Accepted => &[Action::Start, Action::Ready],
        Label::Preparing => &[Action::Ready],
        Label::Ready if order.mode() == Mode::Delivery => &[Action::Depart, Action::Complete],
        Label::Ready | Label::OutForDelivery => &[Action::Complete],
        Label::Unpaid | Label::Completed | Label::Rejected | Label::Expired | Label::Cancelled => &[],
    }
}
