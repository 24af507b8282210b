//! The same things as pages: with forms that work without scripts and say what is wrong.
use reqwest::{Method, multipart};
use serde_json::json;
use souk_kit::Lang;

use crate::world::{World, variant};

#[tokio::test(flavor = "multi_thread")]
async fn a_first_product_by_form_and_its_page() {
    let world = World::start().await;
    let owner = world.owner().reading("fr");
    let empty = owner.get("/dashboard/products").await.expect(200).text();
    assert!(empty.contains("Ajouter votre premier produit") && empty.contains("/dashboard/import"));
    let form = |price: &str| {
        multipart::Form::new()
            .text("title", "Thé <vert>")
            .text("v0.price", price.to_owned())
            .text("v0.stock", "3")
            .text("rows", "1")
            .text("do", "publish")
    };
    let post = |form| owner.send(owner.request(Method::POST, "/dashboard/products/new").multipart(form));
    let again = post(form("gratuit")).await.expect(422).text();
    assert!(
        again.contains("pas un prix") && again.contains("Thé &lt;vert&gt;"),
        "the form keeps what was typed"
    );
    let done = post(form("4,50")).await.expect(303);
    let edit = owner.get(done.header("location")).await.expect(200).text();
    assert!(edit.contains("En vente"));

    let page = world.app.anyone().reading("fr").get("/p/the-vert").await.expect(200);
    assert_eq!(page.header("x-souk-compose"), "1");
    let html = page.text();
    for part in [
        "Thé &lt;vert&gt;",
        "4,50",
        "action=\"/cart/lines\"",
        "name=\"variant_id\"",
        "application/ld+json",
        "rel=\"canonical\"",
        "Plus que 3",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("<vert>"));
    let store = world.app.anyone().get("/m/amina").await.expect(200).text();
    assert!(store.contains("/p/the-vert"));
    let home = world.app.anyone().get("/slots/home.main").await.expect(200).text();
    assert!(home.contains("/p/the-vert") && !home.contains("<html"));
    let list = world.app.anyone().get("/slots/catalog.list?q=the").await.expect(200).text();
    assert!(list.contains("/p/the-vert"));
    let _ = world.app.anyone().get("/p/nothing").await.problem(404, "not_found");
    let _ = world.app.anyone().get("/dashboard/products").await.problem(401, "unauthenticated");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_saves_stock_and_publishes_many() {
    let world = World::start().await;
    let (a, b) = (world.product("A", 100, 5).await, world.product("B", 200, 5).await);
    let id = variant(&a).as_str().unwrap();
    let (stock, was) = (format!("stock.{id}"), format!("was.{id}"));
    // Sold in between: what was typed is a difference, so the sale is not undone.
    let path = format!("/v1/catalog/variants/{id}/stock");
    let _ = world.agent().put(&path, json!({ "change": -1 })).await.expect(200);
    let fields =
        [("do", "stock"), (stock.as_str(), "8"), (was.as_str(), "5"), ("back", "/dashboard/products?q=a")];
    let saved = world.agent().form("/dashboard/products", &fields).await.expect(303);
    assert_eq!(saved.header("location"), "/dashboard/products?q=a&done=stock");
    assert_eq!(world.books(variant(&a)).await, (7, 0, 0));

    let fields = [
        ("do", "unpublish"),
        ("ids", a["id"].as_str().unwrap()),
        ("ids", b["id"].as_str().unwrap()),
        ("back", "https://evil.example/"),
    ];
    let _ = world.agent().form("/dashboard/products", &fields).await.problem(403, "forbidden");
    let done = world.owner().form("/dashboard/products", &fields).await.expect(303);
    assert_eq!(done.header("location"), "/dashboard/products?done=unpublished");
    let drafts = world.owner().get("/dashboard/products?status=draft").await.expect(200).text();
    assert!(
        drafts.contains("Draft")
            && drafts.contains(&format!("/dashboard/products/{}", a["id"].as_str().unwrap()))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_answers_in_every_language() {
    let world = World::start().await;
    let product = world.product("Lampe", 100, 5).await;
    let edit = format!("/dashboard/products/{}", product["id"].as_str().unwrap());
    let csv = "title,price\nA,x\nB,2\n";
    let started = crate::world::send(
        &world.owner(),
        &format!("/v1/imports?store={}", world.store),
        "text/csv",
        csv.into(),
    )
    .await
    .expect(202)
    .json();
    let import = format!("/dashboard/import/{}", started["id"].as_str().unwrap());
    for lang in Lang::ALL {
        let owner = world.owner().reading(lang.code());
        for path in [
            "/dashboard/products",
            "/dashboard/products/new",
            &edit,
            "/dashboard/categories",
            "/dashboard/synonyms",
            "/dashboard/import",
            &import,
            "/dashboard/store",
            "/dashboard/store/hours",
            "/dashboard/modifiers",
            "/dashboard/modifiers/new",
            "/p/lampe",
            "/m/amina",
            "/m/amina?q=zzz",
        ] {
            let html = owner.get(path).await.expect(200).text();
            assert!(html.contains(&format!("lang=\"{}\" dir=\"{}\"", lang.code(), lang.dir())), "{path}");
        }
        let errors = owner.get(&format!("{import}/errors.csv")).await.expect(200);
        assert!(errors.header("content-type").starts_with("text/csv") && errors.text().contains(",x"));
    }
    let _ = world.agent().get("/dashboard/import").await.problem(403, "forbidden");
    let read_only = world.agent().get(&edit).await.expect(200).text();
    assert!(read_only.contains("Read only"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_is_described_and_paused_by_form() {
    let world = World::start().await;
    let owner = world.owner();
    let path = format!("/dashboard/store/{}", world.store);
    let post = |version: &str, country: &str| {
        let form = multipart::Form::new()
            .text("version", version.to_owned())
            .text("description", "Épices")
            .text("line", "3 rue du Marché")
            .text("postcode", "69001")
            .text("locality", "Lyon")
            .text("country", country.to_owned())
            .text("paused", "1");
        owner.send(owner.request(Method::POST, &path).multipart(form))
    };
    let wrong = post("1", "France").await.expect(422).text();
    assert!(wrong.contains("3 rue du Marché"), "the form keeps what was typed");
    let _ = post("1", "fr").await.expect(303);
    let stale = post("1", "fr").await.expect(422).text();
    assert!(stale.contains("error-summary"));
    let page = world.app.anyone().get("/m/amina").await.expect(200).text();
    assert!(page.contains("Épices") && page.contains("Lyon") && page.contains("taking a break"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_with_a_number_offers_whatsapp_about_itself_and_about_an_order() {
    let world = World::start().await;
    let (owner, guest) = (world.owner(), world.app.anyone());
    let about = format!("/slots/order.actions?store={}&order=A-12", world.store);
    assert!(!guest.get("/m/amina").await.expect(200).text().contains("wa.me"), "nothing without a number");
    assert!(!guest.get(&about).await.expect(200).text().contains("wa.me"));

    let path = format!("/dashboard/store/{}", world.store);
    let form = |number: &'static str| multipart::Form::new().text("version", "1").text("whatsapp", number);
    let save = |number| owner.send(owner.request(Method::POST, &path).multipart(form(number)));
    let wrong = save("0612").await.expect(422).text();
    assert!(wrong.contains("error-summary") && wrong.contains("0612"), "the form keeps what was typed");
    let _ = save("+33 (0)6 12 34 56 78").await.expect(303);

    let page = guest.get("/m/amina").await.expect(200).text();
    assert!(page.contains("https://wa.me/33612345678?text="), "{page}");
    let order = guest.get(&about).await.expect(200).text();
    assert!(order.contains("https://wa.me/33612345678?text=") && order.contains("A-12"), "{order}");
}
