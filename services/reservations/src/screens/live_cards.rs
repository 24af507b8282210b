//! What the live page shows: what was sold, a card per article, who holds it and until when, what happened last.
use chrono::{DateTime, Utc};
use souk_events::Money;
use souk_kit::{View, format, token::Role};
use souk_ui::{
    BoardCard, BoardColumn, Button, Card, Form, Icon, Markup, Photo, Render, StatTile, Tone, board,
    countdown, grid, html, split, stack, status, time_exact,
};

use super::ops_live::HERE;
use crate::{
    app::{
        board::{Board, Row},
        reports,
    },
    store::reservations::Reservation,
};

/// The live part of the page.
pub(super) fn draw(view: &View, seen: &Board, role: Role) -> Markup {
    let held: Vec<&Row> = {
        let mut rows: Vec<&Row> = seen.rows.iter().filter(|row| !row.holders.is_empty()).collect();
        rows.sort_by_key(|row| row.holders.iter().filter_map(|(held, _)| held.expires_at).min());
        rows
    };
    let free = |row: &&Row| row.holders.is_empty() && row.item.state == "on_sale";
    let sold = |row: &&Row| row.holders.is_empty() && row.item.state == "sold";
    let cards = |rows: Vec<&Row>| rows.into_iter().map(|row| card(view, seen, row, role)).collect::<Vec<_>>();
    let column = |id: &str, tone| {
        let empty = view.t(&format!("live-column-{id}-empty"));
        BoardColumn::new(format!("live-{id}"), view.t(&format!("live-column-{id}")), tone, empty)
    };
    let columns = board(
        "live-board",
        &view.t("nav-live"),
        &[
            column("held", Tone::Live).cards(cards(held)),
            column("free", Tone::Info).cards(cards(seen.rows.iter().filter(free).collect())),
            column("sold", Tone::Success).cards(cards(seen.rows.iter().filter(sold).collect())),
        ],
    );
    html! {
        (stack(html! {
            @if let Some(figures) = figures(view, seen) { (figures) }
            @if seen.session.is_some() || !seen.rows.is_empty() { (columns) }
            @if !seen.latest.is_empty() { (latest(view, seen)) }
        }))
    }
}

fn figures(view: &View, seen: &Board) -> Option<Markup> {
    let (session, sum) = seen.session.as_ref()?;
    let currency = seen.rows.first().map(|row| row.item.price().currency);
    let sold = Money::new(sum.sold, currency.unwrap_or(seen.currency));
    let state = if session.paused {
        status(Tone::Warning, &view.t("live-is-paused"))
    } else {
        status(Tone::Live, &view.t("live-is-on"))
    };
    let tile = |key: &str, value: String, icon| StatTile::new(view.t(key), value).icon(icon);
    let (confirmed, expired) = seen.rates;
    Some(html! {
        p class="cluster" {
            (state)
            @if !session.name.is_empty() { b { bdi { (session.name) } } }
            span class="hint" { (view.with("live-since", &[("time", &format::time(seen.zone, session.opened_at))])) }
        }
        (grid(html! {
            (tile("live-sold", format::money(view.lang, sold), Icon::Banknote))
            (tile("live-orders", sum.orders.to_string(), Icon::ReceiptText))
            (tile("live-confirmation", reports::percent(view.lang, confirmed), Icon::CircleCheck))
            (tile("live-expiry", reports::percent(view.lang, expired), Icon::ClockAlert))
        }))
    })
}

