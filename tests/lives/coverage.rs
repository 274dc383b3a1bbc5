//! What lives have seen: operations that succeeded, refusals, and ways through the state tables. It
//! knows what the tables hold, so a way that they do not hold is found, and so is one that nobody took.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use amazon_pay_wasm::model::operations::OPERATIONS;
use amazon_pay_wasm::sandbox::state::Machine;

use crate::shop::Answer;

/// Ways and refusals that no life can bring about, each with the reason. None, so far.
pub const OUT_OF_REACH: [(&str, &str); 0] = [];

/// Every way that the tables hold.
pub static ARROWS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let ways = Machine::ALL.iter().flat_map(|machine| {
        machine.arrows().iter().flat_map(move |way| {
            let (to, trigger) = (way.to.word(), way.trigger.word());
            way.from.iter().map(move |from| arrow(machine.name(), from.word(), to, trigger))
        })
    });
    ways.collect()
});

/// A way in words.
pub fn arrow(object: &str, from: &str, to: &str, trigger: &str) -> String {
    format!("{object}: {from} → {to}, {trigger}")
}

/// What was seen, and how often.
#[derive(Debug, Default)]
pub struct Coverage {
    arrows: BTreeMap<String, u64>,
    answers: BTreeMap<String, u64>,
}

impl Coverage {
    /// An operation was answered.
    pub fn answered(&mut self, operation: &str, answer: &Answer) {
        let code = match answer.status {
            200 => "answered".to_owned(),
            _ => answer.all("Code").pop().unwrap_or_else(|| "in plain text".to_owned()),
        };
        *self.answers.entry(format!("{operation}: {code}")).or_default() += 1;
    }

    /// An object took a way; refused where the tables do not hold it.
    pub fn took(&mut self, arrow: String) -> Result<(), String> {
        if !ARROWS.contains(&arrow) {
            return Err(format!("no arrow in the tables: {arrow}"));
        }
        *self.arrows.entry(arrow).or_default() += 1;
        Ok(())
    }

    /// Adds what another life has seen.
    pub fn add(&mut self, other: Self) {
        for (arrow, times) in other.arrows {
            *self.arrows.entry(arrow).or_default() += times;
        }
        for (answer, times) in other.answers {
            *self.answers.entry(answer).or_default() += times;
        }
    }

    /// What nobody has seen, though it can be brought about: successes of operations, states, ways.
    pub fn missed(&self) -> Vec<String> {
        let answers = OPERATIONS.iter().map(|operation| format!("{}: answered", operation.name));
        let answers = answers.filter(|answer| !self.answers.contains_key(answer));
        let arrows = ARROWS.iter().filter(|arrow| !self.arrows.contains_key(*arrow)).cloned();
        let mut missed: Vec<String> = answers.chain(arrows).collect();
        missed.retain(|what| OUT_OF_REACH.iter().all(|(known, _)| known != what));
        missed.sort_unstable();
        missed
    }

    /// For a person: how much of all there is was seen, what of it the least often, and which of the
    /// refusals that the operations declare nobody met.
    pub fn print(&self) {
        let states = |arrows: &mut dyn Iterator<Item = &String>| {
            let ends = arrows.filter_map(|arrow| {
                let (object, rest) = arrow.split_once(": ")?;
                Some((object, rest.split_once(" → ")?.1.split_once(',')?.0))
            });
            ends.collect::<HashSet<_>>().len()
        };
        println!(
            "{} of {} ways into {} of {} states, and {} kinds of answers",
            self.arrows.len(),
            ARROWS.len(),
            states(&mut self.arrows.keys()),
            states(&mut ARROWS.iter()),
            self.answers.len(),
        );
        let succeeded = self.answers.iter().filter(|(name, _)| name.ends_with(": answered"));
        let mut rare: Vec<_> = self.arrows.iter().chain(succeeded).collect();
        rare.sort_unstable_by_key(|(_, times)| **times);
        let rare: Vec<_> =
            rare.iter().take(12).map(|(what, times)| format!("  {times} × {what}")).collect();
        println!("the rarest:\n{}", rare.join("\n"));
        let unmet: Vec<String> = OPERATIONS
            .iter()
            .flat_map(|operation| {
                operation.faults.iter().map(|fault| format!("{}: {fault}", operation.name))
            })
            .filter(|refusal| !self.answers.contains_key(refusal))
            .collect();
        println!("{} declared refusals were not met: {}", unmet.len(), unmet.join("; "));
        for (what, why) in OUT_OF_REACH {
            println!("out of reach: {what}: {why}");
        }
    }
}
