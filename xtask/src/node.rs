//! Node and the npm packages that the commands use: is Node new enough, are the packages those of
//! the lock file. It does not know what they are used for.

use crate::commands::{capture, run};
use crate::stamp::{Inputs, Stamp};
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The oldest Node that everything here runs on.
const OLDEST: (u32, u32) = (20, 19);
/// How to get Node.
pub const GET: &str = "install Node 20.19 or newer (https://nodejs.org, or `nvm install 20`)";

/// Stops when there is no Node or it is too old.
pub fn check() -> Result<String> {
    let version = capture(Command::new("node").arg("--version"), GET)?;
    let mut numbers = version.trim_start_matches('v').split('.').map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) if (major, minor) >= OLDEST => Ok(version),
        _ => bail!("node {version} is too old: {GET}"),
    }
}

/// Brings a folder's `node_modules` to what its lock file says; does nothing when they are so.
pub fn install(workspace: &Workspace, folder: &str) -> Result<()> {
    let version = check()?;
    let directory = workspace.path(folder);
    let mut inputs = Inputs::default();
    inputs.text(&version);
    inputs.file(&directory.join("package.json"))?;
    inputs.file(&directory.join("package-lock.json"))?;
    let modules = directory.join("node_modules");
    let stamp = Stamp::new(modules.join(".xtask-stamp"), inputs);
    if stamp.is_current(&[&modules]) {
        return Ok(());
    }
    eprintln!("npm ci in {folder}/");
    let mut command = npm(&directory);
    command.args(["ci", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"]);
    run(&mut command, GET)?;
    stamp.put()
}

/// npm, to be run in a folder.
pub fn npm(directory: &Path) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(directory).env("NPM_CONFIG_UPDATE_NOTIFIER", "false");
    command
}

/// One of the tools in `js-tests`, ready for its arguments, to be run in the root. The tool is
/// found through its package.json and run by Node: no shell, the same on every system.
pub fn tool(workspace: &Workspace, package: &str, name: &str) -> Result<Command> {
    let directory = workspace.path("js-tests/node_modules").join(package);
    let manifest = directory.join("package.json");
    let text = fs::read_to_string(&manifest)
        .with_context(|| format!("{package} is not installed; run `npm ci` in js-tests"))?;
    let manifest: serde_json::Value = serde_json::from_str(&text)?;
    let bin = manifest.get("bin");
    let script = bin.and_then(|bin| bin.get(name).or(Some(bin))).and_then(|path| path.as_str());
    let script = script.with_context(|| format!("{package} has no command {name}"))?;
    let mut command = Command::new("node");
    command.arg(directory.join(script)).current_dir(workspace.root());
    Ok(command)
}
