//! `/dashboard/import`: send a file, watch it being written, take home what was wrong.
use actix_web::{HttpRequest, HttpResponse, http::StatusCode, http::header, web};
use souk_kit::{Caller, Path, Problem, View, caller::Manager, spreadsheet};
use souk_ui::{
    Banner, Button, Card, Column, EmptyState, Form, Icon, Markup, PageHeader, Row, Select, ShellTexts,
    StatTile, Table, Tone, Upload, grid, html, status, time_relative,
};
use uuid::Uuid;

use super::{FormErrors, dashboard, fragment, see_other};
use crate::{
    app::{export, import, stores},
    http::{imports as api, upload},
    state::State,
    store::{
        exports::ExportRow,
        imports::{ErrorRow, ImportRow},
        stores::StoreRow,
    },
};

const SHOWN_ERRORS: i64 = 100;

fn state_of(view: &View, row: &ImportRow) -> Markup {
    match (row.status.as_str(), row.refused) {
        ("done", 0) => status(Tone::Success, &view.t("import-done")),
        ("done", _) => status(Tone::Warning, &view.t("import-done-partly")),
        _ => status(Tone::Live, &view.t("import-running")),
    }
}

fn form(view: &View, stores: &[StoreRow], errors: &FormErrors) -> Markup {
    let texts = ShellTexts::of(view.lang.code());
    let mut file = Upload::file("file", view.t("import-file"), texts)
        .accept(".csv,text/csv")
        .required()
        .hint(view.t("import-file-hint"));
    if let Some(error) = errors.get("file") {
        file = file.error(error);
    }
    let options = stores.iter().map(|s| (s.id.to_string(), s.name.clone()));
    html! {
        (Form::post("/dashboard/import").multipart()
            .errors(&view.t("form-errors"), &errors.summary())
            .body(html! {
                @if stores.len() > 1 { (Select::new("store", view.t("store")).options(options)) }
                @else if let Some(store) = stores.first() { input type="hidden" name="store" value=(store.id); }
                (file)
            })
            .actions(Button::primary(view.t("import-send")).icon(Icon::Upload)))
    }
}

/// The products of each store as a file to take home, and who did so lately.
fn exports(view: &View, stores: &[StoreRow], before: &[ExportRow]) -> Markup {
    let link = |store: &StoreRow, separator: &str| {
        format!("/v1/catalog/export?store={}&separator={separator}", store.id)
    };
    let name = |id| stores.iter().find(|store| store.id == id).map_or("", |store| &store.name);
    let rows = before.iter().map(|row| {
        let at = row.at.to_rfc3339();
        Row::new(vec![html! { (name(row.store_id)) }, html! { (row.products) }, time_relative(&at, &at)])
    });
    let columns = vec![
        Column::text(view.t("store")),
        Column::number(view.t("nav-products")),
        Column::text(view.t("import-when")),
    ];
    html! {
        (Card::new(view.t("export")).note(view.t("export-note")).body(html! {
            @for store in stores {
                div class="button-row" {
                    @if stores.len() > 1 { bdi { (store.name) } }
                    (Button::secondary(view.t("export-comma")).href(link(store, "comma")).icon(Icon::Download).attr("download", ""))
                    (Button::quiet(view.t("export-semicolon")).href(link(store, "semicolon")).icon(Icon::Download).attr("download", ""))
                }
            }
            @if !before.is_empty() { (Table::new(view.t("export-before"), columns).rows(rows.collect())) }
        }))
    }
}

async fn start_page(
    state: &State,
    caller: &Caller<Manager>,
    view: &View,
    errors: &FormErrors,
    code: StatusCode,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let texts = ShellTexts::of(view.lang.code());
    let stores = stores::list(state, tenant).await?;
    let before = import::list(state, tenant, None, 10).await?;
    let taken = export::list(state, tenant).await?;
    let rows = before.items.iter().map(|row| {
        let at = row.created_at.to_rfc3339();
        Row::new(vec![
            html! { (row.file_name) },
            state_of(view, row),
            html! { (row.created + row.updated) },
            html! { (row.refused) },
            time_relative(&at, &at),
        ])
        .href(format!("/dashboard/import/{}", row.id))
    });
    let columns = vec![
        Column::text(view.t("import-file")),
        Column::text(view.t("column-status")),
        Column::number(view.t("import-good")),
        Column::number(view.t("import-refused")),
        Column::text(view.t("import-when")),
    ];
    let body = html! {
        (PageHeader::new(view.t("import")).lead(view.t("import-lead")).breadcrumbs(texts, &[("/dashboard/products", &view.t("nav-products"))]))
        @if stores.is_empty() {
            (Banner::new(Tone::Info, view.t("store-coming")).text(view.t("store-coming-text")))
        } @else {
            (Card::new(view.t("import-new")).body(form(view, &stores, errors)))
        }
        (Card::new(view.t("import-before")).flush().body(
            Table::new(view.t("import-before"), columns).rows(rows.collect())
                .empty(EmptyState::new(Icon::FileUp, view.t("import-none"), view.t("import-none-text")))))
        @if !stores.is_empty() { (exports(view, &stores, &taken)) }
    };
    Ok(dashboard(view, code, &view.t("import"), body))
}

/// The page.
pub async fn page(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    start_page(&state, &caller, &view, &FormErrors::default(), StatusCode::OK).await
}

