//! Stripe: the few calls that are needed, as forms out and tolerant JSON in.
use reqwest::{Method, redirect};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use url::Url;

use super::provider::{Back, Failure, Money, Seen};
use crate::config;

/// The version whose shapes are read.
pub const VERSION: &str = "2026-09-30.endive";
/// The most that Stripe lists at once.
const LIST: &str = "100";

/// A page to open.
pub struct Page<'a> {
    /// Our attempt: the same one is opened once, however often it is asked for.
    pub attempt: &'a str,
    /// Our intent, so that whatever Stripe tells finds its way.
    pub payment: &'a str,
    /// In capitals.
    pub currency: &'a str,
    /// What is bought where, and for how much.
    pub lines: Vec<(String, i64)>,
    /// Where the customer comes back to after paying.
    pub success_url: &'a str,
    /// And otherwise.
    pub cancel_url: &'a str,
    /// When Stripe closes the page by itself, seconds since 1970; half an hour ahead at least.
    pub expires_at: i64,
}

/// A page that was opened.
pub struct Opened {
    /// Stripe's id.
    pub reference: String,
    /// Where the customer pays.
    pub url: String,
}

/// An event of Stripe, as far as it is read.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its id.
    pub id: String,
    /// What happened.
    pub kind: String,
    /// To what.
    pub object: String,
}

impl Told {
    /// Reads one. None: it is none.
    #[must_use]
    pub fn read(event: &Value) -> Option<Self> {
        let text = |at: &str| event.pointer(at).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            id: text("/id")?,
            kind: text("/type")?,
            object: text("/data/object/id").unwrap_or_default(),
        })
    }
}

/// Stripe's API.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    key: SecretString,
    hosts: Vec<String>,
}

impl Client {
    /// Nobody is asked yet.
    ///
    /// # Errors
    /// The HTTP client cannot be made.
    pub fn new(settings: &config::Stripe, key: &str) -> anyhow::Result<Self> {
        let limit = settings.timeout();
        let http = reqwest::Client::builder()
            .timeout(limit)
            .connect_timeout(limit)
            .redirect(redirect::Policy::none())
            .build()?;
        let base = settings.api_base.trim_end_matches('/').to_owned();
        Ok(Self { http, base, key: key.to_owned().into(), hosts: settings.hosts() })
    }

    async fn call(
        &self,
        method: Method,
        path: &str,
        fields: &[(String, String)],
        once: Option<&str>,
    ) -> Result<Value, Failure> {
        let mut request = self
            .http
            .request(method.clone(), format!("{}/v1/{path}", self.base))
            .bearer_auth(self.key.expose_secret())
            .header("stripe-version", VERSION);
        if let Some(key) = once {
            request = request.header("idempotency-key", key);
        }
        let request = if method == Method::GET { request.query(fields) } else { request.form(fields) };
        let response = request.send().await.map_err(|e| Failure::Away(e.without_url().to_string()))?;
        let status = response.status();
        let body: Value = response.json().await.map_err(|e| Failure::Away(e.without_url().to_string()))?;
        if status.is_success() {
            return Ok(body);
        }
        let code = body.pointer("/error/code").or_else(|| body.pointer("/error/type"));
        let code = code.and_then(Value::as_str).unwrap_or("unreadable").to_owned();
        // A key in use, too many requests, wrong keys and their own faults pass; everything else stands.
        let passes = status.is_server_error() || matches!(status.as_u16(), 401 | 403 | 409 | 429);
        Err(if passes { Failure::Away(format!("{status} {code}")) } else { Failure::Refused(code) })
    }

    /// Opens a page. The same attempt opens the same page.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn open(&self, page: &Page<'_>) -> Result<Opened, Failure> {
        let mut form: Vec<(String, String)> = [
            ("mode", "payment".to_owned()),
            ("payment_method_types[0]", "card".to_owned()),
            ("success_url", page.success_url.to_owned()),
            ("cancel_url", page.cancel_url.to_owned()),
            ("client_reference_id", page.payment.to_owned()),
            ("metadata[souk_payment]", page.payment.to_owned()),
            ("payment_intent_data[metadata][souk_payment]", page.payment.to_owned()),
            ("expires_at", page.expires_at.to_string()),
            // In the language of the browser: asked twice, it says the same.
            ("locale", "auto".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into();
        for (place, (name, amount)) in page.lines.iter().filter(|(_, amount)| *amount > 0).enumerate() {
            let line = |field: &str| format!("line_items[{place}]{field}");
            form.push((line("[quantity]"), "1".to_owned()));
            form.push((line("[price_data][currency]"), page.currency.to_ascii_lowercase()));
            form.push((line("[price_data][unit_amount]"), amount.to_string()));
            form.push((line("[price_data][product_data][name]"), name.clone()));
        }
        let said = self.call(Method::POST, "checkout/sessions", &form, Some(page.attempt)).await?;
        let text = |name: &str| said.get(name).and_then(Value::as_str).map(str::to_owned);
        let (Some(reference), Some(url)) = (text("id"), text("url")) else {
            return Err(Failure::Away("no_page".into()));
        };
        if self.is_known(&url) {
            Ok(Opened { reference, url })
        } else {
            Err(Failure::Away("strange_page".into()))
        }
    }

    /// Customers are sent to pages of the configured hosts only.
    fn is_known(&self, url: &str) -> bool {
        let Ok(url) = Url::parse(url) else { return false };
        let host = url.host_str().unwrap_or_default();
        let local = host == "127.0.0.1" && self.base.starts_with("http://127.0.0.1:");
        local || (url.scheme() == "https" && self.hosts.iter().any(|known| known == host))
    }

    /// A page as it is now.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn look(&self, reference: &str) -> Result<Seen, Failure> {
        let said = self.call(Method::GET, &format!("checkout/sessions/{reference}"), &[], None).await?;
        Ok(page_of(&said))
    }

