//! `cargo xtask test`: every test, from the fastest to the slowest, with all the set-up that they
//! need. How each kind of test is run is told here; what they prove, in their own files.

use crate::browser::Chromium;
use crate::commands::show;
use crate::runner::Runner;
use crate::steps::{Outcome, Steps};
use crate::toolchain::{GET_RUST, TARGET, Toolchain};
use crate::workspace::{Workspace, files_under};
use crate::{browser, build, demo, install, node, pack, python, wasm};
use anyhow::{Result, bail};
use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Set for all tests by `--full`: those that can do more then do more.
const FULL: &str = "AMAZON_PAY_WASM_FULL";
/// Folders of `js-tests` that other steps run, or nobody does.
const NOT_UNIT_TESTS: [&str; 4] = ["packaging", "foreign", "browser", "node_modules"];
/// Clients that others wrote, with modules of their own.
const FOREIGN: &str = "js-tests/foreign";
/// Tells the test of the Python client where its Python is.
const PYTHON: &str = "AMAZON_PAY_WASM_PYTHON";

/// The tests of what JavaScript can call, with the features of the wasm whose boundary they test.
const BOUNDARIES: [(&str, &str); 2] = [("wasm", ""), ("wasm_sandbox", "sandbox")];

/// Runs the tests; with `only`, those steps whose names hold one of the words.
pub fn run(workspace: &Workspace, full: bool, only: Vec<String>) -> Result<()> {
    let tests = Tests { workspace, full, tarball: OnceCell::new() };
    let mut steps = Steps::begin(only);
    node::check()?;
    let needs_runner = ["wasm in node", "wasm in chromium"].iter().any(|name| steps.wants(name));
    let mut runner = if needs_runner { Some(Runner::start(workspace)?) } else { None };

    steps.step("rust", || tests.cargo(&["test", "--workspace"]))?;
    steps.step("rust with the sandbox", || {
        tests.cargo(&["test", "--package", install::NAME, "--features", "sandbox"])
    })?;
    steps.step("package", || tests.tarball().map(|_| Outcome::Done))?;
    steps.step("types", || tests.types())?;
    if !javascript_units(workspace)?.is_empty() {
        steps.step("javascript units", || tests.javascript_units())?;
    }
    steps.step("javascript suite in node", || tests.suite_in_node())?;
    steps.step("demo", || demo::play(workspace, tests.tarball()?).map(|()| Outcome::Done))?;
    steps.step("packaging", || tests.packaging())?;
    steps.step("foreign clients in node", || tests.foreign_in_node())?;
    steps.step("foreign client in python", || tests.foreign_in_python())?;
    steps.step("page in chromium", || match Chromium::ensure()? {
        Ok(Chromium { program: Some(program), .. }) => tests.page("CHROMIUM", &program),
        Ok(_) => Ok(Outcome::Missing("there is no chromium; set CHROMIUM to its path".to_owned())),
        Err(reason) => Ok(Outcome::Missing(reason)),
    })?;
    if full {
        steps.step("page in firefox", || match browser::firefox()? {
            Ok(program) => tests.page("FIREFOX", &program),
            Err(reason) => Ok(Outcome::Missing(reason)),
        })?;
    }
    steps.step("wasm in node", || tests.wasm(&mut runner, None))?;
    steps.step("wasm in chromium", || match Chromium::ensure()? {
        Ok(chromium) => tests.wasm(&mut runner, Some(&chromium)),
        Err(reason) => Ok(Outcome::Missing(reason)),
    })?;
    steps.end()
}

struct Tests<'a> {
    workspace: &'a Workspace,
    full: bool,
    tarball: OnceCell<PathBuf>,
}

