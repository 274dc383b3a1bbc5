//! The list of files that are made from the table. Some are committed, so that a reader and an
//! editor see them; the others are only in the package. How each is made is in its own file.

use crate::workspace::Workspace;
use crate::{operations_data, table, types};
use anyhow::{Context, Result};
use std::fs;

/// A file's path and the function that says what is in it.
pub type Generated = (&'static str, fn() -> String);

/// Committed files, by their path in the repository. `cargo xtask types` writes them and
/// `cargo xtask check` fails when one is not as the table says.
pub const COMMITTED: &[Generated] = &[("pkg-template/types/operations.d.ts", types::declarations)];

/// Files that are only in the package, by their path in it.
pub const PACKAGED: &[Generated] = &[
    ("table.js", table::javascript),
    ("operations.js", operations_data::javascript),
    ("types/table.d.ts", operations_data::declarations),
];

/// `cargo xtask types`: writes the committed files that are not as the table says, and names them.
pub fn run(workspace: &Workspace) -> Result<()> {
    let stale = stale(workspace);
    for (path, content) in COMMITTED.iter().filter(|(path, _)| stale.contains(path)) {
        fs::write(workspace.path(path), content()).with_context(|| format!("writing {path}"))?;
        println!("{path} written");
    }
    if stale.is_empty() {
        println!("all generated files are current");
    }
    Ok(())
}

/// Those of the committed files that are not as the table says.
pub fn stale(workspace: &Workspace) -> Vec<&'static str> {
    let is_stale = |(path, content): &&Generated| {
        fs::read_to_string(workspace.path(path)).ok().is_none_or(|found| found != content())
    };
    COMMITTED.iter().filter(is_stale).map(|(path, _)| *path).collect()
}
