//! Puts the packed package where Node finds it, as a user's install would: from the tarball, so
//! that a file which is not packed is missing here too.

use crate::commands::run;
use crate::node;
use crate::stamp::{Inputs, Stamp};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The name under which the package is imported.
pub const NAME: &str = "amazon-pay-wasm";

/// Puts the package among the modules of a folder that has others, without touching those.
pub fn beside_others(tarball: &Path, folder: &Path) -> Result<()> {
    let package = folder.join("node_modules").join(NAME);
    let stamp = stamp(tarball, &folder.join("node_modules/.xtask-package"))?;
    if stamp.is_current(&[&package]) {
        return Ok(());
    }
    stamp.withdraw()?;
    if package.exists() {
        fs::remove_dir_all(&package).with_context(|| format!("removing {}", package.display()))?;
    }
    fs::create_dir_all(&package).with_context(|| format!("creating {}", package.display()))?;
    let mut tar = Command::new("tar");
    tar.arg("-xzf").arg(tarball).arg("-C").arg(&package).arg("--strip-components=1");
    run(&mut tar, "install tar")?;
    stamp.put()
}

/// Makes an empty project and installs the package in it with npm. The package needs no other, so
/// no registry is asked.
pub fn in_own_project(tarball: &Path, folder: &Path) -> Result<()> {
    let stamp = stamp(tarball, &folder.join("node_modules/.xtask-package"))?;
    if stamp.is_current(&[&folder.join("node_modules").join(NAME)]) {
        return Ok(());
    }
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    fs::write(folder.join("package.json"), "{ \"private\": true, \"type\": \"module\" }\n")?;
    let mut npm = node::npm(folder);
    npm.args(["install", "--offline", "--no-audit", "--no-fund", "--loglevel=error"]).arg(tarball);
    run(&mut npm, node::GET)?;
    stamp.put()
}

fn stamp(tarball: &Path, path: &Path) -> Result<Stamp> {
    let mut inputs = Inputs::default();
    inputs.file(tarball)?;
    Ok(Stamp::new(path.to_path_buf(), inputs))
}
