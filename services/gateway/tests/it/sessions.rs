//! Browser sessions: exchanged, kept, forgotten; identity away; API callers.
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;
use futures_util::{FutureExt as _, StreamExt as _, stream};
use serde_json::{Value, json};
use souk_events::{TenantId, UserId};
use souk_kit::token::Role;
use souk_testkit::eventually;

use crate::harness::{Door, Stub, cookies, echo, manifest};

const COOKIE: &str = "souk_session=0123456789abcdef-known";

/// An identity that knows one session and counts the questions.
pub async fn identity(asked: &Arc<AtomicUsize>, extra: Value) -> Stub {
    let asked = Arc::clone(asked);
    Stub::start(manifest("identity", &["/login", "/logout"]), move |cfg| {
        let (asked, extra) = (Arc::clone(&asked), extra.clone());
        cfg.route(
            "/internal/sessions/exchange",
            web::post().to(move |request: HttpRequest, body: web::Json<Value>| {
                asked.fetch_add(1, Ordering::SeqCst);
                let service =
                    request.headers().get("authorization").unwrap().to_str().unwrap().starts_with("Bearer ");
                let known = service && body["session"] == "0123456789abcdef-known";
                let mut answer = json!({ "token": "user-token", "expires_at": "2099-01-01T00:00:00Z",
                    "user_id": UserId::new().to_string(), "display_name": "Ana" });
                answer.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
                std::future::ready(if known {
                    HttpResponse::Ok().json(answer)
                } else {
                    HttpResponse::Unauthorized().json(json!({ "type": "", "title": "", "status": 401,
                        "code": "unauthenticated", "trace_id": "", "retryable": false }))
                })
            }),
        );
        cfg.default_service(web::to(echo));
    })
    .await
}

