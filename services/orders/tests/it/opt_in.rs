//! What a customer agrees to at the checkout: nothing unless they say so, to the words they were shown.
use serde_json::{Value, json};
use souk_events::{VariantId, orders::v1::OptInGiven};
use souk_kit::Clock;
use souk_orders::domain::opt_in::text_sha256;
use souk_testkit::{Actor, Answer, eventually};

use crate::{
    post::Post,
    shop::{World, place},
};

async fn agree(w: &World, who: &Actor, contact: Value, opt_in: Value) -> Answer {
    w.fill(who, w.catalog.sells(w.tenant, w.store), 1).await;
    let body = json!({"contact": contact, "opt_in": opt_in});
    who.post_once("/v1/checkouts", &VariantId::new().to_string(), body).await
}

fn pointers(answer: Answer) -> Vec<String> {
    let body = answer.problem(422, "fields_wrong").json();
    body["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_said_with_each_order_and_its_mail_takes_it_back() {
    let post = Post::default();
    let w = World::posting(Clock::system(), &post.serve().await).await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 1).await;
    let options = guest.get("/v1/checkouts/options").await.expect(200).json();
    let shown = &options["opt_ins"];
    assert_eq!(
        (&shown[1]["purpose"], &shown[1]["text_version"]),
        (&json!("marketing_email"), &json!("1/en"))
    );
    place(&guest, "plain").await.expect(201);
    assert!(w.app.told::<OptInGiven>().await.is_empty(), "nothing was said");

    let both = json!({"purposes": ["marketing_email", "marketing_whatsapp"], "text_version": "1/en"});
    let national = json!({"name": "Nour", "phone": "0612345678"});
    let wrong = pointers(agree(&w, &guest, national, both.clone()).await);
    assert_eq!(wrong, ["/contact/phone", "/contact/email"]);
    let contact = json!({"name": "Nour", "phone": "+33612345678", "email": "nour@example.org"});
    let old = json!({"purposes": ["marketing_email"], "text_version": "0/en"});
    assert_eq!(pointers(agree(&w, &guest, contact.clone(), old).await), ["/opt_in/text_version"]);
    let placed = agree(&w, &guest, contact, both).await.expect(201).json();
    let id = placed["orders"][0]["id"].as_str().unwrap();

    let told = w.app.told::<OptInGiven>().await;
    assert_eq!((told.len(), told[0].order_id.as_str(), told[0].text_version.as_str()), (1, id, "1/en"));
    let email = told[0].agreed.iter().find(|a| a.purpose == "marketing_email").unwrap();
    assert_eq!(email.text_sha256, text_sha256(shown[1]["text"].as_str().unwrap()));
    let said = serde_json::to_string(&told[0]).unwrap();
    assert!(!said.contains("nour") && !said.contains("612345678"), "{said}");

    let word = w.app.sealer().link_word("opt_out", id).unwrap();
    let link = format!("/opt-out/{id}/{word}");
    let page = guest.get(&format!("/orders/{id}")).await.expect(200).text();
    assert!(page.contains(&link), "{page}");
    let mail = eventually("the mail", || async { post.mails().into_iter().find(|m| m.contains(id)) }).await;
    assert!(mail.contains(&link), "{mail}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_boxes_are_empty_and_what_was_ticked_is_kept() {
    let w = World::start().await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 1).await;
    let page = guest.get("/checkout").await.expect(200).text();
    let at = page.find("name=\"opt_in.marketing_email\"").expect("the box");
    let start = page[..at].rfind("<input").unwrap();
    let end = at + page[at..].find('>').unwrap();
    assert!(!page[start..end].contains("checked"), "{}", &page[start..end]);
    assert!(page.contains("I want offers from the shops of this order by e-mail"), "{page}");
    let value = |name: &str| {
        let at = page.find(&format!("name=\"{name}\" value=\"")).unwrap();
        page[at..].split('"').nth(3).unwrap().to_owned()
    };
    let (key, amount, currency, texts) =
        (value("key"), value("amount"), value("currency"), value("opt_in_texts"));
    let mut fields = vec![
        ("name", "Nour"),
        ("phone", "0612345678"),
        ("key", &key),
        ("amount", &amount),
        ("currency", &currency),
        ("opt_in_texts", &texts),
        ("opt_in.marketing_whatsapp", "on"),
    ];
    let wrong = guest.form("/checkout", &fields).await.expect(422).text();
    assert!(wrong.contains("with its country code") && wrong.contains("value=\"0612345678\""), "{wrong}");
    let at = wrong.find("name=\"opt_in.marketing_whatsapp\"").unwrap();
    let start = wrong[..at].rfind("<input").unwrap();
    assert!(wrong[start..at + 200].contains("checked"), "what was ticked stays");
    fields[1].1 = "+33 6 12 34 56 78";
    let mut old = fields.clone();
    old[5].1 = "0/en";
    let again = guest.form("/checkout", &old).await.expect(422).text();
    let at = again.find("name=\"opt_in.marketing_whatsapp\"").unwrap();
    let start = again[..at].rfind("<input").unwrap();
    let end = at + again[at..].find('>').unwrap();
    assert!(again.contains("The text has changed") && !again[start..end].contains("checked"), "{again}");
    guest.form("/checkout", &fields).await.expect(303);
    let told = w.app.told::<OptInGiven>().await;
    assert_eq!(told[0].agreed.len(), 1);
}
