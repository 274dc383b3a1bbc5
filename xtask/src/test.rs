//! `cargo xtask test`: every test, from the fastest to the slowest, with all the set-up that they
//! need. How each kind of test is run is told here; what they prove, in their own files.

use crate::browser::Chromium;
use crate::commands::show;
use crate::runner::Runner;
use crate::steps::{Outcome, Steps};
use crate::toolchain::{GET_RUST, TARGET, Toolchain};
use crate::watch::Watch;
use crate::workspace::{Workspace, files_under};
use crate::{browser, build, demo, docs, install, node, pack, python, redis, runtimes, wasm};
use anyhow::{Result, bail};
use std::cell::{OnceCell, RefCell};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Set for all tests by `--full`: those that can do more then do more.
const FULL: &str = "AMAZON_PAY_WASM_FULL";
/// Folders of `js-tests` that other steps run, or nobody does.
const NOT_UNIT_TESTS: [&str; 8] =
    ["packaging", "docs", "foreign", "browser", "runtimes", "stores", "examples", "node_modules"];
/// Looks for secrets in all that the steps left behind.
const SEARCH: &str = "js-tests/canaries/search.js";
/// Tests of the packed package in projects of its users.
const PACKAGING: &str = "js-tests/packaging";
/// The programs and commands of the documentation.
const DOCS: &str = "js-tests/docs";
/// The documentation's site in a browser.
const DOCS_IN_BROWSER: &str = "js-tests/browser/docs.test.js";
/// Those of packaging that need bundlers, with modules of their own.
const BUNDLERS: &str = "js-tests/packaging/bundlers";
/// Those that need the bundler of Workers.
const WRANGLER: &str = "js-tests/packaging/wrangler";
/// The suite in a browser.
const IN_BROWSER: &str = "js-tests/run-browser.js";
/// The tests of the sandbox's page and of the scratchpad; one browser at a time, since two cores are
/// soon full.
const PAGES: [&str; 5] = [
    "--test",
    "--test-concurrency=1",
    "js-tests/browser/page.test.js",
    "js-tests/browser/scratchpad.test.js",
    "js-tests/browser/scratchpad-signature.test.js",
];
/// Clients that others wrote, with modules of their own.
const FOREIGN: &str = "js-tests/foreign";
/// Tells tests of packaging where the packed package is.
const TARBALL: &str = "AMAZON_PAY_WASM_TARBALL";
/// Clients of Redis and the Workers runtime, with modules of their own.
const STORES: &str = "js-tests/stores";
/// The tests of the examples, with what those depend on.
const EXAMPLES: &str = "js-tests/examples";
/// How those tests are run: they mostly wait for the service's quota, so several run at once.
const AT_ONCE: [&str; 2] = ["--test", "--test-concurrency=4"];
/// Kinds of the examples' files, by what types they know.
const EXAMPLE_TYPES: [&str; 6] = ["pages", "node", "worker", "deno", "bun", "next"];
/// Tells the test of the Python client where its Python is.
const PYTHON: &str = "AMAZON_PAY_WASM_PYTHON";

/// The tests of what JavaScript can call, with the features of the wasm whose boundary they test.
const BOUNDARIES: [(&str, &str); 2] = [("wasm", ""), ("wasm_sandbox", "sandbox")];

