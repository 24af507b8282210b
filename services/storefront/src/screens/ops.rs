//! The operators' home: whatever the modules show there.
use actix_web::HttpResponse;
use souk_kit::{Caller, Problem, View, caller::User};
use souk_ui::{Area, PageHeader, html, slot};

use super::{page, send, sign_in};

/// `GET /ops`
///
/// # Errors
/// 403 for people who do not operate the platform.
pub async fn show(view: View, caller: Option<Caller<User>>) -> Result<HttpResponse, Problem> {
    let Some(caller) = caller else { return Ok(sign_in("/ops")) };
    if !caller.claims().admin {
        return Err(Problem::forbidden());
    }
    let title = view.t("ops-title");
    let body = html! {
        (PageHeader::new(&title).lead(view.t("ops-lead")))
        div class="stack" { (slot("ops.home", "")) }
    };
    Ok(send(page(&view, Area::Ops, &title, body).wide()))
}
