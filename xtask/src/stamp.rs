//! "Has anything changed?": a digest of what a step reads, kept beside what it made. It does not
//! know what the steps are.

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// A digest being gathered from everything that a step depends on.
#[derive(Default)]
pub struct Inputs {
    hash: Sha256,
}

impl Inputs {
    /// Adds a plain fact: a version, an option.
    pub fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// Adds a file by its content; a file that is not there counts as such.
    pub fn file(&mut self, path: &Path) -> Result<()> {
        match path.is_file() {
            true => {
                let content =
                    fs::read(path).with_context(|| format!("reading {}", path.display()))?;
                self.bytes(&content);
            }
            false => self.bytes(b"absent"),
        }
        Ok(())
    }

    /// Adds bytes, with their length, so that two neighbours cannot be confused.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.hash.update((bytes.len() as u64).to_le_bytes());
        self.hash.update(bytes);
    }

    /// The digest as hexadecimal text.
    pub fn digest(self) -> String {
        self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A file that says from which inputs a step's results were made.
pub struct Stamp {
    path: PathBuf,
    digest: String,
}

impl Stamp {
    /// A stamp at this path for these inputs.
    pub fn new(path: PathBuf, inputs: Inputs) -> Stamp {
        Stamp { path, digest: inputs.digest() }
    }

    /// True when the step was finished from the same inputs and all its results are still there.
    pub fn is_current(&self, results: &[&Path]) -> bool {
        results.iter().all(|path| path.exists())
            && fs::read_to_string(&self.path).is_ok_and(|kept| kept == self.digest)
    }

    /// To be said before the step begins, so that a step cut short is done again.
    pub fn withdraw(&self) -> Result<()> {
        if self.path.exists() {
            fs::remove_file(&self.path)
                .with_context(|| format!("removing {}", self.path.display()))?;
        }
        Ok(())
    }

    /// To be said when the step is finished.
    pub fn put(&self) -> Result<()> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
        }
        fs::write(&self.path, &self.digest)
            .with_context(|| format!("writing {}", self.path.display()))
    }
}
