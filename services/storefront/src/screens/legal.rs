//! Legal pages, by country where law differs. Their texts are the locale files' `legal-…` entries, for the operator to
//! adapt.
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use souk_kit::{Path, Problem, View};
use souk_ui::{Area, Chip, Markup, PageHeader, Tab, chips, description_list, html, tabs};

use super::{market, page, send};
use crate::{State, markets::Market, state::Operator};

const DOCUMENTS: [&str; 4] = ["terms", "privacy", "imprint", "countries"];
/// Those that say something else in each country.
const BY_COUNTRY: [&str; 2] = ["terms", "privacy"];
/// Sections looked for in the locale files, `legal-terms-1` and on.
const SECTIONS: usize = 20;

/// Whose law.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    country: Option<String>,
}

/// `GET /legal/{document}`
///
/// # Errors
/// 404 for another document.
pub async fn show(
    view: View,
    state: web::Data<State>,
    name: Path<String>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, Problem> {
    let name = DOCUMENTS.iter().find(|d| **d == name.0).ok_or_else(Problem::not_found)?;
    let market = state.markets.chosen(asked.country.as_deref());
    let title = view.t(&format!("legal-{name}"));
    let kept = if asked.country.is_some() { format!("?country={}", market.country) } else { String::new() };
    let links: Vec<_> = DOCUMENTS
        .iter()
        .map(|d| Tab::new(format!("/legal/{d}{kept}"), view.t(&format!("legal-{d}")), d == name))
        .collect();
    let body = html! {
        (PageHeader::new(&title))
        div class="stack legal" {
            (tabs(&view.t("legal-documents"), &links))
            @match *name {
                "imprint" => (imprint(&view, &state.operator)),
                "countries" => (market::table(&view, &state)),
                _ => (countries(&view, &state, name, market)),
            }
            @for n in 1..=SECTIONS { (section(&view, &state, name, n)) }
            @if let Some(law) = view.texts.find(view.lang, &format!("legal-{name}-in-{}", market.country), &[]) {
                section { h2 { (market::name(&view, market)) } p { (law) } }
            }
        }
    };
    // The home country's text is what stands under the bare address.
    let elsewhere = BY_COUNTRY.contains(name) && market.country != state.markets.home().country;
    let country = if elsewhere { format!("?country={}", market.country) } else { String::new() };
    let canonical = view.canonical(&state.public_url, &format!("/legal/{name}{country}"));
    Ok(send(page(&view, Area::Public, &title, body).canonical(canonical)))
}

/// The countries to choose from, where there are several.
fn countries(view: &View, state: &State, name: &str, chosen: &Market) -> Markup {
    let all = state.markets.all();
    let chip = |market: &Market| {
        let here = format!("/legal/{name}?country={}", market.country);
        Chip::new(here, market::name(view, market), market.country == chosen.country)
    };
    html! {
        @if all.len() > 1 { (chips(&view.t("market-country"), &all.iter().map(chip).collect::<Vec<_>>())) }
    }
}

fn section(view: &View, state: &State, name: &str, n: usize) -> Markup {
    let args = [("operator", state.operator.name.as_str())];
    let key = format!("legal-{name}-{n}");
    html! {
        @if let Some(text) = view.texts.find(view.lang, &key, &args) {
            section {
                @if let Some(heading) = view.texts.find(view.lang, &format!("{key}.title"), &[]) { h2 { (heading) } }
                @for paragraph in text.split("\n\n") { p { (paragraph) } }
            }
        }
    }
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
