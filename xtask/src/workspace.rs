//! Where things lie in this repository, and which version of it this is. It builds and changes
//! nothing.

use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// The repository's root and the places under it.
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The workspace that this tool belongs to: the parent of its own package.
    pub fn find() -> Result<Workspace> {
        let package = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = package.parent().context("xtask has no parent directory")?.to_path_buf();
        if !root.join("Cargo.lock").is_file() {
            bail!("no Cargo.lock in {}; run this as `cargo xtask` in a clone", root.display());
        }
        Ok(Workspace { root })
    }

    /// A path under the root.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// The root itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where this tool keeps what it makes and can make again. Never inside the wasm build's own
    /// folder, so that `cargo clean` removes both and neither confuses the other.
    pub fn cache(&self, relative: &str) -> PathBuf {
        self.root.join("target/xtask").join(relative)
    }

    /// The npm package as built.
    pub fn package(&self) -> PathBuf {
        self.path("pkg")
    }

    /// The version that Cargo.toml declares for the whole workspace.
    pub fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }

    /// The cargo that started this tool: tests and native builds use it.
    pub fn cargo(&self) -> OsString {
        env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"))
    }

    /// The version that Cargo.lock holds for a crate.
    pub fn locked_version(&self, name: &str) -> Result<String> {
        let path = self.path("Cargo.lock");
        let lock =
            fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        let mut lines = lock.lines();
        let wanted = format!("name = \"{name}\"");
        lines
            .find(|line| *line == wanted)
            .and_then(|_| lines.next())
            .and_then(|line| line.strip_prefix("version = \""))
            .and_then(|rest| rest.strip_suffix('"'))
            .map(str::to_owned)
            .with_context(|| format!("Cargo.lock holds no {name}; run `cargo update --workspace`"))
    }
}

/// A folder of this user's, for what is dear to make and serves every clone.
pub fn user_cache(name: &str) -> Result<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("XDG_CACHE_HOME")
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
        .or_else(|| set("LOCALAPPDATA"))
        .map(|cache| cache.join("amazon-pay-wasm").join(name))
        .context("none of XDG_CACHE_HOME, HOME and LOCALAPPDATA is set: no place for a cache")
}

/// Every file under a directory, sorted, as paths relative to it with `/` between the parts;
/// folders of the names in `without` are not entered. A directory that is not there has no files.
pub fn files_under(directory: &Path, without: &[&str]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut waiting = vec![String::new()];
    while let Some(prefix) = waiting.pop() {
        let folder = directory.join(&prefix);
        if !folder.is_dir() {
            continue;
        }
        for entry in
            fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))?
        {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if without.contains(&name.as_str()) {
                continue;
            }
            let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
            match entry.file_type()?.is_dir() {
                true => waiting.push(path),
                false => found.push(path),
            }
        }
    }
    found.sort();
    Ok(found)
}
