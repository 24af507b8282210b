//! `souk import`: a product CSV into a store, through the public API, as its merchant would.
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Parser;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use crate::say;

/// What goes where.
#[derive(Debug, Parser)]
pub struct Args {
    /// The CSV file.
    file: PathBuf,
    /// The store's slug.
    #[arg(long)]
    store: String,
    /// E-mail of a manager of the store.
    #[arg(long)]
    email: String,
    /// Password; better given as SOUK_PASSWORD.
    #[arg(long, env = "SOUK_PASSWORD")]
    password: SecretString,
    /// The platform.
    #[arg(long, default_value = "http://localhost:8080")]
    url: String,
}

pub async fn run(args: Args) -> anyhow::Result<()> {
    let client = super::doctor::client()?;
    let bytes = std::fs::read(&args.file).with_context(|| format!("read {}", args.file.display()))?;
    let url = args.url.trim_end_matches('/');
    let login = json!({ "email": args.email, "password": args.password.expose_secret() });
    let token = super::seed::post(&client, url, "/v1/auth/token", None, &login).await?;
    let token = token["access_token"].as_str().context("no access token in the answer")?.to_owned();
    let stores = client.get(format!("{url}/v1/catalog/stores?limit=100")).bearer_auth(&token).send().await?;
    let stores: Value = stores.error_for_status()?.json().await?;
    let mut stores = stores["items"].as_array().into_iter().flatten();
    let store = stores.find(|store| store["slug"] == args.store.as_str());
    let store = store.and_then(|store| store["id"].as_str());
    let store = store.with_context(|| format!("{} manages no store {}", args.email, args.store))?;
    let answer = client
        .post(format!("{url}/v1/imports?store={store}"))
        .bearer_auth(token)
        .header("content-type", "text/csv")
        .body(bytes)
        .send()
        .await?;
    let (status, body) = (answer.status(), answer.json::<Value>().await.unwrap_or_default());
    anyhow::ensure!(status.is_success(), "{status}: {body}");
    say::line(&serde_json::to_string_pretty(&body)?);
    Ok(())
}
