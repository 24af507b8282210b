//! `/dashboard/promotions/new` and `/dashboard/promotions/{id}`: one form for a new promotion and a changed one.
use std::collections::HashMap;

use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_events::{Money, PromotionId};
use souk_kit::{Caller, FieldError, Kind, Path, Problem, Query, View, caller::Manager, format};
use souk_ui::{
    Area, Banner, Button, Card, Checkbox, Field, Form, Icon, Markup, PageHeader, Render, Select, ShellTexts,
    Tone, description_list, field_group, field_row, html, only_when, split, stack, toast,
};

use super::{
    frame::{Screen, see_other, sentences, words},
    promotion_fields::Place,
    promotions::{HERE, badge},
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
    typed: &'a Typed,
    wrong: Vec<(String, String)>,
    stores: &'a [Store],
    offer: Option<&'a Offer>,
}

pub(super) async fn new(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let stores = promotions::stores(&state, caller.tenant()?).await?;
    let (typed, wrong) = (Typed::default(), Vec::new());
    let sheet = Sheet { view: &view, typed: &typed, wrong, stores: &stores, offer: None };
    Ok(sheet.answer(&state, StatusCode::OK, &News::default()))
}

pub(super) async fn create(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    form: Fields,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let typed = Typed(form.into_inner());
    let stores = promotions::stores(&state, tenant).await?;
    let made = match terms(&state, &typed, &stores, None) {
        Ok(terms) => promotions::create(&state, tenant, &terms).await,
        Err(problem) => Err(problem),
    };
    match made {
        Ok(offer) => Ok(see_other(&format!("{HERE}/{}?done=created", offer.row.id))),
        Err(problem) => {
            let sheet =
                Sheet { view: &view, typed: &typed, wrong: wrong(&problem), stores: &stores, offer: None };
            sheet.again(&state, problem)
        }
    }
}

pub(super) async fn edit(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    id: Path<PromotionId>,
    said: Query<News>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let stores = promotions::stores(&state, tenant).await?;
    let offer = promotions::get(&state, tenant, *id).await?;
    let typed = Typed::of(view.lang, &offer, &Place::of(&stores)).ok_or_else(Problem::not_found)?;
    let sheet = Sheet { view: &view, typed: &typed, wrong: Vec::new(), stores: &stores, offer: Some(&offer) };
    Ok(sheet.answer(&state, StatusCode::OK, &said))
}

pub(super) async fn save(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    id: Path<PromotionId>,
    form: Fields,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let typed = Typed(form.into_inner());
    let stores = promotions::stores(&state, tenant).await?;
    let offer = promotions::get(&state, tenant, *id).await?;
    let before = offer.row.clone().promotion(offer.codes.clone()).map(|p| p.terms);
    let version = typed.get("version").parse().unwrap_or_default();
    let saved = match terms(&state, &typed, &stores, before.as_ref()) {
        Ok(terms) => promotions::replace(&state, tenant, *id, version, &terms).await,
        Err(problem) => Err(problem),
    };
    match saved {
        Ok(_) => Ok(see_other(&format!("{HERE}/{}?done=saved", *id))),
        Err(problem) => {
            let sheet = Sheet {
                view: &view,
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
    caller: Caller<Manager>,
    state: web::Data<State>,
    path: Path<(PromotionId, Step)>,
) -> Result<HttpResponse, Problem> {
    let (id, step) = path.0;
    match promotions::take_step(&state, caller.tenant()?, id, step, None).await {
        Ok(_) => Ok(see_other(&format!("{HERE}/{id}?done={}", step.as_str()))),
        Err(problem) if problem.kind == Kind::Conflict => Ok(see_other(&format!("{HERE}/{id}?late=1"))),
        Err(problem) => Err(problem),
    }
}

fn terms(state: &State, typed: &Typed, stores: &[Store], before: Option<&Terms>) -> Result<Terms, Problem> {
    let (asked, mut errors) = typed.terms(&Place::of(stores), state.clock.now(), before);
    match check::terms(asked) {
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
            (self.money("most_off", "promo-most-off"))
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
        }
    }

    fn form(&self) -> Markup {
        let action = self.offer.map_or_else(|| format!("{HERE}/new"), |o| format!("{HERE}/{}", o.row.id));
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
            .body(Card::new(self.t("promo-together")).note(self.t("promo-together-note")).body(field_row(html! {
                (self.text("stack_group", "promo-group").maxlength(30))
                (self.with(priority, "priority"))
            })))
            .actions(Button::primary(self.t("promo-save")).icon(Icon::Save))
            .render()
    }

    fn aside(&self, offer: &Offer) -> Markup {
        let currency = offer.row.currency.parse().unwrap_or(Place::of(self.stores).currency);
        let given = format::money(self.view.lang, Money::new(offer.given.unwrap_or_default(), currency));
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
                    (Form::post(format!("{HERE}/{}/{}", offer.row.id, step.as_str())).actions(button(*step)))
                }
                @if steps.contains(&Step::End) { p class="hint" { (self.t("promo-end-hint")) } }
            })
            .render()
    }

    fn answer(&self, state: &State, status: StatusCode, said: &News) -> HttpResponse {
        let title = self.offer.map_or_else(|| self.t("promo-add"), |offer| offer.row.title.clone());
        let texts = ShellTexts::of(self.view.lang.code());
        let mut header = PageHeader::new(&title).breadcrumbs(texts, &[(HERE, &self.t("nav-promotions"))]);
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
        Screen::new(self.view, Area::Dashboard, title, body).answer(status)
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
