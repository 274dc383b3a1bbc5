//! `cargo xtask build`: everything that the package is made of, in order.

use crate::toolchain::Toolchain;
use crate::workspace::Workspace;
use crate::{node, package, wasm};
use anyhow::Result;

/// Where tests find the package whose core can be made to panic.
const TRAP_TWIN: &str = "js-tests/node_modules/amazon-pay-wasm-trap";

/// Builds the package into `pkg/`.
pub fn run(workspace: &Workspace) -> Result<()> {
    node::install(workspace, "js-tests")?;
    let toolchain = Toolchain::ensure(workspace)?;
    let core = wasm::build(workspace, &toolchain, &wasm::CORE)?;
    let sandbox = wasm::build(workspace, &toolchain, &wasm::SANDBOX)?;
    package::assemble(workspace, &workspace.package(), &[core, sandbox])
}

/// Builds the package once more, with a core that has an export that panics, so that tests can
/// watch the package survive it. Never packed.
pub fn trap_twin(workspace: &Workspace) -> Result<()> {
    let toolchain = Toolchain::ensure(workspace)?;
    let core = wasm::build(workspace, &toolchain, &wasm::TRAP)?;
    let sandbox = wasm::build(workspace, &toolchain, &wasm::SANDBOX)?;
    package::assemble(workspace, &workspace.path(TRAP_TWIN), &[core, sandbox])
}
