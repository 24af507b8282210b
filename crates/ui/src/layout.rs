//! The page shell: document head, top bar, navigation placeholder, main area and footer.
use crate::{Icon, LANGUAGES, Locale, ShellTexts, assets, icon, mark, nav_placeholder, shell, slot};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// Which part of Souk a page belongs to; it decides density, navigation and search engines' access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Customers and passers-by.
    Public,
    /// A merchant's staff.
    Dashboard,
    /// Couriers.
    Courier,
    /// The platform's operators.
    Ops,
    /// Sign-in, sign-up and other pages of one form.
    Auth,
}

impl Area {
    /// Its name in class names and in the navigation placeholder.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Area::Public => "public",
            Area::Dashboard => "dashboard",
            Area::Courier => "courier",
            Area::Ops => "ops",
            Area::Auth => "auth",
        }
    }

    /// Where its logo leads.
    pub(crate) fn home(self) -> &'static str {
        match self {
            Area::Public | Area::Auth => "/",
            Area::Dashboard => "/dashboard",
            Area::Courier => "/courier",
            Area::Ops => "/ops",
        }
    }
}

/// Everything a full page needs beside its body.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    pub(crate) locale: Locale<'a>,
    pub(crate) area: Area,
    pub(crate) texts: &'a ShellTexts,
    pub(crate) query: String,
    pub(crate) search: String,
    title: String,
    body: Markup,
    description: Option<String>,
    canonical: Option<String>,
    head: Option<Markup>,
    footer: Option<Markup>,
    wide: bool,
    /// Whether it comes with what work areas need: boards, worked tables, live parts.
    equipped: bool,
}

impl<'a> Page<'a> {
    /// A page in an area, with the shell's words in the locale's language.
    #[must_use]
    pub fn new(locale: Locale<'a>, area: Area, title: impl Into<String>, body: Markup) -> Self {
        Self {
            locale,
            area,
            texts: ShellTexts::of(locale.lang),
            query: String::new(),
            search: String::new(),
            title: title.into(),
            body,
            description: None,
            canonical: None,
            head: None,
            footer: None,
            wide: false,
            equipped: !matches!(area, Area::Public | Area::Auth),
        }
    }

    /// Replaces the shell's words.
    #[must_use]
    pub fn texts(mut self, texts: &'a ShellTexts) -> Self {
        self.texts = texts;
        self
    }

    /// What search engines show under the title.
    #[must_use]
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// The page's one true address, with the language when that was asked for by address. Its [`alternates`] are
    /// named beside it.
    #[must_use]
    pub fn canonical(mut self, url: impl Into<String>) -> Self {
        self.canonical = Some(url.into());
        self
    }

    /// Further elements of the document head. The security policy allows no inline script or style.
    #[must_use]
    pub fn head(mut self, head: Markup) -> Self {
        self.head = Some(head);
        self
    }

    /// The footer of a public page.
    #[must_use]
    pub fn footer(mut self, footer: Markup) -> Self {
        self.footer = Some(footer);
        self
    }

    /// Query parameters that the language links keep, such as `q=couscous`.
    #[must_use]
    pub fn keep_query(mut self, query: impl Into<String>) -> Self {
        self.query = query.into();
        self
    }

    /// What the search field of the top bar contains.
    #[must_use]
    pub fn search(mut self, value: impl Into<String>) -> Self {
        self.search = value.into();
        self
    }

    /// Brings what work areas have: the styles of boards and worked tables, and the whole script with the page.
    #[must_use]
    pub(crate) fn equipped(mut self) -> Self {
        self.equipped = true;
        self
    }

    /// Lets the main area use the whole width, for boards and wide tables.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }
}

const HTMX_CONFIG: &str = r#"{"selfRequestsOnly":true,"allowEval":false,"includeIndicatorStyles":false,"historyCacheSize":0,"scrollBehavior":"auto","defaultSettleDelay":0,"responseHandling":[{"code":"204","swap":false},{"code":"[23]..","swap":true},{"code":"422","swap":true},{"code":"[45]..","swap":false,"error":true}]}"#;

