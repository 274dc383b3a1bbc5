//! Every developer command, by name. It knows which commands there are and what they are called;
//! what each does is in the file of its name.

mod bench;
mod browser;
mod build;
mod check;
mod codes;
mod commands;
mod debian;
mod demo;
mod docs;
mod error_index;
mod forbidden;
mod fuzz;
mod generated;
mod glue;
mod install;
mod node;
mod operations_data;
mod pack;
mod package;
mod panics;
mod prose;
mod python;
mod readme;
mod redis;
mod remap;
mod runner;
mod runtimes;
mod size;
mod stamp;
mod steps;
mod sysroot;
mod table;
mod test;
mod toolchain;
mod types;
mod wasm;
mod watch;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;
use workspace::Workspace;

/// Every developer command of amazon-pay-wasm. Each does its own set-up.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Take a payment against the sandbox, with the package as a user gets it
    Demo,
    /// Run every test
    Test {
        /// Let the tests that can do more do more
        #[arg(long)]
        full: bool,
        /// Run only the steps whose names hold one of these words
        #[arg(long, value_name = "WORD")]
        only: Vec<String>,
    },
    /// Check formatting, lints, generated files, sizes and the package's manifest
    Check {
        /// Run only the checks whose names hold one of these words
        #[arg(long, value_name = "WORD")]
        only: Vec<String>,
    },
    /// Print the sizes of the package's parts against their budgets
    Size,
    /// Compare the package's speed with that of its peers
    Bench {
        /// Options of benches/run.js, after `--`; or `--runtimes`: its start in each runtime alone
        #[arg(last = true)]
        options: Vec<String>,
    },
    /// Give the readers and the sandbox inputs that nobody thought of
    Fuzz {
        /// For how long each target runs
        #[arg(long, default_value_t = 5)]
        seconds: u32,
        /// Run only these targets
        #[arg(value_name = "TARGET")]
        only: Vec<String>,
    },
    /// Build the documentation site, and check its links; the last line on standard output is its folder
    Docs {
        /// The path under which the site will stand
        #[arg(long, value_name = "PATH", default_value = "/")]
        base: String,
        /// Then show it on this machine
        #[arg(long)]
        serve: bool,
    },
    /// Build the npm package into pkg/
    Build,
    /// Build the package and pack it; the last line on standard output is the tarball's path
    Pack,
    /// Write the committed files that are made from the table
    Types,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The whole chain of reasons, and no backtrace: nothing here is a fault of this tool.
            eprintln!("\nerror: {error}");
            error.chain().skip(1).for_each(|reason| eprintln!("  because {reason}"));
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    let workspace = Workspace::find()?;
    match command {
        Command::Demo => demo::run(&workspace),
        Command::Test { full, only } => test::run(&workspace, full, only),
        Command::Check { only } => check::run(&workspace, only),
        Command::Size => size::run_command(&workspace),
        Command::Bench { options } => bench::run(&workspace, &options),
        Command::Fuzz { seconds, only } => fuzz::run(&workspace, seconds, &only),
        Command::Docs { base, serve } => docs::run_command(&workspace, &base, serve),
        Command::Build => build::run(&workspace),
        Command::Pack => pack::run(&workspace),
        Command::Types => generated::run(&workspace),
    }
}
