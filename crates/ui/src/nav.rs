//! Navigation and slots: placeholders that pages carry, and what the gateway puts in their place.
use crate::{Area, Icon, ShellTexts, icon};
use maud::{Markup, PreEscaped, html};

/// One entry of an area's navigation.
#[derive(Clone, Debug, Default)]
pub struct NavEntry {
    /// Where it leads.
    pub path: String,
    /// What it says.
    pub label: String,
    /// A Lucide name from `icons.txt`; an unknown one shows a plain dot.
    pub icon: String,
    /// Whether the current page belongs to it.
    pub active: bool,
}

/// Entries that fit the bottom bar of a phone; the rest goes behind "more".
const BOTTOM: usize = 4;

/// What the top bar of public pages leads to by itself on wide screens: home, search, account.
const TOP_BAR: [&str; 3] = ["/", "/search", "/account"];

/// Where the gateway puts an area's navigation.
#[must_use]
pub fn nav_placeholder(area: Area) -> Markup {
    PreEscaped(format!("<!--souk:nav {}-->", area.as_str()))
}

/// The navigation of an area: beside the page on wide screens, at its bottom on phones.
#[must_use]
pub fn nav_entries(entries: &[NavEntry], area: Area, texts: &ShellTexts) -> Markup {
    let overflow = entries.len() > BOTTOM + 1;
    let shown = if overflow { BOTTOM } else { entries.len() };
    html! {
        @if !entries.is_empty() {
            nav class={ "nav nav-" (area.as_str()) } aria-label=(texts.navigation) {
                ul class="nav-list" {
                    @for (place, entry) in entries.iter().enumerate() {
                        @let twin = area == Area::Public && TOP_BAR.contains(&entry.path.as_str());
                        li class=[(place >= shown).then_some("nav-extra").or(twin.then_some("nav-twin"))] { (link(entry)) }
                    }
                    @if overflow {
                        li class="nav-more" {
                            details data-menu {
                                summary class="nav-link" { (icon(Icon::Ellipsis)) span { (texts.more) } }
                                ul class="nav-sheet" {
                                    @for entry in entries.iter().skip(shown) { li { (link(entry)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn link(entry: &NavEntry) -> Markup {
    html! {
        a class="nav-link" href=(entry.path) aria-current=[entry.active.then_some("page")] {
            (icon(Icon::from_name(&entry.icon).unwrap_or(Icon::CircleDot)))
            span { (entry.label) }
        }
    }
}

/// Where the gateway puts the pages of a person's account, as a row of tabs; nothing for who is not signed in.
#[must_use]
pub fn account_nav() -> Markup {
    PreEscaped("<!--souk:nav account-->".to_owned())
}

/// The pages of an account as a row of tabs. One page alone needs none.
#[must_use]
pub fn account_tabs(entries: &[NavEntry], texts: &ShellTexts) -> Markup {
    html! {
        @if entries.len() > 1 {
            nav class="tabs tabs-account" aria-label=(texts.account) {
                @for entry in entries {
                    a class="tab" href=(entry.path) aria-current=[entry.active.then_some("page")] {
                        (icon(Icon::from_name(&entry.icon).unwrap_or(Icon::CircleDot))) (entry.label)
                    }
                }
            }
        }
    }
}

/// Where the gateway puts other modules' fragments. `query` is handed to them, such as `product=prd_1`.
#[must_use]
pub fn slot(name: &str, query: &str) -> Markup {
    let mark = if query.is_empty() { "" } else { "?" };
    PreEscaped(format!("<!--souk:slot {}{mark}{}-->", comment_safe(name), comment_safe(query)))
}

/// Percent-encodes what could end the comment or be read as markup.
fn comment_safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '"' => out.push_str("%22"),
            c if c.is_whitespace() || c.is_control() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

/// A filled slot: the fragments in order, or nothing at all when there are none.
#[must_use]
pub fn slot_section(name: &str, fragments: &[Markup]) -> Markup {
    html! {
        @if fragments.iter().any(|fragment| !fragment.0.trim().is_empty()) {
            div class="slot" data-slot=(name) { @for fragment in fragments { (fragment) } }
        }
    }
}
