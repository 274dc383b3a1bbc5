//! `cargo xtask demo`: a payment from beginning to end, with the package as a user gets it. The
//! story itself is `examples/node/demo.js`.

use crate::commands::show;
use crate::workspace::{Workspace, files_under};
use crate::{install, node, pack};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::Command;

const EXAMPLE: &str = "examples/node";

/// Builds, packs, installs into an empty project and plays the demo there.
pub fn run(workspace: &Workspace) -> Result<()> {
    let tarball = pack::tarball(workspace)?;
    show(&mut prepared(workspace, &tarball)?, node::GET)
}

/// What plays the demo, with a package that is packed.
pub fn prepared(workspace: &Workspace, tarball: &Path) -> Result<Command> {
    let project = workspace.path("target/demo");
    install::in_own_project(tarball, &project)?;
    let example = workspace.path(EXAMPLE);
    for path in files_under(&example, &["node_modules"])? {
        let copy = project.join(&path);
        if let Some(folder) = copy.parent() {
            fs::create_dir_all(folder)?;
        }
        // The project's own package.json stays: it names the installed package.
        if path != "package.json" {
            fs::copy(example.join(&path), &copy).with_context(|| format!("copying {path}"))?;
        }
    }
    let mut node = Command::new("node");
    node.current_dir(&project).arg("demo.js");
    Ok(node)
}
