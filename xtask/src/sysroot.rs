//! The standard library for wasm, built once from Debian's own source and kept. Used only where
//! rustup may not download (see `toolchain.rs`). It knows how std is built, not who uses it.

use crate::commands::run;
use crate::remap;
use crate::stamp::Inputs;
use crate::toolchain::TARGET;
use crate::workspace::user_cache;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Changes when the way of building changes, so that an older result is not taken for a newer.
const RECIPE: &str = "2";
const BUILD_STD: &str = "-Zbuild-std=core,alloc,std,panic_abort,test";
const GET_CARGO: &str = "install Debian's cargo-web";
/// An own package that needs nothing, so that std alone is built.
const MANIFEST: &str = r#"[package]
name = "sysroot-seed"
version = "0.0.0"
edition = "2024"
[profile.release]
opt-level = 3
codegen-units = 1
panic = "abort"
[workspace]
"#;

/// What std is built with.
pub struct Builder<'a> {
    /// The folder that rustc calls its sysroot.
    pub root: &'a str,
    /// The compiler's path.
    pub rustc: &'a str,
    /// Its cargo's path.
    pub cargo: &'a str,
    /// The wasm linker's name.
    pub linker: &'a str,
    /// What `rustc -vV` says: another compiler needs another std.
    pub version: &'a str,
}

/// The folder to give to rustc as `--sysroot`; built if it is not there.
pub fn ensure(builder: &Builder) -> Result<PathBuf> {
    let mut key = Inputs::default();
    key.text(builder.version);
    key.text(RECIPE);
    let key: String = key.digest().chars().take(12).collect();
    let cache = user_cache("std")?;
    let sysroot = cache.join(&key);
    if sysroot.join("finished").is_file() {
        return Ok(sysroot);
    }
    eprintln!("building std for {TARGET} once, into {}", sysroot.display());
    // Made aside and moved into place: two builds at once then do no harm, nor one cut short.
    let work = cache.join(format!("{key}.{}", std::process::id()));
    let library = work.join("lib/rustlib").join(TARGET).join("lib");
    fs::create_dir_all(&library).with_context(|| format!("creating {}", library.display()))?;
    let built =
        build(&work.join("work"), builder).and_then(|folder| copy_libraries(&folder, &library));
    if let Err(error) = built {
        fs::remove_dir_all(&work).ok();
        return Err(error.context(format!("building std for {TARGET}")));
    }
    fs::remove_dir_all(work.join("work"))?;
    fs::write(work.join("finished"), builder.version)?;
    if fs::rename(&work, &sysroot).is_err() && !sysroot.join("finished").is_file() {
        bail!("cannot move {} to {}", work.display(), sysroot.display());
    }
    Ok(sysroot)
}

fn build(work: &Path, builder: &Builder) -> Result<PathBuf> {
    fs::create_dir_all(work.join("src"))?;
    fs::write(work.join("Cargo.toml"), MANIFEST)?;
    fs::write(work.join("src/lib.rs"), "")?;
    let mut fetch = cargo(work, builder);
    run(fetch.args(["fetch", "--quiet", "--target", TARGET, BUILD_STD]), GET_CARGO)?;
    let mut flags =
        vec!["-Cembed-bitcode=yes".to_owned(), "-Zforce-unstable-if-unmarked".to_owned()];
    flags.extend(remap::std_flags(builder.root));
    flags.extend(remap::crate_flags()?);
    let mut build = cargo(work, builder);
    build.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    run(build.args(["build", "--release", "--quiet", "--target", TARGET, BUILD_STD]), GET_CARGO)?;
    Ok(work.join("target").join(TARGET).join("release/deps"))
}

fn cargo(work: &Path, builder: &Builder) -> Command {
    let mut command = Command::new(builder.cargo);
    command.current_dir(work);
    command.env_remove("RUSTUP_TOOLCHAIN").env_remove("RUSTFLAGS").env_remove("LD_LIBRARY_PATH");
    command.env("RUSTC", builder.rustc).env("RUSTC_BOOTSTRAP", "1");
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", builder.linker);
    command.env("CARGO_TARGET_DIR", work.join("target"));
    command
}

fn copy_libraries(from: &Path, to: &Path) -> Result<()> {
    let mut copied = 0;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.contains("sysroot_seed") {
            fs::copy(entry.path(), to.join(&name))?;
            copied += 1;
        }
    }
    if copied == 0 {
        bail!("cargo built no library into {}", from.display());
    }
    Ok(())
}
