//! The hosts, beside the installed Node and the browsers, in which the suite runs: which npm packages
//! they come from and how each is started. What the suite is, it leaves to `js-tests`.

use crate::node;
use crate::workspace::Workspace;
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;

/// The hosts that are quickly had.
pub const HOSTS: &str = "js-tests/runtimes";
/// Other majors of Node, which take more room.
const NODES: &str = "js-tests/runtimes/nodes";

/// What runs the suite, or the reason why this machine can't.
pub type Launch = std::result::Result<Command, String>;

/// A host by the name that its step has, and what starts it.
pub type Host = (&'static str, fn(&Workspace) -> Launch);

/// The hosts whose packages `install` brings.
pub const ALL: [Host; 4] = [
    ("workerd", |workspace| script(workspace, "workerd")),
    ("edge-runtime", |workspace| script(workspace, "edge")),
    ("deno", deno),
    ("bun", bun),
];

/// The majors of Node that are supported, apart from the one that is installed.
pub fn other_nodes() -> Result<Vec<u32>> {
    let installed = node::check()?;
    let is_other = |major: &u32| !installed.starts_with(&format!("v{major}."));
    Ok([20, 22, 24].into_iter().filter(is_other).collect())
}

/// Brings the packages of the hosts; the reason why they can't be had, otherwise.
pub fn install(workspace: &Workspace) -> std::result::Result<(), String> {
    installed(workspace, HOSTS)
}

/// Another Node, which runs whatever it is given.
pub fn other_node(workspace: &Workspace, major: u32) -> Launch {
    installed(workspace, NODES)?;
    program(workspace.path(NODES).join(format!("node_modules/node-{major}/bin/node")))
        .map(|program| at_root(workspace, program))
}

/// A Node that is younger than the oldest which we support: some tools ask for one.
pub fn newer_node(workspace: &Workspace) -> Launch {
    let installed = node::check().map_err(|error| error.to_string())?;
    if installed.starts_with("v20.") {
        return other_node(workspace, 22);
    }
    Ok(at_root(workspace, "node".into()))
}

/// Brings the packages of a folder; the reason why they can't be had, otherwise.
pub fn installed(workspace: &Workspace, folder: &str) -> std::result::Result<(), String> {
    node::install(workspace, folder)
        .map_err(|error| format!("the packages of {folder} can't be had: {error:#}"))
}

/// A launcher that Node runs: it starts its host by itself.
fn script(workspace: &Workspace, host: &str) -> Launch {
    let mut node = at_root(workspace, "node".into());
    node.arg(format!("js-tests/run-{host}.js"));
    Ok(node)
}

fn deno(workspace: &Workspace) -> Launch {
    let name = if cfg!(windows) { "deno.exe" } else { "deno" };
    let deno = program(workspace.path(HOSTS).join("node_modules/deno").join(name))?;
    let mut deno = at_root(workspace, deno);
    deno.env("DENO_NO_UPDATE_CHECK", "1");
    deno.args(["run", "--no-prompt", "--allow-read=tests/vectors", "js-tests/run-deno.js"]);
    Ok(deno)
}

fn bun(workspace: &Workspace) -> Launch {
    // It has this name on every system.
    let bun = program(workspace.path(HOSTS).join("node_modules/bun/bin/bun.exe"))?;
    let mut bun = at_root(workspace, bun);
    bun.env("DO_NOT_TRACK", "1").arg("js-tests/run-bun.js");
    Ok(bun)
}

fn program(path: PathBuf) -> std::result::Result<PathBuf, String> {
    if path.is_file() {
        return Ok(path);
    }
    Err(format!("npm has put no program for this system at {}", path.display()))
}

fn at_root(workspace: &Workspace, program: PathBuf) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace.root());
    command
}
