//! `/dashboard/modifiers/new` and `/dashboard/modifiers/{id}`: one form for a new group and an edited one.
use actix_web::{HttpResponse, http::StatusCode, web};
use souk_events::{Currency, ModifierGroupId, StoreId};
use souk_kit::{Caller, Lang, Path, Problem, View, caller::Seller};
use souk_ui::{
    Button, Card, Checkbox, Field, Form, Icon, Markup, PageHeader, Select, ShellTexts, field_group,
    field_row, html, stack,
};

use super::{
    FormErrors, dashboard, enter_saves, modifier_fields::Typed, modifiers::HERE, no_store, see_other,
    sells_in, store_options, titles,
};
use crate::{
    app::{modifiers, stores},
    domain::modifier::{Group, GroupInput, PER_GROUP},
    state::State,
    store::stores::StoreRow,
};

/// What the form shows.
struct Sheet<'a> {
    view: &'a View,
    stores: &'a [StoreRow],
    /// The group that is edited; none for a new one.
    group: Option<&'a Group>,
    typed: &'a Typed,
    errors: &'a FormErrors,
}

/// The store that a form is for.
fn store<'a>(stores: &'a [StoreRow], group: Option<&Group>, typed: &Typed) -> Option<&'a StoreRow> {
    let chosen: Option<StoreId> = group.map(|g| g.store).or_else(|| typed.get("store_id").parse().ok());
    chosen.and_then(|id| stores.iter().find(|s| s.id == id)).or_else(|| stores.first())
}

fn currency(store: Option<&StoreRow>) -> Currency {
    store.map_or(Currency::EUR, StoreRow::currency)
}

impl Sheet<'_> {
    fn text(&self, name: &str, key: &str) -> Field {
        let field = Field::text(name, self.view.t(key)).value(self.typed.get(name)).maxlength(80);
        field.maybe_error(self.errors.get(name))
    }

    /// A title in the languages that are not the store's, folded.
    fn translations(&self, name: &str) -> Markup {
        let own = store(self.stores, self.group, self.typed)
            .and_then(|s| Lang::from_tag(&s.language))
            .unwrap_or_default();
        titles::folded(self.view, Some(own), name, |field| self.typed.get(field), self.errors)
    }

    fn answer_row(&self, i: usize) -> Markup {
        let name = |field: &str| format!("m{i}.{field}");
        let number = (i + 1).to_string();
        let money = name("price_delta");
        let decided = self.group.is_some() || sells_in(self.stores).is_some();
        let own = store(self.stores, self.group, self.typed).filter(|_| decided);
        let currency = own.map(|store| store.currency.clone()).unwrap_or_default();
        field_group(
            &self.view.with("modifier-number", &[("n", &number)]),
            html! {
                input type="hidden" name=(name("id")) value=(self.typed.get(&name("id")));
                (field_row(html! {
                    (self.text(&name("title"), "modifier-title"))
                    (Field::money(&money, self.view.t("modifier-delta"), currency).value(self.typed.get(&money))
                        .optional(self.view.t("optional")).maybe_error(self.errors.get(&money)))
                }))
                (self.translations(&name("title")))
                (Checkbox::new(&name("sold_out"), self.view.t("modifier-sold-out")).value("1").checked(!self.typed.get(&name("sold_out")).is_empty()))
                @if !self.typed.get(&name("id")).is_empty() {
                    (Checkbox::new(&name("remove"), self.view.t("modifier-remove")).value("1").checked(!self.typed.get(&name("remove")).is_empty()))
                }
            },
        )
    }

    fn body(&self) -> Markup {
        let texts = ShellTexts::of(self.view.lang.code());
        let (products, modifiers) = (self.view.t("nav-products"), self.view.t("modifiers"));
        let crumbs = [("/dashboard/products", products.as_str()), (HERE, &modifiers)];
        let title = self.group.map_or_else(|| self.view.t("modifiers-add"), |group| group.title.clone());
        let action = self.group.map_or_else(|| format!("{HERE}/new"), |group| format!("{HERE}/{}", group.id));
        let number = |name: &str, key: &str, min: usize| {
            Field::number(name, self.view.t(key))
                .min(min)
                .max(PER_GROUP)
                .value(self.typed.get(name))
                .maybe_error(self.errors.get(name))
        };
        let stores = store_options(self.stores);
        let form = Form::post(action)
            .hidden("version", self.typed.get("version"))
            .hidden("rows", self.typed.rows().to_string())
            .errors(&self.view.t("form-errors"), &self.errors.summary())
            .body(html! {
                (enter_saves())
                (stack(html! {
                    (Card::new(self.view.t("modifiers-question")).body(html! {
                        @if self.group.is_none() && self.stores.len() > 1 {
                            (Select::new("store_id", self.view.t("store")).options(stores).selected(self.typed.get("store_id")))
                        }
                        (self.text("title", "modifiers-title").required().hint(self.view.t("modifiers-title-hint")))
                        (self.translations("title"))
                        (field_row(html! { (number("min", "modifiers-min", 0)) (number("max", "modifiers-max", 1)) }))
                        p class="hint" { (self.view.t("modifiers-rule-hint")) }
                    }))
                    (Card::new(self.view.t("modifiers-answers")).body(html! {
                        @for i in 0..self.typed.rows() { (self.answer_row(i)) }
                        (Button::secondary(self.view.t("modifier-add")).name_value("do", "add").icon(Icon::Plus).attr("formnovalidate", ""))
                    }))
                }))
            })
            .actions(html! {
                (Button::primary(self.view.t("save")).name_value("do", "save").icon(Icon::Save))
                @if self.group.is_some() { (Button::quiet(self.view.t("modifiers-remove")).name_value("do", "remove").icon(Icon::Trash).attr("formnovalidate", "")) }
            });
        html! { (PageHeader::new(title).breadcrumbs(texts, &crumbs)) (form) }
    }

    fn answer(&self, code: StatusCode) -> HttpResponse {
        let title = self.group.map_or_else(|| self.view.t("modifiers-add"), |group| group.title.clone());
        dashboard(self.view, code, &title, self.body())
    }
}

