//! Keeps all that comes out of the steps of a test run, while it is shown: what the programs print,
//! and what `js-tests/canaries/collect.js` hears in every Node among them. What may not be in it, it
//! leaves to `js-tests/canaries`.

use crate::commands::judge;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde_json::json;
use std::cell::{Cell, RefCell};
use std::fs::{self, File};
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Heard by every Node, through its environment, so that those are, too, which a test starts.
const COLLECT: &str = "js-tests/canaries/collect.js";
/// Tells it where to keep what it hears.
const CANARIES: &str = "AMAZON_PAY_WASM_CANARIES";
/// For how long what a program has left running may hold its output open.
const PATIENCE: Duration = Duration::from_secs(20);

/// What is kept of one test run.
pub struct Watch {
    folder: PathBuf,
    node_options: String,
    step: RefCell<PathBuf>,
    commands: Cell<u32>,
}

impl Watch {
    /// Forgets the last run.
    pub fn begin(workspace: &Workspace) -> Result<Watch> {
        let folder = workspace.path("target/canaries");
        if folder.exists() {
            fs::remove_dir_all(&folder)
                .with_context(|| format!("removing {}", folder.display()))?;
        }
        let collect = workspace.path(COLLECT).display().to_string().replace(' ', "%20");
        Ok(Watch {
            step: RefCell::new(folder.clone()),
            folder,
            node_options: format!("--import=file://{collect}"),
            commands: Cell::new(0),
        })
    }

    /// Where everything is, by step.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// From now on it is this step whose programs are shown; answers with the name of its folder.
    pub fn enter(&self, step: &str) -> String {
        let name = step.replace(' ', "-");
        self.step.replace(self.folder.join(&name));
        self.commands.set(0);
        name
    }

    /// Runs a command whose output matters to a reader; it goes where ours goes, and is kept.
    pub fn show(&self, command: &mut Command, missing: &str) -> Result<()> {
        let step = self.step.borrow();
        fs::create_dir_all(&*step).with_context(|| format!("creating {}", step.display()))?;
        self.commands.set(self.commands.get() + 1);
        let kept = |kind: &str| step.join(format!("command-{}.{kind}", self.commands.get()));
        fs::write(kept("json"), described(command))?;
        command.env("NODE_OPTIONS", &self.node_options).env(CANARIES, &*step);
        if io::stdout().is_terminal() {
            // A program that writes into a pipe leaves its colours away.
            command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
        }
        let status = shown(command, &kept("stdout"), &kept("stderr"));
        judge(command, status, missing)
    }
}

/// What was run: its name without its place, and its parameters.
fn described(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let parameters: Vec<_> = command.get_args().map(|word| word.to_string_lossy()).collect();
    let name = program.file_name().unwrap_or(command.get_program()).to_string_lossy();
    json!({ "program": name, "parameters": parameters }).to_string()
}

fn shown(command: &mut Command, stdout: &Path, stderr: &Path) -> io::Result<ExitStatus> {
    let (kept_stdout, kept_stderr) = (File::create(stdout)?, File::create(stderr)?);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let copies = [
        child.stdout.take().map(|from| copied(from, io::stdout(), kept_stdout)),
        child.stderr.take().map(|from| copied(from, io::stderr(), kept_stderr)),
    ];
    let status = child.wait()?;
    let begun = Instant::now();
    for copy in copies.into_iter().flatten() {
        while !copy.is_finished() && begun.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(5));
        }
        match copy.is_finished() {
            true => copy.join().map_err(|_| io::Error::other("the copy of an output broke"))??,
            false => {
                return Err(io::Error::other("what it started still runs and holds its output"));
            }
        }
    }
    Ok(status)
}

/// Copies as it comes, to two places.
fn copied(
    mut from: impl Read + Send + 'static,
    mut shown: impl Write + Send + 'static,
    mut kept: File,
) -> JoinHandle<io::Result<()>> {
    thread::spawn(move || {
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let length = match from.read(&mut buffer) {
                Ok(0) => return Ok(()),
                Ok(length) => length,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let part = buffer.get(..length).unwrap_or_default();
            kept.write_all(part)?;
            shown.write_all(part)?;
            shown.flush()?;
        }
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::shown;
    use std::fs;
    use std::process::Command;

    #[test]
    fn both_outputs_are_kept_and_the_end_is_told() {
        let folder = std::env::temp_dir().join(format!("xtask-watch-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (stdout, stderr) = (folder.join("stdout"), folder.join("stderr"));
        let mut command = Command::new("sh");
        command.args(["-c", "echo spoken; echo complained >&2; exit 3"]);
        let status = shown(&mut command, &stdout, &stderr).unwrap();
        assert_eq!(status.code(), Some(3));
        assert_eq!(fs::read_to_string(&stdout).unwrap(), "spoken\n");
        assert_eq!(fs::read_to_string(&stderr).unwrap(), "complained\n");
        fs::remove_dir_all(&folder).unwrap();
    }
}
