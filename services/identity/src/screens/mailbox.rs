//! The demo's mailbox: mails that were written to files because no mail server is set. With a server there is no
//! such page.
use std::path::{Path as FilePath, PathBuf};

use actix_web::{http::StatusCode, web};
use chrono::{DateTime, Utc};
use mail_parser::{Message, MessageParser};
use souk_kit::{Path, Problem, View, format};
use souk_ui::{
    Area, Banner, Button, Card, Column, EmptyState, Icon, Markup, PageHeader, Row, Table, Tone, html,
    time_relative,
};

use super::page::{self, Answer};
use crate::State;

const NEWEST: usize = 50;

fn folder(state: &State) -> Result<&PathBuf, Problem> {
    state.mailer.folder().ok_or_else(Problem::not_found)
}

struct Mail {
    name: String,
    at: DateTime<Utc>,
    raw: Vec<u8>,
}

async fn read(path: &FilePath) -> Option<Mail> {
    let name = path.file_stem()?.to_str()?.to_owned();
    let at = tokio::fs::metadata(path).await.ok()?.modified().ok()?.into();
    Some(Mail { name, at, raw: tokio::fs::read(path).await.ok()? })
}

fn to(message: &Message<'_>) -> String {
    message.to().and_then(|a| a.first()).and_then(|a| a.address()).unwrap_or_default().to_owned()
}

fn demo(view: &View) -> Markup {
    html! { (Banner::new(Tone::Warning, view.t("mailbox-demo")).text(view.t("mailbox-demo-text")).icon(Icon::Mail)) }
}

/// The newest mails.
pub async fn list(view: View, state: web::Data<State>) -> Answer {
    let mut found = Vec::new();
    // No folder yet: no mail yet.
    if let Ok(mut entries) = tokio::fs::read_dir(folder(&state)?).await {
        while let Ok(Some(entry)) = entries.next_entry().await {
            let path = entry.path();
            if path.extension().is_some_and(|e| e == "eml")
                && let Ok(modified) = entry.metadata().await.and_then(|m| m.modified())
            {
                found.push((modified, path));
            }
        }
    }
    found.sort();
    let mut rows = Vec::new();
    for (_, path) in found.iter().rev().take(NEWEST) {
        let Some(mail) = read(path).await else { continue };
        let Some(message) = MessageParser::default().parse(&mail.raw) else { continue };
        let shown = format::date_time(view.lang, chrono_tz::UTC, mail.at);
        rows.push(
            Row::new(vec![
                html! { strong { (message.subject().unwrap_or_default()) } },
                html! { (to(&message)) },
                time_relative(&mail.at.to_rfc3339(), &shown),
            ])
            .href(format!("/mailbox/{}", mail.name)),
        );
    }
    let columns = ["mail-subject", "mail-to", "mail-at"].map(|key| Column::text(view.t(key)));
    let empty = EmptyState::new(Icon::Inbox, view.t("mailbox-empty"), view.t("mailbox-empty-text"));
    let body = html! {
        (PageHeader::new(view.t("mailbox-title")))
        (demo(&view))
        (Table::new(view.t("mailbox-title"), columns.into()).rows(rows).empty(empty))
    };
    Ok(page::page(&view, Area::Public, StatusCode::OK, &view.t("mailbox-title"), body))
}

/// One mail; its links can be followed.
pub async fn show(view: View, state: web::Data<State>, name: Path<String>) -> Answer {
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return Err(Problem::not_found());
    }
    let path = folder(&state)?.join(format!("{}.eml", name.as_str()));
    let mail = read(&path).await.ok_or_else(Problem::not_found)?;
    let message = MessageParser::default().parse(&mail.raw).ok_or_else(Problem::not_found)?;
    let subject = message.subject().unwrap_or_default().to_owned();
    let text = message.body_text(0).unwrap_or_default();
    let card = Card::bare().body(html! {
        p class="hint" { (view.t("mail-to")) " " (to(&message)) }
        @for line in text.lines() { p { (linked(line, &state.public_url)) } }
    });
    let body = html! {
        (PageHeader::new(&subject).breadcrumbs(page::texts(&view), &[("/mailbox", &view.t("mailbox-title"))])
            .secondary(Button::secondary(view.t("mailbox-title")).href("/mailbox").icon(Icon::ArrowLeft)))
        (demo(&view))
        (card)
    };
    Ok(page::page(&view, Area::Public, StatusCode::OK, &subject, body))
}

/// A line whose address of ours is a link on this host, whatever name the reader came by.
fn linked(line: &str, ours: &str) -> Markup {
    let Some((before, rest)) = line.split_once(ours) else { return html! { (line) } };
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let (path, after) = rest.split_at(end);
    html! { (before) a href=(if path.is_empty() { "/" } else { path }) { (ours) (path) } (after) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_ours_lead_to_this_host() {
        let shown =
            linked("Open http://localhost:8080/verify?token=a now", "http://localhost:8080").into_string();
        let link = "<a href=\"/verify?token=a\">http://localhost:8080/verify?token=a</a>";
        assert_eq!(shown, format!("Open {link} now"));
        assert_eq!(linked("<b>", "http://x").into_string(), "&lt;b&gt;");
    }
}