fn card(view: &View, seen: &Board, row: &Row, role: Role) -> BoardCard {
    let item = &row.item;
    let title = match item.label.as_str() {
        "" => item.shown_code.clone(),
        label => format!("{} · {label}", item.shown_code),
    };
    let tone = match (row.holders.is_empty(), item.state.as_str()) {
        (false, _) => Tone::Live,
        (true, "sold") => Tone::Success,
        _ => Tone::Info,
    };
    let href = if role >= Role::Seller {
        format!("{HERE}/items/{}/record", item.id)
    } else {
        format!("#item-{}", item.id)
    };
    let stock = [("on_hand", item.on_hand.to_string()), ("available", row.available.to_string())];
    let stock: Vec<(&str, &str)> = stock.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut card = BoardCard::new(format!("item-{}", item.id), title, href)
        .tone(tone)
        .meta(html! { bdi { (format::money(view.lang, item.price())) } })
        .meta(html! { (view.with("live-stock", &stock)) });
    if item.photos > 0 {
        let photo = Photo::new(Some(format!("{HERE}/photos/{}", item.id)), item.shown_code.as_str()).thumb();
        card = card.meta(photo.render());
    }
    let body = html! {
        div class="stack" {
            @for (held, who) in &row.holders { (holder(view, seen, held, who)) }
            @for (waits, who, rank) in &row.waiting {
                p class="cluster" {
                    span { "#" (rank) } bdi dir="ltr" { (who) }
                    @if waits.quantity > 1 { span { "× " (waits.quantity) } }
                    @if !waits.size.is_empty() { bdi { (waits.size) } }
                    (more(view, waits))
                }
            }
            @for (over, who) in &row.lapsed {
                p class="cluster" {
                    (status(Tone::Neutral, &view.t("live-ran-out"))) bdi dir="ltr" { (who) } (more(view, over))
                }
            }
        }
    };
    if row.holders.is_empty() && row.waiting.is_empty() && row.lapsed.is_empty() {
        card
    } else {
        card.actions(body)
    }
}

fn holder(view: &View, seen: &Board, held: &Reservation, who: &str) -> Markup {
    let button = |step: &str, icon| {
        let path = format!("{HERE}/reservations/{}/{step}", held.id);
        let label = view.t(&format!("live-do-{}", step.replace('_', "-")));
        // The card is drawn anew while one works on it: the focus comes back to the button of the same id.
        let button = Button::secondary(label).small().icon(icon).attr("id", format!("{step}-{}", held.id));
        Form::post(&path).attr("hx-post", &path).attr("hx-swap", "none").actions(button)
    };
    html! {
        div {
            p class="cluster" {
                bdi dir="ltr" { b { (who) } }
                @if held.quantity > 1 { span { "× " (held.quantity) } }
                @if !held.size.is_empty() { bdi { (held.size) } }
                (status(step_tone(&held.step), &view.t(&format!("live-step-{}", held.step.replace('_', "-")))))
                @if let Some(until) = held.expires_at { (countdown(&until.to_rfc3339(), &clock(seen, until))) }
            }
            div class="cluster" {
                // Where a proof was sent, taking it back owes money: asked for on the page behind "more".
                @if held.deposit_id.is_none() { (button("release", Icon::Undo2)) }
                (button("extend", Icon::Timer))
                (more(view, held))
            }
        }
    }
}

fn step_tone(step: &str) -> Tone {
    if step == "need_confirm" { Tone::Info } else { Tone::Warning }
}

fn more(view: &View, row: &Reservation) -> Button {
    Button::quiet(view.t("live-more")).small().href(format!("{HERE}/reservations/{}", row.id))
}

fn clock(seen: &Board, at: DateTime<Utc>) -> String {
    format::time(seen.zone, at)
}

/// What happened last, in words.
fn latest(view: &View, seen: &Board) -> Markup {
    let code = |item: Option<souk_events::LiveItemId>| {
        seen.rows.iter().find(|row| Some(row.item.id) == item).map(|row| row.item.shown_code.clone())
    };
    let known = seen.latest.iter().filter(|entry| !entry.action.starts_with("override.reason"));
    split(
        Card::new(view.t("live-latest")).body(html! {
            ul class="ticket-lines" {
                @for entry in known.take(10) {
                    li {
                        b { (time_exact(&entry.at.to_rfc3339(), &clock(seen, entry.at))) }
                        @if let Some(code) = code(entry.item_id) { bdi { (code) } }
                        span { (action(view, &entry.action)) }
                    }
                }
            }
        }),
        Markup::default(),
    )
}

/// The words of an action of the record; the action itself where there are none.
pub(super) fn action(view: &View, action: &str) -> String {
    let key = format!("act-{}", action.replace(['.', '_'], "-"));
    view.texts.find(view.lang, &key, &[]).unwrap_or_else(|| action.to_owned())
}
