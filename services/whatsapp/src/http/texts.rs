//! `/v1/whatsapp/texts`: what is said, in the merchant's own words; `/v1/whatsapp/settings`: what is sent after a STOP.
use actix_web::{HttpResponse, get, put, web};
use serde::{Deserialize, Serialize};
use souk_kit::{
    Caller, FieldError, Json, Lang, Problem, Query,
    caller::{Agent, Manager},
    paging::Page,
    problem::ProblemBody,
};

use crate::{
    app::wording::{self, Text},
    state::State,
};

/// A text.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TextView {
    /// `rsv.held`.
    key: String,
    /// What kind of message it makes.
    class: String,
    /// What is filled in where it stands in braces.
    params: Vec<String>,
    /// The catalogue's words.
    original: String,
    /// The merchant's own.
    own: Option<String>,
}

impl From<Text> for TextView {
    fn from(text: Text) -> Self {
        Self {
            key: text.entry.key.to_owned(),
            class: text.entry.class.word().to_owned(),
            params: text.entry.params.iter().map(|name| (*name).to_owned()).collect(),
            original: text.original,
            own: text.own,
        }
    }
}

/// In which language.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct InLanguage {
    /// `fr`, `en`, `es`, `pt` or `ar`.
    #[param(pattern = "^(fr|en|es|pt|ar)$")]
    locale: String,
}

/// Own words.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TextRequest {
    /// Which text: `rsv.held`.
    #[schema(max_length = 60)]
    key: String,
    /// `fr`, `en`, `es`, `pt` or `ar`.
    #[schema(pattern = "^(fr|en|es|pt|ar)$")]
    locale: String,
    /// The words, in braces only what the original fills in; null: those of the catalogue.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 600)]
    text: Option<String>,
}

/// How the merchant wants it.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingsRequest {
    /// `transactional_only` or `silent`.
    #[schema(pattern = "^(transactional_only|silent)$")]
    stop_policy: String,
}

fn lang(code: &str) -> Option<Lang> {
    Lang::ALL.into_iter().find(|lang| lang.code() == code)
}

/// Every text in a language.
#[utoipa::path(
    tag = "whatsapp", operation_id = "list_texts", security(("bearer" = [])), params(InLanguage),
    responses(
        (status = 200, description = "The texts", body = Page<TextView>),
        (status = 400, description = "No such language", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/whatsapp/texts")]
pub async fn list_texts(
    caller: Caller<Agent>,
    state: web::Data<State>,
    wish: Query<InLanguage>,
) -> Result<HttpResponse, Problem> {
    let wrong = || Problem::parameter(FieldError::new("/locale", "language_unknown"));
    let lang = lang(&wish.locale).ok_or_else(wrong)?;
    let all = wording::list(&state, caller.tenant()?, lang).await?;
    let views: Vec<TextView> = all.into_iter().map(TextView::from).collect();
    Ok(HttpResponse::Ok().json(Page::whole(views)))
}

/// Keeps own words for a text, or goes back to the catalogue's.
#[utoipa::path(
    tag = "whatsapp", operation_id = "replace_text", security(("bearer" = [])), request_body = TextRequest,
    responses((status = 204, description = "Kept"))
)]
#[put("/v1/whatsapp/texts")]
pub async fn replace_text(
    caller: Caller<Manager>,
    state: web::Data<State>,
    wish: Json<TextRequest>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let lang = lang(&wish.locale).ok_or_else(|| Problem::field("/locale", "language_unknown"))?;
    match &wish.text {
        Some(text) => wording::replace(&state, tenant, (lang, &wish.key), text).await?,
        None => wording::restore(&state, tenant, (lang, &wish.key)).await?,
    }
    Ok(HttpResponse::NoContent().finish())
}

/// Decides what people who said STOP still get.
#[utoipa::path(
    tag = "whatsapp", operation_id = "set_stop_policy", security(("bearer" = [])), request_body = SettingsRequest,
    responses((status = 204, description = "Decided"))
)]
#[put("/v1/whatsapp/settings")]
pub async fn set_stop_policy(
    caller: Caller<Manager>,
    state: web::Data<State>,
    wish: Json<SettingsRequest>,
) -> Result<HttpResponse, Problem> {
    wording::set_stop_policy(&state, caller.tenant()?, &wish.stop_policy).await?;
    Ok(HttpResponse::NoContent().finish())
}
