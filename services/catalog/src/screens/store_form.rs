//! `/dashboard/store`: what a store says of itself, where it is, its photo, and a pause when it is too much.
use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use souk_events::{Address, Point, StoreId};
use souk_kit::{Caller, Lang, Path, Problem, Query, View, caller::Manager};
use souk_ui::{
    Button, Card, Checkbox, Field, Form, Icon, Markup, PageHeader, ShellTexts, Tone, Upload, field_row, html,
    stack, status,
};

use super::{Done, FormErrors, dashboard, no_store, notice, see_other, titles};
use crate::{
    app::stores::{self, ProfileInput},
    domain::{
        self,
        description::{self, DESCRIPTION, DescriptionInput},
    },
    http::upload,
    shelf::Image,
    state::State,
    store::stores::StoreRow,
};

/// A position as it stands in its two fields.
type Position = (String, String);

fn position(typed: &ProfileInput) -> Position {
    let point = typed.address.as_ref().and_then(|a| a.point);
    point.map(|point| (point.lat.to_string(), point.lon.to_string())).unwrap_or_default()
}

/// What the store says of itself in the languages that are not its own, folded.
fn translations(view: &View, store: &StoreRow, typed: &ProfileInput, errors: &FormErrors) -> Markup {
    let own = Lang::from_tag(&store.language).unwrap_or_default();
    let said = |lang: Lang| {
        let found = typed.translations.iter().flatten().find(|row| row.language == lang);
        found.map_or("", |row| row.description.as_str())
    };
    html! {
        details {
            summary { (view.t("form-translations")) }
            @for lang in Lang::ALL.into_iter().filter(|lang| *lang != own) {
                @let name = titles::name("description", lang);
                (Field::textarea(&name, lang.name()).id(&format!("{}-{name}", store.slug)).value(said(lang)).rows(4)
                    .maxlength(DESCRIPTION).attr("lang", lang.code()).attr("dir", lang.dir()).maybe_error(errors.get(&name)))
            }
        }
    }
}

fn card(
    view: &View,
    store: &StoreRow,
    typed: &ProfileInput,
    (latitude, longitude): &Position,
    errors: &FormErrors,
) -> Markup {
    let texts = ShellTexts::of(view.lang.code());
    let address = typed.address.clone().unwrap_or_else(|| Address {
        lines: Vec::new(),
        locality: String::new(),
        postcode: String::new(),
        country: store.country.clone(),
        point: None,
        note: String::new(),
    });
    let id = |name: &str| format!("{}-{name}", store.slug);
    let field = |name: &str, key: &str, value: &str| {
        Field::text(name, view.t(key)).id(&id(name)).value(value).maybe_error(errors.get(name))
    };
    let mut photo =
        Upload::photo("photo", view.t("form-photo"), texts).id(&id("photo")).hint(view.t("form-photo-hint"));
    if let Some(name) = &store.photo {
        photo = photo.preview(Image(name.clone()).url(320), &store.name);
    }
    if let Some(error) = errors.get("photo") {
        photo = photo.error(error);
    }
    let shown = if store.active && store.tenant_active {
        (Tone::Success, "store-shown")
    } else {
        (Tone::Neutral, "store-hidden")
    };
    let form = Form::post(format!("/dashboard/store/{}", store.id))
        .multipart()
        .hidden("version", store.version.to_string())
        .errors(&view.t("form-errors"), &errors.summary())
        .body(html! {
            (Field::textarea("description", view.t("form-description")).id(&id("description")).value(&typed.description)
                .rows(4).maxlength(DESCRIPTION).maybe_error(errors.get("description")))
            (translations(view, store, typed, errors))
            (field("line", "address-line", &address.lines.join(", ")).autocomplete("street-address"))
            (field_row(html! {
                (field("postcode", "address-postcode", &address.postcode).autocomplete("postal-code"))
                (field("locality", "address-locality", &address.locality).autocomplete("address-level2"))
                (field("country", "address-country", &address.country).maxlength(2).autocomplete("country"))
            }))
            (field_row(html! {
                (field("latitude", "form-latitude", latitude).optional(view.t("optional")).hint(view.t("form-position-hint")).attr("inputmode", "decimal"))
                (field("longitude", "form-longitude", longitude).optional(view.t("optional")).attr("inputmode", "decimal"))
            }))
            (Button::secondary(view.t("form-here")).icon(Icon::MapPin).small().plain().attr("data-position", "").attr("hidden", ""))
            (photo)
            (Field::phone("whatsapp", view.t("form-whatsapp")).id(&id("whatsapp")).optional(view.t("optional"))
                .value(typed.whatsapp.clone().unwrap_or_default()).hint(view.t("form-whatsapp-hint")).maxlength(40)
                .maybe_error(errors.get("whatsapp")))
            (Field::number("low_stock", view.t("form-low-stock")).id(&id("low_stock")).min(0).optional(view.t("optional"))
                .value(typed.low_stock.map(|n| n.to_string()).unwrap_or_default()).hint(view.t("form-low-stock-store"))
                .maybe_error(errors.get("low_stock")))
            (Checkbox::switch("paused", view.t("form-paused")).id(&id("paused")).checked(typed.paused).value("1").hint(view.t("form-paused-hint")))
        })
        .actions(html! {
            (Button::primary(view.t("save")).icon(Icon::Save))
            (Button::secondary(view.t("opening-hours")).href(format!("/dashboard/store/hours?store={}", store.id)).icon(Icon::Clock))
            (Button::quiet(view.t("view-in-shop")).href(format!("/m/{}", store.slug)).icon(Icon::ExternalLink))
        });
    html! { (Card::new(&store.name).actions(status(shown.0, &view.t(shown.1))).body(form)) }
}

