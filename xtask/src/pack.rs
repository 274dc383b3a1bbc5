//! `cargo xtask pack`: the package as the one file that npm would publish.

use crate::commands::capture;
use crate::workspace::Workspace;
use crate::{build, node};
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

/// Builds and packs; the last line on standard output is the tarball's path.
pub fn run(workspace: &Workspace) -> Result<()> {
    let tarball = tarball(workspace)?;
    println!("{}", tarball.display());
    Ok(())
}

/// Builds and packs; answers with the tarball's path.
pub fn tarball(workspace: &Workspace) -> Result<PathBuf> {
    build::run(workspace)?;
    let folder = workspace.cache("pack");
    fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    let mut npm = node::npm(&workspace.package());
    npm.args(["pack", "--ignore-scripts", "--loglevel=error", "--pack-destination"]).arg(&folder);
    let printed = capture(&mut npm, node::GET)?;
    let name = printed.lines().last().context("npm pack printed no file name")?;
    Ok(folder.join(name))
}
