//! Translations per field: what a merchant calls things in further languages, and its own words where it says nothing.
use reqwest::{Method, multipart};
use serde_json::{Value, json};
use souk_kit::Lang;
use souk_testkit::{Actor, Answer};

use crate::world::{World, quote, send};

async fn put(by: &Actor, path: &str, version: &Value, body: &Value) -> Answer {
    by.send(by.request(Method::PUT, path).header("if-match", format!("\"{version}\"")).json(body)).await
}

async fn read(world: &World, lang: &'static str, path: &str) -> Value {
    world.app.anyone().reading(lang).get(path).await.expect(200).json()
}

async fn page(world: &World, lang: &'static str, path: &str) -> String {
    world.app.anyone().reading(lang).get(path).await.expect(200).text()
}

async fn titles(world: &World, query: &str) -> Vec<Value> {
    let found = read(world, "en", &format!("/v1/products?{query}")).await;
    found["items"].as_array().unwrap().iter().map(|item| item["title"].clone()).collect()
}

/// The category `Thé`, called Tea in English.
async fn tea(world: &World) -> Value {
    let new = json!({ "store_id": world.store, "title": "Sencha", "category": "Épicerie > Thé", "published": true,
        "variants": [{ "price": 500, "stock": 3 }] });
    let _ = world.owner().post("/v1/catalog/products", new).await.expect(201);
    let all = world.owner().get("/v1/catalog/categories").await.expect(200).json();
    let tea = all.as_array().unwrap().iter().find(|c| c["name"] == "Thé").unwrap().clone();
    let named = json!({ "name": "Thé", "parent_id": tea["parent_id"],
        "translations": [{ "language": "en", "title": " Tea " }, { "language": "ar", "title": "شاي" }] });
    put(&world.owner(), &one(&tea), &tea["version"], &named).await.expect(200).json()
}

