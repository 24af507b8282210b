//! What people see when something is refused, languages, assets, compression and security headers.
use actix_web::{HttpResponse, web};

use crate::harness::{Door, Stub, cookies, manifest};

const HTML: &str = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";

async fn shop() -> Stub {
    Stub::start(manifest("shop", &["/shop", "/login", "/dashboard"]), |cfg| {
        cfg.route("/shop", web::get().to(|| async {
            HttpResponse::Conflict().insert_header(("set-cookie", "a=b")).content_type("application/problem+json").body(
                r#"{"title":"Épuisé","detail":"Il n'en reste <b>aucun</b>.","status":409,"code":"sold_out","trace_id":"trace-1","errors":[{"detail":"Ligne 1"}]}"#,
            )
        }));
        cfg.route("/dashboard", web::get().to(|| async {
            HttpResponse::Unauthorized().content_type("application/problem+json").body(r#"{"title":"x","status":401,"code":"unauthenticated"}"#)
        }));
        cfg.route("/shop/text", web::get().to(|| async {
            HttpResponse::Ok().content_type("text/html").insert_header(("etag", "\"1\"")).body("word ".repeat(2000))
        }));
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_gets_a_page_and_a_program_gets_json() {
    let shop = shop().await;
    let door = Door::before(&[&shop]).await;
    let json = door.get("/shop").header("accept", "application/json").send().await.unwrap();
    assert_eq!(
        (json.status().as_u16(), &json.headers()["content-type"]),
        (409, &"application/problem+json".parse().unwrap())
    );
    let page = door.get("/shop").header("accept", HTML).send().await.unwrap();
    assert_eq!(
        (page.status().as_u16(), &page.headers()["content-type"]),
        (409, &"text/html; charset=utf-8".parse().unwrap())
    );
    let page = page.text().await.unwrap();
    for part in ["Épuisé", "aucun", "trace-1", "Ligne 1", "Retour à l'accueil"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains("<b>aucun") && !page.contains("<!--souk:"), "{page}");
    let missing =
        door.get("/nowhere").header("accept", HTML).header("accept-language", "ar").send().await.unwrap();
    assert_eq!(missing.status(), 404);
    assert!(missing.text().await.unwrap().contains("dir=\"rtl\""));
    let fragment =
        door.get("/shop").header("accept", HTML).header("hx-request", "true").send().await.unwrap();
    assert_eq!(fragment.headers()["content-type"], "application/problem+json");
    let fragment =
        door.get("/dashboard").header("hx-request", "true").header("hx-current-url", "http://x/a?b=1");
    assert_eq!(fragment.send().await.unwrap().headers()["hx-redirect"], "/login?next=%2Fa%3Fb%3D1");
    let login = door.get("/dashboard?a=1").header("accept", HTML).send().await.unwrap();
    assert_eq!(
        (login.status().as_u16(), &login.headers()["location"]),
        (303, &"/login?next=%2Fdashboard%3Fa%3D1".parse().unwrap())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_is_remembered_and_leaves_the_address() {
    let shop = shop().await;
    let door = Door::before(&[&shop]).await;
    let chosen = door.get("/shop?q=th%C3%A9&lang=ar").header("accept", HTML);
    let answer = chosen.header("sec-fetch-site", "same-origin").send().await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["location"]),
        (303, &"/shop?q=th%C3%A9".parse().unwrap())
    );
    assert!(cookies(&answer)[0].starts_with("souk_lang=ar; Path=/; Max-Age=31536000"));
    let found = door.get("/shop/text?lang=ar").header("accept", HTML).send().await.unwrap();
    assert_eq!(found.status().as_u16(), 200, "an address with its language answers by itself");
    assert!(cookies(&found)[0].starts_with("souk_lang=ar;"));
    assert_eq!(
        door.get("/shop?lang=ar").header("accept", "application/json").send().await.unwrap().status(),
        409
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_compressed_and_protected() {
    let shop = shop().await;
    let door = Door::with(&[&shop], &[("gateway.public_url", "https://souk.test")]).await;
    let packed = door.get("/shop/text").header("accept-encoding", "gzip, br").send().await.unwrap();
    let headers = packed.headers().clone();
    assert_eq!(
        (&headers["content-encoding"], &headers["etag"]),
        (&"gzip".parse().unwrap(), &"W/\"1\"".parse().unwrap())
    );
    assert!(packed.bytes().await.unwrap().len() < 500);
    let plain = door.get("/shop/text").send().await.unwrap();
    assert!(!plain.headers().contains_key("content-encoding"));
    assert_eq!(plain.text().await.unwrap().len(), 10_000);
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{policy}");
    let first = souk_ui::assets::FIRST_HASH;
    assert!(policy.contains(&format!("script-src 'self' '{first}';")), "{policy}");
    for name in [
        "x-content-type-options",
        "referrer-policy",
        "permissions-policy",
        "strict-transport-security",
        "x-correlation-id",
    ] {
        assert!(headers.contains_key(name), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn assets_are_kept_for_ever_and_the_style_guide_shows_them() {
    let door = Door::before(&[]).await;
    let url = souk_ui::assets::url("souk.css");
    for (coding, sent) in [("br, gzip", Some("br")), ("gzip", Some("gzip")), ("identity", None)] {
        let asset = door.get(url).header("accept-encoding", coding).send().await.unwrap();
        assert_eq!(asset.status(), 200);
        assert_eq!(asset.headers().get("content-encoding").map(|v| v.to_str().unwrap()), sent);
        assert!(asset.headers()["cache-control"].to_str().unwrap().contains("immutable"));
    }
    assert_eq!(door.get("/assets/old/souk.css").send().await.unwrap().status(), 404);
    assert_eq!(door.get("/favicon.ico").send().await.unwrap().status(), 200);
    let guide = door.get("/ui").header("accept", HTML).send().await.unwrap();
    assert_eq!(guide.status(), 200);
    assert!(guide.text().await.unwrap().contains(url));
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_are_counted_by_the_prefix_they_belong_to() {
    let shop = shop().await;
    let door = Door::with(&[&shop], &[("telemetry.metrics_token", "let-me-read")]).await;
    door.get("/shop/text?x=1").send().await.unwrap();
    door.get("/nowhere/at/all").send().await.unwrap();
    let numbers = door.get("/internal/metrics").header("authorization", "Bearer let-me-read").send().await;
    let numbers = numbers.unwrap().text().await.unwrap();
    let routes: Vec<_> = numbers.lines().filter(|line| line.contains("_count{")).collect();
    assert!(routes.iter().any(|line| line.contains("http_route=\"/shop\"")), "{routes:#?}");
    assert!(
        !numbers.contains("/shop/text") && !numbers.contains("nowhere"),
        "what a client types is no label"
    );
}
