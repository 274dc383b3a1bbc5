//! Chromium and its driver, and Firefox: found, or installed where that needs no asking. What is
//! opened in them, it leaves to its callers.

use crate::commands::answers;
use crate::debian;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde_json::json;
use std::env;
use std::fs;
use std::path::PathBuf;

const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];
const CHROMIUMS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

const FIREFOX: &str = "firefox-esr";

/// A browser that tests can drive.
pub struct Chromium {
    /// The browser's program, where it was found; its driver may know of another.
    pub program: Option<String>,
    /// The WebDriver server's program.
    pub driver: String,
}

impl Chromium {
    /// Finds a Chromium, or installs one; the error says what to do.
    pub fn ensure() -> Result<Result<Chromium, String>> {
        if let Some(found) = Chromium::find() {
            return Ok(Ok(found));
        }
        if debian::can_install() {
            debian::install(&PACKAGES)?;
            if let Some(found) = Chromium::find() {
                return Ok(Ok(found));
            }
        }
        Ok(Err(format!(
            "there is no chromedriver; install it (on Debian: `{}`) or set CHROMEDRIVER to its path",
            debian::command_line(&PACKAGES)
        )))
    }

    fn find() -> Option<Chromium> {
        let driver = env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        if !answers(&driver, &["--version"]) {
            return None;
        }
        let set = env::var("CHROMIUM").ok();
        let names = set.into_iter().chain(CHROMIUMS.map(str::to_owned));
        let program =
            names.into_iter().filter(|name| answers(name, &["--version"])).find_map(whole);
        Some(Chromium { program, driver: whole(driver.clone()).unwrap_or(driver) })
    }

    /// A file that tells WebDriver to start this browser without a window, and to keep it from
    /// talking to anybody but the test.
    pub fn capabilities(&self, workspace: &Workspace) -> Result<PathBuf> {
        let mut options = json!({ "args": [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-default-apps", "--no-first-run", "--no-default-browser-check",
            "--disable-domain-reliability", "--disable-client-side-phishing-detection",
            "--disable-features=OptimizationHints,MediaRouter,Translate",
        ] });
        if let (Some(program), Some(options)) = (&self.program, options.as_object_mut()) {
            options.insert("binary".to_owned(), json!(program));
        }
        let path = workspace.cache("webdriver.json");
        let text = json!({ "goog:chromeOptions": options }).to_string();
        fs::create_dir_all(workspace.cache(""))?;
        fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
        Ok(path)
    }
}

/// Finds a Firefox, or installs one; the error says what to do.
pub fn firefox() -> Result<Result<String, String>> {
    let name = env::var("FIREFOX").unwrap_or_else(|_| FIREFOX.to_owned());
    if !answers(&name, &["--version"]) && debian::can_install() {
        debian::install(&[FIREFOX])?;
    }
    let found = if answers(&name, &["--version"]) { whole(name) } else { None };
    Ok(found.ok_or_else(|| {
        let line = debian::command_line(&[FIREFOX]);
        format!("there is no Firefox; install it (on Debian: `{line}`) or set FIREFOX to its path")
    }))
}

/// The whole path of a program: what starts it from elsewhere may not search for it.
fn whole(program: String) -> Option<String> {
    if PathBuf::from(&program).is_absolute() {
        return Some(program);
    }
    let folders = env::var_os("PATH")?;
    let mut paths = env::split_paths(&folders).map(|folder| folder.join(&program));
    Some(paths.find(|path| path.is_file())?.display().to_string())
}