/// Runs the tests; with `only`, those steps whose names hold one of the words.
pub fn run(workspace: &Workspace, full: bool, only: Vec<String>) -> Result<()> {
    let watch = Watch::begin(workspace)?;
    let watched = RefCell::new(Vec::new());
    let tests = Tests { workspace, full, tarball: OnceCell::new(), watch, watched };
    let mut steps = Steps::begin(only);
    node::check()?;
    let needs_runner = ["wasm in node", "wasm in chromium"].iter().any(|name| steps.wants(name));
    let mut runner = if needs_runner { Some(Runner::start(workspace)?) } else { None };

    tests.step(&mut steps, "rust", || tests.cargo(&["test", "--workspace"]))?;
    tests.step(&mut steps, "rust with the sandbox", || {
        tests.cargo(&["test", "--package", install::NAME, "--features", "sandbox"])
    })?;
    // What this step prints are the builds' own tools.
    steps.step("package", || tests.tarball().map(|_| Outcome::Done))?;
    tests.step(&mut steps, "types", || tests.types())?;
    if !javascript_units(workspace)?.is_empty() {
        tests.step(&mut steps, "javascript units", || tests.javascript_units())?;
    }
    tests.step(&mut steps, "javascript suite in node", || tests.suite_in_node())?;
    for (host, launch) in runtimes::ALL {
        tests
            .step(&mut steps, &format!("javascript suite in {host}"), || tests.suite_in(launch))?;
    }
    tests.step(&mut steps, "javascript suite in chromium", || tests.in_chromium(&[IN_BROWSER]))?;
    if full {
        tests
            .step(&mut steps, "javascript suite in firefox", || tests.in_firefox(&[IN_BROWSER]))?;
        for major in runtimes::other_nodes()? {
            tests.step(&mut steps, &format!("javascript in node {major}"), || {
                tests.in_other_node(major)
            })?;
        }
    }
    tests.step(&mut steps, "demo", || tests.demo())?;
    tests.step(&mut steps, "packaging", || tests.packaging())?;
    tests.step(&mut steps, "docs snippets", || tests.docs_snippets())?;
    // What this step prints are the generators' own tools.
    steps.step("docs site", || tests.docs_site())?;
    tests.step(&mut steps, "packaging in bundlers", || tests.bundlers())?;
    if full {
        tests.step(&mut steps, "packaging in wrangler", || tests.wrangler())?;
    }
    tests.step(&mut steps, "foreign clients in node", || tests.foreign_in_node())?;
    tests.step(&mut steps, "foreign client in python", || tests.foreign_in_python())?;
    for (name, test) in [("redis store", "redis"), ("fleet over redis", "fleet")] {
        tests.step(&mut steps, name, || match redis::server()? {
            Ok(program) => tests.stores(test, Some(&program)),
            Err(reason) => Ok(Outcome::Missing(reason)),
        })?;
    }
    tests
        .step(&mut steps, "durable objects in workerd", || tests.stores("durable_object", None))?;
    // Compilers that find nothing say nothing.
    steps.step("types of the examples", || tests.example_types())?;
    tests.step(&mut steps, "examples in their hosts", || tests.examples())?;
    tests.step(&mut steps, "pages in chromium", || tests.in_chromium(&PAGES))?;
    if full {
        tests.step(&mut steps, "pages in firefox", || tests.in_firefox(&PAGES))?;
    }
    tests.step(&mut steps, "wasm in node", || tests.wasm(&mut runner, None))?;
    tests.step(&mut steps, "wasm in chromium", || match Chromium::ensure()? {
        Ok(chromium) => tests.wasm(&mut runner, Some(&chromium)),
        Err(reason) => Ok(Outcome::Missing(reason)),
    })?;
    // The last: it looks through what all the others left.
    steps.step("canaries", || tests.canaries())?;
    steps.end()
}

struct Tests<'a> {
    workspace: &'a Workspace,
    full: bool,
    tarball: OnceCell<PathBuf>,
    watch: Watch,
    /// The steps that were run, by the names of their folders.
    watched: RefCell<Vec<String>>,
}