fn one(category: &Value) -> String {
    format!("/v1/catalog/categories/{}", category["id"].as_str().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn categories_are_named_in_the_customers_language_else_in_the_merchants() {
    let world = World::start().await;
    let named = tea(&world).await;
    assert_eq!(
        named["translations"],
        json!([{ "language": "ar", "title": "شاي" }, { "language": "en", "title": "Tea" }])
    );
    for (lang, name) in [("en", "Tea"), ("ar", "شاي"), ("es", "Thé"), ("fr", "Thé")] {
        let detail = read(&world, lang, "/v1/products/sencha").await;
        assert_eq!(detail["category"], name, "{lang}");
        assert_eq!(
            detail["category_path"],
            json!([{ "slug": "epicerie", "name": "Épicerie" }, { "slug": "the", "name": name }])
        );
        let tree = read(&world, lang, "/v1/stores/amina/categories").await;
        assert_eq!((&tree[0]["name"], &tree[1]["name"]), (&"Épicerie".into(), &name.into()), "{lang}");
        for path in ["/p/sencha", "/m/amina?category=the"] {
            assert!(page(&world, lang, path).await.contains(name), "{lang} {path}");
        }
    }
    assert!(!page(&world, "en", "/p/sencha").await.contains("Thé"), "on the way to it and in its data");

    let found = read(&world, "en", "/v1/products?facets=true&category=epicerie").await;
    let facets = &found["facets"];
    assert_eq!(
        (&facets["level"], &facets["labels"]),
        (&json!([{ "value": "Thé", "count": 1 }]), &json!({ "Thé": "Tea" }))
    );
    let found = read(&world, "fr", "/v1/products?facets=true").await;
    assert!(found["facets"]["labels"].is_null(), "nothing is called otherwise");
    let list = page(&world, "en", "/slots/catalog.list?q=sencha&category=th%C3%A9").await;
    assert!(list.contains("category=th%C3%A9"), "{list}");
    let list = page(&world, "en", "/slots/catalog.list?q=sencha&category=%C3%89picerie").await;
    assert!(list.contains("category=Th%C3%A9") && list.contains("Tea"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_is_found_by_the_translated_name_of_its_category() {
    let world = World::start().await;
    let named = tea(&world).await;
    for words in ["q=tea", "q=%D8%B4%D8%A7%D9%8A", "q=the", "q=epicerie"] {
        assert_eq!(titles(&world, words).await, ["Sencha"], "{words}");
    }
    let parent = named["parent_id"].clone();
    let body = json!({ "name": "Thé", "parent_id": parent, "translations": [] });
    let plain = put(&world.owner(), &one(&named), &named["version"], &body).await.expect(200).json();
    assert_eq!(plain["translations"], json!([]));
    assert_eq!(titles(&world, "q=%D8%B4%D8%A7%D9%8A").await, [""; 0], "the word went with the translation");
    assert_eq!(titles(&world, "q=the").await, ["Sencha"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_out_keeps_the_names_of_a_category_and_forms_change_them() {
    let world = World::start().await;
    let (owner, named) = (world.owner().reading("fr"), tea(&world).await);
    let body = json!({ "name": "Thés", "parent_id": named["parent_id"] });
    let kept = put(&owner, &one(&named), &named["version"], &body).await.expect(200).json();
    assert_eq!(kept["translations"], named["translations"]);
    let twice = json!({ "name": "Thés", "translations": [{ "language": "en", "title": "Tea" }, { "language": "en", "title": "Teas" }] });
    let wrong = put(&owner, &one(&named), &kept["version"], &twice).await.problem(422, "fields_wrong").json();
    assert_eq!(wrong["errors"][0]["pointer"], "/translations/1/language");

    let form = format!("/dashboard/categories/{}", named["id"].as_str().unwrap());
    let shown = owner.get(&form).await.expect(200).text();
    assert!(shown.contains("name=\"name_en\"") && shown.contains("value=\"Tea\""), "{shown}");
    assert!(!shown.contains("name=\"name_fr\""), "the store's own is the name itself");
    let (version, parent) = (kept["version"].to_string(), named["parent_id"].as_str().unwrap().to_owned());
    let long = "t".repeat(81);
    let sent = |en: &'static str, ar: String| {
        let fields = [("do", "save"), ("name", "Thé"), ("parent_id", &parent), ("version", &version)];
        let all = [&fields[..], &[("name_en", en), ("name_ar", &ar)]].concat();
        let all: Vec<(String, String)> =
            all.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let (owner, form) = (owner.clone(), form.clone());
        async move {
            let all: Vec<(&str, &str)> = all.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
            owner.form(&form, &all).await
        }
    };
    let again = sent("Tea", long).await.expect(422).text();
    assert!(again.contains("name=\"name_ar\"") && again.contains("aria-invalid"), "{again}");
    let _ = sent("Infusions", String::new()).await.expect(303);
    assert_eq!(read(&world, "en", "/v1/products/sencha").await["category"], "Infusions");
    assert_eq!(read(&world, "ar", "/v1/products/sencha").await["category"], "Thé");
    let new = [("do", "new"), ("name", "Pains"), ("name_en", "Breads")];
    let _ = owner.form("/dashboard/categories", &new).await.expect(303);
    let all = owner.get("/v1/catalog/categories").await.expect(200).json();
    let breads = all.as_array().unwrap().iter().find(|c| c["name"] == "Pains").unwrap();
    assert_eq!(breads["translations"], json!([{ "language": "en", "title": "Breads" }]));
    let id = breads["id"].as_str().unwrap();
    let _ =
        owner.form("/dashboard/categories", &[("do", "up"), ("id", id), ("version", "1")]).await.expect(303);
    let all = owner.get("/v1/catalog/categories").await.expect(200).json();
    let breads = all.as_array().unwrap().iter().find(|c| c["name"] == "Pains").unwrap();
    assert_eq!(breads["translations"][0]["title"], "Breads", "a step among its siblings changes no name");
}

/// A bowl in two colours, both named in English, one of them in Arabic.
async fn bowl(world: &World) -> Value {
    let new = json!({ "store_id": world.store, "title": "Bol", "published": true, "options": ["Couleur"],
        "variants": [{ "values": ["Rouge"], "sku": "R", "price": 500, "stock": 3 }, { "values": ["Vert"], "sku": "V", "price": 500, "stock": 3 }],
        "option_translations": [{ "option": "Couleur", "translations": [{ "language": "en", "title": "Colour" }],
            "values": [{ "value": "Rouge", "translations": [{ "language": "en", "title": "Scarlet" }, { "language": "ar", "title": "أحمر" }] },
                { "value": "Vert", "translations": [{ "language": "en", "title": "Green" }] }] }] });
    world.owner().post("/v1/catalog/products", new).await.expect(201).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn options_and_their_values_are_named_in_the_customers_language_else_in_the_merchants() {
    let world = World::start().await;
    let made = bowl(&world).await;
    for (lang, option, red, green) in [
        ("en", "Colour", "Scarlet", "Green"),
        ("ar", "Couleur", "أحمر", "Vert"),
        ("pt", "Couleur", "Rouge", "Vert"),
    ] {
        let shown = read(&world, lang, "/v1/products/bol").await;
        assert_eq!(shown["options"], json!([option]), "{lang}");
        for (at, word) in [red, green].into_iter().enumerate() {
            let variant = &shown["variants"][at];
            assert_eq!((&variant["title"], &variant["values"]), (&json!(word), &json!([word])), "{lang}");
        }
        let html = page(&world, lang, "/p/bol").await;
        for word in [option, red, green] {
            assert!(html.contains(word), "{lang} {word}");
        }
    }
    assert_eq!(titles(&world, "q=scarlet").await, ["Bol"], "found as its values are");
    let line = json!({ "line_id": souk_events::LineId::new(), "variant_id": made["variants"][0]["id"], "quantity": 1 });
    let orders = world.orders().reading("ar");
    let said = orders.post("/internal/quotes", json!({ "lines": [line] })).await.expect(200).json();
    let said = &said["lines"][0];
    assert_eq!(said["variant_title"], "أحمر", "as the customer was shown it");
    assert_eq!(
        said["variant_words"],
        json!({ "own": "Rouge", "further": { "ar": "أحمر", "en": "Scarlet" } })
    );
    let plain = world.product("Bac", 100, 1).await;
    assert!(quote(&world, crate::world::variant(&plain), None).await["variant_words"].is_null());
}

#[tokio::test(flavor = "multi_thread")]
async fn files_and_other_saves_leave_the_names_of_options() {
    let world = World::start().await;
    let (owner, made) = (world.owner(), bowl(&world).await);
    let path = format!("/v1/catalog/products/{}", made["id"].as_str().unwrap());
    let mut body = json!({ "title": "Bol", "options": ["Couleur"], "variants": [
        { "id": made["variants"][0]["id"], "values": ["Rouge"], "sku": "R", "price": 600 }] });
    let saved = put(&owner, &path, &made["version"], &body).await.expect(200).json();
    let left = &saved["option_translations"][0]["values"];
    assert_eq!(left.as_array().unwrap().len(), 1, "what is no value any more is not told: {saved}");
    assert_eq!(left[0], made["option_translations"][0]["values"][0]);
    body["option_translations"] = saved["option_translations"].clone();
    body["option_translations"][0]["values"][0]["value"] = "Bleu".into();
    let wrong = put(&owner, &path, &saved["version"], &body).await.problem(422, "fields_wrong").json();
    assert_eq!(
        (&wrong["errors"][0]["pointer"], &wrong["errors"][0]["code"]),
        (&"/option_translations/0/values/0/value".into(), &"option_unknown".into())
    );

    let export = format!("/v1/catalog/export?store={}", world.store);
    let file = owner.get(&export).await.expect(200).text();
    assert!(!file.contains("Scarlet"), "files speak of the store's own language");
    let dearer = file.replace("6.00", "7.00");
    assert_ne!(dearer, file);
    let imports = format!("/v1/imports?store={}", world.store);
    let started = send(&owner, &imports, "text/csv", dearer.into_bytes()).await.expect(202).json();
    let job = format!("/v1/imports/{}", started["id"].as_str().unwrap());
    souk_testkit::eventually("the file is in", || async {
        (owner.get(&job).await.expect(200).json()["status"] == "done").then_some(())
    })
    .await;
    let after = owner.get(&path).await.expect(200).json();
    assert_eq!(after["variants"][0]["price"]["amount"], 700);
    assert_eq!(after["option_translations"], saved["option_translations"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_product_form_asks_and_keeps_the_names_of_options() {
    let world = World::start().await;
    let (owner, made) = (world.owner().reading("fr"), bowl(&world).await);
    let form = format!("/dashboard/products/{}", made["id"].as_str().unwrap());
    let shown = owner.get(&form).await.expect(200).text();
    for part in [
        "name=\"option0_en\"",
        "value=\"Colour\"",
        "name=\"ov0.0\"",
        "name=\"ov0.1_ar\"",
        "value=\"Scarlet\"",
    ] {
        assert!(shown.contains(part), "{part}");
    }
    let id = |at: usize| made["variants"][at]["id"].as_str().unwrap().to_owned();
    let send = |version: &'static str, green: &str| {
        let fields = [
            ("title", "Bol"),
            ("version", version),
            ("rows", "2"),
            ("do", "save"),
            ("option0", "Couleur"),
            ("option0_en", "Color"),
            ("v0.id", &id(0)),
            ("v0.value0", "Rouge"),
            ("v0.price", "5"),
            ("v1.id", &id(1)),
            ("v1.value0", "Vert"),
            ("v1.price", "5"),
            ("ov0.0", "Rouge"),
            ("ov0.0_en", "Red"),
            ("ov0.1", "Vert"),
            ("ov0.1_es", green),
        ];
        let form = fields
            .iter()
            .fold(multipart::Form::new(), |form, (k, v)| form.text((*k).to_owned(), (*v).to_owned()));
        owner.send(
            owner
                .request(Method::POST, &format!("/dashboard/products/{}", made["id"].as_str().unwrap()))
                .multipart(form),
        )
    };
    let again = send("1", &"v".repeat(81)).await.expect(422).text();
    assert!(again.contains("name=\"ov0.1_es\"") && again.contains("aria-invalid"), "{again}");
    let _ = send("1", "Verde").await.expect(303);
    for (lang, option, red, green) in [("en", "Color", "Red", "Vert"), ("es", "Couleur", "Rouge", "Verde")] {
        let shown = read(&world, lang, "/v1/products/bol").await;
        assert_eq!(shown["options"], json!([option]), "{lang}");
        assert_eq!(
            (&shown["variants"][0]["title"], &shown["variants"][1]["title"]),
            (&red.into(), &green.into())
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_describes_itself_in_the_customers_language_else_in_its_own() {
    let world = World::start().await;
    let owner = world.owner().reading("fr");
    let path = format!("/v1/catalog/stores/{}", world.store);
    let said = json!({ "description": "Nos épices.", "translations": [{ "language": "en", "description": "Our spices." }] });
    let saved = put(&owner, &path, &1.into(), &said).await.expect(200).json();
    assert_eq!(saved["translations"], said["translations"]);
    for (lang, text) in [("en", "Our spices."), ("es", "Nos épices."), ("fr", "Nos épices.")] {
        assert_eq!(read(&world, lang, "/v1/stores/amina").await["description"], text, "{lang}");
        let all = read(&world, lang, "/v1/stores").await;
        assert_eq!(all["items"][0]["description"], text, "{lang}");
        assert!(page(&world, lang, "/m/amina").await.contains(text), "{lang}");
    }
    let pause = json!({ "description": "Nos épices.", "paused": true });
    let kept = put(&owner, &path, &saved["version"], &pause).await.expect(200).json();
    assert_eq!(kept["translations"], said["translations"], "left out: as it was");
    let empty = json!({ "translations": [{ "language": "en", "description": " " }] });
    let wrong = put(&owner, &path, &kept["version"], &empty).await.problem(422, "fields_wrong").json();
    assert_eq!(wrong["errors"][0]["pointer"], "/translations/0/description");

    let shown = owner.get("/dashboard/store").await.expect(200).text();
    assert!(shown.contains("name=\"description_en\"") && shown.contains("Our spices."), "{shown}");
    let form = |es: String| {
        let fields = [
            ("version", kept["version"].to_string()),
            ("description", "Nos thés.".into()),
            ("description_es", es),
        ];
        let form = fields.into_iter().fold(multipart::Form::new(), |form, (k, v)| form.text(k, v));
        owner.send(owner.request(Method::POST, &format!("/dashboard/store/{}", world.store)).multipart(form))
    };
    let again = form("t".repeat(2_001)).await.expect(422).text();
    assert!(again.contains("aria-invalid"), "{again}");
    let _ = form("Nuestros tés.".into()).await.expect(303);
    for (lang, text) in [(Lang::Es, "Nuestros tés."), (Lang::En, "Nos thés.")] {
        assert_eq!(read(&world, lang.code(), "/v1/stores/amina").await["description"], text);
    }
}
