//! Puts `pkg/` together: what we write by hand (`pkg-template/`), what the table makes, the wasm in
//! each form that a host can load, and the documents. It compiles nothing.

use crate::commands::run;
use crate::stamp::{Inputs, Stamp};
use crate::wasm::Module;
use crate::workspace::{Workspace, files_under};
use crate::{generated, node};
use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Files of the repository's root that every copy of the package carries.
const DOCUMENTS: [&str; 4] = ["README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"];
/// For `require`: each module that has a CommonJS twin, and the twin's name. Those that are not
/// there are passed over.
const COMMON_JS: [(&str, &str); 7] = [
    ("entries/inline.js", "index.cjs"),
    ("entries/slim.js", "slim.cjs"),
    ("sandbox/index.js", "sandbox/index.cjs"),
    ("sandbox/node.js", "sandbox/node.cjs"),
    ("stores/redis.js", "stores/redis.cjs"),
    ("stores/durable_object.js", "stores/durable_object.cjs"),
    ("operations.js", "operations.cjs"),
];
/// How a file is written that is made of modules which can be read beside it: names and lines stay for
/// stack traces, indents and comments go.
const FORM: [&str; 2] = ["--minify-whitespace", "--line-limit=140"];
/// The modules that are one file for `import`: Node takes longer to find and open twenty modules than
/// to compile them. The modules themselves stay beside it, for the entries that bundlers take apart.
const BUNDLED: [&str; 1] = ["entries/inline.js"];
/// What a bundled module shares with the rest of the package: an error of the sandbox must be an
/// instance of the client's class.
const SHARED: &str = "errors.js";
/// The page that explores the API, and what the package calls it.
const SCRATCHPAD: [&str; 2] = ["examples/browser", "scratchpad"];
/// What the page imports as the package has it: data, and most of what it loads.
const SCRATCHPAD_TABLE: [&str; 2] = ["table.js", "operations.js"];
/// The files of the sandbox's page.
const PAGE: &str = "sandbox/page/";

/// The package's content before it is on the disk: path to bytes.
type Content = BTreeMap<String, Vec<u8>>;

/// Writes the package from these parts into a folder, or finds that it is written.
pub fn assemble(workspace: &Workspace, package: &Path, parts: &[Module]) -> Result<()> {
    let content = gather(workspace, parts)?;
    let mut inputs = Inputs::default();
    for (path, bytes) in &content {
        inputs.text(path);
        inputs.bytes(bytes);
    }
    inputs.text(&format!("{COMMON_JS:?}{FORM:?}{BUNDLED:?}{SHARED}"));
    inputs.file(&workspace.path("js-tests/node_modules/esbuild/package.json"))?;
    for path in scratchpad_files(workspace)? {
        inputs.file(&workspace.path(SCRATCHPAD[0]).join(path))?;
    }
    let stamp = Stamp::new(
        workspace.cache(&format!("{}.stamp", package.file_name().unwrap_or_default().display())),
        inputs,
    );
    if stamp.is_current(&[&package.join("package.json")]) {
        return Ok(());
    }
    stamp.withdraw()?;
    eprintln!("  Assembling {}", package.display());
    if package.exists() {
        fs::remove_dir_all(package).with_context(|| format!("removing {}", package.display()))?;
    }
    for (path, bytes) in &content {
        write(&package.join(path), bytes)?;
    }
    for (module, twin) in COMMON_JS {
        if package.join(module).is_file() {
            common_js(workspace, &package.join(module), &package.join(twin))?;
        }
    }
    for module in BUNDLED {
        bundle(workspace, package, module)?;
    }
    scratchpad(workspace, package)?;
    stamp.put()
}

fn gather(workspace: &Workspace, parts: &[Module]) -> Result<Content> {
    let mut content = Content::new();
    let template = workspace.path("pkg-template");
    for path in files_under(&template, &["node_modules"])? {
        let bytes = read(&template.join(&path))?;
        content.insert(path, bytes);
    }
    let (page, mut content): (Content, Content) =
        content.into_iter().partition(|(path, _)| path.starts_with(PAGE));
    content.insert("sandbox/page_files.js".to_owned(), as_texts(&page).into_bytes());
    let manifest = content.get("package.json").context("pkg-template/package.json is missing")?;
    let manifest = stamped(&String::from_utf8_lossy(manifest), workspace.version())?;
    content.insert("package.json".to_owned(), manifest.into_bytes());
    for (path, text) in generated::PACKAGED {
        content.insert((*path).to_owned(), text().into_bytes());
    }
    for module in parts {
        let name = module.name;
        let wasm = read(&module.wasm)?;
        content.insert(format!("wasm/{name}_bytes.js"), as_module(&wasm).into_bytes());
        content.insert(format!("wasm/{name}_bg.js"), read(&module.glue)?);
        content.insert(format!("{name}.wasm"), wasm);
    }
    for document in DOCUMENTS {
        let path = workspace.path(document);
        if path.is_file() {
            content.insert(document.to_owned(), read(&path)?);
        }
    }
    Ok(content)
}

