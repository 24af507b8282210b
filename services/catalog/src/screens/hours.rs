//! `/dashboard/store/hours`: when a store sells, by weekday with breaks, and dates on which other hours hold.
use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_events::StoreId;
use souk_kit::{Caller, Path, Problem, Query, View, caller::Manager, format};
use souk_ui::{
    Button, Card, Checkbox, Chip, Field, Form, Icon, Markup, PageHeader, ShellTexts, chips, field_group,
    field_row, html, stack,
};

use super::{
    FormErrors, dashboard, enter_saves, hours_fields::Typed, no_store, notice, open_words, see_other,
};
use crate::{
    app::{hours, stores},
    domain::hours::Hours,
    state::State,
    store::stores::StoreRow,
};

const HERE: &str = "/dashboard/store/hours";

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    store: Option<StoreId>,
    done: Option<String>,
}

/// From and to, side by side.
fn interval(view: &View, typed: &Typed, errors: &FormErrors, name: &str) -> Markup {
    let field = |end: &str| {
        let name = format!("{name}.{end}");
        let label = view.t(&format!("hours-{end}"));
        Field::time(&name, label).value(typed.get(&name)).maybe_error(errors.get(&name))
    };
    html! { div class="time-span" { (field("from")) (field("to")) } }
}

fn week(view: &View, typed: &Typed, errors: &FormErrors) -> Markup {
    html! {
        @for (number, day) in (1u8..).zip(crate::domain::hours::DAYS) {
            (field_group(&open_words::weekday(view, day), html! {
                div class="time-spans" {
                    @for i in 0..typed.rows(&format!("d{number}")) { (interval(view, typed, errors, &format!("d{number}.{i}"))) }
                }
            }))
            @if number == 1 {
                (Button::quiet(view.t("hours-copy")).icon(Icon::Copy).small().name_value("do", "copy").attr("formnovalidate", ""))
            }
        }
    }
}

fn dates(view: &View, typed: &Typed, errors: &FormErrors) -> Markup {
    html! {
        @for i in 0..typed.dates() {
            @let name = |field: &str| format!("e{i}.{field}");
            @let is_new = typed.get(&name("date")).is_empty();
            @let day = typed.get(&name("date")).parse().ok().map(|date| format::day(view.lang, date));
            (field_group(&day.unwrap_or_else(|| view.t("hours-new-date")), html! {
                (field_row(html! {
                    (Field::date(&name("date"), view.t("hours-date")).value(typed.get(&name("date"))).maybe_error(errors.get(&name("date"))))
                    (Field::text(&name("note"), view.t("hours-note")).value(typed.get(&name("note"))).maxlength(80)
                        .optional(view.t("optional")).maybe_error(errors.get(&name("note"))))
                }))
                div class="time-spans" {
                    @for row in 0..typed.rows(&format!("e{i}")) { (interval(view, typed, errors, &format!("e{i}.{row}"))) }
                }
                (Checkbox::new(&name("closed"), view.t("hours-closed")).value("1").checked(!typed.get(&name("closed")).is_empty())
                    .maybe_error(errors.get(&name("closed"))))
                @if !is_new { (Checkbox::new(&name("remove"), view.t("hours-remove")).value("1").checked(!typed.get(&name("remove")).is_empty())) }
            }))
        }
        (Button::quiet(view.t("hours-add-date")).icon(Icon::Plus).small().name_value("do", "add").attr("formnovalidate", ""))
    }
}

fn body(view: &View, all: &[StoreRow], store: &StoreRow, typed: &Typed, errors: &FormErrors) -> Markup {
    let texts = ShellTexts::of(view.lang.code());
    let form = Form::post(format!("{HERE}/{}", store.id))
        .hidden("version", typed.get("version"))
        .hidden("dates", typed.dates().to_string())
        .errors(&view.t("form-errors"), &errors.summary())
        .body(html! {
            (enter_saves())
            (stack(html! {
                (Card::new(view.t("hours-week")).note(view.with("hours-zone", &[("zone", &store.timezone)])).body(week(view, typed, errors)))
                (Card::new(view.t("hours-exceptions")).note(view.t("hours-exceptions-hint")).body(dates(view, typed, errors)))
            }))
        })
        .actions(html! {
            (Button::primary(view.t("save")).icon(Icon::Save).name_value("do", "save"))
            (Button::quiet(view.t("view-in-shop")).href(format!("/m/{}", store.slug)).icon(Icon::ExternalLink))
        });
    let choice: Vec<_> =
        all.iter().map(|s| Chip::new(format!("{HERE}?store={}", s.id), &s.name, s.id == store.id)).collect();
    html! {
        (PageHeader::new(view.t("opening-hours")).lead(view.t("hours-lead"))
            .breadcrumbs(texts, &[("/dashboard/store", &view.t("nav-store"))]))
        @if choice.len() > 1 { (chips(&view.t("stores"), &choice)) }
        (form)
    }
}

/// The page: the hours of one store.
pub async fn page(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    asked: Query<Asked>,
) -> Result<HttpResponse, Problem> {
    let all = stores::list(&state, caller.tenant()?).await?;
    let chosen = asked.store.and_then(|id| all.iter().find(|store| store.id == id)).or_else(|| all.first());
    let shown = match chosen {
        Some(store) => {
            let hours = hours::of(store);
            let today = state.clock.now().with_timezone(&hours.zone).date_naive();
            let typed = Typed::of(&hours, store.version, today);
            body(&view, &all, store, &typed, &FormErrors::default())
        }
        None => html! { (no_store(&view)) },
    };
    let shown = html! { (notice(&view, asked.done.as_deref())) (shown) };
    Ok(dashboard(&view, StatusCode::OK, &view.t("opening-hours"), shown))
}

/// Saves the hours, or shows the form again: with what is wrong, with Monday's hours on every day, with a date more.
pub async fn save(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    id: Path<StoreId>,
    sent: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let mut typed = Typed(url::form_urlencoded::parse(&sent).into_owned().collect());
    let all = stores::list(&state, tenant).await?;
    let store = all.iter().find(|store| store.id == id.0).ok_or_else(Problem::not_found)?;
    let again = |typed: &Typed, errors: &FormErrors, code| {
        dashboard(&view, code, &view.t("opening-hours"), body(&view, &all, store, typed, errors))
    };
    match typed.get("do") {
        "copy" => {
            typed.copy_monday();
            return Ok(again(&typed, &FormErrors::default(), StatusCode::OK));
        }
        "add" => {
            typed.add_date();
            return Ok(again(&typed, &FormErrors::default(), StatusCode::OK));
        }
        _ => {}
    }
    let (input, names, mut wrong) = typed.input();
    if !wrong.is_empty() {
        let more = Hours::check(&input, chrono_tz::Tz::UTC).err().unwrap_or_default();
        let known: Vec<String> = wrong.iter().map(|e| e.pointer.clone()).collect();
        wrong.extend(more.into_iter().filter(|e| !known.contains(&e.pointer)));
    }
    let saved = match wrong.is_empty() {
        true => {
            hours::save(&state, tenant, id.0, typed.get("version").parse().unwrap_or_default(), &input).await
        }
        false => Err(Problem::fields(wrong)),
    };
    match saved {
        Ok(_) => Ok(see_other(&format!("{HERE}?store={}&done=saved", id.0))),
        Err(problem) if problem.kind == souk_kit::Kind::Internal => Err(problem),
        Err(problem) => {
            let errors = FormErrors::of(&problem, |pointer| names.field(pointer));
            Ok(again(&typed, &errors, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}