/// The whole HTML document of a page.
#[must_use]
pub fn layout(page: Page<'_>) -> Markup {
    let body = html! {
        a class="skip" href="#main" { (page.texts.skip) }
        (slot("shell.banner", ""))
        (shell::top_bar(&page))
        div class="offline" data-offline hidden role="status" {
            (icon(Icon::WifiOff)) span { (page.texts.offline) }
        }
        div class="frame" {
            @if page.area != Area::Auth { (nav_placeholder(page.area)) }
            main id="main" class={ "main" @if page.wide { " main-wide" } } tabindex="-1" { (page.body) }
        }
        @if page.area == Area::Public {
            footer class="footer" {
                div class="footer-inner" {
                    span class="footer-brand" { (mark()) "Souk" }
                    @if let Some(footer) = &page.footer { (footer) }
                    (slot("shell.footer", ""))
                }
            }
        }
        (shell::overlays(page.texts))
    };
    html! {
        (DOCTYPE)
        html lang=(page.locale.lang) dir=(page.locale.dir.as_str()) {
            (head(&page))
            body class={ "area-" (page.area.as_str()) } data-text-close=(page.texts.close)
                data-text-failed=(page.texts.failed) data-text-late=(page.texts.late)
                data-text-copied=(page.texts.copied) data-text-selected=(page.texts.selected) {
                (body)
            }
        }
    }
}

/// The addresses of a page in each language, and the one that asks the reader's browser.
#[must_use]
pub fn alternates(url: &str) -> Vec<(&'static str, String)> {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let kept: Vec<_> =
        query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang=")).collect();
    let bare = if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) };
    let mark = if kept.is_empty() { '?' } else { '&' };
    let each = LANGUAGES.iter().map(|(tag, _)| (*tag, format!("{bare}{mark}lang={tag}")));
    each.chain([("x-default", bare.clone())]).collect()
}

/// Data for search engines, JSON when displayed; nothing in it can end the script.
#[must_use]
pub fn json_ld(data: &impl std::fmt::Display) -> Markup {
    html! { script type="application/ld+json" { (PreEscaped(data.to_string().replace('<', "\\u003c"))) } }
}

fn head(page: &Page<'_>) -> Markup {
    let font = if page.locale.lang.starts_with("ar") {
        "readex-pro-arabic-wght-normal.woff2"
    } else {
        "figtree-latin-wght-normal.woff2"
    };
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
            title { (page.title) " · Souk" }
            // In the page itself, for another request would hold up the first paint, and before the styles, which it
            // would wait for. The policy knows it by its hash.
            script { (PreEscaped(assets::first())) }
            // First of all requests, so that it comes on the connection that is open already.
            link rel="stylesheet" href=(assets::url("souk.css"));
            @if page.equipped { link rel="stylesheet" href=(assets::url("work.css")); }
            link rel="preload" href=(assets::url(font)) as="font" type="font/woff2" crossorigin;
            @if page.equipped {
                script src=(assets::url("souk.js")) defer {}
                script src=(assets::url("work.js")) defer {}
            } @else {
                script src=(assets::url("souk.js")) defer data-later=(assets::url("work.js")) {}
            }
            link rel="icon" href=(assets::url("mark.svg")) type="image/svg+xml";
            meta name="color-scheme" content="light dark";
            meta name="theme-color" content="#f5f3ef" media="(prefers-color-scheme: light)";
            meta name="theme-color" content="#151210" media="(prefers-color-scheme: dark)";
            meta name="htmx-config" content=(HTMX_CONFIG);
            @if page.area != Area::Public { meta name="robots" content="noindex"; }
            @if let Some(text) = &page.description { meta name="description" content=(text); }
            @if let Some(url) = &page.canonical {
                link rel="canonical" href=(url);
                @for (tag, href) in alternates(url) { link rel="alternate" hreflang=(tag) href=(href); }
            }
            (slot("shell.head", ""))
            @if let Some(extra) = &page.head { (extra) }
        }
    }
}
