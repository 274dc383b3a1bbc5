//! Whether a failed attempt may be repeated, and after how long. It knows effects, quotas and kinds
//! of failure; it refuses to know clocks, deadlines and how an attempt failed in detail.
//!
//! The question that decides is whether a repeat could move money twice. Reads, keyed writes and
//! settling writes can be repeated whatever happened; an unkeyed write only when the service
//! certainly did not act.

use crate::model::schema::{Effect, Quota};

/// How an attempt failed, as far as repeating it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The request certainly never left: the name was not found, or nobody took the connection.
    NotSent,
    /// It was sent, or may have been, and nobody can say whether the service acted: a time-out, a
    /// broken connection, a server's fault, an answer that can't be read.
    Unknown,
    /// The quota is used up; the service did not act.
    Throttled,
    /// The service says that it did not act and that another attempt may succeed.
    Retryable,
    /// The service, or a gateway, refuses this request and would refuse it again.
    Refused,
}

impl Failure {
    /// The failure of that number, as `FAILURES` in pkg-template/core.js counts them.
    pub const fn numbered(number: u32) -> Option<Self> {
        match number {
            0 => Some(Self::NotSent),
            1 => Some(Self::Unknown),
            2 => Some(Self::Throttled),
            3 => Some(Self::Retryable),
            4 => Some(Self::Refused),
            _ => None,
        }
    }

    /// Whether repeating an operation of this effect can do no harm and may do good.
    const fn may_be_repeated(self, effect: Effect) -> bool {
        match self {
            Self::NotSent | Self::Throttled | Self::Retryable => true,
            Self::Unknown => !matches!(effect, Effect::Unkeyed),
            Self::Refused => false,
        }
    }
}

/// What is known about an attempt when the next one is decided on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Attempt {
    /// Its number, the first being 1.
    pub number: u32,
    /// How many there may be.
    pub most: u32,
    /// How it failed.
    pub failure: Failure,
    /// Milliseconds that the service asked to wait (`Retry-After`).
    pub retry_after: Option<u64>,
}

/// The wait before the second attempt is drawn from zero to this; milliseconds. It doubles with
/// each attempt.
const FIRST_WAIT: u64 = 500;

/// The longest wait that is drawn; milliseconds. The service's Japanese guide ends at 30 s
/// (behaviour.md 4.3); half of it lets four attempts fit into a default deadline.
const LONGEST_WAIT: u64 = 15_000;

/// Milliseconds to wait before the next attempt; `None` where there must be none.
///
/// The wait is exponential with full jitter: `random`, from 0 to 1, says where in it to stand (what
/// is no number, or lies outside, counts as its nearest end). It is never shorter than the service
/// asked for, nor, after throttling, than its quota takes to restore one call (behaviour.md 4.2).
pub fn decide(effect: Effect, quota: Quota, attempt: Attempt, random: f64) -> Option<u64> {
    if attempt.number >= attempt.most || !attempt.failure.may_be_repeated(effect) {
        return None;
    }
    let doublings = attempt.number.saturating_sub(1).min(16);
    let reach = (FIRST_WAIT << doublings).min(LONGEST_WAIT);
    let jitter = share_of(reach, random);
    let asked = attempt.retry_after.unwrap_or(0);
    let least = match attempt.failure {
        Failure::Throttled => asked.max(u64::from(quota.restore_milliseconds)),
        _ => asked,
    };
    // Jitter comes on top of a wait that everybody is given, so that they do not all come back at
    // the same moment.
    Some(least.saturating_add(jitter))
}

