//! `/dashboard/live/items`: articles prepared for any live; one by a form, many by a table (FR15).
use std::collections::HashMap;

use actix_web::{HttpResponse, http::StatusCode, web};
use souk_events::LiveItemId;
use souk_kit::{
    Caller, Kind, Path, Problem, View, caller::Seller, format, page::FormErrors, page::see_other,
};
use souk_ui::{
    Banner, Button, Card, Column, EmptyState, Field, Form, Icon, Markup, PageHeader, Render, Row, Table,
    Tone, field_row, html, stack,
};

use super::{Done, Typed, dashboard, notice, ops_live};
use crate::{
    app::prepared::{self, Imported},
    domain::prepared as words,
    state::State,
    store::items::Item,
};

const HERE: &str = "/dashboard/live/items";

#[derive(Default)]
struct Sheet {
    items: Vec<Item>,
    typed: Typed,
    errors: FormErrors,
    imported: Option<Imported>,
    refused: Option<Problem>,
    saved: Done,
}

/// The page.
pub async fn page(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    saved: souk_kit::Query<Done>,
) -> Result<HttpResponse, Problem> {
    let items = prepared::list(&state, caller.tenant()?).await?;
    Ok(Sheet { items, saved: saved.0, ..Sheet::default() }.answer(&view, StatusCode::OK))
}

/// Prepares one article, or those of a table.
pub async fn save(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    form: web::Form<HashMap<String, String>>,
) -> Result<HttpResponse, Problem> {
    let (tenant, person) = (caller.tenant()?, caller.claims().sub.clone());
    let typed = Typed(form.into_inner());
    let mut sheet = Sheet::default();
    let done = if typed.get("do") == "import" {
        prepared::import(&state, tenant, person, typed.get("table"))
            .await
            .map(|done| sheet.imported = Some(done))
    } else {
        let new = words::Typed {
            code: typed.get("code"),
            price: typed.get("price"),
            quantity: typed.get("quantity"),
            sizes: typed.get("sizes"),
            label: typed.get("label"),
        };
        match prepared::add(&state, tenant, person, &new).await {
            Ok(_) => return Ok(see_other(&format!("{HERE}?done=saved"))),
            Err(problem) => Err(problem),
        }
    };
    let status = match done {
        Ok(()) => StatusCode::OK,
        Err(problem) if matches!(problem.kind, Kind::Unprocessable | Kind::Conflict) => {
            let code = problem.code == "code_taken";
            sheet.errors = if code {
                FormErrors::one("code", problem.body().title)
            } else {
                FormErrors::named(&problem)
            };
            sheet.typed = typed;
            problem.kind.status()
        }
        Err(problem) => return Err(problem),
    };
    sheet.items = prepared::list(&state, tenant).await?;
    Ok(sheet.answer(&view, status))
}

/// Takes one off sale.
pub async fn remove(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    id: Path<LiveItemId>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    match prepared::remove(&state, tenant, caller.claims().sub.clone(), *id).await {
        Ok(_) => Ok(see_other(&format!("{HERE}?done=saved"))),
        Err(problem) if problem.kind == Kind::Conflict => {
            let items = prepared::list(&state, tenant).await?;
            let status = problem.kind.status();
            Ok(Sheet { items, refused: Some(problem), ..Sheet::default() }.answer(&view, status))
        }
        Err(problem) => Err(problem),
    }
}

impl Sheet {
    fn answer(&self, view: &View, status: StatusCode) -> HttpResponse {
        let title = view.t("nav-live-items");
        let labels =
            Button::secondary(view.t("labels-title")).href("/dashboard/live/labels").icon(Icon::QrCode);
        let body = html! {
            (notice(view, &self.saved))
            (PageHeader::new(&title).lead(view.t("items-lead")).secondary(labels)
                .breadcrumbs(ops_live::shell(view), &[(ops_live::HERE, &view.t("nav-live"))]))
            (stack(html! {
                @if let Some(problem) = &self.refused { (Banner::new(Tone::Warning, problem.body().title)) }
                @if let Some(done) = &self.imported { (imported(view, done)) }
                (self.table(view))
                (self.one(view))
                (self.many(view))
            }))
        };
        dashboard(view, status, &title, body)
    }

