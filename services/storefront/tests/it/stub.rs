//! A stand-in for catalog: answers, is slow, or is broken.
use actix_web::{App, HttpResponse, HttpServer, web};
use serde_json::{Value, json};

/// How catalog is today.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Catalog {
    Up,
    Empty,
    Slow,
    Broken,
}

/// Starts it; gives its base URL.
pub fn catalog(how: Catalog) -> String {
    let server = HttpServer::new(move || {
        App::new()
            .route(
                "/v1/products",
                web::get().to(move |q: web::Query<Vec<(String, String)>>| products(how, q.0)),
            )
            .route("/v1/stores", web::get().to(move || stores(how)))
            .route("/v1/stores/{store}/categories", web::get().to(move |store| categories(how, store)))
    })
    .workers(1)
    .disable_signals()
    .bind(("127.0.0.1", 0))
    .unwrap();
    let address = server.addrs()[0];
    tokio::spawn(server.run());
    format!("http://{address}")
}

async fn products(how: Catalog, query: Vec<(String, String)>) -> HttpResponse {
    let asked = |name: &str| query.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    match how {
        Catalog::Up => HttpResponse::Ok().json(json!({
            "items": [
                product("the-vert", "Thé vert à la menthe", "Épicerie", "chez-lila", "Chez Lila", true),
                product("tajine", "Tajine <script>", "Maison", "atlas", "Atlas & fils", false),
            ],
            "next_cursor": if asked("after").is_none() { json!("bmV4dA") } else { Value::Null },
            "has_more": asked("after").is_none(),
            "did_you_mean": if asked("q") == Some("tajin") { json!("tajine") } else { Value::Null },
            "facets": { "count": 14, "categories": [{ "value": "Épicerie", "count": 12 }, { "value": "Thé", "count": 5 }],
                "level": if asked("category").is_some() { json!([{ "value": "Thé", "count": 5 }]) }
                    else { json!([{ "value": "Épicerie", "count": 12 }]) },
                "above": if asked("category") == Some("Thé") { json!(["Épicerie"]) } else { json!([]) },
                "labels": if asked("q") == Some("sencha") { json!({ "Épicerie": "Grocery", "Thé": "Tea" }) } else { json!({}) },
                "kinds": [{ "kind": "goods", "count": 13 }, { "kind": "plan", "count": 1 }],
                "stores": [{ "slug": "chez-lila", "name": "Chez Lila", "count": 8 }],
                "prices": [
                    { "min": { "amount": 0, "currency": "EUR" }, "max": { "amount": 499, "currency": "EUR" }, "count": 3 },
                    { "min": { "amount": 1000, "currency": "EUR" }, "max": { "amount": 1999, "currency": "EUR" }, "count": 9 },
                    { "min": { "amount": 100_000, "currency": "EUR" }, "max": null, "count": 2 },
                ], "in_stock": 11 },
        })),
        Catalog::Empty => {
            let all = json!({ "count": 2, "categories": [{ "value": "Fromages", "count": 2 }] });
            let facets = if asked("q").is_none() { all } else { Value::Null };
            HttpResponse::Ok().json(json!({ "items": [], "has_more": false, "facets": facets }))
        }
        Catalog::Slow => {
            // It took the question and never answers: the asker's budget ends it.
            std::future::pending().await
        }
        Catalog::Broken => HttpResponse::InternalServerError().finish(),
    }
}

fn product(slug: &str, title: &str, category: &str, store: &str, name: &str, available: bool) -> Value {
    json!({
        "id": format!("prd_{slug}"), "slug": slug, "title": title, "url": format!("/p/{slug}"), "category": category, "brand": "",
        "price_from": { "amount": 1250, "currency": "EUR" }, "compare_at": null,
        "image": { "small": "/media/x-320.jpg", "medium": "/media/x-640.jpg", "large": "/media/x-1280.jpg" },
        "available": i64::from(available),
        "stock_word": if available { json!({ "out": false, "text": "2 left" }) } else { Value::Null },
        "store": { "id": "sto_1", "slug": store, "name": name },
    })
}

async fn categories(how: Catalog, store: web::Path<String>) -> HttpResponse {
    match (how, store.as_str()) {
        (Catalog::Up, "chez-lila") => {
            let category =
                |slug: &str| json!({ "id": null, "slug": slug, "name": "x", "depth": 0, "products": 1 });
            HttpResponse::Ok().json(json!([category("epicerie"), category("")]))
        }
        (Catalog::Up, _) => HttpResponse::NotFound().content_type("application/problem+json").body(
            json!({ "type": "/problems/not_found", "title": "Not found", "status": 404, "code": "not_found",
                "trace_id": "x", "retryable": false })
            .to_string(),
        ),
        _ => HttpResponse::InternalServerError().finish(),
    }
}

async fn stores(how: Catalog) -> HttpResponse {
    match how {
        Catalog::Up => HttpResponse::Ok()
            .json(json!({ "items": [{ "slug": "chez-lila", "name": "Chez Lila" }], "has_more": false })),
        _ => HttpResponse::InternalServerError().finish(),
    }
}
