//! `cargo xtask size`: what a user downloads, raw and compressed, against the budgets, and that
//! nothing is in the wasm that has no business there. The budgets are the project's promise: to
//! raise one is a decision, never a repair.

use crate::commands::{capture, run};
use crate::forbidden;
use crate::workspace::Workspace;
use crate::{build, node};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One thing that is measured. Sizes are in bytes, 1 KB is 1000 of them.
struct Row {
    name: &'static str,
    size: Size,
    budget: Budget,
}

/// How large something is.
#[derive(Clone, Copy, Default)]
struct Size {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// The most that something may be.
enum Budget {
    Raw(u64),
    Gzip(u64),
    None,
}

const CLIENT_GZIP: u64 = 75_000;
const CORE_RAW: u64 = 160_000;
const SANDBOX_RAW: u64 = 500_000;
const SCRATCHPAD_GZIP: u64 = 150_000;
const INSTALLED_RAW: u64 = 4_000_000;

/// Sizes of the files named by the arguments, one a line. Node's zlib is the one that everybody
/// means by `gzip -9`.
const MEASURE: &str = "const { gzipSync, brotliCompressSync } = require('node:zlib');
for (const path of process.argv.slice(1)) {
  const bytes = require('node:fs').readFileSync(path);
  const gzip = gzipSync(bytes, { level: 9 }).length;
  console.log(bytes.length, gzip, brotliCompressSync(bytes).length);
}";

/// Builds, measures, prints, and fails when a budget is exceeded.
pub fn run_command(workspace: &Workspace) -> Result<()> {
    build::run(workspace)?;
    check(workspace)
}

/// The same for a package that is built.
pub fn check(workspace: &Workspace) -> Result<()> {
    let package = workspace.package();
    let script = bundle(workspace, "entries/slim.js")?;
    let (core, sandbox) = (package.join("core.wasm"), package.join("sandbox.wasm"));
    let inlined = bundle(workspace, "entries/inline.js")?;
    let page = bundle(workspace, "scratchpad/main.js")?;
    let [html, style] =
        ["index.html", "scratchpad.css"].map(|name| package.join("scratchpad").join(name));
    let measured = measure(&[&script, &core, &sandbox, &inlined, &page, &html, &style])?;
    let [script, core_size, sandbox_size, inlined, page, html, style] = measured[..] else {
        bail!("measured {} files instead of seven", measured.len());
    };
    let installed = Size { raw: installed(workspace)?, ..Size::default() };
    let rows = [
        Row { name: "client, JavaScript (slim)", size: script, budget: Budget::None },
        Row { name: "client, wasm", size: core_size, budget: Budget::Raw(CORE_RAW) },
        Row {
            name: "client, both",
            size: script.and(core_size),
            budget: Budget::Gzip(CLIENT_GZIP),
        },
        Row { name: "client, wasm inlined", size: inlined, budget: Budget::None },
        Row { name: "sandbox, wasm", size: sandbox_size, budget: Budget::Raw(SANDBOX_RAW) },
        Row {
            name: "scratchpad without wasm",
            size: page.and(html).and(style),
            budget: Budget::Gzip(SCRATCHPAD_GZIP),
        },
        Row { name: "installed package", size: installed, budget: Budget::Raw(INSTALLED_RAW) },
    ];
    print!("{}", table(&rows));
    let mut faults: Vec<String> = rows.iter().filter_map(Row::fault).collect();
    faults.extend(dependencies(&package)?);
    for wasm in [&core, &sandbox] {
        let bytes = fs::read(wasm).with_context(|| format!("reading {}", wasm.display()))?;
        let name = wasm.file_name().unwrap_or_default().to_string_lossy();
        faults.extend(forbidden::found_in(&bytes).iter().map(|fault| format!("{name}: {fault}")));
    }
    if faults.is_empty() {
        return Ok(());
    }
    bail!("{}", faults.join("\n"))
}

/// What a browser would load: one minified file, without the wasm unless it is inlined.
fn bundle(workspace: &Workspace, entry: &str) -> Result<PathBuf> {
    let source = workspace.package().join(entry);
    let name = Path::new(entry).file_name().unwrap_or_default();
    let result = workspace.cache("size").join(name);
    let mut esbuild = node::tool(workspace, "esbuild", "esbuild")?;
    esbuild.arg(source).arg(format!("--outfile={}", result.display()));
    esbuild.args(["--bundle", "--minify", "--format=esm", "--platform=browser"]);
    esbuild.args(["--target=es2022", "--log-level=warning", "--charset=utf8"]);
    run(&mut esbuild, node::GET)?;
    Ok(result)
}

fn measure(paths: &[&Path]) -> Result<Vec<Size>> {
    let mut node = Command::new("node");
    let printed = capture(node.arg("-e").arg(MEASURE).args(paths), node::GET)?;
    let size = |line: &str| {
        let mut numbers = line.split(' ').filter_map(|number| number.parse().ok());
        Some(Size { raw: numbers.next()?, gzip: numbers.next()?, brotli: numbers.next()? })
    };
    printed.lines().map(|line| size(line).context("sizes were not understood")).collect()
}

/// What npm would unpack on the disk of a user.
fn installed(workspace: &Workspace) -> Result<u64> {
    let mut npm = node::npm(&workspace.package());
    npm.args(["pack", "--dry-run", "--json", "--ignore-scripts", "--loglevel=error"]);
    let printed: serde_json::Value = serde_json::from_str(&capture(&mut npm, node::GET)?)?;
    // npm has answered with a list of packages and with an object of them by name.
    let size = printed
        .get(0)
        .or_else(|| printed.as_object()?.values().next())
        .and_then(|package| package.get("unpackedSize")?.as_u64());
    size.context("npm pack names no unpackedSize")
}

/// The package needs nothing at run time; that is a promise too.
fn dependencies(package: &Path) -> Result<Vec<String>> {
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(package.join("package.json"))?)?;
    let kinds = ["dependencies", "optionalDependencies", "peerDependencies"];
    let given = kinds.into_iter().filter(|kind| manifest.get(kind).is_some());
    Ok(given.map(|kind| format!("package.json has {kind}; the budget is none")).collect())
}

