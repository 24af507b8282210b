//! Codes at sign-in, recovery codes, and proving once more who one is.
use chrono::TimeDelta;
use futures_util::future::join_all;
use serde_json::{Value, json};
use souk_identity::domain::second_factor::Generator;

use crate::town::{PASSWORD, Person, Town};

const EMAIL: &str = "amina@example.com";

/// A phone that knows the secret.
fn phone(key: &Value) -> Generator {
    let secret = totp_rs::Secret::try_from_base32(key.as_str().unwrap()).unwrap();
    Generator::new(secret.as_bytes()).unwrap()
}

impl Town {
    fn shown(&self, phone: &Generator) -> String {
        phone.code(self.app.clock().now())
    }
}

pub async fn enrolled(town: &Town, person: &Person) -> (Generator, Vec<String>) {
    let made = person.actor.post("/v1/me/second-factor", json!({})).await.expect(201).json();
    let phone = phone(&made["key"]);
    assert!(made["uri"].as_str().unwrap().contains("amina%40example.com"));
    let body = json!({"code": town.shown(&phone)});
    let done = person.actor.post("/v1/me/second-factor/confirm", body).await.expect(200).json();
    let codes: Vec<_> =
        done["recovery_codes"].as_array().unwrap().iter().map(|c| c.as_str().unwrap().to_owned()).collect();
    assert_eq!(codes.len(), 10);
    (phone, codes)
}

