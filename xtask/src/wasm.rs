//! From the crate to optimized wasm and its JavaScript glue: compile, bind, optimize. Where the
//! package wants them is `package.rs`'s business.

use crate::commands::run;
use crate::stamp::{Inputs, Stamp};
use crate::toolchain::{GET_RUST, TARGET, Toolchain};
use crate::workspace::Workspace;
use crate::{glue, node, panics, remap};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use walrus::ModuleConfig;
use wasm_bindgen_cli_support::Bindgen;

/// Whether the wasm may use 128-bit SIMD: every engine that we support has had it since 2021.
const SIMD: bool = true;
/// No feature flags: wasm-opt reads what rustc wrote into `target_features` (binaryen 132 with
/// `-all` writes modules that Node refuses), and that section is stripped in this one, last pass.
const OPTIMIZE: [&str; 4] =
    ["-O3", "--strip-debug", "--strip-producers", "--strip-target-features"];

/// One wasm file of the package.
pub struct Part {
    /// The stem of its files: `core` gives `core.wasm` and `core_bg.js`.
    pub name: &'static str,
    /// Where it is made, under our folder of results.
    folder: &'static str,
    /// The cargo features that make it.
    features: &'static [&'static str],
    /// What cargo is told beside Cargo.toml's profile.
    config: &'static [&'static str],
    /// Whether its own code formats texts by Rust's library.
    formats: bool,
}

/// The client.
pub const CORE: Part =
    Part { name: "core", folder: "core", features: &[], config: &[], formats: false };
/// The emulator of the service, apart because only those who use it should load it.
pub const SANDBOX: Part = Part {
    name: "sandbox",
    folder: "sandbox",
    features: &["sandbox"],
    // It is five times the client's code, and its users wait for tests, not for money.
    config: &["profile.release.package.amazon-pay-wasm.opt-level=\"z\""],
    formats: true,
};
/// The client with an export that panics, for tests only; it takes the client's place.
pub const TRAP: Part =
    Part { name: "core", folder: "trap", features: &["trap"], config: &[], formats: false };

/// A part when it is built.
#[derive(Clone)]
pub struct Module {
    /// The stem of the files.
    pub name: &'static str,
    /// The optimized wasm.
    pub wasm: PathBuf,
    /// The glue that goes with it (wasm-bindgen's `bundler` kind: imports nothing by itself).
    pub glue: PathBuf,
}

/// Builds a part, or finds that it is built.
pub fn build(workspace: &Workspace, toolchain: &Toolchain, part: &Part) -> Result<Module> {
    let raw = compile(workspace, toolchain, part)?;
    let folder = workspace.cache("wasm").join(part.folder);
    let module = Module {
        name: part.name,
        wasm: folder.join(format!("{}.wasm", part.name)),
        glue: folder.join(format!("{}_bg.js", part.name)),
    };
    let mut inputs = Inputs::default();
    inputs.file(&raw)?;
    inputs.text(&binder_version(workspace)?);
    inputs.file(&workspace.path("js-tests/node_modules/binaryen/package.json"))?;
    inputs.text(&OPTIMIZE.join(" "));
    inputs.text(glue::VERSION);
    inputs.text(panics::VERSION);
    let stamp = Stamp::new(folder.join("stamp"), inputs);
    if stamp.is_current(&[&module.wasm, &module.glue]) {
        return Ok(module);
    }
    stamp.withdraw()?;
    let bound = bind(&raw, &folder, part)?;
    let glue = fs::read_to_string(&module.glue)
        .with_context(|| format!("reading {}", module.glue.display()))?;
    let glue = glue::replaceable(&glue)?;
    optimize(workspace, &bound, &module.wasm, part)?;
    fs::write(&module.glue, glue).with_context(|| format!("writing {}", module.glue.display()))?;
    stamp.put()?;
    Ok(module)
}

fn compile(workspace: &Workspace, toolchain: &Toolchain, part: &Part) -> Result<PathBuf> {
    eprintln!("{}:", part.folder);
    // Each its own folder: cargo gives the wasm of all parts the same name, and would take turns.
    let target_folder = workspace.path("target/wasm").join(part.folder);
    let mut cargo = toolchain.cargo(workspace, &flags(workspace, toolchain)?);
    cargo.args(["build", "--release", "--lib", "--package", "amazon-pay-wasm"]);
    cargo.args(["--locked", "--target", TARGET]).arg("--target-dir").arg(&target_folder);
    if !part.features.is_empty() {
        cargo.arg("--features").arg(part.features.join(","));
    }
    for config in part.config {
        cargo.args(["--config", config]);
    }
    run(&mut cargo, GET_RUST)?;
    Ok(target_folder.join(TARGET).join("release/amazon_pay_wasm.wasm"))
}

/// No path of the building machine may be in what we publish: not the clone's, not cargo's.
pub fn flags(workspace: &Workspace, toolchain: &Toolchain) -> Result<Vec<String>> {
    let fetch = &mut toolchain.cargo(workspace, &[]);
    run(fetch.args(["fetch", "--quiet", "--locked", "--target", TARGET]), GET_RUST)?;
    let mut flags = vec![remap::flag(workspace.root(), ".")];
    flags.extend(remap::crate_flags()?);
    if SIMD {
        flags.push("-Ctarget-feature=+simd128".to_owned());
    }
    Ok(flags)
}

fn bind(raw: &Path, folder: &Path, part: &Part) -> Result<PathBuf> {
    let parsed = ModuleConfig::new().generate_name_section(false).parse_file(raw);
    let mut module = parsed.with_context(|| format!("reading {}", raw.display()))?;
    if panics::silence(&mut module, part.formats) == 0 {
        bail!("{} names no function that panics; was it stripped?", raw.display());
    }
    let mut bindgen = Bindgen::new();
    bindgen.input_module(part.name, module).bundler(true)?.out_name(part.name);
    bindgen.typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.generate(folder).with_context(|| format!("wasm-bindgen on {}", raw.display()))?;
    Ok(folder.join(format!("{}_bg.wasm", part.name)))
}

fn optimize(workspace: &Workspace, from: &Path, to: &Path, part: &Part) -> Result<()> {
    eprintln!("   Optimizing {}", part.folder);
    let mut command = node::tool(workspace, "binaryen", "wasm-opt")?;
    run(command.args(OPTIMIZE).arg(from).arg("-o").arg(to), node::GET)
}

/// The version of wasm-bindgen in the crate; the binder must be of the very same one.
fn binder_version(workspace: &Workspace) -> Result<String> {
    let crate_version = workspace.locked_version("wasm-bindgen")?;
    let binder = workspace.locked_version("wasm-bindgen-cli-support")?;
    if crate_version != binder {
        bail!(
            "Cargo.lock has wasm-bindgen {crate_version} but wasm-bindgen-cli-support {binder}; \
             give both the same version in Cargo.toml and xtask/Cargo.toml"
        );
    }
    Ok(binder)
}
