//! A provider that does not answer about one page holds up nothing else.
use std::sync::Arc;

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use tokio::sync::Notify;

use crate::world::World;

/// What stands before Stripe: calls that name this are not answered until they may be.
#[derive(Clone, Default)]
pub struct Door {
    pub hung: Arc<std::sync::Mutex<Option<String>>>,
    pub open: Arc<Notify>,
    target: String,
}

async fn pass(request: HttpRequest, body: web::Bytes, door: web::Data<Door>) -> HttpResponse {
    let hung = door.hung.lock().unwrap().clone();
    if hung.is_some_and(|name| request.path().contains(&name)) {
        door.open.notified().await;
    }
    let method = reqwest::Method::from_bytes(request.method().as_str().as_bytes()).unwrap();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut call = http.request(method, format!("{}{}", door.target, request.uri())).body(body.to_vec());
    for name in ["authorization", "idempotency-key", "content-type"] {
        if let Some(value) = request.headers().get(name) {
            call = call.header(name, value.as_bytes());
        }
    }
    let said = call.send().await.unwrap();
    let status = actix_web::http::StatusCode::from_u16(said.status().as_u16()).unwrap();
    HttpResponse::build(status).content_type("application/json").body(said.bytes().await.unwrap())
}

impl Door {
    /// Opens it before an address; where it stands.
    pub fn before(target: String) -> (Self, String) {
        let door = Self { target, ..Self::default() };
        let data = web::Data::new(door.clone());
        let server =
            HttpServer::new(move || App::new().app_data(data.clone()).default_service(web::route().to(pass)))
                .workers(1)
                .disable_signals()
                .bind(("127.0.0.1", 0))
                .unwrap();
        let url = format!("http://{}", server.addrs()[0]);
        tokio::spawn(server.run());
        (door, url)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_the_provider_is_silent_about_holds_up_no_other() {
    let (w, door) = World::with_slow_stripe().await;
    let mut all = Vec::new();
    for _ in 0..3 {
        let owed = w.owe(&[1000]).await;
        let _ = w.page(&owed).await;
        all.push(owed);
    }
    let sessions = w.stripe().sessions();
    for session in &sessions {
        assert!(w.stripe().pay(session));
    }
    *door.hung.lock().unwrap() = Some(sessions[0].clone());
    w.pass(11);
    for owed in &all[1..] {
        w.until(owed, "captured").await;
    }
    // What is told meanwhile is heard, too.
    let late = w.owe(&[500]).await;
    let _ = w.page(&late).await;
    let session = w.stripe().sessions().pop().unwrap();
    assert!(w.stripe().pay(&session));
    w.tell(w.stripe().events().last().unwrap()).await;
    w.until(&late, "captured").await;
    assert_eq!(w.status(&all[0]).await, "open");
    *door.hung.lock().unwrap() = None;
    door.open.notify_waiters();
    w.until(&all[0], "captured").await;
    assert_eq!(w.captured().await.len(), 4);
}
