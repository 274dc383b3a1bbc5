//! A list of named steps, run one after the other: says which is running and how long it took, and
//! stops at the first that fails. What cannot be run here is said, with the command that would
//! change it; on CI that is a failure. It knows nothing of what the steps do.

use anyhow::{Context, Result, bail};
use std::env;
use std::time::Instant;

/// How a step ended, when it did not fail.
pub enum Outcome {
    /// It was run.
    Done,
    /// It cannot be run on this machine: the reason, and the command that would change that.
    Missing(String),
}

/// The steps of one command.
pub struct Steps {
    begun: Instant,
    done: u32,
    skipped: Vec<String>,
    only: Vec<String>,
    on_ci: bool,
}

impl Steps {
    /// Starts counting. With names in `only`, steps whose names hold none of them are passed over.
    pub fn begin(only: Vec<String>) -> Steps {
        let on_ci = env::var("CI").is_ok_and(|value| !value.is_empty() && value != "false");
        Steps { begun: Instant::now(), done: 0, skipped: Vec::new(), only, on_ci }
    }

    /// Whether a step of this name would be run.
    pub fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|part| name.contains(part.as_str()))
    }

    /// Runs a step.
    pub fn step(&mut self, name: &str, step: impl FnOnce() -> Result<Outcome>) -> Result<()> {
        if !self.wants(name) {
            return Ok(());
        }
        println!("\n== {name}");
        let begun = Instant::now();
        let outcome = step().with_context(|| format!("the step `{name}` failed"))?;
        match outcome {
            Outcome::Done => {
                self.done += 1;
                println!("== {name}: passed in {:.1} s", begun.elapsed().as_secs_f64());
            }
            Outcome::Missing(reason) if self.on_ci => {
                bail!("the step `{name}` could not be run, and on CI every step must: {reason}")
            }
            Outcome::Missing(reason) => {
                println!("skipped: {name}: {reason}");
                self.skipped.push(format!("skipped: {name}: {reason}"));
            }
        }
        Ok(())
    }

    /// Sums up; fails when nothing was run at all.
    pub fn end(self) -> Result<()> {
        if self.done == 0 && self.skipped.is_empty() {
            bail!("no step is called {}", self.only.join(" or "));
        }
        println!("\n{} steps passed in {:.0} s", self.done, self.begun.elapsed().as_secs_f64());
        for line in &self.skipped {
            println!("{line}");
        }
        Ok(())
    }
}
