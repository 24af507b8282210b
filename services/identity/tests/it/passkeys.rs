//! Passkeys: made, used to sign in and as a fresh proof, refused when something does not fit, taken away.
use chrono::TimeDelta;
use futures_util::future::join_all;
use serde_json::{Value, json};
use souk_testkit::{Answer, eventually};

use crate::{
    device::Device,
    town::{Person, Town},
};

const EMAIL: &str = "amina@example.com";

impl Town {
    /// A device with a passkey of this person.
    async fn passkey(&self, person: &Person, name: &str) -> (Device, Value) {
        let mut device = Device::new();
        let added = self.add_passkey(person, &mut device, name).await.expect(201).json();
        (device, added)
    }

    async fn add_passkey(&self, person: &Person, device: &mut Device, name: &str) -> Answer {
        let asked = person.actor.post("/v1/me/passkey-challenges", json!({})).await.expect(201).json();
        let credential = device.make(&asked["public_key"]);
        let body = json!({"challenge_id": asked["challenge_id"], "name": name, "credential": credential});
        person.actor.post("/v1/me/passkeys", body).await
    }

    async fn question(&self) -> Value {
        self.app.anyone().post("/v1/auth/passkey/challenge", json!({})).await.expect(201).json()
    }

    async fn enter(&self, device: &mut Device) -> Answer {
        let asked = self.question().await;
        let credential = device.sign(&asked["public_key"]);
        self.answer(&asked, &credential).await
    }

    async fn answer(&self, asked: &Value, credential: &Value) -> Answer {
        let body = json!({"challenge_id": asked["challenge_id"], "credential": credential});
        self.app.anyone().post("/v1/auth/passkey", body).await
    }