async fn shop() -> Stub {
    Stub::start(manifest("shop", &["/shop"]), |cfg| {
        cfg.default_service(web::to(echo));
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_exchanged_once_while_fresh_and_once_for_many_at_a_time() {
    let asked = Arc::new(AtomicUsize::new(0));
    let (identity, shop) = (identity(&asked, json!({})).await, shop().await);
    let door = Door::before(&[&identity, &shop]).await;
    let many = (0..20).map(|_| door.seen(door.get("/shop").header("cookie", COOKIE)));
    for seen in futures_util::future::join_all(many).await {
        assert_eq!(seen["headers"]["authorization"], "Bearer user-token");
        assert!(seen["headers"].get("cookie").is_none(), "the session stays at the door");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    door.clock.advance(chrono::Duration::seconds(6));
    door.seen(door.get("/shop").header("cookie", COOKIE)).await;
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    // Whatever identity changed about the session counts at once.
    door.seen(door.post("/logout").header("cookie", COOKIE)).await;
    door.seen(door.get("/shop").header("cookie", COOKIE)).await;
    assert_eq!(asked.load(Ordering::SeqCst), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn identity_away_means_the_kept_session_then_a_visitor() {
    let asked = Arc::new(AtomicUsize::new(0));
    let (identity, shop) =
        (identity(&asked, json!({ "expires_at": "2100-01-01T00:00:00Z" })).await, shop().await);
    let door = Door::before(&[&identity, &shop]).await;
    door.seen(door.get("/shop").header("cookie", COOKIE)).await;
    identity.stop().await;
    door.clock.advance(chrono::Duration::minutes(5));
    let seen = door.seen(door.get("/shop").header("cookie", COOKIE)).await;
    assert_eq!(seen["headers"]["authorization"], "Bearer user-token", "kept until its token ends");
    door.clock.advance(chrono::Duration::days(36_500));
    let answer = door.get("/shop").header("cookie", COOKIE).send().await.unwrap();
    assert_eq!(cookies(&answer), Vec::<String>::new(), "the cookie stays for when identity is back");
    let seen: Value = answer.json().await.unwrap();
    assert!(seen["headers"].get("authorization").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_session_loses_its_cookie() {
    let asked = Arc::new(AtomicUsize::new(0));
    let (identity, shop) = (identity(&asked, json!({})).await, shop().await);
    let door = Door::before(&[&identity, &shop]).await;
    let answer =
        door.get("/shop").header("cookie", "souk_session=0123456789abcdef-gone").send().await.unwrap();
    assert!(cookies(&answer)[0].starts_with("souk_session=; Path=/; Max-Age=0"));
    assert!(answer.json::<Value>().await.unwrap()["headers"].get("authorization").is_none());
}

/// What an identity was told to take back, and how often it was asked.
#[derive(Default)]
struct Strict {
    revoked: Mutex<Vec<&'static str>>,
    polls: AtomicUsize,
    exchanges: AtomicUsize,
}

/// An identity that takes a session back when it is told to, and says so again and again.
async fn strict(how: &Arc<Strict>) -> Stub {
    let how = Arc::clone(how);
    Stub::start(manifest("identity", &["/login"]), move |cfg| {
        let (told, asked) = (Arc::clone(&how), Arc::clone(&how));
        cfg.route(
            "/internal/revocations",
            web::get().to(move || {
                told.polls.fetch_add(1, Ordering::SeqCst);
                let all = told.revoked.lock().unwrap().clone();
                let note = |(seq, id): (usize, &&str)| match id.starts_with("usr_") {
                    true => json!({ "seq": seq, "user_id": id, "session_id": null }),
                    false => json!({ "seq": seq, "user_id": "usr_one", "session_id": id }),
                };
                let items: Vec<_> = all.iter().enumerate().map(note).collect();
                let said = json!({ "now": "2026-11-21T08:00:00Z", "items": items });
                std::future::ready(HttpResponse::Ok().json(said))
            }),
        );
        cfg.route(
            "/internal/sessions/exchange",
            web::post().to(move |body: web::Json<Value>| {
                asked.exchanges.fetch_add(1, Ordering::SeqCst);
                let (session, user, ends_with) = match body["session"].as_str().unwrap() {
                    "0123456789abcdef-one" => ("ses_one", "usr_one", "ses_one"),
                    "0123456789abcdef-two" => ("ses_two", "usr_two", "usr_two"),
                    _ => ("ses_three", "usr_two", "never"),
                };
                let gone = asked.revoked.lock().unwrap().contains(&ends_with);
                std::future::ready(if gone {
                    HttpResponse::Unauthorized().json(json!({ "type": "", "title": "", "status": 401,
                        "code": "session_unknown", "trace_id": "", "retryable": false }))
                } else {
                    HttpResponse::Ok().json(json!({ "token": session, "expires_at": "2099-01-01T00:00:00Z",
                        "user_id": user, "session_id": session }))
                })
            }),
        );
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ends_elsewhere_ends_here_although_it_is_still_fresh() {
    let how = Arc::new(Strict::default());
    let (identity, shop) = (strict(&how).await, shop().await);
    let door = Door::with(&[&identity, &shop], &[("session.revocations_ms", "50")]).await;
    let who = async |session: &str| {
        let cookie = format!("souk_session=0123456789abcdef-{session}");
        let seen = door.seen(door.get("/shop").header("cookie", cookie)).await;
        seen["headers"].get("authorization").cloned().unwrap_or_default()
    };
    // The door's clock stands still: without being told it would believe both for ever.
    assert_eq!((who("one").await, who("two").await), (json!("Bearer ses_one"), json!("Bearer ses_two")));
    how.revoked.lock().unwrap().push("ses_one");
    eventually("the session is over", || async { who("one").await.is_null().then_some(()) }).await;
    assert_eq!(who("two").await, "Bearer ses_two", "the other one goes on");
    how.revoked.lock().unwrap().push("usr_two");
    eventually("the person's rights are asked anew", || async { who("two").await.is_null().then_some(()) })
        .await;

    // The same notes come again and again; they cost nobody a session that began after them.
    assert_eq!(who("three").await, "Bearer ses_three");
    let (polls, exchanges) = (how.polls.load(Ordering::SeqCst), how.exchanges.load(Ordering::SeqCst));
    eventually("the notes came again", || async {
        (how.polls.load(Ordering::SeqCst) > polls + 3).then_some(())
    })
    .await;
    assert_eq!(who("three").await, "Bearer ses_three");
    assert_eq!(how.exchanges.load(Ordering::SeqCst), exchanges, "it is still known");
}

#[tokio::test(flavor = "multi_thread")]
async fn api_callers_pass_as_they_are() {
    let asked = Arc::new(AtomicUsize::new(0));
    let (identity, shop) = (identity(&asked, json!({})).await, shop().await);
    let door = Door::before(&[&identity, &shop]).await;
    let token = door.issuer.staff(UserId::new(), TenantId::new(), Role::Agent);
    for token in [token.as_str(), "nonsense"] {
        let request = door.post("/shop").header("cookie", COOKIE).bearer_auth(token);
        let seen = door.seen(request).await;
        assert_eq!(seen["headers"]["authorization"], format!("Bearer {token}"));
    }
    assert_eq!(asked.load(Ordering::SeqCst), 0, "the cookie is ignored");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_live_stream_ends_with_its_session_and_no_other_does() {
    let how = Arc::new(Strict::default());
    let identity = strict(&how).await;
    let shop = Stub::start(manifest("shop", &["/live/shop"]), |cfg| {
        let live = || async {
            let first = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"data: 1\n\n"))]);
            HttpResponse::Ok().content_type("text/event-stream").streaming(first.chain(stream::pending()))
        };
        cfg.route("/live/shop", web::get().to(live));
    })
    .await;
    let door = Door::with(&[&identity, &shop], &[("session.revocations_ms", "50")]).await;
    let watch = async |session: &str| {
        let cookie = format!("souk_session=0123456789abcdef-{session}");
        let mut events =
            door.get("/live/shop").header("cookie", cookie).send().await.unwrap().bytes_stream().boxed();
        assert!(events.next().await.unwrap().is_ok());
        events
    };
    let (mut one, mut three) = (watch("one").await, watch("three").await);
    how.revoked.lock().unwrap().push("ses_one");
    let end = tokio::time::timeout(Duration::from_secs(10), one.next()).await.expect("the stream ends");
    assert!(!matches!(end, Some(Ok(_))));
    assert!(three.next().now_or_never().is_none(), "the other one goes on");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_who_looks_at_a_view_is_told_so_and_changes_nothing() {
    let asked = Arc::new(AtomicUsize::new(0));
    let looking = json!({ "looking": { "whose": "Le <Souk>", "operator": "Noor", "reason": "orders are stuck",
        "ends_at": "2099-01-01T00:15:00Z" } });
    let identity = identity(&asked, looking).await;
    let shop = Stub::start(manifest("shop", &["/shop"]), |cfg| {
        cfg.route(
            "/shop/page",
            web::get().to(|| async {
                HttpResponse::Ok()
                    .content_type("text/html; charset=utf-8")
                    .insert_header(("x-souk-compose", "1"))
                    .body("<body><!--souk:slot shell.banner--><p>page</p></body>")
            }),
        );
        cfg.default_service(web::to(echo));
    })
    .await;
    let door = Door::before(&[&identity, &shop]).await;
    let page = door.get("/shop/page").header("cookie", COOKIE).header("accept-language", "en");
    let page = page.send().await.unwrap().text().await.unwrap();
    for words in ["Noor", "Le &lt;Souk&gt;", "orders are stuck", "00:15", "action=\"/impersonation/end\""] {
        assert!(page.contains(words), "{words} in {page}");
    }
    let refused = door.post("/shop").header("cookie", COOKIE).send().await.unwrap();
    crate::harness::problem(refused, 403, "read_only").await;
    door.seen(door.post("/logout").header("cookie", COOKIE)).await;
    door.seen(door.get("/shop").header("cookie", COOKIE)).await;
}
