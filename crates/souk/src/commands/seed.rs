//! `souk seed`: a small town of demo shops, made through the public API as its people would make it.
use std::path::Path;

use anyhow::Context as _;
use clap::Parser;
use reqwest::{Client, Method};
use serde::Deserialize;
use serde_json::{Value, json};
use souk_kit::config::Mail;

use super::{mailbox, photo};
use crate::say;

/// The platform to fill.
#[derive(Debug, Parser)]
pub struct Args {
    /// Where it is.
    #[arg(long, default_value = "http://localhost:8080")]
    url: String,
    /// Does nothing when the platform has a store already.
    #[arg(long)]
    if_empty: bool,
}

#[derive(Deserialize)]
struct Town {
    password: String,
    admin: Person,
    customer: Person,
    merchants: Vec<Merchant>,
}

#[derive(Deserialize)]
struct Person {
    email: String,
    name: String,
}

#[derive(Deserialize)]
struct Merchant {
    tenant: String,
    city: String,
    owner: Person,
    agent: Person,
    description: String,
    address: Value,
    #[serde(default)]
    whatsapp: Option<String>,
    #[serde(default)]
    fulfilment: Option<Value>,
    #[serde(default)]
    promotion: Option<Value>,
    #[serde(default)]
    hours: Option<Value>,
    #[serde(default)]
    modifier_groups: Vec<Value>,
    products: Vec<Product>,
}

impl Merchant {
    /// The codes of its promotion.
    fn codes(&self) -> Vec<&str> {
        let codes = self.promotion.as_ref().and_then(|p| p["codes"].as_array());
        codes.into_iter().flatten().filter_map(Value::as_str).collect()
    }
}

#[derive(Deserialize)]
struct Product {
    title: String,
    en: String,
    ar: String,
    category: String,
    tax: String,
    text: String,
    #[serde(default)]
    options: Vec<String>,
    /// Titles of the modifier groups it asks.
    #[serde(default)]
    asks: Vec<String>,
    variants: Vec<(String, i64, i64)>,
    /// What it cost before it was reduced; for one without options.
    #[serde(default)]
    was: Option<i64>,
    /// What it is, when it is no goods: nothing of it is counted then.
    #[serde(default)]
    kind: Option<String>,
    /// What a bundle is made of: titles of products that stand above it, and how many of each.
    #[serde(default)]
    parts: Vec<(String, i64)>,
    /// Whatever else is said of it.
    #[serde(default)]
    more: serde_json::Map<String, Value>,
}

/// The e-mail address that a demo platform makes its operator.
pub(crate) const ADMIN: &str = "admin@demo.souk";

fn town() -> anyhow::Result<Town> {
    serde_json::from_str(include_str!("../../demo/town.json")).context("the demo data")
}

pub async fn run(args: Args) -> anyhow::Result<()> {
    let url = args.url.trim_end_matches('/');
    if args.if_empty {
        return if_empty(url).await;
    }
    let town = town()?;
    fill(&super::doctor::client()?, url, &town).await?;
    say_logins(&town);
    Ok(())
}

/// Fills the platform when it has no store yet; prints the demo logins either way.
pub(crate) async fn if_empty(url: &str) -> anyhow::Result<()> {
    let client = super::doctor::client()?;
    let town = town()?;
    let stores = until_ready(&client, url).await?;
    if stores["items"].as_array().is_none_or(Vec::is_empty) {
        fill(&client, url, &town).await?;
    }
    say_logins(&town);
    Ok(())
}

fn say_logins(town: &Town) {
    say::line(&format!("demo logins (password for all: {}):", town.password));
    for merchant in &town.merchants {
        let Merchant { tenant, owner, agent, .. } = merchant;
        say::line(&format!("  {:<22} owner of {tenant}", owner.email));
        say::line(&format!("  {:<22} agent of {tenant}", agent.email));
        for code in merchant.codes() {
            say::line(&format!("  {code:<22} code for a discount at {tenant}"));
        }
    }
    say::line(&format!("  {:<22} customer", town.customer.email));
    say::line(&format!("  {:<22} platform operator", town.admin.email));
}

/// Waits until the door knows every module, and the shop answers through it.
async fn until_ready(client: &Client, url: &str) -> anyhow::Result<Value> {
    let mut pause = tokio::time::interval(std::time::Duration::from_millis(250));
    for _ in 0..120 {
        pause.tick().await;
        if client.get(format!("{url}/health")).send().await.is_ok_and(|open| open.status().is_success())
            && let Ok(answer) = client.get(format!("{url}/v1/stores")).send().await
            && answer.status().is_success()
        {
            return answer.json().await.context("the list of stores");
        }
    }
    anyhow::bail!("{url} does not become ready; `souk doctor` says why")
}

