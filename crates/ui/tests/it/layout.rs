//! The shell: placeholders, languages, directions, and a page without inline script or style.
use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};
use souk_ui::{
    Area, Dir, Icon, LANGUAGES, Locale, NavEntry, Page, ShellTexts, assets, html, layout, nav_entries,
    slot_section, styleguide,
};

fn page(lang: &str, area: Area) -> String {
    layout(Page::new(Locale::new(lang), area, "Title & more", html! { p { "Body" } })).into_string()
}

#[test]
fn every_area_but_sign_in_has_its_navigation_placeholder() {
    for (area, name) in [
        (Area::Public, "public"),
        (Area::Dashboard, "dashboard"),
        (Area::Courier, "courier"),
        (Area::Ops, "ops"),
    ] {
        assert!(page("fr", area).contains(&format!("<!--souk:nav {name}-->")));
    }
    assert!(!page("fr", Area::Auth).contains("souk:nav"));
}

#[test]
fn language_and_direction_reach_the_document() {
    assert!(page("ar", Area::Public).contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(page("pt", Area::Public).contains("<html lang=\"pt\" dir=\"ltr\">"));
    assert_eq!(Locale::new("ar-MA").dir, Dir::Rtl);
    assert!(page("ar", Area::Public).contains("readex-pro-arabic"));
}

#[test]
fn language_links_keep_the_query() {
    let page = layout(Page::new(Locale::new("en"), Area::Public, "S", html! {}).keep_query("q=a&page=2"))
        .into_string();
    assert!(page.contains("href=\"?q=a&amp;page=2&amp;lang=ar\""));
}

#[test]
fn only_public_pages_are_for_search_engines() {
    assert!(!page("en", Area::Public).contains("noindex"));
    assert!(page("en", Area::Dashboard).contains("noindex"));
}

#[test]
fn no_page_carries_inline_script_or_style_but_the_one_that_the_policy_knows() {
    for lang in ["en", "ar"] {
        let guide = styleguide(Locale::new(lang)).into_string();
        assert!(!guide.contains(" style=") && !guide.contains("<style") && !guide.contains(" onclick="));
        assert_eq!(guide.matches("<script").count(), guide.matches("<script src=").count() + 1);
        let first = guide.split_once("<script>").and_then(|(_, rest)| rest.split_once("</script>"));
        let hash = Sha256::digest(first.expect("the first script").0);
        assert_eq!(assets::FIRST_HASH, format!("sha256-{}", STANDARD.encode(hash)));
    }
}

#[test]
fn ids_of_the_style_guide_are_unique() {
    let guide = styleguide(Locale::new("en")).into_string();
    let mut ids: Vec<&str> =
        guide.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    ids.sort_unstable();
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn entries_beyond_the_bottom_bar_go_behind_more() {
    let entry = |name: &str| NavEntry {
        path: format!("/{name}"),
        label: name.into(),
        icon: "store".into(),
        active: false,
    };
    let texts = ShellTexts::of("en");
    let five: Vec<NavEntry> = ["a", "b", "c", "d", "e"].map(entry).into();
    assert!(!nav_entries(&five, Area::Dashboard, texts).into_string().contains("nav-more"));
    let six: Vec<NavEntry> = ["a", "b", "c", "d", "e", "f"].map(entry).into();
    let markup = nav_entries(&six, Area::Dashboard, texts).into_string();
    assert!(markup.contains("nav-more"));
    assert_eq!(markup.matches("href=\"/f\"").count(), 2);
    assert!(nav_entries(&[], Area::Dashboard, texts).into_string().is_empty());
}

#[test]
fn empty_slots_leave_no_trace() {
    assert!(slot_section("home.main", &[html! {}, html! { " " }]).into_string().is_empty());
    assert!(slot_section("home.main", &[html! { p { "x" } }]).into_string().contains("<p>x</p>"));
}

#[test]
fn the_shell_speaks_every_language() {
    let french = ShellTexts::of("fr").entries();
    for (tag, _) in LANGUAGES {
        for (field, text) in ShellTexts::of(tag).entries() {
            assert!(!text.trim().is_empty(), "{tag}.{field}");
        }
        assert_eq!(ShellTexts::of(tag).entries().len(), french.len());
    }
    assert_eq!(ShellTexts::of("en-GB").search, ShellTexts::of("en").search);
    assert_eq!(ShellTexts::of("xx").search, ShellTexts::of("fr").search);
}

#[test]
fn icons_are_found_by_name() {
    assert_eq!(Icon::from_name("shopping-cart"), Some(Icon::ShoppingCart));
    assert_eq!(Icon::ShoppingCart.name(), "shopping-cart");
    assert_eq!(Icon::from_name("no-such-icon"), None);
}

#[test]
fn every_page_is_part_of_the_installable_app() {
    for area in [Area::Public, Area::Dashboard, Area::Courier, Area::Ops, Area::Auth] {
        let page = page("fr", area);
        let head = page.split("</head>").next().unwrap_or_default();
        assert!(head.contains("<!--souk:slot shell.head-->"), "{area:?}");
    }
}

#[test]
fn what_the_top_bar_has_is_not_said_twice_on_wide_screens() {
    let entry = |path: &str| NavEntry { path: path.into(), label: path.into(), ..NavEntry::default() };
    let entries = [entry("/"), entry("/search"), entry("/weather"), entry("/account")];
    let nav = nav_entries(&entries, Area::Public, ShellTexts::of("fr")).into_string();
    assert_eq!(nav.matches("nav-twin").count(), 3, "{nav}");
    assert!(nav.contains("<li><a class=\"nav-link\" href=\"/weather\""), "{nav}");
    let dashboard = nav_entries(&entries, Area::Dashboard, ShellTexts::of("fr")).into_string();
    assert!(!dashboard.contains("nav-twin"));
}
