//! Twilio's contents: messages with buttons or a list to pick from.
use serde::Deserialize;
use serde_json::{Value, json};

use super::twilio::{Account, Twilio};
use crate::domain::shape::Shape;

#[derive(Deserialize)]
struct Made {
    sid: String,
}

/// The variable of this number.
fn variable(number: usize) -> String {
    format!("{{{{{number}}}}}")
}

/// What a content of a shape is, as Twilio takes it: the first variable is the words.
fn types(shape: Shape) -> Value {
    match shape {
        // A title and what it sends back.
        Shape::Buttons(count) => {
            let actions: Vec<_> = (0..count)
                .map(|n| json!({ "type": "QUICK_REPLY", "title": variable(2 * n + 2), "id": variable(2 * n + 3) }))
                .collect();
            json!({ "twilio/quick-reply": { "body": variable(1), "actions": actions } })
        }
        // What opens the list, then as above.
        Shape::List(count) => {
            let items: Vec<_> = (0..count)
                .map(|n| json!({ "item": variable(2 * n + 3), "id": variable(2 * n + 4) }))
                .collect();
            json!({ "twilio/list-picker": { "body": variable(1), "button": variable(2), "items": items } })
        }
    }
}

impl Twilio {
    /// Makes a content of a shape; within a day of the contact's last message it needs no approval. None: Twilio makes
    /// none now.
    pub async fn make_content(&self, account: Account<'_>, locale: &str, shape: Shape) -> Option<String> {
        let content = json!({
            "friendly_name": format!("souk {locale} {}", shape.word()),
            "language": locale,
            "variables": { "1": "…" },
            "types": types(shape),
        });
        let request = self.http.post(&self.contents).basic_auth(account.sid, Some(account.token));
        let answer = request.json(&content).send().await.ok()?;
        if !answer.status().is_success() {
            return None;
        }
        Some(answer.json::<Made>().await.ok()?.sid)
    }
}
