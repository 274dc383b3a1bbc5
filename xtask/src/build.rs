//! `cargo xtask build`: everything that the package is made of, in order.

use crate::toolchain::Toolchain;
use crate::workspace::Workspace;
use crate::{node, package, wasm};
use anyhow::Result;

/// Builds the package into `pkg/`.
pub fn run(workspace: &Workspace) -> Result<()> {
    node::install(workspace, "js-tests")?;
    let toolchain = Toolchain::ensure(workspace)?;
    let core = wasm::build(workspace, &toolchain, &wasm::CORE)?;
    let sandbox = wasm::build(workspace, &toolchain, &wasm::SANDBOX)?;
    package::assemble(workspace, &[("core", core), ("sandbox", sandbox)])
}
