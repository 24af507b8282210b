//! Large bodies flow, live streams are not held back, and a stop ends them.
use std::time::Duration;

use actix_web::{HttpResponse, web};
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use sha2::{Digest as _, Sha256};
use tokio::sync::broadcast;

use crate::harness::{Door, Stub, manifest};

const MIB: usize = 1024 * 1024;

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

async fn large(mut payload: web::Payload) -> HttpResponse {
    let mut hasher = Sha256::new();
    while let Some(chunk) = payload.next().await {
        hasher.update(chunk.unwrap());
    }
    HttpResponse::Ok().body(hex::encode(hasher.finalize()))
}

fn kinds(answer: &reqwest::Response) -> Vec<&str> {
    answer.headers().get_all("content-type").iter().map(|kind| kind.to_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn five_megabytes_up_and_down_unchanged() {
    let shop = Stub::start(manifest("shop", &["/shop"]), |cfg| {
        cfg.route("/shop/up", web::post().to(large));
        cfg.route(
            "/shop/down",
            web::get().to(|| async {
                let chunks = (0..80u8).map(|n| Ok::<_, std::io::Error>(Bytes::from(vec![n; 64 * 1024])));
                HttpResponse::Ok().content_type("image/png").streaming(stream::iter(chunks))
            }),
        );
    })
    .await;
    let door = Door::before(&[&shop]).await;
    let file: Vec<u8> = (0..5 * MIB).map(|n| u8::try_from(n % 251).unwrap()).collect();
    let up =
        |body: reqwest::Body| door.post("/shop/up").header("content-type", "image/jpeg").body(body).send();
    assert_eq!(up(file.clone().into()).await.unwrap().text().await.unwrap(), hash(&file));
    let pieces: Vec<_> = file.chunks(100_000).map(|c| Ok::<_, std::io::Error>(c.to_vec())).collect();
    let unknown = reqwest::Body::wrap_stream(stream::iter(pieces));
    assert_eq!(up(unknown).await.unwrap().text().await.unwrap(), hash(&file));
    let down = door.get("/shop/down").send().await.unwrap();
    assert_eq!(kinds(&down), ["image/png"], "the module's word alone");
    let down = down.bytes().await.unwrap();
    let expected: Vec<u8> = (0..80u8).flat_map(|n| vec![n; 64 * 1024]).collect();
    assert_eq!(hash(&down), hash(&expected));
}

#[tokio::test(flavor = "multi_thread")]
async fn events_arrive_one_by_one_and_end_when_the_gateway_stops() {
    let (tell, _) = broadcast::channel::<&'static str>(8);
    let teller = tell.clone();
    let shop = Stub::start(manifest("shop", &["/live/shop"]), move |cfg| {
        let tell = tell.clone();
        cfg.route(
            "/live/shop",
            web::get().to(move || {
                let events = tokio_stream::wrappers::BroadcastStream::new(tell.subscribe())
                    .map(|e| Ok::<_, std::io::Error>(Bytes::from(e.unwrap())));
                std::future::ready(HttpResponse::Ok().content_type("text/event-stream").streaming(events))
            }),
        );
    })
    .await;
    let mut door = Door::before(&[&shop]).await;
    let answer = door.get("/live/shop").header("accept-encoding", "gzip").send().await.unwrap();
    assert!(!answer.headers().contains_key("content-encoding"), "a live stream is never compressed");
    assert_eq!(kinds(&answer), ["text/event-stream"]);
    let mut events = answer.bytes_stream();
    for event in ["data: 1\n\n", "data: 2\n\n"] {
        teller.send(event).unwrap();
        let next = tokio::time::timeout(Duration::from_secs(5), events.next()).await.expect("not held back");
        assert_eq!(next.unwrap().unwrap(), event.as_bytes());
    }
    let stopping = tokio::spawn(door.running.take().unwrap().stop());
    let end =
        tokio::time::timeout(Duration::from_secs(4), events.next()).await.expect("the stream ends at once");
    assert!(!matches!(end, Some(Ok(_))));
    tokio::time::timeout(Duration::from_secs(4), stopping).await.expect("and the gateway stops").unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_stream_is_ended() {
    let shop = Stub::start(manifest("shop", &["/live/shop"]), |cfg| {
        cfg.route(
            "/live/shop",
            web::get().to(|| async {
                let first = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"data: 1\n\n"))]);
                HttpResponse::Ok().content_type("text/event-stream").streaming(first.chain(stream::pending()))
            }),
        );
    })
    .await;
    let door = Door::with(&[&shop], &[("upstream.idle_ms", "100")]).await;
    let mut events = door.get("/live/shop").send().await.unwrap().bytes_stream();
    assert!(events.next().await.unwrap().is_ok());
    let end = tokio::time::timeout(Duration::from_secs(5), events.next()).await.expect("ended");
    assert!(!matches!(end, Some(Ok(_))));
}