impl Tests<'_> {
    /// The packed package, installed where the tests of `js-tests` import it; made when it is first
    /// asked for. Beside it stands a twin whose core can be made to panic.
    fn tarball(&self) -> Result<&Path> {
        if let Some(tarball) = self.tarball.get() {
            return Ok(tarball);
        }
        let tarball = pack::tarball(self.workspace)?;
        install::beside_others(&tarball, &self.workspace.path("js-tests"))?;
        build::trap_twin(self.workspace)?;
        Ok(self.tarball.get_or_init(|| tarball))
    }

    fn cargo(&self, arguments: &[&str]) -> Result<Outcome> {
        let mut cargo = Command::new(self.workspace.cargo());
        self.shown(cargo.current_dir(self.workspace.root()).args(arguments), GET_RUST)
    }

    fn types(&self) -> Result<Outcome> {
        self.tarball()?;
        for package in ["typescript", "typescript-5"] {
            let mut tsc = node::tool(self.workspace, package, "tsc")?;
            self.shown(tsc.args(["--project", "js-tests/types", "--noEmit"]), node::GET)?;
        }
        Ok(Outcome::Done)
    }

    fn javascript_units(&self) -> Result<Outcome> {
        self.tarball()?;
        let files = javascript_units(self.workspace)?;
        self.shown(self.node().arg("--test").args(files), node::GET)
    }

    fn suite_in_node(&self) -> Result<Outcome> {
        self.tarball()?;
        self.shown(self.node().arg("js-tests/run-node.js"), node::GET)
    }

    fn packaging(&self) -> Result<Outcome> {
        let tarball = self.tarball()?;
        let folder = self.workspace.path("js-tests/packaging");
        let files = files_under(&folder, &[])?;
        let tests = files.iter().filter(|path| path.ends_with(".test.js"));
        let mut node = self.node();
        node.env("AMAZON_PAY_WASM_TARBALL", tarball);
        node.arg("--test").args(tests.map(|path| format!("js-tests/packaging/{path}")));
        self.shown(&mut node, node::GET)
    }

    fn foreign_in_node(&self) -> Result<Outcome> {
        self.tarball()?;
        node::install(self.workspace, FOREIGN)?;
        let test = format!("{FOREIGN}/clients.test.js");
        self.shown(self.node().args(["--test", &test]), node::GET)
    }

    fn foreign_in_python(&self) -> Result<Outcome> {
        self.tarball()?;
        let list = format!("{FOREIGN}/requirements.txt");
        let python = match python::environment(self.workspace, "foreign-python", &list)? {
            Ok(python) => python,
            Err(reason) => return Ok(Outcome::Missing(reason)),
        };
        let test = format!("{FOREIGN}/official-python.test.js");
        self.shown(self.node().env(PYTHON, python).args(["--test", &test]), node::GET)
    }

    /// The pages in the browser whose program the tests find under that name.
    fn page(&self, name: &str, program: &str) -> Result<Outcome> {
        self.tarball()?;
        let files = files_under(&self.workspace.path("js-tests/browser"), &[])?;
        let tests = files.iter().filter(|path| path.ends_with(".test.js"));
        let mut node = self.node();
        // One browser at a time: two cores are soon full.
        node.env_remove("FIREFOX").env(name, program).args(["--test", "--test-concurrency=1"]);
        node.args(tests.map(|path| format!("js-tests/browser/{path}")));
        self.shown(&mut node, node::GET)
    }

    fn wasm(&self, runner: &mut Option<Runner>, browser: Option<&Chromium>) -> Result<Outcome> {
        let runner = match runner {
            Some(runner) => runner.wait()?,
            None => bail!("the runner of wasm tests was not started"),
        };
        let toolchain = Toolchain::ensure(self.workspace)?;
        let flags = wasm::flags(self.workspace, &toolchain)?;
        for (test, features) in BOUNDARIES {
            let mut cargo = toolchain.cargo(self.workspace, &flags);
            cargo.args(["test", "--package", install::NAME, "--features", features]);
            cargo.args(["--test", test, "--target", TARGET, "--target-dir", "target/wasm/tests"]);
            cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &runner);
            if let Some(browser) = browser {
                cargo.env("WASM_BINDGEN_USE_BROWSER", "1").env("CHROMEDRIVER", &browser.driver);
                let capabilities = browser.capabilities(self.workspace)?;
                cargo.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities);
                // Seconds; the default of 20 is little for two busy cores.
                cargo.env("WASM_BINDGEN_TEST_TIMEOUT", "120");
            }
            self.shown(&mut cargo, GET_RUST)?;
        }
        Ok(Outcome::Done)
    }

    fn node(&self) -> Command {
        let mut node = Command::new("node");
        node.current_dir(self.workspace.root());
        node
    }

    fn shown(&self, command: &mut Command, missing: &str) -> Result<Outcome> {
        if self.full {
            command.env(FULL, "1").env("PROPTEST_CASES", "20000");
        }
        show(command, missing)?;
        Ok(Outcome::Done)
    }
}

/// Tests of `js-tests` that stand by themselves, of which there may be none.
fn javascript_units(workspace: &Workspace) -> Result<Vec<String>> {
    let files = files_under(&workspace.path("js-tests"), &NOT_UNIT_TESTS)?;
    let tests = files.iter().filter(|path| path.ends_with(".test.js"));
    Ok(tests.map(|path| format!("js-tests/{path}")).collect())
}
