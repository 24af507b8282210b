//! What a product asks, on its page: one of several, or some of several, each with what it adds to the price.
use souk_kit::{View, format};
use souk_ui::{Checkbox, Markup, RadioGroup, Select, field_group, html};

use crate::{
    domain::{
        modifier::{Group, Modifier},
        titles::title,
    },
    shelf::Shown,
};

/// The name that all answers are sent under.
const NAME: &str = "modifier";

/// An answer with what it adds.
fn label(view: &View, shown: Shown<'_>, of: &Modifier) -> (String, String) {
    let name = title(&of.title, &of.titles, view.lang).to_owned();
    let note = match of.price_delta {
        0 => String::new(),
        delta => format!("+{}", format::money(view.lang, shown.money(delta))),
    };
    (name, note)
}

/// How many answers a question wants, in words.
pub fn rule(view: &View, min: usize, max: usize) -> String {
    let (min_text, max_text) = (min.to_string(), max.to_string());
    let args = [("min", min_text.as_str()), ("max", max_text.as_str())];
    view.with(
        match (min, max) {
            (0, _) => "choose-up-to",
            (min, max) if min == max => "choose-exactly",
            _ => "choose-between",
        },
        &args,
    )
}

/// One answer, which has to be given: cards, or a list where another question of the page has cards already, because
/// radios of one name exclude each other.
fn one(view: &View, shown: Shown<'_>, group: &Group, cards: bool) -> Markup {
    let legend = title(&group.title, &group.titles, view.lang);
    let answers: Vec<_> = group.modifiers.iter().filter(|m| !m.sold_out).collect();
    let first = answers.first().map(|m| m.id.to_string()).unwrap_or_default();
    let out: Vec<_> =
        group.modifiers.iter().filter(|m| m.sold_out).map(|m| label(view, shown, m).0).collect();
    let out = out.join(", ");
    let hint = (!out.is_empty()).then(|| view.with("modifiers-sold-out", &[("names", &out)]));
    if cards {
        let mut radios = answers.iter().fold(RadioGroup::new(NAME, legend), |radios, of| {
            let (name, note) = label(view, shown, of);
            if note.is_empty() {
                radios.option(of.id.to_string(), name)
            } else {
                radios.option_with(of.id.to_string(), name, note)
            }
        });
        if let Some(hint) = hint {
            radios = radios.hint(hint);
        }
        return html! { (radios.selected(first).cards()) };
    }
    let rows = answers.iter().map(|of| {
        let (name, note) = label(view, shown, of);
        (of.id.to_string(), [name, note].join(" ").trim().to_owned())
    });
    let mut list = Select::new(NAME, legend).id(&format!("f-{}", group.id)).options(rows).selected(first);
    if let Some(hint) = hint {
        list = list.hint(hint);
    }
    html! { (list) }
}

/// Some answers, or none.
fn some(view: &View, shown: Shown<'_>, group: &Group) -> Markup {
    let legend = title(&group.title, &group.titles, view.lang);
    let single = group.modifiers.len() == 1;
    field_group(
        legend,
        html! {
            @if !single { p class="hint" { (rule(view, group.min, group.max)) } }
            @for of in &group.modifiers {
                @let (name, note) = label(view, shown, of);
                @let note = if of.sold_out { view.t("stock-out") } else { note };
                @let text = if note.is_empty() { name } else { format!("{name} · {note}") };
                (Checkbox::new(NAME, text).id(&format!("f-{}", of.id)).value(of.id.to_string()).disabled(of.sold_out))
            }
        },
    )
}

/// The questions of a product, in order.
pub fn fields(view: &View, shown: Shown<'_>, groups: &[&Group]) -> Markup {
    let is_one = |group: &&&Group| group.min == 1 && group.max == 1;
    let cards = groups.iter().filter(is_one).count() == 1;
    html! {
        @for group in groups {
            @if is_one(&group) { (one(view, shown, group, cards && group.modifiers.len() <= 8)) } @else { (some(view, shown, group)) }
        }
    }
}