/// A share of some milliseconds.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "the share lies between 0 and `reach`, which is at most 15 000"
)]
fn share_of(reach: u64, random: f64) -> u64 {
    let share = if random.is_nan() { 1.0 } else { random.clamp(0.0, 1.0) };
    (reach as f64 * share) as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const QUOTA: Quota = Quota { capacity: 2, restore_milliseconds: 2_000 };
    const KEYED: Effect = Effect::Keyed("AuthorizationReferenceId");
    const ALL: [Failure; 5] = [
        Failure::NotSent,
        Failure::Unknown,
        Failure::Throttled,
        Failure::Retryable,
        Failure::Refused,
    ];

    fn failed(failure: Failure, number: u32) -> Attempt {
        Attempt { number, most: 4, failure, retry_after: None }
    }

    #[test]
    fn what_the_service_may_have_done_is_repeated_only_where_that_is_harmless() {
        let repeated =
            |effect| ALL.map(|failure| decide(effect, QUOTA, failed(failure, 1), 0.5).is_some());
        for effect in [Effect::Read, KEYED, Effect::Settles] {
            assert_eq!(repeated(effect), [true, true, true, true, false], "{effect:?}");
        }
        assert_eq!(repeated(Effect::Unkeyed), [true, false, true, true, false]);
    }

    #[test]
    fn waits_double_up_to_a_limit() {
        let waits: Vec<_> = (1..9)
            .map(|number| {
                let attempt = Attempt { most: 100, ..failed(Failure::Unknown, number) };
                decide(Effect::Read, QUOTA, attempt, 1.0)
            })
            .collect();
        let expected = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000].map(Some);
        assert_eq!(waits, expected);
    }

    #[test]
    fn throttling_waits_for_the_quota_to_restore() {
        let wait = |random| decide(Effect::Unkeyed, QUOTA, failed(Failure::Throttled, 1), random);
        assert_eq!(wait(0.0), Some(2_000));
        assert_eq!(wait(1.0), Some(2_500));
    }

    #[test]
    fn the_service_is_given_the_time_that_it_asks_for() {
        let attempt = Attempt { retry_after: Some(7_000), ..failed(Failure::Throttled, 1) };
        assert_eq!(decide(Effect::Read, QUOTA, attempt, 0.0), Some(7_000));
        let attempt = Attempt { retry_after: Some(u64::MAX), ..failed(Failure::Unknown, 3) };
        assert_eq!(decide(Effect::Read, QUOTA, attempt, 1.0), Some(u64::MAX));
    }

    #[test]
    fn the_last_attempt_is_the_last() {
        assert_eq!(decide(Effect::Read, QUOTA, failed(Failure::NotSent, 4), 0.0), None);
        let only = Attempt { most: 1, ..failed(Failure::Throttled, 1) };
        assert_eq!(decide(Effect::Read, QUOTA, only, 0.0), None);
    }

    #[test]
    fn numbers_are_those_that_javascript_counts() {
        let numbered: Vec<_> = (0..6).map(Failure::numbered).collect();
        let expected: Vec<_> = ALL.into_iter().map(Some).chain([None]).collect();
        assert_eq!(numbered, expected);
    }

    fn any_effect() -> impl Strategy<Value = Effect> {
        prop::sample::select(vec![Effect::Read, KEYED, Effect::Settles, Effect::Unkeyed])
    }

    fn any_attempt() -> impl Strategy<Value = Attempt> {
        let failure = prop::sample::select(ALL.to_vec());
        (any::<u32>(), any::<u32>(), failure, any::<Option<u64>>()).prop_map(
            |(number, most, failure, retry_after)| Attempt { number, most, failure, retry_after },
        )
    }

    proptest! {
        #[test]
        fn every_wait_is_allowed_and_long_enough(
            effect in any_effect(),
            attempt in any_attempt(),
            restore in any::<u32>(),
            random in any::<f64>(),
        ) {
            let quota = Quota { capacity: 1, restore_milliseconds: restore };
            if let Some(wait) = decide(effect, quota, attempt, random) {
                prop_assert!(attempt.number < attempt.most);
                prop_assert!(attempt.failure != Failure::Refused);
                prop_assert!(effect != Effect::Unkeyed || attempt.failure != Failure::Unknown);
                let least = attempt.retry_after.unwrap_or(0);
                prop_assert!(wait >= least);
                if attempt.failure == Failure::Throttled {
                    prop_assert!(wait >= u64::from(restore));
                }
                prop_assert!(wait <= least.max(u64::from(restore)).saturating_add(LONGEST_WAIT));
            }
        }

        #[test]
        fn more_randomness_never_means_a_shorter_wait(
            effect in any_effect(),
            attempt in any_attempt(),
            one in 0.0..=1.0f64,
            other in 0.0..=1.0f64,
        ) {
            let wait = |random| decide(effect, QUOTA, attempt, random);
            prop_assert!(wait(one.min(other)) <= wait(one.max(other)));
        }
    }
}
