//! `cargo xtask bench`: the packed package beside its peers, or its start in each runtime. What is
//! compared, and how, is `benches/run.js` and `benches/cold-runtimes/run.mjs`.

use crate::browser::Chromium;
use crate::commands::show;
use crate::workspace::Workspace;
use crate::{install, node, pack, runtimes};
use anyhow::{Result, anyhow};
use std::path::Path;
use std::process::Command;

/// The option that asks for the runtimes instead of the peers.
const RUNTIMES: &str = "--runtimes";

/// Builds, packs, installs the peers and the package, and runs the comparison with these options.
pub fn run(workspace: &Workspace, options: &[String]) -> Result<()> {
    let tarball = pack::tarball(workspace)?;
    if options == [RUNTIMES] {
        return cold_runtimes(workspace, &tarball);
    }
    node::install(workspace, "benches")?;
    install::beside_others(&tarball, &workspace.path("benches"))?;
    let mut node = Command::new("node");
    node.current_dir(workspace.root()).env("AMAZON_PAY_WASM_TARBALL", tarball);
    show(node.arg("benches/run.js").args(options), node::GET)
}

fn cold_runtimes(workspace: &Workspace, tarball: &Path) -> Result<()> {
    runtimes::install(workspace).map_err(|reason| anyhow!(reason))?;
    install::beside_others(tarball, &workspace.path("benches"))?;
    let mut node = Command::new("node");
    node.current_dir(workspace.root()).arg("benches/cold-runtimes/run.mjs");
    if let Ok(Chromium { program: Some(program), .. }) = Chromium::ensure()? {
        node.env("CHROMIUM", program);
    }
    show(&mut node, node::GET)
}
