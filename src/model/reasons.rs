//! What each reason code of a state means, what it says about money, and what to do: the reasons that
//! stand in answers and notifications, and the constraints that keep an object from being confirmed.
//! What to do about authorizations and captures, `verdict.rs` says. It is in no wasm.

mod agreement;
mod payment;

use super::schema::Choice;

/// One reason, in the state in which it stands.
#[derive(Debug)]
pub struct Reason {
    /// The code, in the service's spelling.
    pub code: &'static str,
    /// The states in which it stands; none for a constraint and a failed validation.
    pub states: &'static [&'static str],
    /// What has happened.
    pub means: &'static str,
    /// What it says about money.
    pub money: &'static str,
    /// What to do; empty where the decline table says it.
    pub advice: &'static str,
}

/// The reasons of one kind of object.
#[derive(Debug)]
pub struct Reasons {
    /// The object, as it stands in a sentence; the key of the decline table where that has it.
    pub of: &'static str,
    /// The list of words that these explain.
    pub choice: &'static Choice,
    /// One for each word.
    pub reasons: &'static [Reason],
}

const fn reason(
    code: &'static str,
    states: &'static [&'static str],
    means: &'static str,
    money: &'static str,
    advice: &'static str,
) -> Reason {
    Reason { code, states, means, money, advice }
}

const NO_MONEY: &str = "No money moved.";
const AS_IT_WAS: &str = "What was captured stays captured and can be refunded.";
const OPEN_ONES_STAY: &str =
    "What was captured stays captured; open authorizations can still be captured.";
const NOTHING_CAPTURED: &str = "Nothing was captured.";

/// Every list, in the order in which a newcomer meets the objects.
pub static REASONS: [&Reasons; 9] = [
    &payment::ORDER_REFERENCE,
    &payment::AUTHENTICATION,
    &payment::AUTHORIZATION,
    &payment::CAPTURE,
    &payment::REFUND,
    &agreement::BILLING_AGREEMENT,
    &payment::PROVIDER_CREDIT,
    &agreement::VALIDATION,
    &agreement::CONSTRAINT,
];

#[cfg(test)]
mod tests {
    use super::REASONS;
    use crate::model::verdict::VERDICTS;

    #[test]
    fn every_word_of_a_list_is_explained_once_and_nothing_else() {
        for list in REASONS {
            let mut explained: Vec<_> = list.reasons.iter().map(|reason| reason.code).collect();
            let mut known = list.choice.words.to_vec();
            explained.sort_unstable();
            known.sort_unstable();
            assert_eq!(explained, known, "{}", list.of);
        }
    }

    #[test]
    fn there_is_advice_for_every_reason_here_or_in_the_decline_table() {
        for list in REASONS {
            let decided = VERDICTS.iter().any(|verdict| verdict.of == list.of);
            for reason in list.reasons {
                assert_eq!(reason.advice.is_empty(), decided, "{} {}", list.of, reason.code);
                for state in if decided { reason.states } else { &[] } {
                    let fits = |verdict: &&crate::model::verdict::Verdict| {
                        verdict.of == list.of
                            && verdict.state == *state
                            && verdict.reason.is_none_or(|code| code == reason.code)
                    };
                    assert!(VERDICTS.iter().any(|row| fits(&row)), "{} {state}", reason.code);
                }
            }
        }
    }
}
