//! `…/promotions/new` and `…/promotions/{id}` of a desk: one form for a new promotion and a changed one.
use std::collections::HashMap;

use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_events::{Money, PromotionId};
use souk_kit::{FieldError, Kind, Path, Problem, Query, View, format};
use souk_ui::{
    Banner, Button, Card, Checkbox, Field, Form, Icon, Markup, PageHeader, Render, Select, ShellTexts, Tone,
    description_list, field_group, field_row, html, only_when, split, stack, toast,
};

use super::{
    frame::{Screen, see_other, sentences, words},
    promotion_desk::Desk,
    promotion_fields::Place,
    promotions::badge,
    typed::Typed,
};
use crate::{
    app::promotions::{self, Offer},
    domain::promotion::{
        Running, Step, Terms,
        check::{self, TITLE_MAX},
    },
    state::State,
    store::stores::Store,
};

/// What just happened, carried through the redirect.
#[derive(Debug, Default, Deserialize)]
pub(super) struct News {
    done: Option<String>,
    late: Option<String>,
}

type Fields = web::Form<HashMap<String, String>>;

struct Sheet<'a> {
    view: &'a View,
    desk: Desk,
    typed: &'a Typed,
    wrong: Vec<(String, String)>,
    stores: &'a [Store],
    offer: Option<&'a Offer>,
}

pub(super) async fn new(desk: Desk, state: web::Data<State>, view: View) -> Result<HttpResponse, Problem> {
    let stores = desk.stores(&state).await?;
    let (typed, wrong) = (Typed::default(), Vec::new());
    let sheet = Sheet { view: &view, desk, typed: &typed, wrong, stores: &stores, offer: None };
    Ok(sheet.answer(&state, StatusCode::OK, &News::default()))
}

pub(super) async fn create(
    desk: Desk,
    state: web::Data<State>,
    view: View,
    form: Fields,
) -> Result<HttpResponse, Problem> {
    let typed = Typed(form.into_inner());
    let stores = desk.stores(&state).await?;
    let made = match terms(&state, desk, &typed, &stores, None) {
        Ok(terms) => promotions::create(&state, desk.owner, &terms).await,
        Err(problem) => Err(problem),
    };
    match made {
        Ok(offer) => Ok(see_other(&format!("{}?done=created", desk.of(offer.row.id)))),
        Err(problem) => {
            let sheet = Sheet {
                view: &view,
                desk,
                typed: &typed,
                wrong: wrong(&problem),
                stores: &stores,
                offer: None,
            };
            sheet.again(&state, problem)
        }
    }
}

pub(super) async fn edit(
    desk: Desk,
    state: web::Data<State>,
    view: View,
    id: Path<PromotionId>,
    said: Query<News>,
) -> Result<HttpResponse, Problem> {
    let stores = desk.stores(&state).await?;
    let offer = promotions::get(&state, desk.owner, *id).await?;
    let typed = Typed::of(view.lang, &offer, &Place::of(&stores)).ok_or_else(Problem::not_found)?;
    let sheet =
        Sheet { view: &view, desk, typed: &typed, wrong: Vec::new(), stores: &stores, offer: Some(&offer) };
    Ok(sheet.answer(&state, StatusCode::OK, &said))
}

pub(super) async fn save(
    desk: Desk,
    state: web::Data<State>,
    view: View,
    id: Path<PromotionId>,
    form: Fields,
) -> Result<HttpResponse, Problem> {
    let typed = Typed(form.into_inner());
    let stores = desk.stores(&state).await?;
    let offer = promotions::get(&state, desk.owner, *id).await?;
    let before = offer.row.clone().promotion(offer.codes.clone()).map(|p| p.terms);
    let version = typed.get("version").parse().unwrap_or_default();
    let saved = match terms(&state, desk, &typed, &stores, before.as_ref()) {
        Ok(terms) => promotions::replace(&state, desk.owner, *id, version, &terms).await,
        Err(problem) => Err(problem),
    };
    match saved {
        Ok(_) => Ok(see_other(&format!("{}?done=saved", desk.of(*id)))),
        Err(problem) => {
            let sheet = Sheet {
                view: &view,
                desk,
                typed: &typed,
                wrong: wrong(&problem),
                stores: &stores,
                offer: Some(&offer),
            };
            sheet.again(&state, problem)
        }
    }
}

pub(super) async fn act(
    desk: Desk,
    state: web::Data<State>,
    path: Path<(PromotionId, Step)>,
) -> Result<HttpResponse, Problem> {
    let (id, step) = path.0;
    match promotions::take_step(&state, desk.owner, id, step, None).await {
        Ok(_) => Ok(see_other(&format!("{}?done={}", desk.of(id), step.as_str()))),
        Err(problem) if problem.kind == Kind::Conflict => Ok(see_other(&format!("{}?late=1", desk.of(id)))),
        Err(problem) => Err(problem),
    }
}

