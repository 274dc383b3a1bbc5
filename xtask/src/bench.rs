//! `cargo xtask bench`: the packed package beside its peers, and its start in each runtime. What is
//! compared, and how, is `benches/run.js` and `benches/cold-runtimes/run.mjs`.

use crate::browser::Chromium;
use crate::commands::show;
use crate::workspace::Workspace;
use crate::{install, node, pack, runtimes};
use anyhow::{Result, anyhow};
use std::process::Command;

/// The option that asks for the runtimes alone.
const RUNTIMES: &str = "--runtimes";
/// The option of `benches/run.js` that leaves them out.
const QUICK: &str = "--quick";

/// Builds, packs, installs the peers, the runtimes and the package, and runs the comparison with
/// these options.
pub fn run(workspace: &Workspace, options: &[String]) -> Result<()> {
    let tarball = pack::tarball(workspace)?;
    node::install(workspace, "benches")?;
    install::beside_others(&tarball, &workspace.path("benches"))?;
    let mut node = Command::new("node");
    node.current_dir(workspace.root()).env("AMAZON_PAY_WASM_TARBALL", tarball);
    if !options.iter().any(|option| option == QUICK) {
        runtimes::install(workspace).map_err(|reason| anyhow!(reason))?;
        if let Ok(Chromium { program: Some(program), .. }) = Chromium::ensure()? {
            node.env("CHROMIUM", program);
        }
    }
    if options == [RUNTIMES] {
        return show(node.arg("benches/cold-runtimes/run.mjs"), node::GET);
    }
    show(node.arg("benches/run.js").args(options), node::GET)
}
