//! A town to test in: the module, its clock, its mails, and people who live there.
use std::{collections::HashSet, net::TcpListener, path::PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use mail_parser::MessageParser;
use serde_json::{Value, json};
use souk_identity::Identity;
use souk_kit::Clock;
use souk_testkit::{Actor, TestApp, eventually};

/// A password that the policy takes.
pub const PASSWORD: &str = "correct horse battery";

/// The module with a clock that stands still, trusting its own keys.
pub struct Town {
    pub app: TestApp<Identity>,
}

/// Somebody with an account and tokens.
pub struct Person {
    pub id: String,
    pub email: String,
    pub refresh: String,
    pub actor: Actor,
}

/// The time when every story begins.
pub fn morning() -> DateTime<Utc> {
    "2026-11-21T08:00:00Z".parse().unwrap()
}

impl Town {
    pub async fn open() -> Self {
        Self::with(&[]).await
    }

    pub async fn with(settings: &[(&str, &str)]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut builder = TestApp::<Identity>::builder()
            .clock(Clock::fixed(morning()))
            .setting("http.port", port.to_string())
            .setting("passwords.memory_kib", "256")
            .peer("identity", format!("http://127.0.0.1:{port}"));
        for (key, value) in settings {
            builder = builder.setting(key, *value);
        }
        Self { app: builder.start().await }
    }

    pub fn pass(&self, time: TimeDelta) {
        self.app.clock().advance(time);
    }

    pub async fn sign_up(&self, email: &str) -> Value {
        let body = json!({"email": email, "password": PASSWORD, "display_name": "Amina B."});
        self.app.anyone().post("/v1/users", body).await.expect(201).json()
    }

    pub async fn log_in(&self, email: &str) -> Person {
        let body = json!({"email": email, "password": PASSWORD});
        let tokens = self.app.anyone().post("/v1/auth/token", body).await.expect(200).json();
        self.person(email, &tokens)
    }

    pub fn person(&self, email: &str, tokens: &Value) -> Person {
        Person {
            id: tokens["user_id"].as_str().unwrap().into(),
            email: email.into(),
            refresh: tokens["refresh_token"].as_str().unwrap().into(),
            actor: self.app.bearing(tokens["access_token"].as_str().map(str::to_owned)),
        }
    }

    /// Somebody who signed up, confirmed and signed in.
    pub async fn citizen(&self, email: &str) -> Person {
        self.sign_up(email).await;
        let link = self.link(email, "/verify?token=").await;
        self.app.anyone().post("/v1/users/verify", json!({"token": link})).await.expect(200);
        self.log_in(email).await
    }

    /// Somebody who owns a shop and works for it.
    pub async fn merchant(&self, email: &str, shop: &str) -> (Person, String) {
        let owner = self.citizen(email).await;
        let body = json!({"name": shop, "country": "FR", "currency": "EUR", "city": "Lyon"});
        let created = owner.actor.post("/v1/tenants", body).await.expect(201).json();
        let tenant = created["tenant_id"].as_str().unwrap().to_owned();
        (self.work_for(owner, &tenant).await, tenant)
    }

    /// The same person with a token for a tenant.
    pub async fn work_for(&self, person: Person, tenant: &str) -> Person {
        let answer =
            person.actor.post("/v1/auth/switch", json!({"tenant_id": tenant})).await.expect(200).json();
        let actor = self.app.bearing(answer["access_token"].as_str().map(str::to_owned));
        Person { actor, ..person }
    }

    /// Somebody new whom `by` invited into the tenant as a role.
    pub async fn colleague(&self, by: &Person, tenant: &str, email: &str, role: &str) -> Person {
        by.actor.post("/v1/invitations", json!({"email": email, "role": role})).await.expect(201);
        let token = self.link(email, "/invitations/").await;
        let person = self.citizen(email).await;
        person.actor.post("/v1/invitations/accept", json!({"token": token})).await.expect(200);
        self.work_for(person, tenant).await
    }

    fn mail_files(&self) -> HashSet<PathBuf> {
        let entries = std::fs::read_dir(self.app.mail_folder()).into_iter().flatten().flatten();
        entries.map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "eml")).collect()
    }

    /// Subject and text of all mails to an address.
    pub fn mails(&self, email: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for path in self.mail_files() {
            let raw = std::fs::read(&path).unwrap();
            // A mail that is being written at this moment has no address yet.
            let Some(mail) = MessageParser::default().parse(&raw).filter(|m| m.to().is_some()) else {
                continue;
            };
            if mail.to().unwrap().first().unwrap().address() == Some(email) {
                let at = std::fs::metadata(&path).unwrap().modified().unwrap();
                found.push((at, mail.subject().unwrap().to_owned(), mail.body_text(0).unwrap().into_owned()));
            }
        }
        found.sort();
        found.into_iter().map(|(_, subject, text)| (subject, text)).collect()
    }

    /// The token behind `prefix` in the newest mail that has one.
    pub async fn link(&self, email: &str, prefix: &str) -> String {
        eventually("a mail with the link", || async {
            let mails = self.mails(email);
            let text = mails
                .into_iter()
                .rev()
                .find_map(|(_, text)| text.split_once(prefix).map(|(_, t)| t.to_owned()))?;
            Some(text.split(|c: char| c.is_whitespace() || c == '&').next().unwrap().to_owned())
        })
        .await
    }
}