/// One JSON request; a refusal is an error with its text.
pub(crate) async fn call(
    client: &Client,
    method: Method,
    url: &str,
    path: &str,
    token: Option<&str>,
    body: &Value,
    headers: &[(&str, &str)],
) -> anyhow::Result<Value> {
    let mut request = client.request(method, format!("{}{path}", url.trim_end_matches('/'))).json(body);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    let answer = request.send().await.with_context(|| format!("ask {path}"))?;
    let (status, text) = (answer.status(), answer.text().await?);
    anyhow::ensure!(status.is_success(), "{path}: {status}: {text}");
    Ok(if text.is_empty() { Value::Null } else { serde_json::from_str(&text)? })
}

/// One POST.
pub(crate) async fn post(
    client: &Client,
    url: &str,
    path: &str,
    token: Option<&str>,
    body: &Value,
) -> anyhow::Result<Value> {
    call(client, Method::POST, url, path, token, body, &[]).await
}

async fn sign_up(
    client: &Client,
    url: &str,
    mails: &Path,
    person: &Person,
    password: &str,
) -> anyhow::Result<()> {
    let body =
        json!({ "email": person.email, "password": password, "display_name": person.name, "language": "fr" });
    let made = post(client, url, "/v1/users", None, &body).await?;
    if made["verification_required"] == json!(true) {
        let token = mailbox::token(mails, &person.email, "token=").await?;
        post(client, url, "/v1/users/verify", None, &json!({ "token": token })).await?;
    }
    Ok(())
}

async fn token(client: &Client, url: &str, person: &Person, password: &str) -> anyhow::Result<String> {
    let body = json!({ "email": person.email, "password": password });
    let answer = post(client, url, "/v1/auth/token", None, &body).await?;
    Ok(answer["access_token"].as_str().context("no access token")?.to_owned())
}

async fn fill(client: &Client, url: &str, town: &Town) -> anyhow::Result<()> {
    say::line("loading demo data");
    let mail: Mail = super::settings()?.section("mail")?;
    for person in [&town.admin, &town.customer] {
        sign_up(client, url, &mail.dir, person, &town.password).await?;
    }
    for merchant in &town.merchants {
        sign_up(client, url, &mail.dir, &merchant.owner, &town.password).await?;
        open_shop(client, url, &mail.dir, merchant, &town.password).await?;
    }
    let customer = token(client, url, &town.customer, &town.password).await?;
    let agreed = json!({ "purposes": ["order_whatsapp", "marketing_email"], "phone": "+33612345678" });
    call(client, Method::PUT, url, "/v1/me/consents", Some(&customer), &agreed, &[]).await?;
    Ok(())
}

async fn open_shop(
    client: &Client,
    url: &str,
    mails: &Path,
    merchant: &Merchant,
    password: &str,
) -> anyhow::Result<()> {
    let owner = token(client, url, &merchant.owner, password).await?;
    let body = json!({ "name": merchant.tenant, "country": "FR", "currency": "EUR", "city": merchant.city,
        "timezone": "Europe/Paris", "language": "fr" });
    let made = post(client, url, "/v1/tenants", Some(&owner), &body).await?;
    let store = made["store_id"].as_str().context("no store")?.to_owned();
    let owner = token(client, url, &merchant.owner, password).await?;

    let invite = json!({ "email": merchant.agent.email, "role": "agent" });
    post(client, url, "/v1/invitations", Some(&owner), &invite).await?;
    let invitation = mailbox::token(mails, &merchant.agent.email, "/invitations/").await?;
    let person = &merchant.agent;
    let body = json!({ "email": person.email, "password": password, "display_name": person.name, "language": "fr",
        "invitation": invitation });
    let made = post(client, url, "/v1/users", None, &body).await?;
    if made["verification_required"] == json!(true) {
        let link = mailbox::token(mails, &person.email, "token=").await?;
        post(client, url, "/v1/users/verify", None, &json!({ "token": link })).await?;
    }

    profile(client, url, &owner, &store, merchant).await?;
    let mut groups = Vec::new();
    for group in &merchant.modifier_groups {
        let mut body = group.clone();
        body["store_id"] = json!(store);
        groups.push(post(client, url, "/v1/catalog/modifier-groups", Some(&owner), &body).await?);
    }
    let mut made: Vec<Value> = Vec::new();
    for product in &merchant.products {
        made.push(add_product(client, url, &owner, &store, product, (&groups, &made)).await?);
    }
    if let Some(rule) = &merchant.fulfilment {
        hand_over(client, url, &owner, &store, rule).await?;
    }
    if let Some(promotion) = &merchant.promotion {
        post(client, url, "/v1/promotions", Some(&owner), promotion).await?;
    }
    say::line(&format!("  {}: {} products", merchant.tenant, merchant.products.len()));
    Ok(())
}