fn terms(
    state: &State,
    desk: Desk,
    typed: &Typed,
    stores: &[Store],
    before: Option<&Terms>,
) -> Result<Terms, Problem> {
    let (asked, mut errors) = typed.terms(&Place::of(stores), state.clock.now(), before);
    match check::terms(asked, desk.owner) {
        Ok(terms) if errors.is_empty() => Ok(terms),
        Ok(_) => Err(Problem::fields(errors)),
        Err(more) => {
            // What cannot be read is not also out of range.
            let known =
                |e: &FieldError| errors.iter().any(|k| Typed::field(&k.pointer) == Typed::field(&e.pointer));
            let more: Vec<FieldError> = more.into_iter().filter(|e| !known(e)).collect();
            errors.extend(more);
            Err(Problem::fields(errors))
        }
    }
}

/// What is wrong, by the form's field names; what belongs to no field stands on top.
fn wrong(problem: &Problem) -> Vec<(String, String)> {
    let body = problem.body();
    if body.errors.is_empty() {
        return vec![(String::new(), sentences(problem))];
    }
    body.errors.into_iter().map(|e| (Typed::field(&e.pointer).to_owned(), e.detail)).collect()
}

impl Sheet<'_> {
    fn t(&self, key: &str) -> String {
        self.view.t(key)
    }
    fn error(&self, name: &str) -> Option<&str> {
        self.wrong.iter().find(|(field, _)| field == name).map(|(_, text)| text.as_str())
    }
    fn with(&self, field: Field, name: &str) -> Field {
        field.value(self.typed.get(name)).maybe_error(self.error(name))
    }
    fn text(&self, name: &str, key: &str) -> Field {
        self.with(Field::text(name, self.t(key)), name)
    }
    fn number(&self, name: &str, key: &str) -> Field {
        self.with(Field::number(name, self.t(key)).min(1), name)
    }
    fn money(&self, name: &str, key: &str) -> Field {
        let currency = self.offer.map_or_else(
            || Place::of(self.stores).currency.code().to_owned(),
            |offer| offer.row.currency.clone(),
        );
        self.with(Field::money(name, self.t(key), currency), name)
    }

    fn gives(&self) -> Markup {
        let kinds = ["percent", "amount", "buy_get", "gift", "free_delivery"]
            .map(|kind| (kind, self.t(&format!("promo-kind-{}", kind.replace('_', "-")))));
        html! {
            (Select::new("effect", self.t("promo-effect")).options(kinds).selected(self.typed.get("effect")))
            (only_when("effect", "percent", html! {
                (self.text("percent", "promo-percent").suffix("%").attr("inputmode", "decimal"))
            }))
            (only_when("effect", "amount", html! { (self.money("amount", "promo-amount")) }))
            (only_when("effect", "buy_get", field_row(html! {
                (self.number("buy", "promo-buy"))
                (self.number("get", "promo-get"))
            })))
            (only_when("effect", "gift", field_row(html! {
                (self.text("gift", "promo-gift").hint(self.t("promo-product-hint")))
                (self.number("gift_pieces", "promo-gift-pieces"))
            })))
            (field_row(html! {
                (self.money("most_off", "promo-most-off"))
                (self.money("floor_price", "promo-floor").hint(self.t("promo-floor-hint")))
            }))
        }
    }

    fn conditions(&self) -> Markup {
        let only = self.with(Field::textarea("only", self.t("promo-only")).rows(3), "only");
        html! {
            (field_row(html! {
                (self.money("min_subtotal", "promo-min-subtotal"))
                (self.number("min_pieces", "promo-min-pieces"))
            }))
            (only.hint(self.t("promo-only-hint")))
            @if self.stores.len() > 1 {
                (field_group(&self.t("promo-stores"), html! {
                    @for store in self.stores {
                        @let name = format!("store.{}", store.store_id);
                        (Checkbox::new(&name, &store.name).value("1").checked(!self.typed.get(&name).is_empty()))
                    }
                }))
            }
            (Checkbox::new("first_order", self.t("promo-first-order")).value("1")
                .checked(!self.typed.get("first_order").is_empty()))
            (field_row(html! {
                (self.with(Field::date("starts", self.t("promo-starts")), "starts"))
                (self.with(Field::date("ends", self.t("promo-ends")), "ends"))
            }))
            (field_row(html! {
                (self.number("total_limit", "promo-total-limit"))
                (self.number("customer_limit", "promo-customer-limit"))
            }))
            (self.money("budget", "promo-budget").hint(self.t("promo-budget-hint")))
        }
    }

    /// Who pays, and where: for the platform's.
    fn funding(&self) -> Markup {
        let stores = self.with(Field::textarea("stores", self.t("promo-platform-stores")).rows(3), "stores");
        Card::new(self.t("promo-funding"))
            .note(self.t("promo-funding-note"))
            .body(html! {
                (self.text("platform_share", "promo-platform-share").suffix("%").attr("inputmode", "decimal"))
                (stores.hint(self.t("promo-platform-stores-hint")))
                @if self.offer.is_none() {
                    (self.text("currency", "promo-currency").maxlength(3).attr("autocapitalize", "characters")
                        .hint(self.t("promo-currency-hint")))
                }
            })
            .render()
    }

    fn form(&self) -> Markup {
        let action =
            self.offer.map_or_else(|| format!("{}/new", self.desk.path()), |o| self.desk.of(o.row.id));
        let errors: Vec<(&str, &str)> = self.wrong.iter().map(|(f, m)| (f.as_str(), m.as_str())).collect();
        let priority = Field::number("priority", self.t("promo-priority"));
        Form::post(action)
            .hidden("version", self.typed.get("version"))
            .errors(&self.t("checkout-wrong"), &errors)
            .body(Card::new(self.t("promo-what")).body(html! {
                (self.text("title", "promo-title").required().maxlength(TITLE_MAX).hint(self.t("promo-title-hint")))
                (self.text("codes", "promo-codes").hint(self.t("promo-codes-hint")))
                (self.gives())
            }))
            .body(Card::new(self.t("promo-when")).note(self.t("promo-when-note")).body(self.conditions()))
            .body(Card::new(self.t("promo-together")).note(self.t("promo-together-note")).body(html! {
                (field_row(html! {
                    (self.text("stack_group", "promo-group").maxlength(30))
                    (self.with(priority, "priority"))
                }))
                (Checkbox::new("exclusive", self.t("promo-exclusive")).value("1")
                    .checked(!self.typed.get("exclusive").is_empty()))
            }))
            .body(html! { @if self.desk.is_platform() { (self.funding()) } })
            .actions(Button::primary(self.t("promo-save")).icon(Icon::Save))
            .render()
    }

    fn aside(&self, offer: &Offer) -> Markup {
        let currency = offer.row.currency.parse().unwrap_or(Place::of(self.stores).currency);
        let money = |minor: i64| format::money(self.view.lang, Money::new(minor, currency));
        let given = match offer.row.budget {
            Some(budget) => format!("{} / {}", money(offer.given), money(budget)),
            None => money(offer.given),
        };
        let (used, gave) = (self.t("promo-column-used"), self.t("promo-given"));
        let facts = description_list(&[(&used, html! { (offer.used) }), (&gave, html! { (given) })]);
        let steps: &[Step] = match offer.row.running() {
            Running::Active => &[Step::Pause, Step::End],
            Running::Paused => &[Step::Resume, Step::End],
            Running::Ended => &[],
        };
        let button = |step: Step| {
            let word = self.t(&format!("promo-do-{}", step.as_str()));
            if step == Step::End { Button::danger(word) } else { Button::secondary(word) }
        };
        Card::new(self.t("promo-usage"))
            .body(facts)
            .body(html! {
                @for step in steps {
                    (Form::post(format!("{}/{}", self.desk.of(offer.row.id), step.as_str())).actions(button(*step)))
                }
                @if steps.contains(&Step::End) { p class="hint" { (self.t("promo-end-hint")) } }
            })
            .render()
    }

    fn answer(&self, state: &State, status: StatusCode, said: &News) -> HttpResponse {
        let title = self.offer.map_or_else(|| self.t("promo-add"), |offer| offer.row.title.clone());
        let texts = ShellTexts::of(self.view.lang.code());
        let mut header =
            PageHeader::new(&title).breadcrumbs(texts, &[(self.desk.path(), &self.t("nav-promotions"))]);
        if let Some(offer) = self.offer {
            header = header.status(badge(self.view, offer, state.clock.now()));
        }
        let known = ["created", "saved", "pause", "resume", "end"];
        let done = said.done.as_deref().filter(|word| known.contains(word));
        let ended = self.offer.is_some_and(|o| o.row.running() == Running::Ended);
        let body = html! {
            (header)
            @if let Some(word) = done { (toast(Tone::Success, &self.t(&format!("promo-done-{word}")))) }
            @if said.late.is_some() {
                (Banner::new(Tone::Warning, words(&Problem::conflict("promotion_moved_on")).0))
            }
            @match self.offer {
                Some(offer) if ended => (self.aside(offer)),
                Some(offer) => (split(self.form(), stack(self.aside(offer)))),
                None => (self.form()),
            }
        };
        Screen::new(self.view, self.desk.area(), title, body).answer(status)
    }

    /// The form once more: what was typed and what is wrong.
    fn again(&self, state: &State, problem: Problem) -> Result<HttpResponse, Problem> {
        match problem.kind {
            Kind::Unprocessable | Kind::Conflict | Kind::Stale => {
                Ok(self.answer(state, problem.kind.status(), &News::default()))
            }
            _ => Err(problem),
        }
    }
}
