//! Where one is signed in, and ending it.
use actix_web::{http::StatusCode, web};
use serde::Deserialize;
use souk_events::SessionId;
use souk_kit::{Caller, Problem, View, caller::User, format};
use souk_ui::{Button, Column, Form, Icon, Markup, Row, Table, Tone, html, status, time_relative};

use super::page::{self, Answer, known, redirect};
use crate::{
    State,
    app::sessions,
    http::auth::session,
    store::sessions::{Reason, Session},
};

fn row(view: &View, s: &Session, current: Option<SessionId>) -> Row {
    let device = if s.device.is_empty() { view.t("device-unknown") } else { s.device.clone() };
    let shown = format::date_time(view.lang, chrono_tz::UTC, s.last_seen_at);
    let action: Markup = if Some(s.id) == current {
        status(Tone::Success, &view.t("session-current"))
    } else {
        let button = Button::quiet(view.t("session-end")).small().icon(Icon::LogOut);
        html! { (Form::post("/account/sessions").inline().hidden("id", s.id.to_string()).actions(button)) }
    };
    Row::new(vec![
        html! { (device) " " span class="hint" { (view.t(&format!("session-{}", s.kind))) } },
        time_relative(&s.last_seen_at.to_rfc3339(), &shown),
        action,
    ])
}

/// The list.
pub async fn page(view: View, caller: Result<Caller<User>, Problem>, state: web::Data<State>) -> Answer {
    let caller = match known(caller, &view) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    let current = session(&caller).ok();
    let found = sessions::list(&state, caller.user()?).await?;
    let columns = ["session-device", "session-seen", "session-state"].map(|key| Column::text(view.t(key)));
    let table = Table::new(view.t("nav-sessions"), columns.into())
        .rows(found.iter().map(|s| row(&view, s, current)).collect());
    let body = html! {
        (table)
        @if found.len() > 1 {
            (Form::post("/account/sessions").hidden("id", "others")
                .actions(Button::secondary(view.t("session-end-others")).icon(Icon::LogOut)))
        }
    };
    Ok(page::account(&view, StatusCode::OK, "sessions", &body))
}

/// Which one to end; `others` for all but this one.
#[derive(Debug, Deserialize)]
pub struct End {
    id: String,
}

/// Ends it.
pub async fn end(
    view: View,
    caller: Result<Caller<User>, Problem>,
    state: web::Data<State>,
    typed: web::Form<End>,
) -> Answer {
    let caller = match known(caller, &view) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    let user = caller.user()?;
    if typed.id == "others" {
        sessions::end_others(&state, user, session(&caller).ok()).await?;
    } else {
        let id = typed.id.parse().map_err(|_| Problem::not_found())?;
        sessions::end(&state, user, id, Reason::Revoked).await?;
    }
    Ok(redirect("/account/sessions"))
}
