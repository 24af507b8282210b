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
async fn filters_and_orders_are_links_that_can_be_taken_back() {
    let app = start(Catalog::Up).await;
    let page = app.anyone().get("/search?q=th%C3%A9&after=bmV4dA").await.expect(200).text();
    assert!(page.contains("<details class=\"filters\">") && page.contains("14 products"));
    for text in ["Below €5.00", "€10.00 to €20.00", "€1,000.00 and above", "Available now", "Lowest price"]
    {
        assert!(page.contains(text), "{text}");
    }
    assert!(
        page.contains("/search?q=th%C3%A9&amp;min=1000&amp;max=1999&amp;currency=EUR\""),
        "from its first page"
    );
    assert!(page.contains("/search?q=th%C3%A9&amp;in_stock=true\""));
    assert!(page.contains("/search?q=th%C3%A9&amp;sort=price_asc\""));

    let path = "/search?q=th%C3%A9&store=chez-lila&category=%C3%A9picerie&min=1000&max=1999&currency=EUR&in_stock=true";
    let page = app.anyone().get(path).await.expect(200).text();
    assert!(page.matches("aria-current=\"true\"").count() >= 8, "in the panel and above the list");
    assert!(page.contains("href=\"/search?q=th%C3%A9\""), "all of it can be taken back at once");
    let odd =
        app.anyone().get("/search?min=x&sort=%3Cscript%3E&currency=e&in_stock=2").await.expect(200).text();
    assert!(odd.contains("14 products") && !odd.contains("sort=<script"), "what is no filter is left out");
}

#[tokio::test(flavor = "multi_thread")]
async fn categories_are_shown_one_level_at_a_time_with_the_way_back() {
    let app = start(Catalog::Up).await;
    let filter = |page: &str| {
        page.split("<h3>Category</h3>").nth(1).unwrap().split("</section>").next().unwrap().to_owned()
    };
    let all = filter(&app.anyone().get("/search?q=x").await.expect(200).text());
    assert!(all.contains("Épicerie") && !all.contains("Thé"), "{all}");
    let one = filter(&app.anyone().get("/search?q=x&category=%C3%A9picerie").await.expect(200).text());
    assert!(
        one.contains("aria-current=\"true\"") && one.contains("Épicerie") && one.contains("Thé"),
        "{one}"
    );
    let leaf = filter(&app.anyone().get("/search?q=x&category=Th%C3%A9").await.expect(200).text());
    assert_eq!(
        leaf.matches("category=%C3%89picerie").count(),
        2,
        "up by its name and by taking the choice back: {leaf}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn categories_are_called_what_the_catalogue_calls_them_in_the_readers_language() {
    let app = start(Catalog::Up).await;
    let page = app.anyone().get("/search?q=sencha&category=Th%C3%A9").await.expect(200).text();
    assert!(page.contains("Tea") && page.contains("Grocery"), "the chosen one and the way back");
    assert!(!page.contains(">Thé<") && !page.contains(">Épicerie<"));
    assert!(page.contains("category=%C3%89picerie"), "addresses keep the merchants' names");
}

#[tokio::test(flavor = "multi_thread")]
async fn kinds_are_a_filter_and_the_list_follows_prices_and_stock() {
    let app = start(Catalog::Up).await;
    let page = app.anyone().get("/search?q=x").await.expect(200).text();
    assert!(page.contains("/search?q=x&amp;kind=plan\"") && page.contains("Subscriptions"));
    assert!(page.contains("sse-connect=\"/live/shelf?products=prd_the-vert,prd_tajine\""));
    assert!(page.contains("id=\"line-prd_the-vert\"") && page.contains("2 left"));
    let plans = app.anyone().get("/search?q=x&kind=plan").await.expect(200).text();
    assert!(plans.contains("aria-current=\"true\"") && plans.contains("href=\"/search?q=x\""));
    let odd = app.anyone().get("/search?q=x&kind=boat").await.expect(200).text();
    assert!(!odd.contains("Clear all filters"), "what is no kind narrows nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_is_offered_as_a_link() {
    let app = start(Catalog::Up).await;
    let page = app.anyone().get("/search?q=tajin").await.expect(200).text();
    assert!(page.contains("Nothing matches “tajin” exactly.") && page.contains("href=\"/search?q=tajine\""));
    let page = app.anyone().get("/search?q=th%C3%A9").await.expect(200).text();
    assert!(!page.contains("Did you mean"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_found_helps() {
    let app = start(Catalog::Empty).await;
    let page = app.anyone().get("/search?q=zzz").await.expect(200).text();
    assert!(page.contains("Nothing found") && page.contains("Check the spelling"));
    assert!(page.contains("category=Fromages"), "leads on to what there is");
    let words = app.anyone().get("/search?q=thé%20noir").await.expect(200).text();
    assert!(words.contains("Try one word at a time") && words.contains("/search?q=noir"));
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
