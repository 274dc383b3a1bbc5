//! Running other programs: what is said when one is missing or fails. Which programs, it leaves to
//! its callers.

use anyhow::{Context, Result, bail};
use std::io::{ErrorKind, stderr};
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs a command whose own output matters to a reader; it goes where ours goes.
pub fn show(command: &mut Command, missing: &str) -> Result<()> {
    let status = command.status();
    judge(command, status, missing)
}

/// Runs a command on the way to something else: its output goes to standard error, so that
/// standard output stays ours.
pub fn run(command: &mut Command, missing: &str) -> Result<()> {
    let status = command.stdin(Stdio::null()).stdout(Stdio::from(stderr())).status();
    judge(command, status, missing)
}

/// Runs a command and answers with what it printed.
pub fn capture(command: &mut Command, missing: &str) -> Result<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let status = output.as_ref().map(|output| output.status).map_err(|error| error.kind().into());
    judge(command, status, missing)?;
    Ok(String::from_utf8_lossy(&output?.stdout).trim_end().to_owned())
}

/// Whether a program is there and answers to these arguments. Says nothing when it does not.
pub fn answers(program: &str, arguments: &[&str]) -> bool {
    quiet(Command::new(program).args(arguments)).is_some()
}

/// What a program prints, or nothing when it is missing or fails.
pub fn quiet(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}

/// What is said of a program that has ended, or could not be started.
pub fn judge(
    command: &Command,
    status: std::io::Result<std::process::ExitStatus>,
    missing: &str,
) -> Result<()> {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program()).to_string_lossy();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => bail!("{} failed ({status})", line(command)),
        Err(error) if error.kind() == ErrorKind::NotFound => bail!("{name} is missing: {missing}"),
        Err(error) => Err(error).with_context(|| format!("starting {}", line(command))),
    }
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    format!("`{}`", words.join(" "))
}