fn profile(store: &StoreRow) -> ProfileInput {
    ProfileInput {
        description: store.description.clone(),
        translations: Some(description::written(&domain::titles::read(store.descriptions.clone()))),
        address: store.address.clone().and_then(|a| serde_json::from_value(a).ok()),
        paused: store.paused,
        low_stock: store.low_stock,
        whatsapp: store.whatsapp.clone(),
    }
}

fn shown(view: &View, store: &StoreRow) -> Markup {
    let profile = profile(store);
    card(view, store, &profile, &position(&profile), &FormErrors::default())
}

/// The page: a card for each store.
pub async fn page(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let stores = stores::list(&state, caller.tenant()?).await?;
    let body = html! {
        (notice(&view, done.done.as_deref()))
        (PageHeader::new(view.t("nav-store")).lead(view.t("store-lead")))
        @if stores.is_empty() {
            (no_store(&view))
        }
        (stack(html! { @for store in &stores { (shown(&view, store)) } }))
    };
    Ok(dashboard(&view, StatusCode::OK, &view.t("nav-store"), body))
}

/// Saves a profile, or shows it again with what is wrong.
pub async fn save(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    id: Path<StoreId>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let sent = upload::read(&request, payload, state.uploads.max_photo_bytes + 100_000).await?;
    let cell = |name: &str| sent.fields.get(name).map(|v| v.trim().to_owned()).unwrap_or_default();
    let (line, locality, postcode) = (cell("line"), cell("locality"), cell("postcode"));
    let position = (cell("latitude"), cell("longitude"));
    let said = [&line, &locality, &postcode, &position.0, &position.1].iter().any(|v| !v.is_empty());
    let stores = stores::list(&state, tenant).await?;
    let store = stores.iter().find(|s| s.id == id.0).ok_or_else(Problem::not_found)?;
    // What is no number is a place that is not on earth.
    let degrees = |text: &str| text.replace(',', ".").parse().unwrap_or(f64::NAN);
    let named = !position.0.is_empty() || !position.1.is_empty();
    let point = named.then(|| Point { lat: degrees(&position.0), lon: degrees(&position.1) });
    // The note that the form does not show is kept.
    let before = profile(store).address;
    let address = said.then(|| Address {
        lines: vec![line],
        locality,
        postcode,
        country: cell("country"),
        point,
        note: before.map(|a| a.note).unwrap_or_default(),
    });
    // What is no number is wrong; nothing is no alert.
    let low_stock =
        Some(cell("low_stock")).filter(|text| !text.is_empty()).map(|text| text.parse().unwrap_or(-1));
    let description = cell("description");
    let whatsapp = Some(cell("whatsapp")).filter(|text| !text.is_empty());
    let said = |language: Lang| {
        let description = cell(&titles::name("description", language));
        (!description.is_empty()).then_some(DescriptionInput { language, description })
    };
    let translations: Vec<_> = Lang::ALL.into_iter().filter_map(said).collect();
    let typed = ProfileInput {
        description,
        translations: Some(translations),
        address,
        paused: !cell("paused").is_empty(),
        low_stock,
        whatsapp,
    };
    let expected = cell("version").parse().unwrap_or_default();
    let mut saved = stores::save(&state, tenant, id.0, expected, &typed).await.map(drop);
    if let (Ok(()), Some(bytes)) = (&saved, sent.file) {
        saved = stores::set_photo(&state, tenant, id.0, bytes).await.map(drop).map_err(|mut problem| {
            if problem.errors.is_empty() {
                let mut error = souk_kit::FieldError::new("/photo", "unreadable");
                error.detail = problem.body().title;
                problem.errors.push(error);
            }
            problem
        });
    }
    match saved {
        Ok(()) => Ok(see_other("/dashboard/store?done=saved")),
        Err(problem) if problem.kind == souk_kit::Kind::Internal => Err(problem),
        Err(problem) => {
            let field = |pointer: &str| match pointer.trim_start_matches("/address/").trim_start_matches('/')
            {
                lines if lines.starts_with("lines") => "line".to_owned(),
                "point" => "latitude".to_owned(),
                further if further.starts_with("translations/") => {
                    let at = further.split('/').nth(1).and_then(|at| at.parse::<usize>().ok());
                    let row = at.and_then(|at| typed.translations.as_deref()?.get(at));
                    row.map_or_else(String::new, |row| titles::name("description", row.language))
                }
                name => name.to_owned(),
            };
            let errors = FormErrors::of(&problem, field);
            let body = html! { (PageHeader::new(view.t("nav-store"))) (card(&view, store, &typed, &position, &errors)) };
            Ok(dashboard(&view, StatusCode::UNPROCESSABLE_ENTITY, &view.t("nav-store"), body))
        }
    }
}
