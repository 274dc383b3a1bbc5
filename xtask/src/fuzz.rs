//! `cargo xtask fuzz`: every target of `fuzz/` for a while. What each proves, and what to do with a
//! find, stands with the targets. It takes whatever Rust is active: the flags by which libFuzzer sees
//! which code ran are stable, and its sanitizers look for what safe Rust does not have.

use crate::commands::{answers, capture, run as quietly, show};
use crate::debian;
use crate::toolchain::GET_RUST;
use crate::workspace::{Workspace, files_under};
use anyhow::{Context, Result, bail};
use std::fs;
use std::process::Command;

/// What makes rustc mark the ways through the code, as `cargo fuzz` does.
const FLAGS: [&str; 6] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];
const GET_COMPILER: &str = "libFuzzer is C++: install g++ or clang";
/// Seconds for one input, and MB for all of them.
const LIMITS: [&str; 3] = ["-timeout=10", "-rss_limit_mb=1024", "-verbosity=0"];

/// Builds the targets and runs those that are named, or all, for so many seconds each.
pub fn run(workspace: &Workspace, seconds: u32, only: &[String]) -> Result<()> {
    let targets = targets(workspace)?;
    if let Some(unknown) = only.iter().find(|name| !targets.contains(name)) {
        bail!("there is no fuzz target {unknown}; there are {}", targets.join(", "));
    }
    ensure_compiler()?;
    let host = host()?;
    let built = workspace.path("target/fuzz");
    let mut cargo = Command::new(workspace.cargo());
    cargo.current_dir(workspace.root()).env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}"));
    cargo.args(["build", "--manifest-path", "fuzz/Cargo.toml", "--release", "--locked"]);
    // With a target, the flags are not for build scripts.
    quietly(cargo.args(["--target", &host]).arg("--target-dir").arg(&built), GET_RUST)?;
    for name in targets.iter().filter(|name| only.is_empty() || only.contains(name)) {
        println!("== fuzz {name}: {seconds} s");
        let corpus = built.join("corpus").join(name);
        let artifacts = workspace.path("fuzz/artifacts").join(name);
        for folder in [&corpus, &artifacts] {
            fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
        }
        let mut target = Command::new(built.join(&host).join("release").join(name));
        target.arg(&corpus).args(LIMITS).arg(format!("-max_total_time={seconds}"));
        show(target.arg(format!("-artifact_prefix={}/", artifacts.display())), "")?;
    }
    Ok(())
}

fn targets(workspace: &Workspace) -> Result<Vec<String>> {
    let files = files_under(&workspace.path("fuzz/fuzz_targets"), &[])?;
    Ok(files.iter().filter_map(|file| file.strip_suffix(".rs")).map(str::to_owned).collect())
}

fn ensure_compiler() -> Result<()> {
    let named = std::env::var("CXX").unwrap_or_else(|_| "c++".to_owned());
    if answers(&named, &["--version"]) {
        return Ok(());
    }
    if debian::can_install() {
        return debian::install(&["g++"]);
    }
    bail!("{named} is missing: {GET_COMPILER}")
}

fn host() -> Result<String> {
    let version = capture(Command::new("rustc").arg("-vV"), GET_RUST)?;
    let line = version.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(str::to_owned).context("rustc names no host")
}
