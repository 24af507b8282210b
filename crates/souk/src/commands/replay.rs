//! `souk replay`: tells a module the history it missed, from every module's kept outbox. Facts go out again under
//! their ids: a module that knows them already does nothing.
use clap::Parser;
use serde_json::json;

use crate::{modules, say};

/// Whose history, since when.
#[derive(Debug, Parser)]
pub struct Args {
    /// The module that missed it.
    #[arg(long)]
    module: String,
    /// RFC 3339 time.
    #[arg(long)]
    since: String,
}

pub async fn run(args: Args) -> anyhow::Result<()> {
    anyhow::ensure!(modules().iter().any(|m| m.name == args.module), "no module {}", args.module);
    let client = super::doctor::client()?;
    for module in modules().iter().filter(|m| (m.migrations)().is_some()) {
        let url = format!("{}/internal/events/republish", super::doctor::base_url(module)?);
        let answer = client
            .post(url)
            .bearer_auth(super::doctor::operator_token()?)
            .json(&json!({ "module": module.name, "since": args.since }))
            .send()
            .await?;
        say::line(&format!("{}: {} {}", module.name, answer.status(), answer.text().await?));
    }
    Ok(())
}