/// The files of the sandbox's page as one module that holds their texts, scripts without their
/// comments: a server that imports it needs no folder beside it, and may be bundled.
fn as_texts(files: &Content) -> String {
    let mut module = "export const files = {\n".to_owned();
    for (path, bytes) in files {
        let name = path.strip_prefix(PAGE).unwrap_or(path);
        let text = String::from_utf8_lossy(bytes);
        let text = if path.ends_with(".js") { without_comments(&text) } else { text.into() };
        let text = text.replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${");
        module.push_str(&format!("'{name}': `{text}`,\n"));
    }
    module + "};\n"
}

/// A script of ours without the lines that are comments.
fn without_comments(script: &str) -> String {
    let is_comment = |line: &&str| {
        let line = line.trim_start();
        ["//", "/*", "* ", "*/"].iter().any(|mark| line.starts_with(mark)) || line == "*"
    };
    script.lines().filter(|line| !is_comment(line)).flat_map(|line| [line, "\n"]).collect()
}

/// The wasm as a module of text: the one form that every host and every bundler loads.
fn as_module(wasm: &[u8]) -> String {
    format!("export const base64 = \"{}\";\n", STANDARD.encode(wasm))
}

/// The manifest with the workspace's version. The template's own is a placeholder.
fn stamped(manifest: &str, version: &str) -> Result<String> {
    const PLACEHOLDER: &str = "\"version\": \"0.0.0\"";
    if manifest.matches(PLACEHOLDER).count() != 1 {
        bail!("pkg-template/package.json must hold {PLACEHOLDER} once; the build replaces it");
    }
    Ok(manifest.replace(PLACEHOLDER, &format!("\"version\": \"{version}\"")))
}

fn common_js(workspace: &Workspace, module: &Path, twin: &Path) -> Result<()> {
    let mut esbuild = esbuild(workspace, module, twin)?;
    run(esbuild.args(["--format=cjs", "--platform=node"]).args(FORM), node::GET)
}

/// Puts one file in a module's place that has in it all that the module imports.
fn bundle(workspace: &Workspace, package: &Path, module: &str) -> Result<()> {
    let path = package.join(module);
    let mut esbuild = esbuild(workspace, &path, &path)?;
    esbuild.args(["--format=esm", "--allow-overwrite"]).args(FORM);
    esbuild.arg(format!("--external:{}", package.join(SHARED).display()));
    run(&mut esbuild, node::GET)
}

fn scratchpad_files(workspace: &Workspace) -> Result<Vec<String>> {
    files_under(&workspace.path(SCRATCHPAD[0]), &["node_modules"])
}

/// The scratchpad as three files. Its script has in it all that it uses but the table, which it imports
/// as it lies beside it: half a hundred modules, each asked for by itself, took a slow machine a third
/// longer to start.
fn scratchpad(workspace: &Workspace, package: &Path) -> Result<()> {
    let (source, target) = (workspace.path(SCRATCHPAD[0]), package.join(SCRATCHPAD[1]));
    write(&target.join("index.html"), &read(&source.join("index.html"))?)?;
    for name in ["main.js", "scratchpad.css"] {
        let mut esbuild = esbuild(workspace, &source.join(name), &target.join(name))?;
        esbuild.args(["--format=esm", "--minify"]);
        for table in SCRATCHPAD_TABLE {
            esbuild.arg(format!("--external:{}", package.join(table).display()));
        }
        for (import, module) in
            [("/slim", "entries/slim.js"), ("/operations", "operations.js"), ("", "")]
        {
            let place = package.join(module);
            let place = place.to_string_lossy();
            esbuild.arg(format!("--alias:amazon-pay-wasm{import}={}", place.trim_end_matches('/')));
        }
        run(&mut esbuild, node::GET)?;
    }
    // What stays outside it names by its place here.
    let script = target.join("main.js");
    let text = String::from_utf8_lossy(&read(&script)?)
        .replace(&format!("\"{}/", package.display()), "\"../");
    write(&script, text.as_bytes())
}

fn esbuild(workspace: &Workspace, module: &Path, outfile: &Path) -> Result<Command> {
    let mut esbuild = node::tool(workspace, "esbuild", "esbuild")?;
    esbuild.arg(module).arg(format!("--outfile={}", outfile.display()));
    // ASCII, by escapes: engines keep other text in two bytes for each character.
    esbuild.args(["--bundle", "--target=es2022", "--log-level=warning", "--charset=ascii"]);
    Ok(esbuild)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("reading {}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("writing {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{Content, as_texts, stamped};

    #[test]
    fn texts_stand_in_a_module_as_they_are() {
        let text = "// said\n/**\n * @type {a}\n */\n`${a}` \\n // kept\n".to_owned();
        let files = Content::from([("sandbox/page/a.js".to_owned(), text.into_bytes())]);
        let expected = "export const files = {\n'a.js': `\\`\\${a}\\` \\\\n // kept\n`,\n};\n";
        assert_eq!(as_texts(&files), expected);
    }

    #[test]
    fn the_version_replaces_the_placeholder_and_nothing_else() {
        let manifest = "{ \"version\": \"0.0.0\", \"other\": \"0.0.0\" }";
        let expected = "{ \"version\": \"1.2.3\", \"other\": \"0.0.0\" }";
        assert_eq!(stamped(manifest, "1.2.3").unwrap(), expected);
    }

    #[test]
    fn a_manifest_without_the_placeholder_is_refused() {
        assert!(stamped("{ \"version\": \"1.0.0\" }", "1.2.3").is_err());
    }
}
