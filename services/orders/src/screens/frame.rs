//! What all pages here share: the layout, redirects, news after a step.
use actix_web::{HttpRequest, HttpResponse, http::StatusCode};
pub(super) use souk_kit::page::see_other;
use souk_kit::{Problem, View, page, seal::Sealer};
use souk_ui::{Area, Locale, Markup, Page, Tone, layout, toast_trigger};

use crate::app::read::Full;

/// A page of this module.
pub(super) struct Screen<'a> {
    pub view: &'a View,
    pub area: Area,
    pub title: String,
    pub body: Markup,
    pub wide: bool,
    /// Seconds after which a browser without scripts asks again.
    pub refresh: Option<u8>,
}

impl<'a> Screen<'a> {
    pub fn new(view: &'a View, area: Area, title: String, body: Markup) -> Self {
        Self { view, area, title, body, wide: false, refresh: None }
    }
    pub fn wide(self) -> Self {
        Self { wide: true, ..self }
    }
    pub fn refresh(self, seconds: u8) -> Self {
        Self { refresh: Some(seconds), ..self }
    }

    pub fn answer(self, status: StatusCode) -> HttpResponse {
        let locale = Locale::new(self.view.lang.code());
        let mut page = Page::new(locale, self.area, self.title, self.body);
        if let Some(seconds) = self.refresh {
            page = page.head(souk_ui::html! { noscript { meta http-equiv="refresh" content=(seconds); } });
        }
        if self.wide {
            page = page.wide();
        }
        page::own(status, layout(page).into_string())
    }
    pub fn ok(self) -> HttpResponse {
        self.answer(StatusCode::OK)
    }
}

/// A fragment for a slot or a live region.
pub(super) fn fragment(body: Markup) -> HttpResponse {
    page::part(body.into_string())
}

/// Where identity takes back what was agreed to with an order; none when it was nothing.
pub(crate) fn opt_out(sealer: &Sealer, full: &Full) -> Result<Option<String>, Problem> {
    if !full.opted_in {
        return Ok(None);
    }
    let id = full.order.id.to_string();
    let word = sealer.link_word("opt_out", &id)?;
    Ok(Some(format!("/opt-out/{id}/{word}")))
}

/// Whether htmx asks, which swaps fragments instead of loading pages.
pub(super) fn is_partial(request: &HttpRequest) -> bool {
    request.headers().contains_key("hx-request")
}

/// Nothing to swap, only news to show.
pub(super) fn news(tone: Tone, text: &str) -> HttpResponse {
    HttpResponse::NoContent().insert_header(("hx-trigger", toast_trigger(tone, text))).finish()
}

/// A path of this site to go back to; anything else is not followed.
pub(super) fn local(path: &str) -> Option<&str> {
    let fine = path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= 512
        && path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    fine.then_some(path)
}

/// A path with one more query parameter.
pub(super) fn with_query(path: &str, query: &str) -> String {
    let (path, fragment) = path.split_once('#').map_or((path, None), |(p, f)| (p, Some(f)));
    let sign = if path.contains('?') { '&' } else { '?' };
    let fragment = fragment.map(|f| format!("#{f}")).unwrap_or_default();
    format!("{path}{sign}{query}{fragment}")
}

/// A text as the value of a query parameter.
pub(super) fn encoded(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// What a problem says to people.
pub(super) fn words(problem: &Problem) -> (String, Option<String>) {
    let body = problem.body();
    (body.title, body.detail)
}

/// What a problem says to people, as one text of whole sentences.
pub(super) fn sentences(problem: &Problem) -> String {
    let (title, detail) = words(problem);
    let Some(detail) = detail else { return title };
    let stop = if title.ends_with(['.', '!', '?', '…', '؟']) { "" } else { "." };
    format!("{title}{stop} {detail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        for path in ["/p/tajine", "/search?q=a%20b", "/m/nour#menu"] {
            assert_eq!(local(path), Some(path));
        }
        for odd in [
            "",
            "p",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/a\r\nSet-Cookie: x",
            "/é",
        ] {
            assert_eq!(local(odd), None, "{odd}");
        }
        assert_eq!(encoded("/p/tajine?a=b&c"), "/p/tajine%3Fa%3Db%26c");
        assert_eq!(with_query("/m/nour#menu", "added=1"), "/m/nour?added=1#menu");
        assert_eq!(with_query("/search?q=a", "added=1"), "/search?q=a&added=1");
    }
}