impl Tests<'_> {
    /// A step whose output is watched.
    fn step(
        &self,
        steps: &mut Steps,
        name: &str,
        step: impl FnOnce() -> Result<Outcome>,
    ) -> Result<()> {
        steps.step(name, || {
            let folder = self.watch.enter(name);
            let outcome = step()?;
            if matches!(outcome, Outcome::Done) {
                self.watched.borrow_mut().push(folder);
            }
            Ok(outcome)
        })
    }

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
        // Also what tests print that pass: it is looked through for secrets.
        cargo.current_dir(self.workspace.root()).args(arguments).args(["--", "--show-output"]);
        self.shown(&mut cargo, GET_RUST)
    }

    fn types(&self) -> Result<Outcome> {
        self.tarball()?;
        for package in ["typescript", "typescript-5"] {
            let mut tsc = node::tool(self.workspace, package, "tsc")?;
            self.shown(
                tsc.args(["--project", "js-tests/types", "--noEmit", "--diagnostics"]),
                node::GET,
            )?;
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

    /// Looks for secrets in what the steps left behind.
    fn canaries(&self) -> Result<Outcome> {
        let steps = self.watched.borrow();
        if steps.is_empty() {
            return Ok(Outcome::Missing("no watched step was run".to_owned()));
        }
        let mut node = self.node();
        node.arg(SEARCH).arg(self.watch.folder()).args(&*steps);
        show(&mut node, node::GET)?;
        Ok(Outcome::Done)
    }

    fn demo(&self) -> Result<Outcome> {
        let mut demo = demo::prepared(self.workspace, self.tarball()?)?;
        self.shown(&mut demo, node::GET)
    }

    fn packaging(&self) -> Result<Outcome> {
        let tarball = self.tarball()?;
        let tests = tests_under(self.workspace, PACKAGING, &["bundlers", "wrangler"])?;
        let mut node = self.node();
        node.env(TARBALL, tarball).arg("--test").args(tests);
        self.shown(&mut node, node::GET)
    }

    fn docs_snippets(&self) -> Result<Outcome> {
        let tarball = self.tarball()?;
        // Pages import a client of Redis.
        node::install(self.workspace, STORES)?;
        let tests = tests_under(self.workspace, DOCS, &[])?;
        let mut node = self.node();
        node.env(TARBALL, tarball).arg("--test").args(tests);
        self.shown(&mut node, node::GET)
    }

    fn docs_site(&self) -> Result<Outcome> {
        self.tarball()?;
        docs::site(self.workspace, "/")?;
        self.in_chromium(&["--test", DOCS_IN_BROWSER])
    }

    fn bundlers(&self) -> Result<Outcome> {
        node::install(self.workspace, BUNDLERS)?;
        let tests = tests_under(self.workspace, BUNDLERS, &["node_modules"])?;
        let mut arguments = vec!["--test"];
        arguments.extend(tests.iter().map(String::as_str));
        self.in_chromium(&arguments)
    }

    fn wrangler(&self) -> Result<Outcome> {
        let tarball = self.tarball()?;
        let launch = runtimes::install(self.workspace)
            .and_then(|()| runtimes::installed(self.workspace, WRANGLER))
            .and_then(|()| runtimes::newer_node(self.workspace));
        let tests = tests_under(self.workspace, WRANGLER, &["node_modules"])?;
        match launch {
            Ok(mut node) => {
                self.shown(node.env(TARBALL, tarball).arg("--test").args(tests), node::GET)
            }
            Err(reason) => Ok(Outcome::Missing(reason)),
        }
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

    /// A test of the stores that a fleet shares, with the program of the Redis that it needs.
    fn stores(&self, test: &str, redis: Option<&str>) -> Result<Outcome> {
        self.tarball()?;
        node::install(self.workspace, STORES)?;
        let mut node = self.node();
        if let Some(program) = redis {
            node.env(redis::PROGRAM, program);
        }
        let test = format!("{STORES}/{test}.test.js");
        self.shown(node.args(["--test", &test]), node::GET)
    }

    fn example_types(&self) -> Result<Outcome> {
        self.tarball()?;
        node::install(self.workspace, EXAMPLES)?;
        for kind in EXAMPLE_TYPES {
            let mut tsc = node::tool(self.workspace, "typescript", "tsc")?;
            tsc.arg("--project").arg(format!("{EXAMPLES}/types/{kind}.json"));
            self.shown(&mut tsc, node::GET)?;
        }
        Ok(Outcome::Done)
    }

    /// The examples, walked by buyers with a real browser.
    fn examples(&self) -> Result<Outcome> {
        for folder in [EXAMPLES, STORES, runtimes::HOSTS] {
            if let Err(reason) = runtimes::installed(self.workspace, folder) {
                return Ok(Outcome::Missing(reason));
            }
        }
        let tests = tests_under(self.workspace, EXAMPLES, &["node_modules"])?;
        let arguments: Vec<_> =
            AT_ONCE.into_iter().chain(tests.iter().map(String::as_str)).collect();
        self.in_chromium(&arguments)
    }

    fn suite_in(&self, launch: fn(&Workspace) -> runtimes::Launch) -> Result<Outcome> {
        self.tarball()?;
        match runtimes::install(self.workspace).and_then(|()| launch(self.workspace)) {
            Ok(mut host) => self.shown(&mut host, node::GET),
            Err(reason) => Ok(Outcome::Missing(reason)),
        }
    }

    fn in_other_node(&self, major: u32) -> Result<Outcome> {
        self.tarball()?;
        match runtimes::other_node(self.workspace, major) {
            Ok(mut node) => {
                node.args(["--test", "js-tests/run-node.js"])
                    .args(javascript_units(self.workspace)?);
                // Not `shown`: what `--full` adds to the tests does not depend on Node's version.
                self.watch.show(&mut node, node::GET).map(|()| Outcome::Done)
            }
            Err(reason) => Ok(Outcome::Missing(reason)),
        }
    }

    /// Runs a script by Node that drives Chromium.
    fn in_chromium(&self, arguments: &[&str]) -> Result<Outcome> {
        match Chromium::ensure()? {
            Ok(Chromium { program: Some(program), .. }) => {
                self.in_browser("CHROMIUM", &program, arguments)
            }
            Ok(_) => {
                Ok(Outcome::Missing("there is no chromium; set CHROMIUM to its path".to_owned()))
            }
            Err(reason) => Ok(Outcome::Missing(reason)),
        }
    }

    /// Runs a script by Node that drives Firefox.
    fn in_firefox(&self, arguments: &[&str]) -> Result<Outcome> {
        match browser::firefox()? {
            Ok(program) => self.in_browser("FIREFOX", &program, arguments),
            Err(reason) => Ok(Outcome::Missing(reason)),
        }
    }

    /// The browser is the one whose program the script finds under that name.
    fn in_browser(&self, name: &str, program: &str, arguments: &[&str]) -> Result<Outcome> {
        let tarball = self.tarball()?;
        let mut node = self.node();
        node.env_remove("FIREFOX").env(name, program).env(TARBALL, tarball).args(arguments);
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
        self.watch.show(command, missing)?;
        Ok(Outcome::Done)
    }
}

/// Tests of `js-tests` that stand by themselves, of which there may be none.
fn javascript_units(workspace: &Workspace) -> Result<Vec<String>> {
    tests_under(workspace, "js-tests", &NOT_UNIT_TESTS)
}

fn tests_under(workspace: &Workspace, folder: &str, but: &[&str]) -> Result<Vec<String>> {
    let files = files_under(&workspace.path(folder), but)?;
    let tests = files.iter().filter(|path| path.ends_with(".test.js"));
    Ok(tests.map(|path| format!("{folder}/{path}")).collect())
}
