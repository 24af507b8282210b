//! Visitors: made with the first thing worth remembering, known again, never believed without a signature.
use actix_web::{HttpResponse, web};
use serde_json::Value;
use souk_events::{GuestId, UserId};

use crate::harness::{Door, Stub, cookies, echo, manifest};

async fn shop() -> Stub {
    Stub::start(manifest("shop", &["/shop", "/cart", "/login"]), |cfg| {
        cfg.default_service(web::to(echo));
    })
    .await
}

async fn bearer(door: &Door, request: reqwest::RequestBuilder) -> Option<String> {
    let seen = door.seen(request).await;
    seen["headers"].get("authorization").and_then(Value::as_str).map(str::to_owned)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_is_made_when_there_is_something_to_remember() {
    let shop = shop().await;
    let door = Door::before(&[&shop]).await;
    assert_eq!(
        cookies(&door.get("/shop").send().await.unwrap()),
        Vec::<String>::new(),
        "looking leaves no trace"
    );
    for request in [door.get("/cart"), door.post("/shop")] {
        let answer = request.send().await.unwrap();
        let cookie = cookies(&answer).remove(0);
        assert!(
            cookie.starts_with("souk_guest=")
                && cookie.contains("HttpOnly")
                && cookie.contains("SameSite=Lax")
        );
        let seen: Value = answer.json().await.unwrap();
        let token = cookie.split([';', '=']).nth(1).unwrap();
        assert_eq!(seen["headers"]["authorization"], format!("Bearer {token}"));
        let again = bearer(&door, door.get("/shop").header("cookie", format!("souk_guest={token}"))).await;
        assert_eq!(again, Some(format!("Bearer {token}")));
    }
    assert_eq!(
        cookies(&door.post("/login").send().await.unwrap()),
        Vec::<String>::new(),
        "signing in needs no visitor"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_that_proves_nothing_is_dropped() {
    let shop = shop().await;
    let door = Door::before(&[&shop]).await;
    let guest = door.issuer.guest(GuestId::new());
    let forged = format!("{}x{}", &guest[..40], &guest[41..]);
    let person = door.issuer.sign(&souk_testkit::Issuer::user_claims(UserId::new()));
    for bad in [forged, person, "junk".into()] {
        let answer = door.get("/shop").header("cookie", format!("souk_guest={bad}")).send().await.unwrap();
        assert!(cookies(&answer)[0].starts_with("souk_guest=; Path=/; Max-Age=0"), "{bad}");
        assert!(answer.json::<Value>().await.unwrap()["headers"].get("authorization").is_none());
    }
    assert!(bearer(&door, door.get("/shop").header("cookie", format!("souk_guest={guest}"))).await.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_takes_the_visitor_along_and_then_away() {
    let identity = Stub::start(manifest("identity", &["/login"]), |cfg| {
        cfg.route(
            "/login",
            web::post().to(|request: actix_web::HttpRequest| {
                let seen = request.headers().contains_key("authorization").to_string();
                std::future::ready(
                    HttpResponse::Ok().insert_header(("set-cookie", "souk_session=new; Path=/")).body(seen),
                )
            }),
        );
    })
    .await;
    let door = Door::before(&[&identity]).await;
    let guest = door.issuer.guest(GuestId::new());
    let answer = door.post("/login").header("cookie", format!("souk_guest={guest}")).send().await.unwrap();
    let set = cookies(&answer);
    assert!(set.iter().any(|c| c.starts_with("souk_session=new")), "{set:?}");
    assert!(set.iter().any(|c| c.starts_with("souk_guest=; ")), "{set:?}");
    assert_eq!(answer.text().await.unwrap(), "true");
}
