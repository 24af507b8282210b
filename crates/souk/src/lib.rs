//! The composition root: the only crate that knows every module. A new module is one line in `modules`.
mod commands;
mod modules;
mod say;

pub use modules::{Entry, modules, sources};

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Souk, an open platform for local commerce.
#[derive(Debug, Parser)]
#[command(name = "souk", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the whole platform, or only the modules named, in one process.
    Up(commands::up::Args),
    /// Creates roles and schemas and brings every table up to date.
    Migrate(commands::migrate::Args),
    /// Makes the modules' signing keys that are missing.
    Keys,
    /// Fills a running platform with demo data, through its public API.
    Seed(commands::seed::Args),
    /// Imports a product CSV (own format or Shopify's) into a store, through the public API.
    Import(commands::import::Args),
    /// Prints the OpenAPI document of one module, or writes all of them into a folder.
    Openapi(commands::openapi::Args),
    /// Says what is wrong with this installation and how to mend it.
    Doctor,
    /// Tells a module the history it missed.
    Replay(commands::replay::Args),
}

/// The whole command.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let Ok(runtime) = tokio::runtime::Builder::new_multi_thread().enable_all().build() else {
        return ExitCode::FAILURE;
    };
    let done = runtime.block_on(async {
        // A second provider in the process would be refused; the first one serves.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        match cli.command {
            Command::Up(args) => commands::up::run(args).await,
            Command::Migrate(args) => commands::migrate::run(args).await,
            Command::Keys => commands::keys::run(),
            Command::Seed(args) => commands::seed::run(args).await,
            Command::Import(args) => commands::import::run(args).await,
            Command::Openapi(args) => commands::openapi::run(&args),
            Command::Doctor => commands::doctor::run().await,
            Command::Replay(args) => commands::replay::run(args).await,
        }
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::wrong(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}
