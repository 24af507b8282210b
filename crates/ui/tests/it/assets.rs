//! Every address the pages use is served, and the budgets of styles and scripts hold.
use souk_ui::{Area, Locale, Page, assets, html, layout};

fn compressed(name: &str) -> usize {
    assets::get(assets::url(name)).and_then(|asset| asset.gzip).map_or(usize::MAX, <[u8]>::len)
}

#[test]
fn every_asset_is_found_at_its_own_address_with_its_variants() {
    for asset in assets::all() {
        let found = assets::get(asset.url).expect(asset.name);
        assert_eq!(found.bytes, asset.bytes);
        assert!(asset.url.starts_with(assets::prefix()));
        assert!(asset.url.contains(assets::VERSION));
        let text = !asset.content_type.starts_with("font/");
        assert_eq!((asset.gzip.is_some(), asset.brotli.is_some()), (text, text), "{}", asset.name);
    }
    assert_eq!(
        assets::url("souk.css"),
        assets::all().iter().find(|a| a.name == "souk.css").expect("css").url
    );
}

#[test]
fn unknown_assets_are_not_served() {
    assert!(assets::get(assets::url("nothing.css")).is_none());
    assert!(assets::get("/assets/000000000000/souk.css").is_none());
    assert!(assets::get("souk.css").is_none());
}

#[test]
fn a_page_links_only_to_assets_that_exist() {
    for lang in ["fr", "ar"] {
        let page = layout(Page::new(Locale::new(lang), Area::Public, "T", html! {})).into_string();
        let links: Vec<&str> = page.split('"').filter(|part| part.starts_with("/assets/")).collect();
        assert!(links.len() >= 4, "{links:?}");
        for link in links {
            assert!(assets::get(link).is_some(), "{link}");
        }
    }
}

#[test]
fn the_style_sheet_refers_only_to_fonts_that_exist() {
    let css = assets::get(assets::url("souk.css")).expect("css");
    let css = std::str::from_utf8(css.bytes).expect("utf-8");
    let fonts: Vec<&str> = css.split("url(").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert_eq!(fonts.len(), 3, "{fonts:?}");
    for font in fonts {
        let name = font.trim_matches('"').trim_start_matches("./");
        assert!(assets::get(&format!("{}{name}", assets::prefix())).is_some(), "{name}");
    }
}

#[test]
fn styles_and_scripts_stay_within_their_budgets() {
    let styles = compressed("souk.css");
    assert!(styles <= 12_500, "styles of every page: {styles} bytes");
    assert!(styles + compressed("work.css") <= 30_000, "styles");
    let first = compressed("souk.js");
    assert!(first <= 6_000, "scripts of every page: {first} bytes");
    assert!(first + compressed("work.js") <= 40_000, "scripts");
}

#[test]
fn a_public_page_loads_its_own_script_only_and_knows_where_the_rest_is() {
    let page = |area| layout(Page::new(Locale::new("fr"), area, "T", html! {})).into_string();
    let (public, work) = (page(Area::Public), page(Area::Dashboard));
    let script = |name: &str| format!("<script src=\"{}\" defer", assets::url(name));
    assert!(public.contains(&script("souk.js")) && !public.contains(&script("work.js")));
    assert!(public.contains(&format!("data-later=\"{}\"", assets::url("work.js"))));
    assert!(!public.contains(assets::url("work.css")));
    assert!(work.contains(&script("souk.js")) && work.contains(&script("work.js")));
    assert!(work.contains(assets::url("work.css")) && !work.contains("data-later"));
}

#[test]
fn styles_use_logical_properties_only() {
    for (name, css) in [
        ("shell", include_str!("../../styles/shell.css")),
        ("nav", include_str!("../../styles/nav.css")),
        ("forms", include_str!("../../styles/forms.css")),
        ("table", include_str!("../../styles/table.css")),
        ("cards", include_str!("../../styles/cards.css")),
        ("products", include_str!("../../styles/products.css")),
        ("board", include_str!("../../styles/board.css")),
        ("desk", include_str!("../../styles/desk.css")),
        ("progress", include_str!("../../styles/progress.css")),
    ] {
        for physical in
            ["margin-left", "margin-right", "padding-left", "padding-right", " left:", " right:", "float:"]
        {
            assert!(!css.contains(physical), "{name}.css uses {physical}");
        }
    }
}
