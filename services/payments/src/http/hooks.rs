//! `/hooks/payments/stripe`: what Stripe tells, signed. Nothing is believed before the signature fits.
use actix_web::{HttpRequest, HttpResponse, web};
use souk_kit::{Kind, Problem};

use crate::{app::hook, state::State};

/// The largest event.
const BODY_MAX: usize = 1_048_576;

/// The webhooks.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::resource("/hooks/payments/stripe")
            .app_data(web::PayloadConfig::new(BODY_MAX))
            .route(web::post().to(stripe)),
    );
}

/// Kept as it came and answered at once; looked at afterwards.
async fn stripe(
    state: web::Data<State>,
    request: HttpRequest,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let header = request.headers().get("stripe-signature").and_then(|v| v.to_str().ok()).unwrap_or_default();
    if !hook::is_signed(&state, header, &body) {
        return Err(Problem::new(Kind::Invalid, "signature_wrong"));
    }
    hook::take(&state, &body).await?;
    Ok(HttpResponse::Ok().finish())
}
