//! Legal pages. Their texts are the locale files' `legal-…` entries, for the operator to adapt.
use actix_web::{HttpResponse, web};
use souk_kit::{Path, Problem, View};
use souk_ui::{Area, Markup, PageHeader, Tab, description_list, html, tabs};

use super::{page, send};
use crate::{State, state::Operator};

const DOCUMENTS: [&str; 3] = ["terms", "privacy", "imprint"];
/// Sections looked for in the locale files, `legal-terms-1` and on.
const SECTIONS: usize = 20;

/// `GET /legal/{document}`
///
/// # Errors
/// 404 for another document.
pub async fn show(view: View, state: web::Data<State>, name: Path<String>) -> Result<HttpResponse, Problem> {
    let name = DOCUMENTS.iter().find(|d| **d == name.0).ok_or_else(Problem::not_found)?;
    let title = view.t(&format!("legal-{name}"));
    let links: Vec<_> = DOCUMENTS
        .iter()
        .map(|d| Tab::new(format!("/legal/{d}"), view.t(&format!("legal-{d}")), d == name))
        .collect();
    let body = html! {
        (PageHeader::new(&title))
        div class="stack legal" {
            (tabs(&view.t("legal"), &links))
            @if *name == "imprint" { (imprint(&view, &state.operator)) }
            @for n in 1..=SECTIONS {
                @if let Some(text) = view.texts.find(view.lang, &format!("legal-{name}-{n}"), &operator(&state.operator)) {
                    section {
                        @if let Some(heading) = view.texts.find(view.lang, &format!("legal-{name}-{n}.title"), &[]) {
                            h2 { (heading) }
                        }
                        @for paragraph in text.split("\n\n") { p { (paragraph) } }
                    }
                }
            }
        }
    };
    let canonical = format!("{}/legal/{name}", state.public_url);
    Ok(send(page(&view, Area::Public, &title, body).canonical(canonical)))
}

fn operator(operator: &Operator) -> [(&str, &str); 1] {
    [("operator", operator.name.as_str())]
}

fn imprint(view: &View, operator: &Operator) -> Markup {
    let facts = [
        ("imprint-name", &operator.name),
        ("imprint-address", &operator.address),
        ("imprint-email", &operator.email),
        ("imprint-registration", &operator.registration),
        ("imprint-host", &operator.host),
    ];
    let said: Vec<_> =
        facts.iter().filter(|(_, v)| !v.is_empty()).map(|(key, v)| (view.t(key), html! { (v) })).collect();
    let said: Vec<_> = said.iter().map(|(key, value)| (key.as_str(), value.clone())).collect();
    description_list(&said)
}
