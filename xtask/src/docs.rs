//! `cargo xtask docs`: the documentation site. TypeDoc makes the API reference of the package's types,
//! VitePress the pages, and `docs/check.js` follows every link. The programs on the pages are not its
//! business: `js-tests/docs` runs them.

use crate::commands::{run, show};
use crate::workspace::Workspace;
use crate::{build, node};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

const FOLDER: &str = "docs";
/// Where the site is put, as `docs/.vitepress/config.js` says too.
const SITE: &str = "target/docs/site";
/// Tells the site where it will stand.
const BASE: &str = "AMAZON_PAY_WASM_DOCS_BASE";

/// Builds the package and the site; the last line on standard output is the site's folder. Asked to
/// serve, it then shows the site on this machine until Ctrl-C.
pub fn run_command(workspace: &Workspace, base: &str, serve: bool) -> Result<()> {
    build::run(workspace)?;
    let site = site(workspace, base)?;
    println!("{}", site.display());
    if serve {
        let mut preview = tool(workspace, "vitepress", "bin/vitepress.js");
        show(preview.arg("preview").env(BASE, base), node::GET)?;
    }
    Ok(())
}

/// The same for a package that is built.
pub fn site(workspace: &Workspace, base: &str) -> Result<PathBuf> {
    node::install(workspace, FOLDER)?;
    let site = workspace.path(SITE);
    if site.exists() {
        std::fs::remove_dir_all(&site).with_context(|| format!("removing {}", site.display()))?;
    }
    run(&mut tool(workspace, "typedoc", "bin/typedoc"), node::GET)?;
    let mut vitepress = tool(workspace, "vitepress", "bin/vitepress.js");
    run(vitepress.arg("build").env(BASE, base), node::GET)?;
    let mut check = Command::new("node");
    check.current_dir(workspace.root()).env(BASE, base);
    run(check.arg("docs/check.js").arg(&site), node::GET)?;
    Ok(site)
}

/// A tool of the documentation's own modules, run by Node in its folder.
fn tool(workspace: &Workspace, package: &str, script: &str) -> Command {
    let folder = workspace.path(FOLDER);
    let mut node = Command::new("node");
    node.arg(folder.join("node_modules").join(package).join(script)).current_dir(folder);
    node
}
