//! Debian's packages: is this Debian, may we install, is a package there. Which packages are
//! wanted, and why, it leaves to its callers.

use crate::commands::{answers, quiet, run};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

/// Whether packages can be installed here without asking: a Debian, and root.
pub fn can_install() -> bool {
    Path::new("/etc/debian_version").is_file()
        && answers("apt-get", &["--version"])
        && quiet(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// Installs those of the packages that are not there. When all are there, no network is used.
pub fn install(packages: &[&str]) -> Result<()> {
    let missing: Vec<&str> = packages.iter().copied().filter(|name| !is_installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let line = command_line(&missing);
    if !can_install() {
        bail!("Debian packages are missing; as root, run `{line}`");
    }
    eprintln!("installing Debian packages: {}", missing.join(" "));
    if install_now(&missing).is_err() {
        run(Command::new("apt-get").arg("update"), "this is not a Debian")?;
        install_now(&missing).map_err(|error| error.context(format!("`{line}` did not work")))?;
    }
    Ok(())
}

/// Whether all of the packages are there.
pub fn are_installed(packages: &[&str]) -> bool {
    packages.iter().all(|name| is_installed(name))
}

/// The command that a person would type.
pub fn command_line(packages: &[&str]) -> String {
    format!("apt-get install -y --no-install-recommends {}", packages.join(" "))
}

fn install_now(packages: &[&str]) -> Result<()> {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command.args(["install", "-y", "--no-install-recommends"]).args(packages);
    run(&mut command, "this is not a Debian")
}

fn is_installed(package: &str) -> bool {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat=${db:Status-Status}", package]);
    quiet(&mut query).as_deref() == Some("installed")
}
