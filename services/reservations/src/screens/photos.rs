//! `/dashboard/live/photos/{item}`: the picture of an article, as its seller sent it.
use actix_web::{HttpResponse, http::header, web};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use souk_events::LiveItemId;
use souk_kit::{Caller, Path, Problem, caller::Agent};

use crate::{app::board, state::State};

/// The picture. It never changes: the browser of whoever saw it keeps it for an hour.
pub async fn picture(
    caller: Caller<Agent>,
    state: web::Data<State>,
    id: Path<LiveItemId>,
) -> Result<HttpResponse, Problem> {
    let message = board::picture(&state, caller.tenant()?, *id).await?;
    let found = state
        .whatsapp
        .file(&message.to_string())
        .await
        .map_err(|_| Problem::unavailable("peer_unavailable"))?;
    let file = found.filter(|file| file.content_type.starts_with("image/")).ok_or_else(Problem::not_found)?;
    let bytes = BASE64.decode(file.bytes).map_err(Problem::internal)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, file.content_type))
        .insert_header((header::CACHE_CONTROL, "private, max-age=3600"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(bytes))
}