    async fn told(&self, subject: &str) {
        eventually("the mail", || async {
            self.mails(EMAIL).iter().any(|(s, _)| s.contains(subject)).then_some(())
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_signs_in_alone_and_past_the_code() {
    let town = Town::open().await;
    let amina = town.citizen(EMAIL).await;
    crate::second_factor::enrolled(&town, &amina).await;
    let asked = amina.actor.post("/v1/me/passkey-challenges", json!({})).await.expect(201).json();
    let options = &asked["public_key"];
    assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(options["rp"]["id"], "localhost");
    let (mut phone, added) = town.passkey(&amina, "  My   phone ").await;
    assert_eq!((&added["name"], &added["last_used_at"]), (&json!("My phone"), &Value::Null));
    town.told("passkey was added").await;

    let tokens = town.enter(&mut phone).await.expect(200).json();
    assert_eq!(tokens["user_id"], json!(amina.id));
    let again = town.person(EMAIL, &tokens);
    let listed = again.actor.get("/v1/me/passkeys").await.expect(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert!(listed["items"][0]["last_used_at"].is_string());

    let path = format!("/v1/me/passkeys/{}", added["id"].as_str().unwrap());
    again.actor.patch(&path, json!({"name": ""})).await.problem(422, "fields_wrong");
    again.actor.patch(&path, json!({"name": "Old phone"})).await.expect(204);
    let bilal = town.citizen("bilal@example.com").await;
    bilal.actor.patch(&path, json!({"name": "Mine"})).await.problem(404, "not_found");
    bilal.actor.delete(&path).await.problem(404, "not_found");
    let known = town.add_passkey(&bilal, &mut phone, "Mine").await;
    known.problem(409, "passkey_known");

    again.actor.delete(&path).await.expect(204);
    town.told("passkey was removed").await;
    assert!(town.mails(EMAIL).iter().any(|(_, text)| text.contains("Old phone")));
    again.actor.delete(&path).await.problem(404, "not_found");
    town.enter(&mut phone).await.problem(401, "passkey_refused");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_counts_once_soon_and_from_our_pages_only() {
    let town = Town::open().await;
    let amina = town.citizen(EMAIL).await;
    let bilal = town.citizen("bilal@example.com").await;
    let (mut phone, _) = town.passkey(&amina, "Phone").await;

    let asked = town.question().await;
    let credential = phone.sign(&asked["public_key"]);
    let all = join_all((0..4).map(|_| town.answer(&asked, &credential))).await;
    assert_eq!(all.iter().filter(|a| a.status == 200).count(), 1, "one of four at once");
    town.answer(&asked, &credential).await.problem(410, "challenge_over");

    let (asked, other) = (town.question().await, town.question().await);
    let credential = phone.sign(&asked["public_key"]);
    town.answer(&other, &credential).await.problem(401, "passkey_refused");
    town.answer(&asked, &json!({"id": 1})).await.problem(422, "fields_wrong");
    town.pass(TimeDelta::minutes(6));
    town.answer(&asked, &credential).await.problem(410, "challenge_over");

    phone.verifies = false;
    town.enter(&mut phone).await.problem(401, "passkey_refused");
    phone.verifies = true;
    phone.origin = "http://localhost.evil.example".into();
    town.enter(&mut phone).await.problem(401, "passkey_refused");
    phone.origin = "http://localhost:8080".into();
    let owner: uuid::Uuid = bilal.id.parse::<souk_events::UserId>().unwrap().0;
    phone.claim(owner.as_bytes());
    town.enter(&mut phone).await.problem(401, "passkey_refused");
    let owner: uuid::Uuid = amina.id.parse::<souk_events::UserId>().unwrap().0;
    phone.claim(owner.as_bytes());
    town.enter(&mut phone).await.expect(200);

    // A question to one person is not answered by another, nor for another purpose.
    let asked = bilal.actor.post("/v1/auth/confirm/passkey/challenge", json!({})).await.expect(201).json();
    let credential = phone.sign(&asked["public_key"]);
    let body = json!({"challenge_id": asked["challenge_id"], "credential": credential});
    amina.actor.post("/v1/auth/confirm/passkey", &body).await.problem(410, "challenge_over");
    town.answer(&asked, &credential).await.problem(410, "challenge_over");
    bilal.actor.post("/v1/auth/confirm/passkey", &body).await.problem(422, "fields_wrong");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_counts_backwards_is_refused_and_its_owner_told() {
    let town = Town::open().await;
    let amina = town.citizen(EMAIL).await;
    let (mut phone, _) = town.passkey(&amina, "Phone").await;
    town.enter(&mut phone).await.expect(200);
    town.enter(&mut phone).await.expect(200);
    phone.counter = 1;
    town.enter(&mut phone).await.problem(401, "passkey_refused");
    town.told("passkey was refused").await;
    phone.counter = 10;
    town.enter(&mut phone).await.expect(200);

    let mut plain = Device::new();
    plain.counter = 0;
    town.add_passkey(&amina, &mut plain, "Cloud").await.expect(201);
    town.enter(&mut plain).await.expect(200);
    town.enter(&mut plain).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_is_a_fresh_proof_and_needs_one_to_come_and_go() {
    let town = Town::open().await;
    let amina = town.citizen(EMAIL).await;
    let (mut phone, added) = town.passkey(&amina, "Phone").await;
    town.pass(TimeDelta::minutes(16));
    let tokens = town.app.anyone().post("/v1/auth/refresh", json!({"refresh_token": amina.refresh})).await;
    let late = town.person(EMAIL, &tokens.expect(200).json());
    let path = format!("/v1/me/passkeys/{}", added["id"].as_str().unwrap());
    late.actor.delete(&path).await.problem(403, "step_up_required");
    late.actor.post("/v1/me/passkey-challenges", json!({})).await.problem(403, "step_up_required");
    let page = late.actor.get("/confirm?next=/account/security").await.expect(200).text();
    assert!(page.contains("action=\"/confirm/passkey\"") && page.contains("passkeys."), "{page}");

    let confirm = async |device: &mut Device| {
        let asked = late.actor.post("/v1/auth/confirm/passkey/challenge", json!({})).await.expect(201).json();
        let credential = device.sign(&asked["public_key"]);
        let body = json!({"challenge_id": asked["challenge_id"], "credential": credential});
        late.actor.post("/v1/auth/confirm/passkey", body).await
    };
    let done = confirm(&mut phone).await.expect(200).json();
    assert_eq!(done["fresh_for"], 900);
    phone.verifies = false;
    for _ in 0..5 {
        confirm(&mut phone).await.problem(422, "fields_wrong");
    }
    confirm(&mut phone).await.problem(429, "login_throttled");
    let fresh = town.app.bearing(done["access_token"].as_str().map(str::to_owned));
    fresh.delete(&path).await.expect(204);
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_and_never_answering_is_slowed_down() {
    let town = Town::open().await;
    let amina = town.citizen(EMAIL).await;
    let (mut phone, _) = town.passkey(&amina, "Phone").await;
    for _ in 0..49 {
        town.question().await;
    }
    town.enter(&mut phone).await.expect(200);
    town.question().await;
    let anyone = town.app.anyone();
    anyone.post("/v1/auth/passkey/challenge", json!({})).await.problem(429, "login_throttled");
    town.pass(TimeDelta::minutes(2));
    town.enter(&mut phone).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_do_the_same() {
    let town = Town::open().await;
    let amina = town.citizen(EMAIL).await;
    let page = amina.actor.get("/account/security").await.expect(200).text();
    assert!(page.contains("data-passkey=\"create\"") && page.contains("<noscript>"), "{page}");
    let mut phone = Device::new();
    let ask = async || amina.actor.post("/v1/me/passkey-challenges", json!({})).await.expect(201).json();
    let form = |asked: &Value, credential: &Value, name: &str| {
        [
            ("challenge_id", asked["challenge_id"].as_str().unwrap().to_owned()),
            ("credential", credential.to_string()),
        ]
        .into_iter()
        .chain([("name", name.to_owned()), ("next", "/cart".to_owned())])
        .collect::<Vec<_>>()
    };
    let send = async |path: &str, fields: Vec<(&str, String)>, actor: &souk_testkit::Actor| {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        actor.form(path, &fields).await
    };
    let asked = ask().await;
    let credential = phone.make(&asked["public_key"]);
    let wrong = send("/account/security/passkeys", form(&asked, &credential, "\u{1}"), &amina.actor).await;
    assert!(wrong.expect(422).text().contains("f-name-error"));
    let done = send("/account/security/passkeys", form(&asked, &credential, "Phone"), &amina.actor).await;
    assert_eq!(done.expect(303).header("location"), "/account/security?done=passkey-added");
    let page = amina.actor.get("/account/security?done=passkey-added").await.expect(200).text();
    assert!(page.contains("value=\"Phone\"") && page.contains("Passkey added"), "{page}");

    let anyone = town.app.anyone();
    assert!(anyone.get("/login").await.expect(200).text().contains("action=\"/login/passkey\""));
    let asked = town.question().await;
    let credential = phone.sign(&asked["public_key"]);
    let answer = send("/login/passkey", form(&asked, &credential, ""), &anyone).await.expect(303);
    assert_eq!(answer.header("location"), "/cart");
    assert!(answer.header("set-cookie").starts_with("souk_session="));
    let late = send("/login/passkey", form(&asked, &credential, ""), &anyone).await.expect(422);
    assert!(late.text().contains("Too much time has passed"));

    let list = amina.actor.get("/v1/me/passkeys").await.json();
    let id = list["items"][0]["id"].as_str().unwrap();
    let change = [("id", id), ("act", "rename"), ("name", "Tablet")];
    amina.actor.form("/account/security/passkeys/change", &change).await.expect(303);
    let change = [("id", id), ("act", "remove")];
    let gone = amina.actor.form("/account/security/passkeys/change", &change).await.expect(303);
    assert_eq!(gone.header("location"), "/account/security?done=passkey-removed");
}