/// Takes a file and leads to its progress, or says why it is not read.
pub async fn send(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let actor = caller.claims().sub.clone();
    let sent = upload::read(&request, payload, state.uploads.max_import_bytes).await?;
    let store = sent.fields.get("store").and_then(|s| s.parse().ok()).ok_or_else(Problem::not_found)?;
    let started = match sent.file {
        Some(bytes) => import::start(&state, tenant, &actor, store, &sent.file_name, bytes).await,
        None => Err(Problem::field("/file", "import_empty")),
    };
    match started {
        Ok(row) => Ok(see_other(&format!("/dashboard/import/{}", row.id))),
        Err(problem) if !problem.errors.is_empty() => {
            let errors = FormErrors::named(&problem);
            start_page(&state, &caller, &view, &errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(problem) => Err(problem),
    }
}

/// Bar and figures; while the import runs the piece asks for itself again every second.
fn figures(view: &View, row: &ImportRow) -> Markup {
    let running = row.status != "done";
    let url = format!("/dashboard/import/{}/progress", row.id);
    let (done, total) = (row.products_done.to_string(), row.products_total.to_string());
    html! {
        div id="progress" hx-get=[running.then_some(url)] hx-trigger=[running.then_some("every 1s")] hx-swap=[running.then_some("outerHTML")] {
            p { (state_of(view, row)) " " (view.with("import-progress", &[("done", &done), ("total", &total)])) }
            progress max=(row.products_total.max(1)) value=(row.products_done) aria-label=(view.t("import-running")) {}
            (grid(html! {
                (StatTile::new(view.t("import-created"), row.created.to_string()).icon(Icon::PackageCheck))
                (StatTile::new(view.t("import-updated"), row.updated.to_string()).icon(Icon::RefreshCw))
                (StatTile::new(view.t("import-refused"), row.refused.to_string()).icon(Icon::CircleAlert))
            }))
            @if running {
                noscript { p { a href={ "/dashboard/import/" (row.id) } { (view.t("import-look-again")) } } }
            }
        }
    }
}

/// How far an import is, for the page that is open. Once it is done the page loads anew, with its errors.
pub async fn progress(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    id: Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let row = import::get(&state, caller.tenant()?, id.0).await?;
    let mut response = fragment(figures(&view, &row));
    if row.status == "done" {
        response
            .headers_mut()
            .insert(header::HeaderName::from_static("hx-refresh"), header::HeaderValue::from_static("true"));
    }
    Ok(response)
}

fn error_table(view: &View, row: &ImportRow, errors: Vec<ErrorRow>) -> Markup {
    let columns = vec![
        Column::text(view.t("import-line")),
        Column::text(view.t("import-column")),
        Column::text(view.t("import-reason")),
        Column::text(view.t("import-value")),
    ];
    let rows = errors.into_iter().map(|e| {
        let said = api::error_view(view, e);
        Row::new(vec![
            html! { (said.line) },
            html! { (said.column) },
            html! { (said.reason) },
            html! { code { (said.value) } },
        ])
    });
    let download = Button::secondary(view.t("import-download"))
        .href(format!("/dashboard/import/{}/errors.csv", row.id))
        .icon(Icon::Download);
    let n = row.errors.to_string();
    html! {
        (Card::new(view.with("import-errors", &[("n", &n)])).note(view.t("import-errors-note")).actions(download).flush()
            .body(Table::new(view.t("import-reason"), columns).rows(rows.collect())))
    }
}

/// One import with its errors.
pub async fn one(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    id: Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let texts = ShellTexts::of(view.lang.code());
    let row = import::get(&state, tenant, id.0).await?;
    let errors = import::errors(&state, tenant, id.0, 0, SHOWN_ERRORS).await?;
    let crumbs = [("/dashboard/products", view.t("nav-products")), ("/dashboard/import", view.t("import"))];
    let crumbs: Vec<_> = crumbs.iter().map(|(href, text)| (*href, text.as_str())).collect();
    let body = html! {
        (PageHeader::new(&row.file_name).breadcrumbs(texts, &crumbs)
            .primary(Button::primary(view.t("nav-products")).href("/dashboard/products").icon(Icon::Package)))
        (Card::bare().body(html! { (figures(&view, &row)) p class="hint" { (view.t("import-photos")) } }))
        @if row.errors > 0 { (error_table(&view, &row, errors)) }
    };
    Ok(dashboard(&view, StatusCode::OK, &row.file_name, body))
}

/// All errors as a CSV file.
pub async fn errors_csv(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    id: Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let rows = import::errors(&state, caller.tenant()?, id.0, 0, 200_000).await?;
    let mut file = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let head = ["import-line", "import-column", "import-reason", "import-value"].map(|key| view.t(key));
    file.write_record(&head).map_err(Problem::internal)?;
    for row in rows {
        let said = api::error_view(&view, row);
        let cells = [
            said.line.to_string(),
            spreadsheet::text(&said.column),
            said.reason,
            spreadsheet::text(&said.value),
        ];
        file.write_record(&cells).map_err(Problem::internal)?;
    }
    let bytes = file.into_inner().map_err(Problem::internal)?;
    Ok(spreadsheet::file(&format!("import-{}.csv", id.0)).body(bytes))
}
