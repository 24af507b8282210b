//! The parts of the shell around the main area: top bar, menu, and what floats above the page.
use crate::{Area, Icon, Page, ShellTexts, icon, mark, slot, texts::LANGUAGES};
use maud::{Markup, html};

/// The bar at the top of every page.
pub(crate) fn top_bar(page: &Page<'_>) -> Markup {
    let texts = page.texts;
    let public = page.area == Area::Public;
    html! {
        header class="topbar" {
            div class="topbar-inner" {
                a class="brand" href=(page.area.home()) { (mark()) span class="brand-name" { "Souk" } }
                @match page.area {
                    Area::Public => {
                        form class="topbar-search" action="/search" method="get" role="search" aria-label=(texts.search) {
                            (icon(Icon::Search))
                            input type="search" name="q" value=(page.search) placeholder=(texts.search_hint)
                                aria-label=(texts.search) data-search enterkeyhint="search";
                            kbd aria-hidden="true" { "/" }
                        }
                    }
                    Area::Auth => {}
                    _ => { div class="topbar-context" { (slot("shell.tenant", "")) } }
                }
                div class="topbar-end" {
                    @if public {
                        a class="topbar-link topbar-account" href="/account" {
                            (icon(Icon::CircleUser)) span { (texts.account) }
                        }
                        a class="topbar-link" href="/cart" {
                            span class="topbar-badged" { (icon(Icon::ShoppingBasket)) (slot("shell.cart", "")) }
                            span { (texts.cart) }
                        }
                    } @else if page.area != Area::Auth {
                        (slot("shell.notices", ""))
                    }
                    (menu(page))
                }
            }
        }
    }
}

/// The menu works as a plain disclosure, so it needs no script.
fn menu(page: &Page<'_>) -> Markup {
    let texts = page.texts;
    html! {
        details class="menu" data-menu {
            summary class="topbar-link" { (icon(Icon::Menu)) span { (texts.menu) } }
            div class="menu-panel" {
                @if page.area != Area::Auth {
                    a class="menu-item" href="/account" { (icon(Icon::CircleUser)) (texts.account) }
                    (slot("shell.menu", page.area.as_str()))
                }
                button class="menu-item" type="button" data-theme-toggle {
                    (icon(Icon::SunMoon)) (texts.theme)
                }
                div class="menu-group" role="group" aria-label=(texts.language) {
                    p class="menu-title" { (icon(Icon::Languages)) (texts.language) }
                    @for (tag, name) in LANGUAGES {
                        a class="menu-item menu-lang" lang=(tag) hreflang=(tag) href=(language_link(&page.query, tag))
                            aria-current=[page.locale.lang.starts_with(tag).then_some("true")] {
                            span { (name) }
                            @if page.locale.lang.starts_with(tag) { (icon(Icon::Check)) }
                        }
                    }
                }
            }
        }
    }
}

fn language_link(query: &str, tag: &str) -> String {
    if query.is_empty() { format!("?lang={tag}") } else { format!("?{query}&lang={tag}") }
}

/// Toasts and the list of shortcuts.
pub(crate) fn overlays(texts: &ShellTexts) -> Markup {
    let shortcuts = [
        ("/", texts.shortcut_search),
        ("?", texts.shortcut_help),
        ("↑ ↓", texts.shortcut_rows),
        ("↵", texts.shortcut_open),
    ];
    html! {
        div class="toasts" id="toasts" role="status" aria-live="polite" {}
        dialog class="dialog" id="shortcuts" aria-labelledby="shortcuts-title" {
            div class="dialog-head" {
                h2 id="shortcuts-title" { (texts.shortcuts) }
                form method="dialog" {
                    button class="button button-quiet button-icon" aria-label=(texts.close) { (icon(Icon::X)) }
                }
            }
            dl class="shortcuts" {
                @for (key, meaning) in shortcuts {
                    div { dt { kbd { (key) } } dd { (meaning) } }
                }
            }
        }
    }
}

/// The count beside an icon of the top bar, for the slots `shell.cart` and `shell.notices`.
#[must_use]
pub fn count_badge(count: u64, label: &str) -> Markup {
    html! {
        @if count > 0 {
            span class="count" { (count) span class="visually-hidden" { " " (label) } }
        }
    }
}
