//! `souk up`: every module, or those named, in one process. The same code as the modules' own binaries.
use std::{collections::HashMap, time::Duration};

use anyhow::Context as _;
use clap::Parser;
use souk_kit::{
    config::{Door, Telemetry},
    serve::{self, Options, Running},
    telemetry,
};

use crate::{modules, say};

/// What to serve.
#[derive(Debug, Parser)]
pub struct Args {
    /// Modules; all when none is named.
    modules: Vec<String>,
    /// Loads the demo data when the platform is empty, then prints the demo logins.
    #[arg(long)]
    seed_if_empty: bool,
}

pub async fn run(args: Args) -> anyhow::Result<()> {
    let settings = super::settings()?;
    let telemetry = telemetry::start("up", &settings.section::<Telemetry>("telemetry")?)?;
    let all = modules();
    for name in &args.modules {
        anyhow::ensure!(all.iter().any(|m| m.name == name), "no module {name}; there are: {}", names());
    }
    let transport = serve::transport(&settings)?;
    let mut running: Vec<Running> = Vec::new();
    for module in all.iter().filter(|m| args.modules.is_empty() || args.modules.iter().any(|n| n == m.name)) {
        // One worker per module: nineteen modules share one machine and one server's connections.
        let mut own = HashMap::new();
        if settings.section::<souk_kit::config::Http>("http")?.workers == 0 {
            own.insert(
                "http.workers".to_owned(),
                if module.name == "gateway" { "2" } else { "1" }.to_owned(),
            );
        }
        if args.seed_if_empty && module.name == "identity" {
            own.insert("identity.admins".to_owned(), super::seed::ADMIN.to_owned());
        }
        let options = Options { settings: own, clock: None, transport: Some(transport.clone()) };
        match (module.boot)(options).await {
            Ok(started) => running.push(started),
            Err(error) => {
                stop(running).await;
                return Err(error);
            }
        }
    }
    let door: Door = settings.section("gateway")?;
    if args.seed_if_empty {
        let seeded = tokio::select! {
            seeded = super::seed::if_empty(&door.public_url) => seeded.context("load the demo data"),
            () = serve::interrupted() => Err(anyhow::anyhow!("interrupted while loading the demo data")),
        };
        if let Err(error) = seeded {
            stop(running).await;
            return Err(error);
        }
    }
    say::line(&format!("ready: {}", door.public_url));
    serve::interrupted().await;
    say::line("stopping");
    stop(running).await;
    telemetry.shutdown();
    Ok(())
}

fn names() -> String {
    modules().iter().map(|m| m.name).collect::<Vec<_>>().join(", ")
}

/// The door closes first, then the rooms empty.
async fn stop(mut running: Vec<Running>) {
    while let Some(module) = running.pop() {
        let name = module.name;
        if tokio::time::timeout(Duration::from_secs(15), module.stop()).await.is_err() {
            tracing::error!(module = name, "did not stop in time");
        }
    }
}
