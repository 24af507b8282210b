//! A file of a message is fetched once, checked, kept sealed, and removed at Twilio.
use std::io::Cursor;

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use serde_json::json;
use souk_events::whatsapp::v1::{Kind, MessageReceived};
use souk_testkit::twilio;

use crate::shop::{AWA, NUMBER, Shop};

async fn send(shop: &Shop, kind: &str, url: &str) -> MessageReceived {
    let sid = shop.sid();
    let mut fields = twilio::written(&sid, AWA, NUMBER, "");
    fields.retain(|(name, _)| *name != "NumMedia");
    fields.extend([("NumMedia", "1"), ("MediaUrl0", url), ("MediaContentType0", kind)]);
    assert_eq!(shop.twilio.post(&shop.inbound_url(), &fields).await.as_u16(), 200);
    shop.app.told::<MessageReceived>().await.into_iter().next_back().unwrap()
}

fn picture() -> Vec<u8> {
    let mut png = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(40, 20).write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_fetched_once_made_anew_and_removed_at_twilio() {
    let shop = Shop::open().await;
    let url = shop.twilio.keep_file("ME1", picture());
    let told = send(&shop, "image/png", &url).await;
    assert_eq!(told.kind(), Kind::Media);
    let read = shop.read(&told.message_id).await;
    assert_eq!(read["media"], json!([{ "content_type": "image/png" }]));
    let module = shop.app.as_module("stranger");
    let path = format!("/internal/messages/{}/media/0", told.message_id);
    let file = module.get(&path).await.expect(200).json();
    let bytes = BASE64.decode(file["bytes"].as_str().unwrap()).unwrap();
    assert_eq!(file["content_type"], "image/jpeg");
    assert_eq!(image::guess_format(&bytes).unwrap(), image::ImageFormat::Jpeg);
    assert!(!shop.twilio.has_file("ME1"));
    assert_eq!(module.get(&path).await.expect(200).json(), file, "kept here now");
    module.get(&format!("/internal/messages/{}/media/1", told.message_id)).await.expect(404);
    shop.owner().get(&path).await.expect(403);
    let mut conn = shop.app.admin().await;
    let plain: bool = diesel_async::RunQueryDsl::get_result(
        diesel::dsl::sql::<diesel::sql_types::Bool>(
            "SELECT bool_or(position('\\xffd8ff'::bytea IN bytes) > 0) FROM media",
        ),
        &mut conn,
    )
    .await
    .unwrap();
    assert!(!plain, "sealed");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_elsewhere_late_or_no_picture_is_refused() {
    let shop = Shop::open().await;
    let module = shop.app.as_module("stranger");
    let ask = async |kind: &str, url: &str| {
        let told = send(&shop, kind, url).await;
        module.get(&format!("/internal/messages/{}/media/0", told.message_id)).await
    };
    ask("image/png", "https://evil.example/x").await.expect(404);
    ask("image/png", "http://localhost/x").await.expect(404);
    let voice = shop.twilio.keep_file("ME2", b"OggS voice".to_vec());
    ask("audio/ogg", &voice).await.problem(415, "picture_type");
    let late = shop.twilio.keep_file("ME3", picture());
    assert!(shop.twilio.has_file("ME3"));
    let gone = late.replace("ME3", "ME4");
    ask("image/png", &gone).await.problem(503, "file_not_there");
    let pdf = shop.twilio.keep_file("ME5", b"%PDF-1.7 proof".to_vec());
    assert_eq!(ask("image/png", &pdf).await.expect(200).json()["content_type"], "application/pdf");
}
