//! The style guide: every component in every state, in the page's theme and direction.
mod controls;
mod data;
mod feedback;
mod foundations;
mod live;

use crate::{Area, Button, Icon, Locale, Page, PageHeader, ShellTexts, Tab, layout, status, tabs};
use crate::{NavEntry, Tone, nav_entries};
use maud::{Markup, html};

/// What the guide's parts share: its words are samples, in English or, for right-to-left, in Arabic.
#[derive(Clone, Copy)]
pub(crate) struct Guide<'a> {
    pub(crate) texts: &'a ShellTexts,
    arabic: bool,
}

impl Guide<'_> {
    /// A sample in the guide's language.
    pub(crate) fn say(self, english: &'static str, arabic: &'static str) -> &'static str {
        if self.arabic { arabic } else { english }
    }
}

/// One titled part of the guide.
pub(crate) fn part(id: &str, title: &str, body: Markup) -> Markup {
    html! { section class="guide-part" id=(id) { h2 { (title) } (body) } }
}

/// The whole guide as a page. Samples are English, or Arabic in an Arabic page.
#[must_use]
pub fn styleguide(locale: Locale<'_>) -> Markup {
    let guide = Guide { texts: ShellTexts::of(locale.lang), arabic: locale.lang.starts_with("ar") };
    let body = html! {
        (PageHeader::new(guide.say("Style guide", "دليل التصميم"))
            .breadcrumbs(guide.texts, &[("/", "Souk")])
            .status(status(Tone::Success, guide.say("Up to date", "محدّث")))
            .lead(guide.say(
                "Every part of Souk’s screens in every state. Change theme and language in the menu.",
                "كل أجزاء شاشات سوق بكل حالاتها. غيّر المظهر واللغة من القائمة.",
            ))
            .secondary(Button::secondary(guide.say("Import", "استيراد")).href("#forms").icon(Icon::Upload))
            .primary(Button::primary(guide.say("Add a product", "أضف منتجًا")).href("#buttons").icon(Icon::Plus)))
        (tabs(guide.say("Parts", "الأجزاء"), &[
            Tab::new("#colours", guide.say("Foundations", "الأسس"), true),
            Tab::new("#buttons", guide.say("Controls", "عناصر التحكم"), false),
            Tab::new("#products", guide.say("Content", "المحتوى"), false).count(8),
            Tab::new("#feedback", guide.say("Feedback", "التنبيهات"), false),
            Tab::new("#board", guide.say("Live", "مباشر"), false).count(3),
        ]))
        (foundations::parts(guide))
        (controls::parts(guide))
        (data::parts(guide))
        (feedback::parts(guide))
        (live::parts(guide))
    };
    layout(Page::new(locale, Area::Public, guide.say("Style guide", "دليل التصميم"), body).equipped())
}

/// A sample navigation, for previews that run without the gateway.
#[must_use]
pub fn sample_navigation(locale: Locale<'_>, area: Area) -> Markup {
    let guide = Guide { texts: ShellTexts::of(locale.lang), arabic: locale.lang.starts_with("ar") };
    let entry = |path: &str, label: &str, icon: &str, active: bool| NavEntry {
        path: path.into(),
        label: label.into(),
        icon: icon.into(),
        active,
    };
    nav_entries(
        &[
            entry("#top", guide.say("Home", "الرئيسية"), "house", true),
            entry("#board", guide.say("Orders", "الطلبات"), "clipboard-list", false),
            entry("#products", guide.say("Products", "المنتجات"), "package", false),
            entry("#table", guide.say("Customers", "الزبائن"), "users", false),
            entry("#forms", guide.say("Promotions", "العروض"), "ticket-percent", false),
            entry("#feedback", guide.say("Settings", "الإعدادات"), "settings", false),
        ],
        area,
        guide.texts,
    )
}
