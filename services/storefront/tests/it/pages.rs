//! Home, hubs, legal pages, installable app.
use souk_events::{GuestId, TenantId, UserId};
use souk_storefront::Storefront;
use souk_testkit::TestApp;

use crate::stub::{Catalog, catalog};

#[tokio::test(flavor = "multi_thread")]
async fn public_pages_stand_alone() {
    let app = TestApp::<Storefront>::start().await;
    for path in [
        "/",
        "/landing",
        "/search",
        "/account",
        "/legal/terms",
        "/legal/privacy",
        "/legal/imprint",
        "/legal/countries",
        "/offline",
    ] {
        for lang in ["fr", "en", "es", "pt", "ar"] {
            let answer = app.anyone().reading(lang).get(path).await.expect(200);
            assert_eq!(answer.header("content-language"), lang);
            let page = answer.text();
            assert!(page.contains(&format!("<html lang=\"{lang}\"")), "{path}");
            assert!(
                !page.contains("style=\"") && page.matches("<script>").count() == 1,
                "{path} holds to the security policy, which knows the design system's one script"
            );
        }
    }
    assert!(app.anyone().get("/").await.text().contains("<!--souk:slot home.main-->"));
    let _ = app.anyone().get("/legal/other").await.problem(404, "not_found");
    let _ = app.anyone().get("/no-such-page").await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn guests_are_invited_and_see_what_is_theirs() {
    let app = TestApp::<Storefront>::start().await;
    let guest = app.as_guest(GuestId::new()).get("/account").await.expect(200).text();
    assert!(guest.contains("/login?next=%2Faccount") && guest.contains("<!--souk:slot account.sections-->"));
    let user = app.as_user(UserId::new()).get("/account").await.expect(200).text();
    assert!(!user.contains("/login?next") && user.contains("<!--souk:nav account-->"));
    assert!(user.contains("<!--souk:slot account.sections-->"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dashboard_is_for_those_with_a_shop() {
    let app = TestApp::<Storefront>::start().await;
    let away = app.anyone().get("/dashboard").await.expect(303);
    assert_eq!(away.header("location"), "/login?next=%2Fdashboard");
    let nobody = app.as_user(UserId::new()).get("/dashboard").await.expect(200).text();
    // The slot is there too: identity says in it why somebody's shop is closed.
    assert!(nobody.contains("/dashboard/onboarding") && !nobody.contains("/dashboard/import"));
    let owner = app.as_owner(TenantId::new()).get("/dashboard").await.expect(200).text();
    assert!(owner.contains("<!--souk:slot dashboard.home-->") && owner.contains("/dashboard/import"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operators_home_is_for_operators() {
    let app = TestApp::<Storefront>::start().await;
    assert_eq!(app.anyone().get("/ops").await.expect(303).header("location"), "/login?next=%2Fops");
    let _ = app.as_owner(TenantId::new()).get("/ops").await.problem(403, "forbidden");
    let page = app.as_admin().get("/ops").await.expect(200).text();
    assert!(page.contains("<!--souk:slot ops.home-->"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_app_can_be_installed_and_search_engines_are_told() {
    let app = TestApp::<Storefront>::builder().peer("catalog", catalog(Catalog::Up)).start().await;
    let manifest = app.anyone().get("/manifest.webmanifest").await.expect(200);
    assert_eq!(manifest.header("content-type"), "application/manifest+json");
    for icon in manifest.json()["icons"].as_array().unwrap() {
        let file = app.anyone().get(icon["src"].as_str().unwrap()).await.expect(200);
        assert!(file.body.starts_with(b"\x89PNG"));
    }
    let home = app.anyone().get("/").await.text();
    let sheet =
        home.split('"').find(|part| part.starts_with("/storefront/") && part.ends_with(".css")).unwrap();
    assert!(app.anyone().get(sheet).await.expect(200).header("cache-control").contains("immutable"));
    let worker = app.anyone().get("/worker.js").await.expect(200).text();
    assert!(worker.contains(sheet) && worker.contains("\"/offline\""));
    let head = app.anyone().get("/slots/shell.head").await.expect(200).text();
    assert!(head.contains("rel=\"manifest\"") && head.contains("/storefront/install.js"), "{head}");
    assert!(home.contains("<!--souk:slot shell.head-->"), "the app is installed from any page");
    let robots = app.anyone().get("/robots.txt").await.expect(200).text();
    assert!(robots.contains("Disallow: /dashboard") && robots.contains("/sitemap.xml"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_imprint_says_who_runs_this() {
    let app = TestApp::<Storefront>::builder()
        .setting("operator.name", "Coop du Souk")
        .setting("operator.address", "1 rue du Marché, Lyon")
        .start()
        .await;
    let page = app.anyone().get("/legal/imprint").await.expect(200).text();
    assert!(page.contains("Coop du Souk") && page.contains("1 rue du Marché, Lyon"));
    assert!(!page.contains("Registration"), "empty entries are left out");
    assert!(app.anyone().get("/legal/terms").await.text().contains("Coop du Souk brings shops"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_differs_from_country_to_country_is_said_and_can_be_set() {
    let app = TestApp::<Storefront>::builder()
        .setting("markets.countries", "fr,ma")
        .setting("markets.fr.payment", "cash")
        .start()
        .await;
    let visitor = app.anyone();
    let terms = visitor.get("/legal/terms").await.expect(200).text();
    assert!(terms.contains("fourteen days") && !terms.contains("31-08"));
    assert!(terms.contains("/legal/terms?country=ma") && !terms.contains("country=be"));
    let terms = visitor.get("/legal/terms?country=ma").await.expect(200).text();
    assert!(terms.contains("31-08") && !terms.contains("fourteen days"));
    assert!(terms.contains("/legal/privacy?country=ma"), "the country is kept from page to page");
    assert!(
        terms.contains("rel=\"canonical\" href=\"http://localhost:8080/legal/terms?country=ma\""),
        "{terms}"
    );
    assert!(visitor.get("/legal/privacy?country=ma").await.text().contains("CNDP"));
    assert!(visitor.get("/legal/terms?country=zz").await.expect(200).text().contains("fourteen days"));
    let countries = visitor.get("/legal/countries").await.expect(200).text();
    for text in ["France", "EUR", "Morocco", "MAD", "Français, English", "Pay on the spot: cash"] {
        assert!(countries.contains(text), "{text}");
    }
    let footer = visitor.get("/slots/shell.footer").await.expect(200).text();
    assert!(footer.contains("/legal/countries") && footer.contains("Pay on the spot: cash<"));
    assert!(visitor.get("/").await.text().contains("Pay on the spot: cash<"));
    let one = TestApp::<Storefront>::builder().setting("markets.countries", "fr").start().await;
    assert!(!one.anyone().get("/slots/shell.footer").await.text().contains("/legal/countries"));
    assert!(!one.anyone().get("/legal/terms").await.text().contains("?country="));
}
