//! Python and the packages that a test asks for: is there a Python that can make environments, are
//! the packages those of the list, to the hash. It does not know what they are used for.

use crate::commands::{answers, run};
use crate::debian;
use crate::stamp::{Inputs, Stamp};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Debian splits off the module that makes environments.
const PACKAGES: [&str; 1] = ["python3-venv"];

/// The Python of an environment with the packages of a list, made under `target/` when it is not
/// there; or the reason why this machine can have none.
pub fn environment(
    workspace: &Workspace,
    name: &str,
    list: &str,
) -> Result<std::result::Result<PathBuf, String>> {
    if maker().is_none() && debian::can_install() {
        debian::install(&PACKAGES)?;
    }
    let Some(maker) = maker() else {
        let line = debian::command_line(&PACKAGES);
        return Ok(Err(format!(
            "there is no Python 3.9 or newer with `venv`: on Debian, run `{line}` as root"
        )));
    };
    let folder = workspace.path("target").join(name);
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let list = workspace.path(list);
    let mut inputs = Inputs::default();
    inputs.file(&list)?;
    let stamp = Stamp::new(folder.join(".xtask-stamp"), inputs);
    // An environment points to the Python that made it, which may be gone.
    if stamp.is_current(&[&python]) && python.to_str().is_some_and(|it| answers(it, &["--version"]))
    {
        return Ok(Ok(python));
    }
    stamp.withdraw()?;
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    run(Command::new(maker).args(["-m", "venv"]).arg(&folder), GET)?;
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    run(pip.args(["--require-hashes", "--requirement"]).arg(&list), GET)?;
    stamp.put()?;
    Ok(Ok(python))
}

/// How to get Python.
const GET: &str = "install Python 3.9 or newer with pip and venv (https://python.org)";

/// A Python that can make environments with pip in them.
fn maker() -> Option<&'static str> {
    let able = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))";
    ["python3", "python"].into_iter().find(|python| answers(python, &["-c", able]))
}
