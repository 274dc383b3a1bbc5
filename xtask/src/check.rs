//! `cargo xtask check`: what CI asks beside the tests, and what a commit should have passed:
//! formatting, lints, generated files, sizes, and the package's manifest.

use crate::commands::show;
use crate::steps::{Outcome, Steps};
use crate::toolchain::{GET_RUST, Toolchain};
use crate::workspace::Workspace;
use crate::{generated, install, node, pack, size, wasm};
use anyhow::{Result, bail};
use std::process::Command;

/// Runs the checks; with `only`, those whose names hold one of the words.
pub fn run(workspace: &Workspace, only: Vec<String>) -> Result<()> {
    let mut steps = Steps::begin(only);
    steps.step("format", || cargo(workspace, &["fmt", "--all", "--check"]))?;
    steps.step("generated files", || {
        let stale = generated::stale(workspace)?;
        let paths: Vec<_> = stale.iter().map(|(path, _)| *path).collect();
        if !paths.is_empty() {
            bail!("not as the table says: {}; run `cargo xtask types`", paths.join(", "));
        }
        Ok(Outcome::Done)
    })?;
    steps.step("lints", || {
        cargo(workspace, &["clippy", "--workspace", "--all-targets", "--", "-Dwarnings"])
    })?;
    steps.step("lints with the sandbox", || {
        let package = ["clippy", "--package", install::NAME, "--features", "sandbox"];
        cargo(workspace, &[&package[..], &["--all-targets", "--", "-Dwarnings"]].concat())
    })?;
    steps.step("lints for wasm", || lints_for_wasm(workspace))?;
    steps.step("sizes", || size::run_command(workspace).map(|()| Outcome::Done))?;
    steps.step("checked javascript", || {
        pack::tarball(workspace)?;
        for project in ["js-tests/template", "examples/browser"] {
            let mut tsc = node::tool(workspace, "typescript", "tsc")?;
            show(tsc.args(["--project", project]), node::GET)?;
        }
        Ok(Outcome::Done)
    })?;
    steps.step("manifest", || {
        let mut node = Command::new("node");
        node.env("AMAZON_PAY_WASM_TARBALL", pack::tarball(workspace)?);
        node.current_dir(workspace.root());
        show(node.args(["--test", "js-tests/packaging/manifest.test.js"]), node::GET)?;
        Ok(Outcome::Done)
    })?;
    steps.end()
}

fn cargo(workspace: &Workspace, arguments: &[&str]) -> Result<Outcome> {
    let mut cargo = Command::new(workspace.cargo());
    show(cargo.current_dir(workspace.root()).args(arguments), GET_RUST)?;
    Ok(Outcome::Done)
}

/// The boundary is compiled for wasm only, so only here are its lints seen.
fn lints_for_wasm(workspace: &Workspace) -> Result<Outcome> {
    let toolchain = Toolchain::ensure(workspace)?;
    if let Err(reason) = toolchain.ensure_clippy() {
        return Ok(Outcome::Missing(reason.to_string()));
    }
    for features in ["", "sandbox", "sandbox,trap"] {
        let mut cargo = toolchain.cargo(workspace, &wasm::flags(workspace, &toolchain)?);
        cargo.args(["clippy", "--lib", "--package", install::NAME, "--features", features]);
        cargo.args(["--target", crate::toolchain::TARGET, "--target-dir", "target/wasm/lints"]);
        show(cargo.args(["--", "-Dwarnings"]), GET_RUST)?;
    }
    Ok(Outcome::Done)
}
