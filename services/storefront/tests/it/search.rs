//! The search page with catalog well, empty, slow and broken.
use std::time::Duration;

use souk_storefront::Storefront;
use souk_testkit::TestApp;
use tokio::time::Instant;

use crate::stub::{Catalog, catalog};

async fn start(how: Catalog) -> TestApp<Storefront> {
    TestApp::<Storefront>::builder().peer("catalog", catalog(how)).start().await
}

#[tokio::test(flavor = "multi_thread")]
async fn results_come_with_price_store_facets_and_a_next_page() {
    let app = start(Catalog::Up).await;
    let page = app.anyone().get("/search?q=th%C3%A9").await.expect(200);
    assert_eq!(page.header("x-souk-compose"), "1");
    let page = page.text();
    for text in ["Thé vert à la menthe", "€12.50", "Chez Lila", "/p/the-vert", "Sold out", "Atlas &amp; fils"]
    {
        assert!(page.contains(text), "{text}");
    }
    assert!(page.contains("Tajine &lt;script&gt;"), "titles are escaped");
    assert!(page.contains("/search?q=th%C3%A9&amp;store=chez-lila"), "narrow to a store");
    assert!(page.contains("category=%C3%89picerie"), "narrow to a category");
    assert!(page.contains("after=bmV4dA") && page.contains("rel=\"next\""));
    let last = app.anyone().get("/search?q=th%C3%A9&after=bmV4dA").await.expect(200).text();
    assert!(!last.contains("rel=\"next\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_found_helps() {
    let app = start(Catalog::Empty).await;
    let page = app.anyone().get("/search?q=zzz").await.expect(200).text();
    assert!(page.contains("Nothing found") && page.contains("Check the spelling"));
    let narrow = app.anyone().get("/search?q=zzz&store=atlas").await.expect(200).text();
    assert!(narrow.contains("Search everywhere"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_or_broken_catalog_is_said_within_the_budget() {
    for how in [Catalog::Slow, Catalog::Broken] {
        let app = start(how).await;
        let began = Instant::now();
        let page = app.anyone().get("/search?q=x").await.expect(200).text();
        assert!(began.elapsed() < Duration::from_secs(2), "the page does not wait for catalog");
        assert!(page.contains("Search does not answer at the moment"));
    }
    let nobody = TestApp::<Storefront>::builder().peer("catalog", "http://127.0.0.1:9").start().await;
    let page = nobody.anyone().get("/search?q=x").await.expect(200).text();
    assert!(page.contains("Search does not answer at the moment"));
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_input_is_harmless() {
    let app = start(Catalog::Up).await;
    let long = format!("/search?q={}", "x".repeat(5_000));
    for path in
        ["/search?q=%00", "/search?q=%22%3E%3Cscript%3E", "/search?q=a&q=b", "/search?x", long.as_str()]
    {
        let answer = app.anyone().get(path).await;
        assert!(answer.status.as_u16() < 500, "{path}: {}", answer.status);
        assert!(!answer.text().contains("\"><script>"), "{path}");
    }
}
