//! Finding things: accents, beginnings of words, typos, categories, pages.
use serde_json::{Value, json};
use souk_testkit::Actor;

use crate::world::World;

async fn titles(actor: &Actor, query: &str) -> Vec<String> {
    let pairs: String = query.replace(' ', "%20");
    let page = actor.get(&format!("/v1/products?q={pairs}")).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|i| i["title"].as_str().unwrap().to_owned()).collect()
}

async fn shop() -> World {
    let world = World::start().await;
    for (title, category, description) in [
        ("Crème brûlée", "Desserts", "Vanille de Madagascar"),
        ("Tomates cerises", "Légumes", "Sucrées"),
        ("Sauce tomate", "Épicerie", "Tomates du jardin"),
        ("Couscous royal", "Plats", "Agneau, légumes"),
        ("أرز بسمتي", "Épicerie", "Riz parfumé"),
    ] {
        let new = json!({ "store_id": world.store, "title": title, "category": category, "description": description,
            "published": true, "variants": [{ "price": 500, "stock": 3 }] });
        let _ = world.owner().post("/v1/catalog/products", new).await.expect(201);
    }
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn accents_beginnings_plurals_and_typos_are_forgiven() {
    let world = shop().await;
    let anyone = world.app.anyone();
    assert_eq!(titles(&anyone, "creme brulee").await, ["Crème brûlée"]);
    assert_eq!(titles(&anyone, "CRÈME").await, ["Crème brûlée"]);
    assert_eq!(titles(&anyone, "cous").await, ["Couscous royal"]);
    assert_eq!(titles(&anyone, "cuoscous").await, ["Couscous royal"]);
    assert_eq!(titles(&anyone, "vanile").await, ["Crème brûlée"]);
    assert_eq!(titles(&anyone, "ارز").await, ["أرز بسمتي"]);
    assert_eq!(titles(&anyone, "tomate jardin").await, ["Sauce tomate"], "every word must answer");
    let mut tomatoes = titles(&anyone, "tomate").await;
    assert_eq!(tomatoes[0], "Sauce tomate", "in title and text");
    tomatoes.sort();
    assert_eq!(tomatoes, ["Sauce tomate", "Tomates cerises"]);
    assert_eq!(titles(&anyone, "zzzz").await, Vec::<String>::new());
    assert_eq!(titles(&anyone, "%00%F0%9F%A5%96'\\").await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn categories_narrow_and_pages_follow_each_other() {
    let world = shop().await;
    let anyone = world.app.anyone();
    let found = anyone.get("/v1/products?q=legume").await.expect(200).json();
    assert_eq!(found["facets"]["categories"].as_array().unwrap().len(), 2);
    let narrowed = anyone.get("/v1/products?q=legume&category=plats").await.expect(200).json();
    assert_eq!(narrowed["items"][0]["title"], "Couscous royal");
    assert_eq!(
        anyone.get("/v1/products?category=epicerie").await.json()["items"].as_array().unwrap().len(),
        2
    );

    for query in ["limit=2", "limit=2&q=e", "limit=1&q=tomate"] {
        let mut seen: Vec<Value> = Vec::new();
        let mut after = String::new();
        loop {
            let page = anyone.get(&format!("/v1/products?{query}{after}")).await.expect(200).json();
            seen.extend(page["items"].as_array().unwrap().iter().map(|i| i["id"].clone()));
            match page["next_cursor"].as_str() {
                Some(cursor) => after = format!("&after={cursor}"),
                None => break,
            }
        }
        let mut unique = seen.clone();
        unique.sort_by_key(ToString::to_string);
        unique.dedup();
        assert_eq!(unique.len(), seen.len(), "{query}");
        let whole = anyone
            .get(&format!("/v1/products?limit=100&{}", query.split_once('&').map_or("", |(_, q)| q)))
            .await
            .json();
        let all: Vec<Value> = whole["items"].as_array().unwrap().iter().map(|i| i["id"].clone()).collect();
        assert_eq!(seen, all, "{query}");
    }
    let _ = anyone.get("/v1/products?after=xyz").await.problem(400, "fields_wrong");
    let _ = anyone.get("/v1/products?limit=0").await.problem(400, "fields_wrong");
    let _ = anyone.get("/v1/products?store=nowhere").await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_is_said_and_ranks_below_what_was_typed() {
    let world = shop().await;
    let anyone = world.app.anyone();
    let found = anyone.get("/v1/products?q=cuoscous%20royal").await.expect(200).json();
    assert_eq!(
        (&found["did_you_mean"], &found["items"][0]["title"]),
        (&"couscous royal".into(), &"Couscous royal".into())
    );
    let found = anyone.get("/v1/products?q=cr%C3%A8me").await.expect(200).json();
    assert_eq!(found["did_you_mean"], Value::Null, "nothing was corrected");
    let found = anyone.get("/v1/products?q=brul%C3%A8r").await.expect(200).json();
    assert_eq!(found["did_you_mean"], "brûlée", "as it is written");

    // A word that exists and has a neighbour: its own products first, the neighbour's after them, nothing said.
    let _ = world.product("Sauge séchée", 300, 5).await;
    let found = anyone.get("/v1/products?q=sauge").await.expect(200).json();
    assert_eq!(titles(&anyone, "sauge").await, ["Sauge séchée", "Sauce tomate"]);
    assert_eq!(found["did_you_mean"], Value::Null);
    assert_eq!(titles(&anyone, "rod").await, Vec::<String>::new(), "short words are not guessed at");
    let long = anyone.get("/v1/products?q=madagasqar").await.expect(200).json();
    assert_eq!(long["did_you_mean"], "madagascar");
    let long = anyone.get("/v1/products?q=madagazqar").await.expect(200).json();
    assert_eq!(long["did_you_mean"], "madagascar", "two edits in a long word");
}

#[tokio::test(flavor = "multi_thread")]
async fn arabic_is_found_however_it_is_spelt() {
    let world = shop().await;
    let _ = world.product("طاجين الدجاج", 900, 5).await;
    let _ = world.product("قهوة عربية ٢٥٠", 900, 5).await;
    let anyone = world.app.anyone();
    for query in ["دجاج", "الدجاج", "طاجِين", "قهوه", "عربيه", "250"] {
        assert_eq!(titles(&anyone, query).await.len(), 1, "{query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn facets_count_each_kind_as_if_it_were_free() {
    let world = shop().await;
    let other = souk_events::StoreId::new();
    world.open(world.tenant, other, "annexe").await;
    let new = json!({ "store_id": other, "title": "Légume d'hiver", "category": "Légumes", "published": true,
        "variants": [{ "price": 2500, "stock": 0 }] });
    let _ = world.owner().post("/v1/catalog/products", new).await.expect(201);
    let anyone = world.app.anyone();

    let all = anyone.get("/v1/products?q=legume").await.expect(200).json();
    let facets = &all["facets"];
    assert_eq!((&facets["count"], &facets["in_stock"]), (&3.into(), &2.into()));
    assert_eq!(facets["categories"][0], json!({ "value": "Légumes", "count": 2 }));
    assert_eq!(facets["stores"][0], json!({ "slug": "amina", "name": "Chez amina", "count": 2 }));
    assert_eq!(facets["prices"].as_array().unwrap().len(), 2);
    assert_eq!(facets["prices"][0]["min"], json!({ "amount": 500, "currency": "EUR" }));
    assert_eq!(facets["prices"][0]["max"], json!({ "amount": 999, "currency": "EUR" }));

    let one = anyone.get("/v1/products?q=legume&store=annexe").await.expect(200).json();
    assert_eq!(one["facets"]["count"], 1);
    assert_eq!(one["facets"]["stores"].as_array().unwrap().len(), 2, "the other store can still be chosen");
    assert_eq!(one["facets"]["categories"].as_array().unwrap().len(), 1);
    let cheap = anyone.get("/v1/products?q=legume&min_price=500&max_price=999&currency=EUR").await.json();
    assert_eq!(
        (&cheap["facets"]["count"], cheap["facets"]["prices"].as_array().unwrap().len()),
        (&2.into(), 2)
    );
    let dirham = anyone.get("/v1/products?q=legume&currency=MAD").await.expect(200).json();
    assert_eq!(dirham["items"], json!([]));
    let here = anyone.get("/v1/products?q=legume&in_stock=true").await.expect(200).json();
    assert_eq!((here["items"].as_array().unwrap().len(), &here["facets"]["in_stock"]), (2, &2.into()));
    for wrong in ["min_price=-1", "max_price=-1"] {
        anyone.get(&format!("/v1/products?{wrong}")).await.problem(400, "fields_wrong");
    }
    let browsed = anyone.get("/v1/products?facets=true&limit=1").await.expect(200).json();
    assert_eq!(browsed["facets"]["count"], 6);
    assert_eq!(
        anyone.get("/v1/products").await.json()["facets"],
        Value::Null,
        "nobody pays for what nobody asked"
    );

    // What is sold out leaves the count at once.
    let found = anyone.get("/v1/products?q=couscous").await.json();
    let detail =
        anyone.get(&format!("/v1/products/{}", found["items"][0]["slug"].as_str().unwrap())).await.json();
    let _ = world.hold(&world.wish(&[(&detail["variants"][0]["id"], 3)])).await.expect(200);
    let here = anyone.get("/v1/products?q=legume&in_stock=true").await.expect(200).json();
    assert_eq!(here["facets"]["count"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_order_can_be_chosen_and_pages_follow_it() {
    let world = World::start().await;
    for (n, price) in [("a", 300), ("b", 100), ("c", 200), ("d", 100)] {
        let _ = world.product(&format!("Thé {n}"), price, 5).await;
    }
    let anyone = world.app.anyone();
    for (sort, wanted) in [
        ("price_asc", ["Thé b", "Thé d", "Thé c", "Thé a"]),
        ("price_desc", ["Thé a", "Thé c", "Thé b", "Thé d"]),
        ("newest", ["Thé d", "Thé c", "Thé b", "Thé a"]),
    ] {
        for words in ["", "&q=the", "&facets=true"] {
            let mut seen = Vec::new();
            let mut after = String::new();
            loop {
                let path = format!("/v1/products?limit=1&sort={sort}{words}{after}");
                let page = anyone.get(&path).await.expect(200).json();
                seen.push(page["items"][0]["title"].as_str().unwrap().to_owned());
                match page["next_cursor"].as_str() {
                    Some(cursor) => after = format!("&after={cursor}"),
                    None => break,
                }
            }
            assert_eq!(seen, wanted, "{sort}{words}");
        }
    }
    let _ = anyone.get("/v1/products?sort=best").await.problem(400, "fields_wrong");
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_mean_the_same_find_the_same_and_only_with_their_merchant() {
    let world = World::start().await;
    let owner = world.owner();
    let _ = world.product("Tajine de poulet", 900, 5).await;
    let _ = world.product("Purée de patate", 900, 5).await;
    let stranger = souk_events::TenantId::new();
    let elsewhere = souk_events::StoreId::new();
    world.open(stranger, elsewhere, "ailleurs").await;
    let new = json!({ "store_id": elsewhere, "title": "Tajine d'ailleurs", "published": true, "variants": [{ "price": 1, "stock": 1 }] });
    let _ = world.app.as_owner(stranger).post("/v1/catalog/products", new).await.expect(201);
    let anyone = world.app.anyone();
    assert_eq!(titles(&anyone, "طاجين").await, Vec::<String>::new());

    let made =
        owner.post("/v1/catalog/synonyms", json!({ "terms": ["tajine", "طاجين"] })).await.expect(201).json();
    let _ = owner
        .post("/v1/catalog/synonyms", json!({ "terms": ["patate", "pomme de terre"] }))
        .await
        .expect(201);
    assert_eq!(titles(&anyone, "طاجين").await, ["Tajine de poulet"]);
    assert_eq!(titles(&anyone, "pomme terre").await, ["Purée de patate"]);
    let _ = world.product("Petit tajine", 900, 5).await;
    assert_eq!(titles(&anyone, "طاجين").await.len(), 2, "new products too");

    let alone = owner.post("/v1/catalog/synonyms", json!({ "terms": ["tajine", "TAJINE"] })).await;
    assert_eq!(alone.problem(422, "fields_wrong").json()["errors"][0]["code"], "synonym_alone");
    let path = format!("/v1/catalog/synonyms/{}", made["id"].as_str().unwrap());
    let change = |tag: &'static str, terms: Value| {
        let owner = owner.clone();
        let request = owner.request(reqwest::Method::PUT, &path).header("if-match", tag);
        async move { owner.send(request.json(&json!({ "terms": terms }))).await }
    };
    let _ = change("\"1\"", json!(["tajine", "marmite"])).await.expect(200);
    let _ = change("\"1\"", json!(["tajine", "plat"])).await.problem(412, "stale");
    assert_eq!(titles(&anyone, "طاجين").await, Vec::<String>::new());
    assert_eq!(titles(&anyone, "marmite").await.len(), 2);
    let _ = owner.delete(&path).await.expect(204);
    assert_eq!(titles(&anyone, "marmite").await, Vec::<String>::new());
    let typed = [("do", "new"), ("terms", "patate، بطاطا")];
    let _ = owner.form("/dashboard/synonyms", &typed).await.expect(303);
    assert_eq!(titles(&anyone, "بطاطا").await, ["Purée de patate"]);
    let wrong =
        owner.form("/dashboard/synonyms", &[("do", "new"), ("terms", "seul")]).await.expect(422).text();
    assert!(wrong.contains("value=\"seul\"") && wrong.contains("error-summary"));
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_know_the_price_of_what_is_left() {
    let world = shop().await;
    let new = json!({ "store_id": world.store, "title": "Nappe brodée", "published": true, "options": ["Taille"],
        "variants": [{ "values": ["Petite"], "price": 1000, "stock": 1 }, { "values": ["Grande"], "price": 9000, "stock": 5 }] });
    let made = world.owner().post("/v1/catalog/products", new).await.expect(201).json();
    let anyone = world.app.anyone();
    let count = async |most: i64| {
        let path = format!("/v1/products?q=nappe&max_price={most}&currency=EUR");
        anyone.get(&path).await.expect(200).json()["items"].as_array().unwrap().len()
    };
    assert_eq!((count(5000).await, count(9000).await), (1, 1));
    let hold = world.hold(&world.wish(&[(&made["variants"][0]["id"], 1)])).await.expect(200);
    assert_eq!(hold.json()["lines"].as_array().unwrap().len(), 1);
    assert_eq!((count(5000).await, count(9000).await), (0, 1), "the small ones are gone");
}
