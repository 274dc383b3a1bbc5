//! Throttling: a token bucket for each key, seller, operation and environment (behaviour.md 4). It
//! counts in the service's time, so `advance` fills the buckets too.

use super::behaviour::Call;
use super::calendar::Moment;
use super::fault::Fault;
use super::identifier::Environment;
use super::snapshot::{Reader, Stored, Writer};
use super::world::World;
use crate::model::schema::Quota;

/// When a bucket will be full again. A call pushes that moment further away; it is refused where
/// the bucket has no whole token left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bucket(Moment);

impl Stored for Bucket {
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        Moment::read(input).map(Self)
    }
}

impl Bucket {
    /// Takes a token, if there is one.
    pub fn take(&mut self, quota: Quota, now: Moment) -> bool {
        let restore = i64::from(quota.restore_milliseconds);
        let full = self.0.max(now) + restore;
        if full - now > restore * i64::from(quota.capacity) {
            return false;
        }
        self.0 = full;
        true
    }
}

impl World {
    /// Counts a call, and refuses it where too many came. A refused call costs nothing.
    pub fn throttle(&mut self, call: &Call<'_>) -> Result<(), Fault> {
        if !self.throttling {
            return Ok(());
        }
        let quotas = call.operation.quota;
        let quota = match call.environment {
            Environment::Live => quotas.live,
            Environment::Sandbox => quotas.sandbox,
        };
        let key = format!(
            "{} {} {} {}",
            call.caller.0,
            call.seller.0,
            call.operation.name,
            call.environment.word()
        );
        let now = self.now;
        if self.buckets.entry(key).or_default().take(quota, now) {
            return Ok(());
        }
        Err(throttled())
    }
}

/// The refusal of a call that came too fast.
pub fn throttled() -> Fault {
    Fault::front_door("RequestThrottled", "Request is throttled")
}

#[cfg(test)]
mod tests {
    use super::Bucket;
    use crate::model::schema::Quota;

    #[test]
    fn a_bucket_gives_its_capacity_and_then_one_for_each_restore() {
        let quota = Quota { capacity: 2, restore_milliseconds: 2_000 };
        let mut bucket = Bucket::default();
        let now = 1_000_000;
        let takes = [0, 0, 0, 1_999, 2_000, 2_000, 4_000, 60_000, 60_000, 60_000]
            .map(|later| bucket.take(quota, now + later));
        assert_eq!(takes, [true, true, false, false, true, false, true, true, true, false]);
    }
}
