//! The generated parts of docs/errors.md: every fault of the service, every reason of a state, and
//! every code of ours, each with an anchor, what it says about money and what to do. It knows
//! Markdown; what stands in it comes from the tables.

use std::fmt::Write;

use amazon_pay_wasm::error::Executed;
use amazon_pay_wasm::model::codes::{
    ACTIONS, ANSWERS, Codes, FINDINGS, ISSUES, NOTIFICATION_REASONS, SIGN_IN,
};
use amazon_pay_wasm::model::fault::{FAULTS, Fault};
use amazon_pay_wasm::model::js_name::js_name;
use amazon_pay_wasm::model::operations::OPERATIONS;
use amazon_pay_wasm::model::reasons::{REASONS, Reason, Reasons};
use amazon_pay_wasm::model::verdict::{VERDICTS, Verdict};

/// Every fault code of the service, each under a heading.
pub fn faults() -> String {
    let mut text = String::new();
    for fault in &FAULTS {
        let facts = [status(fault), executed(fault), repeated(fault), given_by(fault.code)];
        let _ =
            writeln!(text, "### {}\n\n{}.\n\n{}\n", fault.code, facts.join(" · "), fault.advice);
    }
    text.trim_end().to_owned() + "\n"
}

fn status(fault: &Fault) -> String {
    let other = fault.other_status.map(|status| format!(", in some documents {status}"));
    let doubt = if fault.status_confirmed { "" } else { " (unconfirmed)" };
    format!("HTTP {}{}{doubt}", fault.status, other.unwrap_or_default())
}

fn executed(fault: &Fault) -> String {
    match fault.executed {
        Executed::No => "nothing was done, no money moved".to_owned(),
        Executed::Unknown => "**money may have moved**".to_owned(),
    }
}

fn repeated(fault: &Fault) -> String {
    match (fault.throttled, fault.retryable) {
        (true, _) => "a `ThrottledError`, after the client waited and repeated it",
        (false, true) => "the client repeats it by itself where that is safe",
        (false, false) => "never repeated",
    }
    .to_owned()
}

/// The methods that may meet a fault beside those that any call may meet.
fn given_by(code: &str) -> String {
    let methods: Vec<_> = OPERATIONS
        .iter()
        .filter(|operation| {
            let otherwise = operation.allowed.is_some_and(|allowed| allowed.otherwise == code);
            operation.faults.contains(&code) || otherwise
        })
        .map(|operation| format!("`{}`", js_name(operation.name)))
        .collect();
    if methods.is_empty() { "any call".to_owned() } else { methods.join(", ") }
}

/// Every reason code of every object, each under a heading.
pub fn reasons() -> String {
    let mut text = String::new();
    for list in REASONS {
        let _ = writeln!(text, "### {}\n", title(list.of));
        for reason in list.reasons {
            self::reason(&mut text, list, reason);
        }
    }
    text.trim_end().to_owned() + "\n"
}

fn reason(text: &mut String, list: &Reasons, reason: &Reason) {
    let within = match reason.states {
        [] => String::new(),
        // What it says is its state.
        states if states.contains(&reason.code) => String::new(),
        states => format!(" {}", states.join(" or ")),
    };
    let _ = writeln!(text, "#### {}{within}: {}\n", title(list.of), reason.code);
    let _ = writeln!(text, "{} *Money:* {}\n", reason.means, reason.money);
    if !reason.advice.is_empty() {
        let _ = writeln!(text, "*What to do:* {}\n", reason.advice);
    }
    for state in reason.states {
        for verdict in decided(list.of, state, reason.code) {
            let _ = writeln!(text, "{}\n", advice(verdict, reason.states.len() > 1));
        }
    }
}

/// The rows of the decline table that a state and a reason lead to: one, or one for each `SoftDecline`.
fn decided(of: &str, state: &str, code: &str) -> Vec<&'static Verdict> {
    let mut found: Vec<&Verdict> = Vec::new();
    for verdict in &VERDICTS {
        let fits = verdict.of == of
            && verdict.state == state
            && verdict.reason.is_none_or(|reason| reason == code);
        if fits {
            found.push(verdict);
            if verdict.soft.is_none() {
                break;
            }
        }
    }
    found
}

fn advice(verdict: &Verdict, with_state: bool) -> String {
    let state = if with_state { format!(" while {}", verdict.state) } else { String::new() };
    let soft = match verdict.soft {
        Some(soft) => format!(", `softDecline` {soft}"),
        None => String::new(),
    };
    let mut text = format!("*What to do{state}*{soft} (`{}`): {}", verdict.action, verdict.present);
    if let Some(absent) = verdict.absent {
        let _ = write!(text, " *When the buyer has left:* {absent}");
    }
    text
}

