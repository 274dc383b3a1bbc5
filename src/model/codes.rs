//! The codes that our own errors carry, with what each means and what to do: issues of parameters,
//! answers that can't be read, refused notifications, findings of a diagnosis, pieces of advice, and
//! what Login with Amazon refuses. The service's own codes are faults (`fault.rs`). It knows words;
//! it refuses to know who says them. Types and the error index are made from it, and it is in no wasm.

mod advised;
mod calls;
mod notifications;

pub use advised::{ACTIONS, FINDINGS, SIGN_IN};
pub use calls::{ANSWERS, ISSUES};
pub use notifications::NOTIFICATION_REASONS;

/// One code.
#[derive(Debug)]
pub struct Code {
    /// The word, as programs compare it.
    pub word: &'static str,
    /// What has happened.
    pub means: &'static str,
    /// What to do about it.
    pub advice: &'static str,
    /// Of a refused notification: whether it proves that the notification is not genuine, so that the
    /// service need not send it again.
    pub forged: bool,
}

/// Codes that stand in one property of one kind of object.
#[derive(Debug)]
pub struct Codes {
    /// The name of their type.
    pub name: &'static str,
    /// What they say, in a sentence.
    pub doc: &'static str,
    /// All of them.
    pub codes: &'static [Code],
    /// Whether callers must expect others: a later version, or the service, may bring them.
    pub open: bool,
}

/// Every list, in the order of the error index.
pub static ALL: [&Codes; 6] =
    [&ISSUES, &ANSWERS, &NOTIFICATION_REASONS, &FINDINGS, &ACTIONS, &SIGN_IN];

const fn code(word: &'static str, means: &'static str, advice: &'static str) -> Code {
    Code { word, means, advice, forged: false }
}

impl Code {
    const fn forged(mut self) -> Self {
        self.forged = true;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{ACTIONS, ALL, NOTIFICATION_REASONS};
    use crate::model::verdict::VERDICTS;

    #[test]
    fn every_code_is_listed_once_and_says_what_it_means_and_what_to_do() {
        for list in ALL {
            for (at, code) in list.codes.iter().enumerate() {
                let after = list.codes.iter().skip(at + 1);
                assert!(after.clone().all(|other| other.word != code.word), "{}", code.word);
                for sentence in [code.means, code.advice] {
                    assert!(sentence.ends_with('.'), "{} {}", list.name, code.word);
                }
            }
        }
    }

    #[test]
    fn every_action_that_a_verdict_gives_is_known_and_the_reverse() {
        for verdict in &VERDICTS {
            assert!(ACTIONS.codes.iter().any(|code| code.word == verdict.action), "{verdict:?}");
        }
        for code in ACTIONS.codes {
            assert!(VERDICTS.iter().any(|verdict| verdict.action == code.word), "{}", code.word);
        }
    }

    #[test]
    fn what_can_be_mended_proves_no_forgery() {
        let forged: Vec<_> = NOTIFICATION_REASONS.codes.iter().filter(|code| code.forged).collect();
        assert!(forged.iter().any(|code| code.word == "signature"));
        for word in ["body", "certificate-unavailable", "certificate-expired", "seller", "seen"] {
            assert!(forged.iter().all(|code| code.word != word), "{word}");
        }
    }
}
