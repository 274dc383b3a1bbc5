//! `cargo xtask bench`: the packed package beside its peers. What is compared, and how, is
//! `benches/run.js`.

use crate::commands::show;
use crate::workspace::Workspace;
use crate::{install, node, pack};
use anyhow::Result;
use std::process::Command;

/// Builds, packs, installs the peers and the package, and runs the comparison with these options.
pub fn run(workspace: &Workspace, options: &[String]) -> Result<()> {
    let tarball = pack::tarball(workspace)?;
    node::install(workspace, "benches")?;
    install::beside_others(&tarball, &workspace.path("benches"))?;
    let mut node = Command::new("node");
    node.current_dir(workspace.root()).env("AMAZON_PAY_WASM_TARBALL", tarball);
    show(node.arg("benches/run.js").args(options), node::GET)
}
