//! The state machines as text, to be read beside behaviour.md 5. The text is committed; a change of a
//! table shows as a change of it. `AMAZON_PAY_WASM_WRITE=1` writes it anew.

use std::fmt::Write;
use std::path::Path;

use amazon_pay_wasm::sandbox::state::{Arrow, Machine, Reason, State};

/// Where the reference describes a machine.
fn source(machine: Machine) -> &'static str {
    match machine {
        Machine::OrderReference => "behaviour.md 5.2, operations.md 7.1",
        Machine::Authorization => "behaviour.md 5.3, operations.md 7.2",
        Machine::Capture => "behaviour.md 5.4, operations.md 7.3",
        Machine::Refund => "behaviour.md 5.5, operations.md 7.4",
        Machine::BillingAgreement => "behaviour.md 5.6, operations.md 7.5",
        Machine::ProviderCredit | Machine::ProviderCreditReversal => {
            "behaviour.md 5.8, operations.md 7.6"
        }
    }
}

/// `Draft, Open → Canceled` and so on, one arrow on a line.
fn line(arrow: &Arrow) -> String {
    let from: Vec<_> = arrow.from.iter().map(|state| state.word()).collect();
    let reason = arrow.reason.map_or("-", Reason::word);
    let text = format!(
        "{:<24} → {:<10} {:<26} {reason}",
        from.join(", "),
        arrow.to.word(),
        arrow.trigger.word()
    );
    text.trim_end().to_owned()
}

fn rendered() -> String {
    let mut text = "The state machines of the sandbox: from which states, to which, by what, and \
                    the reason code then told.\n"
        .to_owned();
    for machine in Machine::ALL {
        writeln!(text, "\n{} ({})", machine.name(), source(machine)).unwrap();
        for arrow in machine.arrows() {
            writeln!(text, "  {}", line(arrow)).unwrap();
        }
        let ends: Vec<_> = ends(machine).iter().map(|state| state.word()).collect();
        writeln!(text, "  final: {}", ends.join(", ")).unwrap();
    }
    text
}

/// The states that nothing leaves.
fn ends(machine: Machine) -> Vec<State> {
    let mut ends: Vec<State> = machine.arrows().iter().map(|arrow| arrow.to).collect();
    ends.sort_unstable();
    ends.dedup();
    ends.retain(|state| !machine.arrows().iter().any(|arrow| arrow.from.contains(state)));
    ends
}

#[test]
fn the_tables_are_those_that_were_read_beside_the_reference() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sandbox/state_tables.txt");
    let now = rendered();
    if std::env::var_os("AMAZON_PAY_WASM_WRITE").is_some() {
        std::fs::write(&file, &now).unwrap();
    }
    let read = std::fs::read_to_string(&file).unwrap();
    assert_eq!(now, read, "AMAZON_PAY_WASM_WRITE=1 writes {} anew", file.display());
}

#[test]
fn nothing_leaves_a_final_state() {
    let finals = |machine| {
        let words: Vec<_> = ends(machine).into_iter().map(State::word).collect();
        words.join(" ")
    };
    assert_eq!(finals(Machine::OrderReference), "Canceled Closed");
    assert_eq!(finals(Machine::Authorization), "Closed Declined");
    assert_eq!(finals(Machine::Capture), "Closed Declined");
    assert_eq!(finals(Machine::Refund), "Completed Declined");
    assert_eq!(finals(Machine::BillingAgreement), "Canceled Closed");
    assert_eq!(finals(Machine::ProviderCredit), "Closed Declined");
    assert_eq!(finals(Machine::ProviderCreditReversal), "Completed Declined");
}
