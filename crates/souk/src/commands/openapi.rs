//! `souk openapi`: the API documents, for people and for tools.
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Parser;

use crate::{modules, say};

/// What to print.
#[derive(Debug, Parser)]
pub struct Args {
    /// A module; left out with --into.
    module: Option<String>,
    /// Writes one file per module into this folder.
    #[arg(long)]
    into: Option<PathBuf>,
}

pub fn run(args: &Args) -> anyhow::Result<()> {
    if let Some(folder) = &args.into {
        std::fs::create_dir_all(folder)?;
        for module in modules() {
            let text = (module.openapi)().to_pretty_json()? + "\n";
            std::fs::write(folder.join(format!("{}.json", module.name)), text)?;
        }
        return Ok(());
    }
    let name = args.module.as_deref().context("name a module, or --into a folder")?;
    let module =
        modules().into_iter().find(|m| m.name == name).with_context(|| format!("no module {name}"))?;
    say::line(&(module.openapi)().to_pretty_json()?);
    Ok(())
}
