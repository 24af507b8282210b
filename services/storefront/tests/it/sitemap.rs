//! What search engines are told, held against what the pages say.
use serde_json::Value;
use souk_storefront::Storefront;
use souk_testkit::{Actor, TestApp};

use crate::stub::{Catalog, catalog};

async fn start(how: Catalog) -> TestApp<Storefront> {
    TestApp::<Storefront>::builder()
        .peer("catalog", catalog(how))
        .setting("gateway.public_url", "https://souk.test")
        .setting("operator.name", "Coop & Souk")
        .setting("operator.email", "coop@souk.test")
        .start()
        .await
}

/// The paths in `<loc>`.
fn places(map: &str) -> Vec<String> {
    let found = map.split("<loc>").skip(1).map(|part| part.split("</loc>").next().unwrap());
    found.map(|url| url.strip_prefix("https://souk.test").unwrap().replace("&amp;", "&")).collect()
}

/// What a page's head says under `rel`, as (`hreflang`, `href`).
fn links(page: &str, rel: &str) -> Vec<(String, String)> {
    let wanted = format!("rel=\"{rel}\"");
    let value = |tag: &str, name: &str| {
        let value = tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.unwrap_or_default().replace("&amp;", "&")
    };
    let tags = page.split("<link ").skip(1).map(|tag| format!(" {}", tag.split('>').next().unwrap()));
    tags.filter(|tag| tag.contains(&wanted))
        .map(|tag| (value(&tag, "hreflang"), value(&tag, "href")))
        .collect()
}

async fn site_data(visitor: &Actor) -> Vec<Value> {
    let home = visitor.get("/").await.expect(200).text();
    let data = home.split("<script type=\"application/ld+json\">").nth(1).unwrap();
    let data: Value = serde_json::from_str(data.split("</script>").next().unwrap()).unwrap();
    assert_eq!(data["@context"], "https://schema.org");
    data["@graph"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_index_leads_to_every_store_its_categories_and_products() {
    let app = start(Catalog::Up).await;
    let visitor = app.anyone();
    let index = visitor.get("/sitemap.xml").await.expect(200);
    assert!(index.header("content-type").starts_with("application/xml"));
    assert_eq!(places(&index.text()), ["/sitemap/pages.xml", "/sitemap/m/chez-lila.xml"]);
    let store = visitor.get("/sitemap/m/chez-lila.xml").await.expect(200).text();
    assert_eq!(
        places(&store),
        // The stand-in answers two pages of the same two products.
        [
            "/m/chez-lila",
            "/m/chez-lila?category=epicerie",
            "/p/the-vert",
            "/p/tajine",
            "/p/the-vert",
            "/p/tajine"
        ]
    );
    assert!(
        store
            .contains("hreflang=\"ar\" href=\"https://souk.test/m/chez-lila?category=epicerie&amp;lang=ar\"")
    );
    assert_eq!(store.matches("<url>").count() * 6, store.matches("<xhtml:link").count());
    visitor.get("/sitemap/m/nobody.xml").await.problem(404, "not_found");

    let broken = start(Catalog::Broken).await;
    assert_eq!(places(&broken.anyone().get("/sitemap.xml").await.expect(200).text()), ["/sitemap/pages.xml"]);
    broken.anyone().get("/sitemap/m/chez-lila.xml").await.problem(503, "peer_unavailable");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_the_map_is_there_under_its_one_address_in_every_language() {
    let app = start(Catalog::Up).await;
    let visitor = app.anyone();
    let map = visitor.get("/sitemap/pages.xml").await.expect(200).text();
    assert!(places(&map).contains(&"/landing".to_owned()));
    for place in places(&map) {
        let page = visitor.get(&place).await.expect(200).text();
        assert!(!page.contains("noindex"), "{place}");
        let canonical = links(&page, "canonical");
        assert_eq!(canonical, [(String::new(), format!("https://souk.test{place}"))], "{place}");
        let alternates = links(&page, "alternate");
        let tags: Vec<_> = alternates.iter().map(|(tag, _)| tag.as_str()).collect();
        assert_eq!(tags, ["fr", "en", "es", "pt", "ar", "x-default"], "{place}");
        for (tag, url) in alternates.iter().filter(|(tag, _)| tag != "x-default") {
            let page = visitor.get(url.strip_prefix("https://souk.test").unwrap()).await.expect(200).text();
            assert!(page.contains(&format!("<html lang=\"{tag}\"")), "{url}");
            assert_eq!(links(&page, "canonical"), [(String::new(), url.clone())]);
            assert_eq!(links(&page, "alternate"), alternates, "the languages name each other");
        }
    }
    let robots = visitor.get("/robots.txt").await.expect(200).text();
    for line in robots.lines().filter_map(|line| line.strip_prefix("Disallow: ")) {
        assert!(places(&map).iter().all(|place| !place.starts_with(line)), "{line} is closed and in the map");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_data_of_the_home_page_says_what_the_pages_say() {
    let app = start(Catalog::Up).await;
    let visitor = app.anyone();
    let data = site_data(&visitor.clone().reading("es")).await;
    let (who, site) = (&data[0], &data[1]);
    let imprint = visitor.get("/legal/imprint").await.expect(200).text();
    assert_eq!((&who["@type"], &who["name"]), (&"Organization".into(), &"Coop & Souk".into()));
    assert!(imprint.contains("Coop &amp; Souk") && imprint.contains(who["email"].as_str().unwrap()));
    let logo = who["logo"].as_str().unwrap().strip_prefix("https://souk.test").unwrap();
    assert!(visitor.get(logo).await.expect(200).body.starts_with(b"\x89PNG"));
    assert_eq!((&site["inLanguage"], &site["publisher"]["@id"]), (&"es".into(), &who["@id"]));
    let home = visitor.clone().reading("es").get("/").await.text();
    let described = format!("name=\"description\" content=\"{}\"", site["description"].as_str().unwrap());
    assert!(home.contains(&described), "the data describes the page as its head does");
    let search = site["potentialAction"]["target"]["urlTemplate"].as_str().unwrap();
    let search = search.replace("{search_term_string}", "th%C3%A9");
    let found = visitor.get(search.strip_prefix("https://souk.test").unwrap()).await.expect(200).text();
    assert!(found.contains("Thé vert à la menthe") && found.contains("value=\"thé\""));
}