    /// Closes a page for good, unless somebody paid meanwhile. Answers what it is then.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn close(&self, reference: &str) -> Result<Seen, Failure> {
        match self.call(Method::POST, &format!("checkout/sessions/{reference}/expire"), &[], None).await {
            Ok(said) => Ok(page_of(&said)),
            // It was open no more: what it is instead decides.
            Err(Failure::Refused(_)) => self.look(reference).await,
            Err(away) => Err(away),
        }
    }

    /// Gives money back, once per refund: also when Stripe has forgotten the key, which it does after a day.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn give_back(
        &self,
        refund: &str,
        payment: &str,
        amount: i64,
        again: bool,
    ) -> Result<Back, Failure> {
        if again && let Some(there) = self.given_back(refund, payment).await? {
            return Ok(there);
        }
        let form = [
            ("payment_intent", payment.to_owned()),
            ("amount", amount.to_string()),
            ("metadata[souk_refund]", refund.to_owned()),
        ];
        let form = form.map(|(name, value)| (name.to_owned(), value));
        match self.call(Method::POST, "refunds", &form, Some(refund)).await {
            Ok(said) => Ok(back_of(&said)),
            Err(Failure::Refused(code)) => Ok(Back::Failed(None, code)),
            Err(away) => Err(away),
        }
    }

    async fn given_back(&self, refund: &str, payment: &str) -> Result<Option<Back>, Failure> {
        let fields =
            [("payment_intent", payment), ("limit", LIST)].map(|(n, v)| (n.to_owned(), v.to_owned()));
        let said = self.call(Method::GET, "refunds", &fields, None).await?;
        let all = said.get("data").and_then(Value::as_array).cloned().unwrap_or_default();
        let ours =
            |one: &&Value| one.pointer("/metadata/souk_refund").and_then(Value::as_str) == Some(refund);
        Ok(all.iter().find(ours).map(back_of))
    }

    /// Money that goes back, as it is now.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn look_back(&self, reference: &str) -> Result<Back, Failure> {
        Ok(back_of(&self.call(Method::GET, &format!("refunds/{reference}"), &[], None).await?))
    }

    /// Events that did not reach us, newest first.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn undelivered(&self) -> Result<Vec<Value>, Failure> {
        let fields =
            [("delivery_success", "false"), ("limit", LIST)].map(|(n, v)| (n.to_owned(), v.to_owned()));
        let said = self.call(Method::GET, "events", &fields, None).await?;
        Ok(said.get("data").and_then(Value::as_array).cloned().unwrap_or_default())
    }
}

fn page_of(said: &Value) -> Seen {
    let text = |name: &str| said.get(name).and_then(Value::as_str).unwrap_or_default();
    match (text("status"), text("payment_status")) {
        ("complete", "paid") => {
            let amount = said.get("amount_total").and_then(Value::as_i64);
            match (amount, text("payment_intent")) {
                (Some(amount), reference) if !reference.is_empty() => Seen::Paid(Money {
                    reference: reference.to_owned(),
                    amount,
                    currency: text("currency").to_ascii_uppercase(),
                }),
                _ => Seen::Unknown,
            }
        }
        ("open", _) => Seen::Open,
        ("expired", _) => Seen::Closed,
        _ => Seen::Unknown,
    }
}

fn back_of(said: &Value) -> Back {
    let text = |name: &str| said.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    match text("status").as_str() {
        "succeeded" => Back::Succeeded(text("id")),
        "failed" | "canceled" => Back::Failed(Some(text("id")), text("failure_reason")),
        // What this release does not know is looked at again.
        _ => Back::Pending(text("id")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn pitfall_19_unknown_words_of_stripe_lead_nowhere() {
        let page = |status: &str, paid: &str| {
            page_of(
                &json!({"status": status, "payment_status": paid, "amount_total": 5, "currency": "eur", "payment_intent": "pi_1"}),
            )
        };
        assert_eq!(page("open", "unpaid"), Seen::Open);
        assert_eq!(page("expired", "unpaid"), Seen::Closed);
        let paid = Money { reference: "pi_1".into(), amount: 5, currency: "EUR".into() };
        assert_eq!(page("complete", "paid"), Seen::Paid(paid));
        assert_eq!(page("complete", "unpaid"), Seen::Unknown);
        assert_eq!(page("levitating", "paid"), Seen::Unknown);
        assert_eq!(back_of(&json!({"id": "re_1", "status": "hovering"})), Back::Pending("re_1".into()));
        assert!(Told::read(&json!({"id": "evt_1"})).is_none());
    }
}
