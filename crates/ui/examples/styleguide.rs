//! Writes the style guide and its assets as static files: `cargo run -p souk-ui --example styleguide -- FOLDER`.
use souk_ui::{Area, Locale, Markup, Page, assets, layout, sample_navigation, styleguide};
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).ok_or_else(|| io::Error::other("give the folder to write to"))?;
    let folder = Path::new(&folder);
    for asset in assets::all() {
        let path = folder.join(asset.url.trim_start_matches('/'));
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, asset.bytes)?;
    }
    for lang in ["en", "ar"] {
        let locale = Locale::new(lang);
        write(folder, &format!("public-{lang}.html"), locale, Area::Public, styleguide(locale))?;
        let body = styleguide_body(locale);
        for area in [Area::Dashboard, Area::Auth] {
            let page = layout(Page::new(locale, area, "Preview", body.clone()).wide());
            write(folder, &format!("{}-{lang}.html", area.as_str()), locale, area, page)?;
        }
    }
    Ok(())
}

/// The guide's main area, to show it in other shells.
fn styleguide_body(locale: Locale<'_>) -> Markup {
    let page = styleguide(locale).into_string();
    let body = page.split_once("tabindex=\"-1\">").and_then(|(_, rest)| rest.split_once("</main>"));
    souk_ui::PreEscaped(body.map(|(body, _)| body.to_owned()).unwrap_or_default())
}

/// Puts a sample navigation where the gateway would put the real one.
fn write(folder: &Path, name: &str, locale: Locale<'_>, area: Area, page: Markup) -> io::Result<()> {
    let mark = souk_ui::nav_placeholder(area).into_string();
    let cart = "<!--souk:slot shell.cart-->";
    let badge = souk_ui::count_badge(3, "items").into_string();
    let page = page
        .into_string()
        .replace(&mark, &sample_navigation(locale, area).into_string())
        .replace(cart, &badge);
    fs::write(folder.join(name), page)
}