/// The store's profile, once catalog has heard of the store.
async fn profile(
    client: &Client,
    url: &str,
    owner: &str,
    store: &str,
    merchant: &Merchant,
) -> anyhow::Result<()> {
    let mut pause = tokio::time::interval(std::time::Duration::from_millis(100));
    let body = json!({ "description": merchant.description, "address": merchant.address, "paused": false, "low_stock": 5,
        "whatsapp": merchant.whatsapp });
    for _ in 0..100 {
        pause.tick().await;
        let stores = client.get(format!("{url}/v1/catalog/stores")).bearer_auth(owner).send().await?;
        let stores: Value = stores.json().await.unwrap_or_default();
        let known =
            stores["items"].as_array().and_then(|all| all.iter().find(|s| s["id"] == json!(store)).cloned());
        let Some(version) = known.and_then(|s| s["version"].as_i64()) else { continue };
        let etag = format!("\"{version}\"");
        let path = format!("/v1/catalog/stores/{store}");
        let done = call(client, Method::PUT, url, &path, Some(owner), &body, &[("if-match", &etag)]).await?;
        if let Some(hours) = &merchant.hours {
            let (path, etag) = (format!("{path}/hours"), format!("\"{}\"", done["version"]));
            call(client, Method::PUT, url, &path, Some(owner), hours, &[("if-match", &etag)]).await?;
        }
        return Ok(());
    }
    anyhow::bail!("catalog never heard of store {store}")
}

/// How the store hands over its orders, once orders has heard of it.
async fn hand_over(client: &Client, url: &str, owner: &str, store: &str, rule: &Value) -> anyhow::Result<()> {
    let path = format!("/v1/fulfilments/{store}");
    let mut pause = tokio::time::interval(std::time::Duration::from_millis(100));
    for _ in 0..100 {
        pause.tick().await;
        let known = client.get(format!("{url}{path}")).bearer_auth(owner).send().await?;
        if known.status().is_success() {
            let first = [("if-match", "\"0\"")];
            return call(client, Method::PUT, url, &path, Some(owner), rule, &first).await.map(drop);
        }
    }
    anyhow::bail!("orders never heard of store {store}")
}

async fn add_product(
    client: &Client,
    url: &str,
    owner: &str,
    store: &str,
    product: &Product,
    (groups, others): (&[Value], &[Value]),
) -> anyhow::Result<Value> {
    let variants: Vec<Value> = product
        .variants
        .iter()
        .map(|(value, price, stock)| {
            let values: Vec<&str> = if product.options.is_empty() { vec![] } else { vec![value] };
            let stock = product.kind.is_none().then_some(stock);
            json!({ "values": values, "price": product.was.unwrap_or(*price), "stock": stock })
        })
        .collect();
    let asked =
        product.asks.iter().filter_map(|title| groups.iter().find(|group| group["title"] == json!(title)));
    let asked: Vec<&Value> = asked.map(|group| &group["id"]).collect();
    let mut body = json!({
        "store_id": store, "modifier_groups": asked, "title": product.title, "description": product.text, "category": product.category,
        "tax_class": product.tax, "options": product.options, "variants": variants, "published": true,
        "translations": [{ "language": "en", "title": product.en }, { "language": "ar", "title": product.ar }],
    });
    if let Some(fields) = body.as_object_mut() {
        fields.extend(product.more.clone());
        fields.extend(product.kind.as_ref().map(|kind| ("kind".to_owned(), json!(kind))));
    }
    let part = |(title, quantity): &(String, i64)| {
        let of = others
            .iter()
            .find(|other| other["title"] == json!(title))
            .with_context(|| format!("no {title}"))?;
        Ok(json!({ "variant_id": of["variants"][0]["id"], "quantity": quantity }))
    };
    if !product.parts.is_empty() {
        body["parts"] = product.parts.iter().map(part).collect::<anyhow::Result<_>>()?;
    }
    let made = post(client, url, "/v1/catalog/products", Some(owner), &body).await?;
    let id = made["id"].as_str().context("no product")?;
    if let (Some(was), Some((_, price, _)), Some(fields)) =
        (product.was, product.variants.first(), body.as_object())
    {
        let own = |(key, _): &(&String, &Value)| !matches!(key.as_str(), "store_id" | "published");
        let mut now: Value =
            fields.iter().filter(own).map(|(key, value)| (key.clone(), value.clone())).collect();
        now["variants"] = json!([{ "id": made["variants"][0]["id"], "price": price, "compare_at": was }]);
        let path = format!("/v1/catalog/products/{id}");
        call(client, Method::PUT, url, &path, Some(owner), &now, &[("if-match", "\"1\"")]).await?;
    }
    let answer = client
        .post(format!("{url}/v1/catalog/products/{id}/photos"))
        .bearer_auth(owner)
        .header("content-type", "image/png")
        .body(photo::of(&product.title)?)
        .send()
        .await?;
    anyhow::ensure!(answer.status().is_success(), "photo of {}: {}", product.title, answer.text().await?);
    Ok(made)
}
