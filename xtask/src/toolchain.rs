//! Which Rust compiles to WebAssembly here. It finds one or gets one, in a fixed order, and never
//! does what the machine's owner forbade; what is compiled, and how, it leaves to its callers.

use crate::commands::{answers, capture, quiet, run};
use crate::sysroot::{self, Builder};
use crate::workspace::Workspace;
use crate::{debian, remap};
use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The only target that the package is built for.
pub const TARGET: &str = "wasm32-unknown-unknown";
/// How to get Rust.
pub const GET_RUST: &str = "install Rust (https://rustup.rs)";
/// Debian's Rust for the web: these, and the linker of the LLVM that its rustc was built with.
const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];
const DEBIAN_ROOT: &str = "/usr";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";

/// A cargo that can compile for [`TARGET`], with all that it needs to be told.
pub struct Toolchain {
    cargo: OsString,
    environment: Vec<(&'static str, OsString)>,
    flags: Vec<String>,
}

impl Toolchain {
    /// Finds or gets a toolchain:
    ///
    /// 1. the active one, when it has the target already;
    /// 2. by `rustup target add`, unless `RUSTUP_AUTO_INSTALL=0` says that rustup may not download;
    /// 3. Debian's packages, when they are there or we may install them, with std built once from
    ///    their source.
    pub fn ensure(workspace: &Workspace) -> Result<Toolchain> {
        if active_has_target() {
            return Toolchain::active(workspace);
        }
        if may_download() {
            eprintln!("rustup target add {TARGET}");
            let added = run(Command::new("rustup").args(["target", "add", TARGET]), "");
            if added.is_ok() && active_has_target() {
                return Toolchain::active(workspace);
            }
        }
        if debian::can_install() || debian::are_installed(&DEBIAN_PACKAGES) {
            return Toolchain::of_debian();
        }
        bail!(
            "the Rust target {TARGET} is missing; get it by one of these:\n  \
             with rustup:        rustup target add {TARGET}\n  \
             on Debian, as root: {} lld (of rustc's LLVM version), then run this again\n  \
             other distributions: install the package that holds std for {TARGET}, such as \
             `dnf install rust-std-static-{TARGET}` or `pacman -S rust-wasm`",
            debian::command_line(&DEBIAN_PACKAGES)
        )
    }

    /// A cargo command in the workspace's root, set up for the target; the flags come on top of
    /// those that the toolchain needs. The caller still names the target and the target folder.
    pub fn cargo(&self, workspace: &Workspace, flags: &[String]) -> Command {
        let mut command = Command::new(&self.cargo);
        command.current_dir(workspace.root());
        if self.cargo == DEBIAN_CARGO {
            // rustup's choice of toolchain, and the library path it set for us, are not Debian's.
            command.env_remove("RUSTUP_TOOLCHAIN").env_remove("LD_LIBRARY_PATH");
            // Nor is the `cargo-clippy` that rustup puts on the path.
            let rest = env::var("PATH").unwrap_or_default();
            command.env("PATH", format!("{DEBIAN_ROOT}/bin:{rest}"));
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        let all: Vec<&str> = self.flags.iter().chain(flags).map(String::as_str).collect();
        command.env("CARGO_ENCODED_RUSTFLAGS", all.join("\u{1f}"));
        command
    }

    /// Makes sure that this cargo has `clippy`.
    pub fn ensure_clippy(&self) -> Result<()> {
        if self.cargo == DEBIAN_CARGO {
            return debian::install(&["rust-web-clippy"]);
        }
        if answers("cargo-clippy", &["--version"]) {
            return Ok(());
        }
        bail!("cargo clippy is missing; run `rustup component add clippy`")
    }

    fn active(workspace: &Workspace) -> Result<Toolchain> {
        let version = capture(Command::new("rustc").arg("-vV"), GET_RUST)?;
        let mut environment = Vec::new();
        if let Some(linker) = linker_if_none_is_bundled(&version) {
            environment.push(("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.into()));
        }
        let root = capture(Command::new("rustc").args(["--print", "sysroot"]), GET_RUST)?;
        let flags = remap::std_flags(&root);
        Ok(Toolchain { cargo: workspace.cargo(), environment, flags })
    }

    fn of_debian() -> Result<Toolchain> {
        debian::install(&DEBIAN_PACKAGES)?;
        let version = capture(Command::new(DEBIAN_RUSTC).arg("-vV"), "install Debian's rustc-web")?;
        let llvm = llvm_version(&version).context("Debian's rustc names no LLVM version")?;
        debian::install(&[&format!("lld-{llvm}")])?;
        let linker = format!("wasm-ld-{llvm}");
        let sysroot = sysroot::ensure(&Builder {
            root: DEBIAN_ROOT,
            rustc: DEBIAN_RUSTC,
            cargo: DEBIAN_CARGO,
            linker: &linker,
            version: &version,
        })?;
        let mut flags = vec![format!("--sysroot={}", sysroot.display())];
        flags.extend(remap::std_flags(DEBIAN_ROOT));
        Ok(Toolchain {
            cargo: DEBIAN_CARGO.into(),
            environment: vec![
                ("RUSTC", DEBIAN_RUSTC.into()),
                ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.into()),
            ],
            flags,
        })
    }
}

fn may_download() -> bool {
    env::var_os("RUSTUP_AUTO_INSTALL").is_none_or(|value| value != "0")
        && answers("rustup", &["--version"])
}

fn active_has_target() -> bool {
    let mut rustc = Command::new("rustc");
    let folder = quiet(rustc.args(["--print", "target-libdir", "--target", TARGET]));
    let entries = folder.and_then(|folder| fs::read_dir(folder).ok());
    entries.into_iter().flatten().flatten().any(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        name.starts_with("libstd-") && name.ends_with(".rlib")
    })
}

/// rustup brings its own linker; a distribution's Rust may need the one beside its LLVM.
fn linker_if_none_is_bundled(version: &str) -> Option<String> {
    let mut rustc = Command::new("rustc");
    let bundled = quiet(rustc.args(["--print", "target-libdir"]))
        .and_then(|folder| Some(Path::new(&folder).parent()?.join("bin/rust-lld")))
        .is_some_and(|path| path.exists() || path.with_extension("exe").exists());
    if bundled || answers("rust-lld", &["-flavor", "wasm", "--version"]) {
        return None;
    }
    let versioned = llvm_version(version).map(|llvm| format!("wasm-ld-{llvm}"));
    let candidates = versioned.into_iter().chain(["wasm-ld".to_owned()]);
    candidates.into_iter().find(|name| answers(name, &["--version"]))
}

fn llvm_version(version: &str) -> Option<&str> {
    version.lines().find_map(|line| line.strip_prefix("LLVM version: "))?.split('.').next()
}