fn title(of: &str) -> String {
    let mut letters = of.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

/// What is wrong with parameters.
pub fn issues() -> String {
    codes("issue", &ISSUES)
}

/// Why an answer can't be read.
pub fn answers() -> String {
    codes("response", &ANSWERS)
}

/// What a diagnosis finds.
pub fn findings() -> String {
    codes("finding", &FINDINGS)
}

/// What advice says to programs.
pub fn actions() -> String {
    codes("action", &ACTIONS)
}

/// Why Login with Amazon refuses a token.
pub fn sign_in() -> String {
    codes("sign-in", &SIGN_IN)
}

fn codes(prefix: &str, list: &Codes) -> String {
    let mut text = String::from("| code | what it means | what to do |\n|---|---|---|\n");
    for code in list.codes {
        let anchor = anchor(prefix, code.word);
        let _ = writeln!(text, "| {anchor} | {} | {} |", code.means, code.advice);
    }
    text
}

/// Why a notification is refused, and what the handler answers.
pub fn notifications() -> String {
    let mut text =
        String::from("| reason | what it means | answered | what to do |\n|---|---|---|---|\n");
    for code in NOTIFICATION_REASONS.codes {
        let answered = match code.word {
            _ if code.forged => 400,
            "seen" => 200,
            _ => 503,
        };
        let anchor = anchor("notification", code.word);
        let _ = writeln!(text, "| {anchor} | {} | {answered} | {} |", code.means, code.advice);
    }
    text
}

fn anchor(prefix: &str, word: &str) -> String {
    format!("<a id=\"{prefix}-{word}\"></a>`{word}`")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use amazon_pay_wasm::model::codes::ALL;
    use amazon_pay_wasm::model::fault::FAULTS;

    use super::{actions, answers, faults, findings, issues, notifications, reasons, sign_in};

    #[test]
    fn every_fault_stands_under_a_heading_with_what_to_do() {
        let text = faults();
        for fault in &FAULTS {
            let (_, entry) =
                text.split_once(&format!("### {}\n", fault.code)).unwrap_or_else(|| {
                    panic!("{} has no heading", fault.code);
                });
            assert!(entry.starts_with("\nHTTP ") && entry.contains(fault.advice), "{}", fault.code);
        }
        assert!(text.contains("never repeated · `refund`.\n\nOnly a completed capture"), "{text}");
        assert!(text.contains("HTTP 400, in some documents 404 · nothing was done"), "{text}");
        assert!(
            text.contains("HTTP 500 · **money may have moved** · the client repeats"),
            "{text}"
        );
    }

    #[test]
    fn a_decline_says_what_to_do_for_each_softness() {
        let text = reasons();
        let heading = "#### Authorization Declined: InvalidPaymentMethod\n";
        let (_, entry) = text.split_once(heading).unwrap_or_default();
        let (entry, _) = entry.split_once("####").unwrap_or_default();
        assert!(entry.contains("*What to do*, `softDecline` true (`retry`): Try once"), "{entry}");
        assert!(entry.contains("(`change-payment-method`): Show the wallet"), "{entry}");
        assert!(entry.contains("*When the buyer has left:* Ask the buyer by mail"), "{entry}");
        assert!(
            text.contains("*What to do while Open* (`wait`): The amount is reserved"),
            "{text}"
        );
    }

    #[test]
    fn headings_are_unique_because_they_are_anchors() {
        let text = faults() + &reasons();
        let headings: Vec<_> = text.lines().filter(|line| line.starts_with("###")).collect();
        let unique: BTreeSet<_> = headings.iter().collect();
        assert_eq!(unique.len(), headings.len());
    }

    #[test]
    fn every_code_of_ours_has_a_row() {
        let tables = [issues(), answers(), notifications(), findings(), actions(), sign_in()];
        for (list, table) in ALL.iter().zip(&tables) {
            assert_eq!(table.lines().count(), 2 + list.codes.len(), "{}", list.name);
            let cells = table.lines().next().map_or(0, |head| head.matches('|').count());
            assert!(table.lines().all(|line| line.matches('|').count() == cells), "{}", list.name);
        }
        assert!(
            tables.iter().any(|table| table.contains("<a id=\"notification-seen\"></a>`seen`"))
        );
    }
}