fn table(rows: &[Row]) -> String {
    let heading = ["", "raw", "gzip -9", "brotli 11"];
    let mut text = format!(
        "{:28}{:>12}{:>12}{:>12}   budget\n",
        heading[0], heading[1], heading[2], heading[3]
    );
    for Row { name, size, budget } in rows {
        let cell = |bytes: u64| if bytes == 0 { String::new() } else { grouped(bytes) };
        let (raw, gzip, brotli) = (cell(size.raw), cell(size.gzip), cell(size.brotli));
        text.push_str(&format!("{name:28}{raw:>12}{gzip:>12}{brotli:>12}   {}\n", budget.text()));
    }
    text
}

fn grouped(bytes: u64) -> String {
    let digits = bytes.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

impl Size {
    fn and(self, other: Size) -> Size {
        Size {
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }
}

impl Budget {
    fn text(&self) -> String {
        match self {
            Budget::Raw(most) => format!("≤ {} raw", grouped(*most)),
            Budget::Gzip(most) => format!("≤ {} gzip", grouped(*most)),
            Budget::None => String::new(),
        }
    }
}

impl Row {
    fn fault(&self) -> Option<String> {
        let (size, most) = match self.budget {
            Budget::Raw(most) => (self.size.raw, most),
            Budget::Gzip(most) => (self.size.gzip, most),
            Budget::None => return None,
        };
        (size > most).then(|| {
            format!("{}: {} bytes, the budget is {}", self.name, grouped(size), grouped(most))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, Row, Size, grouped};

    #[test]
    fn a_size_is_judged_by_the_measure_of_its_budget() {
        let row =
            |budget| Row { name: "thing", size: Size { raw: 2_000, gzip: 900, brotli: 0 }, budget };
        assert_eq!(row(Budget::Gzip(900)).fault(), None);
        assert_eq!(
            row(Budget::Raw(1_999)).fault().as_deref(),
            Some("thing: 2 000 bytes, the budget is 1 999")
        );
    }

    #[test]
    fn digits_are_grouped_from_the_right() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1_234_567), "1 234 567");
        assert_eq!(grouped(123_456), "123 456");
    }
}
