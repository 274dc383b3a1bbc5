//! A Redis server: found, or installed where that needs no asking. What is kept in it, it leaves to
//! its callers.

use crate::commands::answers;
use crate::debian;
use anyhow::Result;
use std::env;

/// Names the program where it is not found by itself; tests find it under that name too.
pub const PROGRAM: &str = "REDIS_SERVER";
const PACKAGES: [&str; 1] = ["redis-server"];

/// Finds a server's program, or installs one; the error says what to do.
pub fn server() -> Result<Result<String, String>> {
    let program = env::var(PROGRAM).unwrap_or_else(|_| "redis-server".to_owned());
    let runs = || answers(&program, &["--version"]);
    if !runs() && debian::can_install() {
        debian::install(&PACKAGES)?;
    }
    if runs() {
        return Ok(Ok(program));
    }
    let line = debian::command_line(&PACKAGES);
    Ok(Err(format!(
        "there is no Redis; install it (on Debian: `{line}`) or set {PROGRAM} to its program"
    )))
}