fn credentials(code: Option<&str>) -> Value {
    json!({"email": EMAIL, "password": PASSWORD, "code": code})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_asked_for_and_good_once() {
    let town = Town::open().await;
    let amina = town.citizen(EMAIL).await;
    let wrong = json!({"code": "000000"});
    amina.actor.post("/v1/me/second-factor/confirm", &wrong).await.problem(404, "not_found");
    amina.actor.post("/v1/me/second-factor", json!({})).await.expect(201);
    town.log_in(EMAIL).await;
    let (phone, _) = enrolled(&town, &amina).await;
    amina.actor.post("/v1/me/second-factor", json!({})).await.problem(409, "second_factor_on");
    let known = amina.actor.get("/v1/me/second-factor").await.expect(200).json();
    assert_eq!(known, json!({"on": true, "recovery_codes_left": 10}));

    let anyone = town.app.anyone();
    let enter = |code: Option<String>| {
        let anyone = anyone.clone();
        async move { anyone.post("/v1/auth/token", credentials(code.as_deref())).await }
    };
    enter(None).await.problem(401, "second_factor_required");
    // The code of the set-up was used by it.
    enter(Some(town.shown(&phone))).await.problem(422, "fields_wrong");
    town.pass(TimeDelta::seconds(30));
    let all = join_all((0..8).map(|_| enter(Some(town.shown(&phone))))).await;
    assert_eq!(all.iter().filter(|a| a.status == 200).count(), 1, "one of eight at once");
    let wrong = json!({"email": EMAIL, "password": "not the password", "code": "123456"});
    anyone.post("/v1/auth/token", wrong).await.problem(401, "credentials_wrong");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_is_asked_for_the_code_on_a_page_of_its_own() {
    let town = Town::open().await;
    let amina = town.citizen(EMAIL).await;
    let (phone, _) = enrolled(&town, &amina).await;
    town.pass(TimeDelta::seconds(30));
    let anyone = town.app.anyone();
    let form = [("email", EMAIL), ("password", PASSWORD), ("next", "/cart")];
    let answer = anyone.form("/login", &form).await.expect(200);
    assert!(answer.header("set-cookie").is_empty());
    let page = answer.text();
    let ticket = page.split("name=\"ticket\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(!ticket.contains("usr_") && page.contains("one-time-code"));
    let wrong = [("ticket", ticket.as_str()), ("code", "000000"), ("next", "/cart")];
    let again = anyone.form("/login/code", &wrong).await.expect(422).text();
    assert!(again.contains(&ticket) && again.contains("f-code"));
    let code = town.shown(&phone);
    let right = [("ticket", ticket.as_str()), ("code", &code), ("next", "/cart")];
    let answer = anyone.form("/login/code", &right).await.expect(303);
    assert_eq!(answer.header("location"), "/cart");
    assert!(answer.header("set-cookie").starts_with("souk_session="));
    anyone.form("/login/code", &right).await.expect(422);
    town.pass(TimeDelta::minutes(6));
    let code = town.shown(&phone);
    let late = [("ticket", ticket.as_str()), ("code", &code), ("next", "/cart")];
    assert!(anyone.form("/login/code", &late).await.expect(422).text().contains("Too much time has passed"));
    let forged = [("ticket", "AAAA"), ("code", &code), ("next", "")];
    anyone.form("/login/code", &forged).await.expect(422);
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_codes_is_slowed_down_and_a_recovery_code_helps_once() {
    let town = Town::open().await;
    let amina = town.citizen(EMAIL).await;
    let (phone, codes) = enrolled(&town, &amina).await;
    town.pass(TimeDelta::seconds(30));
    let anyone = town.app.anyone();
    let enter = |code: String| {
        let anyone = anyone.clone();
        async move { anyone.post("/v1/auth/token", credentials(Some(&code))).await }
    };
    for n in 0..5 {
        enter(format!("00000{n}")).await.problem(422, "fields_wrong");
    }
    enter(town.shown(&phone)).await.problem(429, "login_throttled");
    town.pass(TimeDelta::minutes(1));
    let typed = codes[0].to_lowercase().replace('-', " ");
    let all = join_all((0..4).map(|_| enter(typed.clone()))).await;
    assert_eq!(all.iter().filter(|a| a.status == 200).count(), 1, "one of four at once");
    enter(codes[0].clone()).await.expect(422);
    enter(codes[1].clone()).await.expect(200);
    let left = amina.actor.get("/v1/me/second-factor").await.json();
    assert_eq!(left["recovery_codes_left"], 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_factor_goes_with_the_password_and_its_owner_is_told() {
    let town = Town::open().await;
    let amina = town.citizen(EMAIL).await;
    enrolled(&town, &amina).await;
    let remove = async |password: &str| {
        amina.actor.post("/v1/me/second-factor/remove", json!({"password": password})).await
    };
    remove("not the password").await.problem(422, "fields_wrong");
    remove(PASSWORD).await.expect(204);
    remove(PASSWORD).await.problem(404, "not_found");
    town.log_in(EMAIL).await;
    souk_testkit::eventually("the mail", || async {
        town.mails(EMAIL).iter().any(|(subject, _)| subject.contains("turned off")).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_is_connected_on_the_pages() {
    let town = Town::open().await;
    let amina = town.citizen(EMAIL).await;
    let page = amina.actor.get("/account/security").await.expect(200).text();
    assert!(page.contains("action=\"/account/security/factor\""), "{page}");
    let to = amina.actor.form("/account/security/factor", &[]).await.expect(303);
    assert_eq!(to.header("location"), "/account/security/factor");
    let page = amina.actor.get("/account/security/factor").await.expect(200).text();
    assert!(page.contains("<svg") && page.contains("role=\"img\""), "{page}");
    let key = page.split("data-copy=\"").nth(1).unwrap().split('"').next().unwrap();
    let phone = phone(&json!(key));
    let wrong = amina.actor.form("/account/security/factor/confirm", &[("code", "12")]).await.expect(422);
    assert!(wrong.text().contains(key), "the same secret is shown again");
    let code = town.shown(&phone);
    let page =
        amina.actor.form("/account/security/factor/confirm", &[("code", &code)]).await.expect(200).text();
    assert!(page.contains("Recovery codes"));
    let page = amina.actor.get("/account/security").await.expect(200).text();
    assert!(page.contains("Recovery codes left: 10"), "{page}");
    let wrong = amina.actor.form("/account/security/factor/remove", &[("password", "x")]).await.expect(422);
    assert!(wrong.text().contains("f-password-error"));
    amina.actor.form("/account/security/factor/remove", &[("password", PASSWORD)]).await.expect(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn rights_change_hands_only_soon_after_a_proof() {
    let town = Town::open().await;
    let (amina, tenant) = town.merchant(EMAIL, "Le Souk").await;
    let bilal = town.colleague(&amina, &tenant, "bilal@example.com", "agent").await;
    let path = format!("/v1/members/{}", bilal.id);
    amina.actor.patch(&path, json!({"role": "seller"})).await.expect(200);

    town.pass(TimeDelta::minutes(16));
    let body = json!({"refresh_token": amina.refresh});
    let tokens = town.app.anyone().post("/v1/auth/refresh", body).await.expect(200).json();
    let late = town.person(EMAIL, &tokens);
    late.actor.get("/v1/members").await.expect(200);
    late.actor.patch(&path, json!({"role": "agent"})).await.problem(403, "step_up_required");
    late.actor.post("/v1/me/second-factor", json!({})).await.problem(403, "step_up_required");
    let typed = [("email", "carla@example.com"), ("role", "seller")];
    let answer = late.actor.form("/dashboard/team/invite", &typed).await.expect(303);
    let to = answer.header("location").to_owned();
    assert!(to.starts_with("/confirm?next=%2Fdashboard%2Fteam%3Ftyped%3D") && !to.contains("carla"), "{to}");
    let page = late.actor.get(&to).await.expect(200).text();
    let typed = to.split("%3D").nth(1).unwrap();
    let next = format!("/dashboard/team?typed={typed}");
    let next = next.as_str();
    assert!(page.contains(next), "{page}");
    let wrong = [("password", "not the password"), ("next", next)];
    let page = late.actor.form("/confirm", &wrong).await.expect(422).text();
    assert!(page.contains("f-password-error") && page.contains(next), "{page}");
    let right = [("password", PASSWORD), ("next", next)];
    let answer = late.actor.form("/confirm", &right).await.expect(303);
    assert_eq!(answer.header("location"), next);

    late.actor.post("/v1/auth/confirm", json!({"password": "x"})).await.problem(422, "fields_wrong");
    let confirmed =
        late.actor.post("/v1/auth/confirm", json!({"password": PASSWORD})).await.expect(200).json();
    assert_eq!(confirmed["fresh_for"], 900);
    let fresh = town.app.bearing(confirmed["access_token"].as_str().map(str::to_owned));
    fresh.patch(&path, json!({"role": "agent"})).await.expect(200);
    let page = fresh.get(next).await.expect(200).text();
    assert!(page.contains("value=\"carla@example.com\""), "what was typed is there again");
    fresh.post("/v1/auth/confirm", json!({"password": PASSWORD, "code": null})).await.expect(200);
    fresh.post("/v1/auth/logout", json!({})).await.expect(204);
    fresh.post("/v1/auth/confirm", json!({"password": PASSWORD})).await.problem(401, "session_unknown");
}
