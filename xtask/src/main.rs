//! Every developer command, by name. It knows which commands there are and what they are called;
//! what each does is in the file of its name.

mod build;
mod commands;
mod debian;
mod generated;
mod glue;
mod node;
mod pack;
mod package;
mod remap;
mod stamp;
mod sysroot;
mod table;
mod toolchain;
mod wasm;
mod workspace;

use clap::{Parser, Subcommand};
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
    /// Build the npm package into pkg/
    Build,
    /// Build the package and pack it; the last line on standard output is the tarball's path
    Pack,
    /// Write the committed files that are made from the table
    Types,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let workspace = Workspace::find()?;
    match arguments.command {
        Command::Build => build::run(&workspace),
        Command::Pack => pack::run(&workspace),
        Command::Types => generated::run(&workspace),
    }
}
