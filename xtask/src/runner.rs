//! `wasm-bindgen-test-runner`, which cargo calls to run wasm tests. It must be of the crate's own
//! version of wasm-bindgen and takes minutes to build, so it is built once per version, kept, and
//! built in the background while other tests run.

use crate::commands::{answers, quiet};
use crate::workspace::{Workspace, user_cache};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

const NAME: &str = "wasm-bindgen-test-runner";

/// The runner, perhaps still being built.
pub struct Runner {
    program: PathBuf,
    build: Option<Build>,
}

struct Build {
    child: Child,
    log: PathBuf,
    made: PathBuf,
    kept: PathBuf,
    command: String,
}

impl Runner {
    /// Finds the runner, or starts to build it.
    pub fn start(workspace: &Workspace) -> Result<Runner> {
        let version = workspace.locked_version("wasm-bindgen")?;
        let said = quiet(Command::new(NAME).arg("--version")).unwrap_or_default();
        if said.split_whitespace().any(|word| word == version) {
            return Ok(Runner { program: NAME.into(), build: None });
        }
        let kept = user_cache("wasm-bindgen-cli")?.join(&version);
        let program = kept.join("bin").join(NAME).with_extension(std::env::consts::EXE_EXTENSION);
        if program.is_file() {
            return Ok(Runner { program, build: None });
        }
        eprintln!("building {NAME} {version} once, in the background");
        let made = kept.with_extension(format!("new-{}", std::process::id()));
        fs::create_dir_all(&made).with_context(|| format!("creating {}", made.display()))?;
        let log = made.join("log");
        let output = fs::File::create(&log)?;
        // Not `--locked`: the lock file that is published with it asks for crates that not every
        // registry still has or has yet.
        let mut cargo = Command::new(workspace.cargo());
        cargo.args(["install", "wasm-bindgen-cli", "--version", &version, "--bin", NAME]);
        cargo.arg("--root").arg(&made).arg("--target-dir").arg(made.join("target"));
        cargo.current_dir(&made).env_remove("CARGO_TARGET_DIR").stdin(Stdio::null());
        cargo.stdout(output.try_clone()?).stderr(output);
        let child = cargo.spawn().context("starting cargo install")?;
        let command = format!("cargo install wasm-bindgen-cli --version {version}");
        Ok(Runner { program, build: Some(Build { child, log, made, kept, command }) })
    }

    /// The runner's path, once it is built.
    pub fn wait(&mut self) -> Result<PathBuf> {
        if let Some(mut build) = self.build.take() {
            let status = build.child.wait()?;
            if !status.success() {
                let log = fs::read_to_string(&build.log).unwrap_or_default();
                fs::remove_dir_all(&build.made).ok();
                bail!("`{}` failed ({status}):\n{log}", build.command);
            }
            build.keep();
        }
        if !answers(&self.program.to_string_lossy(), &["--version"]) {
            bail!("{} does not run; remove it and try again", self.program.display());
        }
        Ok(self.program.clone())
    }
}

impl Build {
    /// Moves what was made to its place; another may have done the same at the same time.
    fn keep(&self) {
        fs::remove_dir_all(self.made.join("target")).ok();
        if fs::rename(&self.made, &self.kept).is_err() {
            fs::remove_dir_all(&self.made).ok();
        }
    }
}

impl Drop for Runner {
    /// A test run that stops early takes the build it started with it, unless that is finished.
    fn drop(&mut self) {
        let Some(build) = &mut self.build else { return };
        if matches!(build.child.try_wait(), Ok(Some(status)) if status.success()) {
            return build.keep();
        }
        build.child.kill().ok();
        build.child.wait().ok();
        fs::remove_dir_all(&build.made).ok();
    }
}
