//! Idempotency by the merchant's reference ids (behaviour.md 5.7). It knows what an id was used for
//! and with which parameters; what to do with a known object is the operation's.

use crate::model::value::{Record, Value};

use super::Call;
use crate::sandbox::fault::Fault;
use crate::sandbox::objects::Object;
use crate::sandbox::settings::ReferenceIdScope;
use crate::sandbox::store::Used;
use crate::sandbox::world::World;

/// A reference id of one call.
#[derive(Debug)]
pub struct ReferenceId {
    key: String,
    parent: Object,
    fingerprint: u64,
}

/// The reference id that stands in a parameter of a call that makes something under `parent`.
pub fn of(world: &World, call: &Call<'_>, parameter: &str, parent: Object) -> ReferenceId {
    ReferenceId {
        key: key(world, call, parameter, call.text(parameter)),
        parent,
        fingerprint: fingerprint(call.operation.name, call.input),
    }
}

impl ReferenceId {
    /// The object that the id made before, if it is the same call; a refusal if it is another.
    pub fn known(&self, world: &World) -> Result<Option<Object>, Fault> {
        let Some(used) = world.store.used(&self.key) else { return Ok(None) };
        let id = self.key.rsplit('\n').next().unwrap_or_default();
        if used.parent != self.parent {
            return Err(Fault::new(
                "DuplicateReferenceId",
                format!("The reference id {id} was already used for another request."),
            ));
        }
        if used.fingerprint != self.fingerprint {
            return Err(Fault::new(
                "DuplicateRequest",
                format!("The reference id {id} was already used with other parameters."),
            ));
        }
        Ok(Some(used.object))
    }

    /// Remembers what the id made.
    pub fn made(self, world: &mut World, object: Object) {
        let used = Used { object, parent: self.parent, fingerprint: self.fingerprint };
        world.store.remember(self.key, used);
    }
}

/// Marks the id of an authorization with CaptureNow as used for its capture too, so that a later
/// Capture with it is refused.
pub fn also_capture(world: &mut World, call: &Call<'_>, authorization: Object, parent: Object) {
    if world.settings.reference_id_scope == ReferenceIdScope::Kind {
        let reference = call.text("AuthorizationReferenceId");
        let key = key(world, call, "CaptureReferenceId", reference);
        world.store.remember(key, Used { object: authorization, parent, fingerprint: 0 });
    }
}

/// Ids of reversals are apart from those of the other three kinds; what the service does there is
/// not known.
fn key(world: &World, call: &Call<'_>, parameter: &str, reference: &str) -> String {
    let apart = world.settings.reference_id_scope == ReferenceIdScope::Kind
        || parameter == "CreditReversalReferenceId";
    let kind = if apart { parameter } else { "" };
    format!("{}\n{}\n{kind}\n{reference}", call.seller.0, call.environment.word())
}

/// Tells calls with different parameters apart: FNV-1a over names and values.
fn fingerprint(operation: &str, input: &Record) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325;
    eat(&mut hash, operation.as_bytes());
    eat_record(&mut hash, input);
    hash
}

fn eat_record(hash: &mut u64, record: &Record) {
    for (name, value) in record.iter() {
        eat(hash, name.as_bytes());
        eat_value(hash, value);
    }
    eat(hash, b"}");
}

fn eat_value(hash: &mut u64, value: &Value) {
    match value {
        Value::Null => eat(hash, b""),
        Value::Flag(flag) => eat(hash, &[u8::from(*flag)]),
        Value::Integer(integer) => eat(hash, &integer.to_le_bytes()),
        Value::Text(text) => eat(hash, text.as_bytes()),
        Value::List(items) => {
            items.iter().for_each(|item| eat_value(hash, item));
            eat(hash, b"]");
        }
        Value::Record(record) => eat_record(hash, record),
    }
}

fn eat(hash: &mut u64, bytes: &[u8]) {
    // A byte that no text holds keeps neighbours apart.
    for byte in bytes.iter().chain(&[0xFF]) {
        *hash = (*hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3);
    }
}
