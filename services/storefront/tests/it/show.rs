//! temporary
use souk_events::{TenantId, UserId};
use souk_storefront::Storefront;
use souk_testkit::TestApp;
use souk_ui::{Area, Locale, assets, sample_navigation, nav_placeholder};
use crate::stub::{Catalog, catalog};
#[tokio::test(flavor = "multi_thread")]
async fn show() {
    let dir = std::path::Path::new("/tmp/souk/sf/site");
    for a in assets::all() { let p = dir.join(a.url.trim_start_matches('/')); std::fs::create_dir_all(p.parent().unwrap()).unwrap(); std::fs::write(p, a.bytes).unwrap(); }
    let app = TestApp::<Storefront>::builder().peer("catalog", catalog(Catalog::Up)).start().await;
    let down = TestApp::<Storefront>::builder().peer("catalog", catalog(Catalog::Broken)).start().await;
    let none = TestApp::<Storefront>::builder().peer("catalog", catalog(Catalog::Empty)).start().await;
    for lang in ["fr", "ar"] {
        let sheet = app.anyone().get("/").await.text(); let sheet = sheet.split('"').find(|p| p.starts_with("/storefront/") && p.ends_with(".css")).unwrap().to_owned();
        std::fs::create_dir_all(dir.join("storefront")).unwrap();
        std::fs::write(dir.join(sheet.trim_start_matches('/')), app.anyone().get(&sheet).await.body).unwrap();
        let owner = app.as_owner(TenantId::new()).reading(lang);
        for (name, actor, path, area) in [
            ("home", app.anyone().reading(lang), "/", Area::Public), ("landing", app.anyone().reading(lang), "/landing", Area::Public),
            ("search", app.anyone().reading(lang), "/search?q=th%C3%A9", Area::Public), ("search-down", down.anyone().reading(lang), "/search?q=a", Area::Public),
            ("search-none", none.anyone().reading(lang), "/search?q=a", Area::Public),
            ("account", app.anyone().reading(lang), "/account", Area::Public), ("account-user", app.as_user(UserId::new()).reading(lang), "/account", Area::Public),
            ("dashboard", owner, "/dashboard", Area::Dashboard), ("terms", app.anyone().reading(lang), "/legal/terms", Area::Public), ("imprint", app.anyone().reading(lang), "/legal/imprint", Area::Public),
            ("offline", app.anyone().reading(lang), "/offline", Area::Auth),
        ] {
            let html = actor.get(path).await.expect(200).text();
            let foot = app.anyone().reading(lang).get("/slots/shell.footer").await.text();
            let html = html.replace(&nav_placeholder(area).into_string(), &sample_navigation(Locale::new(lang), area).into_string()).replace("<!--souk:slot shell.footer-->", &format!("<div class=\"slot\" data-slot=\"shell.footer\">{foot}</div>"));
            std::fs::write(dir.join(format!("{name}-{lang}.html")), html).unwrap();
        }
    }
}