    fn table(&self, view: &View) -> Markup {
        let columns = vec![
            Column::text(view.t("code")),
            Column::text(view.t("label")),
            Column::number(view.t("price")),
            Column::number(view.t("stock")),
            Column::text(view.t("size")),
            Column::text(view.t("items-remove")),
        ];
        let row = |item: &Item| {
            let sizes = item.sizes.iter().enumerate().map(|(at, size)| match item.size_on_hand.get(at) {
                Some(count) => format!("{size}:{count}"),
                None => size.clone(),
            });
            let sizes = sizes.collect::<Vec<_>>().join(" ");
            let gone = Button::quiet(view.t("items-remove")).small().icon(Icon::Trash);
            Row::new(vec![
                html! { bdi { (item.shown_code) } },
                html! { bdi { (item.label) } },
                html! { bdi { (format::money(view.lang, item.price())) } },
                html! { (item.on_hand) },
                html! { bdi { (sizes) } },
                Form::post(format!("{HERE}/{}/remove", item.id)).inline().actions(gone).render(),
            ])
            .href(format!("{HERE}/{}/record", item.id))
        };
        let none = EmptyState::new(Icon::Package, view.t("items-none"), view.t("items-none-text"));
        let table = Table::new(view.t("nav-live-items"), columns);
        let table = table.rows(self.items.iter().map(row).collect()).empty(none);
        html! { (Card::bare().body(table).flush()) }
    }

    fn one(&self, view: &View) -> Markup {
        let field = |name: &str, key: &str| {
            Field::text(name, view.t(key)).value(self.typed.get(name)).maybe_error(self.errors.get(name))
        };
        let form = Form::post(HERE)
            .errors(&view.t("form-errors"), &self.errors.summary())
            .body(field_row(html! {
                (field("code", "code").required().maxlength(12).attr("dir", "ltr"))
                (field("price", "price").maxlength(12).attr("inputmode", "decimal"))
                (field("quantity", "items-quantity").maxlength(4).attr("inputmode", "numeric"))
            }))
            .body(
                field("sizes", "items-sizes")
                    .hint(view.t("items-sizes-hint"))
                    .maxlength(120)
                    .attr("dir", "ltr"),
            )
            .body(field("label", "items-label").maxlength(60))
            .actions(Button::primary(view.t("items-new")).name_value("do", "add").icon(Icon::Plus));
        Card::new(view.t("items-new")).body(form).render()
    }

    fn many(&self, view: &View) -> Markup {
        let form = Form::post(HERE)
            .body(
                Field::textarea("table", view.t("items-import"))
                    .rows(6)
                    .value(self.typed.get("table"))
                    .hint(view.t("items-import-hint"))
                    .attr("dir", "ltr")
                    .maybe_error(self.errors.get("table")),
            )
            .actions(Button::secondary(view.t("items-import")).name_value("do", "import").icon(Icon::FileUp));
        Card::new(view.t("items-import")).body(form).render()
    }
}

fn imported(view: &View, done: &Imported) -> Markup {
    let (made, refused) = (done.made.to_string(), done.refused.len().to_string());
    let tone = if done.refused.is_empty() { Tone::Success } else { Tone::Warning };
    let said = view.with("items-imported", &[("made", &made), ("refused", &refused)]);
    html! {
        (Banner::new(tone, said))
        @if !done.refused.is_empty() {
            ul {
                @for (line, why) in done.refused.iter().take(50) {
                    li { (view.with("items-line", &[("line", &line.to_string()), ("why", &view.t(why))])) }
                }
            }
        }
    }
}
