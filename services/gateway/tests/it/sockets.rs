//! A WebSocket goes through, both ways, with its protocol, and closes on both sides.
use actix_web::{HttpRequest, HttpResponse, web};
use actix_ws::Message;
use awc::ws::{Frame, Message as Outgoing};
use futures_util::{SinkExt as _, StreamExt as _};

use crate::harness::{Door, Stub, manifest};

async fn echo(request: HttpRequest, body: web::Payload) -> Result<HttpResponse, actix_web::Error> {
    let (response, mut session, mut messages) =
        actix_ws::handle_with_protocols(&request, body, &["souk.v1"])?;
    let who =
        request.headers().get("authorization").map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
    actix_web::rt::spawn(async move {
        while let Some(Ok(message)) = messages.recv().await {
            let sent = match message {
                Message::Text(text) if text == "who" => session.text(who.clone()).await,
                Message::Text(text) => session.text(text).await,
                Message::Binary(bytes) => session.binary(bytes).await,
                Message::Ping(bytes) => session.pong(&bytes).await,
                Message::Close(_) => break,
                _ => Ok(()),
            };
            sent.unwrap();
        }
        let _ = session.close(None).await;
    });
    Ok(response)
}

#[tokio::test(flavor = "multi_thread")]
async fn frames_pass_both_ways() {
    let shop = Stub::start(manifest("shop", &["/live/shop"]), |cfg| {
        cfg.route("/live/shop", web::get().to(echo));
    })
    .await;
    let door = Door::before(&[&shop]).await;
    let url = format!("http://{}/live/shop", door.address());
    let talk = move || {
        actix_web::rt::System::new().block_on(async move {
            let connect =
                awc::Client::new().ws(url).protocols(["souk.v1"]).set_header("authorization", "Bearer x");
            let (answer, mut socket) = connect.connect().await.unwrap();
            assert_eq!(answer.headers().get("sec-websocket-protocol").unwrap(), "souk.v1");
            socket.send(Outgoing::Text("سلام".into())).await.unwrap();
            assert_eq!(socket.next().await.unwrap().unwrap(), Frame::Text("سلام".into()));
            socket.send(Outgoing::Text("who".into())).await.unwrap();
            assert_eq!(socket.next().await.unwrap().unwrap(), Frame::Text("Bearer x".into()));
            let large = bytes::Bytes::from(vec![7u8; 50_000]);
            socket.send(Outgoing::Binary(large.clone())).await.unwrap();
            assert!(socket.next().await.unwrap().unwrap() == Frame::Binary(large));
            socket.send(Outgoing::Close(None)).await.unwrap();
            assert!(matches!(socket.next().await, None | Some(Ok(Frame::Close(_)))));
        });
    };
    tokio::task::spawn_blocking(talk).await.unwrap();
    let plain = door.get("/live/shop").send().await.unwrap();
    assert_eq!(plain.status(), 400, "the module's own refusal");
}