/// The form of a new group.
pub async fn new(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let stores = stores::list(&state, caller.tenant()?).await?;
    if stores.is_empty() {
        let wait = no_store(&view);
        return Ok(dashboard(&view, StatusCode::OK, &view.t("modifiers-add"), html! { (wait) }));
    }
    let (typed, errors) = (Typed::fresh(), FormErrors::default());
    Ok(Sheet { view: &view, stores: &stores, group: None, typed: &typed, errors: &errors }
        .answer(StatusCode::OK))
}

/// The form of a group.
pub async fn edit(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    id: Path<ModifierGroupId>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let (group, stores) = (modifiers::get(&state, tenant, id.0).await?, stores::list(&state, tenant).await?);
    let typed = Typed::of(view.lang, &group, currency(store(&stores, Some(&group), &Typed::default())));
    let errors = FormErrors::default();
    Ok(Sheet { view: &view, stores: &stores, group: Some(&group), typed: &typed, errors: &errors }
        .answer(StatusCode::OK))
}

/// What was typed, checked.
fn read(
    typed: &Typed,
    currency: Currency,
    group: Option<&Group>,
    store: StoreId,
) -> (GroupInput, Result<(), Problem>) {
    let (input, mut wrong) = typed.input(currency);
    let id = group.map_or_else(ModifierGroupId::new, |group| group.id);
    for error in Group::check(id, store, &input).err().unwrap_or_default() {
        if wrong.iter().all(|known| known.pointer != error.pointer) {
            wrong.push(error);
        }
    }
    let checked = if wrong.is_empty() { Ok(()) } else { Err(Problem::fields(wrong)) };
    (input, checked)
}

/// Makes a group, or shows the form again with what is wrong.
pub async fn create(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    sent: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let mut typed = Typed(url::form_urlencoded::parse(&sent).into_owned().collect());
    let stores = stores::list(&state, tenant).await?;
    let again = |typed: &Typed, errors: &FormErrors, code| {
        Sheet { view: &view, stores: &stores, group: None, typed, errors }.answer(code)
    };
    if typed.get("do") == "add" {
        typed.add_row();
        return Ok(again(&typed, &FormErrors::default(), StatusCode::OK));
    }
    let of = store(&stores, None, &typed).ok_or_else(Problem::not_found)?;
    let (input, checked) = read(&typed, currency(Some(of)), None, of.id);
    let made = match checked {
        Ok(()) => modifiers::create(&state, tenant, of.id, &input).await.map(drop),
        Err(problem) => Err(problem),
    };
    match made {
        Ok(()) => Ok(see_other(&format!("{HERE}?done=saved"))),
        Err(problem) if problem.errors.is_empty() => Err(problem),
        Err(problem) => {
            let errors = FormErrors::of(&problem, |pointer| typed.field(pointer, &input));
            Ok(again(&typed, &errors, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// Saves or removes a group, or shows the form again with what is wrong.
pub async fn save(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    id: Path<ModifierGroupId>,
    sent: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let mut typed = Typed(url::form_urlencoded::parse(&sent).into_owned().collect());
    if typed.get("do") == "remove" {
        modifiers::delete(&state, tenant, id.0).await?;
        return Ok(see_other(&format!("{HERE}?done=removed")));
    }
    let (group, stores) = (modifiers::get(&state, tenant, id.0).await?, stores::list(&state, tenant).await?);
    let again = |typed: &Typed, errors: &FormErrors, code| {
        Sheet { view: &view, stores: &stores, group: Some(&group), typed, errors }.answer(code)
    };
    if typed.get("do") == "add" {
        typed.add_row();
        return Ok(again(&typed, &FormErrors::default(), StatusCode::OK));
    }
    let (input, checked) =
        read(&typed, currency(store(&stores, Some(&group), &typed)), Some(&group), group.store);
    let expected = typed.get("version").parse().unwrap_or_default();
    let saved = match checked {
        Ok(()) => modifiers::save(&state, tenant, id.0, expected, &input).await.map(drop),
        Err(problem) => Err(problem),
    };
    match saved {
        Ok(()) => Ok(see_other(&format!("{HERE}?done=saved"))),
        Err(problem) if problem.kind == souk_kit::Kind::Internal => Err(problem),
        Err(problem) => {
            let errors = FormErrors::of(&problem, |pointer| typed.field(pointer, &input));
            Ok(again(&typed, &errors, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}
