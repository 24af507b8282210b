//! `souk migrate`: roles, schemas and tables, for all modules or those named.
use clap::Parser;
use souk_kit::migrate;

use crate::{modules::sources, say};

/// Which modules.
#[derive(Debug, Parser)]
pub struct Args {
    /// Modules; all when none is named.
    modules: Vec<String>,
}

pub async fn run(args: Args) -> anyhow::Result<()> {
    let (database, admin) = super::database(&super::settings()?)?;
    migrate::prepare_database(&admin).await?;
    let all = sources();
    for name in &args.modules {
        anyhow::ensure!(all.iter().any(|s| s.module == *name), "no module {name} with tables");
    }
    let mut ran = 0;
    for source in all {
        let module = source.module;
        if !args.modules.is_empty() && !args.modules.iter().any(|m| m == module) && module != "bus" {
            continue;
        }
        for name in migrate::migrate(&admin, &database, source).await? {
            say::line(&format!("{module}: {name}"));
            ran += 1;
        }
    }
    say::line(&format!("database is up to date ({ran} new)"));
    Ok(())
}
