//! Keeps the building machine's paths out of what we publish: rustc writes the path of a source
//! file wherever a panic could name it. It knows the folders that sources lie in, and no more.

use anyhow::{Context, Result};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The flag that shows everything under a folder as if it were under `name`.
pub fn flag(folder: &Path, name: &str) -> String {
    format!("--remap-path-prefix={}={name}", folder.display())
}

/// Flags for the sources of crates. They must have been fetched already: each lies in a folder
/// named after its registry, which differs from machine to machine, so each is mapped by itself.
pub fn crate_flags() -> Result<Vec<String>> {
    let sources = cargo_home()?.join("registry/src");
    let mut folders: Vec<PathBuf> = match fs::read_dir(&sources) {
        Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
        Err(_) => Vec::new(),
    };
    folders.sort();
    Ok(folders.iter().map(|folder| flag(folder, "crates")).collect())
}

/// Flags for the sources of std that belong to the toolchain with this root.
pub fn std_flags(sysroot: &str) -> Vec<String> {
    let sources = Path::new(sysroot).join("lib/rustlib/src/rust");
    let real = sources.canonicalize().ok();
    std::iter::once(sources).chain(real).map(|folder| flag(&folder, "rust")).collect()
}

fn cargo_home() -> Result<PathBuf> {
    let home = || env::var_os(if cfg!(windows) { "USERPROFILE" } else { "HOME" });
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| home().map(|home| Path::new(&home).join(".cargo")))
        .context("neither CARGO_HOME nor HOME is set")
}
